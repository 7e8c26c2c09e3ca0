"""Whether words that were written into a form can be seen, and what makes them so.

They cannot in a row of an exact height that is too low, in a hidden row, or in the colour of the paper.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from math import ceil

from facilitator.word.document.change_check import Changes
from facilitator.word.document.runs import child_of
from facilitator.word.document.slots import CellSlot, Slot, stretches
from facilitator.word.document.xml import Element, Names, find, take_out, value

_LINE, _LETTER = 23.0, 10.0
"""Twips of a line's height and of a letter's width, in the mean, for each point of a font."""
_POINTS, _MARGIN = 11.0, 216
"""The size of a font that does not say its own; and what a cell keeps free at its sides, in twips."""
_PAPER = "FFFFFF"
_FEWEST_CONTRAST = 1.6
"""Below this nobody reads it; black on white is 21."""
_HEX = re.compile(r"[0-9A-Fa-f]{6}")


@dataclass
class Hidden:
    """The rows and the runs that hide what was written."""

    rows: list[Element] = field(default_factory=list)
    runs: list[Element] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.rows or self.runs)


def hidden_in(slot: Slot, lines: Collection[str]) -> Hidden:
    """Return what hides these lines in a place where they were written."""
    elements = [slot.cell.element] if isinstance(slot, CellSlot) else _paragraphs(slot)
    found = Hidden()
    for element in elements:
        row = next(element.iterancestors(Names.of(element).w("tr")), None)
        if row is not None and (_is_hidden(row) or _is_too_low(row)):
            found.rows += [] if any(row is one for one in found.rows) else [row]
        found.runs += [run for run in _written(element, lines) if _is_like_paper(run)]
    return found


def _paragraphs(slot: Slot) -> list[Element]:
    if isinstance(slot, CellSlot):
        return [slot.cell.element]
    return list(dict.fromkeys(each.paragraph.element for each in stretches(slot)))


def make_seen(hidden: Hidden, changes: Changes) -> None:
    """Let rows grow with their words, and give new words the colour that stands out from their ground."""
    for row in hidden.rows:
        w = Names.of(row).w
        height, mark = find(row, "trPr/trHeight"), find(row, "trPr/hidden")
        if height is not None:
            height.set(w("hRule"), "atLeast")
        if mark is not None:
            take_out(mark)
        changes.rows += [] if any(row is one for one in changes.rows) else [row]
    for run in hidden.runs:
        w = Names.of(run).w
        colour = child_of(child_of(run, w("rPr"), 0), w("color"))
        for name in list(colour.attrib):
            del colour.attrib[name]
        colour.set(w("val"), "auto")


# Rows


def _is_hidden(row: Element) -> bool:
    mark = find(row, "trPr/hidden")
    return mark is not None and value(mark) not in ("0", "false", "off")


def _is_too_low(row: Element) -> bool:
    height = find(row, "trPr/trHeight")
    if value(height, "hRule") != "exact":
        return False
    room = value(height)
    needed = max(map(_height_of, row.iterchildren(Names.of(row).w("tc"))), default=0)
    return room.isascii() and room.isdecimal() and int(room) < needed


def _height_of(cell: Element) -> int:
    """Return about how many twips the words of a cell take, from top to bottom."""
    w = Names.of(cell).w
    width = value(find(cell, "tcPr/tcW"), "w")
    room = max(int(width) - _MARGIN, 200) if width.isascii() and width.isdecimal() else 2000
    total = 0.0
    for paragraph in cell.iter(w("p")):
        texts = "".join(
            node.text or "" if node.tag == w("t") else "\n" for node in paragraph.iter(w("t"), w("br"))
        )
        points = _points_of(paragraph)
        for line in texts.split("\n"):
            total += ceil(len(line) * points * _LETTER / room) * points * _LINE if line.strip() else 0
    return int(total)


def _points_of(paragraph: Element) -> float:
    size = value(next(paragraph.iter(Names.of(paragraph).w("sz")), None))
    return int(size) / 2 if size.isascii() and size.isdecimal() and int(size) else _POINTS


# Colours


def _written(element: Element, lines: Collection[str]) -> Iterator[Element]:
    """Yield the runs that hold one of some lines."""
    w = Names.of(element).w
    for run in element.iter(w("r")):
        if any((text.text or "").strip() in lines for text in run.iterchildren(w("t")) if text.text):
            yield run


def _is_like_paper(run: Element) -> bool:
    colour = value(find(run, "rPr/color"))
    if not _HEX.fullmatch(colour):
        return False
    return _contrast(colour, _ground_of(run)) < _FEWEST_CONTRAST


def _ground_of(run: Element) -> str:
    """Return the colour behind a run: its own shading, or its paragraph's, its cell's or its table's."""
    w = Names.of(run).w
    shades = [find(run, "rPr/shd")]
    for around in run.iterancestors(w("p"), w("tc"), w("tbl")):
        shades += [find(around, f"{name}/shd") for name in ("pPr", "tcPr", "tblPr")]
    fills = (value(shade, "fill") for shade in shades)
    return next((fill for fill in fills if _HEX.fullmatch(fill)), _PAPER)


def _contrast(one: str, other: str) -> float:
    """Return how far two colours stand apart, as WCAG has it: 1 = not at all."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
