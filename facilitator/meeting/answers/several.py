"""Several: all the set answers that hold, picked one by one or typed at once; none is an answer too."""

from __future__ import annotations

import re

from facilitator.meeting import events as ev
from facilitator.meeting.agenda_place import AtQuestion, Place
from facilitator.meeting.answers.answer_kind import Fill, Kind, Parts, Taken, Typed
from facilitator.meeting.answers.choice import offered, option_called, options_of
from facilitator.meeting.minutes import Minutes
from facilitator.meeting.minutes_parts import Key, same_words
from facilitator.plan.refusal import Refusal
from facilitator.script.formats_and_turns import Turn

_APART = re.compile(r"[,;&]|\band\b")


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
        return given.options
    kept: list[str] = getattr(minutes.child.set_up, place.turn.path.field, [])
    return list(kept)


def _check(event: ev.SeveralChosen, minutes: Minutes) -> None:
    known = {option.id for option in options_of(minutes.turns[event.turn], minutes)}
    unknown = [option for option in event.options if option not in known]
    if unknown:
        raise Refusal("meeting.no-such-option", option=unknown[0])


def _record(event: ev.SeveralChosen, minutes: Minutes) -> None:
    minutes.replies.several[event.key] = event


class Several(Kind):
    """Any number of the options of a turn."""

    takes = {ev.SeveralChosen: Taken(_check, _record)}

    def read(self, typed: Typed) -> ev.Event:
        """Read options apart by commas or "and"; the word for none means none."""
        none = same_words(typed.text).strip(" .") in typed.minutes.script.vocabulary.none
        parts = [] if none else [part for part in _APART.split(typed.text) if part.strip()]
        options = [option_called(typed.place.turn, part, typed.minutes) for part in parts]
        return ev.SeveralChosen(turn=typed.turn, item=typed.item, options=list(dict.fromkeys(options)))

    def settled(self, _turn: Turn, key: Key, minutes: Minutes) -> bool:
        """Once all were given together; ticked one by one there may be more."""
        given = minutes.replies.several.get(key)
        return given is not None and given.complete

    def parts(self, place: Place, minutes: Minutes, fill: Fill) -> Parts:
        """Return the options and those that are ticked."""
        return Parts(options=offered(place.turn, minutes, fill), ticked=ticked(place, minutes))
