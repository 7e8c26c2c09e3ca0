"""The part of the meeting that begins now and those that come next, each a picture with its word."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from facilitator.ui.drawing.drawn_text import centred, cleaned, side_by_side
from facilitator.ui.drawing.frame import HERE
from facilitator.ui.drawing.half_blocks import half_blocks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facilitator.ui.drawing.half_blocks import Pictured

_GAP = 2
_LEAST_WIDE = 14
_MOST_WORDS = 2
"""Lines that the words of a part may take under its picture."""

_MOST_PARTS = 5
"""More than these in a row are a list to be read, and no look ahead."""


class Part(NamedTuple):
    """One part of the meeting: its title, and whether it is the one that begins."""

    title: str
    here: bool


def parts_that_fit(width: int) -> int:
    """Return how many parts may stand beside each other."""
    return min(_MOST_PARTS, (width + _GAP) // (_LEAST_WIDE + _GAP))


def agenda_pictures(parts: Sequence[Part], pictured: Pictured, width: int, rows: int) -> list[Content]:
    """Return the parts beside each other, in the largest size that fits so many rows, or none."""
    most = (width + _GAP) // len(parts) - _GAP
    for size in pictured.sizes:
        wide = max(size[0], _LEAST_WIDE)
        words = [_words(part, wide) for part in parts]
        high = max(map(len, words))
        if wide > most or high > _MOST_WORDS or size[1] + high > rows:
            continue
        drawn = pictured.draw(size)
        if drawn is None:
            return []
        blocks = [
            [*(centred(row, wide) for row in half_blocks(small, size)), *under]
            for small, under in zip(drawn, words, strict=True)
        ]
        filled = [[*block, *[Content(" " * wide)] * (size[1] + high - len(block))] for block in blocks]
        return [side_by_side(row, _GAP) for row in zip(*filled, strict=True)]
    return []


def _words(part: Part, wide: int) -> list[Content]:
    style = "bold $accent-ink" if part.here else "$ink"
    words = cleaned(Content.styled(f"{HERE} {part.title}" if part.here else part.title, style))
    return [centred(line.rstrip(), wide) for line in words.wrap(wide)]
