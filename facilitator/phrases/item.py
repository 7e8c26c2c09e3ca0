"""What an item of the plan is called for short: its kind and its number, else its own words."""

from __future__ import annotations

from facilitator.plan.items import Item
from facilitator.script.fields import Declaration
from facilitator.script.words import say


def called(item: Item, form: Declaration) -> str:
    """Return what an item is called as a heading: "Outcome 2"; one without a number by its words."""
    label = form.items[item.kind].label or item.kind
    return f"{label} {item.number}" if item.number is not None else form.words_of(item) or label


def line(item: Item, form: Declaration) -> str:
    """Return an item on a line: what it is called, and its words where these say more."""
    name, words = called(item, form), form.words_of(item)
    return name if words in ("", name) else say("item.line", item=name, wording=words)


def within(item: Item, form: Declaration) -> str:
    """Return what an item is called inside a sentence: "outcome 2"."""
    if item.number is None:
        return called(item, form)
    words = called(item, form)
    return words if words[:2].isupper() else words[0].lower() + words[1:]
