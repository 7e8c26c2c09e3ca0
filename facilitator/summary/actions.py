"""Actions: what, who and by when; those that are not agreed marked so; and what became of the last ones."""

from __future__ import annotations

from facilitator.plan.actions import Action
from facilitator.plan.reviews import Review
from facilitator.summary.names import Names
from facilitator.summary.shapes import Checked, Task
from facilitator.summary.voices import voice


def task(action: Action, names: Names) -> Task:
    """Return an action as it is read."""
    outcome = names.outcome(action.outcome)
    return Task(
        what=action.what,
        who=action.who or (names.person(action.person) if action.person else ""),
        by=names.day(action.by),
        outcome=names.say("outcome-within", number=outcome.number) if outcome else "",
        agreed=action.agreed,
        state=_state(action, names),
    )


def _state(action: Action, names: Names) -> str:
    """Say whether an action is agreed, or everything that keeps it from being so (MEETING, rule 11)."""
    if action.agreed:
        return names.say("task.agreed")
    missing = [name for name, there in (("who", action.who), ("by", action.by)) if not there]
    asked = action.confirm
    if asked:
        missing.append("confirm")
    return names.say(
        f"task.{'-'.join(missing)}",
        who=(asked and asked.who) or names.say("task.somebody"),
        by=names.day(asked.by if asked else None) or names.say("task.some-day"),
    )


def checks(names: Names) -> list[Checked]:
    """Return what became of the last review's actions; those that nobody asked after come last."""
    earlier = _earlier(names)
    known = {action.id: action for review in earlier for action in review.actions}
    found = [
        Checked(
            task=task(known[check.action], names) if check.action in known else None,
            status=names.say(f"status.{check.status or 'unknown'}"),
            notes=[voice(statement, names) for statement in check.statements],
        )
        for check in names.review.last_actions
    ]
    asked = {check.action for check in names.review.last_actions}
    last = earlier[-1].actions if earlier else []
    return found + [
        Checked(task(action, names), names.say("status.not_asked"), [])
        for action in last
        if action.id not in asked
    ]


def _earlier(names: Names) -> list[Review]:
    """Return the plan's reviews that were held before this one."""
    here = names.review
    return [review for review in names.plan.reviews if review.id != here.id and review.period < here.period]
