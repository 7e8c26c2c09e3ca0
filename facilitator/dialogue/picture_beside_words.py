"""The picture beside words of the child that are being typed: seen first, changed or left, kept when sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from facilitator.meeting import events as ev
from facilitator.meeting.answers.board import is_card
from facilitator.meeting.minutes_parts import same_words
from facilitator.meeting.typed_answer import interpret, lines_of
from facilitator.plan.people import CHILD
from facilitator.plan.refusal import Refusal
from facilitator.plan.text import clean_line
from facilitator.work.session import Session


def words_of_child(session: Session, text: str) -> str:
    """Return the words of the child that typed text comes to: one line, or one card; nothing for all else."""
    hidden = session.view.hidden.declared(session.meeting.minutes.standing.current) is not None
    if not text.strip() or hidden or lines_of(session.meeting, text) != [text]:
        return ""
    try:
        event = interpret(session.meeting, text)
    except Refusal as refusal:
        return clean_line(text) if refusal.code == "typed.which-column" and is_card(text) else ""
    except ValueError:
        return ""
    return _words_in(event)


def _words_in(event: ev.Event) -> str:
    if isinstance(event, ev.CardSorted):
        return event.card
    return event.text if isinstance(event, ev.LineSaid) and event.speaker == CHILD else ""


class Found(NamedTuple):
    """The ids of pictures that may go with some words, the best first, and the one that surely does."""

    all: Sequence[str] = ()
    sure: str = ""


class Sent(NamedTuple):
    """Words of the child as they were sent, and the picture that stood beside them then; empty = none."""

    words: str = ""
    picture: str = ""

    def with_picture(self, event: ev.Event) -> ev.Event:
        """Return an event with the picture, where it takes in these very words of the child."""
        words = _words_in(event)
        if not self.picture or same_words(words) != same_words(self.words):
            return event
        return event.model_copy(update={"picture": self.picture})


class PictureBeside:
    """Which picture stands beside the words in the box; `find` finds those that may go with some words."""

    def __init__(self, find: Callable[[str], Found]) -> None:
        self._find = find
        self._words, self._found = "", Found()
        self._picked: str | None = None
        self._seen = ""
        self.at = ""
        """The id of the one that stands there; empty = none."""

    @property
    def offers(self) -> bool:
        """Whether there is one that stands there, or might, or the chair picked that there is none."""
        return bool(self.at or (self._words and (self._found.sure or self._picked == "")))

    def look(self, words: str) -> None:
        """Find what goes with words; what the chair picked for them stays while it may, also none."""
        if not words:
            self._picked = None
        self._words, self._found = words, self._find(words) if words else Found()
        self.at = self._going_with(self._found)

    def turn(self) -> None:
        """Take the next one that may go with the words; after the last none, and then the first."""
        ring = [*self._found.all, ""]
        at = ring.index(self.at) if self.at in ring else -1
        self._picked = self.at = ring[(at + 1) % len(ring)]

    def seen(self, picture: str) -> None:
        """Note that a picture has come to the screen; empty = that there is none."""
        self._seen = picture

    def sent(self, words: str) -> Sent:
        """Return words with the picture that goes with them, if it was to be seen when they were sent."""
        if not self.at or self._seen != self.at:
            return Sent(words)
        found = self._found if words == self._words else self._find(words)
        return Sent(words, self.at if words and self._going_with(found) == self.at else "")

    def _going_with(self, found: Found) -> str:
        if self._picked is not None and (not self._picked or self._picked in found.all):
            return self._picked
        return found.sure
