"""Lines that a function draws for a width; nearly everything on the screen is one of these."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip
from textual.visual import Visual

from facilitator.ui.drawing.drawn_text import wrapped
from facilitator.ui.widgets.arrowed_bar import ArrowedBar

if TYPE_CHECKING:
    from textual import events

ScrollBar.renderer = ArrowedBar

Draw = Callable[[int], list[Content]]
"""Draws lines, each no wider than the width given."""


def nothing(width: int) -> list[Content]:
    """Draw no line at all."""
    del width
    return []


class Drawn(ScrollView, can_focus=False):
    """Shows the lines of a drawing function, and asks it again when the width changes.

    Text is only ever `Content`, so what people typed is never read as markup.
    """

    has_colours_of_its_own = False
    """Whether what is drawn differs by the theme, as a picture on its ground does."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.auto_links = False  # what can be clicked keeps the colours that it was drawn in
        self._draw: Draw = nothing
        self._drawn: dict[int, list[Content]] = {}
        self._strips: dict[tuple[int, int], Strip] = {}

    def draw(self, draw: Draw) -> None:
        """Show something else, in place."""
        self._draw = draw
        self.redraw()

    def write(self, text: str, style: str = "bold $ink") -> None:
        """Show a text, in place."""
        self.draw(lambda width: wrapped(text, width, style))

    def redraw(self) -> None:
        """Draw again, because what the function looks at may have changed; the same lines cost no frame."""
        width = self.scrollable_content_region.width
        before = self._drawn.get(width)
        self._drawn.clear()
        if before is not None and width and _same(before, self.lines(width)):
            return
        self._strips.clear()
        self._take_size()
        self.refresh()

    def lines(self, width: int) -> list[Content]:
        """Return the lines for a width."""
        if width not in self._drawn:
            self._drawn[width] = self._draw(width) if width > 0 else []
        return self._drawn[width]

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Take all the width there is."""
        del viewport
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Count the lines."""
        del container, viewport
        return len(self.lines(width))

    def notify_style_update(self) -> None:
        """Forget what was drawn in other colours."""
        super().notify_style_update()
        self._strips.clear()
        if self.has_colours_of_its_own:
            self._drawn.clear()

    def on_resize(self, event: events.Resize) -> None:
        """Draw for the new width; where there was and is no more than there is room for, all is in place."""
        del event
        there = self.scrollable_content_region
        size = Size(there.width, len(self.lines(there.width)))
        fits = max(size.height, self.virtual_size.height) <= there.height
        if fits and not self.show_vertical_scrollbar:
            self.set_reactive(Drawn.virtual_size, size)
        else:
            self._take_size()

    def watch_show_vertical_scrollbar(self) -> None:
        """Count the lines again: beside a bar there is room for fewer words on each, and no resize tells."""
        self._take_size()

    def _take_size(self) -> None:
        """Count the lines; a bar that stands there is gone where without it there is room for all of them.

        Where its column is kept free for it, nothing is won by that.
        """
        there = self.scrollable_content_region
        width, kept_free = there.width, self.styles.scrollbar_gutter == "stable"
        if width and self.show_vertical_scrollbar and not kept_free:
            without = width + self.scrollbar_size_vertical
            width = without if len(self.lines(without)) <= there.height else width
        if width:
            self.virtual_size = Size(width, len(self.lines(width)))

    def render_line(self, y: int) -> Strip:
        """Return one row, scrolled to where the reader is."""
        width = self.scrollable_content_region.width
        row = y + self.scroll_offset.y
        if (row, width) not in self._strips:
            self._strips[row, width] = self._strip(row, width)
        return self._strips[row, width]

    def _strip(self, row: int, width: int) -> Strip:
        lines, style = self.lines(width), self.visual_style
        if not 0 <= row < len(lines):
            return Strip.blank(width, style.rich_style)
        strips = Visual.to_strips(self, lines[row], width, 1, style, apply_selection=False)
        strip = strips[0] if strips else Strip.blank(width, style.rich_style)
        return strip.adjust_cell_length(width, style.rich_style)


def _same(before: list[Content], after: list[Content]) -> bool:
    return len(before) == len(after) and all(map(Content.is_same, before, after))
