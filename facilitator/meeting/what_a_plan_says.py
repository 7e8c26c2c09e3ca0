"""What a plan says, whatever its ids and in whatever order: two that say the same are the same plan."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Hashable

from facilitator.plan.plan import Plan
from facilitator.script.format_declaration import Declaration
from facilitator.script.plan_parts import said_fields

Said = Counter[tuple[Hashable, ...]]


def said_by(plan: Plan, form: Declaration) -> Said:
    """Return what a plan says, apart from its reviews, its links and its children's own particulars."""
    names: dict[str, str] = {child.id: child.on_record for child in plan.children}
    names |= {one.id: one.name for one in plan.people}
    items = {item.id: item for item in plan.items}
    said: Said = Counter()
    said["started", folded(plan.started)] += 1
    for one in plan.people:
        said["person", one.name, one.role, one.relationship, one.reach, one.ended is not None] += 1
    for entry in plan.entries:
        declared = form.plan.get(entry.field)
        if entry.value is False or (entry.ended and (declared is None or declared.type != "said")):
            continue  # of a box alone nobody can tell a no from nothing
        by = names.get(entry.by, entry.by) if entry.field in said_fields(form) else ""
        said["entry", entry.field, by, entry.ended is not None, folded(entry.value)] += 1
    for item in plan.items:
        links = form.linking(item.kind)
        told = sorted((name, folded(value)) for name, value in item.fields.items() if name not in links)
        above = folded(form.words_of(items[item.under])) if item.under else ""
        said["item", item.kind, above, item.ended is not None, tuple(told), form.words_of(item)] += 1
    return said


def mark_of(plan: Plan, form: Declaration) -> str:
    """Return a short mark of what a plan says, with its reviews by their days: another once it changes."""
    said = said_by(plan, form)
    said.update(("review", review.period, review.date.isoformat()) for review in plan.reviews)
    lines = sorted(f"{count} {one!r}" for one, count in said.items())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def folded(value: object) -> str:
    """Return a value as it is compared."""
    return " ".join(str(value if value is not None else "").split())
