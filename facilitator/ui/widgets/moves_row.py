"""The row of large words under a question to the child: stop, pass, another way, next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Offset

from facilitator.ui.drawing.drawn_text import in_rows
from facilitator.ui.widgets.choices import SIDEWAYS, Choices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facilitator.ui.widgets.choices import Choice

_GAP = 2

_NARROW = 64
"""Below this width moves stand closer, without brackets."""


class Moves(Choices, can_focus=True):
    """Options side by side on a line or two; they are never answers, so no number picks them."""

    BINDINGS = SIDEWAYS
    _points_into = Offset(1, 0)

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
        lines, self._places = in_rows(drawn, _GAP, width)
        return [line.rstrip() for line in lines]

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
