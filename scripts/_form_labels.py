"""How a new document prints a place of a layout: which of its labels, with what number, and which way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from facilitator.script.layouts import Block, LabelledField, Place

Way = Literal["heading", "right", "below", "box", "lines"]
"""A heading of its own; a label with its answer in the cell to the right, or in the cell below; a tick box;
or lines in one cell, with the answer after, inside or under the label."""

_SPACES = re.compile(r"\s+")
_GAP = "     "


def way_of(field: LabelledField) -> Way:
    """Return how a field is printed: to the right where the layout allows it, else its first way.

    A starting label that holds no answer, or holds it inside its line, makes a heading.
    """
    if _is_own_text(field) or (field.starts and _inside(field)):
        return "heading"
    if "right" in field.answer or not field.answer:
        return "right"
    first = line_way(field)
    return first if first in ("below", "box") else "lines"  # type: ignore[return-value]


def _is_own_text(field: LabelledField) -> bool:
    return not field.records and (field.starts or not field.answer)


def line_way(field: LabelledField) -> str:
    """Return the first way that can be printed; an answer inside a line needs a label that says where."""
    ways = [way for way in field.answer if way != "inside" or _inside(field)]
    return ways[0] if ways else "after"


def _inside(field: LabelledField) -> bool:
    return "inside" in field.answer and any("{answer}" in label for label in field.labels)


def label_of(place: Place, number: int | None = None) -> str:
    """Return the label that is printed, its number filled in: the first that holds no answer inside."""
    return _filled(_chosen([label for label in place.labels if "{answer}" not in label], number), number)


def label_around(field: LabelledField, number: int | None = None) -> tuple[str, str]:
    """Return what stands before and after an answer that is written inside its label's line."""
    label = _chosen([label for label in field.labels if "{answer}" in label], number)
    before, _, after = label.partition("{answer}")
    before, after = _filled(before, number), _filled(after, number)
    return f"{before} " if before else "", f"{_GAP}{after}" if after else ""


def heading_parts(field: LabelledField, number: int | None = None) -> tuple[str, str]:
    """Return the words of a heading before and after the answer that it may hold."""
    return label_around(field, number) if _inside(field) else (label_of(field, number), "")


def ended(label: str) -> str:
    """Return a label with the mark behind which its answer goes on in the same line."""
    return label if label.endswith((":", "?", ".", "…")) else f"{label}:"


def field_number(field: LabelledField, block: Block, number: int | None) -> int | None:
    """Return the number in a field's label: that of its outcome or review, or the review it is fixed to."""
    return field.review or number or block.review


def _chosen(labels: Sequence[str], number: int | None) -> str:
    if number is None:
        return next((label for label in labels if "{number}" not in label), labels[0] if labels else "")
    return labels[0] if labels else ""


def _filled(label: str, number: int | None) -> str:
    words = label.replace("{number}", "" if number is None else str(number)).replace("'", "’")
    return _SPACES.sub(" ", words).strip()
