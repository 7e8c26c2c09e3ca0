"""Changing a plan by typed lines: `add step to 2: ...`, `change 2 by: ...`, `end 2: achieved because ...`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from facilitator.dialogue.command_shapes import Found, commands_in
from facilitator.dialogue.plan_references import (
    Named,
    kind_named,
    main_kind,
    named,
    said_field_named,
    sign_named,
    signer_named,
    speaker_named,
    without_colon_of_label,
)
from facilitator.dialogue.plan_told import told_part, told_plan
from facilitator.dialogue.requests import Asked, Show
from facilitator.phrases.plan_part import part_called
from facilitator.plan.nouns import HowEnded
from facilitator.plan.refusal import Refusal
from facilitator.plan.similar_names import folded
from facilitator.script.plan_parts import CHILD, PERSON, PLAN, name_of, said_fields
from facilitator.script.words_by_key import say

if TYPE_CHECKING:
    from facilitator.dialogue.plan_editor import PlanEditor

HELP = {
    "show": "", "add": "", "add-kind": "kind", "add-item": "item", "sign": "sign", "change": "",
    "change-item": "item", "end": "", "put-back": "", "not-share": "", "empty": "", "earlier": "", "by": "",
    "better": "", "undo": "", "done": "",
    "numbers-kind": "kind", "numbers-item": "item", "numbers": "",
}  # fmt: skip
"""The lines of the help, each with what a plan must have: the kind that a number means, an item under it."""


def take_line(editor: PlanEditor, line: str) -> Asked[bool]:
    """Do what a typed line says, or say why not; returns whether the plan is to be left."""
    why: Refusal | None = None
    for command, found in commands_in(without_colon_of_label(line, editor.form), COMMANDS):
        if ":" in found.get("name", ""):  # the words of another command have a colon in them
            continue
        if command == "edit-done":
            return True
        try:
            yield from COMMANDS[command](editor, {name: words.strip() for name, words in found.items()})
        except _AnotherCommand as another:
            why = why or another.why
            continue
        except Refusal as refusal:
            if refusal.exit_code != Refusal.exit_code:
                raise
            editor.refuse(refusal)
        return False
    editor.refuse(why or Refusal("edit.not-understood", text=line))
    return False


class _AnotherCommand(Exception):
    """The line may be another command, whose words only look like this one; `why` it is not this one."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why.code)
        self.why = why


def _named(editor: PlanEditor, text: str) -> Named:
    return named(text, editor.plan, editor.form)


def _show(editor: PlanEditor, found: Found) -> Asked[None]:
    editor.place.look_again()
    plan, form, text = editor.plan, editor.form, found.get("name", "")
    private = folded(text) == folded(say("edit.typed-private"))
    if not text or private:
        yield Show(say("edit.the-plan"), tuple(told_plan(plan, form, private=private)))
        return
    try:
        kind = PLAN if folded(text) == folded(PLAN) else kind_named(text, form)
    except Refusal:
        part = _named(editor, text).part
        yield Show(part_called(plan, part, form), tuple(told_part(plan, part, form)))
    else:
        lines = tuple(told_plan(plan, form, kind))
        yield Show(text, lines or (say("edit.nothing"),))


def _add(editor: PlanEditor, found: Found) -> Asked[None]:
    form, text = editor.form, found["words"]
    field = said_field_named(found["name"], form)
    if field and "how" not in found:
        if form.plan[field].of != "child":
            raise Refusal("edit.whose-words", label=form.plan[field].label or field)
        yield from editor.add_words(field, text, editor.plan.child.id)
        return
    kind = kind_named(found["name"], form)
    if kind == PERSON:
        name, _, role = text.partition(",")
        yield from editor.add_person(name, role)
    elif kind == CHILD:
        yield from editor.add_child(text)
    else:
        yield from editor.add_item(kind, text)


def _add_to(editor: PlanEditor, found: Found) -> Asked[None]:
    try:
        kind = kind_named(found["name"], editor.form)
    except Refusal as refusal:  # "add how I like to talk: ..." is of no kind "how I like"
        raise _AnotherCommand(refusal) from refusal
    if kind in (PERSON, CHILD):
        raise Refusal("edit.stands-alone", kind=found["name"])
    above = named(found["how"], editor.plan, editor.form, editor.form.items[kind].under)
    yield from editor.add_item(kind, found["words"], above.part)


def _add_by(editor: PlanEditor, found: Found) -> Asked[None]:
    form = editor.form
    field = said_field_named(found["name"], form)
    if not field:
        known = ", ".join(one.label or name for name, one in said_fields(form).items())
        why = Refusal("edit.no-kind", text=found["name"], known=known or say("edit.nothing"))
        raise _AnotherCommand(why)
    yield from editor.add_words(field, found["words"], speaker_named(found["how"], editor.plan))


def _sign(editor: PlanEditor, found: Found) -> Asked[None]:
    if not editor.place.signs:
        raise Refusal("edit.signed-by-question")
    to, who = sign_named(found["name"], editor.form), signer_named(found["how"], editor.plan)
    if not found.get("day"):
        raise Refusal("edit.sign-which-day")
    yield from editor.sign(to, who, found["day"], found.get("words", ""))


def _change(editor: PlanEditor, found: Found) -> Asked[None]:
    meant = _with_field(editor, _named(editor, found["name"]), found["name"])
    yield from editor.reword(meant.part, meant.field, found["words"])


def _with_field(editor: PlanEditor, meant: Named, text: str) -> Named:
    """Return a part with the field that is meant: where none is named, the one that it is known by."""
    field = meant.field or name_of(meant.part.kind, editor.form, editor.field_of(meant.part))
    if not field:
        raise Refusal("edit.which-field", text=text)
    return Named(meant.part, field)


def _end(editor: PlanEditor, found: Found) -> Asked[None]:
    how, _, because = _parted_at_because(found["words"])
    part = _named(editor, found["name"]).part
    into = _after(how, say("edit.typed-into"))
    if into:
        yield from editor.end(part, "amended", because, _named(editor, into).part)
        return
    ways: tuple[HowEnded, ...] = ("achieved", "removed")
    told = next((one for one in ways if folded(how) in _all(say(f"edit.typed-{one}"))), None)
    if told is None:  # the words are the reason
        yield from editor.end(part, "removed", found["words"])
    else:
        yield from editor.end(part, told, because)


def _end_because(editor: PlanEditor, found: Found) -> Asked[None]:
    yield from editor.end(_named(editor, found["name"]).part, "removed", found["because"])


def _parted_at_because(words: str) -> tuple[str, str, str]:
    before, because, after = f" {words} ".partition(f" {say('edit.typed-because')} ")
    return before.strip(" ,"), because, after.strip()


def _after(words: str, beginnings: str) -> str:
    """Return what stands behind one of some beginnings; nothing where none of them stands there."""
    for one in beginnings.split("|"):
        if words.casefold().startswith(f"{one} "):
            return words[len(one) :].strip()
    return ""


def _all(words: str) -> list[tuple[str, ...]]:
    return [folded(one) for one in words.split("|")]


def _put_back(editor: PlanEditor, found: Found) -> Asked[None]:
    yield from editor.put_back(_named(editor, found["name"]).part)


def _not_share(editor: PlanEditor, found: Found, *, shared: bool = False) -> Asked[None]:
    meant = _named(editor, found["name"])
    yield from editor.share(meant.part, meant.field, shared=shared)


def _empty(editor: PlanEditor, found: Found) -> Asked[None]:
    meant = _with_field(editor, _named(editor, found["name"]), found["name"])
    yield from editor.empty(meant.part, meant.field)


def _earlier(editor: PlanEditor, found: Found) -> Asked[None]:
    text = found.get("name", "")
    if not text:
        yield Show(say("edit.history"), tuple(editor.history()))
        return
    meant, form = _named(editor, text), editor.form
    title = part_called(editor.plan, meant.part, form)
    yield Show(title, tuple(editor.before(meant.part, meant.field)))


def _by(editor: PlanEditor, found: Found) -> Asked[None]:
    editor.is_by(found["name"])
    editor.notice = say("edit.by-now", name=editor.place.by)
    yield from ()


def _undo(editor: PlanEditor, _found: Found) -> Asked[None]:
    yield from editor.undo()


def _better(editor: PlanEditor, _found: Found) -> Asked[None]:
    yield from editor.take()


def _help(editor: PlanEditor, _found: Found) -> Asked[None]:
    form = editor.form
    kind = main_kind(form)
    under = [one.label for one in form.items.values() if kind and one.under == kind]
    sign = next(iter(form.signs), "") if editor.place.signs else ""
    called = {"kind": form.items[kind].label if kind else "", "item": next(iter(under), ""), "sign": sign}
    names = {needed: label.lower() for needed, label in called.items() if label}
    lines = tuple(
        say(f"edit.help-{one}", **names) for one, needs in HELP.items() if not needs or needs in names
    )
    yield Show(say("edit.help"), lines)


def _done(_editor: PlanEditor, _found: Found) -> Asked[None]:
    yield from ()


COMMANDS: dict[str, Callable[[PlanEditor, Any], Asked[None]]] = {
    "edit-show": _show,
    "edit-add-to": _add_to,
    "edit-add-by": _add_by,
    "edit-add": _add,
    "edit-sign-with-note": _sign,
    "edit-sign": _sign,
    "edit-sign-no-day": _sign,
    "edit-change": _change,
    "edit-end": _end,
    "edit-end-because": _end_because,
    "edit-put-back": _put_back,
    "edit-not-share": _not_share,
    "edit-share": partial(_not_share, shared=True),
    "edit-empty": _empty,
    "edit-earlier": _earlier,
    "edit-by": _by,
    "better": _better,
    "undo": _undo,
    "help": _help,
    "edit-done": _done,
}
"""What a typed line can be, by the id of its shapes in `plain.yaml`."""
