"""Taking back and putting back, with a line that says what it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.meeting import events as ev
from facilitator.script.words import say
from facilitator.ui.flows.asking import session_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facilitator.ui.screens.meeting_keys import MeetingKeys

_LONGEST = 60


def undo(screen: MeetingKeys) -> None:
    """Take back what was recorded last, and say what it was."""
    counting, _ = standing(session_of(screen).meeting.events)
    last = next((event for event in reversed(counting) if not isinstance(event, ev.NAVIGATION)), None)
    if screen.take(ev.Undone()) and last is not None:
        screen.say(say("screen.undone", what=what_it_was(last)))


def redo(screen: MeetingKeys) -> None:
    """Put back what was taken back, and say what it was."""
    _, taken_back = standing(session_of(screen).meeting.events)
    if screen.take(ev.Redone()) and taken_back:
        screen.say(say("screen.redone", what=what_it_was(taken_back[-1][0])))


def standing(events: Sequence[ev.Event]) -> tuple[list[ev.Event], list[list[ev.Event]]]:
    """Return the events that count, and the runs of them that were taken back, the last one last."""
    counting: list[ev.Event] = []
    taken_back: list[list[ev.Event]] = []
    for event in events[1:]:
        if isinstance(event, ev.Undone):
            index = next(
                i for i in range(len(counting) - 1, -1, -1) if not isinstance(counting[i], ev.NAVIGATION)
            )
            taken_back.append(counting[index:])
            del counting[index:]
        elif isinstance(event, ev.Redone):
            counting += taken_back.pop()
        elif not isinstance(event, ev.CLOCK):
            if not isinstance(event, ev.NAVIGATION):
                taken_back.clear()
            counting.append(event)
    return counting, taken_back


def what_it_was(event: ev.Event) -> str:
    """Return an event in a few words, such as “I like my cards.”."""
    words = getattr(event, "text", None) or getattr(event, "what", None)
    if isinstance(event, ev.LineSaid | ev.NoteParked | ev.ActionAdded) and words:
        line = " ".join(words.split())
        return f"“{line if len(line) <= _LONGEST else line[:_LONGEST].rstrip() + '…'}”"
    return say(f"screen.event-{event.type.replace('_', '-')}")
