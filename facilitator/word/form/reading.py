"""What a Word form says: its blocks numbered, every answer under its key, and what was not understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from facilitator.script.fields import Declaration
from facilitator.script.layouts import (
    NUMBER,
    REVIEW,
    Block,
    Column,
    Grid,
    LabelledField,
    Layout,
    Marks,
    Place,
    declared_at,
    is_of_review,
    says,
)
from facilitator.script.words import say
from facilitator.word.boxes import UNTICKED, ticked_words
from facilitator.word.document.slots import CellSlot, Slot, marked_text
from facilitator.word.document.view import Cell, Paragraph, Spot, View
from facilitator.word.form.finder import Finder, find
from facilitator.word.form.instances import GridRow, Instance
from facilitator.word.form.keys import Anchor, Key, Values, anchor_of, is_answer, key_of, kind_label
from facilitator.word.form.labels import fold
from facilitator.word.form.matching import Form, Spec, called
from facilitator.word.form.places import cell_slot, goes_on_in

NO_MARKS = Marks()
TICKED_TYPES = ("tick", "choice", "several")
"""The types of which a form may print boxes to tick."""


class Found(NamedTuple):
    """One answer's place in the document, the places of the layout by which it was found, and its marks."""

    slot: Slot
    label: str
    places: tuple[Place, ...] = ()
    marks: Marks = NO_MARKS


class Unread(NamedTuple):
    """Words of the document that are no known label and no answer to one."""

    spot: Spot
    text: str


class Notice(NamedTuple):
    """Something about the document that the chair should know; `code` names its sentence."""

    code: str
    values: dict[str, object]


class State(Enum):
    """How far a review's block is filled in."""

    EMPTY = "empty"
    HALF = "half"
    HELD = "held"


@dataclass
class Reading:
    """A document read by one layout."""

    format_id: str
    form: Form
    view: View
    instances: list[Instance]
    numbers: dict[int, int] = field(default_factory=dict)
    found: dict[Key, list[Found]] = field(default_factory=dict)
    spare: dict[tuple[int, str], list[GridRow]] = field(default_factory=dict)
    before: dict[str, int] = field(default_factory=dict)
    """The largest number of the items in a grid that has new ones in each review, as far as it was read."""
    notices: list[Notice] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    missing: list[Spec] = field(default_factory=list)
    other_names: list[tuple[Instance | None, str]] = field(default_factory=list)

    @property
    def layout(self) -> Layout:
        """The layout that the document was read by."""
        return self.form.layout

    def of_block(self, block: Block) -> list[Instance]:
        """Return the instances of a block in the order in which they stand."""
        return [one for one in self.instances if one.block is block]

    def number(self, instance: Instance) -> int:
        """Return the number of an item's or a review's block, from 1; 0 for a block that stands once."""
        return self.numbers.get(id(instance), 0)

    def blocks_each(self, each: str) -> list[Block]:
        """Return the blocks that stand once for each item of a kind, or for each review."""
        return [block for block in self.layout.blocks if block.each == each]

    def periods(self) -> list[int]:
        """Return the numbers of the reviews that the document has a place for."""
        return sorted({key.review for key in self.found if key.review})

    def text(self, key: Key) -> str:
        """Return what stands for a key, at its first place that is filled in.

        What a form prints for people to write over is nothing.
        """
        for one in self.found.get(key, ()):
            text = self.form.without_hints(one.slot.text).strip()
            if text and not (UNTICKED in text and self._waits(key, text)):
                return text
        return ""

    def _waits(self, key: Key, text: str) -> bool:
        """Whether an answer is only boxes to tick, as the form prints them, and none is ticked."""
        declared = declared_at(key.path, self.layout.form)
        return declared is not None and declared.type in TICKED_TYPES and ticked_words(text) == []

    def _marked(self, key: Key) -> str:
        ends = [one for one in self.found[key] if one.marks.ended and self._may_end(key)]
        texts = (self.form.without_hints(marked_text(one.slot)).strip() for one in ends)
        return next(filter(None, texts), "")

    def _may_end(self, key: Key) -> bool:
        """Whether a key is of what stands in the plan itself of an item."""
        return key.path.of in self.layout.form.items and not key.review and not key.is_number

    def values(self) -> Values:
        """Return every answer as lines of text; what is struck through is marked where that ends things."""
        answers = {key: self._marked(key) or self.text(key) for key in self.found}
        return {key: text.split("\n") for key, text in answers.items() if text}

    @property
    def several_plans(self) -> bool:
        """Whether the document holds a further plan behind the first, of another child or of another year.

        An item's number comes again behind the reviews, and then a review's does, or another name.
        """
        behind: list[Instance] = []
        items: set[int | None] = set()
        reviews: set[int | None] = set()
        for one in self.instances:
            if one.block.each == REVIEW:
                if behind and one.number in reviews - {None}:
                    return True
                reviews.add(one.number)
            elif one.block.each:
                behind += [one] if reviews and one.number in items - {None} else []
                items.add(one.number)
        name = fold(self.text(Key("child.full_name")))
        others = [after for after, text in self.other_names if fold(text) != name]
        places = {id(one): place for place, one in enumerate(self.instances)}
        first = min((places[id(one)] for one in behind), default=0)
        return bool(behind) and any(after is not None and places[id(after)] >= first - 1 for after in others)

    def state(self, review: int) -> State:
        """Return how far a review is filled in.

        It was held where it has a score, or answers in half of its places; and its date. A review with
        neither is half filled: somebody prepared it.
        """
        form = self.layout.form
        asked = [key for key in self.found if key.review == review and is_answer(key, form)]
        filled = [key for key in asked if self.text(key)]
        dated = bool(self.text(Key("review.date", review=review)))
        if not filled:
            return State.HALF if dated else State.EMPTY
        scored = any(is_score(key, form) for key in filled)
        return State.HELD if scored or (dated and 2 * len(filled) >= len(asked)) else State.HALF


def is_score(key: Key, form: Declaration) -> bool:
    """Whether an answer is what was agreed of progress: nobody fills that in before a meeting."""
    declared = declared_at(key.path, form)
    return declared is not None and declared.type == "score"


def read(format_id: str, form: Form, view: View) -> Reading:
    """Read a document by a layout; it may have nothing in it that the layout knows."""
    finder = find(form, view)
    reading = Reading(format_id, form, view, finder.instances, other_names=finder.other_names)
    for block in form.layout.blocks:
        if block.each:
            _number(reading, block)
    for instance in reading.instances:
        _fields(reading, instance)
        for grid in instance.block.grids:
            _grid(reading, instance, grid)
    reading.missing = list(_missing(reading))
    reading.unread = [*_unread(reading, finder.used), *_behind(reading, finder)]
    return reading


# Numbers


def _number(reading: Reading, block: Block) -> None:
    """Number the blocks, and note where that is not as they print it."""
    instances = reading.of_block(block)
    numbers = _numbers([one.number for one in instances], block)
    for instance, number in zip(instances, numbers, strict=True):
        reading.numbers[id(instance)] = number
        if instance.number is not None and instance.number != number:
            reading.notices.append(
                _notice(reading, "renumbered", block, printed=instance.number, number=number)
            )
        elif instance.started is None or (instance.number is None and _says_numbers(block)):
            reading.notices.append(_notice(reading, "heading-missing", block, number=number))


def _says_numbers(block: Block) -> bool:
    """Whether a form numbers its reviews: those that go by the names of seasons stand in their order."""
    starts = [field for field in block.fields if field.starts]
    return block.each == REVIEW and any("{number}" in field.labels[0] for field in starts)


def _numbers(printed: list[int | None], block: Block) -> list[int]:
    """Return the numbers of blocks in the order in which they stand.

    As they print them. One that prints none gets the next that no other has, and so does an item's box
    that was pasted; of reviews with the same number nobody can say which one is wrong, so all go by order.
    """
    known = [number for number in printed if number]
    in_turn = list(range(1, len(printed) + 1))
    if block.each == REVIEW and len(set(known)) < len(known):
        return in_turn
    numbers: list[int] = []
    for number in printed:
        free = [one for one in range(1, max([*known, 0]) + len(printed) + 1) if one not in {*known, *numbers}]
        later = [one for one in free if one > (numbers[-1] if numbers else 0)]
        beyond = block.each == REVIEW and later[0] > len(printed)
        following = free[0] if beyond else later[0]
        numbers.append(number if number and number not in numbers else following)
    return numbers


def _notice(reading: Reading, code: str, block: Block, **values: object) -> Notice:
    if block.each == REVIEW:
        return Notice(f"word.{code}-review", values)
    kind = kind_label(block.each, reading.layout.form).lower()
    return Notice(f"word.{code}-item", {**values, "kind": kind, "a": f"{_article(kind)} {kind}"})


def _article(word: str) -> str:
    return "an" if word[:1] in "aeiou" else "a"


# Answers


def _keep(
    reading: Reading,
    places: tuple[Place, ...],
    at: Anchor,
    slot: Slot,
    label: str,
    marks: Marks = NO_MARKS,
) -> None:
    """Keep where an answer stands, under its key; places that record nothing only show the way."""
    said = says(*places)
    if said.records:
        key = key_of(said, at, reading.layout.form, reading.form.home)
        reading.found.setdefault(key, []).append(Found(slot, label, places, marks))


def _anchor(reading: Reading, instance: Instance, place: Place | None = None) -> Anchor:
    """Return in what a block stands; a field may be fixed to a review."""
    block, number = instance.block, reading.number(instance)
    fixed = place.review if isinstance(place, LabelledField) else None
    review = fixed or block.review or (number if block.each == REVIEW else 0)
    return Anchor({block.each: number} if block.each not in ("", REVIEW) else {}, review)


def _fields(reading: Reading, instance: Instance) -> None:
    for place in instance.block.fields:
        for slot in instance.slots.get(id(place), ()):
            label = called(place, reading.number(instance))
            _keep(reading, (place,), _anchor(reading, instance, place), slot, label, place.marks)


def _grid(reading: Reading, instance: Instance, grid: Grid) -> None:
    rows = instance.rows.get(grid.id, [])
    if grid.each_row:
        _item_rows(reading, instance, grid, rows)
        return
    at = _anchor(reading, instance)
    if rows and grid.id not in instance.columns and len(grid.columns) > 1:
        where: dict[str, object] = {"review": at.review}
        code = "word.columns-in-order"
        if not at.review:
            where, code = {"item": _item_name(reading, at)}, "word.columns-in-order-item"
        reading.notices.append(Notice(code, where))
    lines: dict[int, int] = {}
    labels = {id(row.row): row.label for row in rows}
    for row in rows:
        line = lines.get(id(row.label), 0)
        lines[id(row.label)] = line + 1
        for column in grid.columns:
            cell = row.cell(column)
            if cell is not None and row.label is not None and not cell.merged:
                following = goes_on_in(cell)
                if following and labels.get(id(following), row.label) is not row.label:
                    _shared(reading, cell)
                    continue
                label = say("word.label-in-row", row=called(row.label), column=called(column))
                _keep(reading, (row.label, column), at._replace(line=line), CellSlot(cell), label, grid.marks)


def _item_name(reading: Reading, at: Anchor) -> str:
    """Return what the item of a block is called: "outcome 2"; the name of the form where it is of none."""
    for kind, number in at.items.items():
        return f"{kind_label(kind, reading.layout.form).lower()} {number}"
    return reading.layout.title[0]


def _shared(reading: Reading, cell: Cell) -> None:
    """Leave out a cell that goes on over rows of others: nobody can say whose words would stand in it."""
    if cell.text.strip():
        reading.unread.append(Unread(cell.spot, cell.text.strip()))


def _item_rows(reading: Reading, instance: Instance, grid: Grid, rows: list[GridRow]) -> None:
    """Give every row its item; empty rows without a number are spare."""
    at, kind, form = _anchor(reading, instance), grid.each_row, reading.layout.form
    within = anchor_of(kind, at.items, form)[0]
    given: Iterable[tuple[GridRow, int]]
    if within:  # the rows are those of the block's own item
        given = ((row, at.items[within]) for row in rows)
    elif grid.several_rows or not _numbered(grid):
        given = _rows_in_turn(reading, grid, rows)
    else:
        given = _rows_by_number(reading, grid, rows, at.review, home=_is_home(reading, grid, at))
        if rows and not any(row.number for row in rows) and not _has_numbers(instance, grid):
            label = kind_label(kind, form).lower()
            reading.notices.append(Notice("word.rows-in-order", {"review": at.review, "kind": label}))
    lines: dict[int, int] = {}
    label = kind_label(within or kind, form)
    before = 0
    if instance.block.each == REVIEW and not within and _is_home(reading, grid, at):
        given, before = _counted_on(reading, grid, list(given), at.review)
    for row, number in given:
        line = lines.get(number, 0)
        lines[number] = line + 1
        place = Anchor({within or kind: number}, at.review, line)
        for column in grid.columns:
            cell = row.cell(column)
            again = column.path.field == NUMBER and row.number is not None and row.number <= before
            if cell is None or cell.merged or again:
                continue
            if not grid.several_rows and goes_on_in(cell):
                _shared(reading, cell)
                continue
            of_item = say("word.label-of-item", item=f"{label} {number}", column=called(column))
            slot = cell_slot(cell) if column.option else CellSlot(cell)
            _keep(reading, (column,), place, slot, of_item, grid.marks)


def _counted_on(
    reading: Reading, grid: Grid, given: list[tuple[GridRow, int]], review: int
) -> tuple[list[tuple[GridRow, int]], int]:
    """Return rows that have new items in each review, numbered on from those of the reviews before.

    Also the number that those before had come to, 0 = the printed numbers go on from there themselves. An
    empty row of a review that has been held stays empty.
    """
    before = reading.before.get(grid.id, 0)
    if reading.text(Key("review.date", review=review)):
        own = [one for one in grid.columns if one.path.of == grid.each_row and one.path.field != NUMBER]
        given = [(row, number) for row, number in given if any(_says(row.cell(one)) for one in own)]
    printed = [row.number for row, _ in given if row.number]
    if printed and min(printed) > before:
        counted, before = given, 0
    else:
        counted = [(row, before + number) for row, number in given]
    last = max([reading.before.get(grid.id, 0), *(number for _, number in counted)])
    reading.before[grid.id] = last
    return counted, before


def _says(cell: Cell | None) -> bool:
    return cell is not None and not CellSlot(cell).empty


def _is_home(reading: Reading, grid: Grid, at: Anchor) -> bool:
    """Whether the items of a grid's rows stand there, and are not only repeated: new ones in each review."""
    own = [one for one in grid.columns if one.path.of == grid.each_row and one.path.field != NUMBER]
    form = reading.layout.form
    return not at.review or any(
        one.records not in reading.form.home and not is_of_review(one.path, form) for one in own
    )


def _numbered(grid: Grid) -> bool:
    return any(column.records == f"{grid.each_row}.{NUMBER}" for column in grid.columns)


def _has_numbers(instance: Instance, grid: Grid) -> bool:
    """Whether a grid's headings have one over the numbers of its items."""
    heading = instance.columns.get(grid.id)
    columns = (column for column in grid.columns if column.records == f"{grid.each_row}.{NUMBER}")
    return heading is not None and any(id(column) in heading.cells for column in columns)


def _rows_in_turn(reading: Reading, grid: Grid, rows: list[GridRow]) -> Iterator[tuple[GridRow, int]]:
    """Yield rows with their items where one may take several: a new one begins with its first cell."""
    first = names_row(grid, reading.layout.form) if grid.several_rows else None
    number = 0
    firsts = [row.cell(first) if first else None for row in rows]
    blank = not any(cell is not None and cell.text.strip() for cell in firsts)
    for row, cell in zip(rows, firsts, strict=True):
        if row.printed and row.number is None and not (cell is not None and cell.merged):
            _not_understood(reading, row)  # a total, or a note
            continue
        begins = cell is None or (not cell.merged and (blank or bool(cell.text.strip())))
        if begins:
            number = row.number if _numbered(grid) and row.number else number + 1
        if number:
            yield row, number


def names_row(grid: Grid, form: Declaration) -> Column | None:
    """Return the column that says which item a row is of: its number, its wording, or its first field."""
    own = [one for one in grid.columns if one.path.of == grid.each_row]
    kind = form.items.get(grid.each_row)
    wording = kind.role_field("wording") if kind else None
    for name in (NUMBER, wording, "full_name"):
        for column in own:
            if column.path.field == name:
                return column
    return own[0] if own else None


def _rows_by_number(
    reading: Reading, grid: Grid, rows: list[GridRow], review: int, *, home: bool
) -> Iterator[tuple[GridRow, int]]:
    kind = grid.each_row
    by_number = _by_printed(reading, kind)
    if not reading.blocks_each(kind):  # the rows are all that there is of the items
        by_number = {row.number: [row.number] for row in rows if row.number}
    unnumbered = [row for row in rows if row.number is None]
    empty = [row for row in unnumbered if not row.printed and not _filled(reading, row)]
    everyone = sorted({number for numbers in by_number.values() for number in numbers})
    in_turn = {id(row): number for row, number in zip(rows, everyone, strict=False)}
    taken: set[int] = set()
    for row in rows:
        left = [number for number in by_number.get(row.number or 0, []) if number not in taken]
        if left:
            taken.add(left[0])
            yield row, left[0]
        elif len(unnumbered) == len(rows) and not row.printed and row not in empty and id(row) in in_turn:
            number = in_turn[id(row)]
            taken.add(number)
            label = kind_label(kind, reading.layout.form).lower()
            values: dict[str, object] = {"number": number, "review": review, "kind": label}
            reading.notices.append(Notice("word.row-without-number", values))
            yield row, number
        elif row not in empty:
            _not_understood(reading, row)
    others = [number for number in everyone if number not in taken]
    if not reading.blocks_each(kind) and home:  # the next rows are for the next items
        first = max(everyone, default=0) + 1
        others += range(first, first + max(0, len(empty) - len(others)))
    yield from zip(empty, others, strict=False)
    reading.spare[(review, grid.id)] = empty[len(others) :]


def _filled(reading: Reading, row: GridRow) -> bool:
    return any(reading.form.without_hints(CellSlot(cell).text).strip() for cell in row.cells.values())


def _not_understood(reading: Reading, row: GridRow) -> None:
    for cell in row.cells.values():
        if cell.text.strip():
            reading.unread.append(Unread(cell.spot, cell.text.strip()))


def _by_printed(reading: Reading, kind: str) -> dict[int, list[int]]:
    """Return the items' numbers by the number that their boxes print: a pasted box may repeat one."""
    found: dict[int, list[int]] = {}
    for block in reading.blocks_each(kind):
        for instance in reading.of_block(block):
            number = reading.number(instance)
            found.setdefault(instance.number or number, []).append(number)
    for number in [number for numbers in found.values() for number in numbers]:
        found.setdefault(number, [number])
    return found


# What was not found, and what was not understood


def _missing(reading: Reading) -> Iterator[Spec]:
    """Yield the places of the layout that are in no block of their kind, once each."""
    for spec in reading.form.specs:
        instances = reading.of_block(spec.block)
        if not any(_has(one, spec) for one in instances):
            yield spec


def _has(instance: Instance, spec: Spec) -> bool:
    if spec.role == "column" and spec.grid is not None:
        heading = instance.columns.get(spec.grid.id)
        return heading is not None and id(spec.place) in heading.cells
    return instance.has(spec)


def _unread(reading: Reading, used: set[int]) -> Iterator[Unread]:
    yield from reading.unread
    form = reading.form
    for thing in reading.view.walk():
        if not isinstance(thing, Paragraph) or not thing.text.strip() or id(thing) in used:
            continue
        if thing.cell is not None and id(thing.cell) in used:
            continue
        if not (form.is_own(thing.text) or form.is_hint(thing.text)):
            yield Unread(thing.spot, thing.text.strip())


def _behind(reading: Reading, finder: Finder) -> Iterator[Unread]:
    """Yield words behind a label in the label's own box, where they are not printed with each such label."""
    form, behind = (
        reading.form,
        [one for one in finder.behind if fold(one.text) and id(one.thing) in finder.used],
    )
    times = Counter((id(one.spec), fold(one.text)) for one in behind)
    for one in behind:
        printed = times[id(one.spec), fold(one.text)] > 1 or form.is_own(one.text) or form.is_hint(one.text)
        if not printed:
            yield Unread(one.thing.spot, one.text.strip())
