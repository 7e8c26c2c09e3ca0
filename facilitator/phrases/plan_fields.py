"""The fields of each part of a plan, with what they are called, and whose words a plan may have."""

from __future__ import annotations

from facilitator.plan.people import EVERYONE
from facilitator.plan.plan import Plan
from facilitator.script.declared_fields import DeclaredField, Fields
from facilitator.script.format_declaration import Declaration
from facilitator.script.plan_parts import CHILD, PERSON, PLAN, STARTED, bare_fields, people_who_speak
from facilitator.script.words_by_key import say


def fields_of(kind: str, form: Declaration, field: str = "") -> Fields:
    """Return the fields of a kind of part, in order; `field` is that of an entry."""
    fields = bare_fields(kind, form, field)
    if kind in (CHILD, PERSON):
        return {name: _labelled(kind, name, declared) for name, declared in fields.items()}
    if kind == PLAN and STARTED not in form.plan:
        return {**fields, STARTED: _labelled(PLAN, STARTED, fields[STARTED])}
    return fields


def _labelled(kind: str, name: str, declared: DeclaredField) -> DeclaredField:
    """Return a field of a part that every plan has, with its label and those of its options."""
    options = [{"id": one, "label": say(f"edit.side-{one}")} for one in declared.option_ids]
    update = {
        "type": declared.type,
        "label": say(f"edit.{kind}-{name.replace('_', '-')}"),
        "options": options,
    }
    born = {"child": say("edit.born")} if name == "date_of_birth" else {}
    return DeclaredField.model_validate({**update, **born})


def speakers(plan: Plan) -> dict[str, str]:
    """Return whose words a plan may have, by their ids: everybody, the children, the people of the plan."""
    return {EVERYONE: say("edit.everyone"), **people_who_speak(plan)}
