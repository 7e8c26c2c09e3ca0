"""A new plan from what somebody typed: the child, and the items of the plan if they are known yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from pydantic import ValidationError

from facilitator.files.plan_ids import fresh_id
from facilitator.files.plan_text import as_json, field_refusal, of_given
from facilitator.plan.places import Origins, Place
from facilitator.plan.plan import SCHEMA_VERSION, Plan
from facilitator.plan.refusal import Refusal
from facilitator.script.conformity import hold_to_format
from facilitator.script.fields import Declaration
from facilitator.script.models import Script

Json = dict[str, Any]


def new_plan_from(given: Json, script: Script, started: date) -> Plan:
    """Return a new plan; Refusal, with the path to the field, for what does not fit.

    Ids and numbers may be left out. Items may stand under the name of their kind or its plural, and inside
    the item that they belong to (`outcomes: [{wording: ..., steps: [...]}]`); an item may be plain words.
    """
    form = script.format
    whole = {
        "id": fresh_id(),
        "schema_version": SCHEMA_VERSION,
        "started": started.isoformat(),
        **given,
        "format": form.id,
    }
    origins: dict[Place, Place] = {}
    if "child" in whole:
        whole["children"] = [whole.pop("child")]
        (child,) = whole["children"]
        origins["children", 0] = ("child",)
        origins |= (
            {("children", 0, part): ("child", part) for part in child} if isinstance(child, dict) else {}
        )
    rows = [*_rows(whole, form, None, ())]
    if rows:
        own = whole.get("items", [])
        first = len(own) if isinstance(own, list) else 0
        whole["items"] = [*own, *(row.item for row in rows)] if isinstance(own, list) else own
        for place, row in enumerate(rows, start=first):
            origins |= {("items", place, *part): at for part, at in row.origins.items()}
    try:
        plan = Plan.model_validate_json(as_json(whole))
        hold_to_format(plan, form, lambda: origins)
    except ValidationError as error:
        raise of_given(field_refusal(error, origins)) from None
    except Refusal as refusal:
        raise of_given(refusal) from None
    return plan


class _Row(NamedTuple):
    """An item, with where its parts stand in the file that was given."""

    item: Json
    origins: Origins


def _rows(given: Json, form: Declaration, under: Json | None, at: Place) -> Iterator[_Row]:
    """Yield the items that stand in an object under the names of their kinds, and take them out of it."""
    for kind, declared in form.items.items():
        if declared.under != (under["kind"] if under else None):
            continue
        for name in (kind, f"{kind}s"):
            if not isinstance(given.get(name), list):
                continue
            for place, one in enumerate(given.pop(name)):
                yield from _row(one, kind, form, under, (*at, name, place))


def _row(given: object, kind: str, form: Declaration, under: Json | None, at: Place) -> Iterator[_Row]:
    declared, number = form.items[kind], int(at[-1]) + 1
    wording = declared.role_field("wording") or ""
    rest: Json = dict(given) if isinstance(given, dict) else {wording: given}
    above = f"{under['id']}." if under else ""
    item: Json = {"id": rest.pop("id", f"{above}{kind[0]}{number}"), "kind": kind}
    if under:
        item["under"] = under["id"]
    if declared.numbered:
        item["number"] = rest.pop("number", number)
    below = list(_rows(rest, form, item, at))
    choices = {
        name: field.options[0].id
        for name, field in declared.fields.items()
        if field.role == "place" and name not in rest
    }
    item["fields"] = {name: rest.pop(name) for name in declared.fields if name in rest} | choices
    item |= rest
    origins: dict[Place, Place] = {(): at}
    if isinstance(given, dict):
        origins |= {(part,): (*at, part) for part in item if part != "fields"}
        origins |= {("fields", part): (*at, part) for part in item["fields"]}
    yield _Row(item, origins)
    yield from below
