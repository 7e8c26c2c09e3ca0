"""A small picture as lines: each sign is two pixels, one above the other."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from textual.color import Color
from textual.content import Content
from textual.style import Style

if TYPE_CHECKING:
    from facilitator.pictures.small_picture import SmallPicture

_UPPER = "▀"


@lru_cache(maxsize=64)
def half_blocks(small: SmallPicture) -> list[Content]:
    """Return the rows of a picture, each as many cells as it has columns."""
    return [_row(small, row) for row in range(small.rows)]


def _row(small: SmallPicture, row: int) -> Content:
    cells = ((small.pixel(x, 2 * row), small.pixel(x, 2 * row + 1)) for x in range(small.columns))
    alike = ((pair, sum(1 for _ in cell)) for pair, cell in groupby(cells))
    return Content.assemble(
        *(
            (_UPPER * count, Style(foreground=Color(*upper), background=Color(*lower)))
            for (upper, lower), count in alike
        )
    )
