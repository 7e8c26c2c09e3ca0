"""Where the things of a plan began: the measure that was taken of each before anything was done."""

from __future__ import annotations

from facilitator.plan.people import CHILD
from facilitator.plan.plan import Plan
from facilitator.script.format_declaration import Declaration


def beginning(thing: str, plan: Plan, form: Declaration) -> str:
    """Return where an item or a child began, as the plan or an earlier meeting has it; else nothing."""
    for item in plan.items:
        if item.id == thing:
            return form.words_of(item, "before")
    names = form.names("before", CHILD)
    entries = [*plan.entries, *(one for held in (*plan.planning, *plan.reviews) for one in held.entries)]
    said = [str(entry.value) for entry in entries if entry.about == thing and entry.field in names]
    return "; ".join(dict.fromkeys(said))
