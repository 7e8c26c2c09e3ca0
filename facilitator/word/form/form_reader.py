"""Reads a Word form by its layout: numbers its blocks and puts every answer under its key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from facilitator.script.layouts import (
    NUMBER,
    REVIEW,
    Block,
    Grid,
    LabelledField,
    Marks,
    Place,
    says,
)
from facilitator.script.words_by_key import say
from facilitator.word.document.slots import CellSlot, Slot
from facilitator.word.document.view import Paragraph, View, view_of
from facilitator.word.document.xml import Element
from facilitator.word.form.answer_places import cell_slot, goes_on_in
from facilitator.word.form.blocks_found import find
from facilitator.word.form.child_names import FULL_NAME, alternatives
from facilitator.word.form.form_contents import NO_MARKS, Found, Instance, Notice, Reading, Unread
from facilitator.word.form.item_rows import ItemRows
from facilitator.word.form.keys import Anchor, Key, anchor_of, key_of, kind_label
from facilitator.word.form.label_finder import Finder
from facilitator.word.form.labels import fold, read_number
from facilitator.word.form.prepared_layout import Form, Spec, called


def read(format_id: str, form: Form, view: View, begun: tuple[Element, ...] = ()) -> Reading:
    """Read a document by a layout; it may have nothing in it that the layout knows.

    `begun` are rows that begin a further item, though nothing stands there yet.
    """
    finder = find(form, view)
    reading = Reading(format_id, form, view, finder.instances, other_names=finder.other_names, begun=begun)
    reading.other_children = finder.other_children
    reading.repeated = frozenset(id(hit.spec.place) for hit, _ in finder.again)
    reading.names = alternatives(finder.child_names.found)
    for block in form.layout.blocks:
        if block.each:
            _number(reading, block)
    for instance in reading.instances:
        _fields(reading, instance)
        for grid in instance.block.grids:
            _grid(reading, instance, grid)
    reading.notices += [*_twice(reading, finder), *_different(reading)]
    reading.missing = list(_missing(reading))
    _leave_unread(reading, finder.used)
    reading.unread += _behind(reading, finder)
    return reading


def reread(reading: Reading, root: Element | None = None) -> Reading:
    """Return a document read anew by the same layout, from another tree or its own after it was changed."""
    if root is not None:
        return read(reading.format_id, reading.form, view_of(root))
    return read(reading.format_id, reading.form, view_of(reading.view.root), reading.begun)


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
        elif instance.started is None or (
            instance.number is None and len(instances) > 1 and _says_numbers(block)
        ):
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
    taken = TakenNumbers(known)
    numbers: list[int] = []
    for number in printed:
        later = taken.next_free(numbers[-1] + 1 if numbers else 1)
        beyond = block.each == REVIEW and later > len(printed)
        following = taken.next_free(1) if beyond else later
        numbers.append(number if number and number not in taken.given else following)
        taken.give(numbers[-1])
    return numbers


class TakenNumbers:
    """Which numbers are printed or given; the next free one is found at once, however many are taken."""

    def __init__(self, printed: Iterable[int]) -> None:
        self.given: set[int] = set()
        self._next = {number: number + 1 for number in printed}

    def give(self, number: int) -> None:
        """Note that a block has the number."""
        self.given.add(number)
        self._next.setdefault(number, number + 1)

    def next_free(self, number: int) -> int:
        """Return the number, or the first after it that nothing has."""
        passed = []
        while number in self._next:
            passed.append(number)
            number = self._next[number]
        self._next.update(dict.fromkeys(passed, number))
        return number


def _notice(reading: Reading, code: str, block: Block, **values: object) -> Notice:
    if block.each == REVIEW:
        return Notice(f"word.{code}-review", values)
    kind = reading.called(block.each)
    return Notice(f"word.{code}-item", {**values, "kind": kind, "a": f"{_article(kind)} {kind}"})


def _article(word: str) -> str:
    return "an" if word[:1] in "aeiou" else "a"


# Answers


def _keep(
    reading: Reading,
    places: tuple[Place, ...],
    at: Anchor,
    slot: Slot,
    label: Callable[[], str],
    marks: Marks = NO_MARKS,
) -> None:
    """Keep where an answer stands, under its key; places that record nothing only show the way."""
    said = says(*places)
    if said.records:
        key = key_of(said, at, reading.layout.form, reading.form.home)
        reading.found.setdefault(key, []).append(Found(slot, label, marks))


def _anchor(reading: Reading, instance: Instance, place: Place | None = None) -> Anchor:
    """Return in what a block stands; a field may be fixed to a review."""
    block, number = instance.block, reading.number(instance)
    fixed = place.review if isinstance(place, LabelledField) else None
    review = fixed or block.review or (number if block.each == REVIEW else 0)
    return Anchor({block.each: number} if block.each not in ("", REVIEW) else {}, review)


def _fields(reading: Reading, instance: Instance) -> None:
    for place in instance.block.fields:
        for line, slot in enumerate(instance.slots.get(id(place), ())):
            label = partial(called, place, reading.number(instance))
            at = _anchor(reading, instance, place)
            _keep(reading, (place,), at._replace(line=line if place.lists else 0), slot, label, place.marks)


def _grid(reading: Reading, instance: Instance, grid: Grid) -> None:
    if grid.each_row:
        _item_rows(reading, instance, grid)
        return
    rows = instance.rows.get(grid.id, [])
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
                    reading.leave_unread(cell)  # nobody can say whose words would stand in it
                    continue
                label = partial(say, "word.label-in-row", row=called(row.label), column=called(column))
                _keep(reading, (row.label, column), at._replace(line=line), CellSlot(cell), label, grid.marks)


def _item_name(reading: Reading, at: Anchor) -> str:
    """Return what the item of a block is called: "outcome 2"; the name of the form where it is of none."""
    for kind, number in at.items.items():
        return f"{reading.called(kind)} {number}"
    return reading.layout.title[0]


def _item_rows(reading: Reading, instance: Instance, grid: Grid) -> None:
    """Give every row its item."""
    at, kind, form = _anchor(reading, instance), grid.each_row, reading.layout.form
    given, before = ItemRows(reading, instance, grid, at).given()
    within = anchor_of(kind, at.items, form)[0]
    lines: dict[int, int] = {}
    label = kind_label(within or kind, form)
    for row, number in given:
        line = lines.get(number, 0)
        lines[number] = line + 1
        place = Anchor({within or kind: number}, at.review, line)
        for column in grid.columns:
            cell = row.cell(column)
            again = column.path.field == NUMBER and row.number is not None and row.number <= before
            if grid.several_rows and column.lists and at.review:
                _keep_merged(reading, column, place, merged=cell is not None and cell.merged)
            if cell is None or cell.merged or again:
                continue
            if not grid.several_rows and goes_on_in(cell):
                reading.leave_unread(cell)
                continue
            of_item = partial(say, "word.label-of-item", item=f"{label} {number}", column=called(column))
            slot = cell_slot(cell) if column.option else CellSlot(cell)
            _keep(reading, (column,), place, slot, of_item, grid.marks)


def _keep_merged(reading: Reading, column: Place, place: Anchor, *, merged: bool) -> None:
    """Keep of which cell above a merged one is, whose answer is that of its row too."""
    form, home = reading.layout.form, reading.form.home
    key = key_of(says(column), place, form, home)
    above = key._replace(line=key.line - 1)
    top = reading.goes_on.get(above, above if above in reading.found else None)
    if merged and key.review and key.line and top is not None:
        reading.goes_on[key] = top


# Two answers to one thing


def _twice(reading: Reading, finder: Finder) -> Iterator[Notice]:
    """Yield what a second label says otherwise than the first; the first counts."""
    found: dict[str, list[Key]] = {}
    for key in reading.found:
        found.setdefault(key.records, []).append(key)
    for hit, slot in finder.again:
        records = hit.spec.place.records
        for key in found.get(records, ()) if records != FULL_NAME else ():
            first, other = reading.text(key), reading.form.answer(key, slot.text)
            if first and other and fold(first) != fold(other):
                yield _two_answers(called(hit.spec.place), first, other)
                break


def _different(reading: Reading) -> Iterator[Notice]:
    """Yield what stands at several places of a form, and not the same at each."""
    for key, found in reading.found.items():
        said = [(one, text) for one in found if len(found) > 1 and (text := reading.said(key, one))]
        for one, text in said[1:]:
            alike = key.is_number and read_number(text) == read_number(said[0][1])
            if not alike and fold(text) != fold(said[0][1]):
                yield _two_answers(one.label, said[0][1], text)
                break


def _two_answers(label: str, first: str, other: str) -> Notice:
    shown = {"first": " ".join(first.split())[:_SHOWN], "other": " ".join(other.split())[:_SHOWN]}
    return Notice("word.two-answers-stand", {"label": label, **shown})


_SHOWN = 80
"""Letters of an answer that are shown beside another."""


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
        if heading is not None and id(spec.place) in heading.cells:
            return True
        return any(id(spec.place) in row.cells for row in instance.rows.get(spec.grid.id, ()))
    return instance.has(spec)


def _leave_unread(reading: Reading, used: set[int]) -> None:
    """Name the lines that are neither labels nor answers, nor the form's own."""
    for thing in reading.view.walk():
        if not isinstance(thing, Paragraph) or id(thing.cell) in used or id(thing) in used:
            continue
        if thing.text.strip() and not reading.form.is_printed(thing.text):
            reading.leave_unread(thing)


def _behind(reading: Reading, finder: Finder) -> Iterator[Unread]:
    """Yield words behind a label in the label's own box, where they are not printed with each such label."""
    behind = [one for one in finder.behind if fold(one.text) and id(one.thing) in finder.used]
    times = Counter((id(one.spec), fold(one.text)) for one in behind)
    for one in behind:
        if times[id(one.spec), fold(one.text)] == 1 and not reading.form.is_printed(one.text):
            yield Unread(one.thing.spot, one.text.strip())
