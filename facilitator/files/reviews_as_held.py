"""A Word plan with its reviews as they were held: the form has no place for everything that was said.

Where the words of a review were changed in the document since, the document's words stand.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from facilitator.files.change_record import kept_changes
from facilitator.files.kept_beside_form import with_kept
from facilitator.files.kept_ends import with_kept_ends
from facilitator.files.kept_follow_up import followed_up_as, with_kept_follow_up
from facilitator.files.kept_in_document import Record, same_children
from facilitator.files.kept_links import with_links
from facilitator.files.kept_signatures import with_kept_signatures
from facilitator.files.old_fields import with_words_rehoused
from facilitator.files.open_plan import OpenPlan
from facilitator.files.records import planning_of, recorded
from facilitator.files.same_parts import same_parts
from facilitator.plan.entries import Entry
from facilitator.plan.items import Item
from facilitator.plan.people import EVERYONE
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import HeldMeeting, PlanningMeeting, Review
from facilitator.script.format_declaration import Declaration, new_kind
from facilitator.script.loading import load_format

Held = TypeVar("Held", Review, PlanningMeeting)


class AsHeld(NamedTuple):
    """A plan with all that this computer knows of its reviews.

    `in_document` are the periods of the reviews of which it knows only what stands in a Word document;
    `changed` are those of them that have a record, but other words in the document by now.
    """

    plan: Plan
    in_document: frozenset[int] = frozenset()
    changed: frozenset[int] = frozenset()


def as_held(opened: OpenPlan, prompts: Path | None = None) -> AsHeld:
    """Return a plan with its reviews as their records on this computer have them; a native plan as it is.

    With them comes what is kept beside the form. Records that cannot be read say nothing: a plan can be
    looked at without them.
    """
    plan = with_kept(opened)
    if opened.word is None:
        return AsHeld(plan)
    try:
        records = recorded(opened, prompts)
    except Refusal:
        records = []
    without, form = {review.period for review in plan.reviews}, load_format(plan.format, prompts)
    for record in records:
        ids = _ids(record.plan, record.review, plan, form)
        there = next((one for one in plan.reviews if one.period == record.review.period), None)
        if not record.changed and (review := _of_plan(record.review, record.plan, ids, there)) is not None:
            review = _followed_up(_with_steps(review, plan), plan)
            held = [review if one.period == review.period else one for one in plan.reviews]
            items = _ended_as_recorded(record, plan, ids.things)
            plan = _as_in(record, ids, plan).model_copy(update={"reviews": held, "items": items})
            without.discard(review.period)
    if planned := planning_as_held(opened, prompts):
        plan = plan.model_copy(update={"planning": planned})
    if form:
        changes = kept_changes(opened.ids)
        plan = with_kept_signatures(with_kept_ends(plan, changes, form), changes)
        plan, _ = with_words_rehoused(plan, form)
        plan = with_links(plan, form, opened.ids)  # also to what was hoped for in that meeting alone
    plan = with_kept_follow_up(plan, kept_changes(opened.ids))
    changed = {record.review.period for record in records if record.changed}
    return AsHeld(plan, frozenset(without), frozenset(changed & without))


def planning_as_held(opened: OpenPlan, prompts: Path | None = None) -> list[PlanningMeeting]:
    """Return the meetings that wrote the plan in a document, as they were held here; none if not known."""
    kept = planning_of(opened)
    if kept is None:
        return []
    ids = _ids(kept.plan, kept.review, opened.plan, load_format(opened.plan.format, prompts))
    return list(filter(None, (_of_plan(one, kept.plan, ids) for one in kept.plan.planning)))


def _with_steps(review: Review, plan: Plan) -> Review:
    """Return a review with what stands among the actions in the document because a score was not agreed.

    A later review asks after it.
    """
    if plan.last_review is None or plan.last_review.period == review.period:
        return review
    steps = {score.next_step for score in review.scores if score.next_step}
    steps -= {action.what for action in review.actions}
    there = next((one for one in plan.reviews if one.period == review.period), review)
    more = [action for action in there.actions if action.what in steps]
    return review.model_copy(update={"actions": [*review.actions, *more]})


def _followed_up(review: Review, plan: Plan) -> Review:
    """Return a review with what stands in the document of its actions since."""
    there = (one for held in plan.reviews if held.period == review.period for one in held.actions)
    return review.model_copy(update={"actions": followed_up_as(review.actions, there)})


class _Ids(NamedTuple):
    """What the items, words, actions and children of a record are called in the plan, by their ids in it."""

    things: dict[str, str]
    children: dict[str, str]


def _ids(own: Plan, review: HeldMeeting, plan: Plan, form: Declaration | None) -> _Ids:
    """Return what is called how in a plan; `own` is the one that the record of a meeting has."""
    things = same_parts(own, plan, form)
    before, now = (_actions_before(review.period, one) for one in (own, plan))
    for what, mine in before.items():  # two may say the same: then they go in order
        things |= dict(zip(mine, now.get(what, ()), strict=False))
    entries = {(entry.field, entry.text): entry.id for entry in plan.entries if entry.about is None}
    things |= {
        entry.id: entries[entry.field, entry.text]
        for entry in own.entries
        if entry.about is None and (entry.field, entry.text) in entries
    }
    children = same_children(own.children, plan.children)
    return _Ids(things, {mine: other.id for mine, other in children.items()})


def _as_in(record: Record, ids: _Ids, plan: Plan) -> Plan:
    """Return the plan with its children as they are in the record: a form has no box for all of that."""
    for child in record.plan.children:
        if child.id in ids.children:
            plan = plan.with_child(child.model_copy(update={"id": ids.children[child.id]}))
    return plan


def _ended_as_recorded(record: Record, plan: Plan, ids: dict[str, str]) -> list[Item]:
    """Return the items of a plan; of those that the review ended, a form may show no more than that."""
    review = record.review.period
    ended = {
        ids[item.id]: item.ended
        for item in record.plan.items
        if item.id in ids and item.ended and item.ended.review == review
    }
    return [
        item.model_copy(update={"ended": ended[item.id]})
        if item.id in ended and not plan.is_current(item)
        else item
        for item in plan.items
    ]


def _of_plan(review: Held, own: Plan, ids: _Ids, there: Review | None = None) -> Held | None:
    """Return the meeting of a record with items, actions and children called as they are in the plan.

    Of a part that the plan has not any more, what stands `there` in the document is told instead. None where
    it has not all of the children: then the document's own words must do.
    """
    if len(ids.children) < len(own.children):
        return None
    lacking = {item.id for item in own.items} - set(ids.things)
    given = _called(_without(review, lacking).model_dump(by_alias=True), ids)
    for person in given["people"]:
        person["id"] = ids.children.get(person["id"], person["id"])
    for entry in given["entries"]:
        if new_kind(entry["field"]):  # the item that it made
            entry["id"] = ids.things.get(entry["id"], entry["id"])
    told = type(review).model_validate(given)
    return _with_rest(told, there, set(ids.things.values())) if there and lacking else told


def _without(review: Held, lacking: set[str]) -> Held:
    """Return a meeting without what it says of some parts; an action of one is an action all the same."""
    entries = [one for one in review.entries if not {one.about, one.match and one.match.target} & lacking]
    actions = [
        one.model_copy(update={"about": None}) if one.about in lacking else one for one in review.actions
    ]
    update: dict[str, object] = {
        "entries": entries,
        "actions": actions,
        "changes": [one for one in review.changes if not {one.part, one.under, one.into} & lacking],
    }
    if isinstance(review, Review):
        update["scores"] = [one for one in review.scores if one.about not in lacking]
    return review.model_copy(update=update)


def _with_rest(told: Held, there: Review, known: set[str]) -> Held:
    """Return a review with what a document says in it of parts of which the record tells nothing."""
    ids = {entry.id for entry in told.entries}
    people = {person.name: person.id for person in told.people}
    same = {one.id: people[one.name] for one in there.people if one.name in people}
    same |= {EVERYONE: EVERYONE}
    actions = {one.id for one in there.actions}
    rest: list[Entry] = [
        entry.model_copy(update={"by": same[entry.by]})
        for entry in there.entries
        if entry.about not in known | actions | {None} and entry.by in same and entry.id not in ids
    ]
    return told.model_copy(update={"entries": [*told.entries, *rest]})


_PEOPLE = ("by", "helper", "person", "party", "speaker")
_THINGS = ("about", "target", "item", "continues", "part", "under", "into")


def _called(value: Any, ids: _Ids) -> Any:
    if isinstance(value, list):
        return [_called(one, ids) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        key: _id(key, one, ids) if isinstance(one, str) else _called(one, ids) for key, one in value.items()
    }


def _id(key: str, value: str, ids: _Ids) -> str:
    if key in _THINGS:
        return ids.things.get(value) or ids.children.get(value, value)
    return ids.children.get(value, value) if key in _PEOPLE else value


def _actions_before(period: int, plan: Plan) -> dict[str, list[str]]:
    """Return the ids of the actions that a review may ask after, by what they say, the last ones first."""
    earlier = [review for review in plan.reviews if review.period < period]
    found: dict[str, list[str]] = {}
    for action in (one for review in reversed(earlier) for one in review.actions):
        found.setdefault(action.what, []).append(action.id)
    return found
