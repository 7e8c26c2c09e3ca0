"""Help: every key and what it does, from the one table."""

from __future__ import annotations

from textual.content import Content

from facilitator.script.words_by_key import say
from facilitator.ui.drawing.drawn_text import hanging, wrapped
from facilitator.ui.key_table import keys
from facilitator.ui.screens.page import TextPage


class HelpPage(TextPage):
    """All the keys, with the two that are all a chair must know first."""

    def fill(self) -> None:
        """Show the table."""
        self.show_text(say("screen.help-title"), help_lines)


def help_lines(width: int) -> list[Content]:
    """Return the introduction, every key, and what to do if somebody may not be safe.

    That stands here and nowhere else on a screen: not on the cover, and not on what comes after it.
    """
    lines = [*wrapped(say("screen.help-lead"), width), Content("")]
    for key in keys():
        start = f"{key.shown:<10} "
        words = Content.assemble(
            (say(f"keys.{key.id}"), "bold $ink"), ("  ", ""), (say(f"keys.{key.id}-help"), "$ink")
        )
        lines += hanging(start, words, width, "bold $accent-ink")
    safe = [
        *wrapped(say("screen.help-safe-title"), width, "bold $ink"),
        *wrapped(say("screen.help-safe"), width),
    ]
    return [*lines, Content(""), *safe]
