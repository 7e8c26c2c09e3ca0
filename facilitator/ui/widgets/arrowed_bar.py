"""A bar beside what is longer than its room: arrows say, in signs besides a colour, that there is more."""

from __future__ import annotations

from rich.color import Color
from rich.segment import Segment, Segments
from rich.style import Style
from textual.scrollbar import ScrollBarRender

_GREY = Color.parse("#555555")
UP, DOWN, BOTH = "↑", "↓", "↕"


class ArrowedBar(ScrollBarRender):
    """Textual's bar with an arrow at each end where words go on; a click on it goes there."""

    @classmethod
    def render_bar(  # noqa: PLR0913, PLR0917 - as Textual calls it
        cls,
        size: int = 25,
        virtual_size: float = 50,
        window_size: float = 20,
        position: float = 0,
        thickness: int = 1,
        vertical: bool = True,
        back_color: Color = _GREY,
        bar_color: Color = _GREY,
    ) -> Segments:
        """Return the bar, a segment a row."""
        drawn = super().render_bar(
            size, virtual_size, window_size, position, thickness, vertical, back_color, bar_color
        )
        above, below = position > 0, 0 < window_size < virtual_size - position
        if not vertical or not (above or below):
            return drawn
        rows = list(drawn.segments)

        def arrow(sign: str, to: str) -> Segment:
            goes = {"@mouse.down": f"scroll_{to}"}
            style = Style(color=bar_color, bgcolor=back_color, bold=True, meta=goes)
            return Segment(sign.ljust(thickness), style)

        if above:
            rows[0] = arrow(UP, "up")
        if below:
            rows[-1] = arrow(BOTH if above and len(rows) == 1 else DOWN, "down")
        return Segments(rows, new_lines=True)
