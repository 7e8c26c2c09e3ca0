"""Which child each row of a form is of: by the name that stands in it, else by its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from facilitator.plan.field_values import Value
from facilitator.plan.people import CHILD, Child
from facilitator.plan.plan import Plan
from facilitator.plan.similar_names import alike, folded
from facilitator.word.answers.layout_places import Boxes
from facilitator.word.answers.phrasing import fold
from facilitator.word.answers.understood_answers import Answers
from facilitator.word.form.keys import Key

Rows = Mapping[tuple[int, str], int]
"""The rows of reviews that say which item or child they are of, by review and id; 0 = of the plan itself."""


class ChildRows:
    """The rows of the children of a document; `children` by the numbers of theirs in the plan itself."""

    def __init__(self, children: Mapping[int, Child], boxes: Boxes, answers: Answers) -> None:
        self._children, self._naming, self._answers = children, boxes.naming(CHILD), answers

    def in_review(self, review: int) -> dict[int, Child]:
        """Return the children by their rows in a review; a row of another name is nobody's."""
        names, found = self._names(review), dict[int, Child]()
        for row, name in names.items():
            for child in self._left(found):
                if row not in found and fold(name) in (fold(child.full_name), fold(child.on_record)):
                    found[row] = child
        for row in sorted({key.item for key in self._keys(review)} - {*found}):
            there = self._children.get(max(row, 1))
            if there and there in self._left(found) and _may_be(names.get(row, ""), there):
                found[row] = there
        return found

    def _keys(self, review: int) -> list[Key]:
        return [key for key in self._answers.every_key(review) if key.anchor == CHILD]

    def _names(self, review: int) -> dict[int, str]:
        path = self._naming.path if self._naming else None
        named = (key for key in self._keys(review) if key.path == path)
        return {key.item: " ".join(self._answers.glance(key)) for key in named}

    def _left(self, found: Mapping[int, Child]) -> list[Child]:
        return [child for child in self._children.values() if child not in found.values()]

    def rows(self) -> dict[tuple[int, str], int]:
        """Return the rows of the children in the plan itself, and those in reviews that have a name."""
        rows = {(0, child.id): row for row, child in self._children.items()}
        for review in self._answers.reviews():
            named = self._names(review)
            rows |= {(review, one.id): row for row, one in self.in_review(review).items() if row in named}
        return rows


def _may_be(name: str, child: Child) -> bool:
    return not name or any(alike(one, other) for one in folded(name) for other in folded(child.full_name))


def rows_to_write(plan: Plan, review: int, known: Rows) -> Iterator[tuple[int, Child]]:
    """Yield the row of each child of a plan in a review: its own, the same as in the plan, or the next."""
    taken = {row for (of, _), row in known.items() if of == review} if review else set()
    for place, child in enumerate(plan.children, 1):
        if review and (review, child.id) not in known and _had_left(child, plan, review):
            continue
        row = known.get((review, child.id)) or known.get((0, child.id), place)
        if (review, child.id) not in known and row in taken:
            row = max(taken) + 1
        taken.add(row)
        yield row, child


def _had_left(child: Child, plan: Plan, review: int) -> bool:
    """Whether a child had left the group before a review, or one that is to come."""
    held = next((one for one in plan.reviews if one.period == review), None)
    over = child.ended
    return over is not None and (held is None or (over.on is not None and over.on < held.date))


def particular(child: Child, field: str) -> Value | None:
    """Return a particular of a child by the name of its box; None where it is not known."""
    born = child.date_of_birth
    first = child.full_name.removesuffix(child.surname).rstrip() if child.surname else child.full_name
    if field == "date_of_birth":
        return born.isoformat() if born else None
    return first if field == "first_name" else getattr(child, field, None)
