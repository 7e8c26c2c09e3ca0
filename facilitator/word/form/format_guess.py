"""Recognises the plan format of a Word form from its labels, and says in words what was found."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.plan.refusal import Refusal
from facilitator.script.layouts import LabelledField, Layout
from facilitator.word.document.view import View
from facilitator.word.form.form_reader import read
from facilitator.word.form.prepared_layout import Spec, called, form_of, quoted

ENOUGH = 0.4
"""The part of a form's labels that must be there: blocks are lost and renamed, but not most of them."""


class Likeness:
    """How much of a layout a document has: which of the labels that tell formats apart."""

    def __init__(self, format_id: str, layout: Layout, view: View) -> None:
        self.reading = read(format_id, form_of(layout), view)
        asked = [spec for spec in self.reading.form.specs if _counts(spec)]
        self.not_found = [spec for spec in asked if spec in self.reading.missing]
        self.found = [spec for spec in asked if spec not in self.not_found]

    @property
    def part(self) -> float:
        """The part of the layout's labels that were found, from 0 to 1."""
        return len(self.found) / max(1, len(self.found) + len(self.not_found))

    @property
    def enough(self) -> bool:
        """Whether the document is of this format: most of its labels, and a place for outcomes or reviews."""
        return self.part >= ENOUGH and any(
            one.block.each or one.block.grids for one in self.reading.instances
        )


def recognise(view: View, layouts: dict[str, Layout], *not_read: str) -> Likeness:
    """Return the layout that fits a document best; Refusal, naming labels, where none fits.

    A document that holds several plans is refused too: nobody's words may come to another child. `not_read`
    says what of it stands in other files: where no layout fits, that is why.
    """
    best = max(_likenesses(view, layouts), key=lambda one: one.part, default=None)
    if best is None:
        raise Refusal("word.no-layouts")
    if not_read and not best.enough:
        raise Refusal("word.form-in-another-file", not_read=" ".join(not_read))
    if not best.found:
        raise Refusal("word.no-form", looked_for=_labels(best.not_found))
    if not best.enough:
        raise Refusal(
            "word.unknown-form",
            format=best.reading.format_id,
            found=_labels(best.found),
            not_found=_labels(best.not_found),
        )
    if best.reading.several_plans:
        raise Refusal("word.several-plans")
    return best


def _likenesses(view: View, layouts: dict[str, Layout]) -> Iterator[Likeness]:
    """Yield how much of each layout a document has; behind one that is there whole, none can fit better."""
    for format_id, layout in layouts.items():
        likeness = Likeness(format_id, layout, view)
        yield likeness
        if likeness.part == 1:
            return


def _counts(spec: Spec) -> bool:
    """Whether a label tells formats apart: those of the child and of a cover stand on many forms."""
    if spec.block.extra:
        return False
    if spec.role == "field" and isinstance(spec.place, LabelledField):
        return (
            spec.place.new
            and not spec.weak
            and not (spec.place.records or "").startswith(("child.", "plan."))
        )
    return True


def _labels(specs: list[Spec]) -> str:
    return quoted((called(spec.place) for spec in specs), 6)
