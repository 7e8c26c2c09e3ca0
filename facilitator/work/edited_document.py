"""Whether a document that was changed says just what was meant: all of the change, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.meeting.signatures import sides
from facilitator.meeting.what_a_plan_says import Said, folded, said_by
from facilitator.plan.items import above
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.script.consents import is_signed
from facilitator.script.formats_and_turns import FormatFile

if TYPE_CHECKING:
    from facilitator.files.open_plan import OpenPlan
    from facilitator.word.filled_document import Filled


def refuse_other(
    meant: Plan, before: OpenPlan, form: FormatFile, filled: Filled, *, signs: bool = False
) -> None:
    """Raise the Refusal of a change for which a document has no place, or that would change more of it.

    `signs` = it is a signature.
    """
    shown = _said(filled.word.plan, form)
    if before.word is not None and filled.data == before.word.package.data:
        raise Refusal("edit.no-place")
    if signs and _signed(filled.word.plan) == _signed(before.plan):
        raise Refusal("edit.no-place")
    if filled.closed or filled.left or _said(meant, form) != shown:
        raise Refusal("edit.no-place" if shown == _said(before.plan, form) else "edit.changes-more")


def _signed(plan: Plan) -> set[tuple[str, str, str]]:
    """Return who signed what, as a form tells it: whose view they give, and by name."""
    side_of = sides(plan)
    return {
        (one.to, side_of.get(one.party, one.party), folded(one.name))
        for one in plan.signatures
        if is_signed(one)
    }


def _said(plan: Plan, form: FormatFile) -> Said:
    """Return what a plan says, apart from its reviews: whatever its ids, and in whatever order."""
    items = {item.id: item for item in plan.items}
    told = [  # a form does not tell what ended before from what ended with that which it belongs to
        item.model_copy(update={"ended": None}) if any(one.ended for one in above(item, items)) else item
        for item in plan.items
    ]
    said = said_by(plan.model_copy(update={"items": told}), form)
    for child in plan.children:
        said["child", child.on_record, "left", child.ended is not None] += 1
        for name in ("full_name", "known_as", "date_of_birth", "class_name", "pupil_number", "communication"):
            said["child", child.on_record, name, folded(getattr(child, name))] += 1
    return said
