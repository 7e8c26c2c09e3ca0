"""What the reviews of a document left open, as their records on this computer have it.

No form says that a review ended early, or what became of an action in so many words; the next review asks
after it all the same. None of this goes into the document.
"""

from __future__ import annotations

from collections.abc import Iterable

from facilitator.files.kept_follow_up import known_by
from facilitator.files.kept_in_document import Record
from facilitator.files.same_parts import same_parts
from facilitator.plan.actions import STATUSES, Action
from facilitator.plan.entries import Entry
from facilitator.plan.people import EVERYONE
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review
from facilitator.script.format_declaration import Declaration


def with_left_open(plan: Plan, records: Iterable[Record], form: Declaration) -> Plan:
    """Return the plan of a document with what became of what its reviews promised, and how they ended.

    An action that is not for sharing is not in a form, and comes from the record.
    """
    for record in sorted(records, key=lambda one: one.review.period):
        there = next((one for one in plan.reviews if one.period == record.review.period), None)
        if there is None:
            continue
        told = _told(there, record, plan, form)
        reviews = [told if one is there else one for one in plan.reviews]
        plan = plan.model_copy(update={"reviews": reviews})
    return plan


def with_unshared_actions(plan: Plan, began_with: Plan) -> Plan:
    """Return the plan of a document with the actions that are not for sharing, and so stand in no form.

    `began_with` is the plan with them, from which a meeting started.
    """
    known = {action.id for review in plan.reviews for action in review.actions}
    private = {
        review.period: [one for one in review.actions if one.not_shared] for review in began_with.reviews
    }
    reviews = [
        review.model_copy(
            update={
                "actions": [
                    *review.actions,
                    *(one for one in private.get(review.period, ()) if one.id not in known),
                ]
            }
        )
        for review in plan.reviews
    ]
    return plan.model_copy(update={"reviews": reviews})


def _told(there: Review, record: Record, plan: Plan, form: Declaration) -> Review:
    """Return a review of a document with what its record says of what was promised."""
    now = {of: action for action, of in known_by(plan).items()}
    ids = {action: now[of] for action, of in known_by(record.plan).items() if of in now}
    ids |= same_parts(record.plan, plan, form)
    known = {(entry.about, entry.field) for entry in there.entries}
    people = {person.id for person in there.people}
    entries = [
        entry.model_copy(
            update={
                "about": ids[entry.about],
                "by": entry.by if entry.by in people else EVERYONE,
                "manner": Entry.model_fields["manner"].default,
                "match": None,
            }
        )
        for entry in record.review.entries
        if entry.about in ids and _is_of_promise(entry) and (ids[entry.about], entry.field) not in known
    ]
    continues = {ids.get(one.id, one.id): ids.get(one.continues or "") for one in record.review.actions}
    actions = [
        one.model_copy(update={"continues": one.continues or continues.get(one.id)}) for one in there.actions
    ]
    actions += [_alone(one, ids) for one in record.review.actions if one.not_shared and one.id not in ids]
    update = {"ended": record.review.ended, "ended_because": record.review.ended_because}
    return there.model_copy(update={**update, "entries": [*there.entries, *entries], "actions": actions})


def _is_of_promise(entry: Entry) -> bool:
    """Whether an entry says what became of something that was promised, or if it is needed all the same."""
    return entry.field in ("still_needed", "next_done") or entry.value in STATUSES


def _alone(action: Action, ids: dict[str, str]) -> Action:
    """Return an action that stands in the record alone, about what it is about in the document."""
    return action.model_copy(
        update={"about": ids.get(action.about or ""), "continues": ids.get(action.continues or "")}
    )
