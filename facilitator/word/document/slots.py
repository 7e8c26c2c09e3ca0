"""Where an answer of a form stands, and what stands there now."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from facilitator.word.document.inline import TICKED
from facilitator.word.document.view import Cell, Paragraph, Spot

_LEADERS = re.compile(r"[\s._…‥·⋯\u200b\ufeff]*(?:/[\s._…‥·⋯]*)*")
_LINE = "._…‥⋯/"
_DOTS = dict.fromkeys("…⋯", 3)
_LONGEST_DOTS = 3
"""So many dots at the end of words may be the writer's own."""

_EDGES = " \t\r\n\u00a0"
"""Stripped from an answer; an em space at a line's start says that the line carries on the one above."""
_ENOUGH = re.compile(r"[_…‥⋯]|[._·/](?:\s*+[._·/])++|^\s*+[·/]?+\s*+$")


def is_blank(text: str) -> bool:
    """Return whether text is nothing but space or a line to write on: dots, underscores, "__/__/____"."""
    return not text or text.isspace() or bool(_LEADERS.fullmatch(text) and _ENOUGH.search(text))


def without_leaders(text: str) -> str:
    """Return an answer stripped, without the rest of a line to write on; "" if it is only such a line."""
    if is_blank(text):
        return ""
    words = text.rstrip(_LINE + " \t\u00a0")
    rest = text[len(words) :]
    written_on = rest[:1].isspace() and sum(_DOTS.get(one, one in _LINE) for one in rest) > _LONGEST_DOTS
    return (words if written_on else text).strip(_EDGES)


def _lines(paragraphs: list[Paragraph]) -> str:
    return "\n".join(filter(None, (without_leaders(paragraph.words) for paragraph in paragraphs)))


def marked_text(slot: Slot) -> str:
    """Return what an answer says with marks round what is struck through in it, a line a paragraph."""
    if isinstance(slot, BoxSlot):
        return slot.text
    if isinstance(slot, AfterSlot):
        return slot.paragraph.marked_between(slot.start, slot.end).strip(_EDGES)
    paragraphs = slot.cell.paragraphs if isinstance(slot, CellSlot) else slot.paragraphs
    lines = (
        paragraph.marked_between(0, len(paragraph.text)).strip(_EDGES)
        for paragraph in paragraphs
        if without_leaders(paragraph.words)
    )
    return "\n".join(lines)


def has_picture(slot: Slot) -> bool:
    """Whether a picture stands in an answer, perhaps of words in somebody's hand."""
    if isinstance(slot, CellSlot):
        return any(paragraph.pictures for paragraph in slot.cell.paragraphs)
    return isinstance(slot, UnderSlot) and any(paragraph.pictures for paragraph in slot.paragraphs)


@dataclass(frozen=True)
class CellSlot:
    """The whole cell is the answer."""

    cell: Cell

    @property
    def text(self) -> str:
        """What it says now, a line a paragraph; placeholders and lines to write on say nothing."""
        return _lines(self.cell.paragraphs)

    @property
    def empty(self) -> bool:
        """Whether nobody has put anything in: no words, no picture, nothing in a table inside."""
        inner = (cell for table in self.cell.tables for row in table.rows for cell in row.cells)
        return not self.text and not has_picture(self) and all(CellSlot(cell).empty for cell in inner)

    @property
    def place(self) -> Spot:
        """Where it stands."""
        return self.cell.spot


@dataclass(frozen=True)
class AfterSlot:
    """`paragraph.text[start:end]` is the answer, after a label or between label and further text."""

    paragraph: Paragraph
    start: int
    end: int

    @property
    def text(self) -> str:
        """What it says now; placeholders and lines to write on say nothing."""
        return without_leaders(self.paragraph.words_between(self.start, self.end))

    @property
    def empty(self) -> bool:
        """Whether nobody has put anything in."""
        return not self.text

    @property
    def place(self) -> Spot:
        """Where it stands."""
        return self.paragraph.spot


@dataclass(frozen=True)
class UnderSlot:
    """The paragraphs under a label, up to the next label, are the answer."""

    label: Paragraph
    paragraphs: list[Paragraph] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What they say now, a line a paragraph; placeholders and lines to write on say nothing."""
        return _lines(self.paragraphs)

    @property
    def empty(self) -> bool:
        """Whether nobody has put anything in: no words, no picture."""
        return not self.text and not has_picture(self)

    @property
    def place(self) -> Spot:
        """Where the first of them stands, or else the label."""
        return (self.paragraphs[0] if self.paragraphs else self.label).spot


@dataclass(frozen=True)
class BoxSlot:
    """`paragraph.text[at]` is a tick box of any make."""

    paragraph: Paragraph
    at: int

    @property
    def text(self) -> str:
        """`TICKED`, or "" if it is not ticked."""
        return TICKED if not self.empty else ""

    @property
    def empty(self) -> bool:
        """Whether it is not ticked."""
        return self.paragraph.text[self.at : self.at + 1] != TICKED

    @property
    def place(self) -> Spot:
        """Where it stands."""
        return self.paragraph.spot


Slot = CellSlot | AfterSlot | UnderSlot | BoxSlot
"""Where an answer stands."""
