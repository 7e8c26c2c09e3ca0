"""Which parts of a plan that was kept are those of the plan as a document has it now.

A document has no ids, and a part may have moved in it: a target goes along to the step that takes the place
of its own. So a part is known by its words first, and then by where it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

from facilitator.plan.items import Item
from facilitator.plan.plan import Plan
from facilitator.script.format_declaration import Declaration

Way = tuple[tuple[str, int], ...]


def same_parts(own: Plan, plan: Plan, form: Declaration | None) -> dict[str, str]:
    """Return the ids of the parts of a plan by those of the same in a plan that was kept, each taken once."""
    found: dict[str, str] = {}
    ways: tuple[Callable[[Item, Plan], Hashable], ...] = (
        lambda item, of: (_way(item, of), _words(item, form)),
        lambda item, of: (_way(item, of)[0], item.kind, _words(item, form)) if _words(item, form) else None,
        _way,
    )
    for known_by in ways:
        left: dict[Hashable, list[str]] = {}
        for item in plan.items:
            if item.id not in found.values():
                left.setdefault(known_by(item, plan), []).append(item.id)
        for item in own.items:
            same = left.get(known_by(item, own)) if item.id not in found else None
            if same and known_by(item, own) is not None:
                found[item.id] = same.pop(0)
    return found


def _words(item: Item, form: Declaration | None) -> str:
    return " ".join(form.words_of(item).casefold().split()) if form else ""


def _way(item: Item, plan: Plan) -> Way:
    """Return where an item stands: its kind and its number or place, behind those of what it is under."""
    same = [one.id for one in plan.items if (one.kind, one.under) == (item.kind, item.under)]
    above = _way(plan.item(item.under), plan) if item.under else ()
    return (*above, (item.kind, item.number or same.index(item.id) + 1))
