"""What can stand in a form: one key for each answer of a plan, whatever the form looks like."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from typing import NamedTuple

from facilitator.script.format_declaration import Declaration, Path
from facilitator.script.layouts import CHILD, NUMBER, SIGNED, Says, is_of_review


@cache
def _path(records: str) -> Path:
    return Path.read(records)


class Key(NamedTuple):
    """Names one answer of a plan: `records` as in a layout, and which one of those it is.

    `of` is whose view it is, or the fixed fields of its row (`education`); `option` the one that a tick there
    chooses. `item` is the number, from 1, of the item or child whose block or row it stands in; `each` its
    kind, where that is another one than the path's own: then `line` counts from 0 what stands in it. `review`
    is its number, 0 = of none.
    """

    records: str
    of: str = ""
    option: str = ""
    each: str = ""
    item: int = 0
    review: int = 0
    line: int = 0

    @property
    def path(self) -> Path:
        """What is recorded, as a path."""
        return _path(self.records)

    @property
    def anchor(self) -> str:
        """The kind of item that its block or row is of; `review` and the like where it is of none."""
        return self.each or self.path.of

    @property
    def is_number(self) -> bool:
        """Whether it is the printed number of an item or of a review, which is no answer."""
        return self.path.field in (NUMBER, "period") and self.path.of != "plan"


Values = dict[Key, list[str]]
"""The answers of a plan as lines of text; an answer that is not there, or is empty, has no lines."""


_BEFORE = {
    "child.name": "child.full_name",
    "child.born": "child.date_of_birth",
    "child.class": "child.class_name",
    "outcome.steps": "step.wording",
    "progress.score": "outcome.progress",
    "progress.delivered": "outcome.delivered",
}
"""Paths of keys as the version before wrote them into its records, and those of today."""


def key_of_kept(parts: tuple[str | int, ...]) -> Key | None:
    """Return a key that was kept, in the parts of this version or of the one before; else None."""
    if len(parts) == len(Key._fields):
        return Key(*parts)  # type: ignore[arg-type]
    if len(parts) != _PARTS_BEFORE:
        return None
    records, of, topic = map(str, parts[:3])
    item, review, line = (int(part) for part in parts[3:])
    own = {"other_plan": f"plan.{of}", "review.choice": f"review.{of}", "progress": f"outcome.{of}"}
    if records in own:
        return Key(own[records], item=item, review=review)
    if records in ("view", "statement"):
        return Key(f"review.{topic}", of, review=review)
    each = "outcome" if records == "outcome.steps" or records.startswith("provision.") else ""
    return Key(_BEFORE.get(records, records), of, each=each, item=item, review=review, line=line)


_PARTS_BEFORE = 6


class Anchor(NamedTuple):
    """Where an answer stands: in the blocks and rows of some items, by their kinds, and of a review."""

    items: Mapping[str, int]
    review: int = 0
    line: int = 0


def key_of(says: Says, at: Anchor, form: Declaration, home: Collection[str]) -> Key:
    """Return the key of what a place of a layout says, where it stands.

    `home` are the paths that have a place outside all reviews: in a review they are only repeated.
    """
    path = says.path
    each, item = anchor_of(path.of, at.items, form)
    signed = path.of == SIGNED
    in_review = is_of_review(path, form) or path.field == NUMBER or signed or says.records in home
    review = at.review if in_review and path.of != "plan" else 0
    of = says.of or ",".join(value for _, value in says.fixed)
    return Key(says.records, of, says.option, each, item, review, at.line)


def anchor_of(kind: str, items: Mapping[str, int], form: Declaration) -> tuple[str, int]:
    """Return the kind and the number of the nearest of some items that one of a kind is, or belongs to.

    No kind where it is one of its own.
    """
    nearest = next((one for one in form.upwards(kind) if one in form.items and one in items), None)
    if nearest is not None:
        return "" if nearest == kind else nearest, items[nearest]
    return "", items.get(CHILD, 0) if kind == CHILD else 0


def is_answer(key: Key, form: Declaration) -> bool:
    """Whether it tells that a review has been held; its date and numbers may stand there before."""
    path = key.path
    if (
        not key.review
        or path.of == SIGNED
        or key.is_number
        or str(path) in ("review.date", "review.next_date")
    ):
        return False
    declared = form.field(path)
    measured = declared is not None and declared.role == "before"  # when the plan was made
    return is_of_review(path, form) and not measured


def kind_label(kind: str, form: Declaration) -> str:
    """Return what an item of a kind is called: "Outcome"."""
    label = form.items[kind].label if kind in form.items else ""
    return label or kind.replace("_", " ").capitalize()
