"""A picture that a child brought, alone on the screen in a calm frame, as large as the room allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.content import Content

from facilitator.pictures.brought_picture import BroughtPicture
from facilitator.ui.drawing.half_blocks import half_blocks
from facilitator.ui.drawn_pictures import ground_of
from facilitator.ui.screens.page import Page

if TYPE_CHECKING:
    from textual import events


_EDGE = "$line"
_ABOVE_AND_BELOW, _BESIDE = 2, 4
"""Rows and columns that the frame takes, with a free column inside of each side."""


class PicturePage(Page[None]):
    """One picture; Esc or Enter closes it."""

    AUTO_FOCUS = ""
    """All keys are for the page itself: nothing on it is typed or chosen."""
    BINDINGS = [Binding("enter", "close", show=False)]

    useful: tuple[str, ...] = ("close",)

    def __init__(self, title: str, picture: BroughtPicture) -> None:
        super().__init__()
        self._called, self._picture = title, picture

    def fill(self) -> None:
        """Show the picture and, where there is room, whose it is."""
        self.show_title(self._called)
        self.show_lead(self._framed)
        self.read_first()

    def on_resize(self, event: events.Resize) -> None:
        """Draw it for the new size, which may be higher and no wider."""
        del event
        self.call_after_refresh(self._draw_again)

    def _draw_again(self) -> None:
        if self.laid_out and self.query("#lead"):
            self.lead.redraw()

    def _framed(self, width: int) -> list[Content]:
        high = self.lead.container_size.height - _ABOVE_AND_BELOW
        small = self._picture.small(max(1, width - _BESIDE), max(1, high), ground_of(self.app))
        left = " " * ((width - small.columns - _BESIDE) // 2)
        line = "─" * (small.columns + 2)
        side = Content.styled("│", _EDGE)
        inner = [
            Content.assemble(left, side, " ", row, " ", side)
            for row in half_blocks(small, (small.columns, small.rows))
        ]
        top, bottom = (Content.assemble(left, (one, _EDGE)) for one in (f"╭{line}╮", f"╰{line}╯"))
        return [top, *inner, bottom]
