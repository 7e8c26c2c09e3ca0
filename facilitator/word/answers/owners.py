"""What the parts of a plan are under, in words: several may stand in one box of a form, side by side.

A document says of a target only in which row it is. Which of several steps there it is of, is told by who
wrote it; by words, because what is read from a document has new ids every time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from facilitator.plan.items import Item, above
from facilitator.plan.plan import Plan
from facilitator.script.format_declaration import Declaration
from facilitator.word.answers.phrasing import fold

Owners = Mapping[str, list[str]]
"""By a part's kind, the number of what it stands with, and its words: the words of what it is under.

What was written last comes first; what stood there before comes behind, for when that was taken back.
"""

_MOST = 6
"""Owners that are kept of one part: only what was written last, and a few before, may come back."""


def owners_of(plan: Plan, form: Declaration, parts: Collection[str] | None = None) -> dict[str, list[str]]:
    """Return what the parts of a plan are under that share a box with parts of another one.

    `parts` are the ids of those that are asked for, None = all.
    """
    items, found = {item.id: item for item in plan.items}, dict[str, list[str]]()
    for item in plan.items:
        chain = above(item, items)
        if len(chain) > 1 and (parts is None or item.id in parts):  # the row itself says whose the others are
            words = form.words_of(chain[0])
            found.setdefault(owned(item.kind, chain[-1], form.words_of(item), plan), []).append(fold(words))
    return {key: words for key, words in found.items() if len(words) == 1}  # two alike cannot be told apart


def owned(kind: str, top: Item, words: str, plan: Plan) -> str:
    """Return what a part is known by: its kind, the number of what it stands with, and its words."""
    same = [item.id for item in plan.items if (item.kind, item.under) == (top.kind, None)]
    return known_by(kind, top.number or same.index(top.id) + 1, words)


def known_by(kind: str, number: int, words: str) -> str:
    """Return what a part is known by in the row of a number."""
    return f"{kind} {number} {fold(words)}"


def with_newer(owners: Owners, newer: Owners) -> dict[str, list[str]]:
    """Return owners with those of a plan that was written since in front."""
    both = {key: [*newer.get(key, ()), *owners.get(key, ())] for key in (*owners, *newer)}
    return {key: list(dict.fromkeys(words))[:_MOST] for key, words in both.items()}


def owner_among(items: Iterable[Item], owners: Owners, key: str, form: Declaration) -> str | None:
    """Return the id of the item, of some, that a part was put under; None where nothing tells for certain."""
    there = list(items)
    for words in owners.get(key, ()):
        same = [item.id for item in there if fold(form.words_of(item)) == words]
        if same:
            return same[0] if len(same) == 1 else None
    return None
