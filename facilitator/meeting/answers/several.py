"""Several: all the set answers that hold, picked one by one or typed at once; none is an answer too."""

from __future__ import annotations

from facilitator.meeting import events as ev
from facilitator.meeting.agenda_place import AtQuestion, Place
from facilitator.meeting.answers.answer_kind import Fill, Kind, Parts, Taken, Typed
from facilitator.meeting.answers.choice import called, offered, option_called, options_of
from facilitator.meeting.answers.note_beside import answer_or_note, check_note, record_note
from facilitator.meeting.minutes import Minutes
from facilitator.meeting.minutes_parts import Key, same_words
from facilitator.meeting.who_is_speaking import conversation_lines
from facilitator.plan.field_values import options_apart
from facilitator.plan.refusal import Refusal
from facilitator.script.formats_and_turns import Turn


def toggled(meeting: AtQuestion, place: Place, option: str) -> ev.SeveralChosen:
    """Return all that holds at a question which takes several, after one more is picked or let go."""
    before = ticked(place, meeting.minutes)
    options = [one for one in before if one != option] if option in before else [*before, option]
    key = place.key
    return ev.SeveralChosen(turn=key.turn, item=key.item, options=options, complete=False)


def ticked(place: Place, minutes: Minutes) -> list[str]:
    """Return what holds at a question which takes several: as chosen here, else as it was last time."""
    given = minutes.replies.several.get(place.key)
    if given is not None:
        there = {option.id for option in options_of(place.turn, minutes)}
        return [one for one in given.options if one in there]
    kept: list[str] = getattr(minutes.child.set_up, place.turn.path.field, [])
    return list(kept)


def _check(event: ev.SeveralChosen, minutes: Minutes) -> None:
    check_note(event.note, minutes)
    known = {option.id for option in options_of(minutes.turns[event.turn], minutes)}
    unknown = [option for option in event.options if option not in known]
    if unknown:
        raise Refusal("meeting.no-such-option", option=unknown[0])


def _record(event: ev.SeveralChosen, minutes: Minutes) -> None:
    record_note(event, minutes)
    minutes.replies.several[event.key] = event


def _several(typed: Typed, text: str, *, whole: bool = False) -> ev.SeveralChosen:
    turn, minutes = typed.place.turn, typed.minutes
    none = same_words(text).strip(" .") in minutes.script.vocabulary.none
    parts = [] if none else options_apart(text)
    if whole and any(called(options_of(turn, minutes), part, minutes, whole=True) is None for part in parts):
        raise Refusal("typed.which-option", count=len(options_of(turn, minutes)))
    options = [option_called(turn, part, minutes) for part in parts]
    return ev.SeveralChosen(turn=typed.turn, item=typed.item, options=list(dict.fromkeys(options)))


class Several(Kind):
    """Any number of the options of a turn."""

    takes = {ev.SeveralChosen: Taken(_check, _record)}
    takes_notes = True

    def read(self, typed: Typed) -> ev.Event:
        """Read options apart by commas or "and"; the word for none means none."""
        return answer_or_note(
            typed, lambda words: _several(typed, words), lambda words: _several(typed, words, whole=True)
        )

    def apart(self, at: AtQuestion, text: str) -> list[str]:
        """Return a conversation line by line."""
        return conversation_lines(at, text)

    def settled(self, _turn: Turn, key: Key, minutes: Minutes) -> bool:
        """Once all were given together; ticked one by one there may be more."""
        given = minutes.replies.several.get(key)
        return given is not None and given.complete

    def parts(self, place: Place, minutes: Minutes, fill: Fill) -> Parts:
        """Return the options and those that are ticked."""
        return Parts(options=offered(place.turn, minutes, fill), ticked=ticked(place, minutes))
