"""What was found of a form in a document, once what only looks like a block of it is left out."""

from __future__ import annotations

from facilitator.word.document.view import View
from facilitator.word.form.child_names import passed_over
from facilitator.word.form.label_finder import Finder
from facilitator.word.form.prepared_layout import Form

_MOST_PASSES = 4


def find(
    form: Form, view: View, not_labels: frozenset[int] = frozenset(), more: int = _MOST_PASSES
) -> Finder:
    """Return what was found of a form in a document, without what only looked like a block of it.

    `not_labels` are the cells and paragraphs (by `id`) that did; they are looked for so many times `more`.
    """
    finder = Finder(form, view, not_labels)
    finder.find()
    seeming = {id(thing) for one in finder.instances if one.only_seems for thing in one.things}
    if all(one.only_seems for one in finder.instances if one.block.each):
        seeming.clear()
    seeming |= {id(one.at) for one in passed_over(finder.child_names.found)}
    return find(form, view, not_labels | seeming, more - 1) if more and seeming else finder
