"""A choice: one of a turn's set answers, and how it was given."""

from __future__ import annotations

from facilitator.meeting import events as ev
from facilitator.meeting import statements
from facilitator.meeting.answers.kind import Kind, Taken, Typed
from facilitator.meeting.answers.parts import Fill, Offered, Parts
from facilitator.meeting.kept import Key
from facilitator.meeting.minutes import Minutes
from facilitator.meeting.options import called, options_of
from facilitator.meeting.place import Place
from facilitator.meeting.set_up import of_last_time
from facilitator.meeting.speakers import speaker_and_way
from facilitator.plan.people import CHILD, Presence
from facilitator.plan.refusal import Refusal
from facilitator.script.models import Option, Turn


def option_called(turn: Turn, text: str, minutes: Minutes) -> str:
    """Return the id of the option that typed text means; Refusal where it could be none or several."""
    options = options_of(turn, minutes)
    found = called(options, text, minutes)
    if found is None:
        raise Refusal("typed.which-option", count=len(options))
    return found


def offered(turn: Turn, minutes: Minutes, fill: Fill) -> list[Offered]:
    """Return the set answers of a turn, with their words filled in."""

    def one(option: Option) -> Offered:
        return Offered(option.id, fill(option.child.at(minutes.band)), fill(option.adult))

    return [one(option) for option in options_of(turn, minutes)]


def _check(event: ev.ChoiceMade, minutes: Minutes) -> None:
    turn = minutes.turns[event.turn]
    as_number = turn.records in ("review.minutes", "child.rate")
    known = event.option in {option.id for option in options_of(turn, minutes)}
    if not known or (as_number and not event.option.isdigit()):
        raise Refusal("meeting.no-such-option", option=event.option)


def _record(event: ev.ChoiceMade, minutes: Minutes) -> None:
    key, replies = event.key, minutes.replies
    replies.chosen_how[key] = statements.manner(event, minutes, minutes.standing.asked_at(key))
    replies.choices[key] = event.option
    if minutes.turns.records(key) == "child.stays":
        was_there = minutes.people[CHILD].present or [Presence()]
        minutes.people.change(CHILD, present=[] if event.option == "no" else was_there)


class Choice(Kind):
    """One of the options of the script."""

    takes = {ev.ChoiceMade: Taken(_check, _record)}
    only_picked = True

    def read(self, typed: Typed) -> ev.Event:
        """Read an option by its number, its id or how it begins; "Mina pointed: 2" says how, too."""
        who, found, words = typed.text.partition(":")
        person, given = speaker_and_way(who.strip(), typed.minutes) if found else (None, None)
        text = words if person == CHILD else typed.text
        option = option_called(typed.place.turn, text, typed.minutes)
        return ev.ChoiceMade(turn=typed.turn, item=typed.item, option=option, given=given)

    def settled(self, _turn: Turn, key: Key, minutes: Minutes) -> bool:
        """Once it is chosen."""
        return key in minutes.replies.choices

    def parts(self, place: Place, minutes: Minutes, fill: Fill) -> Parts:
        """Return the options, what was chosen, and what the plan kept of last time."""
        return Parts(
            options=offered(place.turn, minutes, fill),
            chosen=minutes.replies.choices.get(place.key, ""),
            proposed=of_last_time(place.turn, minutes.plan.child),
        )
