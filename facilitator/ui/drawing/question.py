"""The question: whom it is put to, in whose words, and what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from facilitator.plan.people import CHILD
from facilitator.script.wording import Wording
from facilitator.script.words import say
from facilitator.ui.drawing.text import blank_between, hanging, two_sides, wrapped

if TYPE_CHECKING:
    from facilitator.meeting.agenda import Place
    from facilitator.meeting.question import Question
    from facilitator.session import Session

WIDEST = 72
"""Longer lines are hard to follow from the back of the room."""


def question_lines(
    session: Session, question: Question, width: int, *, short: bool, easier: str
) -> list[Content]:
    """Return the question; `easier` are simpler words to show in place of the child's, `short` saves rows."""
    child_here = session.meeting.minutes.in_room(CHILD)
    child = easier or (question.child if child_here or question.child_first else "")
    first, second = (child, question.adult) if question.child_first or easier else (question.adult, child)
    if not first:
        first, second = second, ""
    room = min(width, WIDEST)
    head = _head(question, width)
    about = [] if short else _about(session, question, room)
    words = wrapped(first, room, "bold $ink")
    under = wrapped(second, room, "$quiet") if second != first else []
    if short:
        return [*head, *about[:1], *words, *under]
    return blank_between([head + about, words + under])


def _head(question: Question, width: int) -> list[Content]:
    count = say("screen.place", place=question.place, of=question.of) if question.of > 1 else ""
    to = Content.styled(question.to, "bold $accent-ink")
    return [two_sides(to, Content.styled(count, "$quiet"), width)]


def _about(session: Session, question: Question, width: int) -> list[Content]:
    """Return the outcome that the question is about, in a line or two."""
    plan = session.meeting.plan
    first = question.key.parts[0] if question.key.parts else ""
    outcome = next((outcome for outcome in plan.outcomes if outcome.id == first), None)
    if outcome is None or outcome.wording in question.adult:
        return []
    start = say("screen.outcome", number=outcome.number)
    lines = hanging(f"{start}  ", Content.styled(outcome.wording, "$ink"), width, "bold $quiet")
    most = 1 if question.answer in ("scores", "agree") else 2
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], Content.assemble(lines[most - 1].truncate(width - 2).rstrip(), " …")]


_wording = Wording()


def words_of(session: Session, place: Place) -> str:
    """Return a question of the agenda in a line: in the child's words where it is put to the child."""
    turn = place.turn
    child = turn.child.at(session.meeting.minutes.band) if turn.to == "child" else ""
    template = child or turn.adult
    return " ".join(_wording.render(template, session.view.values(place)).split())
