"""The items that stand in a form: which there are, what each says, and what they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from facilitator.plan.field_values import Value, cost_among
from facilitator.plan.items import Item, above
from facilitator.plan.nouns import STRUCK, Earlier, Ended, Mark
from facilitator.plan.text import LONGEST_WORDS
from facilitator.script.format_declaration import Declaration, Path
from facilitator.script.layouts import NUMBER
from facilitator.word.answers.field_codecs import Language
from facilitator.word.answers.layout_places import Box, own_line
from facilitator.word.answers.marks import Marked, read_end, read_marked
from facilitator.word.answers.owners import Owners, known_by, owner_among
from facilitator.word.answers.phrasing import NOTHING, fold
from facilitator.word.answers.understood_answers import Answers
from facilitator.word.form.keys import Key
from facilitator.word.struck_marks import STRUCK_FROM, without_marks

_PREFIX = {"outcome": "o", "step": "", "provision": "p"}


def ended_with_above(items: Sequence[Item]) -> list[Item]:
    """Return items as a plan has them where what is struck through belongs to something that has ended."""
    known = {item.id: item for item in items}
    return [
        item.model_copy(update={"ended": None})
        if item.ended == STRUCK and any(one.ended for one in above(item, known))
        else item
        for item in items
    ]


class ItemSpot(NamedTuple):
    """Where items stand: in the row of an item of a kind, and which of its rows; a list has one for all.

    `place` counts from 0 those that stand at the same spot, where it is the spot of one of them.
    """

    kind: str
    each: str
    item: int
    line: int
    place: int = 0


class Items:
    """The items of a plan as a form has them, and where each of them stands."""

    def __init__(self, language: Language, answers: Answers, owners: Owners) -> None:
        self._language, self._answers, self._owners = language, answers, owners
        self.items: list[Item] = []
        self._by_id: dict[str, Item] = {}
        self.at: dict[ItemSpot, list[str]] = {}
        """The ids of the items at each spot, in order."""

    def read(self) -> list[Item]:
        """Read all items, those above before those under them."""
        form = self._language.form
        for kind in sorted(form.items, key=lambda kind: len(form.upwards(kind))):
            keys = [key for key in self._answers.keys(kind) if key.path.field != NUMBER]
            for spot in sorted({(key.each, key.item) for key in keys}):
                self._under(kind, *spot, [key for key in keys if (key.each, key.item) == spot])
        kinds, order = list(form.items), [item.id for item in self.items]

        def place(item: Item) -> list[tuple[int, int, int]]:
            """Return where an item comes in the plan: behind what it is under, and those before it there."""
            chain = [item, *above(item, self._by_id)]
            return [(kinds.index(one.kind), one.number or 0, order.index(one.id)) for one in reversed(chain)]

        self.items = ended_with_above(sorted(self.items, key=place))
        self._by_id = {item.id: item for item in self.items}
        return self.items

    def numbered(self, kind: str, number: int) -> str | None:
        """Return the id of the item of a kind by its number, or by its place where they have none."""
        return next(iter(self.at.get(ItemSpot(kind, "", number, 0), ())), None)

    def rows(self, kind: str, review: int) -> dict[int, str]:
        """Return the ids of the items of a kind by their rows in a review, where those say whose they are.

        A row that says no words of an item is of the one that comes behind that of the row above it.
        """
        box = self._language.boxes.naming(kind)
        if box is None:
            return {}
        keys = [key for key in self._answers.every_key(review) if key.anchor == kind]
        own = {item.id: words_of(item, box.path.field) for item in self.items if item.kind == kind}
        found: dict[int, str] = {}
        for key in keys:
            words = fold(" ".join(self._answers.glance(key))) if key.path == box.path else None
            same = [item_id for item_id in own if words in own[item_id] and item_id not in found.values()]
            if same:
                found[key.item] = same[0]
        order, row_above, place = list(own), 0, -1
        for row in sorted({key.item for key in keys}):
            place = order.index(found[row]) if row in found else place + row - row_above
            row_above = row
            if place < len(order) and order[place] not in found.values():
                found[row] = order[place]
        return found

    def rows_of_reviews(self) -> dict[tuple[int, str], int]:
        """Return the rows of reviews that say which item they are of, by review and id."""
        return {
            (review, item_id): row
            for review in self._answers.reviews()
            for kind in self._language.form.items
            for row, item_id in self.rows(kind, review).items()
        }

    def spots(self) -> dict[str, ItemSpot]:
        """Return where each item stands, by its id."""
        return {
            item_id: spot._replace(place=place)
            for spot, ids in self.at.items()
            for place, item_id in enumerate(ids)
        }

    def under(self, kind: str, other: str) -> list[Item]:
        """Return the items of a kind that belong to another item, at whatever remove, in order."""
        own = (item for item in self.items if item.kind == kind)
        return [item for item in own if any(one.id == other for one in above(item, self._by_id))]

    # By what they are called in words

    def item_named(self, text: str) -> tuple[str | None, str]:
        """Split "Outcome 2: ", or "Outcome 2, step 1: ", off a text: which item it is of, and the rest."""
        name, _, after = text.partition(": ")
        whole, _, part = name.partition(", ")
        if part:
            above, _ = self.item_named(f"{whole}: ")
            found = (
                self.part_named(f"{part}: {after}", kind, above or "") for kind in self._language.form.items
            )
            return next((one for one in found if above and one[0]), (None, text))
        called, number, rest = _split_name(text)
        for kind in self._language.form.items:
            item_id = self.numbered(kind, number) if called == self._language.called(kind) else None
            if item_id:
                return item_id, rest
        return None, text

    def part_named(self, text: str, kind: str, above: str) -> tuple[str | None, str]:
        """Split "Step 2: " off a text in the box of an item: which of its parts it is of, and the rest."""
        called, number, rest = _split_name(text)
        parts = self.under(kind, above) if called == self._language.called(kind) else []
        return (parts[number - 1].id, rest) if 0 < number <= len(parts) else (None, text)

    # One block or row

    def _under(self, kind: str, each: str, number: int, keys: list[Key]) -> None:
        if not each and number:
            self._own(kind, number, [key for key in keys if not key.line])
            return
        places = [box.key.of for box in self._language.boxes.of_plan(kind)]
        spots = sorted({(places.index(key.of) if key.of in places else 99, key.line, key.of) for key in keys})
        for _, line, of in spots:
            self._cells(
                ItemSpot(kind, each, number, line), [key for key in keys if (key.of, key.line) == (of, line)]
            )

    def _own(self, kind: str, number: int, keys: list[Key]) -> None:
        """Read the block or row of one item."""
        declared = self._language.form.items[kind]
        if declared.role_field("wording") and not any(map(self._names, keys)):
            return  # what else stands there is named as belonging to nothing
        read = list(self._read(keys))
        above = [item.id for item in self.items if item.kind == declared.under]
        if declared.under and len(above) != 1:  # the form does not say which one it belongs to
            self._answers.give_up(keys, "word.no-item-above", kind=self._language.called(declared.under))
            return
        under = above[0] if declared.under else None
        for row in read:
            self._add(ItemSpot(kind, "", number, 0), row, under, number if declared.numbered else None)

    def _cells(self, spot: ItemSpot, keys: list[Key]) -> None:
        """Read the cells of one row, or the one cell of a list."""
        read = list(self._read(keys))
        if self._language.form.items[spot.kind].role_field("wording") and not any(map(self._names, keys)):
            self._answers.give_up(keys, "word.no-provision", kind=self._language.called(spot.kind))
            return
        for place, one in enumerate(read):
            under = (self._known(spot, one) or self._parent(spot, place, read)) if spot.each else None
            if under is None and spot.each:
                kind = self._language.called(spot.each)
                self._answers.give_up(keys, "word.no-wording", number=spot.item, kind=kind)
                return
            self._add(spot, one, under, None)

    def _known(self, spot: ItemSpot, row: _Row) -> str | None:
        """Return what an item of a row is under, as it was put there: one of the same row, or above it."""
        form = self._language.form
        under = form.items[spot.kind].under or ""
        if not self._owners or under == spot.each:
            return None
        rows = (ItemSpot(under, spot.each, spot.item, line) for line in range(spot.line, -1, -1))
        there = [self._by_id[one] for each in rows for one in self.at.get(each, ())]
        words = str(row.fields.get(form.items[spot.kind].role_field("wording") or "", ""))
        return owner_among(there, self._owners, known_by(spot.kind, spot.item, words), form)

    def _parent(self, spot: ItemSpot, place: int, read: Sequence[_Row]) -> str | None:
        """Return what the item at a place of a row is under: one of the same row, or the last one above.

        As many as there are belong to each other one by one; what is struck through is not counted, unless
        both are. Else all are under the last that goes on, and what is struck through itself under the last.
        """
        under = self._language.form.items[spot.kind].under or ""
        if under == spot.each:
            return self.numbered(under, spot.item)
        for line in range(spot.line, -1, -1):
            found = self.at.get(ItemSpot(under, spot.each, spot.item, line), [])
            if not found:
                continue
            ended = [self._by_id[one].ended is not None for one in found]
            if ended == [row.ended is not None for row in read] and line == spot.line:
                return found[place]
            going_on = [one for one, over in zip(found, ended, strict=True) if not over] or found[-1:]
            those = found if read[place].ended else going_on
            alone = len(those) == len(read) and line == spot.line
            return those[place] if alone else those[-1]
        return None

    def _read(self, keys: list[Key]) -> Iterator[_Row]:
        """Yield what one row says of each of its items: several where its cells are lists."""
        cells = [(key, box) for key in keys if (box := self._language.boxes.of(key)) is not None]
        lists = {
            key: [read_marked(text, box.marks) for text in self._answers.texts(key)]
            for key, box in cells
            if box.says.lists
        }
        # The list of their wording says how many items there are.
        main = next((key for key in lists if self._names(key)), next(iter(lists), None))
        rows = [_Row() for _ in range(len(lists[main]) if main else 1)]
        for key, box in (one for one in cells if not one[0].option):
            if key not in lists:  # it says the same of each item of its row
                text = self._own_lines(key, box, rows)
                has_marks = box.marks.added or box.marks.ended
                said = read_marked(text, box.marks) if has_marks else Marked(text)
                for row in rows:
                    self._put(row, key, box, said)
            elif len(lists[key]) == len(rows):
                for row, said in zip(rows, lists[key], strict=True):
                    if said.text != NOTHING or key == main:
                        self._put(row, key, box, said)
            else:
                self._answers.give_up([key], "word.other-count", count=len(rows))
        for key, box in (one for one in cells if one[0].option):
            self._ticked(key, box, rows)
        fixed = dict(cells[0][1].says.fixed) if cells else {}
        for row in rows:
            row.settle()
            row.fields.update(fixed)
            yield row

    def _own_lines(self, key: Key, box: Box, rows: Sequence[_Row]) -> str:
        """Return what stands in a box without its lines for other fields, which are kept under those."""
        lines = []
        for line in self._answers.words(key).split("\n"):
            own = own_line(without_marks(line), box)
            if own is None and (loose := own_line(without_marks(line), box, apart=False)):
                field = self._language.field(loose[0])  # without a colon it is one where it says one
                own = loose if field and field.declared.options and field.read(loose[1]) else None
            if own is None:
                lines.append(line)
            elif own[1]:
                self._keep_own(key, own, rows)
        return "\n".join(lines).strip()

    def _keep_own(self, key: Key, own: tuple[Path, str], rows: Sequence[_Row]) -> None:
        path, text = own
        field = self._language.field(path)
        got = field.read(text) if field else None
        if got is None or got.note:
            self._answers.problem(key, text, field.codec.trouble if field else "word.no-place")
        value = got.value if got else None
        for row in rows if value is not None else ():
            row.fields[path.field] = value or ""

    def _names(self, key: Key) -> bool:
        """Whether a field is the wording of its item."""
        return key.path.field == self._language.form.items[key.path.of].role_field("wording")

    def _ticked(self, key: Key, box: Box, rows: list[_Row]) -> None:
        if len(rows) != 1:
            self._answers.give_up([key], "word.unclear-choice")
        is_struck = len(rows) == 1 and STRUCK_FROM in self._answers.words(key)
        if is_struck and not rows[0].ended:
            return  # it was ticked, and is not any more
        for _ in self._answers.ticked([key]) if len(rows) == 1 else ():
            before = rows[0].fields.get(key.path.field)
            several = box.declared.type == "several"
            if before and not several:
                self._answers.give_up([key], "word.two-answers")
            else:
                chosen = [*(before if isinstance(before, list) else []), key.option]
                rows[0].fields[key.path.field] = chosen if several else key.option

    def _put(self, row: _Row, key: Key, box: Box, said: Marked) -> None:
        if self._names(key) and said.text and not box.marks.ended:
            text, ended = read_end(said.text, self._language.phrases)
            said, row.ended = said._replace(text=text), ended or row.ended
        said = self._without_cost(row, box, said)
        got = self._answers.got(key, said.text) if said.text else None
        if got is not None and got.value is not None:
            row.fields[key.path.field] = got.value
            if got.note:
                self._answers.problem(key, got.note, "word.no-place")
        wording = self._language.form.items[key.path.of].role_field("wording")
        row.say(key.path.field, said, names=not wording or self._names(key))

    def _without_cost(self, row: _Row, box: Box, said: Marked) -> Marked:
        """Keep a cost that stands among the words of a box under its own field, and return the words."""
        also = (self._language.field(path) for path in box.also)
        field = next((one for one in also if one and one.declared.type == "cost"), None)
        words, cost = cost_among(said.text) if field else (said.text, "")
        if field is not None and cost:
            row.fields[field.name] = cost
        return said._replace(text=words)

    def _add(self, spot: ItemSpot, row: _Row, under: str | None, number: int | None) -> None:
        kind = self._language.form.items[spot.kind]
        wording = kind.role_field("wording")
        if wording and not row.fields.get(wording):
            return
        siblings = [item for item in self.items if (item.kind, item.under) == (spot.kind, under)]
        place = (number or spot.item if under is None else 0) or len(siblings) + 1
        while (item_id := id_of_item(spot.kind, under, place, self._language.form)) in self._by_id:
            place += 1  # several stand in one row
        if number is None and kind.numbered:
            number = place
        item = Item(
            id=item_id,
            kind=spot.kind,
            under=under,
            number=number,
            fields={name: row.fields[name] for name in kind.fields if name in row.fields},
            added=row.added,
            ended=row.ended,
            earlier=row.earlier,
        )
        self.items.append(item)
        self._by_id[item.id] = item
        self.at.setdefault(spot, []).append(item.id)


def _split_name(text: str) -> tuple[str, int, str]:
    """Split "Step 2: " off a text: what is called so, its number, and the rest; else nothing."""
    begins, colon, rest = text.partition(": ")
    kind, _, number = begins.rpartition(" ")
    return (fold(kind), int(number), rest) if colon and number.isdecimal() else ("", 0, text)


def words_of(item: Item, field: str = "") -> list[str]:
    """Return what stands in a field of an item, or in any, and what did before, as words are compared."""
    said = [*item.fields.items(), *((one.field, one.value) for one in item.earlier)]
    return [fold(str(value)) for name, value in said if field in ("", name)]


class _Row:
    """What a form says of one item."""

    def __init__(self) -> None:
        self.fields: dict[str, Value] = {}
        self.added = Mark()
        self.ended: Ended | None = None
        self.earlier: list[Earlier] = []
        self.gone: list[str] = []

    def say(self, field: str, said: Marked, *, names: bool) -> None:
        """Keep what marks say: of the item where the field `names` it, else of what the field said before."""
        if said.struck and names:
            self.ended = STRUCK
        elif said.struck:
            self.gone.append(field)
        if said.before:
            before = said.before[:LONGEST_WORDS]
            self.earlier.append(
                Earlier(field=field, value=before, on=said.added.on, review=said.added.review)
            )
        elif said.added != Mark() and names:
            self.added = said.added

    def settle(self) -> None:
        """Keep what was struck out of an item that goes on as what it said before."""
        for field in self.gone if self.ended is None else ():
            self.earlier.append(Earlier(field=field, value=self.fields.pop(field)))


def id_of_item(kind: str, under: str | None, number: int, form: Declaration) -> str:
    """Return the id of an item that stands in a form: by what it is under and its number there."""
    role = form.items[kind].role
    first = form.kinds(role)[:1] == [kind]
    prefix = _PREFIX.get(role, kind) if first else kind
    own = f"{prefix}{number}" if prefix or under else f"{kind}{number}"
    return f"{under}.{own}" if under else own
