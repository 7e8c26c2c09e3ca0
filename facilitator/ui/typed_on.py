"""A key that picked an answer, and then turns out to be the first letter of a sentence."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from textual import events

from facilitator.meeting import events as ev

if TYPE_CHECKING:
    from facilitator.ui.screens.meeting_parts import MeetingParts
    from facilitator.work.session import Session

_GOES_ON = " :;,-\u2013\u2014"
"""What comes straight after a number that begins words: no sentence begins with any of them."""

_IN_ONE_GO_SECONDS = 1.0
"""Letters that follow each other as fast as this are one word."""


class _Picked(NamedTuple):
    letter: str
    at: float


class TypedOn:
    """Gives such an answer back, and puts the letters where the words are typed: "2 because ...".

    `take` takes in the event that takes it back.
    """

    def __init__(self, screen: MeetingParts, session: Session, take: Callable[[ev.Event], object]) -> None:
        self._screen, self._session, self._take = screen, session, take
        self._picked: _Picked | None = None

    @contextlib.contextmanager
    def watching(self, event: events.Key | events.Paste) -> Iterator[None]:
        """Remember a key that picks an answer while the block lasts."""
        meeting = self._session.meeting
        before = len(meeting.events)
        yield
        new = meeting.events[before:]
        if isinstance(event, events.Key) and event.character and event.is_printable:
            picks = len(new) == 1 and isinstance(new[0], ev.WithNote) and new[0].note is None
            self._picked = _Picked(event.character, event.time) if picks else None

    def goes_on(self, event: events.Key | events.Paste) -> bool:
        """Take in a key that goes on with what was begun by the one before it; False for any other."""
        picked, self._picked = self._picked, None
        if picked is None or not isinstance(event, events.Key) or not event.is_printable:
            return False
        letter, screen = event.character or "", self._screen
        one_word = picked.letter.isalpha() and letter.isalpha()
        if not (letter in _GOES_ON or (one_word and event.time - picked.at < _IN_ONE_GO_SECONDS)):
            return False
        if screen.sentence.display and screen.sentence.half_typed:
            return False
        self._take(ev.Undone())
        screen.typed(f"{picked.letter}{letter}")
        return True
