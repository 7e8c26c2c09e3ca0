"""Before leaving: what is on no disk, and what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from facilitator.script.words import say
from facilitator.ui.drawing.text import hanging
from facilitator.ui.screens.page import Page, TextPage
from facilitator.ui.widgets.choices import Choice, numbered

if TYPE_CHECKING:
    from facilitator.work.unsaved import Unsaved

WAYS = ("save", "copy", "show", "back", "leave")


class UnsavedPage(Page[str]):
    """Returns what the chair picked. To leave once more from here is to have been told twice."""

    is_about_unsaved = True

    def __init__(self, lost: Unsaved, notice: str) -> None:
        super().__init__()
        self.lost, self._notice = lost, notice

    def fill(self) -> None:
        """Say how much is on no disk, and show of it what there is room for."""
        self.show_title(self.lost.summary)
        self.show_lead(lambda width: words_lines(self.lost, width))
        # The pointer stands nowhere: an Enter too many must not leave, nor go back unread.
        self.show_choices(numbered([Choice(way, say(f"screen.unsaved-{way}")) for way in WAYS]), at=None)
        self.read_first()
        self.say(self._notice)

    def keys_now(self) -> tuple[str, ...]:
        """Return the keys of the page."""
        return ("choose", "read", "close")

    def picked(self, value: object) -> None:
        """Answer with the way."""
        self.dismiss(str(value))

    def action_close(self) -> None:
        """Go back to the meeting."""
        self.dismiss("back")


class UnsavedWords(TextPage):
    """All the words that are on no disk, in full, to be read and copied by hand."""

    def __init__(self, lost: Unsaved) -> None:
        super().__init__()
        self._lost = lost

    def fill(self) -> None:
        """Show them."""
        self.show_text(say("unsaved.they-are"), lambda width: words_lines(self._lost, width))


def words_lines(lost: Unsaved, width: int) -> list[Content]:
    """Return the words that are on no disk as lines of the screen."""
    return [
        line for words in lost.words for line in hanging("· ", Content.styled(words, "$ink"), width, "$quiet")
    ]
