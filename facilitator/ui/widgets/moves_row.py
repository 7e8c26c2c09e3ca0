"""The row of large words under a question to the child: stop, pass, another way, next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Offset, Region

from facilitator.ui.drawing.drawn_text import in_rows, side_by_side
from facilitator.ui.drawing.half_blocks import half_blocks
from facilitator.ui.widgets.choices import SIDEWAYS, Choices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facilitator.ui.drawing.half_blocks import Pictured
    from facilitator.ui.widgets.choices import Choice

_GAP = 2

MOVE_SIZE = (8, 4)
"""Columns and rows of the picture before a move."""

_NARROW = 64
"""Below this width moves stand closer, without brackets."""


class Moves(Choices, can_focus=True):
    """Options side by side on a line or two; they are never answers, so no number picks them."""

    BINDINGS = SIDEWAYS
    _points_into = Offset(1, 0)
    _pictured: Pictured | None = None

    def take_pictures(self, pictures: Pictured | None) -> None:
        """Show pictures before the words; None = none."""
        self.has_colours_of_its_own = pictures is not None
        self.set_class(pictures is not None, "-pictured")
        if (pictures is None) != (self._pictured is None):
            self._pictured = pictures
            self.redraw()
        self._pictured = pictures

    def show(self, options: Sequence[Choice], at: int | None = 0) -> None:
        """Show other moves; those that stand there already stay as they are, with the pointer."""
        if list(options) != self.options:
            super().show(options, at)

    def action_step(self, step: int) -> None:
        """Leave the row."""
        self._hears.left(step)

    def _draw_options(self, width: int) -> list[Content]:
        drawn = [
            self._draw_move(option, here=index == self.at, narrow=width < _NARROW)
            for index, option in enumerate(self.options)
        ]
        wide = sum(one.cell_length + MOVE_SIZE[0] + 1 + _GAP for one in drawn) - _GAP
        pictures = self._pictured.draw(MOVE_SIZE) if self._pictured and wide <= width else None
        if pictures:
            return self._with_pictures(drawn, [half_blocks(one, MOVE_SIZE) for one in pictures])
        self._points_into = Offset(1, 0)
        lines, self._places = in_rows(drawn, _GAP, width)
        return [line.rstrip() for line in lines]

    def _with_pictures(
        self, drawn: Sequence[Content], pictures: Sequence[Sequence[Content]]
    ) -> list[Content]:
        """Return the moves on one line, each with its picture before it."""
        columns, rows = MOVE_SIZE
        middle = rows // 2
        self._points_into = Offset(columns + 2, middle)
        self._places = []
        x = 0
        for one in drawn:
            self._places.append(Region(x, 0, columns + 1 + one.cell_length, rows))
            x = self._places[-1].right + _GAP
        return [
            side_by_side(
                [
                    Content.assemble(picture[row], " ", one if row == middle else " " * one.cell_length)
                    for one, picture in zip(drawn, pictures, strict=True)
                ],
                _GAP,
            )
            for row in range(rows)
        ]

    def _draw_move(self, option: Choice, *, here: bool, narrow: bool) -> Content:
        if narrow:
            style = "bold $on-accent on $accent-ink" if here and self.has_focus else "bold $ink"
            sign = "▸" if here and self.has_focus else option.sign
            return Content.styled(f"{sign} {option.text}", style)
        if here and self.has_focus:
            return Content.styled(f"▸{option.sign} {option.text} ", "bold $on-accent on $accent-ink")
        return Content.assemble(
            ("[", "$line"),
            (f"{option.sign} ", "bold $accent-ink"),
            (option.text, "bold $ink"),
            ("]", "$line"),
        )
