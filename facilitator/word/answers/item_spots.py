"""Where the items of a plan stand in a form: those that are there already, and those that are to come.

A document has no ids: which of its items are those of a plan is told by number, place and words.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import count

from facilitator.plan.items import Item, above
from facilitator.plan.plan import Plan
from facilitator.word.answers.field_codecs import Language
from facilitator.word.answers.items import ItemSpot
from facilitator.word.answers.layout_places import Box
from facilitator.word.answers.phrasing import fold


def same_items(plan: Plan, shown: Plan) -> dict[str, Item]:
    """Return the items of `shown` that are those of a plan, by the ids in the plan.

    The same id is enough where the number or the words are the same, too; else it is an item of the same kind
    with the same number, or with the same words under the same item, and only then what has the same id: of
    what has no number that only says the place. Each is taken once.
    """
    theirs = {item.id: item for item in shown.items}
    with_id = [(item, theirs[item.id]) for item in plan.items if item.id in theirs]
    found = {item.id: other for item, other in with_id if item.number or _words(item) == _words(other)}
    taken = set(found)
    for item in plan.items:
        if item.id in found:
            continue
        under = found[item.under].id if item.under in found else None
        for other in shown.items:
            if other.id in taken or other.kind != item.kind:
                continue
            like = other.number == item.number if item.number else _words(other) == _words(item)
            if like and (item.under is None or other.under == under):
                found[item.id] = other
                taken.add(other.id)
                break
    return found | {
        item.id: other for item, other in with_id if item.id not in found and other.id not in taken
    }


class Spots:
    """The rows of a plan's items; `known` are those of a document, by the ids of the items.

    `in_reviews` are those of its reviews that say which item they are of, by review and id.
    """

    def __init__(
        self,
        plan: Plan,
        language: Language,
        known: Mapping[str, ItemSpot] | None = None,
        in_reviews: Mapping[tuple[int, str], int] | None = None,
    ) -> None:
        self._plan, self._language, self._in_reviews = plan, language, in_reviews or {}
        self._items = {item.id: item for item in plan.items}
        self._known = known or {}
        self._known_rows = {item_id: spot._replace(place=0) for item_id, spot in self._known.items()}
        self._lines: dict[str, int] = {item_id: spot.line for item_id, spot in (known or {}).items()}
        self._nowhere: set[str] = set()
        for item in sorted(plan.items, key=self._order):
            if item.id not in self._lines:
                line = self._next(item)
                self._lines[item.id] = line or 0
                self._nowhere |= {item.id} if line is None else set()

    def number(self, item: Item) -> int:
        """Return the number of an item among all of its kind, from 1: its own, where its kind has numbers."""
        same = [one.id for one in self._plan.items if one.kind == item.kind]
        return item.number or same.index(item.id) + 1

    def place(self, item: Item, box: Box) -> int:
        """Return which one of those in the same cell an item of the document is, from 0."""
        row = self._known_rows[item.id]
        ids = [
            one
            for one in sorted(self._known, key=lambda one: self._known[one].place)
            if self._known_rows[one] == row
        ]
        return [one for one in ids if one in self._items and self._fits(self._items[one], box)].index(item.id)

    def chain(self, item: Item) -> list[str]:
        """Return the ids of an item and of all that it belongs to."""
        return [one.id for one in self._chain(item)]

    def _chain(self, item: Item) -> list[Item]:
        return [item, *above(item, self._items)]

    def _order(self, item: Item) -> list[int]:
        """Return where an item comes: behind what it is under, and all of that before the next one."""
        places = {one: place for place, one in enumerate(self._items)}
        return [places[one] for one in reversed(self.chain(item))]

    def _above(self, item: Item, kind: str) -> Item | None:
        """Return the item of a kind that an item is, or belongs to."""
        return next((one for one in self._chain(item) if one.kind == kind), None)

    def shares(self, item: Item, box: Box, *, lasting: bool = False) -> bool:
        """Whether others of its kind stand in the same box of the document, or (`lasting`) such as go on."""
        row = self._known_rows.get(item.id) or self._row(item)
        others = (one for one in self._plan.items if one.kind == item.kind and one.id != item.id)
        others = (one for one in others if self._fits(one, box))
        beside = (one for one in others if row is not None and self._known_rows.get(one.id) == row)
        return any(not lasting or self._plan.is_current(one) for one in beside)

    def _row(self, item: Item) -> ItemSpot | None:
        """Return the row that an item is to come into."""
        for box in self._language.boxes.of_plan(item.kind):
            at = self.at(item, box) if box.key.each else None
            if at is not None:
                return ItemSpot(item.kind, box.key.each, *at)
        return None

    def at(self, item: Item, box: Box, rows: Mapping[str, int] | None = None) -> tuple[int, int] | None:
        """Return the number and the line of the row that a box of an item stands in, or None for no row.

        `rows` are those of the review that the box is of.
        """
        above = self._above(item, box.key.each or item.kind)
        if above is None or not self._fits(item, box):
            return None
        if not box.rowed:
            return (0, self._lines[item.id]) if box.lists_all else None
        if box.key.each and item.id in self._nowhere:
            return None
        number: int | None = self.number(above)
        if rows is not None and self._language.boxes.naming(above.kind):
            number = rows.get(above.id)
        return None if number is None else (number, self._lines[item.id] if box.key.each else 0)

    @staticmethod
    def _fits(item: Item, box: Box) -> bool:
        """Whether an item is one of those of a box: its fixed fields are those of the box."""
        return all(item.fields.get(name) == value for name, value in box.says.fixed)

    def rows(self, review: int, looked_at: Collection[str]) -> dict[str, int]:
        """Return the rows of a review that say which item they are of: those it has, and the next ones."""
        rows: dict[str, int] = {}
        told = {one for item in self._plan.items if item.id in looked_at for one in self.chain(item)}
        for kind in filter(self._language.boxes.naming, self._language.form.items):
            own = [item.id for item in self._plan.items if item.kind == kind]
            there = {one: self._in_reviews[review, one] for one in own if (review, one) in self._in_reviews}
            free = (row for row in count(1) if row not in there.values())
            rows |= {one: there[one] if one in there else next(free) for one in own if one in told}
        return rows

    def _next(self, item: Item) -> int | None:
        """Return the row of an item that is to come: behind those of its like, or beside what it is under.

        None where each such row would be of something else.
        """
        boxes = [
            box for box in self._language.boxes.of_plan(item.kind) if box.key.each and self._fits(item, box)
        ]
        box = next((box for box in boxes if box.says.lists), next(iter(boxes), None))
        if box is None or not box.several:
            return 0
        above = self._above(item, box.key.each)
        like = self._alike(item.kind, box, above)
        if item.under in self._lines and above and item.under != above.id:
            return self._beside(self._items[item.under], box, above, like)
        apart = self._has_parts_beside(item.kind, box)  # in a new row nobody takes them for another one's
        there = [self._lines[one.id] for one in like if one.id in self._known or not apart]
        row = [one for one in like if there and self._lines[one.id] == max(there)]
        own = [  # what stands once in a row is of all that are in it
            other
            for other in boxes
            if not other.says.lists and any(one.fields.get(other.path.field) for one in [item, *row])
        ]
        if box.says.lists and there and not own:  # an addition stands in the cell, behind the others
            return max(there)
        ids = {one.id for one in like}
        rows = (one for one in self._items.values() if one.id in self._lines and self._is_in(one, box))
        return max((self._lines[one.id] for one in rows if ids & set(self.chain(one))), default=-1) + 1

    def _has_parts_beside(self, kind: str, box: Box) -> bool:
        """Whether the parts of items of a kind stand in the same grid, such as the targets of steps."""
        below = [one for one, declared in self._language.form.items.items() if declared.under == kind]
        return any(one.grid == box.grid for part in below for one in self._language.boxes.of_plan(part))

    def _beside(self, parent: Item, box: Box, above: Item, like: list[Item]) -> int | None:
        """Return a row of an item that another one of the same grid is above of, before that of its next."""
        first = self._lines[parent.id]
        if parent.id in self._nowhere:
            return None
        if box.says.lists:
            return first
        taken = {self._lines[one.id] for one in like}
        free = next(line for line in count(first) if line not in taken)
        siblings = self._alike(parent.kind, box._replace(says=box.says._replace(fixed=())), above)
        end = min((line for one in siblings if (line := self._lines[one.id]) > first), default=None)
        return free if end is None or free < end else None

    def _alike(self, kind: str, box: Box, above: Item | None) -> list[Item]:
        """Return the items of a kind that have rows of a box, under the item that these are of."""
        own = (one for one in self._items.values() if one.kind == kind and one.id in self._lines)
        return [one for one in own if self._fits(one, box) and self._above(one, box.key.each) is above]

    def _is_in(self, item: Item, box: Box) -> bool:
        """Whether an item stands in the grid of a box."""
        return any(one.grid == box.grid for one in self._language.boxes.of_plan(item.kind))


def _words(item: Item) -> list[str]:
    return [fold(str(value)) for value in item.fields.values()]
