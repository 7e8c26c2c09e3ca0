"""Strikes out what a form says no longer holds: nothing is deleted, and new words may follow in its line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from facilitator.word.document.filling import ClosedPlace, locked
from facilitator.word.document.runs import (
    Manner,
    as_inserted,
    clean_properties,
    make,
    make_run,
    pieces_of,
    place_at,
    split_at,
)
from facilitator.word.document.slots import AfterSlot, CellSlot, Slot, UnderSlot, without_leaders
from facilitator.word.document.verifying import Changes
from facilitator.word.document.view import Paragraph
from facilitator.word.document.xml import Element, Names

_BEFORE_STRIKE = ("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps")


class Line(NamedTuple):
    """One line of an answer: `paragraph.text[start:end]`."""

    paragraph: Paragraph
    start: int
    end: int

    @property
    def text(self) -> str:
        """What it says, placeholders left out."""
        return self.paragraph.words_between(self.start, self.end)


def lines_of(slot: Slot) -> list[Line]:
    """Return the lines of an answer that say anything, as they stand in the document."""
    if isinstance(slot, AfterSlot):
        return [Line(slot.paragraph, slot.start, slot.end)] if slot.text else []
    if not isinstance(slot, CellSlot | UnderSlot):
        return []
    paragraphs = slot.cell.paragraphs if isinstance(slot, CellSlot) else slot.paragraphs
    return [line for paragraph in paragraphs for line in _lines(paragraph) if without_leaders(line.text)]


def _lines(paragraph: Paragraph) -> Iterator[Line]:
    start = 0
    for part in paragraph.text.split("\n"):
        yield Line(paragraph, start, start + len(part))
        start += len(part) + 1


def strike(slot: Slot, lines: Sequence[Line], manner: Manner, changes: Changes, instead: str = "") -> None:
    """Strike lines of an answer through; `instead` is written behind the last of them, in the same line.

    Raises ClosedPlace where a content control does not allow it.
    """
    if locked(slot):
        spot = slot.place
        raise ClosedPlace("word.locked-control", table=spot.table, row=spot.row, cell=spot.cell)
    for line in reversed(lines):
        element, names = line.paragraph.element, line.paragraph.names
        if instead and line is lines[-1]:
            looks = [piece.run for piece in pieces_of(element, names) if piece.run is not None]
            look = clean_properties(looks[0].find(names.w("rPr")), names) if looks else None
            run = make_run(element, names, f" {instead}", look)
            place_at(element, names, line.end, as_inserted(run, element, names, manner), manner)
        _strike(element, names, line.start, line.end)
        changes.filled.append(element)


def _strike(paragraph: Element, names: Names, start: int, end: int) -> None:
    """Strike `text[start:end]` of a paragraph through, run by run; white space at the ends is left alone."""
    for offset in (start, end):
        split_at(paragraph, names, offset)
    at = 0
    for piece in pieces_of(paragraph, names):
        within = start <= at and at + len(piece.text) <= end
        at += len(piece.text)
        if within and piece.run is not None and not piece.struck and piece.text.strip():
            _strike_run(piece.run, names)


def _strike_run(run: Element, names: Names) -> None:
    properties = run.find(names.w("rPr"))
    if properties is None:
        properties = make(run, names.w("rPr"))
        run.insert(0, properties)
    for name in ("strike", "dstrike"):
        for old in properties.findall(names.w(name)):
            properties.remove(old)
    before = {names.w(name) for name in _BEFORE_STRIKE}
    place = sum(1 for child in properties if child.tag in before)
    properties.insert(place, make(properties, names.w("strike")))
