"""Moving about in a meeting: on, back, past, aside, elsewhere; and taking back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.meeting import events as ev
from facilitator.meeting.minutes import Key
from facilitator.meeting.open_ends import open_ends
from facilitator.meeting.typed import note_parked
from facilitator.plain.misses import Misused, Unsure

if TYPE_CHECKING:
    from facilitator.plain.conversation import Conversation
    from facilitator.plain.typed_words import Found


def _here(conversation: Conversation) -> Key:
    place = conversation.session.meeting.place
    if place is None:
        raise Misused("typed.no-question")
    return place.key


def next_question(conversation: Conversation, _found: Found) -> None:
    """Go on to the next question that is open."""
    key = _here(conversation)
    conversation.record(ev.TurnDone(turn=key.turn, item=key.item))


def back(conversation: Conversation, _found: Found) -> None:
    """Go back one question."""
    conversation.record(ev.WentBack())


def skip(conversation: Conversation, found: Found) -> None:
    """Leave the question out, with the reason."""
    key = _here(conversation)
    conversation.record(ev.TurnSkipped(turn=key.turn, item=key.item, because=found["because"]))


def skip_why(_conversation: Conversation, _found: Found) -> None:
    """Ask for the reason."""
    raise Misused("plain.skip-why")


def pass_on(conversation: Conversation, _found: Found) -> None:
    """Note that the person asked chose to pass."""
    key = _here(conversation)
    conversation.record(ev.TurnPassed(turn=key.turn, item=key.item))


def park(conversation: Conversation, _found: Found) -> None:
    """Put the question aside for later."""
    key = _here(conversation)
    conversation.record(ev.TurnParked(turn=key.turn, item=key.item))


def park_words(conversation: Conversation, found: Found) -> None:
    """Put aside something that came up, in somebody's words."""
    conversation.record(note_parked(conversation.session.meeting, found["words"]))


def undo(conversation: Conversation, _found: Found) -> None:
    """Take back what was recorded last, saying what it was."""
    last = conversation.session.meeting.to_take_back
    conversation.record(ev.Undone(), conversation.noted.taken_back(last, back=False))


def redo(conversation: Conversation, _found: Found) -> None:
    """Put back what was taken back last."""
    first = conversation.session.meeting.to_put_back
    conversation.record(ev.Redone(), conversation.noted.taken_back(first, back=True))


def another_way(conversation: Conversation, _found: Found) -> None:
    """Say the question in other words, one rung easier each time."""
    put_another_way(conversation, not_understood=False)


def put_another_way(conversation: Conversation, *, not_understood: bool) -> None:
    """Go a rung along the ladder and say the words; Misused where no child is asked."""
    _here(conversation)
    event = conversation.session.view.another_way(not_understood=not_understood)
    if event is None:
        raise Misused("meeting.no-other-way")
    conversation.record(event)
    conversation.asking.put_easier()


def again(conversation: Conversation, _found: Found) -> None:
    """Put the question once more, with all that stands beside it."""
    conversation.asking.forget()


def go_to_outcome(conversation: Conversation, found: Found) -> None:
    """Go to the first question of an outcome, by the outcome's number."""
    meeting = conversation.session.meeting
    wanted = [
        one.id
        for one in meeting.script.format.of_role(meeting.plan, "outcome")
        if one.number == int(found["number"])
    ]
    for place in meeting.agenda.places:
        if wanted and place.key.parts[:1] == (wanted[0],):
            _go(conversation, place.key)
            return
    raise Misused("plain.no-such-outcome", number=found["number"])


def go_to(conversation: Conversation, found: Found) -> None:
    """Go to a part of the meeting, by its number on the agenda or the beginning of its name."""
    key = _part_called(conversation, found["name"])
    if key is None:
        raise Unsure("plain.no-such-part", name=found["name"])
    _go(conversation, key)


def _part_called(conversation: Conversation, name: str) -> Key | None:
    meeting, view = conversation.session.meeting, conversation.session.view
    segments = meeting.agenda.segments
    wanted = name.casefold()
    if wanted.isdigit():
        found = segments[int(wanted) - 1 : int(wanted)] if int(wanted) else []
        return meeting.agenda.first_of(found[0].id) if found else None
    named = {segment.id: view.title(segment.id).casefold() for segment in segments}
    adult = {segment.id: segment.title.adult.casefold() for segment in segments}
    exact = [one for one in named if wanted in (one, named[one], adult[one])]
    begins = [
        one for one in named if any(words.startswith(wanted) for words in (one, named[one], adult[one]))
    ]
    both = exact or begins
    return meeting.agenda.first_of(both[0]) if len(both) == 1 else None


def settle(conversation: Conversation, found: Found) -> None:
    """Go to where a thing that is still open can be settled, by its number in the list."""
    meeting = conversation.session.meeting
    ends = open_ends(meeting.minutes, meeting.agenda)
    number = int(found["number"])
    if not 1 <= number <= len(ends):
        raise Unsure("plain.no-such-open", number=number)
    key = ends[number - 1].key
    if key is None:
        raise Misused("plain.nowhere-to-settle")
    _go(conversation, key)


def _go(conversation: Conversation, key: Key) -> None:
    conversation.record(ev.WentTo(turn=key.turn, item=key.item))
    conversation.asking.forget()
