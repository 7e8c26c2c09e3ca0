"""A picture of progress as SVG inside a page of HTML: boxes, one column a review, and no line between them.

Across, everything is measured in shares of the room that there is, and letters keep their size: so the
picture is as readable on a telephone as on paper. All colours are classes of `chart.css` in
`prompts/summaries/`. What is too long for its place is cut with a sign: `Chart.alt` has it in full.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from facilitator.plan.letters import clean_letters
from facilitator.summary.page import Cell, Chart, Column

PER_ROW = 3
"""How many reviews stand side by side; more stand in a further row of the same picture."""

_LEFT, _COLUMN, _GAP = 34.0, 22.0, 0.75
"""Shares of the width, in per cent: the names of the steps, a column, what is free at each side of a box."""

_NARROWEST = 288
"""Pixels of the picture on the smallest screen: 320 without the page's edges. There everything fits."""

_LETTERS, _LINE, _AIR = 12, 14, 8
"""Pixels: the size of the letters on the smallest screen, a line, what is free in a box above and below."""

_MOST_LINES = 3
_MOST_BELOW = 4

_BOLD = 1.12
"""How much wider bold letters are."""


class _Row(NamedTuple):
    """One step of the scale across the picture: where it begins, and how high it is."""

    top: float
    height: float


def svg(chart: Chart, ident: str) -> str:
    """Return the picture as an element for HTML, which is XML as well.

    Args:
        chart: What is drawn.
        ident: An id that nothing else of the page begins with.
    """
    name = _safe(ident)
    drawn, top = [], 2.0
    for columns in _rows(chart.columns):
        part, top = _part(chart.scale, columns, name, top)
        drawn += part
    height = round(top)
    return (
        f'<svg class="chart" role="img" aria-labelledby="{name}-t" aria-describedby="{name}-d"'
        f' width="100%" height="{height}" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{name}-t">{_safe(chart.title)}</title><desc id="{name}-d">{_safe(chart.alt)}</desc>'
        f"{_stripes(name)}{''.join(drawn)}</svg>"
    )


def _rows(columns: Sequence[Column]) -> Iterator[Sequence[Column]]:
    """Yield the columns of each row, as many in the one as in the other as far as that goes."""
    rows = -(-len(columns) // PER_ROW)
    each = -(-len(columns) // max(1, rows))
    for at in range(0, len(columns), max(1, each)):
        yield columns[at : at + each]


def _stripes(name: str) -> str:
    return (
        f'<defs><pattern id="{name}-s" width="8" height="8" patternUnits="userSpaceOnUse"'
        ' patternTransform="rotate(45)"><rect class="c-ground" width="8" height="8"/>'
        '<rect class="c-stripe" width="3" height="8"/></pattern></defs>'
    )


def _part(scale: Sequence[str], columns: Sequence[Column], name: str, top: float) -> tuple[list[str], float]:
    """Return what is drawn of some columns, and where that ends."""
    steps = [_folded(step, _LEFT - 2, _MOST_LINES) for step in scale]
    labels = [[_folded(cell.label, _COLUMN - 4 * _GAP, _MOST_LINES) for cell in one.cells] for one in columns]
    rows: dict[int, _Row] = {}
    if any(cell.kind != "none" for one in columns for cell in one.cells):
        high = max(1, *map(len, steps), *(len(lines) for one in labels for lines in one)) * _LINE + _AIR
        rows = {at: _Row(top + high * (len(scale) - 1 - at), high) for at in range(len(scale))}
        top += high * len(scale)
    drawn = [line for at, row in rows.items() for line in _lines(steps[at], _LEFT - 1, row, "c-step")]
    for place, column in enumerate(columns):
        for at, row in rows.items():
            drawn += _box(column.cells[at], labels[place][at], _edge(place), row, name)
    return _below(columns, drawn, top)


def _below(columns: Sequence[Column], drawn: list[str], top: float) -> tuple[list[str], float]:
    """Draw the names, the judgements and the notes under the boxes, each of these in line with the others."""
    for kind, most in (("head", 3), ("under", _MOST_BELOW), ("note", _MOST_BELOW)):
        size = _BOLD if kind == "head" else 1.0
        room = _COLUMN - 2 * _GAP - (2 if kind == "note" else 0)
        texts = [_folded(getattr(one, kind), room / size, most, parted=kind == "under") for one in columns]
        high = max(map(len, texts)) * _LINE + (_AIR if kind == "note" else 2)
        for place, lines in enumerate(texts):
            own = _Row(top + 1, len(lines) * _LINE + (_AIR if kind == "note" else 2))
            if lines and kind == "note":
                drawn.append(_rect("c-note", _edge(place), own._replace(height=own.height - 2)))
            drawn += _lines(lines, _middle(place), own, f"c-{kind}")
        top += high if any(texts) else 0
    return drawn, top + _AIR


def _edge(place: int) -> float:
    return _LEFT + place * _COLUMN + _GAP


def _middle(place: int) -> float:
    return _LEFT + (place + 0.5) * _COLUMN


def _box(cell: Cell, lines: list[str], left: float, row: _Row, name: str) -> Iterator[str]:
    if cell.kind == "none":
        return
    stripes = f' fill="url(#{name}-s)"' if cell.kind == "range" else ""
    yield _rect(f"c-{cell.kind}", left, _Row(row.top + 1, row.height - 3), more=stripes)
    if lines and cell.kind == "range":
        yield _rect("c-ground", left, _Row(row.top + 4, row.height - 9), inset=1.0)
    yield from _lines(lines, left + _COLUMN / 2 - _GAP, row, f"c-on-{cell.kind}")


def _rect(kind: str, left: float, row: _Row, *, inset: float = 0.0, more: str = "") -> str:
    width = _COLUMN - 2 * _GAP - 2 * inset
    return (
        f'<rect class="{kind}"{more} x="{left + inset:g}%" y="{row.top:g}" width="{width:g}%"'
        f' height="{row.height:g}"/>'
    )


def _lines(lines: Sequence[str], across: float, row: _Row, kind: str) -> Iterator[str]:
    first = row.top + (row.height - len(lines) * _LINE) / 2 + _LETTERS - 1
    for at, line in enumerate(lines):
        yield f'<text class="{kind}" x="{across:g}%" y="{first + at * _LINE:g}">{_safe(line)}</text>'


def _safe(text: str) -> str:
    """Return a text as XML holds it, on one line."""
    return escape(clean_letters(" ".join(text.split())))


# How wide letters are


def _folded(text: str, share: float, most: int, *, parted: bool = False) -> list[str]:
    """Return a text on at most so many lines of a share of the narrowest picture; a sign says what is cut.

    A `parted` one, which is longer than a line, begins a new one after its first colon.
    """
    room = share / 100 * _NARROWEST / _LETTERS
    first, colon, rest = text.partition(": ")
    if parted and colon and width(text) > room:
        lines = [*_lines_of(f"{first}:", room), *_lines_of(rest, room)]
    else:
        lines = _lines_of(text, room)
    return lines if len(lines) <= most else [*lines[: most - 1], _cut(" ".join(lines[most - 1 :]), room)]


def _lines_of(text: str, room: float) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if width(longer) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        pieces = _pieces(word, room)
        lines += pieces[:-1]
        line = pieces[-1]
    return [*lines, line] if line else lines


def _pieces(word: str, room: float) -> list[str]:
    """Return a word that is longer than a line in parts, each with the marks that belong to its letters."""
    pieces = [""]
    for letter in word:
        joined = unicodedata.category(letter) in ("Mn", "Me", "Cf")
        if pieces[-1] and not joined and width(pieces[-1] + letter) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces


_HOW_MANY_MORE = re.compile(r"\s\S?\+\d+\Z")


def _cut(text: str, room: float) -> str:
    """Return the beginning of a text, and how many more there are where it ends in that."""
    more = _HOW_MANY_MORE.search(text)
    end = more[0] if more else ""
    kept = text.removesuffix(end)
    while kept and width(f"{kept}…{end}") > room:
        kept = kept[:-1]
    return f"{kept.rstrip(' …')}…{end}"


_WIDTHS = {
    letter: wide
    for wide, letters in {
        0.32: " ijlI'.,",
        0.41: "frt:;!()[]-/\\|",
        0.6: 'cskxyzvJ?"*',
        0.65: "abdeghnopquFLPT0123456789$_#",
        0.7: "ABCEKRSVXYZ",
        0.84: "DGHNOQUw+=<>~^",
        1.0: "mMW%&@",
    }.items()
    for letter in letters
}
"""Those of the broadest of the fonts in common use, DejaVu Sans, in sizes of the letters."""

_ADJUSTED = 0.9
"""What `chart.css` leaves of that: it makes the figures of every font as wide as Arial's."""


def width(text: str) -> float:
    """Return how wide a text is at most, in sizes of its letters."""
    return _ADJUSTED * sum(map(_letter, text))


def _letter(letter: str) -> float:
    known = _WIDTHS.get(letter)
    if known is not None:
        return known
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0.0
    plain = unicodedata.normalize("NFD", letter)[0]
    if plain != letter:
        return _letter(plain)
    if unicodedata.category(letter)[0] in "LNP":
        return 1.0
    return 1.4
