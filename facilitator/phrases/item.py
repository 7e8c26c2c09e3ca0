"""What an item of the plan is called for short: its kind and its number, else its own words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from facilitator.phrases.person import listed
from facilitator.plan.items import Item
from facilitator.script.format_declaration import Declaration
from facilitator.script.words_by_key import say


def called(item: Item, form: Declaration) -> str:
    """Return what an item is called as a heading: "Outcome 2"; one without a number by its words."""
    return form.called(item)


def line(item: Item, form: Declaration, *, kind: bool = False) -> str:
    """Return an item on a line: what it is called, and its words where these say more.

    One without a number has its `kind` before its words only where that is asked for.
    """
    name, words = called(item, form), form.words_of(item)
    if item.number is None:
        label = form.items[item.kind].label or item.kind
        return say("item.line", item=label, wording=words) if kind and words else words or name
    return name if words in ("", name) else say("item.line", item=name, wording=words)


def within(item: Item, form: Declaration) -> str:
    """Return what an item is called inside a sentence: "outcome 2"."""
    if item.number is None:
        return called(item, form)
    return inside(called(item, form))


def in_sentence(item: Item, form: Declaration) -> str:
    """Return what an item is called in a sentence of a paper; without a number by its words, quoted."""
    return within(item, form) if item.number is not None else say("item.quoted", words=called(item, form))


def kind_inside(kind: str, form: Declaration) -> str:
    """Return what a kind of items is called inside a sentence: "outcome"."""
    return inside(form.items[kind].label or kind)


def several(kind: str, form: Declaration) -> str:
    """Return what several items of a kind are called: "Outcomes", "People in my family"."""
    return form.items[kind].many or say("item.several", kind=form.items[kind].label or kind)


def counted(items: Iterable[Item], form: Declaration) -> str:
    """Return how many items there are of each kind: "3 targets and one document"."""
    return listed([_count(kind, count, form) for kind, count in Counter(item.kind for item in items).items()])


def _count(kind: str, count: int, form: Declaration) -> str:
    return say("item.counted", count=count, kind=kind_inside(kind, form), kinds=inside(several(kind, form)))


def inside(words: str) -> str:
    """Return what something is called as it stands inside a sentence; SEN stays as it is."""
    return words if words[:2].isupper() else words[0].lower() + words[1:]
