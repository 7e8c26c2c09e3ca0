"""Noting who signed what by picking: what it is, who, on which day, and a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.dialogue.plan_references import Signer, signer_named
from facilitator.dialogue.requests import Asked, Option, Show, Typed
from facilitator.dialogue.typed_values import typed_value
from facilitator.phrases import signature
from facilitator.phrases.day import in_full
from facilitator.plan.people import EVERYONE
from facilitator.plan.refusal import Refusal
from facilitator.script.declared_fields import DeclaredField
from facilitator.script.plan_parts import people_who_speak
from facilitator.script.words_by_key import say

if TYPE_CHECKING:
    from facilitator.dialogue.plan_editor import PlanEditor

_ADD, _UNDO = "=add", "=undo"


def show_signatures(editor: PlanEditor) -> Asked[None]:
    """Show who has signed, and note who else did, until it is left."""
    at = 0
    while True:
        lines = signature.lines(editor.plan, editor.form)
        options = [Option(place, line) for place, line in enumerate(lines)]
        options += [Option(_ADD, say("edit.sign-add")), Option(None, say("edit.back"))]
        title = say("edit.signatures")
        picked = yield from editor.ask(title, tuple(options), at=min(at, len(options) - 1), undo=_UNDO)
        if picked is None:
            return
        if picked == _UNDO:
            yield from editor.undo()
        elif picked == _ADD:
            yield from _add(editor)
            at = len(lines)
        elif isinstance(picked, int):
            at = picked
            yield Show(title, (lines[picked],))


def _add(editor: PlanEditor) -> Asked[None]:
    to = yield from _what(editor)
    who = (yield from _who(editor, to)) if to else None
    if to is None or who is None:
        return
    on = yield from _day(editor, to, who)
    if on is None:
        return
    typed = Typed(placeholder=say("edit.type-note"), optional=True)
    note = yield from editor.ask(say("edit.sign-note"), typed=typed, at=None)
    if note is not None:
        yield from editor.sign(to, who, on, str(note))


def _day(editor: PlanEditor, to: str, who: Signer) -> Asked[str | None]:
    """Ask for the day, until one is given that has been."""
    today, text = in_full(editor.place.today), ""
    declared = DeclaredField(type="date", role="done", label=editor.form.sign_label(to))
    while True:
        typed = Typed(text, say("edit.type-day-signed"))
        title = say("edit.sign-day", name=who.name)
        picked = yield from editor.ask(title, (Option(today, today),), typed=typed, at=None)
        if picked is None:
            return None
        text = str(picked)
        try:
            typed_value(text, declared, editor.place.today)
        except Refusal as refusal:
            editor.refuse(refusal)
        else:
            return text


def _what(editor: PlanEditor) -> Asked[str | None]:
    signs = editor.form.signs
    if len(signs) == 1:
        return next(iter(signs))
    options = tuple(Option(to, editor.form.sign_label(to)) for to in signs)
    picked = yield from editor.ask(say("edit.sign-what"), options)
    return None if picked is None else str(picked)


def _who(editor: PlanEditor, to: str) -> Asked[Signer | None]:
    """Ask who signed: somebody whom the plan knows, or a name that is typed with whose view it is."""
    title = say("edit.sign-who", to=editor.form.sign_label(to))
    known = people_who_speak(editor.plan)
    options = tuple(Option(Signer(one, name), name) for one, name in known.items() if one != EVERYONE)
    text = ""
    while True:
        typed = Typed(text, say("edit.type-signer"))
        picked = yield from editor.ask(title, options, say("edit.sign-who-lead"), typed=typed, at=None)
        if picked is None or isinstance(picked, Signer):
            return picked
        text = str(picked)
        try:
            return signer_named(text, editor.plan)
        except Refusal as refusal:
            editor.refuse(refusal)
