"""The set answers that a choice has as things stand."""

from __future__ import annotations

import re
from collections.abc import Callable

from facilitator.meeting.minutes import Minutes
from facilitator.meeting.periods import free_periods
from facilitator.script.ages import for_all
from facilitator.script.models import Column, Option, Turn

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
