"""What a field holds, whatever its type: the plan format says which type it is."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from facilitator.plan.text import Id, Words

Value = bool | int | Words | list[Id]
"""As JSON has it: a tick or a number as itself, a day as ISO text, several options as a list of their ids."""

UNKNOWN = "unknown"
"""What a tick holds where somebody has said that nobody knows."""

# Of a text whose gaps are single spaces.
_COST = re.compile(
    r"(?:£ ?(?P<pounds>\d{1,6})(?:[.,](?P<pence>\d\d))?|(?P<only_pence>\d{1,4}) ?p)"
    r"(?: ?(?:/|\ban?\b|\bper\b|\beach\b|\bevery\b)? ?"
    r"(?P<per>week|term|year|wk|weekly|termly|yearly|annually))?",
    re.IGNORECASE,
)
_PER = {"week": "week", "wk": "week", "weekly": "week", "term": "term", "termly": "term"}


class Cost(NamedTuple):
    """What provision costs: whole pence, and for how long (`week`, `term`, `year`; empty = once)."""

    pence: int
    per: str


def cost_of(text: str) -> Cost | None:
    """Return the cost that a line states, or None where it says anything else: a cost is never guessed."""
    found = _COST.fullmatch(" ".join(text.split()))
    if found is None:
        return None
    pence = int(found["only_pence"] or 0) + 100 * int(found["pounds"] or 0) + int(found["pence"] or 0)
    per = (found["per"] or "").casefold()
    return Cost(pence, _PER.get(per, "year") if per else "")


def day_of(value: Value) -> date | None:
    """Return the day that a value holds, or None where it is no day."""
    try:
        return (
            date.fromisoformat(value) if isinstance(value, str) and len(value) == len("2026-03-12") else None
        )
    except ValueError:
        return None
