"""What people said, to the letter and under their own names; the child's words stand first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from facilitator.phrases.manner import manner
from facilitator.phrases.person import whose_view
from facilitator.phrases.sentence import capital
from facilitator.plan.people import CHILD, EVERYONE
from facilitator.plan.reviews import NOT_WORKING, WORKING, Statement
from facilitator.summary.names import Names
from facilitator.summary.shapes import Ending, Said, Task, Topic, Views

Tasks = dict[str, Task]
"""The review's actions, by their ids."""

Group = tuple[Literal["person", "perspective"], str]
_CHILD: Group = ("perspective", "child")
_SCHOOL: Group = ("perspective", "school")
_TOGETHER: Group = ("perspective", EVERYONE)


def voice(statement: Statement, names: Names, tasks: Tasks | None = None) -> Said:
    """Return one statement as it is read."""
    return Said(
        text=statement.text,
        speaker=names.person(statement.speaker),
        how=_how(statement, names),
        ending=_ending(statement, names, tasks or {}),
    )


def _how(statement: Statement, names: Names) -> str:
    """Say how words were said; those that everyone agreed need no such note."""
    if statement.speaker == EVERYONE and statement.how == "own_words" and statement.when == "in_meeting":
        return ""
    return manner(
        statement.how,
        names.person(statement.helper) if statement.helper else "",
        given=None if statement.given == "spoken" else statement.given,
        asked=statement.asked,
        sent_in=statement.when == "sent_in",
        tell=names.speak,
    )


def _ending(statement: Statement, names: Names, tasks: Tasks) -> Ending | None:
    """Say how a *not working* ends; one without an end says that too."""
    match = statement.match
    if match is None:
        return Ending(names.say("ending.open")) if statement.topic == NOT_WORKING else None
    if match.kind == "action":
        return Ending(names.say("ending.action"), task=tasks.get(match.action or ""), because=match.because)
    outcome = names.outcome(match.outcome)
    if match.kind == "outcome":
        key = "ending.outcome" if outcome else "ending.outcome-gone"
        label = names.say(key, number=outcome.number if outcome else "")
        return Ending(label, words=outcome.wording if outcome else "", because=match.because)
    return Ending(names.say(f"ending.{match.kind}"), because=match.because)


def views(statements: list[Statement], names: Names, tasks: Tasks) -> list[Views]:
    """Return what is working and not, by perspective: the child, home, school, each practitioner, everyone.

    The child's views are always there, and carry every other topic that the child spoke about.
    """
    groups: dict[Group, list[Statement]] = {_CHILD: [], ("perspective", "parent"): [], _SCHOOL: []}
    for statement in statements:
        if statement.speaker == CHILD or statement.topic in (WORKING, NOT_WORKING):
            groups.setdefault(_group(statement, names), []).append(statement)
    together = groups.pop(_TOGETHER, [])
    ordered = [*groups.items(), (_TOGETHER, together)]
    return [_views(group, said, names, tasks) for group, said in ordered if said or group == _CHILD]


def _group(statement: Statement, names: Names) -> Group:
    """Return whose views a statement belongs to: a practitioner speaks for themselves alone."""
    person = names.people.get(statement.speaker)
    if statement.speaker == CHILD:
        return _CHILD
    if person is None:
        return _TOGETHER
    if person.perspective in ("parent", "school"):
        return ("perspective", person.perspective)
    return ("person", statement.speaker)


def _views(group: Group, said: list[Statement], names: Names, tasks: Tasks) -> Views:
    kind, key = group
    person = names.people.get(key) if kind == "person" else None
    rest = [statement for statement in said if statement.topic not in (WORKING, NOT_WORKING)]
    return Views(
        title=_title(group, names),
        role=person.role if person else "",
        working=[voice(statement, names, tasks) for statement in said if statement.topic == WORKING],
        not_working=[voice(statement, names, tasks) for statement in said if statement.topic == NOT_WORKING],
        more=topics(rest, names, tasks, names.script.format.topics),
    )


def _title(group: Group, names: Names) -> str:
    if group == _CHILD:
        return names.plan.child.called
    kind, key = group
    if kind == "person":
        return names.people[key].name
    if key == EVERYONE:
        return names.speak("person.everyone")
    return capital(whose_view(key, tell=names.speak))


def topics(statements: Iterable[Statement], names: Names, tasks: Tasks, order: Iterable[str]) -> list[Topic]:
    """Return statements by topic: in the format's order, then as they came; the child's first in each."""
    by_topic: dict[str, list[Statement]] = {topic: [] for topic in order}
    for statement in statements:
        by_topic.setdefault(statement.topic, []).append(statement)
    return [
        Topic(
            label=names.topic(topic),
            said=[voice(held, names, tasks) for held in sorted(said, key=lambda one: one.speaker != CHILD)],
        )
        for topic, said in by_topic.items()
        if said
    ]
