"""Meetings that come to every page of a script, and what of a page must be there to be read."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from facilitator.meeting import events as ev
from facilitator.meeting.typed_answer import interpret
from facilitator.plan.actions import Action
from facilitator.plan.items import Item
from facilitator.ui.drawing.question_lines import words_put
from tests.ui.plans import a_plan

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from facilitator.meeting.question import Question
    from facilitator.plan.plan import Plan
    from tests.ui.room import Room

SMOOTH, TROUBLED = "smooth", "troubled"


def large_plan(count: int = 12) -> Plan:
    """Return a plan of so many actions, outcomes, people and lines of support for the first outcome."""
    plan = a_plan(outcomes=count, extra_people=count - 4)
    last = plan.reviews[-1]
    actions = [
        Action(
            id=f"r1a{number}", what=f"Do thing {number}", who="Mr Lacey", by=last.date + timedelta(days=14)
        )
        for number in range(1, count + 1)
    ]
    support = [
        Item(id=f"o1q{number}", kind="provision", under="o1", fields={"what": f"Help {number}"})
        for number in range(2, count + 1)
    ]
    reviews = [last.model_copy(update={"actions": actions})]
    return plan.model_copy(update={"items": [*plan.items, *support], "reviews": reviews})


async def hold(room: Room, way: str) -> AsyncIterator[Question]:
    """Hold the meeting question by question, and stop at each: all goes well, or nothing does."""
    count = 0
    while (question := room.app.desk.session.view.question()) is not None:  # type: ignore[union-attr]
        yield question
        count += 1
        meeting = room.meeting
        words = _answer(question, count, way)
        event = interpret(meeting, words, suggestion=question.suggestion) if words else None
        on = ev.TurnDone(turn=question.key.turn, item=question.key.item)
        assert room.screen.take(event or on) is not None, (question.key, words, room.text)
        await room.settle()


def _answer(question: Question, count: int, way: str) -> str:
    """Return what is said at a question, or nothing where it is left with what is there."""
    turn, troubled = question.key.turn, way == TROUBLED
    if question.answer in ("choice", "period", "outcome"):
        fixed = {"setup.takes-part": "1", "close.period": "2", "setup.child": "1", "setup.length": "1"}
        nth = 1 + (count % len(question.options)) if troubled else 1
        return fixed.get(turn, str(nth))
    if question.answer == "scores":
        return (
            f"{question.asks}: {1 + 3 * (count % 2) if troubled else 3} because of what I saw in line {count}"
        )
    if question.answer == "agree":
        return "n" if troubled else "3"
    if question.answer == "date":
        return "today" if turn == "setup.date" else "in six weeks"
    if question.said or question.answer in ("people", "text", "several", "board"):
        return ""
    if question.actions and not question.part:
        return ""
    if question.answer == "action":
        return {"who": "Mum", "by": "in three weeks"}.get(question.part, f"Do thing {count}")
    return f"Mum: what I saw, line {count}"


def in_sight(room: Room, name: str) -> bool:
    """Whether a part of the screen stands wholly between the agenda and the keys."""
    part = room.screen.query_one(f"#{name}")
    if not part.display:
        return True
    column = room.screen.query_one("#middle").region
    return column.y <= part.region.y and part.region.bottom <= column.bottom and part.region.height > 0


def words_asked(room: Room, question: Question) -> str:
    """Return the words in which a question is put."""
    assert room.app.desk is not None
    return words_put(room.app.desk.session, question)[0]


TODAY = date(2026, 3, 12)
