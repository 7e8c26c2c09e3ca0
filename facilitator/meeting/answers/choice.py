"""A choice: one of a turn's set answers, and how it was given."""

from __future__ import annotations

import re
from collections.abc import Callable

from facilitator.meeting import events as ev
from facilitator.meeting import statements
from facilitator.meeting.agenda_place import Place
from facilitator.meeting.answers.answer_kind import Fill, Kind, Offered, Parts, Taken, Typed
from facilitator.meeting.child_set_up import of_last_time
from facilitator.meeting.minutes import Minutes
from facilitator.meeting.minutes_parts import Key
from facilitator.meeting.periods import free_periods
from facilitator.meeting.who_is_speaking import speaker_and_way
from facilitator.plan.people import CHILD, Presence
from facilitator.plan.refusal import Refusal
from facilitator.script.formats_and_turns import Column, Option, Turn
from facilitator.script.prompt_data import for_all

_NUMBER = re.compile(r"\d{1,4}")


def options_of(turn: Turn, minutes: Minutes) -> list[Option]:
    """Return the options of a turn, in order: the script's, the free terms, outcomes, or child's topics."""
    made = _MADE.get(turn.options_from or turn.answer)
    return made(minutes) if made else turn.options


def _periods(minutes: Minutes) -> list[Option]:
    free = free_periods(minutes.plan, minutes.script)
    return [Option(id=str(number), adult=minutes.script.period_name(number)) for number in free]


def _outcomes(minutes: Minutes) -> list[Option]:
    form = minutes.script.format
    return [
        Option(id=outcome.id, adult=f"{outcome.number}. {form.words_of(outcome)}")
        for outcome in form.of_role(minutes.plan, "outcome")
    ]


def _child_topics(minutes: Minutes) -> list[Option]:
    fields = minutes.script.format.review
    return [
        Option(id=name, adult=fields[name].label, child=for_all(fields[name].child))
        for name in minutes.script.child_topics()
    ]


_MADE: dict[str, Callable[[Minutes], list[Option]]] = {
    "period": _periods,
    "outcome": _outcomes,
    "child_topics": _child_topics,
}
"""Options that do not stand in the script, by the kind of answer or by what a turn takes them from."""


def called(options: list[Option] | list[Column], text: str, minutes: Minutes) -> str | None:
    """Return the id of the one option or column that typed text means, or None."""
    wanted = " ".join(text.casefold().split()).rstrip(".")
    if not wanted:
        return None
    # The number that is shown comes first: of Term 2 and Term 3, "2" is the second.
    if _NUMBER.fullmatch(wanted) and 1 <= int(wanted) <= len(options):
        return options[int(wanted) - 1].id
    found = [option.id for option in options if wanted == option.id]
    if not found:
        found = [option.id for option in options if _begins(option, wanted, minutes)]
    return found[0] if len(found) == 1 else None


def _begins(option: Option | Column, wanted: str, minutes: Minutes) -> bool:
    words = (option.adult, option.child.at(minutes.band))
    return any(one and one.casefold().startswith(wanted) for one in words)


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
