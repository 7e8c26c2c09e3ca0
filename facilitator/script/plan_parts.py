"""The parts of a plan that can be looked at and changed: children, the plan's own words, people, items.

Every part has fields, each with a type.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from facilitator.plan.actions import Action
from facilitator.plan.changes import PlanChange
from facilitator.plan.entries import Entry
from facilitator.plan.field_values import Value
from facilitator.plan.items import Item
from facilitator.plan.nouns import Earlier, Ended
from facilitator.plan.people import ADULTS, Child, Contact
from facilitator.plan.plan import Plan
from facilitator.script.declared_fields import DeclaredField, Fields
from facilitator.script.format_declaration import Declaration

CHILD, PLAN, PERSON, ENTRY = "child", "plan", "person", "entry"
"""The kinds of parts that every plan has; all others are kinds of items. An `entry` is one of several words
that the plan itself has for a field, each under somebody's name."""

SIGNED = "signed"
"""The kind of what is added where somebody signs something; it is no part with fields of its own."""

ACTION = "action"
"""What a change is of that follows up what a meeting agreed: no part of the plan itself."""

STARTED = "started"


class Part(NamedTuple):
    """One part of a plan: its kind, and its id; the plan itself has none."""

    kind: str
    id: str = ""


Marked = Contact | Entry | Item
"""What the chair can mark as not for sharing."""

Thing = Child | Contact | Entry | Item
"""What a part is in the plan, where it is not the plan itself."""


_OF_CHILD = {
    "full_name": "line",
    "surname": "line",
    "known_as": "line",
    "date_of_birth": "date",
    "class_name": "line",
    "pupil_number": "line",
    "communication": "words",
}
_OF_PERSON = {"name": "line", "role": "line", "relationship": "line", "reach": "words"}


def bare_fields(kind: str, form: Declaration, field: str = "") -> Fields:
    """Return the fields of a kind of part, in order, as they are declared; `field` is that of an entry.

    What they are called, where the plan format does not say it, `facilitator.phrases.plan_fields` knows.
    """
    if kind == CHILD:
        return _of_types(_OF_CHILD)
    if kind == PERSON:
        perspective = DeclaredField.model_validate({"type": "choice", "options": [*ADULTS]})
        return {**_of_types(_OF_PERSON), "perspective": perspective}
    if kind == PLAN:
        own = {} if STARTED in form.plan else _of_types({STARTED: "date"})
        return {**own, **{name: one for name, one in form.plan.items() if one.type != "said"}}
    if kind == ENTRY:
        return {field: form.plan[field]} if field in form.plan else {}
    return form.items[kind].fields if kind in form.items else {}


def _of_types(types: dict[str, str]) -> Fields:
    return {name: DeclaredField.model_validate({"type": kind}) for name, kind in types.items()}


NAMES = {CHILD: "full_name", PERSON: "name"}
"""The field that says what a part is called, and that it cannot be without."""


def said_fields(form: Declaration) -> Fields:
    """Return the fields for which the plan itself has words of several people, each an entry of its own."""
    return {name: one for name, one in form.plan.items() if one.type == "said"}


def name_of(kind: str, form: Declaration, field: str = "") -> str:
    """Return the field that says what a part of a kind is called; nothing where none does."""
    if kind == ENTRY:
        return field
    return NAMES.get(kind) or (form.items[kind].role_field("wording") or "" if kind in form.items else "")


def thing_of(plan: Plan, part: Part) -> Thing:
    """Return what a part is in a plan; not of the plan itself."""
    every: dict[str, list[Thing]] = {
        CHILD: [*plan.children],
        PERSON: [*plan.people],
        ENTRY: [*plan.entries],
    }
    return next(one for one in every.get(part.kind, [*plan.items]) if one.id == part.id)


def has_part(plan: Plan, part: Part) -> bool:
    """Whether a plan has a part; the plan itself is one."""
    every: Mapping[str, Sequence[Thing]] = {CHILD: plan.children, PERSON: plan.people, ENTRY: plan.entries}
    there = every.get(part.kind, [one for one in plan.items if one.kind == part.kind])
    return part.kind == PLAN or any(one.id == part.id for one in there)


def field_of(plan: Plan, part: Part) -> str:
    """Return the field that an entry of a plan is of; nothing for other parts, or where there is none."""
    entries = plan.entries if part.kind == ENTRY else []
    return next((one.field for one in entries if one.id == part.id), "")


def value_in(plan: Plan, part: Part, field: str) -> Value | None:
    """Return what a field of a part holds, None for nothing."""
    if part.kind == PLAN:
        if field == STARTED and plan.started:
            return plan.started.isoformat()
        return next((entry.value for entry in plan.given(field)), None)
    thing = thing_of(plan, part)
    if isinstance(thing, Entry):
        return thing.value
    if isinstance(thing, Item):
        return thing.fields.get(field)
    found = getattr(thing, field, None)
    return found.isoformat() if isinstance(found, date) else found or None


def earlier_of(plan: Plan, part: Part, field: str = "") -> list[Earlier]:
    """Return what a part said before, the oldest first; of the plan itself, of one field."""
    if part.kind == PLAN:
        return [one for entry in plan.given(field) for one in entry.earlier]
    return list(thing_of(plan, part).earlier)


def ended_of(plan: Plan, part: Part) -> Ended | None:
    """Return how a part ended; None where it goes on."""
    return None if part.kind == PLAN else thing_of(plan, part).ended


def parts_of(plan: Plan, kind: str, under: str | None = None) -> Iterator[Part]:
    """Yield the parts of a kind, in order, the ended ones too; of items only those `under` another."""
    if kind == CHILD:
        yield from (Part(CHILD, one.id) for one in plan.children)
    elif kind == PERSON:
        yield from (Part(PERSON, one.id) for one in plan.people)
    else:
        yield from (Part(kind, one.id) for one in plan.of(kind, under, ended=True))


def entries_of(plan: Plan, field: str) -> list[Part]:
    """Return the entries that the plan itself has for a field, in order, the ended ones too."""
    return [Part(ENTRY, one.id) for one in plan.entries if one.field == field and one.about is None]


def numbers_of(plan: Plan, item: Item) -> list[int]:
    """Return the numbers by which an item is found: of what it is under, from the top, and its own."""
    same = [one.id for one in plan.items if (one.kind, one.under) == (item.kind, item.under)]
    own = item.number or same.index(item.id) + 1
    return [*(numbers_of(plan, plan.item(item.under)) if item.under else []), own]


def people_who_speak(plan: Plan) -> dict[str, str]:
    """Return the names of those whose words a plan may have, by their ids.

    They are the children, the people of the plan, and who was at its last meeting.
    """
    known = {child.id: child.on_record for child in plan.children}
    known |= {one.id: one.name for one in plan.people if one.ended is None}
    met = plan.meetings()[-1].people if plan.meetings() else []
    return known | {one.id: one.name for one in met if one.id not in known and one.name not in known.values()}


def everybody(plan: Plan) -> dict[str, str]:
    """Return the names of all whom a plan knows, by their ids: also of who was at a meeting long ago."""
    names = {person.id: person.name for held in plan.meetings() for person in held.people}
    names |= {one.id: one.name for one in plan.people}
    return names | {child.id: child.on_record for child in plan.children}


def field_changed(change: PlanChange, plan: Plan, form: Declaration) -> DeclaredField | None:
    """Return what is declared of the field that a change is of, also where it ends words; else None."""
    field = field_of(plan, Part(change.kind, change.part)) or change.field
    return bare_fields(change.kind, form, field).get(field)


def unshared_items(plan: Plan) -> frozenset[str]:
    """Return the ids of the items that are not for sharing, and of all that stands under them."""
    found = {item.id for item in plan.items if item.not_shared}
    while more := {item.id for item in plan.items if item.under in found} - found:
        found |= more
    return frozenset(found)


def is_unshared(plan: Plan, part: Part, field: str = "") -> bool:
    """Whether a part is not for sharing, or stands under what is not; of the plan itself, one `field`."""
    if part.kind == PLAN:
        return any(entry.not_shared for entry in plan.given(field))
    if part.id in unshared_items(plan):
        return True
    may_be: list[Marked] = [*plan.entries] if part.kind == ENTRY else [*plan.people]
    return part.kind in (ENTRY, PERSON) and any(one.id == part.id and one.not_shared for one in may_be)


def unshared_actions(plan: Plan) -> frozenset[str]:
    """Return the ids of the actions that are not for sharing themselves."""
    return frozenset(one.id for held in plan.meetings() for one in held.actions if one.not_shared)


def is_private(action: Action, plan: Plan) -> bool:
    """Whether an action is not for sharing, or is about something that is not."""
    return action.not_shared or action.about in unshared_items(plan)


def is_change_hidden(change: PlanChange, plan: Plan, form: Declaration) -> bool:
    """Whether a change is of something that a screen which others see hides at first."""
    if change.kind == ACTION:
        actions = (one for held in plan.meetings() for one in held.actions if one.id == change.part)
        return any(is_private(one, plan) for one in actions)
    if is_unshared(plan, Part(change.kind, change.part), change.field):
        return True
    declared = field_changed(change, plan, form)
    return declared is not None and declared.hidden
