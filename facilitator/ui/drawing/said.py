"""What was said: each line with who said it and how."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from textual.content import Content

from facilitator.phrases import manner
from facilitator.ui.drawing.text import hanging, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from facilitator.meeting.question import Spoken

BESIDE_FROM = 64
"""From this width on, who said it stands at the right; below, it stands under the words."""

_WHO_WIDTH = 26
_BAR = "▏ "


def said_lines(said: Iterable[Spoken], width: int) -> list[Content]:
    """Return lines of what was said, in order."""
    return [line for spoken in said for line in one_said(spoken, width)]


@lru_cache(maxsize=8192)
def one_said(spoken: Spoken, width: int, style: str = "$ink") -> list[Content]:
    """Return one line of what was said, on as many rows as it needs; drawn once, however many follow it."""
    who = manner.said_by(spoken)
    if width < BESIDE_FROM:
        return [
            *hanging(_BAR, Content.styled(spoken.text, style), width, "$accent-ink"),
            *hanging("  ", Content.styled(who, "$quiet"), width),
        ]
    room = width - _WHO_WIDTH - 2
    left = hanging(_BAR, Content.styled(spoken.text, style), room, "$accent-ink")
    right = wrapped(who, _WHO_WIDTH, "$quiet")
    rows = max(len(left), len(right))
    left += [Content.styled(_BAR, "$accent-ink")] * (rows - len(left))
    return [
        Content.assemble(
            line, " " * (room + 2 - line.cell_length), right[index] if index < len(right) else ""
        )
        for index, line in enumerate(left)
    ]
