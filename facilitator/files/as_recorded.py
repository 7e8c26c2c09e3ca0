"""A Word plan with its reviews as they were held: the form has no place for everything that was said.

Where the words of a review were changed in the document since, the document's words stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar

from facilitator.files.opened import OpenPlan
from facilitator.files.records import Record, recorded
from facilitator.files.rehoused import with_words_rehoused
from facilitator.plan.actions import Action
from facilitator.plan.entries import Entry
from facilitator.plan.items import Item
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import Review
from facilitator.plan.scores import Score
from facilitator.script.loading import load_format

_About = TypeVar("_About", Entry, Action, Score)


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
        ids = _ids(record, plan)
        if not record.changed and (review := _of_plan(record, ids)) is not None:
            held = [review if one.period == review.period else one for one in plan.reviews]
            items = _ended_as_recorded(record, plan, ids)
            plan = plan.with_child(record.plan.child).model_copy(update={"reviews": held, "items": items})
            without.discard(review.period)
    if form := load_format(plan.format, prompts):
        plan, _ = with_words_rehoused(plan, form)
    changed = {record.review.period for record in records if record.changed}
    return AsHeld(plan, frozenset(without), frozenset(changed & without))


def _ids(record: Record, plan: Plan) -> dict[str, str]:
    """Return what the items, children and actions of a record are called in the plan, by their ids in it."""
    review, known = record.review, {_way(item, plan): item.id for item in plan.items}
    ids = {item.id: known[way] for item in record.plan.items if (way := _way(item, record.plan)) in known}
    ids |= {mine.id: other.id for mine, other in zip(record.plan.children, plan.children, strict=False)}
    before, now = (_actions_before(review.period, one) for one in (record.plan, plan))
    for what, mine in before.items():  # two may say the same: then they go in order
        ids |= dict(zip(mine, now.get(what, ()), strict=False))
    return ids


def _ended_as_recorded(record: Record, plan: Plan, ids: dict[str, str]) -> list[Item]:
    """Return the items of a plan; of those that the review ended, a form may show no more than that."""
    review = record.review.period
    ended = {
        ids[item.id]: item.ended
        for item in record.plan.items
        if item.id in ids and item.ended and item.ended.review == review
    }
    return [
        item.model_copy(update={"ended": ended[item.id]}) if item.ended and item.id in ended else item
        for item in plan.items
    ]


def _of_plan(record: Record, ids: dict[str, str]) -> Review | None:
    """Return the review of a record with items and actions called as they are in the plan.

    None where the plan has not all of them: then the document's own words must do.
    """
    review = record.review
    lacking = {item.id for item in record.plan.items} - set(ids)
    if lacking & set(_named(review)):
        return None
    return review.model_copy(
        update={
            "entries": [_entry(entry, ids) for entry in review.entries],
            "scores": [_renamed(one, ids) for one in review.scores],
            "actions": [_renamed(one, ids) for one in review.actions],
            "left_open": [
                one.model_copy(update={"item": ids.get(one.item, one.item)}) for one in review.left_open
            ],
        }
    )


def _way(item: Item, plan: Plan) -> tuple[tuple[str, int], ...]:
    """Return where an item stands: its kind and its number or place, and those of what it is under."""
    same = [one.id for one in plan.items if (one.kind, one.under) == (item.kind, item.under)]
    above = _way(plan.item(item.under), plan) if item.under else ()
    return (*above, (item.kind, item.number or same.index(item.id) + 1))


def _actions_before(period: int, plan: Plan) -> dict[str, list[str]]:
    """Return the ids of the actions that a review asks after, by what they say."""
    earlier = [review for review in plan.reviews if review.period < period]
    found: dict[str, list[str]] = {}
    for action in earlier[-1].actions if earlier else []:
        found.setdefault(action.what, []).append(action.id)
    return found


def _named(review: Review) -> Iterator[str]:
    """Yield the ids of everything that a review says something of."""
    for entry in review.entries:
        yield from (one for one in (entry.about, entry.match and entry.match.target) if one)
    yield from (score.about for score in review.scores)
    yield from (action.about for action in review.actions if action.about)


def _entry(entry: Entry, ids: dict[str, str]) -> Entry:
    """Return an entry as it stands in the plan; one that made an item has the id of that item."""
    match = entry.match
    if match and match.target:
        match = match.model_copy(update={"target": ids.get(match.target, match.target)})
    return _renamed(entry, ids).model_copy(update={"id": ids.get(entry.id, entry.id), "match": match})


def _renamed(one: _About, ids: dict[str, str]) -> _About:
    return one.model_copy(update={"about": ids.get(one.about or "", one.about)})
