"""How parts of a document ended outside its meetings: a form that strikes them through says no more of it."""

from __future__ import annotations

from collections.abc import Iterable

from facilitator.files.change_record import KeptChange, not_taken_back
from facilitator.plan.field_values import day_of
from facilitator.plan.items import Item
from facilitator.plan.nouns import STRUCK, Ended
from facilitator.plan.plan import Plan
from facilitator.script.format_declaration import Declaration


def known_by(item: Item, plan: Plan, form: Declaration) -> list[str]:
    """Return what an item is known by in a document, which has no ids: its kind, its words, those above."""
    above = form.words_of(plan.item(item.under)) if item.under else ""
    return [item.kind, *(" ".join(words.split()) for words in (form.words_of(item), above))]


def with_kept_ends(plan: Plan, changes: Iterable[KeptChange], form: Declaration) -> Plan:
    """Return the plan of a document with the ends that were made outside its meetings, as they are kept."""
    ends: dict[tuple[str, ...], Ended | None] = {}
    for one in not_taken_back(changes):
        if one.of is not None and one.not_shared is None:
            end = one.how and Ended(how=one.how, on=day_of(one.at[:10]), by=one.by, because=one.because)
            ends[tuple(one.of)] = end or None
    items = []
    for item in plan.items:
        end = ends.get(tuple(known_by(item, plan, form))) if item.ended in (None, STRUCK) else None
        is_over = end is not None and not plan.is_current(item)
        items.append(item.model_copy(update={"ended": end}) if is_over else item)
    return plan.model_copy(update={"items": items})
