"""What became of an action between two meetings, in words."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.phrases.day import in_full
from facilitator.phrases.sentence import ended
from facilitator.plan.actions import Action, ActionChange
from facilitator.plan.changes import PlanChange
from facilitator.plan.field_values import day_of
from facilitator.plan.plan import Plan
from facilitator.plan.text import in_short
from facilitator.script.ladder import Say
from facilitator.script.words_by_key import say

_KNOWN_BY = 80
"""How many letters of an action stand in a sentence about it."""


def since(action: Action, *, tell: Say = say) -> list[str]:
    """Return what was noted of an action since it was agreed, a sentence or two for each time."""
    return [noted(one, tell=tell) for one in action.changes]


def noted(change: ActionChange, *, tell: Say = say) -> str:
    """Return what was noted on a day, with who noted it, and the reason or what came of it."""
    who = tell("action.noted-by", name=change.by) if change.by else ""
    told = " ".join(_parts(change, tell))
    words = tell("action.noted", told=told, day=in_full(change.on), by=who)
    return tell("action.noted-because", noted=words, words=ended(change.because)) if change.because else words


def _parts(change: ActionChange, tell: Say) -> Iterator[str]:
    if change.status:
        yield tell(f"action.since-{change.status.replace('_', '-')}")
    agreed = "-agreed" if change.agreed else ""
    if change.due:
        yield tell(f"action.since-due{agreed}", due=in_full(change.due), agreed=change.agreed)
    if change.who:
        yield tell(f"action.since-who{agreed}", who=change.who, agreed=change.agreed)


def follow_up_told(change: PlanChange, plan: Plan, *, hidden: bool, tell: Say = say) -> str:
    """Return a change that follows up an action as a sentence; of one that is `hidden` not its words."""
    actions = {one.id: one.what for held in plan.meetings() for one in held.actions}
    words = in_short(actions.get(change.part, ""), _KNOWN_BY)
    quoted = tell("action.some") if hidden else tell("action.one", what=words)
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
    return tell("action.did-because", told=told, words=ended(change.because))


def _way(change: PlanChange) -> str:
    if change.field == "status":
        return str(change.value).replace("_", "-")
    return f"{change.field}-agreed" if change.agreed else change.field
