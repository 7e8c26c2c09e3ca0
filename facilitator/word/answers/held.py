"""What tells that a review has been held: things that only a meeting agrees."""

from __future__ import annotations

from facilitator.script.layouts import ACTIONS, Layout
from facilitator.word.answers.agreements import read_action, read_ending
from facilitator.word.answers.boxes import boxes_of
from facilitator.word.answers.marked import read_marked
from facilitator.word.answers.phrasing import from_lines
from facilitator.word.form.keys import Values, kind_label


def has_marks(values: Values, review: int, layout: Layout) -> bool:
    """Whether something is marked as added or changed in a review: it was held, whatever stands of it."""
    boxes = boxes_of(layout)
    for key, lines in values.items():
        box = boxes.of(key) if not key.review else None
        marked = read_marked(from_lines(lines), box.marks) if box is not None and box.marks.added else []
        if any(one.added.review == review for one in marked):
            return True
    return False


def has_agreed(values: Values, review: int, layout: Layout) -> bool:
    """Whether an action with its day, or a changed item, stands in a review in the layout's own words.

    These are agreed in a meeting: who prepares a review writes neither.
    """
    boxes = boxes_of(layout)
    for key, lines in values.items():
        box = boxes.of(key) if key.review == review else None
        if box is None or not (box.also or box.path.field == ACTIONS):
            continue
        kind = kind_label(box.path.of, layout.form).lower()
        for text in from_lines(lines):
            action, ending = read_action(text, layout), read_ending(text, layout, kind)
            if (action and action.by) or (ending and ending.text):
                return True
    return False
