"""Small tools for text on lines: wrapping with an indent, and two things on one line."""

from __future__ import annotations

from textual.content import Content


def wrapped(text: str, width: int, style: str = "$ink") -> list[Content]:
    """Return the text on as many lines as it needs."""
    return Content.styled(text, style).wrap(max(1, width)) if text else []


def hanging(start: str, words: Content, width: int, style: str = "$ink") -> list[Content]:
    """Return words on lines that all begin under the first, which has `start` before it."""
    first = Content.styled(start, style)
    indent = first.cell_length
    if indent * 2 > width:  # too narrow for an indent
        return Content.assemble(first, words).wrap(max(1, width))
    blank = Content.styled(" " * indent, style)
    return [
        Content.assemble(blank if index else first, line)
        for index, line in enumerate(words.wrap(width - indent) or [Content("")])
    ]


def two_sides(left: Content, right: Content, width: int, style: str = "") -> Content:
    """Return one line with something at each end; the left is cut where they do not both fit."""
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
