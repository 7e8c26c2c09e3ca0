"""The rules of a change to a plan, in its meetings and outside: adding, rewording, ending, putting back.

Each change is pure: it takes a plan and returns the plan after it, with the day and who did it. What a part
said before stays with it, and an end has a reason. Whatever does not fit is refused, and nothing is changed.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from pydantic import ValidationError

from facilitator.meeting.follow_up import followed_up
from facilitator.meeting.signatures import is_same, sides, with_signed
from facilitator.phrases.day import in_full
from facilitator.phrases.days_in_order import refuse_backwards
from facilitator.plan.changes import MARKS, PlanChange
from facilitator.plan.entries import Entry, id_of_answer
from facilitator.plan.field_values import Value, day_of
from facilitator.plan.items import Item, above, in_tree
from facilitator.plan.nouns import Earlier, Ended, Mark
from facilitator.plan.people import EVERYONE, PERSPECTIVES, Child, Contact
from facilitator.plan.plan import HELD_NOW, Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import AnswerToSigning, Signature
from facilitator.plan.text import joined_id
from facilitator.script.conformity import misfits
from facilitator.script.consents import is_signed, refuse_without_consent
from facilitator.script.formats_and_turns import FormatFile
from facilitator.script.plan_parts import (
    ACTION,
    CHILD,
    ENTRY,
    PERSON,
    PLAN,
    SIGNED,
    STARTED,
    Part,
    Thing,
    bare_fields,
    ended_of,
    field_of,
    has_part,
    is_unshared,
    name_of,
    people_who_speak,
    said_fields,
    thing_of,
    value_in,
)


class Change(NamedTuple):
    """A plan after a change, and the change with all that is known of it then."""

    plan: Plan
    done: PlanChange

    @property
    def part(self) -> Part:
        """The part that was changed."""
        return Part(self.done.kind, self.done.part)

    def where_told(self, before: Plan) -> Plan:
        """Return the plan that calls the part by its name: the one `before`, unless it is new."""
        return self.plan if self.done.deed == "added" else before


def made(plan: Plan, form: FormatFile, change: PlanChange, mark: Mark) -> Change:
    """Make a change on the day of a mark; raises Refusal, also where the plan has no such part."""
    after = made_again(plan, form, change, mark)
    after = after._replace(plan=sound(after.plan, plan, form, held_now=mark.review))
    refuse_backwards(plan, after.plan, form, "edit.days-backwards")
    refuse_without_consent(plan, after.plan, form, "meeting.no-consent")
    return after


def made_again(plan: Plan, form: FormatFile, change: PlanChange, mark: Mark) -> Change:
    """Make a change, whether or not its plan is `sound` then; raises Refusal where it does not fit."""
    part = Part(change.kind, change.part)
    if change.kind == ACTION:
        return Change(*followed_up(plan, change, mark))
    if change.deed == "added":
        return _added(plan, form, change, mark)
    if not has_part(plan, part):
        raise Refusal("edit.part-gone")
    if change.kind == ENTRY:  # a form may have no place for its end: then this tells whether it is private
        change = change.model_copy(update={"field": field_of(plan, part)})
    if change.deed in ("reworded", "emptied"):
        return _reworded(plan, form, change, mark)
    if change.deed == "ended":
        return _ended(plan, form, change, mark)
    if change.deed in MARKS:
        return Change(_marked(plan, change), change)
    return Change(_put_back(plan, part), change)


def _added(plan: Plan, form: FormatFile, change: PlanChange, mark: Mark) -> Change:
    """Add an item of a kind by its words, somebody by name, or what somebody says for a field of the plan."""
    if change.kind == PERSON:
        return _with_person(plan, change, mark)
    if change.kind == CHILD:
        return _with_child(plan, form, change, mark)
    if change.kind == ENTRY:
        return _with_words(plan, form, change)
    if change.kind == SIGNED:
        return _with_signature(plan, form, change, mark)
    return _with_item(plan, form, change, mark)


def _with_item(plan: Plan, form: FormatFile, change: PlanChange, mark: Mark) -> Change:
    kind, under = change.kind, change.under
    if kind not in form.items or not (under is None or under in {item.id for item in plan.items}):
        raise Refusal("edit.part-gone")
    declared, name = form.items[kind], name_of(kind, form)
    if (form.items[plan.item(under).kind] if under else None) is not (
        form.items[declared.under] if declared.under else None
    ):
        above_it = form.items[declared.under].label if declared.under else ""
        code = "edit.needs-above" if declared.under else "edit.stands-alone"
        raise Refusal(code, kind=declared.label or kind, above=above_it)
    if under:
        _refuse_ended(plan, Part(declared.under or "", under))
    same = [item for item in plan.items if (item.kind, item.under) == (kind, under)]
    numbers = [item.number or 0 for item in plan.items if item.kind == kind]
    item = Item(
        id=change.part or _free_id(plan, (under or "", f"{kind}{len(same) + 1}")),
        kind=kind,
        under=under,
        number=max(numbers, default=0) + 1 if declared.numbered else None,
        fields={**_first_options(form, kind), name: _words_of(change)},
        added=mark,
    )
    return _with_new(plan, "items", item, change)


def _first_options(form: FormatFile, kind: str) -> dict[str, Value]:
    """Return where an item belongs until somebody says: the first option of a field that says where."""
    return {
        name: field.options[0].id
        for name, field in form.items[kind].fields.items()
        if field.role == "place" and field.type == "choice" and field.options
    }


def _words_of(change: PlanChange) -> Value:
    return "" if change.value is None else change.value


def _with_new(plan: Plan, where: str, one: Thing, change: PlanChange) -> Change:
    after = plan.model_copy(update={where: [*getattr(plan, where), one]})
    after = after.model_copy(update={"items": in_tree(after.items)})
    return Change(after, change.model_copy(update={"part": one.id}))


def _with_person(plan: Plan, change: PlanChange, mark: Mark) -> Change:
    made_up = _free_id(plan, (f"person{len(plan.people) + 1}",))
    one = Contact(id=change.part or made_up, name=str(_words_of(change)), role=change.role, added=mark)
    return _with_new(plan, "people", one, change)


def _with_child(plan: Plan, form: FormatFile, change: PlanChange, mark: Mark) -> Change:
    if form.children.most is not None and len(plan.members) >= form.children.most:
        raise Refusal("edit.children-full", count=form.children.most)
    made_up = _free_id(plan, (f"{CHILD}-{len(plan.children) + 1}",))
    one = Child(id=change.part or made_up, full_name=str(_words_of(change)), added=mark)
    return _with_new(plan, "children", one, change)


def _with_words(plan: Plan, form: FormatFile, change: PlanChange) -> Change:
    by = change.speaker or EVERYONE
    if change.field not in said_fields(form) or by not in (EVERYONE, *people_who_speak(plan)):
        raise Refusal("edit.nobody", name=by)
    made_up = _free_id(plan, (PLAN, change.field, f"s{len(plan.entries) + 1}"))
    entry = Entry(id=change.part or made_up, field=change.field, value=_words_of(change), by=by)
    return _with_new(plan, "entries", entry, change)


def _with_signature(plan: Plan, form: FormatFile, change: PlanChange, mark: Mark) -> Change:
    """Add who signed what, on a day that has been, each person once."""
    side_of, label, on = sides(plan), form.sign_label(change.field), day_of(_words_of(change))
    if change.field not in form.signs or change.speaker not in (*side_of, *PERSPECTIVES):
        raise Refusal("edit.part-gone")
    if on is None or (mark.on and on > mark.on):
        raise Refusal("edit.not-done-yet", day=in_full(on) if on else "", label=label)
    note = change.because.strip()
    answer: AnswerToSigning = "with_note" if note else "agreed"
    new = Signature(to=change.field, party=change.speaker, name=change.name, on=on, answer=answer, note=note)
    for one in plan.signatures:
        if is_signed(one) and is_same(one, new, side_of):
            day, code = (
                in_full(one.on) if one.on else "",
                "edit.signed-already" if one.on else "edit.signed-before",
            )
            raise Refusal(code, name=one.name or change.name, day=day, label=label)
    signed = with_signed(plan.signatures, [new], side_of)
    return Change(plan.model_copy(update={"signatures": signed}), change)


def _reworded(plan: Plan, form: FormatFile, change: PlanChange, mark: Mark) -> Change:
    """Let a field of a part hold another value, or nothing; what it held stays with it."""
    part, field = Part(change.kind, change.part), change.field
    value = None if change.deed == "emptied" else change.value
    was = value_in(plan, part, field)
    _refuse_ended(plan, part)
    if field not in bare_fields(part.kind, form, field):
        raise Refusal("edit.part-gone")
    if was == value:
        raise Refusal("edit.says-already" if value else "edit.empty-already")
    if value is None and field == name_of(part.kind, form, field):
        raise Refusal("edit.never-empty")
    if field == "date_of_birth" and value and mark.on and str(value) >= mark.on.isoformat():
        raise Refusal("edit.born-later")
    before = [] if was is None else [Earlier(field=field, value=was, **mark.model_dump())]
    after = _with_value(plan, part, field, value, before)
    return Change(after, change.model_copy(update={"was": was}))


def _with_value(plan: Plan, part: Part, field: str, value: Value | None, before: list[Earlier]) -> Plan:
    if part.kind == PLAN:
        return _with_answer(plan, field, value, before)
    thing = thing_of(plan, part)
    update: dict[str, Any] = {"earlier": [*thing.earlier, *before]}
    if isinstance(thing, Item):
        fields = {**thing.fields, field: value} if value is not None else dict(thing.fields)
        update["fields"] = fields if value is not None else {k: v for k, v in fields.items() if k != field}
    elif isinstance(thing, Entry):
        update |= {"value": value, "picture": ""}
    else:
        empty = type(thing).model_fields[field].default
        update[field] = empty if value is None else _typed_as(field, value)
        update |= _both_names(thing, field, str(value or "")) if isinstance(thing, Child) else {}
    return _with(plan, thing, update)


def _both_names(child: Child, field: str, name: str) -> dict[str, Any]:
    """Return what else changes with a name: a full name has the surname in it, where that is kept apart."""
    if field == "full_name" and child.surname and not name.endswith(child.surname):
        return {"surname": name.partition(" ")[2].rpartition(" ")[2]}
    if field == "surname" and name:
        first = child.full_name.removesuffix(child.surname).rstrip() if child.surname else ""
        if not (first or child.full_name.endswith(name)):
            raise Refusal("edit.not-in-name")
        return {"full_name": f"{first} {name}" if first else child.full_name}
    return {}


def _typed_as(field: str, value: Value) -> object:
    return day_of(value) if field == "date_of_birth" else value


def _with_answer(plan: Plan, field: str, value: Value | None, before: list[Earlier]) -> Plan:
    if field == STARTED:
        return plan.model_copy(update={"started": day_of(value) if value is not None else None})
    entry = next(iter(plan.given(field)), None)
    if entry is None:
        made = Entry(
            id=_free_id(plan, (id_of_answer(PLAN, field),)), field=field, value="" if value is None else value
        )
        return plan.model_copy(update={"entries": [*plan.entries, made]})
    update: dict[str, Any] = {"earlier": [*entry.earlier, *before], "picture": ""}
    if value is None:
        update["ended"] = Ended(how="removed", **before[0].model_dump(include=set(Mark.model_fields)))
    else:
        update["value"] = value
    return _with(plan, entry, update)


def _ended(plan: Plan, form: FormatFile, change: PlanChange, mark: Mark) -> Change:
    """End a part for a reason; one that is amended may be `into` another of its kind."""
    part = Part(change.kind, change.part)
    if ended_of(plan, part) is not None:
        raise Refusal("edit.ended-already")
    _refuse_endless(plan, form, part)
    _refuse_ended(plan, part)
    if not change.because.strip() and change.into is None:
        raise Refusal("edit.no-reason")
    how = "removed" if part.kind in (PERSON, CHILD) else change.how or "removed"
    after = _with(
        plan, thing_of(plan, part), {"ended": Ended(how=how, because=change.because, **mark.model_dump())}
    )
    if change.into is not None:
        into = Part(part.kind, change.into)
        after = _with(after, _replacing(plan, part, into), {"replaces": part.id})
    return Change(after, change.model_copy(update={"how": how}))


def _replacing(plan: Plan, old: Part, new: Part) -> Item:
    """Return the item that takes the place of another one; raises Refusal where it cannot."""
    if new == old:
        raise Refusal("edit.replaces-itself")
    items = {item.id: item for item in plan.items}
    if new.id not in items or items[new.id].kind != old.kind:
        raise Refusal("edit.replaces-another-kind")
    item, before = items[new.id], items[old.id]
    if item.ended is not None:
        raise Refusal("edit.replaced-by-ended")
    seen = set()
    while before.replaces and before.replaces not in seen:
        seen.add(before.replaces)
        before = items[before.replaces]
    if new.id in seen or item.replaces:
        raise Refusal("edit.replaces-round")
    return item


def _put_back(plan: Plan, part: Part) -> Plan:
    """Let a part that ended go on; what took its place stands for itself then."""
    if ended_of(plan, part) is None:
        raise Refusal("edit.not-ended")
    after = _with(plan, thing_of(plan, part), {"ended": None})
    for item in [item for item in after.items if item.replaces == part.id]:
        after = _with(after, item, {"replaces": None})
    _refuse_ended(after, part)
    return after


def _marked(plan: Plan, change: PlanChange) -> Plan:
    """Let a part be not for sharing, or be so no more; of the plan itself, what it says for a field."""
    part, not_shared = Part(change.kind, change.part), change.deed == "kept_back"
    own = plan.given(change.field) if part.kind == PLAN else []
    thing: Thing | None = next(iter(own), None) if part.kind == PLAN else thing_of(plan, part)
    if thing is None or isinstance(thing, Child) or (change.field and part.kind not in (PLAN, ENTRY)):
        raise Refusal("edit.never-kept-back")
    if thing.not_shared is not_shared:
        above_it = not not_shared and is_unshared(plan, part)
        code = "not-shared" if not_shared else "shared"
        raise Refusal("edit.not-shared-above" if above_it else f"edit.{code}-already")
    return _with(plan, thing, {"not_shared": not_shared})


# What is refused


def _refuse_ended(plan: Plan, part: Part) -> None:
    """Raise the Refusal of a part that has ended, or belongs to something that has."""
    if ended_of(plan, part) is not None:
        raise Refusal("edit.is-ended")
    thing = None if part.kind == PLAN else thing_of(plan, part)
    if isinstance(thing, Item):
        items = {item.id: item for item in plan.items}
        if any(one.ended for one in above(thing, items)):
            raise Refusal("edit.above-ended")


def _refuse_endless(plan: Plan, form: FormatFile, part: Part) -> None:
    """Raise the Refusal of a part that goes on as long as its plan; a child may only leave a group."""
    group = part.kind == CHILD and form.children.most != 1
    if group and len(plan.members) <= form.children.least:
        raise Refusal("edit.few-children", count=form.children.least)
    if part.kind == PLAN or (part.kind == CHILD and not group):
        raise Refusal("edit.never-ends")
    if part.kind in form.items and not form.items[part.kind].ends:
        raise Refusal("edit.never-ends")


def sound(plan: Plan, before: Plan, form: FormatFile, *, held_now: int | None = None) -> Plan:
    """Return a changed plan as it would be read again; raises Refusal where it would not be, for any reason.

    `held_now` is the number of a review that is not in the plan yet.
    """
    try:
        read = Plan.model_validate_json(plan.model_dump_json(by_alias=True), context={HELD_NOW: held_now})
    except ValidationError as error:
        raise Refusal("edit.does-not-fit") from error
    found, known = list(misfits(read, form)), list(misfits(before, form))
    if len(found) > len(known):
        twice = next((one for one in found if one.code == "conformity.same-name" and one not in known), None)
        raise Refusal(twice.code, **twice.values) if twice else Refusal("edit.does-not-fit")
    return read


# Where it stands


_LISTS: dict[type, str] = {Item: "items", Entry: "entries", Contact: "people", Child: "children"}


def _with(plan: Plan, thing: Thing, update: dict[str, Any]) -> Plan:
    """Return a plan with one of its parts as it is now."""
    where = _LISTS[type(thing)]
    things: list[Thing] = getattr(plan, where)
    now = [one.model_copy(update=update) if one.id == thing.id else one for one in things]
    return plan.model_copy(update={where: now})


def _free_id(plan: Plan, parts: tuple[str, ...]) -> str:
    """Return an id that nothing in a plan has, made of some parts."""
    taken = {item.id for item in plan.items} | {child.id for child in plan.children}
    taken |= {person.id for person in plan.people} | {entry.id for entry in plan.entries}
    for held in plan.meetings():
        taken |= {one.id for some in (held.actions, held.entries, held.people) for one in some}
    wanted, number = joined_id(*parts), 2
    while wanted in taken:
        wanted, number = joined_id(*parts, f"n{number}"), number + 1
    return wanted
