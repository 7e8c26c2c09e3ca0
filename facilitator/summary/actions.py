"""Actions: what, who and by when; those that are not agreed marked so; and what became of the last ones."""

from __future__ import annotations

from facilitator.phrases import action as phrases
from facilitator.phrases.sentence import capital
from facilitator.plan.reviews import Action, Review
from facilitator.summary.names import Names
from facilitator.summary.shapes import Checked, Task
from facilitator.summary.voices import voice


def task(action: Action, names: Names) -> Task:
    """Return an action as it is read."""
    outcome = names.outcome(action.outcome)
    who = action.who or (names.person(action.person) if action.person else "")
    return Task(
        what=action.what,
        who=who or capital(phrases.owner("", tell=names.speak)),
        by=capital(phrases.due(action.by, tell=names.speak)),
        who_by=phrases.who_by(who, action.by, tell=names.speak),
        outcome=names.say("outcome-within", number=outcome.number) if outcome else "",
        agreed=action.agreed,
        state=_state(action, names),
    )


def _state(action: Action, names: Names) -> str:
    """Say whether an action is agreed, or everything that keeps it from being so (MEETING, rule 11)."""
    asked = action.confirm
    state = phrases.state(action.who, action.by, to_be_asked=asked is not None, tell=names.speak)
    if asked is None:
        return state
    asks = phrases.asked(asked.who, asked.by, tell=names.speak)
    return names.say("task.asked", state=state, asked=asks)


def checks(names: Names) -> list[Checked]:
    """Return what became of the last review's actions; those that nobody asked after come last."""
    earlier = _earlier(names)
    known = {action.id: action for review in earlier for action in review.actions}
    found = [
        Checked(
            task=task(known[check.action], names) if check.action in known else None,
            status=_became(check.status, names),
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


def _became(status: str | None, names: Names) -> str:
    return capital(phrases.became(status, tell=names.speak)) if status else names.say("status.unknown")


def _earlier(names: Names) -> list[Review]:
    """Return the plan's reviews that were held before this one."""
    here = names.review
    return [review for review in names.plan.reviews if review.id != here.id and review.period < here.period]
