"""Taking back and putting back, with a line that says what it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.meeting import events as ev
from facilitator.script.words import say
from facilitator.ui.flows.asking import session_of

if TYPE_CHECKING:
    from facilitator.ui.screens.meeting_keys import MeetingKeys

_LONGEST = 60


def undo(screen: MeetingKeys) -> None:
    """Take back what was recorded last, and say what it was."""
    last = session_of(screen).meeting.to_take_back
    if screen.take(ev.Undone()) and last is not None:
        screen.say(say("screen.undone", what=what_it_was(last)))


def redo(screen: MeetingKeys) -> None:
    """Put back what was taken back, and say what it was."""
    first = session_of(screen).meeting.to_put_back
    if screen.take(ev.Redone()) and first is not None:
        screen.say(say("screen.redone", what=what_it_was(first)))


def what_it_was(event: ev.Event) -> str:
    """Return an event in a few words, such as “I like my cards.”."""
    words = getattr(event, "text", None) or getattr(event, "what", None)
    if isinstance(event, ev.LineSaid | ev.NoteParked | ev.ActionAdded) and words:
        line = " ".join(words.split())
        return f"“{line if len(line) <= _LONGEST else line[:_LONGEST].rstrip() + '…'}”"
    return say(f"screen.event-{event.type.replace('_', '-')}")
