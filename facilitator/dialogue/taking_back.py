"""Taking back and putting back, saying what it was."""

from __future__ import annotations

from facilitator.dialogue.wants import ByHands, Dialogue, Noted
from facilitator.meeting import events as ev
from facilitator.script.words import say
from facilitator.work.session import Session

_LONGEST = 60


def undo(session: Session) -> Dialogue:
    """Take back what was recorded last."""
    last = session.meeting.to_take_back
    yield Noted(ev.Undone(), ByHands("dialogue.undone", {"what": what_it_was(last)}))


def redo(session: Session) -> Dialogue:
    """Put back what was taken back last."""
    first = session.meeting.to_put_back
    yield Noted(ev.Redone(), say("dialogue.redone", what=what_it_was(first)))


def what_it_was(event: ev.Event | None) -> str:
    """Return an event in short: what kind of thing it is, with its words where it has any."""
    if event is None:
        return ""
    held = (getattr(event, part, None) for part in ("text", "what", "card", "because"))
    words = " ".join(next((str(words) for words in held if words), "").split())
    kind = say(f"dialogue.event-{event.type.replace('_', '-')}")
    if len(words) > _LONGEST:
        words = f"{words[:_LONGEST].rstrip()}…"
    return say("dialogue.event-with-words", kind=kind, words=words) if words else kind
