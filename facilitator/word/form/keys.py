"""What can stand in a form: one key for each answer of a plan, whatever the form looks like."""

from __future__ import annotations

from typing import NamedTuple


class Key(NamedTuple):
    """Names one answer of a plan: `records` as in a layout, and which one of those it is.

    `of` is the perspective, the kind of other plan, the place of provision, or the field; `outcome` and
    `review` are numbers from 1, 0 = of none; `line` counts several rows of one outcome from 0.
    """

    records: str
    of: str = ""
    topic: str = ""
    outcome: int = 0
    review: int = 0
    line: int = 0


Values = dict[Key, list[str]]
"""The answers of a plan as lines of text; an answer that is not there, or is empty, has no lines."""


def key_of(says: dict[str, str], *, outcome: int = 0, review: int = 0, line: int = 0) -> Key:
    """Return the key of what a place of a layout says (`Place.says`), for an outcome and a review."""
    of = says.get("perspective") or says.get("kind") or says.get("where") or says.get("field") or ""
    return Key(says["records"], of, says.get("topic", ""), outcome, review, line)
