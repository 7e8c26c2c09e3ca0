"""What people said, to the letter and under their own names; the child's words stand first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

from facilitator.phrases.item import within
from facilitator.phrases.manner import manner
from facilitator.phrases.person import whose_view
from facilitator.phrases.sentence import capital
from facilitator.plan.entries import Entry
from facilitator.plan.people import CHILD, EVERYONE
from facilitator.plan.reviews import PARKED
from facilitator.summary.names_of_ids import Names
from facilitator.summary.summary_shapes import Ending, Said, Task, Topic, Views

Tasks = dict[str, Task]
"""The review's actions, by their ids."""

Group = tuple[Literal["child", "person", "perspective"], str]
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
    how, asked = entry.manner, entry.manner.asked
    if entry.field == PARKED and how.turn and not asked:  # beside an answer that has no place of its own
        asked = names.question(how.turn, [])
    if entry.by == EVERYONE and how.how == "own_words" and how.when == "in_meeting" and not asked:
        return ""
    return manner(
        how.how,
        names.person(how.helper) if how.helper else "",
        given=None if how.given == "spoken" else how.given,
        asked=asked,
        sent_in=how.when == "sent_in",
        tell=names.speak,
    )


def _ending(entry: Entry, names: Names, tasks: Tasks) -> Ending | None:
    """Say how a *not working* ends; one without an end says that too."""
    match = entry.match
    if match is None:
        return Ending(names.say("ending.open")) if entry.field in names.concerns else None
    if match.kind == "action":
        task = tasks.get(match.target or "")
        label = names.say("ending.action" if task else "ending.action-gone")
        return Ending(label, task=task, because=match.because)
    if match.kind == "outcome":
        item = names.thing(match.target)
        if item is None:
            return Ending(names.say("ending.outcome-gone"), because=match.because)
        form = names.script.format
        label = names.say("ending.outcome", item=within(item, form))
        return Ending(label, words=form.words_of(item) if item.number else "", because=match.because)
    return Ending(names.say(f"ending.{match.kind}"), because=match.because)


def views(entries: list[Entry], names: Names, tasks: Tasks) -> list[Views]:
    """Return what is working and not: each child's views, home, school, each practitioner, everyone.

    The views of a child who belongs to the meeting are always there; a child's carry every other field that
    the child spoke about.
    """
    groups: dict[Group, list[Entry]] = {("child", child): [] for child in _children(names)}
    groups |= {("perspective", "parent"): [], _SCHOOL: []}
    for entry in entries:
        if names.is_child(entry.by) or entry.field in names.views:
            groups.setdefault(_group(entry, names), []).append(entry)
    together = groups.pop(_TOGETHER, [])
    found = sorted(groups.items(), key=lambda held: held[0][0] != "child")
    ordered = [*found, (_TOGETHER, together)]
    return [_views(group, said, names, tasks) for group, said in ordered if said or group[0] == "child"]


def _children(names: Names) -> list[str]:
    """Return the ids of the children who belong to the meeting, there or not."""
    if len(names.plan.children) == 1 and names.script.format.children.in_room:
        return [CHILD]
    return [person.id for person in names.review.people if person.perspective == "child"]


def _group(entry: Entry, names: Names) -> Group:
    """Return whose views words belong to: a practitioner speaks for themselves alone."""
    person = names.people.get(entry.by)
    if names.is_child(entry.by):
        return ("child", entry.by)
    if person is None:
        return _TOGETHER
    if person.perspective in ("parent", "school"):
        return ("perspective", person.perspective)
    return ("person", entry.by)


def _views(group: Group, said: list[Entry], names: Names, tasks: Tasks) -> Views:
    kind, key = group
    person = names.people.get(key) if kind == "person" else None
    columns = [[one for one in said if one.field in fields] for fields in (names.working, names.concerns)]
    working, not_working = ([voice(one, names, tasks) for one in column] for column in columns)
    rest = [entry for entry in said if entry.field not in names.views]
    return Views(
        title=_title(group, names),
        role=person.role if person else "",
        of_child=kind == "child",
        of_family=group == ("perspective", "parent"),
        working=working,
        not_working=not_working,
        more=topics(rest, names, tasks, "review"),
    )


def _title(group: Group, names: Names) -> str:
    kind, key = group
    if group == ("child", CHILD):
        return names.plan.child.called
    if kind == "child":
        return names.person(key)
    if kind == "person":
        return names.people[key].name
    if key == EVERYONE:
        return names.speak("person.everyone")
    return capital(whose_view(key, tell=names.speak))


def topics(
    entries: Iterable[Entry], names: Names, tasks: Tasks, of: str, agreed: Sequence[str] = ()
) -> list[Topic]:
    """Return what was said `of` a kind by field: in the format's order, then as it came; children first.

    `agreed` are the ids of the actions that stand with what comes next.
    """
    form = names.script.format
    by_field: dict[str, list[Entry]] = {field: [] for field in form.fields_of(of)}
    for entry in entries:
        by_field.setdefault(entry.field, []).append(entry)
    next_steps = {form.next_of(of): [replace(tasks[one], of="") for one in agreed if one in tasks]}
    by_field |= {field: by_field.get(field, []) for field in next_steps}
    return [
        Topic(
            label=names.topic(field, of),
            said=[
                voice(one, names, tasks) for one in sorted(said, key=lambda one: not names.is_child(one.by))
            ],
            tasks=next_steps.get(field, []),
        )
        for field, said in by_field.items()
        if said or next_steps.get(field)
    ]
