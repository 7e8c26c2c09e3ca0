"""Which keys do something at a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.plan.people import CHILD

if TYPE_CHECKING:
    from facilitator.meeting.question import Question
    from facilitator.work.session import Session


def useful_keys(session: Session, question: Question | None, *, has_beside: bool) -> list[str]:
    """Return the ids of the keys that do something now, the most useful first; no question is the end.

    `has_beside` says that there are words of last time that a key would bring into view.
    """
    meeting, place = session.meeting, session.meeting.place
    keys = ["elsewhere"] if session.trouble else []
    if question is None:
        return [*keys, "end", "back", "said", "agenda", *(["undo"] if meeting.can_undo else [])]
    child_asked = place is not None and bool(place.turn.child) and meeting.minutes.people.in_room(CHILD)
    wanted = {
        "choose": question.only_picked,
        "add": not question.only_picked,
        "next": True,
        "aloud": True,
        "pass": place is not None and place.turn.to != "chair",
        "undo": meeting.can_undo,
        "redo": meeting.can_redo,
        "beside": has_beside,
        "easier": child_asked,
        "break": child_asked,
        "speaker": question.answer == "lines",
        "given": meeting.minutes.people.in_room(CHILD) and bool(meeting.minutes.said),
        "heard": bool(meeting.minutes.said),
        "said": bool(meeting.minutes.said),
        "voice": True,
        "large": True,
        "people": True,
        "agenda": True,
        "end": True,
        "skip": True,
        "park": True,
        "back": True,
    }
    return keys + [key for key, useful in wanted.items() if useful]
