"""The ways on that a format offers as a meeting stands: by the plan as it would be after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.meeting.minutes import Minutes
from facilitator.plan.plan import Plan
from facilitator.script.format_declaration import Path

if TYPE_CHECKING:
    from facilitator.script.plan_facts import RouteShown
    from facilitator.script.routes import Facts


def offered_now(minutes: Minutes) -> set[str]:
    """Return the ways on that are offered, by their options."""
    facts, _ = _as_it_would_be(minutes)
    return {option for option, route in minutes.script.format.routes.items() if route.is_offered(facts)}


def routes_now(minutes: Minutes, of: Path) -> list[RouteShown]:
    """Return what is offered of the options of one choice, with what each needs and what of it is there."""
    from facilitator.script.plan_facts import shown

    facts, plan = _as_it_would_be(minutes)
    return shown(minutes.script, facts, plan, of)


def _as_it_would_be(minutes: Minutes) -> tuple[Facts, Plan]:
    """Return the plan as it would be after the meeting, and what is known of it."""
    from facilitator.meeting.plan_in_meeting import drafted
    from facilitator.script.plan_facts import facts_of

    plan, script = drafted(minutes), minutes.script
    return facts_of(plan, script.format, script.weekly_cost), plan
