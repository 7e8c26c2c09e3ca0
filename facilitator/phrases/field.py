"""What the fields of a plan are called where their words are told."""

from __future__ import annotations

from facilitator.script.conformity import PARTS_OF_SCORE
from facilitator.script.format_declaration import ACTIONS, PLAN, Declaration, new_kind
from facilitator.script.words_by_key import say

_PARTS = (*PARTS_OF_SCORE, "because")


def labelled(field: str, form: Declaration, of: str = "") -> str:
    """Return the label of a field, `of` a kind where that is known; the id itself where there is none.

    What is said to a score or to the end of a concern (`progress.reason`) has the label of that part; a line
    that makes a new item that of its kind, and what was agreed to be done on an item its own.
    """
    if field == ACTIONS:
        return say("action.agreed-on")
    part, kind = "" if field.startswith(f"{PLAN}.") else field.partition(".")[2], new_kind(field)
    if kind in form.items:
        return say("meeting.new-item", kind=form.items[kind].label or kind)
    return say(f"meeting.part-{part.replace('_', '-')}") if part in _PARTS else form.label(field, of)
