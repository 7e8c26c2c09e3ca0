"""What people said, to the letter and under their own names; the child's words stand first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from facilitator.phrases.manner import manner
from facilitator.phrases.person import whose_view
from facilitator.phrases.sentence import capital
from facilitator.plan.entries import Entry
from facilitator.plan.people import CHILD, EVERYONE
from facilitator.summary.names import Names
from facilitator.summary.shapes import Ending, Said, Task, Topic, Views

Tasks = dict[str, Task]
"""The review's actions, by their ids."""

Group = tuple[Literal["person", "perspective"], str]
_CHILD: Group = ("perspective", "child")
_SCHOOL: Group = ("perspective", "school")
_TOGETHER: Group = ("perspective", EVERYONE)


def voice(entry: Entry, names: Names, tasks: Tasks | None = None) -> Said:
    """Return what one person said as it is read."""
    return Said(
        text=entry.text,
        speaker=names.person(entry.by),
        how=_how(entry, names),
        ending=_ending(entry, names, tasks or {}),
    )


def _how(entry: Entry, names: Names) -> str:
    """Say how words were said; those that everyone agreed need no such note."""
    how = entry.manner
    if entry.by == EVERYONE and how.how == "own_words" and how.when == "in_meeting":
        return ""
    return manner(
        how.how,
        names.person(how.helper) if how.helper else "",
        given=None if how.given == "spoken" else how.given,
        asked=how.asked,
        sent_in=how.when == "sent_in",
        tell=names.speak,
    )


def _ending(entry: Entry, names: Names, tasks: Tasks) -> Ending | None:
    """Say how a *not working* ends; one without an end says that too."""
    match = entry.match
    if match is None:
        return Ending(names.say("ending.open")) if entry.field in names.concerns else None
    if match.kind == "action":
        return Ending(names.say("ending.action"), task=tasks.get(match.target or ""), because=match.because)
    if match.kind == "outcome":
        item = names.thing(match.target)
        label = names.say("ending.outcome", number=item.number) if item else names.say("ending.outcome-gone")
        words = names.script.format.words_of(item) if item else ""
        return Ending(label, words=words, because=match.because)
    return Ending(names.say(f"ending.{match.kind}"), because=match.because)


def views(statements: list[Entry], names: Names, tasks: Tasks) -> list[Views]:
    """Return what is working and not, by perspective: the child, home, school, each practitioner, everyone.

    The child's views are always there, and carry every other topic that the child spoke about.
    """
    groups: dict[Group, list[Entry]] = {_CHILD: [], ("perspective", "parent"): [], _SCHOOL: []}
    for statement in statements:
        if statement.by == CHILD or statement.field in names.views:
            groups.setdefault(_group(statement, names), []).append(statement)
    together = groups.pop(_TOGETHER, [])
    ordered = [*groups.items(), (_TOGETHER, together)]
    return [_views(group, said, names, tasks) for group, said in ordered if said or group == _CHILD]


def _group(statement: Entry, names: Names) -> Group:
    """Return whose views a statement belongs to: a practitioner speaks for themselves alone."""
    person = names.people.get(statement.by)
    if statement.by == CHILD:
        return _CHILD
    if person is None:
        return _TOGETHER
    if person.perspective in ("parent", "school"):
        return ("perspective", person.perspective)
    return ("person", statement.by)


def _views(group: Group, said: list[Entry], names: Names, tasks: Tasks) -> Views:
    kind, key = group
    person = names.people.get(key) if kind == "person" else None
    rest = [statement for statement in said if statement.field not in names.views]
    return Views(
        title=_title(group, names),
        role=person.role if person else "",
        working=[voice(statement, names, tasks) for statement in said if statement.field in names.working],
        not_working=[
            voice(statement, names, tasks) for statement in said if statement.field in names.concerns
        ],
        more=topics(rest, names, tasks, names.script.format.review),
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


def topics(statements: Iterable[Entry], names: Names, tasks: Tasks, order: Iterable[str]) -> list[Topic]:
    """Return statements by topic: in the format's order, then as they came; the child's first in each."""
    by_topic: dict[str, list[Entry]] = {topic: [] for topic in order}
    for statement in statements:
        by_topic.setdefault(statement.field, []).append(statement)
    return [
        Topic(
            label=names.topic(topic),
            said=[voice(held, names, tasks) for held in sorted(said, key=lambda one: one.by != CHILD)],
        )
        for topic, said in by_topic.items()
        if said
    ]
