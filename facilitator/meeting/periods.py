"""Which review of a plan comes next, and which have to be held before it."""

from __future__ import annotations

from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.script.formats_and_turns import FormatFile, Script


def free_periods(plan: Plan, script: Script) -> list[int]:
    """Return the reviews of a plan that may be held now, in order: where they go in order, only the next."""
    held, period = {review.period for review in plan.reviews}, script.format.period
    free = [number for number in range(1, len(period.names) + 1) if number not in held]
    return free[:1] if period.in_order else free


def is_over(plan: Plan, script: Script) -> bool:
    """Whether a new plan is due: the last review has been held, though one before it may never have been."""
    return len(script.format.period.names) in {review.period for review in plan.reviews}


def used_up(form: FormatFile) -> Refusal:
    """Return the refusal of one review more than the plan format has."""
    return Refusal("review.plan-used-up", count=len(form.period.names), noun=form.period.noun)


def refuse_out_of_order(plan: Plan, script: Script, wanted: int) -> None:
    """Raise a Refusal where a review must not be held before one that has not been."""
    for first in free_periods(plan, script)[:1] if script.format.period.in_order else ():
        if first < wanted <= len(script.format.period.names):
            earlier, period = script.period_name(first), script.period_name(wanted)
            raise Refusal("review.not-in-order", earlier=earlier, period=period)


def next_period(plan: Plan, script: Script, place: int | None = None) -> int | None:
    """Return the review that is held next, or None after the last.

    `place` is the one that the plan file has its next empty place for, where it has not one for each.
    """
    free = free_periods(plan, script)
    return place if place in free else next(iter(free), None)
