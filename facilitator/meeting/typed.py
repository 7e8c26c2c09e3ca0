"""What the chair types at a question, turned into events; the same for both front ends."""

from __future__ import annotations

from facilitator.meeting import events as ev
from facilitator.meeting.answers.action import owned
from facilitator.meeting.answers.kind import Typed
from facilitator.meeting.answers.people import WhosePerspective, check_name, read_person
from facilitator.meeting.answers.registry import KINDS
from facilitator.meeting.answers.several import toggled
from facilitator.meeting.place import AtQuestion
from facilitator.meeting.rung_answers import NotUnderstood, way_called
from facilitator.meeting.speakers import WhoIsMeant, default_speaker, split_speaker
from facilitator.plan.refusal import Refusal

__all__ = [
    "NotUnderstood",
    "WhoIsMeant",
    "WhosePerspective",
    "check_name",
    "default_speaker",
    "interpret",
    "lines_of",
    "owned",
    "read_person",
    "split_speaker",
    "toggled",
    "way_called",
]


def interpret(
    meeting: AtQuestion, text: str, *, insist: bool = False, suggestion: str = "", follows: bool = False
) -> ev.Event:
    """Return the event that typed text means at the question that is put now.

    Raises a Refusal whose sentence asks for what is missing; nothing is recorded then. `insist` is set when
    the same text comes a second time running; `suggestion` are the words that "yes" accepts for an action.
    `follows` is set for a line of a conversation after its first: without a name it is nobody's.
    """
    place = meeting.place
    if place is None:
        raise Refusal("typed.no-question")
    if not text.strip():
        raise Refusal("typed.nothing")
    typed = Typed(meeting, place, text, insist=insist, suggestion=suggestion, follows=follows)
    return KINDS[place.turn.answer].read(typed)


def lines_of(meeting: AtQuestion, text: str) -> list[str]:
    """Return typed text as the texts to be taken in one by one: a conversation, or several scores."""
    return [text] if meeting.place is None else KINDS[meeting.place.turn.answer].apart(meeting, text)
