"""A plan and a review as they may be given to others: without what somebody marked as not for sharing."""

from __future__ import annotations

from typing import TypeVar

from facilitator.plan.plan import Plan
from facilitator.plan.reviews import MeetingRecord, Review

_Meeting = TypeVar("_Meeting", bound=MeetingRecord)


def for_others(plan: Plan, review: Review) -> tuple[Plan, Review]:
    """Return the two without items, entries and actions that are not shared, or that are about such a one."""
    hidden = {item.id for item in plan.items if item.not_shared}
    while more := {item.id for item in plan.items if item.under in hidden} - hidden:
        hidden |= more
    for meeting in (*plan.planning, *plan.reviews, review):
        hidden |= {action.id for action in meeting.actions if action.not_shared}
    shown = {
        "items": [item for item in plan.items if item.id not in hidden],
        "planning": [_of_meeting(meeting, hidden) for meeting in plan.planning],
        "reviews": [_of_meeting(held, hidden) for held in plan.reviews],
    }
    return plan.model_copy(update=shown), _of_meeting(review, hidden)


def _of_meeting(meeting: _Meeting, hidden: set[str]) -> _Meeting:
    shown = {
        "entries": [one for one in meeting.entries if not one.not_shared and one.about not in hidden],
        "scores": [one for one in meeting.scores if one.about not in hidden],
        "actions": [one for one in meeting.actions if one.id not in hidden],
    }
    return meeting.model_copy(update=shown)
