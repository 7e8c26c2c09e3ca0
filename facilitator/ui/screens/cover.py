"""The cover: calm words that name nobody. It imports nothing slow, so that it is there at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Offset
from textual.style import Style

from facilitator.ui.drawing.text import hanging, wrapped
from facilitator.ui.first_words import first_words
from facilitator.ui.screens.base_screen import CalmScreen
from facilitator.ui.widgets.drawn import Drawn

if TYPE_CHECKING:
    from textual.app import ComposeResult

_KEYS = (("Esc", "cover-back", "screen.back"), ("F10", "cover-ways", "screen.ways"))


class CoverScreen(CalmScreen[None]):
    """Nothing can be typed here: `covering.Covering` drops every key before it comes so far."""

    covers = True
    """Whether the screen may lie over all others while the cover is wanted."""

    def compose(self) -> ComposeResult:
        """Lay out a few words."""
        yield self.too_small()
        with Vertical(id="cover"):
            yield Drawn(id="cover-words")
            yield Drawn(id="cover-keys")

    def on_mount(self) -> None:
        """Show them, unless the cover is away already."""
        if self not in self.app.screen_stack:
            return
        self.query_one("#cover-words", Drawn).draw(self._words)
        self.query_one("#cover-keys", Drawn).draw(self._keys)
        self.laid_out = True
        self.follow_cursor()

    def follow_cursor(self) -> None:
        """Put the terminal's cursor where the words begin: there is nothing else to point at."""
        self.app.cursor_position = self.query_one("#cover-words", Drawn).content_region.offset or Offset(0, 0)

    def say(self, words: str) -> None:
        """Say something under the keys; it names nobody."""
        keys = self.query_one("#cover-keys", Drawn)
        keys.draw(lambda width: [*self._keys(width), Content(""), *wrapped(words, width, "bold $ink")])

    def _words(self, width: int) -> list[Content]:
        title = wrapped(self._first("cover-title"), width, "bold $ink")
        return [*title, Content(""), *wrapped(self._first("cover-lead"), width)]

    def _keys(self, width: int) -> list[Content]:
        lines = []
        for key, words, action in _KEYS:
            label = Content.styled(self._first(words), "$ink")
            shown = hanging(f"{key:<4} ", label, width, "bold $accent-ink")
            lines += [line.stylize(Style.from_meta({"@click": action})) for line in shown]
        return lines

    def _first(self, key: str) -> str:
        return first_words(key, self.facilitator.prompts)

    def action_back(self) -> None:
        """Go on with the meeting; for the mouse."""
        self.facilitator.covering.lift()

    def action_ways(self) -> None:
        """Offer the ways on; for the mouse."""
        self.facilitator.covering.ask()
