"""A plan and a meeting without what is not for others: marked so by the chair, or private by its format."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from facilitator.plan.entries import Entry
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import HeldMeeting, LeftOpen, MeetingRecord
from facilitator.script.format_declaration import PLAN, Declaration, Path
from facilitator.script.formats_and_turns import Turn
from facilitator.script.review_by_role import paths_of

_Meeting = TypeVar("_Meeting", bound=MeetingRecord)


def for_others(
    plan: Plan, review: HeldMeeting, form: Declaration, turns: Mapping[str, Turn]
) -> tuple[Plan, HeldMeeting]:
    """Return the two without items, entries and actions that are not shared, or that are about such a one.

    Nor have they what is private, or words that stand beside it.
    """
    hidden = {item.id for item in plan.items if item.not_shared}
    while more := {item.id for item in plan.items if item.under in hidden} - hidden:
        hidden |= more
    for meeting in (*plan.planning, *plan.reviews, review):
        hidden |= {action.id for action in meeting.actions if action.not_shared}

    def is_private(entry: Entry) -> bool:
        return any(map(form.is_private, paths_of(entry, plan, review, form, turns)))

    def shared(meeting: _Meeting) -> _Meeting:
        kept = [one for one in meeting.entries if not one.not_shared and one.about not in hidden]
        left = [_left_open(one, form, turns) for one in meeting.left_open]
        shown = {
            "entries": [one for one in kept if not is_private(one)],
            "scores": [one for one in meeting.scores if one.about not in hidden],
            "actions": [one for one in meeting.actions if one.id not in hidden],
            "left_open": left,
        }
        return meeting.model_copy(update=shown)

    shown = {
        "entries": [one for one in plan.entries if not _is_kept_back(one, hidden, form)],
        "items": [form.without_private(item) for item in plan.items if item.id not in hidden],
        "planning": list(map(shared, plan.planning)),
        "reviews": list(map(shared, plan.reviews)),
    }
    return plan.model_copy(update=shown), shared(review)


def _is_kept_back(entry: Entry, hidden: set[str], form: Declaration) -> bool:
    """Whether what stands in the plan itself is for the plan alone."""
    return entry.not_shared or entry.about in hidden or form.is_private(Path(PLAN, entry.field))


def _left_open(left: LeftOpen, form: Declaration, turns: Mapping[str, Turn]) -> LeftOpen:
    """Return a question that was left out; the reason is as private as its answer would be."""
    turn = turns.get(left.turn)
    private = turn is not None and form.is_private(turn.path)
    return left.model_copy(update={"because": ""}) if private else left
