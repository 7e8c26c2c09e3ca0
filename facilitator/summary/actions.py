"""Actions: what, who and by when; those that are not agreed marked so; and what became of the last ones."""

from __future__ import annotations

from facilitator.phrases import action as phrases
from facilitator.phrases.follow_up import since
from facilitator.phrases.item import in_sentence
from facilitator.phrases.sentence import capital
from facilitator.plan.actions import STATUSES, Action
from facilitator.plan.entries import Entry
from facilitator.summary.items_reviewed import answers
from facilitator.summary.names_of_ids import Names
from facilitator.summary.summary_shapes import Answer, Checked, Slip, Task
from facilitator.summary.words_by_person import voice


def task(action: Action, names: Names) -> Task:
    """Return an action as it is read."""
    item = names.thing(action.about)
    who = action.who or (names.person(action.person) if action.person else "")
    return Task(
        what=action.what,
        who=who or capital(phrases.owner("", tell=names.speak)),
        by=capital(phrases.due(action.by, tell=names.speak)),
        who_by=phrases.who_by(who, action.by, tell=names.speak),
        of=phrases.on_item(in_sentence(item, names.script.format), tell=names.speak) if item else "",
        for_words=names.script.format.words_of(item) if item and item.number is not None else "",
        agreed=action.agreed,
        state=_state(action, names),
        since=since(action, tell=names.speak),
    )


def slips(names: Names) -> list[Slip]:
    """Return the actions by who does them now, in the order of the meeting; those of nobody last."""
    by_owner: dict[str, list[Task]] = {}
    for action in (one.as_it_stands for one in names.review.actions):
        by_owner.setdefault((action.who or action.person or "").casefold(), []).append(task(action, names))
    nobody = by_owner.pop("", [])
    owned = [Slip(held[0].who, held) for held in by_owner.values()]
    return [*owned, *([Slip("", nobody)] if nobody else [])]


def _state(action: Action, names: Names) -> str:
    """Say whether an action is agreed, or everything that keeps it from being so (MEETING, rule 11)."""
    asked = action.confirm
    state = phrases.state(action.who, action.by, to_be_asked=asked is not None, tell=names.speak)
    if asked is None:
        return state
    asks = phrases.asked(asked.who, asked.by, tell=names.speak)
    return names.say("task.asked", state=state, asked=asks)


def checks(names: Names) -> list[Checked]:
    """Return what became of earlier actions; those of the last review of which nothing is said come last.

    So do those of what wrote the plan since, of which something was noted before this meeting.
    """
    meetings = (*names.plan.planning, *names.earlier, names.review)
    known = {action.id: action for meeting in meetings for action in meeting.actions}
    about = {entry.about for entry in names.review.entries}
    found = [_check(action, names) for action in known.values() if action.id in about]
    last = [*names.earlier[-1].actions] if names.earlier else []
    before = names.earlier[-1].date if names.earlier else None
    planned = [held for held in names.plan.planning if before is None or held.date > before]
    last += [action for held in planned for action in held.actions if action.changes]
    return found + [_check(action, names) for action in last if action.id not in about]


def _check(action: Action, names: Names) -> Checked:
    fields = names.script.format.fields_of("action")
    entries = names.review.about(action.id)
    status = next(
        (one for one in entries if one.field in fields and fields[one.field].role == "status"), None
    )
    said = [one for one in names.script.format.said(names.review) if one.about == action.id]
    apart = {one.id for one in (*said, status) if one}
    noted = [Answer(names.say("status.since"), words, "") for words in since(action, tell=names.speak)]
    return Checked(
        task=task(action, names),
        status=_became(status, action, names),
        notes=[voice(one, names) for one in said],
        answers=[*noted, *answers([one for one in entries if one.id not in apart], names, "action")],
        note=status.note if status else "",
    )


def _became(status: Entry | None, action: Action, names: Names) -> str:
    """Return what a review says became of an action; where nobody was asked, what was noted before it."""
    if status is None:
        noted = action.now.status
        return capital(phrases.became(noted, tell=names.speak)) if noted else names.say("status.unknown")
    if status.text not in STATUSES:
        return names.option(status.field, status.value, "action")
    return capital(phrases.became(status.text, tell=names.speak))
