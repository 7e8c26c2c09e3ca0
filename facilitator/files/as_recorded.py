"""A Word plan with its reviews as they were held: the form has no place for everything that was said.

Where the words of a review were changed in the document since, the document's words stand.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from facilitator.files.records import recorded
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import Review

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.files.opened import OpenPlan
    from facilitator.files.records import Record
    from facilitator.plan.plan import Plan


@dataclass(frozen=True)
class AsHeld:
    """A plan with all that this computer knows of its reviews.

    `in_document` are the periods of the reviews of which it knows only what stands in a Word document;
    `changed` are those of them that have a record, but other words in the document by now.
    """

    plan: Plan
    in_document: frozenset[int] = frozenset()
    changed: frozenset[int] = frozenset()


def as_held(opened: OpenPlan, prompts: Path | None = None) -> AsHeld:
    """Return a plan with its reviews as their records on this computer have them; a native plan as it is.

    Records that cannot be read say nothing: a plan can be looked at without them.
    """
    plan = opened.plan
    if opened.word is None:
        return AsHeld(plan)
    try:
        records = recorded(opened, prompts)
    except Refusal:
        records = []
    without = {review.period for review in plan.reviews}
    for record in records:
        if not record.changed and (review := _of_plan(record, plan)) is not None:
            held = [review if one.period == review.period else one for one in plan.reviews]
            plan = plan.model_copy(update={"reviews": held, "child": record.plan.child})
            without.discard(review.period)
    changed = {record.review.period for record in records if record.changed}
    return AsHeld(plan, frozenset(without), frozenset(changed & without))


def _of_plan(record: Record, plan: Plan) -> Review | None:
    """Return the review of a record with outcomes and actions called as they are in the plan.

    None where the plan has not all of them: then the document's own words must do.
    """
    ids = {outcome.number: outcome.id for outcome in plan.outcomes}
    outcomes = {one.id: ids[one.number] for one in record.plan.outcomes if one.number in ids}
    review = record.review.model_dump(mode="json")
    if not _outcomes_in(review) <= set(outcomes):
        return None
    before, before_now = (_actions_before(record.review.period, one) for one in (record.plan, plan))
    actions = {name: before_now.get(what, name) for what, name in before.items()}
    for check in review["last_actions"]:
        check["action"] = actions.get(check["action"], check["action"])
    return Review.model_validate_json(json.dumps(_renamed(review, outcomes)))


def _actions_before(period: int, plan: Plan) -> dict[str, str]:
    """Return the actions that a review asks after: the id of each by what it says."""
    earlier = [review for review in plan.reviews if review.period < period]
    return {action.what: action.id for action in (earlier[-1].actions if earlier else [])}


_OUTCOME_FIELDS = ("outcome", "amended_to")


def _outcomes_in(value: Any) -> set[str]:
    """Return the outcomes that a review names anywhere."""
    if isinstance(value, list):
        return set().union(*map(_outcomes_in, value))
    if not isinstance(value, dict):
        return set()
    named = {value[field] for field in _OUTCOME_FIELDS if value.get(field)}
    return named.union(*map(_outcomes_in, value.values()))


def _renamed(value: Any, outcomes: dict[str, str]) -> Any:
    """Return a review with its outcomes called otherwise, also where a question of one was left out."""
    if isinstance(value, list):
        return [_renamed(one, outcomes) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        key: outcomes.get(one, one)
        if key in (*_OUTCOME_FIELDS, "item") and isinstance(one, str)
        else _renamed(one, outcomes)
        for key, one in value.items()
    }
