"""Large tiles to choose from: with the arrows and Enter, by number, or by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.geometry import Offset, Region

from facilitator.ui.drawing.tiles import Layout, layout, tile_lines
from facilitator.ui.widgets.choices import Choices

if TYPE_CHECKING:
    from textual.content import Content


class Tiles(Choices, can_focus=True):
    """Options as boxes; `room` is how many rows they may take, and with too few they are a list.

    An arrow that leads out of the tiles is told to the screen, and so is that one was pointed at.
    """

    BINDINGS = [
        Binding("left", "across(-1)", show=False),
        Binding("right", "across(1)", show=False),
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.room = 0
        self._stands: Layout | None = None
        self._large = True

    def give_room(self, rows: int) -> None:
        """Draw within so many rows."""
        if rows != self.room:
            self.room = rows
            self.redraw()

    def action_across(self, step: int) -> None:
        """Move the pointer to the next tile; past an end it stays."""
        if self.at is None:
            self.action_edge(-step)
        else:
            self.place(self.at + step)

    def action_step(self, step: int) -> None:
        """Move the pointer up or down, or out of the tiles."""
        in_row = self._stands.in_row if self._stands else 1
        if self.at is None and step > 0:
            self.action_edge(-1)
        elif self.at is not None and 0 <= self.at + step * in_row < len(self.options):
            self.place(self.at + step * in_row)
        elif self.at is None or not self._goes_to_last_row(step, in_row):
            self._hears.left(step)

    def _goes_to_last_row(self, step: int, in_row: int) -> bool:
        """Go down from above a gap in the last row to the last tile; False where there is none below."""
        assert self.at is not None  # noqa: S101 - the caller has looked
        last = len(self.options) - 1
        if step < 0 or self.at // in_row == last // in_row:
            return False
        self.place(last)
        return True

    def action_pick(self) -> None:
        """Pick the tile at the pointer: it was pointed at."""
        if self.at is not None and self.options:
            self._hears.pointed(self.options[self.at].value)

    def click_at(self, place: Offset) -> None:
        """Pick the tile that is drawn at a place."""
        if self._stands is None:
            super().click_at(place)
            return
        for index in range(len(self.options)):
            if self._stands.region(index).contains_point(place):
                self.at = index
                self.redraw()
                self.action_pick()
                return

    @property
    def pointer(self) -> Offset:
        """Where the pointer stands on the screen."""
        if self._stands is None or self.at is None:
            return super().pointer
        region = self._stands.region(self.at)
        return self.content_region.offset + region.offset + Offset(1, 1) - self.scroll_offset

    def _follow(self) -> None:
        if self._stands is None:
            super()._follow()
        elif self.at is not None:
            region = self._stands.region(self.at)
            self.scroll_to_region(Region(0, region.y, 1, region.height), animate=False, immediate=True)
            if self.has_focus:
                self.app.cursor_position = self.pointer

    def _draw_options(self, width: int) -> list[Content]:
        self._stands = layout(self.options, width, self.room) if self.options else None
        if self._stands is None:
            return super()._draw_options(width)
        large = max((len(option.drawing) for option in self.options), default=0) <= self._stands.drawing
        return tile_lines(self.options, self.at, self._stands, loud=self.has_focus, large=large)
