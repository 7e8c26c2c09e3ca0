"""A chair who has a fitting answer to every question of every format, worked out on the meeting itself."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from facilitator.dialogue.requests import Asked
from facilitator.dialogue.unfinished_meetings import begin
from facilitator.files.plans import open_plan
from facilitator.files.reviews_as_held import as_held
from facilitator.meeting import event_effects
from facilitator.meeting.events import Event, ScoreSettled
from facilitator.meeting.question import Question
from facilitator.meeting.typed_answer import interpret
from facilitator.plain import line_by_line
from facilitator.plan.people import CHILD, EVERYONE
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import HeldMeeting
from facilitator.script.conformity import misfits
from facilitator.script.loading import load_script
from facilitator.work.session import Session
from tests.cli.running import call
from tests.plain.talk import A_LINE, BEGINNING, Typed

MOST_STEPS = 900
STAYS = "child.stays"
WRITTEN_BY = ("write", *("replace", "add", "add block", "nowhere") * 3)
"""Writes the meeting; the rest answers what may be asked of a Word form."""

IN_THE_ROOM = ("Mum, parent", "Ms Reed, class teacher, school")
"""Who is put on the list where nobody of that side is there yet."""


class Step(NamedTuple):
    """What the chair does at a question: type and Enter, press a number, accept, or go on."""

    question: str
    kind: str
    text: str = ""
    keys: str = ""
    """What is pressed where that is not what is typed."""


class Said(NamedTuple):
    """Words that were said in a meeting, who said them, and at which turn."""

    name: str
    words: str
    turn: str


@dataclass
class Walk:
    """A whole meeting as it was answered: what was done step by step, and everything that was said."""

    steps: list[Step] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)


class Chair(Typed):
    """Types an answer to each question of the meeting that is being held, until it is written."""

    def __init__(self, started: datetime, mark: str, *, child_here: bool = True) -> None:
        super().__init__("", started)
        self.walk, self.mark, self.child_here = Walk(), mark, child_here
        self.session: Session | None = None

    def holding(self, asked: Asked[Session | None]) -> Asked[Session | None]:
        """Begin the meeting, and look at it from then on."""
        self.session = yield from asked
        return self.session

    def __iter__(self) -> Iterator[str]:  # type: ignore[override]
        """Yield a line for each question, then those that write the meeting and make room in a form."""
        assert self.session is not None
        while (question := self.session.view.question()) is not None:
            assert len(self.walk.steps) < MOST_STEPS, self.walk.steps[-12:]
            self.time += A_LINE
            step = step_at(self.session, question, len(self.walk.steps), self.mark)
            if self.session.meeting.minutes.turns.records(question.key) == STAYS:
                step = step._replace(text=str(1 if self.child_here else len(question.options)))
            self.walk.steps.append(step)
            name, colon, words = step.text.partition(": ")
            if question.answer == "lines" and colon:
                self.walk.said.append(Said(name, words, question.key.turn))
            yield step.text or "next"
        yield from WRITTEN_BY


def answered(
    path: Path,
    prompts: Path,
    *,
    later: int = 0,
    planning: bool = False,
    mark: str = "",
    begins: datetime = BEGINNING,
    child_here: bool = True,
) -> tuple[Walk, str]:
    """Hold the next meeting of a plan, with an answer to every question; what was done, and the transcript.

    `mark` goes into every line, so that what is said in one meeting is said in no other.
    """
    chair, target = Chair(begins + timedelta(days=later), mark, child_here=child_here), io.StringIO()
    asked = chair.holding(begin(path, prompts=prompts, now=chair.now, planning=planning))
    code = line_by_line._run(asked, prompts, chair, target)
    assert code == 0, target.getvalue()[-2000:]
    return chair.walk, target.getvalue()


def step_at(session: Session, question: Question, count: int, mark: str) -> Step:
    """Return what is done at a question: the first fitting answer that is taken."""
    shown = question.child if question.to_child else question.adult
    refused: Refusal | None = None
    for kind, text in _ways(session, question, count, mark):
        if kind == "next":
            return Step(shown, kind)
        try:
            event = interpret(session.meeting, text, suggestion=question.suggestion)
            event_effects.check(event, session.meeting.minutes)
        except Refusal as refusal:
            refused = refusal
        else:
            return Step(shown, kind, text, _keys(event))
    raise AssertionError((question.key, question.answer, question.part)) from refused


def _keys(event: Event) -> str:
    """Return the key that picks what a room agrees on; nothing for all else, and where it does not agree."""
    return str(event.number or "") if isinstance(event, ScoreSettled) else ""


Ways = Iterator[tuple[str, str]]


def _ways(session: Session, question: Question, count: int, mark: str) -> Ways:
    yield from _WAYS[question.answer](session, question, count, mark)
    yield "next", ""


def _lines(session: Session, question: Question, count: int, mark: str) -> Ways:
    waiting = [name for name, spoke in question.round if not spoke]
    if question.said and not waiting:
        yield "next", ""
    people = session.meeting.minutes.people
    here = [people[one].name for one in people if people.in_room(one)]
    name = next(iter(waiting), "") or question.speaker
    if not name or name == session.view.name(EVERYONE):
        name = here[count % len(here)]
    yield "type", f"{name}: {_words(count, mark)}"


def _words(count: int, mark: str) -> str:
    return f"{mark} line {count} [b]it[/b]"


_FIXED = {"period": "1", "setup.takes-part": "2", "setup.says-by": "2", "setup.minutes": "1"}
"""The child takes part, and the meeting has all its time."""


def _picked(_session: Session, question: Question, count: int, mark: str) -> Ways:
    if question.waits_for_note:
        yield "type", _words(count, mark)
    known = _FIXED.get("period" if question.answer == "period" else question.key.turn)
    assert question.options, question
    yield "choose", known or str(1 + count % len(question.options))


def _several(_session: Session, question: Question, count: int, _mark: str) -> Ways:
    if question.options:
        yield "type", str(1 + count % len(question.options))
    yield "type", "none"


def _board(_session: Session, question: Question, count: int, _mark: str) -> Ways:
    if question.cards:
        card = question.cards[count % len(question.cards)]
        yield "type", f"{card}: {question.columns[-1].child}"


def _text(session: Session, question: Question, count: int, mark: str) -> Ways:
    if question.suggestion:
        yield "accept", "yes"
    if question.key.turn.endswith("known-as"):
        yield "type", session.meeting.plan.child.called
    yield "type", f"{mark} text {count}"
    yield "type", f"£{count}"
    yield "type", str(count)


def _agree(_session: Session, question: Question, count: int, _mark: str) -> Ways:
    yield "type", question.scale.points[count % len(question.scale.points)].adult or "3"
    yield "type", "3"
    yield "type", "not agreed"


def _scores(_session: Session, question: Question, count: int, _mark: str) -> Ways:
    points = question.scale.points
    again = question.key.turn.endswith("again")
    point = points[(len(points) - 2 if again else 0, len(points) - 1)[count % 2]]
    yield "type", f"{question.asks}: {point.adult or point.number}"
    yield "type", f"{question.asks}: {point.number}"


def _date(session: Session, question: Question, count: int, _mark: str) -> Ways:
    of_meeting = session.meeting.minutes.turns[question.key.turn].records == "review.date"
    yield "type", "today" if of_meeting else f"in {20 + count % 40} school days"


def _people(session: Session, _question: Question, _count: int, _mark: str) -> Ways:
    people = session.meeting.minutes.people
    for one in IN_THE_ROOM:
        if people.called(one.partition(",")[0]) is None:
            yield "type", one
    yield "next", ""


def _action(session: Session, question: Question, count: int, mark: str) -> Ways:
    if question.actions and not question.part:
        yield "next", ""
    people = session.meeting.minutes.people
    adults = [people[one].name for one in people if one != CHILD and people.in_room(one)]
    if question.suggested_day or question.suggestion:
        yield "accept", "yes"
    if question.part in ("who", "confirm_who"):
        yield "type", adults[count % len(adults)]
    if question.part in ("by", "confirm_by"):
        yield "type", f"in {10 + count % 40} school days"
    yield "type", f"{mark} do {count}"


_WAYS = {
    "lines": _lines,
    "choice": _picked,
    "period": _picked,
    "outcome": _picked,
    "several": _several,
    "board": _board,
    "text": _text,
    "agree": _agree,
    "scores": _scores,
    "date": _date,
    "people": _people,
    "action": _action,
}


# What came of it


def is_sound(path: Path) -> Plan:
    """Look for anything wrong in a file, and return the plan with its reviews as they were held."""
    opened = open_plan(path)
    assert opened.word is None or opened.word.problems == ()
    done = call("check", path)
    assert done.code == 0, done.out + done.err
    plan = as_held(opened).plan
    assert list(misfits(plan, load_script(plan.format).format)) == []
    return plan


def has_all_that_was_said(held: HeldMeeting, walk: Walk) -> None:
    """Look for every line under the one who said it, and for nothing that was left open."""
    names = {one.id: one.name for one in held.people}
    told = {(names.get(one.by, one.by), one.text) for one in held.entries}
    told |= {(name.partition(" ")[0], words) for name, words in told if name == names.get(CHILD)}
    told |= {
        (names[side.person], words)
        for score in held.scores
        for side in score.sides
        for words in (side.reason, side.would_change)
    }
    lost = [one for one in walk.said if (one.name, one.words) not in told]
    assert lost == [], lost
    assert held.left_open == []
