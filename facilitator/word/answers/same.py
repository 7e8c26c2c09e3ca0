"""Which items of two plans are the same, though a document has no ids: by number, place and words."""

from __future__ import annotations

from facilitator.plan.items import Item
from facilitator.plan.plan import Plan
from facilitator.word.answers.phrasing import fold


def same_items(plan: Plan, shown: Plan) -> dict[str, Item]:
    """Return the items of `shown` that are those of a plan, by the ids in the plan.

    The same id is enough; else an item of the same kind with the same number, or with the same words under
    the same item. Each is taken once.
    """
    theirs = {item.id: item for item in shown.items}
    found = {item.id: theirs[item.id] for item in plan.items if item.id in theirs}
    taken = set(found)
    for item in plan.items:
        if item.id in found:
            continue
        under = found[item.under].id if item.under in found else None
        for other in shown.items:
            if other.id in taken or other.kind != item.kind:
                continue
            like = other.number == item.number if item.number else _words(other) == _words(item)
            if like and (item.under is None or other.under == under):
                found[item.id] = other
                taken.add(other.id)
                break
    return found


def _words(item: Item) -> list[str]:
    return [fold(str(value)) for value in item.fields.values()]
