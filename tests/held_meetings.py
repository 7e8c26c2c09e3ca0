"""A short meeting held to its end, for tests of what comes after it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from facilitator.files.plans import open_plan
from facilitator.meeting import events as ev
from facilitator.plan.people import CHILD
from facilitator.work.session import Session
from tests.making import support_answered
from tests.test_session import Clock

DAY = date(2027, 3, 12)


def held(path: Path, words: str, *, on: date = DAY, scored: bool = True) -> Session:
    """Hold a meeting to its end: the child says something, and one outcome has a score."""
    return to_the_end(Session.begin(open_plan(path), now=Clock()), words, on=on, scored=scored)


def to_the_end(session: Session, words: str, *, on: date = DAY, scored: bool = True) -> Session:
    """Hold a meeting that was begun; a plan file with an action of last time has it done."""
    session.record(ev.DateGiven(turn="setup.date", on=on))
    if session.opened.word is None:
        session.record(ev.ChoiceMade(turn="last.status", item="r1.a1", option="done"))
    session.record(ev.LineSaid(turn="child.hard", speaker=CHILD, text=words))
    if scored:
        for answer in support_answered(session.meeting.minutes.plan, "o1"):
            session.record(answer)
        session.record(ev.ScoreShown(turn="goal.show", item="o1", person=CHILD, number=4))
        session.record(ev.ScoreSettled(turn="goal.score", item="o1", number=4))
    session.record(ev.MeetingEnded(early=True, because="Tea."))
    return session
