"""The set answers that a choice has as things stand."""

from __future__ import annotations

from facilitator.meeting.minutes import Minutes, free_periods
from facilitator.script.models import Option, Turn


def options_of(turn: Turn, minutes: Minutes) -> list[Option]:
    """Return the options of a turn, in order: the script's, the free terms, or the outcomes of the plan."""
    if turn.answer == "period":
        free = free_periods(minutes.plan, minutes.script)
        return [Option(id=str(number), adult=minutes.script.period_name(number)) for number in free]
    if turn.answer == "outcome":
        return [
            Option(id=outcome.id, adult=f"{outcome.number}. {outcome.wording}")
            for outcome in minutes.plan.current_outcomes
        ]
    return turn.options
