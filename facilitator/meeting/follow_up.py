"""What becomes of an action between two meetings: ticked off, moved, handed on, dropped.

The meeting that agreed it stays as it is: what became of it is an entry of its own, with its day and who
noted it. Only what the next review asks after is followed up.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, get_args

from facilitator.phrases.day import in_full
from facilitator.plan.actions import STATUSES, Action, ActionChange, ActionNow, ActionStatus
from facilitator.plan.changes import PlanChange
from facilitator.plan.field_values import Value, day_of
from facilitator.plan.nouns import Mark
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.script.plan_parts import ACTION

Followed = Literal["status", "who", "due"]
"""What a change says of an action: what became of it, whose it is now, or by when it is now."""


def following(action: str, field: Followed, value: str, **more: str) -> PlanChange:
    """Return the change that says something of an action; `more` is because, by and agreed."""
    given = {"deed": "followed_up", "kind": ACTION, "part": action, "field": field, "value": value}
    return PlanChange.model_validate({**given, **more})


def followed_up(plan: Plan, change: PlanChange, mark: Mark) -> tuple[Plan, PlanChange]:
    """Return a plan in which an action was followed up, and the change with what stood there before.

    Raises Refusal, one for each thing that can be wrong with it.
    """
    action = next((one for one in plan.last_actions() if one.id == change.part), None)
    if action is None or change.field not in get_args(Followed) or mark.on is None:
        raise Refusal("follow.not-asked-after")
    now, because = action.now, " ".join(change.because.split())
    own = ActionChange(on=mark.on, by=mark.by, agreed=change.agreed, because=because)
    entry = own.model_copy(update=_told(change, now, mark.on))
    was = {"status": now.status, "who": now.who or None, "due": now.by and now.by.isoformat()}
    after = plan.with_action(action.model_copy(update={"changes": [*action.changes, entry]}))
    return after, change.model_copy(update={"was": was[change.field]})


def last_entry(plan: Plan, action: str) -> tuple[Action, ActionChange]:
    """Return an action that was followed up, and what was noted of it last."""
    found = next(one for one in plan.last_actions() if one.id == action)
    return found, found.changes[-1]


def _told(change: PlanChange, now: ActionNow, today: date) -> dict[str, object]:
    if change.field == "status":
        return {"status": _status(change, now)}
    _refuse_over(now)
    return {"who": _owner(change.value, now)} if change.field == "who" else {"due": _day(change, now, today)}


def _status(change: PlanChange, now: ActionNow) -> ActionStatus:
    status = next((one for one in STATUSES if one == change.value), None)
    if status is None:
        raise Refusal("follow.not-asked-after")
    if status != "not_done":
        _refuse_over(now)
    if status == now.status or (status == "not_done" and now.status is None):
        raise Refusal("follow.part-already" if status == "part" else "follow.open-already")
    if status == "not_needed" and not change.because.strip():
        raise Refusal("follow.no-reason")
    return status


def _refuse_over(now: ActionNow) -> None:
    """Raise the Refusal of an action with which nothing is to be done any more."""
    if now.noted is not None and not now.is_open:
        key = "follow.done-already" if now.status == "done" else "follow.dropped-already"
        raise Refusal(key, day=in_full(now.noted.on), name=now.noted.by)


def _owner(value: Value | None, now: ActionNow) -> str:
    name = " ".join(str(value or "").split())
    if not name:
        raise Refusal("follow.no-name")
    if name == now.who:
        raise Refusal("follow.same-owner", name=name)
    return name


def _day(change: PlanChange, now: ActionNow, today: date) -> date:
    due = day_of(change.value) if change.value is not None else None
    if due is None:
        raise Refusal("edit.no-date", text=str(change.value or ""))
    if due < today:
        raise Refusal("follow.day-over", day=in_full(due))
    if due == now.by:
        raise Refusal("follow.same-day", day=in_full(due))
    return due
