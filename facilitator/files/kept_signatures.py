"""Who signed the plan of a document outside its meetings, as this computer keeps it."""

from __future__ import annotations

import json
from collections.abc import Iterable

from pydantic import ValidationError

from facilitator.files.change_record import KeptChange, not_taken_back
from facilitator.meeting.signatures import is_same, sides, with_signed
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Signature


def to_keep(signature: Signature, plan: Plan) -> dict[str, object]:
    """Return a signature as it is kept: of whose view it is, since a document has no ids of people."""
    party = sides(plan).get(signature.party, signature.party)
    return signature.model_copy(update={"party": party}).model_dump(mode="json")


def with_kept_signatures(plan: Plan, changes: Iterable[KeptChange]) -> Plan:
    """Return the plan of a document with who signed outside its meetings, with day and note.

    One that stood in a box of the form and was taken out there by hand is no more.
    """
    side_of, signatures = sides(plan), list(plan.signatures)
    for one in not_taken_back(changes):
        kept = _read(one.signed)
        if kept is None:
            continue
        in_form = one.before != one.after
        if not in_form or any(is_same(there, kept, side_of) for there in plan.signatures):
            signatures = with_signed(signatures, [kept], side_of)
    return plan.model_copy(update={"signatures": signatures})


def _read(given: object) -> Signature | None:
    try:
        return Signature.model_validate_json(json.dumps(given)) if given else None
    except (ValidationError, TypeError):
        return None
