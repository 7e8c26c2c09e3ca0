"""What stands on the screen while a child is asked: which answers are tiles, and the moves under them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.meeting.waiting import wait
from facilitator.plan.people import CHILD
from facilitator.script.words import say
from facilitator.ui.widgets.choices import Choice

if TYPE_CHECKING:
    from facilitator.meeting.question import Question
    from facilitator.work.session import Session

_SIGNS = {"stop": "■", "pass": "»", "aloud": "♪", "easier": "?", "read-on": "↓", "next": "→"}


def put_to_child(session: Session, question: Question) -> bool:
    """Whether a question is put to the child alone, who is there to hear it."""
    alone = question.child_first or question.key.parts[-1:] == (CHILD,)
    return alone and bool(question.child) and session.meeting.minutes.people.in_room(CHILD)


def child_is_asked(session: Session, question: Question) -> bool:
    """Whether the child is asked, alone or with everyone."""
    place = session.meeting.place
    everyone = place is not None and place.turn.to == "everyone" and bool(question.child)
    return put_to_child(session, question) or (everyone and session.meeting.minutes.people.in_room(CHILD))


def answers_as_tiles(session: Session, question: Question) -> bool:
    """Whether the answers are for the child to point at: the ladder's, faces, and a choice of the child's."""
    if question.answers or is_childs_show(session, question):
        return True
    return question.answer == "choice" and put_to_child(session, question)


def is_childs_show(session: Session, question: Question) -> bool:
    """Whether it is the child whose score is shown next."""
    return question.asks == session.meeting.minutes.people.name_of(CHILD)


def moves_of(
    session: Session, question: Question | None, *, more_to_read: bool, narrow: bool = False
) -> list[Choice]:
    """Return the moves that stand under a question, so that arrows or a mouse are enough; none elsewhere.

    Stop and pass are there whenever the child is asked. `more_to_read` is for words that go on below; a
    `narrow` screen has no room for reading on and reading aloud, which have keys.
    """
    if question is None:
        return []
    wanted: tuple[str, ...] = ()
    if child_is_asked(session, question):
        wanted = ("stop", "pass", *(() if narrow else ("aloud",)), "easier", "next")
        if question.answer == "scores" and not is_childs_show(session, question):
            wanted = ("stop", "next")
    elif question.answer in ("text", "several"):
        wanted = ("next",)
    if more_to_read and wanted and not narrow:
        wanted = (*wanted[:-1], "read-on", wanted[-1])
    return [Choice(("move", move), say(f"screen.move-{move}"), sign=_SIGNS[move]) for move in wanted]


def wait_words(session: Session, question: Question | None) -> str:
    """Return a quiet line for the chair while the child thinks; other words are offered after a while."""
    now = wait(session.meeting, session.now())
    others = question is not None and question.answer == "scores" and not is_childs_show(session, question)
    if now is None or others:
        return ""
    return say("screen.wait-over" if now.offer else "screen.wait")
