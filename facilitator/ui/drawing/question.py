"""The question: whom it is put to, in whose words, and what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from facilitator.phrases.item import called
from facilitator.plan.people import CHILD
from facilitator.script.wording import Wording
from facilitator.script.words import say
from facilitator.ui.drawing.child import answers_as_tiles, put_to_child
from facilitator.ui.drawing.large import large_lines
from facilitator.ui.drawing.lit import lit
from facilitator.ui.drawing.text import blank_between, hanging, two_sides, wrapped

if TYPE_CHECKING:
    from facilitator.meeting.question import Question
    from facilitator.voice.spans import Span
    from facilitator.work.session import Session

WIDEST = 72
"""Longer lines are hard to follow from the back of the room."""


class Look(NamedTuple):
    """How a question is shown: `short` saves rows, `word` is the one that is being said.

    `rows` are what its words may take in large letters; 0 = letters as usual.
    """

    short: bool = False
    word: Span | None = None
    rows: int = 0


def words_put(session: Session, question: Question) -> tuple[str, str]:
    """Return the words in which a question is put, and the other side's, which stand under them, or nothing.

    That is the child's own or easier words where they are put to the child, else the adults'.
    """
    child_here = session.meeting.minutes.people.in_room(CHILD)
    child = question.easier or (question.child if child_here or question.child_first else "")
    for_child = bool(question.easier) or question.child_first or put_to_child(session, question)
    first, second = (child, question.adult) if for_child else (question.adult, child)
    if not first:
        return second, ""
    return first, second if second != first else ""


def question_lines(session: Session, question: Question, width: int, look: Look) -> list[Content]:
    """Return the question."""
    first, second = words_put(session, question)
    if look.short and question.child and second == question.child and _child_alone(session, question):
        first = second
    room = min(width, WIDEST)
    head = _head(question, width)
    if look.rows:
        return [*head, *large_lines(first, look.word, width, look.rows)]
    about = [] if look.short else _about(session, question, room)
    words = lit(first, look.word, "bold $ink").wrap(max(1, room)) if first else []
    under = wrapped(second, room, "$quiet")
    if look.short:
        return [*head, *about[:1], *words, *([] if _child_alone(session, question) else under)]
    return blank_between([head + about, words + under])


def _child_alone(session: Session, question: Question) -> bool:
    """Whether a screen with few rows shows the child's words alone, to leave room for what they point at."""
    return bool(question.columns) or answers_as_tiles(session, question)


def _head(question: Question, width: int) -> list[Content]:
    count = say("screen.place", place=question.place, of=question.of) if question.of > 1 else ""
    to = Content.styled(question.to, "bold $accent-ink")
    return [two_sides(to, Content.styled(count, "$quiet"), width)]


def _about(session: Session, question: Question, width: int) -> list[Content]:
    """Return the outcome that the question is about, in a line or two."""
    plan = session.meeting.plan
    first = question.key.parts[0] if question.key.parts else ""
    item = next((item for item in plan.items if item.id == first), None)
    wording = session.meeting.script.format.words_of(item) if item else ""
    if item is None or wording in question.adult:
        return []
    start = called(item, session.meeting.script.format)
    lines = hanging(f"{start}  ", Content.styled(wording, "$ink"), width, "bold $quiet")
    most = 1 if question.answer in ("scores", "agree") else 2
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], Content.assemble(lines[most - 1].truncate(width - 2).rstrip(), " …")]


_wording = Wording()
