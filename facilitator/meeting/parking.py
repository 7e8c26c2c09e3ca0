"""A note of something that came up, put aside in somebody's words; the same for both front ends."""

from __future__ import annotations

from facilitator.meeting import events as ev
from facilitator.meeting.meeting import Meeting
from facilitator.meeting.speakers import asking_who, split_speaker
from facilitator.plan.people import EVERYONE
from facilitator.plan.refusal import Refusal


def note_parked(meeting: Meeting, text: str) -> ev.NoteParked:
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
