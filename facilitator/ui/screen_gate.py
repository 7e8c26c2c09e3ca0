"""The gate before the screen: no letter that a terminal might act on is ever drawn, wherever it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import LineFilter

from facilitator.plan.letters import clean_row

if TYPE_CHECKING:
    from textual.color import Color


class ScreenGate(LineFilter):
    """What every row of every widget passes last of all, those of Textual's own pages too.

    A letter that took no room and must be seen takes some now: the row stays as wide as it was, and its end
    is cut off. `drawing.drawn_text` lets text pass the gate while there is still time to wrap it.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments of a row as they may be written to a terminal."""
        del background
        if all(segment.text.isprintable() for segment in segments):
            return segments
        safe = [segment._replace(text=clean_row(segment.text)) for segment in segments]
        return Segment.adjust_line_length(safe, Segment.get_line_length(segments))
