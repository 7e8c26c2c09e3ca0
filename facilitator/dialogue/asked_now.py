"""Whom a meeting asks now, and about which part of the plan: the foot of the screen needs no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.plan.people import CHILD
from facilitator.script.plan_parts import Part

if TYPE_CHECKING:
    from facilitator.work.session import Session


def is_childs_turn(session: Session) -> bool:
    """Whether the child alone is asked now, and is there to see the screen."""
    place, minutes = session.meeting.place, session.meeting.minutes
    return place is not None and minutes.turns.to_child(place.key) and minutes.people.in_room(CHILD)


def part_asked_about(session: Session) -> Part | None:
    """Return the part of the plan that is asked about now, such as an outcome."""
    place, plan = session.meeting.place, session.meeting.plan
    kinds = {item.id: item.kind for item in plan.items}
    asked = place.key.parts if place else ()
    return next((Part(kinds[one], one) for one in asked if one in kinds), None)
