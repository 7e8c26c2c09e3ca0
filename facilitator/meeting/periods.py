"""Which review of a plan comes next."""

from __future__ import annotations

from facilitator.plan.plan import Plan
from facilitator.script.models import Script


def free_periods(plan: Plan, script: Script) -> list[int]:
    """Return the reviews of a plan that are not yet held, in order."""
    held = {review.period for review in plan.reviews}
    return [number for number in range(1, len(script.format.period.names) + 1) if number not in held]


def next_period(plan: Plan, script: Script, place: int | None = None) -> int | None:
    """Return the review that is held next, or None after the last.

    `place` is the one that the plan file has its next empty place for, where it has not one for each.
    """
    free = free_periods(plan, script)
    return place if place in free else next(iter(free), None)
