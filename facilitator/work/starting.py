"""A new plan from what somebody typed: the child, and the outcomes of the year if they are known yet."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import ValidationError

from facilitator.files.plan_ids import fresh_id
from facilitator.files.plan_text import as_json, field_refusal
from facilitator.plan.models import SCHEMA_VERSION, Plan
from facilitator.script.models import Script
from facilitator.work.given import of_given

Json = dict[str, Any]


def new_plan_from(given: Json, script: Script, started: date) -> Plan:
    """Return a new plan; Refusal, with the path to the field, for what does not fit.

    Ids and numbers may be left out. Outcomes, steps and provision may be plain words.
    """
    outcomes = given.get("outcomes", [])
    whole = {
        "id": fresh_id(),
        "schema_version": SCHEMA_VERSION,
        "started": started.isoformat(),
        **given,
        "format": script.format.id,
        "outcomes": [_outcome(one, number) for number, one in enumerate(outcomes, start=1)]
        if isinstance(outcomes, list)
        else outcomes,
    }
    whole.setdefault("other_plans", [{"kind": kind.id} for kind in script.format.other_plans])
    try:
        return Plan.model_validate_json(as_json(whole))
    except ValidationError as error:
        raise of_given(field_refusal(error)) from None


def _outcome(given: object, number: int) -> object:
    if isinstance(given, str):
        given = {"wording": given}
    if not isinstance(given, dict):
        return given
    outcome = {"id": f"o{number}", "number": number, **given}
    for field, letter, words in (("steps", "s", "text"), ("provision", "p", "what")):
        items = outcome.get(field)
        if isinstance(items, list):
            outcome[field] = [
                _part(item, f"{outcome['id']}.{letter}{place}", words)
                for place, item in enumerate(items, start=1)
            ]
    return outcome


def _part(given: object, part_id: str, words: str) -> object:
    part = {words: given} if isinstance(given, str) else given
    if not isinstance(part, dict):
        return given
    return {"id": part_id, **({"where": "education"} if words == "what" else {}), **part}
