"""Actions: what, who and by when; those that are not agreed marked so; and what became of the last ones."""

from __future__ import annotations

from facilitator.phrases import action as phrases
from facilitator.phrases.item import within
from facilitator.phrases.sentence import capital
from facilitator.plan.actions import Action
from facilitator.plan.reviews import Review
from facilitator.summary.names import Names
from facilitator.summary.shapes import Checked, Task
from facilitator.summary.voices import voice


def task(action: Action, names: Names) -> Task:
    """Return an action as it is read."""
    item = names.thing(action.about)
    who = action.who or (names.person(action.person) if action.person else "")
    return Task(
        what=action.what,
        who=who or capital(phrases.owner("", tell=names.speak)),
        by=capital(phrases.due(action.by, tell=names.speak)),
        who_by=phrases.who_by(who, action.by, tell=names.speak),
        outcome=within(item, names.script.format) if item else "",
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
    form, review = names.script.format, names.review
    status = next((path.field for path in form.paths("status")), "")
    about = {entry.about for entry in review.entries if entry.about in known}
    asked = [action for action in known if action in about]
    found = [
        Checked(
            task=task(known[action], names),
            status=_became(review.chosen(status, action), names),
            notes=[voice(entry, names) for entry in form.said(review) if entry.about == action],
        )
        for action in asked
    ]
    last = earlier[-1].actions if earlier else []
    return found + [
        Checked(task(action, names), names.say("status.not_asked"), [])
        for action in last
        if action.id not in about
    ]


def _became(status: str | None, names: Names) -> str:
    return capital(phrases.became(status, tell=names.speak)) if status else names.say("status.unknown")


def _earlier(names: Names) -> list[Review]:
    """Return the plan's reviews that were held before this one."""
    here = names.review
    return [review for review in names.plan.reviews if review.id != here.id and review.period < here.period]
