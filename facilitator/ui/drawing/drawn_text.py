"""Small tools for text on lines: wrapping with an indent, and two things on one line.

Text passes the gate before it is wrapped, so that all of it is there to be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Region

from facilitator.plan.letters import clean, clean_letters

if TYPE_CHECKING:
    from facilitator.voice.spans import Span


def wrapped(text: str, width: int, style: str = "$ink") -> list[Content]:
    """Return the text on as many lines as it needs."""
    return Content.styled(clean(text), style).wrap(max(1, width)) if text else []


def hanging(start: str, words: Content, width: int, style: str = "$ink") -> list[Content]:
    """Return words on lines that all begin under the first, which has `start` before it."""
    first, words = Content.styled(start, style), cleaned(words)
    indent = first.cell_length
    if indent * 2 > width:  # too narrow for an indent
        return Content.assemble(first, words).wrap(max(1, width))
    blank = Content.styled(" " * indent, style)
    return [
        Content.assemble(blank if index else first, line)
        for index, line in enumerate(words.wrap(width - indent) or [Content("")])
    ]


def listed(things: Iterable[str], width: int) -> list[Content]:
    """Return things as lines, each with a sign before it; nothing is an empty line."""
    return [
        row
        for words in things
        for row in (hanging("· ", Content.styled(words, "$ink"), width, "$quiet") if words else [Content()])
    ]


def cleaned(words: Content) -> Content:
    """Return styled words as they may be shown, letter by letter."""
    safe = clean_letters(words.plain)
    return words if safe == words.plain else Content(safe, spans=list(words.spans))


def cut(words: Content, width: int) -> Content:
    """Return words on one line: what does not fit is left out from a whole word on, and a sign says so."""
    if words.cell_length <= width:
        return words
    if width < 2:
        return words.truncate(max(0, width))
    kept = words.wrap(width - 1)[0].rstrip()
    return Content.assemble(kept, ("…", words.spans[-1].style if words.spans else ""))


def two_sides(left: Content, right: Content, width: int) -> Content:
    """Return one line with something at each end; the left is cut where they do not both fit."""
    left, right = cleaned(left), cleaned(right)
    room = width - right.cell_length - 2
    if right.cell_length == 0 or room < 8:
        return cut(left, width)
    left = cut(left, room)
    gap = " " * (width - left.cell_length - right.cell_length)
    return Content.assemble(left, gap, right)


def blank_between(blocks: list[list[Content]]) -> list[Content]:
    """Put blocks of lines under each other with an empty line between them; empty blocks are left out."""
    lines: list[Content] = []
    for block in filter(None, blocks):
        if lines:
            lines.append(Content(""))
        lines += block
    return lines


def centred(row: Content, width: int, style: str = "") -> Content:
    """Return a row in the middle of a width."""
    left = max(0, (width - row.cell_length) // 2)
    right = max(0, width - left - row.cell_length)
    return Content.assemble((" " * left, style), row, (" " * right, style))


def side_by_side(parts: Iterable[Content], gap: int) -> Content:
    """Return parts of one line with a gap between them."""
    return Content(" " * gap).join(parts)


def in_rows(parts: Sequence[Content], gap: int, width: int) -> tuple[list[Content], list[Region]]:
    """Return parts on as many lines as they need, with a gap after each, and where each of them stands."""
    rows: list[list[Content]] = []
    places: list[Region] = []
    for part in parts:
        x = places[-1].right + gap if places else 0
        if not rows or x + part.cell_length > width:
            rows.append([])
            x = 0
        places.append(Region(x, len(rows) - 1, part.cell_length, 1))
        rows[-1].append(part)
    return [side_by_side([*row, Content()], gap).truncate(width) for row in rows], places


LIT = "bold underline $on-accent on $accent-ink"
LARGE_LIT = "bold $on-accent on $accent-ink"
"""Large letters need no line under them: it would stand in every row."""


def lit(text: str, word: Span | None, style: str) -> Content:
    """Return a text with one of its words lit, or none."""
    content = Content.styled(text, style)
    return content.stylize(LIT, word.start, word.end) if word else content


def lit_rows(lines: list[Content]) -> range | None:
    """Return the rows in which the lit word stands."""
    loud = (LIT, LARGE_LIT)
    found = [row for row, line in enumerate(lines) if any(span.style in loud for span in line.spans)]
    return range(found[0], found[-1] + 1) if found else None
