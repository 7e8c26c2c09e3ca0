"""A plan that others changed while a meeting of it was held: what it was before, and what belongs to whom."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.meeting import events as ev
from facilitator.meeting.meeting import Meeting, with_planned
from facilitator.meeting.periods import free_periods
from facilitator.meeting.plan_after_review import with_changes, write_into
from facilitator.plan.items import Item, above
from facilitator.plan.people import Child
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import HeldMeeting, Review
from facilitator.script.formats_and_turns import Script


def replayed(script: Script, plan: Plan, events: list[ev.Event]) -> Meeting:
    """Return a meeting with its events, of a plan to which others may have added reviews since it began.

    It goes on as what it was: of its own term, asking after what was the last review then. Raises Refusal
    where what was said does not fit the plan any more.
    """
    started = next((event for event in events[:1] if isinstance(event, ev.MeetingStarted)), None)
    refused = Refusal("meeting.no-start")
    for before in as_it_may_have_begun(script, plan, started.period if started else None):
        try:
            return Meeting.replay(script, before, events)
        except Refusal as refusal:
            refused = refusal
    raise refused


def as_it_may_have_begun(script: Script, plan: Plan, period: int | None) -> Iterator[Plan]:
    """Yield what a plan may have been when a meeting of that term began, the likeliest first."""
    if script.planning:
        yield plan
        return
    if period is None and not free_periods(plan, script):
        period = plan.reviews[-1].period
    if period not in {review.period for review in plan.reviews}:
        yield plan
        period = None
    if period is not None:
        yield before(plan, [review for review in plan.reviews if review.period == period])
        yield before(plan, [review for review in plan.reviews if review.period >= period])


def before(plan: Plan, came_since: list[Review]) -> Plan:
    """Return a plan as it was before some reviews: what they ended goes on, what they began is not there.

    What they reworded says what it said.
    """
    periods = {review.period for review in came_since}
    new = {item.id: item for item in plan.items if item.added.review in periods}
    every = {item.id: item for item in plan.items}
    there = [_above_before(item, new, every) for item in plan.items if item.id not in new]
    items = [_item_before(item, periods) for item in there if item is not None]
    reviews = [review for review in plan.reviews if review not in came_since]
    return plan.model_copy(update={"reviews": reviews, "items": items})


def _above_before(item: Item, new: dict[str, Item], every: dict[str, Item]) -> Item | None:
    """Return an item under what it was under before `new` ones came; None for a copy made for one of them."""
    came_above = [one for one in above(item, every) if one.id in new]
    if any(one.number is not None or one.replaces is None for one in came_above):
        return None
    while item.under in new:
        item = item.model_copy(update={"under": new[item.under].replaces})
    return item


def _item_before(item: Item, periods: set[int]) -> Item:
    since = [one for one in item.earlier if one.review in periods]
    fields = item.fields | {one.field: one.value for one in reversed(since)}
    ended = None if item.ended and item.ended.review in periods else item.ended
    earlier = [one for one in item.earlier if one not in since]
    return item.model_copy(update={"fields": fields, "earlier": earlier, "ended": ended})


def with_review(plans: list[Plan], review: HeldMeeting, meeting: Meeting) -> Plan:
    """Return the first of some plans that a meeting fits, with it; raises the Refusal of the last."""
    refused = Refusal("review.period-taken", period=review.period)
    for plan in (with_planned(one, meeting.started.planned) for one in plans):
        try:
            now = with_changes(plan, review, meeting.script.format)[0].child
            merged = child_with(now, meeting.plan.child, meeting.minutes.child)
            return write_into(plan, review, meeting.script, merged, before=meeting.began_with)
        except Refusal as refusal:
            refused = refusal
    raise refused


def child_with(now: Child, before_it: Child, after_it: Child) -> Child:
    """Return the child as the plan says now, with what a meeting changed: what others changed stays."""
    changed = _changed(before_it, after_it) - {"set_up"}
    set_up = now.set_up.model_copy(
        update={name: getattr(after_it.set_up, name) for name in _changed(before_it.set_up, after_it.set_up)}
    )
    return now.model_copy(update={**{name: getattr(after_it, name) for name in changed}, "set_up": set_up})


def _changed(old: object, new: object) -> set[str]:
    return {name for name in type(new).model_fields if getattr(old, name) != getattr(new, name)}  # type: ignore[attr-defined]
