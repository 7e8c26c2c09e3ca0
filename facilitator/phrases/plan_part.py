"""What a part of a plan is called where plans are changed, what its fields hold, and a change, in words."""

from __future__ import annotations

from facilitator.phrases.day import in_full
from facilitator.phrases.item import inside
from facilitator.plan.entries import Entry
from facilitator.plan.field_values import Value, day_of
from facilitator.plan.items import Item
from facilitator.plan.people import Child, Contact
from facilitator.plan.plan import Plan
from facilitator.script.declared_fields import DeclaredField
from facilitator.script.format_declaration import Declaration
from facilitator.script.plan_parts import ENTRY, PLAN, Part, numbers_of, thing_of
from facilitator.script.words_by_key import say


def part_called(plan: Plan, part: Part, form: Declaration) -> str:
    """Return what a part is called: "Outcome 2", "Step 2.1", a name, or what the plan itself has it under."""
    if part.kind == PLAN:
        return say("edit.the-plan")
    thing = thing_of(plan, part)
    if isinstance(thing, Child):
        return thing.on_record
    if isinstance(thing, Contact):
        return thing.name
    if isinstance(thing, Entry):
        same = [one.id for one in plan.entries if one.field == thing.field]
        return f"{form.label(thing.field, PLAN)} {same.index(thing.id) + 1}"
    numbers = ".".join(map(str, numbers_of(plan, thing)))
    return f"{form.items[thing.kind].label or thing.kind} {numbers}"


def part_inside(plan: Plan, part: Part, form: Declaration) -> str:
    """Return what a part is called inside a sentence: "outcome 2"; a name stays a name."""
    called = part_called(plan, part, form)
    return inside(called) if part.kind in (*form.items, PLAN, ENTRY) else called


def words_of_part(plan: Plan, part: Part, form: Declaration) -> str:
    """Return the words of a part: those by which it is known on a line."""
    if part.kind == PLAN:
        return ""
    thing = thing_of(plan, part)
    if isinstance(thing, Entry):
        return thing.text
    if isinstance(thing, Item):
        return form.words_of(thing)
    return thing.class_name if isinstance(thing, Child) else thing.role


def beside_words(item: Item, form: Declaration) -> list[str]:
    """Return what stands beside the words of an item on a line: who, how often, by when and what it costs."""
    shown = form.items[item.kind].fields.items()
    told = (
        value_told(item.fields.get(name) or None, one)
        for name, one in shown
        if not one.hidden and one.role in ("who", "how_often", "due", "cost")
    )
    return list(filter(None, told))


def value_told(value: Value | None, declared: DeclaredField | None) -> str:
    """Return what a field holds in words: a day in full, an option as paper has it; nothing for nothing.

    What is declared no more is told as it is.
    """
    if value is None:
        return ""
    if value == []:
        return say("edit.none-chosen")
    if isinstance(value, bool) or (declared and declared.type == "tick"):
        return say(f"edit.tick-{'unknown' if not isinstance(value, bool) else 'yes' if value else 'no'}")
    chosen = value if isinstance(value, list) else [str(value)]
    if declared is None:
        return ", ".join(chosen)
    if declared.options_from:  # a hope that has ended is no option any more
        chosen, linked = [one for one in chosen if one in declared.option_ids], len(chosen)
        if not chosen:
            return say("thread.count", count=linked)
    if declared.options:
        labels = {one.id: one.label or one.id for one in declared.options}
        between = "; " if declared.options_from else ", "
        return between.join(labels.get(one, one) for one in chosen)
    day = day_of(value) if declared.type == "date" else None
    return in_full(day) if day else str(value)
