"""Where an answer of a form stands, and what stands there now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from facilitator.word.document.inline import TICKED
from facilitator.word.document.view import Cell, Paragraph, Spot
from facilitator.word.lines_to_write_on import EDGES, without_leaders


class Line(NamedTuple):
    """A stretch of a paragraph that is an answer or a line of one: `paragraph.text[start:end]`."""

    paragraph: Paragraph
    start: int
    end: int

    @property
    def text(self) -> str:
        """What it says, placeholders left out."""
        return self.paragraph.words_between(self.start, self.end)


class _Answer:
    """What all answers tell of themselves."""

    @property
    def text(self) -> str:
        """What it says now, a line a paragraph; placeholders and lines to write on say nothing."""
        return "\n".join(filter(None, (without_leaders(each.text) for each in stretches(self))))

    @property
    def empty(self) -> bool:
        """Whether nobody has put anything in: no words, and no picture where it holds whole paragraphs."""
        return not self.text and not has_picture(self)

    @property
    def place(self) -> Spot:
        """Where the first of it stands."""
        return stretches(self)[0].paragraph.spot


@dataclass(frozen=True)
class CellSlot(_Answer):
    """The whole cell is the answer."""

    cell: Cell

    @property
    def empty(self) -> bool:
        """Whether nobody has put anything in: no words, no picture, nothing in a table inside."""
        inner = (cell for table in self.cell.tables for row in table.rows for cell in row.cells)
        return super().empty and all(CellSlot(cell).empty for cell in inner)

    @property
    def place(self) -> Spot:
        """Where the cell stands."""
        return self.cell.spot


@dataclass(frozen=True)
class AfterSlot(_Answer):
    """`paragraph.text[start:end]` is the answer, after a label or between label and further text."""

    paragraph: Paragraph
    start: int
    end: int


@dataclass(frozen=True)
class UnderSlot(_Answer):
    """The paragraphs under a label, up to the next label, are the answer.

    It `begins` in the label's own line where that says so; then it goes on under it.
    """

    label: Paragraph
    paragraphs: list[Paragraph] = field(default_factory=list)
    begins: int | None = None

    @property
    def own_line(self) -> list[Line]:
        """What of the label's line is of the answer, if any."""
        return [] if self.begins is None else [Line(self.label, self.begins, len(self.label.text))]

    @property
    def place(self) -> Spot:
        """Where the first of them stands, or else the label."""
        return (self.paragraphs[0] if self.paragraphs else self.label).spot


@dataclass(frozen=True)
class BoxSlot(_Answer):
    """`paragraph.text[at]` is a tick box of any make."""

    paragraph: Paragraph
    at: int

    @property
    def text(self) -> str:
        """`TICKED`, or "" if it is not ticked."""
        return TICKED if self.paragraph.text[self.at : self.at + 1] == TICKED else ""


Slot = CellSlot | AfterSlot | UnderSlot | BoxSlot
"""Where an answer stands."""


def stretches(answer: _Answer) -> list[Line]:
    """Return where an answer stands, a stretch for each paragraph of it."""
    match answer:
        case AfterSlot(paragraph, start, end):
            return [Line(paragraph, start, end)]
        case BoxSlot(paragraph, at):
            return [Line(paragraph, at, at + 1)]
        case CellSlot(Cell(paragraphs=paragraphs)) | UnderSlot(paragraphs=paragraphs):
            own = answer.own_line if isinstance(answer, UnderSlot) else []
            return [*own, *(Line(paragraph, 0, len(paragraph.text)) for paragraph in paragraphs)]
    return []


def marked_text(slot: Slot) -> str:
    """Return what an answer says with marks round what is struck through in it, a line a paragraph."""
    if isinstance(slot, BoxSlot):
        return slot.text
    said = [each for each in stretches(slot) if isinstance(slot, AfterSlot) or without_leaders(each.text)]
    return "\n".join(
        each.paragraph.words_between(each.start, each.end, marked=True).strip(EDGES) for each in said
    )


def has_picture(answer: _Answer) -> bool:
    """Whether a picture stands in an answer, perhaps of words in somebody's hand."""
    whole = isinstance(answer, CellSlot | UnderSlot)
    return whole and any(each.paragraph.pictures for each in stretches(answer))


def lines_of(slot: Slot) -> list[Line]:
    """Return the lines of an answer that say anything, as they stand in the document."""
    if isinstance(slot, CellSlot | UnderSlot):
        lines = (line for each in stretches(slot) for line in _lines_in(each))
        return [line for line in lines if without_leaders(line.text)]
    return stretches(slot) if isinstance(slot, AfterSlot) and slot.text else []


def _lines_in(whole: Line) -> Iterator[Line]:
    start = whole.start
    for part in whole.paragraph.text[whole.start : whole.end].split("\n"):
        yield Line(whole.paragraph, start, start + len(part))
        start += len(part) + 1
