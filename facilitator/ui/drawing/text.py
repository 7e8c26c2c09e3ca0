"""Small tools for text on lines: wrapping with an indent, and two things on one line.

Text passes the gate before it is wrapped, so that all of it is there to be read.
"""

from __future__ import annotations

from textual.content import Content

from facilitator.plan.letters import clean, clean_letters


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


def cleaned(words: Content) -> Content:
    """Return styled words as they may be shown, letter by letter."""
    safe = clean_letters(words.plain)
    return words if safe == words.plain else Content(safe, spans=list(words.spans))


def two_sides(left: Content, right: Content, width: int, style: str = "") -> Content:
    """Return one line with something at each end; the left is cut where they do not both fit."""
    left, right = cleaned(left), cleaned(right)
    room = width - right.cell_length - 2
    if right.cell_length == 0 or room < 8:
        return left.truncate(width, ellipsis=True)
    left = left.truncate(room, ellipsis=True)
    gap = " " * (width - left.cell_length - right.cell_length)
    return Content.assemble(left, (gap, style), right)


def blank_between(blocks: list[list[Content]]) -> list[Content]:
    """Put blocks of lines under each other with an empty line between them; empty blocks are left out."""
    lines: list[Content] = []
    for block in filter(None, blocks):
        if lines:
            lines.append(Content(""))
        lines += block
    return lines
