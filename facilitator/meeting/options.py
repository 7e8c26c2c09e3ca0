"""The set answers that a choice has as things stand."""

from __future__ import annotations

import re

from facilitator.meeting.minutes import Minutes
from facilitator.meeting.periods import free_periods
from facilitator.plan.refusal import Refusal
from facilitator.script.ages import for_all
from facilitator.script.models import Column, Option, Turn

_NUMBER = re.compile(r"\d{1,4}")


def options_of(turn: Turn, minutes: Minutes) -> list[Option]:
    """Return the options of a turn, in order: the script's, the free terms, outcomes, or child's topics."""
    if turn.answer == "period":
        free = free_periods(minutes.plan, minutes.script)
        return [Option(id=str(number), adult=minutes.script.period_name(number)) for number in free]
    if turn.answer == "outcome":
        return [
            Option(id=outcome.id, adult=f"{outcome.number}. {outcome.wording}")
            for outcome in minutes.plan.current_outcomes
        ]
    if turn.options_from == "child_topics":
        topics = minutes.script.format.topics
        return [
            Option(id=topic, adult=topics[topic].label, child=for_all(topics[topic].child))
            for topic in minutes.script.child_topics()
        ]
    return turn.options


def option_called(turn: Turn, text: str, minutes: Minutes) -> str:
    """Return the id of the option that typed text means: its number, its id, or how it begins.

    Raises a Refusal where it could be none or several.
    """
    options = options_of(turn, minutes)
    found = called(options, text, minutes)
    if found is None:
        raise Refusal("typed.which-option", count=len(options))
    return found


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
