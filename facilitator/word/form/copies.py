"""Copies the blocks that a form has too few of: a box for one more item or review."""

from __future__ import annotations

import re
from collections.abc import Iterable

from facilitator.plan.refusal import Refusal
from facilitator.script.layouts import REVIEW, Block
from facilitator.word.document.growing import Keep, clear, copy_block, nothing, reword
from facilitator.word.document.runs import Manner
from facilitator.word.document.slots import CellSlot
from facilitator.word.document.verifying import Changes
from facilitator.word.document.view import Paragraph, view_of
from facilitator.word.document.xml import Element, Names
from facilitator.word.form.instances import Instance
from facilitator.word.form.keys import kind_label
from facilitator.word.form.numbers import number_word
from facilitator.word.form.reader import read
from facilitator.word.form.reading import Reading

_WORD = re.compile(r"[^\W_]+")


def reread(reading: Reading, root: Element | None = None) -> Reading:
    """Return a document read anew by the same layout, from another tree or its own after it was changed."""
    return read(reading.format_id, reading.form, view_of(reading.view.root if root is None else root))


def add_blocks(
    reading: Reading,
    block: Block,
    numbers: Iterable[int],
    manner: Manner,
    changes: Changes,
    keep: Keep = nothing,
) -> Reading:
    """Put empty copies of a block after the one before them, with their own numbers; return the new reading.

    `keep` tells which words in the place of an answer are the form's own. Refusal where there is no block
    to copy.
    """
    copies: dict[int, list[Element]] = {}
    originals: dict[int, int] = {}
    behind: dict[int, list[Element]] = {}
    for number in sorted(numbers):
        before = [one for one in reading.of_block(block) if reading.number(one) < number]
        if not before:
            code = "word.no-review-to-copy" if block.each == REVIEW else "word.no-item-to-copy"
            label = kind_label(block.each, reading.layout.form).lower()
            raise Refusal(code, number=number, kind=label)
        last = behind.get(id(before[-1])) or _elements(before[-1], reading)
        copies[number] = behind[id(before[-1])] = copy_block(last, changes, manner)
        originals[number] = reading.number(before[-1])
    reading = reread(reading)
    for copied in copies.values():
        _clear(_instance_of(copied, reading, block), changes, keep)
    reading = reread(reading)
    for number, copied in copies.items():
        _renumber(_instance_of(copied, reading, block), number, changes)
        _renumber_captions(copied, originals[number], number, reading.view.names)
    return reread(reading)


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


def _clear(instance: Instance, changes: Changes, keep: Keep) -> None:
    """Take the answers out of a copy; the numbers of the outcomes' rows are the form's own."""
    numbers = {id(one) for one in instance.block.fields if one.records == "outcome.number"}
    for place, slots in instance.slots.items():
        for slot in slots:
            clear(slot, changes, nothing if place in numbers else keep)
    numbers = {
        id(one) for grid in instance.block.grids for one in grid.columns if one.records == "outcome.number"
    }
    for rows in instance.rows.values():
        for row in rows:
            for column, cell in row.cells.items():
                if row.number is None or column not in numbers:
                    clear(CellSlot(cell), changes, keep)


def _renumber(instance: Instance, new: int, changes: Changes) -> None:
    """Put the block's own number into its heading; a heading without one stays as it is."""
    started, old = instance.started, instance.number
    if started is None or old is None:
        return
    paragraphs = [started] if isinstance(started, Paragraph) else started.paragraphs
    for paragraph in reversed(paragraphs):
        place = _place_of(old, paragraph.text)
        if place is not None:
            words = _like(paragraph.text[slice(*place)], new)
            reword(paragraph, *place, words, changes)
            return
    raise Refusal("word.copy-not-understood")


def _renumber_captions(copied: list[Element], old: int, new: int, names: Names) -> None:
    """Put a copy's number into what its tables are called for people who hear them read."""
    for element in copied:
        for caption in element.iter(names.w("tblCaption")):
            words = caption.get(names.w("val"), "")
            place = _place_of(old, words)
            if place is not None:
                start, end = place
                caption.set(names.w("val"), f"{words[:start]}{_like(words[start:end], new)}{words[end:]}")


def _place_of(number: int, text: str) -> tuple[int, int] | None:
    """Return where a text says a number last, in figures or words, or None."""
    said = [word.span() for word in _WORD.finditer(text) if number_word(word[0].casefold()) == number]
    return said[-1] if said else None


def _like(printed: str, number: int) -> str:
    """Return a number in the manner of another: "2nd" becomes "3rd"; words become figures."""
    if printed[0].isdigit() and not printed.isdigit():
        teens = 10 < number % 100 < 14
        return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
    return str(number)
