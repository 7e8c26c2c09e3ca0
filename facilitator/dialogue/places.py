"""Questions of the agenda: where the meeting is, and each question in a line."""

from __future__ import annotations

from facilitator.dialogue.misses import Misused
from facilitator.meeting.place import Place
from facilitator.script.wording import Wording
from facilitator.work.session import Session

_wording = Wording()


def here(session: Session) -> Place:
    """Return the question that is put now; raises Misused after the last."""
    place = session.meeting.place
    if place is None:
        raise Misused("typed.no-question")
    return place


def question_in_a_line(session: Session, place: Place) -> str:
    """Return a question of the agenda in a line: in the child's words where it is put to the child."""
    turn = place.turn
    child = turn.child.at(session.meeting.minutes.band) if turn.to == "child" else ""
    return " ".join(_wording.render(child or turn.adult, session.view.values(place)).split())
