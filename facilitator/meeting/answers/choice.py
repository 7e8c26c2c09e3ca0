"""A choice: one of a turn's set answers, and how it was given."""

from __future__ import annotations

import re
from collections.abc import Callable

from facilitator.meeting import events as ev
from facilitator.meeting import statements
from facilitator.meeting.agenda_place import AtQuestion, Place
from facilitator.meeting.answers.answer_kind import Fill, Kind, Offered, Parts, Taken, Typed
from facilitator.meeting.answers.note_beside import (
    answer_or_note,
    begins_like,
    check_note,
    record_note,
    words_beside,
)
from facilitator.meeting.beside_question import followed_up_at
from facilitator.meeting.child_set_up import of_last_time
from facilitator.meeting.consent_first import consent_comes_first
from facilitator.meeting.minutes import Minutes
from facilitator.meeting.minutes_parts import Key
from facilitator.meeting.periods import free_periods
from facilitator.meeting.who_is_speaking import conversation_lines
from facilitator.plan.people import CHILD, Presence
from facilitator.plan.refusal import Refusal
from facilitator.script.format_declaration import SIGNED
from facilitator.script.formats_and_turns import Column, Option, Turn
from facilitator.script.prompt_data import for_all

NOTE = "note"
"""The part of an answer that is still missing where somebody signs with a note."""

_MATCH = "concern.match"
_NUMBER = re.compile(r"\d{1,4}")


def options_of(turn: Turn, minutes: Minutes) -> list[Option]:
    """Return the options of a turn, in order: the script's, or those that its kind of answer is made of."""
    made = _MADE.get(turn.options_from or turn.answer)
    if made:
        return made(turn, minutes)
    if turn.records == _MATCH and not _outcomes(turn, minutes):  # a concern has no outcome to go into
        return [one for one in turn.options if one.id != "outcome"]
    return turn.options


def _periods(_turn: Turn, minutes: Minutes) -> list[Option]:
    free = free_periods(minutes.plan, minutes.script)
    return [Option(id=str(number), adult=minutes.script.period_name(number)) for number in free]


def _outcomes(_turn: Turn, minutes: Minutes) -> list[Option]:
    form = minutes.script.format
    return [
        Option(id=outcome.id, adult=f"{outcome.number}. {form.words_of(outcome)}")
        for outcome in form.of_role(minutes.plan, "outcome")
    ]


def _child_topics(_turn: Turn, minutes: Minutes) -> list[Option]:
    fields = minutes.script.format.review
    return [
        Option(id=name, adult=fields[name].label, child=for_all(fields[name].child))
        for name in minutes.script.child_topics()
    ]


def _thread(turn: Turn, minutes: Minutes) -> list[Option]:
    from facilitator.meeting.golden_thread import options_to_link

    return options_to_link(turn.path.field, minutes)


_MADE: dict[str, Callable[[Turn, Minutes], list[Option]]] = {
    "period": _periods,
    "outcome": _outcomes,
    "child_topics": _child_topics,
    "thread": _thread,
}
"""Options that do not stand in the script, by the kind of answer or by what a turn takes them from."""


def called(
    options: list[Option] | list[Column], text: str, minutes: Minutes, *, whole: bool = False
) -> str | None:
    """Return the id of the one option or column that typed text means, or None; `whole` = by whole words."""
    wanted = _folded(text)
    if not wanted:
        return None
    # The number that is shown comes first: of Term 2 and Term 3, "2" is the second.
    if _NUMBER.fullmatch(wanted) and 1 <= int(wanted) <= len(options):
        return options[int(wanted) - 1].id
    found = [option.id for option in options if wanted == option.id]
    if not found:  # a whole answer, before those that begin so: "Yes" and "Yes, with a note"
        found = [option.id for option in options if wanted in map(_folded, _words(option, minutes))]
    if not found:
        found = [option.id for option in options if _begins(option, wanted, minutes, whole=whole)]
    return found[0] if len(found) == 1 else None


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")


def _begins(option: Option | Column, wanted: str, minutes: Minutes, *, whole: bool) -> bool:
    begun = [one for one in _words(option, minutes) if one.casefold().startswith(wanted)]
    return any(not (whole and one[len(wanted) : len(wanted) + 1].isalnum()) for one in begun)


def _words(option: Option | Column, minutes: Minutes) -> list[str]:
    return [one for one in (option.adult, option.child.at(minutes.band)) if one]


def option_called(turn: Turn, text: str, minutes: Minutes) -> str:
    """Return the id of the option that typed text means; Refusal where it could be none or several."""
    options = options_of(turn, minutes)
    found = called(options, text, minutes)
    if found is None:
        raise Refusal("typed.which-option", count=len(options))
    return found


def option_named(typed: Typed, before: str) -> str:
    """Return the id of the option that a beginning of typed text names, by whole words.

    Refusal where it names none, or where another one goes on as the text does: "Yes, but no" is no yes.
    """
    options, minutes = options_of(typed.place.turn, typed.minutes), typed.minutes
    found = called(options, before, minutes, whole=True)
    others = [words for one in options if one.id != found for words in _words(one, minutes)]
    if found is None or any(begins_like(words, before, typed.text) for words in others):
        raise Refusal("typed.which-option", count=len(options))
    return found


def offered(turn: Turn, minutes: Minutes, fill: Fill) -> list[Offered]:
    """Return the set answers of a turn, with their words filled in."""

    def one(option: Option) -> Offered:
        return Offered(option.id, fill(option.child.at(minutes.band)), fill(option.adult))

    return [one(option) for option in options_of(turn, minutes)]


def _check(event: ev.ChoiceMade, minutes: Minutes) -> None:
    check_note(event.note, minutes)
    turn = minutes.turns[event.turn]
    as_number = turn.records in ("review.minutes", "child.rate")
    known = event.option in {option.id for option in (*options_of(turn, minutes), *turn.options)}
    if not known or (as_number and not event.option.isdigit()):
        raise Refusal("meeting.no-such-option", option=event.option)
    if event.option in turn.apart and _is_of_none_below(event.key, turn, minutes):
        raise Refusal("meeting.nothing-below")
    consent_comes_first(event, minutes)


def _is_of_none_below(key: Key, turn: Turn, minutes: Minutes) -> bool:
    """Whether a question for each part of an item was put to the item itself, which has none to look at."""
    kinds = {item.id: item.kind for item in minutes.plan.items}
    return turn.for_each == turn.path.of and kinds.get(key.parts[-1] if key.parts else "") != turn.path.of


def _record(event: ev.ChoiceMade, minutes: Minutes) -> None:
    record_note(event, minutes)
    key, replies = event.key, minutes.replies
    replies.chosen_how[key] = statements.manner(event, minutes, minutes.standing.asked_at(key))
    replies.choices[key] = event.option
    if minutes.turns.records(key) == "child.stays":
        was_there = minutes.people[CHILD].present or [Presence()]
        minutes.people.change(CHILD, present=[] if event.option == "no" else was_there)


def waits_for_note(key: Key, minutes: Minutes) -> bool:
    """Whether somebody signs with a note, and the words of it are still to come."""
    noted = minutes.turns.path(key).of == SIGNED and minutes.replies.choices.get(key) == "with_note"
    return noted and not minutes.said.beside(key)


def _noted(place: Place, minutes: Minutes) -> str:
    """Return what was noted since the last meeting of the action that a question asks after."""
    action = followed_up_at(place, minutes.plan, minutes.script.format)
    return (action.now.status or "") if action else ""


class Choice(Kind):
    """One of the options of the script."""

    takes = {ev.ChoiceMade: Taken(_check, _record)}
    only_picked = True
    takes_notes = True

    def read(self, typed: Typed) -> ev.Event:
        """Read an option by its number, its id or how it begins; "Mina pointed: 2" says how, too.

        Where a note is waited for, whatever names no option is that note.
        """

        def chosen(option: str) -> ev.ChoiceMade:
            return ev.ChoiceMade(turn=typed.turn, item=typed.item, option=option)

        try:
            return answer_or_note(
                typed,
                lambda words: chosen(option_called(typed.place.turn, words, typed.minutes)),
                lambda before: chosen(option_named(typed, before)),
            )
        except Refusal:
            if not waits_for_note(typed.place.key, typed.minutes):
                raise
            return words_beside(typed)

    def apart(self, at: AtQuestion, text: str) -> list[str]:
        """Return a conversation line by line."""
        return conversation_lines(at, text)

    def settled(self, _turn: Turn, key: Key, minutes: Minutes) -> bool:
        """Once it is chosen, and there is the note with which somebody signs."""
        return key in minutes.replies.choices and not waits_for_note(key, minutes)

    def parts(self, place: Place, minutes: Minutes, fill: Fill) -> Parts:
        """Return the options, what was chosen, and what the plan kept of last time."""
        return Parts(
            part=NOTE if waits_for_note(place.key, minutes) else "",
            options=offered(place.turn, minutes, fill),
            chosen=minutes.replies.choices.get(place.key, ""),
            proposed=of_last_time(place.turn, minutes.plan.child, minutes.band) or _noted(place, minutes),
        )
