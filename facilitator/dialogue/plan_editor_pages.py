"""Changing a plan by picking: its sections, what is in each, and what can be done with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from facilitator.dialogue.plan_editor_adding import SAID, add_part, add_under, words
from facilitator.dialogue.plan_editor_signatures import show_signatures
from facilitator.dialogue.plan_told import is_hidden, marks_of, speaker_of
from facilitator.dialogue.requests import Asked, Option, Show, Typed
from facilitator.phrases.item import kind_inside, several
from facilitator.phrases.plan_fields import fields_of
from facilitator.phrases.plan_part import part_called, value_told, words_of_part
from facilitator.plan.entries import Entry
from facilitator.plan.nouns import HOW_ENDED, HowEnded
from facilitator.plan.people import Child
from facilitator.plan.similar_names import folded
from facilitator.script.declared_fields import DeclaredField
from facilitator.script.formats_and_turns import FormatFile
from facilitator.script.plan_parts import (
    CHILD,
    ENTRY,
    PERSON,
    PLAN,
    Part,
    Thing,
    ended_of,
    entries_of,
    has_part,
    is_unshared,
    name_of,
    parts_of,
    said_fields,
    thing_of,
    value_in,
)
from facilitator.script.words_by_key import say

if TYPE_CHECKING:
    from facilitator.dialogue.plan_editor import PlanEditor

DONE, UNDO, HISTORY, ADD, END, PUT_BACK, EARLIER, EMPTY, ENOUGH, BETTER, SIGNATURES, KEEP_BACK, SHARE = (
    "=done", "=undo", "=history", "=add", "=end", "=put-back", "=earlier", "=empty", "=enough", "=better",
    "=signed", "=keep-back", "=share",
)  # fmt: skip
_KIND, _FIELD, _NEW = "kind", "field", "new"
"""What a value stands for that is a pair: a kind of parts, a field of said words, a field, a new part."""


def in_hand(editor: PlanEditor) -> Part | None:
    """Return the part of the plan that is in hand, where there is one."""
    part = editor.place.at
    return part if part and has_part(editor.plan, part) else None


def sections(editor: PlanEditor) -> Iterator[Option]:
    """Yield the sections of a plan, before them the part in hand, and what else can be done."""
    plan, form = editor.plan, editor.form
    if part := in_hand(editor):
        yield _line(editor, part, heading=say("edit.in-hand"))
    alone = len(plan.children) == 1 and form.children.most == 1
    first = Part(CHILD, plan.child.id) if alone else (_KIND, CHILD)
    title = say("edit.children" if alone else "edit.children-of-group")
    heading = say("edit.all-of-it") if part else ""
    yield Option(first, title, plan.child.on_record if alone else _count(editor, CHILD), heading)
    if fields_of(PLAN, form):
        yield Option(Part(PLAN), say("edit.the-plan"))
    for field, declared in said_fields(form).items():
        yield Option((SAID, field), declared.label or field, _counted(editor, entries_of(plan, field)))
    yield Option((_KIND, PERSON), say("edit.people"), _count(editor, PERSON))
    for kind, declared_kind in form.items.items():
        if declared_kind.under is None:
            yield Option((_KIND, kind), several(kind, form), _count(editor, kind))
    if form.signs and editor.place.signs:
        yield Option(SIGNATURES, say("edit.signatures"), str(len(plan.signatures) or say("edit.nothing")))
    yield Option(HISTORY, say("edit.history"), heading=say("edit.more"))
    if last := editor.place.last:
        yield Option(UNDO, say("edit.undo"), last)
    yield Option(DONE, say("edit.done"))


def _count(editor: PlanEditor, kind: str) -> str:
    return _counted(editor, list(parts_of(editor.plan, kind)))


def _counted(editor: PlanEditor, parts: list[Part]) -> str:
    ended = sum(ended_of(editor.plan, part) is not None for part in parts)
    if not parts:
        return say("edit.nothing")
    key = "edit.count-ended" if ended else "edit.count"
    return say(key, count=len(parts) - ended, ended=ended)


def go_into(editor: PlanEditor, picked: object) -> Asked[None]:
    """Go into a section, or do what was picked."""
    if picked == UNDO:
        yield from editor.undo()
    elif picked == HISTORY:
        yield Show(say("edit.history"), tuple(editor.history()))
    elif picked == SIGNATURES:
        yield from show_signatures(editor)
    elif isinstance(picked, Part):
        yield from _part(editor, picked)
    elif isinstance(picked, tuple):
        yield from _section(editor, *picked)


def _section(editor: PlanEditor, sort: str, name: str) -> Asked[None]:
    """Show the parts of a section, until it is left."""
    form, at = editor.form, 0
    while True:
        parts = entries_of(editor.plan, name) if sort == SAID else list(parts_of(editor.plan, name))
        options = [_line(editor, part) for part in parts]
        title = (form.plan[name].label or name) if sort == SAID else _kind_called(editor, name)
        if name != CHILD or form.children.most != len(editor.plan.members):
            add = say("edit.add-words") if sort == SAID else say("edit.add", kind=_kind_inside(editor, name))
            options.append(Option(ADD, add))
        options += [option for part in parts for option in _better(editor, part)]
        options.append(_back())
        picked = yield from editor.ask(title, tuple(options), at=min(at, len(options) - 1), undo=UNDO)
        if picked == UNDO:
            yield from editor.undo()
        elif picked == BETTER:
            yield from editor.take()
        elif isinstance(picked, Part):
            at = parts.index(picked)
            yield from _part(editor, picked)
        elif picked == ADD:
            yield from add_part(editor, sort, name)
            at = len(parts)
        else:
            return


def _kind_called(editor: PlanEditor, kind: str) -> str:
    named = {PERSON: say("edit.people"), CHILD: say("edit.children-of-group")}
    return named.get(kind) or several(kind, editor.form)


def _kind_inside(editor: PlanEditor, kind: str) -> str:
    if kind in (PERSON, CHILD):
        return say(f"edit.typed-{kind}").partition("|")[0]
    return kind_inside(kind, editor.form)


def _line(editor: PlanEditor, part: Part, heading: str = "") -> Option:
    """Return a part as an option: what it is called, its words, and that it has ended."""
    plan, form = editor.plan, editor.form
    called, words = part_called(plan, part, form), words_of_part(plan, part, form)
    if part.kind == ENTRY:
        thing = thing_of(plan, part)
        assert isinstance(thing, Entry)  # noqa: S101 - for mypy
        called = speaker_of(plan, thing)
    words = say("edit.hidden") if words and is_hidden(plan, part, form) else words
    line = say("edit.field", label=called, value=words) if words else called
    return Option(part, line, marks_of(plan, part, form), heading=heading)


def _better(editor: PlanEditor, part: Part) -> Iterator[Option]:
    if better := editor.better(part):
        yield Option(BETTER, say("edit.better"), better)


def _back() -> Option:
    return Option(None, say("edit.back"))


def _part(editor: PlanEditor, part: Part) -> Asked[None]:
    """Show one part, with what it says, what belongs to it, and what can be done with it."""
    at = 0
    while True:
        plan, form = editor.plan, editor.form
        if not has_part(plan, part):
            return  # it was undone
        options = [*_options_of(editor, part), *_better(editor, part), _back()]
        title = part_called(plan, part, form)
        picked = yield from editor.ask(
            title, tuple(options), marks_of(plan, part, form), at=min(at, len(options) - 1), undo=UNDO
        )
        at = next((n for n, option in enumerate(options) if option.value == picked), at)
        if picked is None:
            return
        if picked == EARLIER:
            yield Show(title, tuple(editor.before(part)))
        part = (yield from _done_with(editor, part, picked)) or part


def _done_with(editor: PlanEditor, part: Part, picked: object) -> Asked[Part | None]:
    """Do what was picked of a part; returns it as it is found then, where it was changed."""
    if picked == UNDO:
        yield from editor.undo()
    elif picked == BETTER:
        return (yield from editor.take())
    elif isinstance(picked, Part):
        yield from _part(editor, picked)
    elif picked == END:
        return (yield from _end(editor, part))
    elif picked == PUT_BACK:
        return (yield from editor.put_back(part))
    elif picked in (KEEP_BACK, SHARE):
        return (yield from editor.share(part, shared=picked == SHARE))
    elif isinstance(picked, tuple) and picked[0] == _FIELD:
        return (yield from _field(editor, part, picked[1]))
    elif isinstance(picked, tuple):
        yield from add_under(editor, picked[1], part)
    return None


def _options_of(editor: PlanEditor, part: Part) -> Iterator[Option]:
    plan, form, over = editor.plan, editor.form, ended_of(editor.plan, part)
    fields, heading = fields_of(part.kind, form, editor.field_of(part)), say("edit.fields")
    for name, declared in fields.items():
        value = value_in(plan, part, name)
        told = say("edit.nothing") if value is None else value_told(value, declared)
        hidden = declared.hidden or is_unshared(plan, part, name)
        told = say("edit.hidden") if hidden and value is not None else told
        yield Option(
            (_FIELD, name), say("edit.field", label=declared.label or name, value=told), heading=heading
        )
        heading = ""
    heading = say("edit.under")
    for kind, declared_kind in form.items.items():
        if part.kind in form.items and declared_kind.under == part.kind:
            for one in parts_of(plan, kind, part.id):
                yield _line(editor, one, heading)
                heading = ""
            if over is None:
                yield Option((_NEW, kind), say("edit.add", kind=kind_inside(kind, form)), heading=heading)
                heading = ""
    heading = say("edit.more")
    if over is not None:
        yield Option(PUT_BACK, say("edit.put-back"), heading=heading)
        heading = ""
    elif _may_end(part, form):
        yield Option(END, say("edit.end"), heading=heading)
        heading = ""
    if part.kind not in (PLAN, CHILD):
        yield _mark(thing_of(plan, part), heading)
        heading = ""
    if part.kind != PLAN and editor.before(part) != [say("edit.earlier-none")]:
        yield Option(EARLIER, say("edit.earlier"), heading=heading)


def _mark(thing: Thing, heading: str = "") -> Option:
    """Return the option that marks a thing as not for sharing, or takes the mark back."""
    marked = not isinstance(thing, Child) and thing.not_shared
    words = say("edit.share" if marked else "edit.not-share")
    return Option(SHARE if marked else KEEP_BACK, words, heading=heading)


def _may_end(part: Part, form: FormatFile) -> bool:
    if part.kind == CHILD:
        return form.children.most != 1
    return part.kind in (PERSON, ENTRY) or (part.kind in form.items and form.items[part.kind].ends)


# One field


def _field(editor: PlanEditor, part: Part, name: str) -> Asked[Part | None]:
    """Ask what a field is to say: words to type, options to pick; returns the part where it was changed."""
    form, declared = editor.form, editor.declared(part, name)
    value = value_in(editor.plan, part, name)
    title = say("edit.field-of", part=part_called(editor.plan, part, form), label=declared.label or name)
    if declared.type == "several":
        return (yield from _several(editor, part, name, title))
    known = name == name_of(part.kind, form, editor.field_of(part))
    empty = [] if value is None or known else [Option(EMPTY, say("edit.empty-it"))]
    empty += [_mark(one) for one in editor.plan.given(name)[:1] if part.kind == PLAN]
    told = value_told(value, declared)
    options = tuple(_set_options(declared, value))
    typed = None if options else Typed(told, _what_to_type(declared), private=declared.hidden)
    lead = say("edit.words-lead", value=told or say("edit.nothing")) if options else ""
    picked = yield from editor.ask(title, (*options, *empty), lead, typed=typed, at=0 if options else None)
    if picked == EMPTY:
        return (yield from editor.empty(part, name))
    if picked in (KEEP_BACK, SHARE):
        return (yield from editor.share(part, name, shared=picked == SHARE))
    if picked is not None and picked != told:
        return (yield from editor.reword(part, name, str(picked)))
    return None


def _set_options(declared: DeclaredField, value: object) -> Iterator[Option]:
    if declared.type == "tick":
        for one, held in (("yes", True), ("no", False), ("unknown", "unknown")):
            words = say(f"edit.tick-{one}")
            yield Option(words, words, chosen=value is held or (value == held and isinstance(value, str)))
    for option in declared.options if declared.type == "choice" else ():
        yield Option(option.id, option.label or option.id, chosen=value == option.id)


def _several(editor: PlanEditor, part: Part, name: str, title: str) -> Asked[Part | None]:
    declared, value = editor.declared(part, name), value_in(editor.plan, part, name)
    before = list(value) if isinstance(value, list) else []
    chosen = [one for one in before if one in declared.option_ids]  # a hope may have ended
    at, refused = 0, ""
    while True:
        options = [
            Option((_FIELD, one.id), f"{number}. {one.label or one.id}", chosen=one.id in chosen)
            for number, one in enumerate(declared.options, start=1)
        ]
        options.append(Option(ENOUGH, say("edit.several-done")))
        typed = Typed("", say("screen.type-several"), refused=refused, private=declared.hidden)
        picked = yield from editor.ask(
            title, tuple(options), say("edit.several-lead"), at=None if refused else at, typed=typed
        )
        if picked == ENOUGH and chosen and set(chosen) != set(before):
            return (yield from editor.reword(part, name, ";".join(chosen)))
        if picked == ENOUGH and before and not chosen:
            return (yield from editor.empty(part, name))
        if picked is None or picked == ENOUGH:
            return None
        if isinstance(picked, tuple):
            at, refused = declared.option_ids.index(picked[1]), ""
            chosen = (
                [one for one in chosen if one != picked[1]] if picked[1] in chosen else [*chosen, picked[1]]
            )
            continue
        refused = str(picked)
        none = folded(refused) in [folded(one) for one in say("edit.typed-none").split("|")]
        if none and not before:
            return None
        moved = yield from editor.empty(part, name) if none else editor.reword(part, name, refused)
        if moved:
            return moved


def _what_to_type(declared: DeclaredField) -> str:
    kind = declared.type if declared.type in ("date", "number", "cost") else "words"
    return say(f"edit.type-{kind}")


# Ending


def _end(editor: PlanEditor, part: Part) -> Asked[Part | None]:
    """Ask how a part ends and why, and end it; returns it where it was ended."""
    plan, form = editor.plan, editor.form
    called = part_called(plan, part, form)
    how: object = "removed"
    into: object = None
    if part.kind in form.items:
        others = [one for one in parts_of(plan, part.kind) if one != part and ended_of(plan, one) is None]
        ways: list[HowEnded] = [one for one in HOW_ENDED if one != "amended" or others]
        options = tuple(Option(one, say(f"edit.end-{one}")) for one in ways)
        how = yield from editor.ask(say("edit.end-title", part=called), options, at=None)
        if how is None:
            return None
        if how == "amended":
            title = say("edit.into-title", part=called)
            into = yield from editor.ask(title, tuple(_line(editor, one) for one in others))
            if into is None:
                return None
    title = say("edit.because-title", part=called)
    typed = Typed(placeholder=say("edit.type-reason"), private=is_hidden(plan, part, form))
    because = yield from words(editor, title, typed, say(f"edit.end-{how}"))
    chosen: dict[object, HowEnded] = {one: one for one in HOW_ENDED}
    if not because:
        return None
    instead = into if isinstance(into, Part) else None
    return (yield from editor.end(part, chosen[how], str(because), instead))
