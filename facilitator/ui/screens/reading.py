"""A page that is read aloud: what was said, or the child's letter, each word marked as it is spoken."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Region

from facilitator.script.words import say
from facilitator.ui.aloud import Piece
from facilitator.ui.drawing.lit import lit
from facilitator.ui.drawing.question import WIDEST
from facilitator.ui.screens.page import TextPage

if TYPE_CHECKING:
    from facilitator.voice.spans import Span


class ReadingPage(TextPage):
    """Begins to read at once; a key stops it, the key for reading aloud begins again, Esc leaves."""

    is_about_voice = True

    def __init__(self, title: str, texts: Sequence[str]) -> None:
        super().__init__()
        self._title, self._texts = title, list(texts)
        self._lit: tuple[int, Span] | None = None
        self._rows: list[int] = []

    def fill(self) -> None:
        """Show the texts, and read them."""
        self.show_text(self._title, self._draw)
        voice = self.facilitator.voice
        if not self._texts:
            self.say(say("screen.nothing-aloud"))
        elif voice.why_not:
            self.say(voice.why_not)
        else:
            voice.read(self.aloud())

    def keys_now(self) -> tuple[str, ...]:
        """Return the keys of the page."""
        return ("aloud", "read", "close")

    def aloud(self) -> list[Piece]:
        """Return the texts, each marked where it stands."""
        return [Piece(text, partial(self._light, index)) for index, text in enumerate(self._texts)]

    def _light(self, index: int, word: Span | None) -> None:
        if not self.is_attached:
            return
        self._lit = (index, word) if word else None
        self.lead.redraw()
        if word:
            self._follow(index)

    def _draw(self, width: int) -> list[Content]:
        lines: list[Content] = []
        self._rows = []
        for index, text in enumerate(self._texts):
            word = self._lit[1] if self._lit and self._lit[0] == index else None
            self._rows.append(len(lines))
            lines += [*lit(text, word, "$ink").wrap(max(1, min(width, WIDEST))), Content("")]
        self._rows.append(len(lines))
        return lines

    def _follow(self, index: int) -> None:
        """Keep the text that is read in view; where it is there already nothing moves."""
        first, after = self._rows[index], self._rows[index + 1]
        region = Region(0, first, 1, min(after - first, max(1, self.lead.size.height)))
        self.lead.scroll_to_region(region, animate=False, immediate=True)

    def action_close(self) -> None:
        """Be silent, and go back."""
        self.facilitator.silence()
        self.dismiss(None)
