"""What became of an action between two meetings, in words."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.phrases.day import in_full
from facilitator.plan.actions import Action, ActionChange
from facilitator.plan.changes import PlanChange
from facilitator.plan.field_values import day_of
from facilitator.plan.plan import Plan
from facilitator.plan.text import in_short
from facilitator.script.ladder import Say

_KNOWN_BY = 80
"""How many letters of an action stand in a sentence about it."""


def since(action: Action, *, tell: Say) -> list[str]:
    """Return what was noted of an action since it was agreed, each with its day, who noted it, and why."""
    return [words for change in action.changes for words in _noted(change, tell)]


def _noted(change: ActionChange, tell: Say) -> Iterator[str]:
    because = change.because
    for part in _parts(change, tell):
        key = "action.noted-by" if change.by else "action.noted"
        words = tell(key, told=part, day=in_full(change.on), name=change.by)
        yield tell("action.noted-because", noted=words, words=because) if because else words
        because = ""


def _parts(change: ActionChange, tell: Say) -> Iterator[str]:
    if change.status:
        yield tell(f"action.since-{change.status.replace('_', '-')}")
    agreed = "-agreed" if change.agreed else ""
    if change.due:
        yield tell(f"action.since-due{agreed}", due=in_full(change.due), agreed=change.agreed)
    if change.who:
        yield tell(f"action.since-who{agreed}", who=change.who, agreed=change.agreed)


def follow_up_told(change: PlanChange, plan: Plan, *, hidden: bool, tell: Say) -> str:
    """Return a change that follows up an action as a sentence; of one that is `hidden` not its words."""
    actions = {one.id: one.what for held in plan.meetings() for one in held.actions}
    words = in_short(actions.get(change.part, ""), _KNOWN_BY)
    quoted = tell("action.some") if hidden else tell("action.quoted", what=words)
    due = day_of(change.value) if change.value is not None else None
    told = tell(
        f"action.did-{_way(change)}",
        action=quoted,
        who=change.value,
        due=in_full(due) if due else "",
        agreed=change.agreed,
    )
    if not change.because or hidden:
        return told
    return tell("action.did-because", told=told, words=change.because)


def _way(change: PlanChange) -> str:
    if change.field == "status":
        return str(change.value).replace("_", "-")
    return f"{change.field}-agreed" if change.agreed else change.field
