"""Copies what a form has too few of: a row for one more item, a box for one more item or review."""

from __future__ import annotations

import re

from facilitator.plan.refusal import Refusal
from facilitator.script.layouts import REVIEW, Block, Grid
from facilitator.word.document.filling import Manner
from facilitator.word.document.growing import clear, copy_block, copy_row, reword
from facilitator.word.document.slots import CellSlot
from facilitator.word.document.verifying import Changes
from facilitator.word.document.view import Paragraph, view_of
from facilitator.word.document.xml import Element
from facilitator.word.form.instances import GridRow, Instance
from facilitator.word.form.keys import Key, kind_label
from facilitator.word.form.numbers import number_word
from facilitator.word.form.reading import Reading, read

_WORD = re.compile(r"[^\W_]+")


def reread(reading: Reading) -> Reading:
    """Return a document read anew, after its tree was changed."""
    return read(reading.format_id, reading.form, view_of(reading.view.root))


def add_block(reading: Reading, block: Block, number: int, manner: Manner, changes: Changes) -> Reading:
    """Put an empty copy of a block after the one before it, with its own number; return the new reading.

    Refusal where there is none to copy.
    """
    before = [one for one in reading.of_block(block) if reading.number(one) < number]
    if not before:
        code = "word.no-review-to-copy" if block.each == REVIEW else "word.no-item-to-copy"
        label = kind_label(block.each, reading.layout.form).lower()
        raise Refusal(code, number=number, kind=label)
    copied = copy_block(_elements(before[-1], reading), changes, manner)
    reading = reread(reading)
    instance = _instance_of(copied, reading, block)
    _clear(instance, changes)
    reading = reread(reading)
    _renumber(_instance_of(copied, reading, block), number, changes)
    return reread(reading)


def add_row(reading: Reading, key: Key, grid: Grid, manner: Manner, changes: Changes) -> Reading:
    """Put an empty copy of a grid's row for an item after the last one; return the new reading.

    Where the item has rows already, after those. Rows of totals or notes are not copied.
    """
    items = {
        id(one.slot.cell.row): found.item
        for found, places in reading.found.items()
        for one in places
        if found.item and found.review in (0, key.review) and isinstance(one.slot, CellSlot)
    }
    rows = [row for row in _rows(reading, key.review, grid) if id(row.row) in items]
    if not rows:
        raise Refusal("word.no-row-to-copy", number=key.review)
    own = [row for row in rows if items[id(row.row)] == key.item] if grid.several_rows else []
    copy_row((own or rows)[-1].row, changes, manner)
    return reread(reading)


def _rows(reading: Reading, review: int, grid: Grid) -> list[GridRow]:
    for instance in reading.instances:
        if grid in instance.block.grids:
            number = instance.block.review or (
                reading.number(instance) if instance.block.each == REVIEW else 0
            )
            if number == review or not review:
                return instance.rows.get(grid.id, [])
    return []


def has_row(reading: Reading, key: Key) -> bool:
    """Whether a review, or the plan itself, has a row for an item."""
    rows = ((one.review, one.anchor, one.item, one.line) for one in reading.found)
    return (key.review, key.anchor, key.item, key.line) in set(rows)


# Where a block begins and ends


def _elements(instance: Instance, reading: Reading) -> list[Element]:
    """Return the elements, side by side, that hold a block: its heading and its tables, or rows of one."""
    elements = [thing.element for thing in instance.things]
    others = [thing.element for other in reading.instances if other is not instance for thing in other.things]
    names = reading.view.names
    holder = _common(elements)
    while holder.tag in (names.w("tc"), names.w("tr"), names.w("p")) and not _holds_any(holder, others):
        holder = _parent(holder)
    if holder.tag == names.w("tbl") and not _holds_any(holder, others):
        holder = _parent(holder)
    places = sorted({_child_of(holder, element) for element in elements})
    return list(holder)[places[0] : places[-1] + 1]


def _common(elements: list[Element]) -> Element:
    """Return the innermost element around all of them."""
    path = _path(elements[0])
    for element in elements[1:]:
        ancestors = {id(one) for one in _path(element)}
        path = [one for one in path if id(one) in ancestors]
    return path[0] if len(elements) > 1 else _parent(elements[0])


def _path(element: Element) -> list[Element]:
    return [element, *element.iterancestors()]


def _parent(element: Element) -> Element:
    parent = element.getparent()
    if parent is None:
        raise Refusal("word.copy-not-understood")
    return parent


def _holds_any(holder: Element, elements: list[Element]) -> bool:
    return any(one is holder for element in elements for one in element.iterancestors())


def _child_of(holder: Element, element: Element) -> int:
    """Return the place, among the holder's children, of the one that holds the element."""
    while _parent(element) is not holder:
        element = _parent(element)
    return holder.index(element)


def _instance_of(copied: list[Element], reading: Reading, block: Block) -> Instance:
    inside = {id(element) for one in copied for element in one.iter()}
    for instance in reading.of_block(block):
        if instance.things and all(id(thing.element) in inside for thing in instance.things):
            return instance
    raise Refusal("word.copy-not-understood")


# What a copy must not keep


def _clear(instance: Instance, changes: Changes) -> None:
    for slots in instance.slots.values():
        for slot in slots:
            clear(slot, changes)
    for rows in instance.rows.values():
        for row in rows:
            for cell in row.cells.values():
                clear(CellSlot(cell), changes)


def _renumber(instance: Instance, new: int, changes: Changes) -> None:
    """Put the block's own number into its heading; a heading without one stays as it is."""
    started, old = instance.started, instance.number
    if started is None or old is None:
        return
    paragraphs = [started] if isinstance(started, Paragraph) else started.paragraphs
    for paragraph in reversed(paragraphs):
        for word in reversed(list(_WORD.finditer(paragraph.text))):
            if number_word(word[0].casefold()) == old:
                reword(paragraph, word.start(), word.end(), _like(word[0], new), changes)
                return
    raise Refusal("word.copy-not-understood")


def _like(printed: str, number: int) -> str:
    """Return a number in the manner of another: "2nd" becomes "3rd"; words become figures."""
    if printed[0].isdigit() and not printed.isdigit():
        teens = 10 < number % 100 < 14
        return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
    return str(number)
