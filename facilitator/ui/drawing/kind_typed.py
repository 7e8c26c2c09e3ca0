"""What kind of words the sentence waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from facilitator.meeting.question import Question


def kind_typed(question: Question) -> str:
    """Return what kind of words the sentence waits for; nothing where an answer is picked."""
    if question.answer == "action":
        what = "action-child" if question.to_child else "action"
        return {"": what, "who": "who", "confirm_who": "who"}.get(question.part, "date")
    return "" if question.only_picked else question.answer
