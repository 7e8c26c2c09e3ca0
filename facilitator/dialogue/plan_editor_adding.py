"""What is added to a plan by picking: its words are asked for, and whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.dialogue.requests import Asked, Option, Typed
from facilitator.phrases.plan_fields import speakers
from facilitator.phrases.plan_part import part_inside
from facilitator.plan.people import EVERYONE
from facilitator.script.plan_parts import CHILD, PERSON, Part
from facilitator.script.words_by_key import say

if TYPE_CHECKING:
    from facilitator.dialogue.plan_editor import PlanEditor

SAID = "said"
"""What a section stands for that has words of the plan itself, not a kind of parts."""


def words(editor: PlanEditor, title: str, typed: Typed | None = None, lead: str = "") -> Asked[str | None]:
    """Ask for words; None for going back."""
    typed = typed or Typed(placeholder=say("edit.type-words"))
    given = yield from editor.ask(title, lead=lead, typed=typed, at=None)
    return None if given is None else str(given)


def add_part(editor: PlanEditor, sort: str, name: str) -> Asked[None]:
    """Add a part to a section of a plan."""
    if sort == SAID:
        yield from _add_words(editor, name)
    elif name == PERSON:
        name = ""
        while given := (yield from words(editor, say("edit.people"), Typed(name, say("edit.type-name")))):
            name = given
            of_role = Typed(placeholder=say("edit.type-role"), optional=True)
            role = yield from words(editor, say("edit.role-title", name=given), of_role)
            if role is not None:
                yield from editor.add_person(given, role)
                return
    elif name == CHILD:
        named = Typed(placeholder=say("edit.type-name"))
        given = yield from words(editor, say("edit.children-of-group"), named)
        if given:
            yield from editor.add_child(given)
    else:
        yield from add_under(editor, name, None)


def add_under(editor: PlanEditor, kind: str, under: Part | None) -> Asked[None]:
    """Add an item, alone or under another part."""
    form = editor.form
    label = form.items[kind].label or kind
    above = part_inside(editor.plan, under, form) if under else ""
    title = (
        say("edit.add-under-title", kind=label, part=above) if under else say("edit.add-title", kind=label)
    )
    given = yield from words(editor, title)
    if given:
        yield from editor.add_item(kind, given, under)


def _add_words(editor: PlanEditor, field: str) -> Asked[None]:
    known = speakers(editor.plan)
    own = editor.form.plan[field].of == "child"
    first = [editor.plan.child.id] if own else []
    order = dict.fromkeys([*first, *(one for one in known if one != EVERYONE), EVERYONE])
    options = tuple(Option(one, known[one]) for one in order)
    by = yield from editor.ask(say("edit.by-title-said"), options)
    if by is None:
        return
    declared = editor.form.plan[field]
    typed = Typed(placeholder=say("edit.type-words"), private=declared.hidden)
    given = yield from words(editor, declared.label or field, typed)
    if given:
        yield from editor.add_words(field, given, str(by))
