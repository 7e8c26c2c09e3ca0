"""What a review that stands in a form did to the items of the plan."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.meeting.plan_after import decided
from facilitator.plan.items import Item
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review
from facilitator.script.models import FormatFile
from facilitator.word.answers.items import STRUCK
from facilitator.word.answers.phrasing import fold


def after_review(plan: Plan, review: Review, form: FormatFile) -> list[Item]:
    """Return the items of a plan after a review that was read.

    They are as the meeting leaves them (`meeting.plan_after`). But where the form has a box with the new
    words of an amended item, that is the new item.
    """
    fields = {path.field for path in form.paths("decision")}
    about = {entry.about for entry in review.entries if entry.field in fields}
    told = [
        item.model_copy(update={"ended": None}) if item.id in about and item.ended == STRUCK else item
        for item in plan.items
    ]
    items = decided(plan.model_copy(update={"items": told}), review, form)
    known = {item.id for item in plan.items}
    made = {item.id: item for item in items if item.id not in known}
    for new in [item for item in made.values() if item.replaces in known]:
        box = _same(new, items, known, form)
        if box is not None:
            gone = _with_parts(new, items)
            mine = _with_parts(box, items)
            items = [item for item in items if item.id not in gone]
            items = [
                item.model_copy(
                    update={"added": new.added, **({"replaces": new.replaces} if item is box else {})}
                )
                if item.id in mine
                else item
                for item in items
            ]
    return items


def _same(new: Item, items: Sequence[Item], known: set[str], form: FormatFile) -> Item | None:
    """Return the item of a box behind that of the old one that has the words of the new one, or None."""
    field = form.items[new.kind].role_field("wording") or ""
    same = [item for item in items if item.kind == new.kind and item.id in known]
    later = same[[item.id for item in same].index(new.replaces or "") + 1 :]
    words = fold(new.words(field))
    return next((one for one in later if one.replaces is None and fold(one.words(field)) == words), None)


def _with_parts(of: Item, items: Sequence[Item]) -> set[str]:
    """Return the ids of an item and of what belongs to it, at whatever remove."""
    found = {of.id}
    for item in items:
        if item.under in found:
            found.add(item.id)
    return found
