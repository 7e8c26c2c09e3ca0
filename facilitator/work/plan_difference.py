"""What one version of a plan has and another has not, in lines: its parts, its own words, its reviews."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.phrases import action, score, signature
from facilitator.phrases.day import in_full
from facilitator.phrases.item import within
from facilitator.phrases.plan_fields import fields_of
from facilitator.phrases.plan_part import part_called, value_told
from facilitator.phrases.review import of_period
from facilitator.phrases.sentence import capital, ended
from facilitator.plan.entries import Entry
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import HeldMeeting
from facilitator.script.formats_and_turns import FormatFile, Script
from facilitator.script.plan_parts import (
    CHILD,
    ENTRY,
    PERSON,
    PLAN,
    Part,
    ended_of,
    everybody,
    field_of,
    has_part,
    is_private,
    parts_of,
    value_in,
)
from facilitator.script.words_by_key import say

_INDENT = "  "


def only_in(plan: Plan, other: Plan, script: Script) -> list[str]:
    """Return what a plan says and another version of it does not, a line for each thing.

    What a shared screen hides is only said to be there.
    """
    lines = list(_own(plan, other, script.format))
    for kind in (CHILD, PERSON, *script.format.items):
        for part in parts_of(plan, kind):
            lines += _part(plan, part, other, script.format)
    for held in plan.meetings():
        lines += _of_meeting(held, plan, other, script)
    return lines


def _own(plan: Plan, other: Plan, form: FormatFile) -> Iterator[str]:
    """Yield the words of the plan itself, and who signed it."""
    yield from _fields(plan, Part(PLAN), other, form)
    for entry in plan.entries:
        part = Part(ENTRY, entry.id)
        if has_part(other, part) and value_in(other, part, "") == entry.value:
            continue
        declared = fields_of(ENTRY, form, entry.field).get(entry.field)
        hidden = declared is not None and declared.hidden
        if declared is not None and (declared.type == "said" or entry.about is not None):
            yield _line(part_called(plan, part, form), _said(entry, everybody(plan)), hidden=hidden)
    there = set(signature.lines(other, form))
    yield from (line for line in signature.lines(plan, form) if line not in there)


def _part(plan: Plan, part: Part, other: Plan, form: FormatFile) -> Iterator[str]:
    """Yield a part under what it is called, with what it says otherwise, and how it ended."""
    lines = [f"{_INDENT}{line}" for line in _fields(plan, part, other, form)]
    if ended_of(plan, part) and not (has_part(other, part) and ended_of(other, part)):
        lines.append(f"{_INDENT}{say('recover.ended')}")
    if lines or not has_part(other, part):
        yield part_called(plan, part, form)
        yield from lines


def _fields(plan: Plan, part: Part, other: Plan, form: FormatFile) -> Iterator[str]:
    there = has_part(other, part)
    for name, declared in fields_of(part.kind, form, field_of(plan, part)).items():
        value = value_in(plan, part, name)
        if value is not None and not (there and value_in(other, part, name) == value):
            yield _line(declared.label or name, value_told(value, declared), hidden=declared.hidden)


def _line(label: str, value: str, *, hidden: bool) -> str:
    return say("edit.hidden-in-lines", label=label) if hidden else say("edit.field", label=label, value=value)


def _said(entry: Entry, names: dict[str, str]) -> str:
    """Return words under whoever said them; nobody's name stands for somebody who is not known."""
    name = names.get(entry.by) or say("edit.everyone")
    return say("unsaved.said", name=name, text=entry.text)


def _of_meeting(held: HeldMeeting, plan: Plan, other: Plan, script: Script) -> Iterator[str]:
    """Yield a meeting under its name and day, with what it has more than in the other version."""
    before = next((one for one in other.meetings() if one.id == held.id), None)
    there = set(lines_of(before, other, script)) if before else set()
    lines = [line for line in lines_of(held, plan, script) if line not in there]
    if lines or before is None:
        yield of_period(script.period_name(held.period), held.date)
        yield from (f"{_INDENT}{line}" for line in lines)


def lines_of(held: HeldMeeting, plan: Plan, script: Script) -> Iterator[str]:
    """Yield all that a meeting has: what was said and chosen, scores, actions, the next date."""
    form, names = script.format, {person.id: person.name for person in held.people}
    kinds = {item.id: item.kind for item in plan.items}
    called = {item.id: within(item, form) for item in plan.items}
    became = form.became(plan)
    called |= {one.id: one.what for meeting in plan.meetings() for one in meeting.actions}
    for entry in held.entries:
        path = form.path_of(entry, kinds.get(entry.about or "", ""))
        told = entry.model_copy(update={"value": value_told(entry.value, form.field(path))})
        words = _said(told, names)
        if entry.note:
            words = f"{words} ({entry.note})"
        about = called.get(entry.about or "", "")
        label = form.label_at(path)
        if about:  # what has no label of its own is told by what it is about
            label = capital(about) if label == path.field else f"{label} ({about})"
        yield _line(label, words, hidden=form.is_hidden(path))
    for one in held.scores:
        told_score = score.line(one, script.scale_of(one, plan))
        yield _line(capital(called.get(one.about, one.about)), told_score, hidden=False)
    for agreed in held.actions:
        if is_private(agreed, plan):
            yield say("unsaved.hidden")
            continue
        words = say("unsaved.action", words=action.sentence(agreed.what, agreed.who, agreed.by))
        yield words
        if state := became.get(agreed.id):
            yield f"{words} {ended(capital(action.became(state)))}"
    if held.next_date:
        yield say("review.next", day=in_full(held.next_date))
