"""A picture of progress in letters: a line for each review, with the steps of the scale from left to right.

Lines hold in any font, which boxes on top of each other do not: an e-mail may be shown in whatever letters.
"""

from __future__ import annotations

import unicodedata
from typing import Literal

from facilitator.script.words_by_key import say
from facilitator.summary.page import Cell, Chart, Column

WIDTH = 78
_SIGNS: dict[Literal["full", "range", "empty", "none"], str] = {
    "full": "█",
    "range": "░",
    "empty": "·",
    "none": " ",
}
_BROAD, _FEW = 2, 6
"""A scale of few steps has two signs for each."""

_LEAST_BESIDE = 16


def bar(column: Column) -> str:
    """Return the steps of one review, lowest first; as many spaces where there is no score."""
    return "".join(_sign(cell) * (_BROAD if len(column.cells) <= _FEW else 1) for cell in column.cells)


def _sign(cell: Cell) -> str:
    return _SIGNS[cell.kind]


def picture(chart: Chart, width: int = WIDTH) -> list[str]:
    """Return the picture in lines of at most `width` columns of a terminal; the title is not part of it.

    The words beside it are short: `Chart.alt` has them in full.
    """
    beside = max(cells(bar(column)) for column in chart.columns) + 4
    room = max(1, min(max(cells(column.head) for column in chart.columns), width - beside - _LEAST_BESIDE))
    lines: list[str] = []
    for column in chart.columns:
        head = cut(column.head, room)
        start = f"{head}{' ' * (room - cells(head))}  {bar(column)}  "
        lines += _hanging(start, " ".join(filter(None, (column.under, framed(column)))), width)
    return lines


def framed(column: Column) -> str:
    """Return the note of a column as it stands in letters; nothing where there is none."""
    return say("progress.framed", note=column.note) if column.note else ""


def _hanging(start: str, words: str, width: int) -> list[str]:
    indent = cells(start)
    rows = wrapped(words, max(1, width - indent)) or [""]
    return [f"{' ' * indent if at else start}{row}".rstrip() for at, row in enumerate(rows)]


def wrapped(words: str, room: int) -> list[str]:
    """Return words on lines of so many columns of a terminal; a word that is longer is parted."""
    lines, line = [], ""
    for word in words.split():
        if line and cells(line) + 1 + cells(word) > room:
            lines.append(line)
            line = ""
        line = f"{line} {word}" if line else word
        while cells(line) > room and len(line) > 1:
            first = _fitting(line, room) or line[0]
            lines.append(first)
            line = line[len(first) :]
    return [*lines, line] if line else lines


def cut(text: str, room: int) -> str:
    """Return a text on so many columns of a terminal; a sign says that something is left out."""
    return text if cells(text) <= room else f"{_fitting(text, max(0, room - 1))}…"


def _fitting(text: str, room: int) -> str:
    kept = text
    while kept and cells(kept) > room:
        kept = kept[:-1]
    return kept


def cells(text: str) -> int:
    """Return how many columns of a terminal a text takes: a Chinese letter two, a mark above one none.

    The libraries that know this take longer to load than all the rest of a picture takes to draw.
    """
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
