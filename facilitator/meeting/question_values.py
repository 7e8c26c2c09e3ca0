"""What stands for the variables of a question's sentences: of the meeting, and of what it is asked about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from facilitator.meeting.agenda_place import Place
from facilitator.meeting.last_next_steps import last_next_steps
from facilitator.meeting.meeting import Meeting
from facilitator.meeting.minutes import Held
from facilitator.meeting.support_given import not_given, support_lines
from facilitator.phrases.day import in_full
from facilitator.plan.actions import Action
from facilitator.plan.entries import Entry
from facilitator.plan.field_values import Value
from facilitator.plan.items import Item
from facilitator.plan.people import Child
from facilitator.script.beginnings import beginning
from facilitator.script.format_declaration import new_kind
from facilitator.script.variables import values_of

NameOf = Callable[[str], str]
"""What a person is called, by the id."""


def of_meeting(meeting: Meeting) -> dict[str, object]:
    """Return the variables that every sentence may use."""
    minutes, plan, period_name = meeting.minutes, meeting.plan, meeting.script.period_name
    return {
        "child": minutes.child,
        "period": period_name(minutes.period),
        "last_period": period_name(plan.last_review.period) if plan.last_review else "",
        "minutes": minutes.length,
        "finish": _finish(meeting),
        "plan_format": meeting.script.format.name,
    }


def _finish(meeting: Meeting) -> str:
    """Return the time at which the meeting is to end, such as 15:05, or nothing before it has begun."""
    began = meeting.began
    return "" if began is None else f"{began + timedelta(minutes=meeting.minutes.length):%H:%M}"


def at_question(place: Place, meeting: Meeting, name: NameOf, kept: str) -> dict[str, object]:
    """Return the variables of what a question is asked about, without what a screen hides of it.

    In the place of words that are not for sharing stands that they are `kept`, where they are not shown.
    """
    minutes, plan, form = meeting.minutes, meeting.plan, meeting.script.format
    values = _of_item(place.key.parts[0], meeting, name) if place.key.parts else {}
    if place.turn.for_each in form.items:
        values[place.turn.for_each] = None  # where none stands under what it is asked about
    items = {item.id: item for item in plan.items}
    children = {one.id: one for one in plan.children}
    actions = {action.id: action for action in plan.last_actions()}
    for part in place.key.parts:
        if part in children:
            child = minutes.child if part == minutes.child.id else children[part]
            values["child"] = _child(child, meeting)
        if part in minutes.people:
            values["person"] = minutes.people[part]
        elif part in items:
            item = form.without_hidden(items[part])
            values[item.kind] = values_of(item, form.items[item.kind])
        elif part in actions or part in minutes.actions:
            values["action"] = _action_values(actions.get(part) or minutes.actions[part], kept)
        else:
            values |= _of_line(minutes.said[part].entry, meeting, name, kept)
    return values


def _child(child: Child, meeting: Meeting) -> Child:
    """Return a child as questions name them: apart from another one of the group with the same name."""
    people = meeting.minutes.people
    apart = len(meeting.plan.children) > 1 and child.id in people
    return child.model_copy(update={"known_as": people[child.id].name}) if apart else child


def _of_item(item: str, meeting: Meeting, name: NameOf) -> dict[str, object]:
    """Return what was promised last and not given, where it began, and who showed the ends."""
    minutes, plan, form = meeting.minutes, meeting.plan, meeting.script.format
    numbers = {person: at.number for person, at in minutes.scores.sides(item).items() if at.number}
    of_scale = min(numbers.values(), default=0), max(numbers.values(), default=0)
    lowest, highest = (
        ", ".join(name(person) for person, number in numbers.items() if number == end) for end in of_scale
    )
    return {
        "last_next": last_next_steps(item, plan, form),
        "support": "; ".join(support_lines(item, minutes)),
        "not_given": ", ".join(not_given(item, minutes)),
        "before": beginning(item, plan, form),
        "lowest": lowest,
        "highest": highest,
    }


def _of_line(line: Entry, meeting: Meeting, name: NameOf, kept: str) -> dict[str, object]:
    """Return the variable for a line that questions are asked about: a new item, or a concern."""
    kind, text = new_kind(line.field), kept if kept and line.not_shared else line.text
    if kind is None:
        return {"concern": {"text": text, "speaker": name(line.by)}}
    declared = meeting.script.format.items[kind]
    words: dict[str, Value] = {declared.role_field("wording") or "": text}
    return {kind: values_of(Item(id=line.id, kind=kind, fields=words), declared)}


def _action_values(action: Action | Held, kept: str) -> dict[str, object]:
    who, by = action.now[:2] if isinstance(action, Action) else (action.who, action.by)
    what = kept if kept and action.not_shared else action.what
    return {"what": what, "who": who, "by": in_full(by) if by else ""}
