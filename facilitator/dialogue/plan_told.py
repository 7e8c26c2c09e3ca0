"""A plan told by section, with the numbers by which each part can be named; and what was changed in it."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.files.change_record import KeptChange
from facilitator.phrases import signature
from facilitator.phrases.came_and_went import came_and_went, went
from facilitator.phrases.day import in_full
from facilitator.phrases.plan_change import change_told
from facilitator.phrases.plan_fields import fields_of
from facilitator.phrases.plan_part import part_called, value_told, words_of_part
from facilitator.plan.entries import Entry
from facilitator.plan.field_values import day_of
from facilitator.plan.plan import Plan
from facilitator.script.format_declaration import Path
from facilitator.script.formats_and_turns import FormatFile
from facilitator.script.plan_parts import (
    CHILD,
    ENTRY,
    PERSON,
    PLAN,
    Part,
    earlier_of,
    ended_of,
    entries_of,
    everybody,
    field_of,
    has_part,
    is_unshared,
    name_of,
    parts_of,
    said_fields,
    thing_of,
    value_in,
)
from facilitator.script.words_by_key import say

KEPT = "edit.hidden-in-lines"
"""Says that something hidden is there, and how it is shown."""


def told_plan(plan: Plan, form: FormatFile, kind: str = "", *, private: bool = False) -> Iterator[str]:
    """Yield a plan, or the parts of one kind, a line for each part and each of its fields.

    What is sensitive is only told where it is asked for as `private`.
    """
    if kind in ("", CHILD):
        for part in parts_of(plan, CHILD):
            yield from told_part(plan, part, form)
    if kind in ("", PLAN):
        yield from _own_fields(plan, Part(PLAN), form, private=private)
        yield from signature.lines(plan, form)
        for field in said_fields(form):
            for part in entries_of(plan, field):
                yield from told_part(plan, part, form, private=private)
    if kind in ("", PERSON):
        for part in parts_of(plan, PERSON):
            yield from told_part(plan, part, form)
    for top in [one for one in form.items if kind in ("", one) and (kind or form.items[one].under is None)]:
        for part in parts_of(plan, top):
            below = not kind or form.items[top].under is None
            yield from told_part(plan, part, form, below=below, private=private)


def told_part(
    plan: Plan, part: Part, form: FormatFile, *, below: bool = True, private: bool = False, kept: str = KEPT
) -> Iterator[str]:
    """Yield a part: what it is called with its words, its other fields, and what belongs to it.

    What is hidden is only told where it is asked for as `private`; else `kept` says that it is there.
    """
    if part.kind == ENTRY:
        hidden = is_hidden(plan, part, form) and not private
        yield _there(plan, part, form, kept) if hidden else entry_line(plan, part, form)
        return
    called, words = part_called(plan, part, form), words_of_part(plan, part, form)
    if not private and is_unshared(plan, part):
        yield _there(plan, part, form, kept)
        return
    yield from _field(called, words) if part.kind in form.items else [called]
    if marks := marks_of(plan, part, form):
        yield f"  {say('edit.marks', marks=marks)}"
    for line in _own_fields(plan, part, form, private=private, kept=kept):
        yield f"  {line}"
    for kind in form.items if below else ():
        if part.kind in form.items and form.items[kind].under == part.kind:
            for one in parts_of(plan, kind, part.id):
                lines = told_part(plan, one, form, private=private, kept=kept)
                yield from (f"  {line}" for line in lines)


def _there(plan: Plan, part: Part, form: FormatFile, kept: str) -> str:
    """Return that a hidden part is there, and whether that is because it is not for sharing."""
    line = say(kept, label=part_called(plan, part, form))
    mark = say("edit.marks", marks=say("manner.not-shared"))
    return f"{line} {mark}" if is_unshared(plan, part) else line


def _own_fields(
    plan: Plan, part: Part, form: FormatFile, *, private: bool = False, kept: str = KEPT
) -> Iterator[str]:
    for name, declared in fields_of(part.kind, form).items():
        if part.kind in form.items and name == name_of(part.kind, form):
            continue
        value = value_in(plan, part, name)
        if value is not None:
            hidden = (declared.hidden or is_unshared(plan, part, name)) and not private
            label = declared.label or name
            told = value_told(value, declared)
            yield from [say(kept, label=label)] if hidden else _field(label, told)


def _field(label: str, value: str) -> Iterator[str]:
    """Yield what a field holds, its further lines under the first."""
    first, *more = value.split("\n")
    yield say("edit.field", label=label, value=first)
    yield from (f"  {line}" for line in more)


def is_hidden(plan: Plan, part: Part, form: FormatFile) -> bool:
    """Return whether a part is not for sharing, or words of the plan itself that the shared screen hides."""
    return is_unshared(plan, part) or form.is_hidden(Path(PLAN, field_of(plan, part)))


def entry_line(plan: Plan, part: Part, form: FormatFile) -> str:
    """Return words of the plan itself on a line, under whose they are."""
    entry = thing_of(plan, part)
    assert isinstance(entry, Entry)  # noqa: S101 - for mypy: only entries are told so
    line = say(
        "edit.field", label=part_called(plan, part, form), value=f"{speaker_of(plan, entry)}: {entry.text}"
    )
    marks = marks_of(plan, part, form)
    return f"{line} {say('edit.marks', marks=marks)}" if marks else line


def speaker_of(plan: Plan, entry: Entry) -> str:
    """Return whose words an entry has."""
    return everybody(plan).get(entry.by) or say("edit.everyone")


def marks_of(plan: Plan, part: Part, form: FormatFile) -> str:
    """Return when an item came, how a part ended, when and why, and whether it is not for sharing."""
    own = came_and_went(plan.item(part.id), form) if part.kind in form.items else []
    own = own or list(filter(None, [went(ended_of(plan, part), form)]))
    return "; ".join([*own, *([say("manner.not-shared")] if is_unshared(plan, part) else [])])


def earlier_lines(plan: Plan, part: Part, form: FormatFile, field: str = "") -> list[str]:
    """Return what a part said before, the oldest first; nothing where it said nothing else.

    What is hidden is only told where its field is asked for.
    """
    lines = []
    for one in earlier_of(plan, part, field):
        declared = fields_of(part.kind, form, one.field).get(one.field)
        label, value = (declared.label or one.field) if declared else "", value_told(one.value, declared)
        day = in_full(one.on) if one.on else say("edit.earlier-some-day")
        if declared and declared.hidden and field != one.field:
            value = say("edit.hidden-box")
        by = say("edit.earlier-by", name=one.by) if one.by else ""
        lines.append(say("edit.earlier-line", label=label, value=value, day=day, by=by))
    return lines


def kept_of(part: Part, plan: Plan, form: FormatFile, kept: list[KeptChange]) -> list[str]:
    """Return what is known of the changes to one part, the newest first."""
    called = part_called(plan, part, form)
    begins = (f"{called} ", f"{called}, ")
    return history_lines([one for one in kept if one.what.startswith(begins)])


def changes_of_meetings(plan: Plan, form: FormatFile) -> list[KeptChange]:
    """Return what the meetings of a plan changed in it beside their questions, without what is hidden."""
    return [
        KeptChange(held.date.isoformat(), one.by, change_told(one, plan, form, shared=True))
        for held in plan.meetings()
        for one in held.changes
        if has_part(plan, Part(one.kind, one.part))
    ]


def history_lines(changes: list[KeptChange]) -> list[str]:
    """Return what is known of changes to a plan, the newest first; a meeting tells of its marks itself."""
    lines = []
    for one in sorted((change for change in changes if change.what), key=lambda change: change.at)[::-1]:
        on = day_of(one.at[:10])
        key = "edit.history-back" if one.back else "edit.history-line"
        day = in_full(on) if on else one.at
        lines.append(say(key, day=day, by=one.by or say("edit.nobody-said"), what=one.what))
        if one.was:
            was = say("edit.hidden-box") if one.hidden else one.was
            lines.append("  " + say("edit.history-was", was=was))
    return lines
