"""What the chair types at a question, turned into events; the same for both front ends."""

from __future__ import annotations

from facilitator.meeting import events as ev
from facilitator.meeting.agenda_place import AtQuestion
from facilitator.meeting.answers.action import owned
from facilitator.meeting.answers.answer_kind import Typed
from facilitator.meeting.answers.lines import NotUnderstood, way_called
from facilitator.meeting.answers.note_beside import note_with
from facilitator.meeting.answers.people import (
    WhosePerspective,
    check_name,
    each_person,
    read_attendance,
    read_person,
)
from facilitator.meeting.answers.registry import KINDS
from facilitator.meeting.answers.several import toggled
from facilitator.meeting.who_is_speaking import (
    WhoIsMeant,
    asking_who,
    default_speaker,
    split_speaker,
    without_tabs,
)
from facilitator.plan.people import EVERYONE
from facilitator.plan.refusal import Refusal

__all__ = [
    "NotUnderstood",
    "WhoIsMeant",
    "WhosePerspective",
    "check_name",
    "default_speaker",
    "each_person",
    "interpret",
    "lines_of",
    "owned",
    "read_attendance",
    "read_person",
    "toggled",
    "way_called",
    "with_words",
    "without_tabs",
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


def with_words(meeting: AtQuestion, words: str, event: ev.WithNote) -> ev.WithNote:
    """Return an answer that was picked while words stood typed, with them as its note.

    Raises WhoIsMeant where it is not certain who said them.
    """
    assert meeting.place is not None  # noqa: S101 - it was picked there
    return note_with(Typed(meeting, meeting.place, words), event)


def lines_of(meeting: AtQuestion, text: str) -> list[str]:
    """Return typed text as the texts to be taken in one by one: a conversation, or several scores."""
    return [text] if meeting.place is None else KINDS[meeting.place.turn.answer].apart(meeting, text)


def note_parked(meeting: AtQuestion, text: str) -> ev.NoteParked:
    """Return the note that typed text means: under the name that stands first, else under everyone together.

    Nobody was asked for it, so it is never put under whoever happens to be asked. A note keeps no manner:
    what somebody said for another person stands under the one who said it. Raises WhoIsMeant where a name
    stands first, and it is not certain whose, and Refusal for a name alone.
    """
    kept = ev.NoteParked(speaker=EVERYONE, text=text)
    with asking_who(lambda speaker, words: ev.NoteParked(speaker=speaker, text=words), kept):
        named = split_speaker(meeting, text)
    if named is None:
        return kept
    if not named.words:
        raise Refusal("typed.nothing")
    said_by = named.helper if named.how == "said_for" and named.helper else named.speaker
    return ev.NoteParked(speaker=said_by, text=named.words)
