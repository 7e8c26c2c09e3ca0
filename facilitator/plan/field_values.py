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

# Of a text whose gaps are single spaces. A million pounds is a slip of the keys.
_COST = (
    r"(?:£ ?(?P<pounds>\d{1,3}(?:,\d{3})|\d{1,6})(?:[.,](?P<pence>\d\d))?|(?P<only_pence>\d{1,4}) ?p)"
    r"(?: ?(?:/|\ban?\b|\bper\b|\beach\b|\bevery\b)? ?"
    r"(?P<per>week|term|year|wk|weekly|termly|yearly|annually))?"
)
_PER = {"week": "week", "wk": "week", "weekly": "week", "term": "term", "termly": "term"}


_WHOLE_NUMBER = re.compile(r"-?[0-9]{1,9}")
_BETWEEN_OPTIONS = re.compile(r"[,;&]|\band\b")


class Cost(NamedTuple):
    """What provision costs: whole pence, and for how long (`week`, `term`, `year`; empty = not said)."""

    pence: int
    per: str


def number_of(text: str) -> int | None:
    """Return the whole number that a line states, or None where it says anything else."""
    return int(text) if _WHOLE_NUMBER.fullmatch(text.strip()) else None


def options_apart(text: str) -> list[str]:
    """Return the options that a line names, each for itself: "1, 3", "reading and talking"."""
    return [part for part in _BETWEEN_OPTIONS.split(text) if part.strip()]


def cost_of(text: str) -> Cost | None:
    """Return the cost that a line states, or None where it says anything else: a cost is never guessed."""
    found = re.fullmatch(_COST, " ".join(text.split()), re.IGNORECASE)
    if found is None:
        return None
    pence = (
        int(found["only_pence"] or 0)
        + 100 * int((found["pounds"] or "0").replace(",", ""))
        + int(found["pence"] or 0)
    )
    per = (found["per"] or "").casefold()
    return Cost(pence, _PER.get(per, "year") if per else "")


def cost_among(text: str) -> tuple[str, str]:
    """Split the one cost that stands among other words off them: the words, and the cost as it is written.

    No cost where there is none, or more than one.
    """
    found = list(re.finditer(rf"(?<![\w£.,]){_COST}(?![\w.,]*\d)", text, re.IGNORECASE))
    if len(found) != 1:
        return text, ""
    before, after = text[: found[0].start()].rstrip(" -–:,"), text[found[0].end() :].strip(" ,")
    words = f"{before}{after}" if after[:1] in (";", ".", ")") else f"{before} {after}"
    return words.strip(" ;"), found[0][0]


def day_of(value: Value) -> date | None:
    """Return the day that a value holds, or None where it is no day."""
    try:
        return (
            date.fromisoformat(value) if isinstance(value, str) and len(value) == len("2026-03-12") else None
        )
    except ValueError:
        return None
