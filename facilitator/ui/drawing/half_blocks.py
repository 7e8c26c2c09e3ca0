"""A small picture as lines: each sign is two pixels, one above the other."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from textual.color import Color
from textual.content import Content
from textual.style import Style

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import App

    from facilitator.pictures.small_picture import SmallPicture
    from facilitator.ui.app_protocol import Front

_UPPER = "▀"

Size = tuple[int, int]
"""Columns and rows of a picture."""


class Pictured(NamedTuple):
    """The sizes that pictures may have, the largest first, and what draws one for each thing, or none.

    One that is None is still being drawn; its rows are kept free.
    """

    sizes: Sequence[Size]
    draw: Callable[[Size], Sequence[SmallPicture | None] | None]


def half_blocks(small: SmallPicture | None, size: Size) -> list[Content]:
    """Return the rows of a picture, each as many cells as it has columns; empty ones while it is to come."""
    return _rows(small) if small else [Content(" " * size[0])] * size[1]


@lru_cache(maxsize=64)
def _rows(small: SmallPicture) -> list[Content]:
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


def can_show_half_blocks(app: App[object] | Front) -> bool:
    """Whether the terminal has colours enough: with 16 a picture is not told any more."""
    return app.console.color_system in ("truecolor", "256") and not app.no_color
