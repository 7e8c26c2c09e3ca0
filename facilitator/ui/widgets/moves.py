"""The row of large words under a question to the child: stop, pass, another way, next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.content import Content
from textual.geometry import Offset, Region

from facilitator.ui.widgets.choices import Choices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facilitator.ui.widgets.choices import Choice

_GAP = 2

_NARROW = 64
"""Below this width moves stand closer, without brackets."""


class Moves(Choices, can_focus=True):
    """Options side by side on a line or two; they are never answers, so no number picks them."""

    BINDINGS = [
        Binding("left", "across(-1)", show=False),
        Binding("right", "across(1)", show=False),
        Binding("up", "out(-1)", show=False),
        Binding("down", "out(1)", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._places: list[Region] = []

    def show(self, options: Sequence[Choice], at: int | None = 0) -> None:
        """Show other moves; those that stand there already stay as they are, with the pointer."""
        if list(options) != self.options:
            super().show(options, at)

    def action_across(self, step: int) -> None:
        """Move the pointer; past an end it stays."""
        self.place((self.at or 0) + step)

    def action_out(self, step: int) -> None:
        """Leave the row."""
        self._hears.left(step)

    def click_at(self, place: Offset) -> None:
        """Make the move that is drawn at a place."""
        for index, region in enumerate(self._places):
            if region.contains_point(place):
                self.at = index
                self.redraw()
                self.action_pick()
                return

    @property
    def pointer(self) -> Offset:
        """Where the pointer stands on the screen."""
        at = self._places[self.at].offset if self.at is not None and self.at < len(self._places) else Offset()
        return self.content_region.offset + at + Offset(1, 0) - self.scroll_offset

    def _follow(self) -> None:
        if self.has_focus:
            self.app.cursor_position = self.pointer

    def _draw_options(self, width: int) -> list[Content]:
        rows: list[list[Content | str]] = [[]]
        self._places = []
        x = 0
        for index, option in enumerate(self.options):
            drawn = self._draw_move(option, here=index == self.at, narrow=width < _NARROW)
            if x and x + drawn.cell_length > width:
                rows.append([])
                x = 0
            self._places.append(Region(x, len(rows) - 1, drawn.cell_length, 1))
            rows[-1] += [drawn, " " * _GAP]
            x += drawn.cell_length + _GAP
        return [Content.assemble(*row).rstrip().truncate(width) for row in rows if row]

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
