"""What goes on from a plan into the one that takes its place: what can be kept, and its beginning."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any, NamedTuple

from facilitator.phrases.person import people_met
from facilitator.phrases.plan_part import part_called, value_told
from facilitator.plan.entries import Entry
from facilitator.plan.field_values import Value, day_of
from facilitator.plan.items import Item
from facilitator.plan.people import CHILD, EVERYONE, Person
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Signature
from facilitator.plan.text import in_short
from facilitator.script.declared_fields import DeclaredField
from facilitator.script.format_declaration import Declaration
from facilitator.script.plan_parts import Part
from facilitator.script.words_by_key import say

Json = dict[str, Any]

_LONGEST = 100
"""Letters of a line that is only there to be known again."""


class Offered(NamedTuple):
    """One thing that may go on: an item, or all that the plan has in one of its boxes.

    `key` is the item's id, or the box's name with `BOX` before it; `under` is the key of what it belongs to.
    """

    key: str
    words: str
    under: str = ""


BOX = "plan:"


def offered(plan: Plan, form: Declaration) -> list[Offered]:
    """Return what may go on: each item that has not ended, with its parts after it, then the boxes in use."""
    return [*_items_offered(plan, form, None), *_boxes_offered(plan, form)]


def with_parts(key: str, offers: Collection[Offered]) -> set[str]:
    """Return the key of an offer, and of all that belongs to it."""
    below = (with_parts(one.key, offers) for one in offers if one.under == key)
    return {key}.union(*below)


def with_above(key: str, offers: Collection[Offered]) -> set[str]:
    """Return the key of an offer, and of all that it belongs to."""
    under = next((one.under for one in offers if one.key == key), "")
    return {key} | (with_above(under, offers) if under else set())


def _items_offered(plan: Plan, form: Declaration, under: Item | None) -> Iterator[Offered]:
    for item in _below(plan, form, under):
        called, words = part_called(plan, Part(item.kind, item.id), form), form.words_of(item)
        told = say("edit.field", label=called, value=in_short(words, _LONGEST)) if words else called
        yield Offered(item.id, told, under.id if under else "")
        yield from _items_offered(plan, form, item)


def _below(plan: Plan, form: Declaration, under: Item | None) -> Iterator[Item]:
    for kind, declared in form.items.items():
        if declared.under == (under.kind if under else None):
            yield from (one for one in plan.of(kind) if one.under == (under.id if under else None))


def _boxes_offered(plan: Plan, form: Declaration) -> Iterator[Offered]:
    for field, declared in _boxes(form).items():
        given = [entry for entry in _going_on(plan) if entry.field == field]
        if not given or declared.role == "due":
            continue
        values = [
            value_told(entry.value, declared) for entry in given if entry.value not in (None, False, [])
        ]
        told = (
            say("edit.hidden-box") if declared.hidden else in_short("; ".join(filter(None, values)), _LONGEST)
        )
        if values:
            yield Offered(f"{BOX}{field}", say("edit.field", label=declared.label or field, value=told))


def _boxes(form: Declaration) -> dict[str, DeclaredField]:
    own = form.about.get(CHILD, {})
    return {**{name: own[name] for name in form.names("before", CHILD)}, **form.plan}


def _going_on(plan: Plan) -> Iterator[Entry]:
    """Yield the entries of a plan that have not ended, of itself and of its children."""
    known = {None, *(child.id for child in plan.children)}
    yield from (entry for entry in plan.entries if entry.ended is None and entry.about in known)


# The plan that begins with it


def next_of(plan: Plan, form: Declaration, kept: Collection[str], today: date) -> Json:
    """Return what the plan that comes after one begins with, in the shape that a plan is started from.

    That is what is `kept` of what was offered, numbered anew, with the children and the people, those of the
    last meeting too: no meeting, no mark, no earlier words, no day that is over. What was measured last is
    where it begins now. Of what was signed only the consent goes on that a kept tick needs.
    """
    boxes = [entry for entry in _going_on(plan) if f"{BOX}{entry.field}" in kept]
    signed = _consents(plan, form, boxes)
    spoke = {one for entry in boxes for one in (entry.by, entry.manner.helper)}
    spoke |= {one.party for one in signed}
    people = [one for one in plan.people if one.ended is None or one.id in spoke]
    speakers = list(_speakers(plan, spoke))
    met = as_met(plan, [one.name for one in plan.people] + [str(one["name"]) for one in speakers])
    return {
        "format": plan.format,
        "number": plan.number + 1,
        "continues": plan.id,
        **({"school": plan.school.model_dump(mode="json")} if plan.school else {}),
        "children": [_bare(child) | {"id": child.id} for child in plan.members],
        "people": [*map(_bare, people), *speakers, *map(_bare, met)],
        "entries": [_bare(entry) | _began(plan, form, entry) for entry in boxes],
        "authors": [_bare(author) for author in plan.authors],
        "signatures": [_bare(one) for one in signed],
        **_parts(plan, form, None, kept, today),
    }


def _bare(thing: Any) -> Json:
    left_behind = {"earlier", "match", "added", "ended", "present"}
    return {**thing.model_dump(mode="json", exclude=left_behind, exclude_defaults=True)}


def _consents(plan: Plan, form: Declaration, boxes: Collection[Entry]) -> list[Signature]:
    ticked = {entry.field for entry in boxes if entry.value is True}
    needed = {one.consent for name, one in form.plan.items() if name in ticked and one.consent}
    every = [*plan.signatures, *(one for held in plan.meetings() for one in held.signatures)]
    found = {(one.to, one.party, one.name): one for one in every if one.to in needed}
    return list(found.values())


def _speakers(plan: Plan, spoke: Collection[str | None]) -> Iterator[Json]:
    """Yield who said or signed what goes on and is known from the plan's meetings alone."""
    known = {EVERYONE, *(one.id for one in plan.children), *(one.id for one in plan.people)}
    for meeting in plan.meetings():
        for person in meeting.people:
            if person.id in spoke and person.id not in known:
                known.add(person.id)
                yield _bare(person)


def as_met(plan: Plan, known: Collection[str]) -> list[Person]:
    """Return who was at the last meeting of a plan but those `known` by name, as the next plan has them."""
    names = {name.casefold() for name in known}
    there = [one for one in people_met(plan) if one.name.casefold() not in names]
    return [
        Person(id=f"met-{number}", name=one.name, perspective=one.perspective, role=one.role)
        for number, one in enumerate(there, 1)
    ]


def _began(plan: Plan, form: Declaration, entry: Entry) -> Json:
    """Return where a child begins now, as an entry has it: what was measured last."""
    before = entry.about in [child.id for child in plan.children] and entry.field in form.names("before")
    last = _measured(plan, form, CHILD, entry.about or "") if before else None
    return {} if last is None else {"value": last}


def _measured(plan: Plan, form: Declaration, kind: str, about: str) -> Value | None:
    """Return what the last review that measured a thing found, or None."""
    fields = form.names("after", kind)
    found = [one.value for held in plan.reviews for one in held.about(about) if one.field in fields]
    return found[-1] if found else None


def _parts(plan: Plan, form: Declaration, under: Item | None, kept: Collection[str], today: date) -> Json:
    """Return what goes on of an item's parts, or of all that is under nothing, kind by kind."""
    found: Json = {}
    for item in _below(plan, form, under):
        if item.id in kept:
            found.setdefault(item.kind, []).append(_part(item, plan, form, kept, today))
    return found


def _part(item: Item, plan: Plan, form: Declaration, kept: Collection[str], today: date) -> Json:
    private = {"not_shared": True} if item.not_shared else {}
    fields, declared = _linked(item, plan, form, kept), form.items[item.kind].fields
    for name, one in declared.items():
        day = day_of(fields[name]) if name in fields and one.role == "due" else None
        last = _measured(plan, form, item.kind, item.id) if one.role == "before" else None
        if day is not None and day < today:
            del fields[name]
        if last is not None:
            fields[name] = last
    return {**fields, **private, **_parts(plan, form, item, kept, today)}


def _linked(item: Item, plan: Plan, form: Declaration, kept: Collection[str]) -> dict[str, Value]:
    """Return the fields of an item, linked to those hopes and needs alone that go on."""
    going_on = {entry.id for entry in _going_on(plan) if f"{BOX}{entry.field}" in kept}
    fields = dict(item.fields)
    for name in form.linking(item.kind):
        value = fields.pop(name, None)
        if links := [one for one in value if one in going_on] if isinstance(value, list) else []:
            fields[name] = links
    return fields
