"""What the fields of a plan are called where their words are told."""

from __future__ import annotations

from facilitator.script.conformity import PARTS_OF_SCORE
from facilitator.script.fields import Declaration
from facilitator.script.words import say

_PARTS = (*PARTS_OF_SCORE, "because")


def labelled(field: str, form: Declaration, of: str = "") -> str:
    """Return the label of a field, `of` a kind where that is known; the id itself where there is none.

    What is said to a score or to the end of a concern (`progress.reason`) has the label of that part.
    """
    part = field.partition(".")[2]
    return say(f"meeting.part-{part.replace('_', '-')}") if part in _PARTS else form.label(field, of)
