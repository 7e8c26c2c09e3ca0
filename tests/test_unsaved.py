"""Every event in which somebody says or decides something is told before the chair leaves without it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from facilitator.files.plans import new_plan
from facilitator.meeting import events as ev
from facilitator.plan.changes import PlanChange
from facilitator.plan.people import CHILD, EVERYONE
from facilitator.script.words_by_key import say
from facilitator.work.session import Session
from facilitator.work.unsaved_words import words_after
from tests.meeting.plans import a_plan
from tests.test_session import Clock

MOVING = {
    ev.MeetingStarted, ev.TurnDone, ev.WentTo, ev.WentBack, ev.AskedAnotherWay, ev.VoiceChosen,
    ev.SpeakerChosen, ev.Paused, ev.Resumed,
}  # fmt: skip
"""Events that begin or only move about, or concern the clock and the voice alone."""

SET_UP = (
    ev.ChoiceMade(turn="setup.child", option="all"),
    ev.ChoiceMade(turn="setup.takes-part", option="yes"),
)
BUS = ev.LineSaid(turn="child.hard", speaker=CHILD, text="The bus")
TIMER = ev.ActionAdded(turn="next.more", what="Buy a timer", who="Mum")
HAY = ev.PersonAdded(name="Ms Hay", perspective="school")
STEP = PlanChange(deed="added", kind="step", under="o1", value="Read two pages", by="Mr Lacey")
NEW_STEP = ev.PlanChanged(change=STEP)
GIVEN = ev.ChoiceMade(turn="goal.delivered", item="o1/o1.p1", option="yes")
SHOWN = ev.ScoreShown(turn="goal.show", item="o1", person="mum", number=3, reason="He reads")
DAY = "Friday 12 March 2027"

CHANGED = ev.PlanChanged(
    change=PlanChange(deed="reworded", kind="outcome", part="o1", field="wording", value="Reads a page")
)
PRIVATE = ev.PlanChanged(change=PlanChange(deed="reworded", kind="plan", field="ehc", value=True))

BESIDE = ev.Note(speaker="mum", text="No cover")

TOLD: list[tuple[tuple[ev.Event, ...], ev.Event, str]] = [
    ((), BUS, "Ravi: The bus"),
    ((BUS,), ev.LineChanged(line="2", text="The loud bus"), "Ravi: The loud bus"),
    (
        (BUS,),
        ev.LineMoved(line="2", turn="home.not-working"),
        "Ravi: The bus",
    ),
    ((BUS,), ev.LineRemoved(line="2"), "A line was taken out."),
    ((), CHANGED, "Outcome 1 now says: “Reads a page”."),
    ((), PRIVATE, "MyPlan/EHC Plan now says: “Yes”."),
    ((), GIVEN, "Answer: Yes, as planned"),
    ((), ev.NoteBeside(turn="goal.delivered", item="o1/o1.p1", note=BESIDE), "Mum: No cover"),
    ((), GIVEN.model_copy(update={"note": BESIDE}), "Answer: Yes, as planned Mum: No cover"),
    (SET_UP, ev.TextGiven(turn="setup.known-as", text="Rav"), "Answer: Rav"),
    ((), ev.DateGiven(turn="setup.date", on=date(2027, 3, 12)), f"Day: {DAY}"),
    ((GIVEN,), SHOWN, "Mum 3, “He reads”"),
    (
        (GIVEN, SHOWN),
        ev.ScoreSettled(turn="goal.score", item="o1", number=3),
        "Agreed: 3, Moderate progress.",
    ),
    ((), TIMER, "Action: “Buy a timer” Who: Mum. By: no date yet."),
    (
        (TIMER,),
        ev.ActionChanged(action="2", by=date(2027, 3, 12)),
        f"Action: “Buy a timer” Who: Mum. By: {DAY}.",
    ),
    ((TIMER,), ev.ActionRemoved(action="2"), "An action was taken out."),
    ((), NEW_STEP, "Step 1.2 was added: “Read two pages”. (Mr Lacey)"),
    ((), HAY, "On the list: Ms Hay"),
    ((), ev.PersonChanged(person="lacey", role="teacher"), "On the list, changed: teacher"),
    ((), ev.PersonRemoved(person="okafor"), "Somebody was taken off the list."),
    ((), ev.PersonArrived(person="shah"), "Dr Shah came in."),
    ((), ev.PersonLeft(person="okafor"), "Ms Okafor left."),
    ((), ev.TurnSkipped(turn="child.hard", because="He is tired."), "Question left out: He is tired."),
    ((), ev.TurnPassed(turn="child.hard"), "Question passed."),
    ((), ev.TurnParked(turn="child.hard"), "Question put aside for later."),
    ((), ev.NoteParked(speaker="mum", text="The trip"), "Put aside, Mum: The trip"),
    ((BUS,), ev.Undone(), "The last thing was taken back."),
    ((BUS, ev.Undone()), ev.Redone(), "What was taken back was put back."),
    ((), ev.MeetingEnded(early=True, because="Tea."), "The meeting has ended. Tea."),
]
ELSEWHERE = {ev.SeveralChosen, ev.CardSorted}
"""Answers of questions that only some children are asked."""


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session.begin(new_plan(tmp_path / "ravi.plan.json", a_plan(reviews=1)), now=Clock())


def test_every_kind_of_event_is_told_or_says_nothing() -> None:
    kinds = set(get_args(get_args(ev.Event)[0]))
    assert kinds == MOVING | ELSEWHERE | {type(event) for _, event, _ in TOLD}


@pytest.mark.parametrize(("before", "event", "told"), TOLD, ids=lambda one: getattr(one, "type", ""))
def test_an_event_is_told_in_words(
    session: Session, before: tuple[ev.Event, ...], event: ev.Event, told: str
) -> None:
    for one in before:
        session.record(one)
    made = {
        "line": next(iter(session.meeting.minutes.said), ""),
        "action": next(iter(session.meeting.minutes.actions), ""),
    }
    event = event.model_copy(update={name: made[name] for name in made if hasattr(event, name)})
    count = len(session.meeting.events)
    session.record(event)
    assert words_after(session, count) == [told]


def test_a_hidden_change_of_the_plan_is_only_said_to_be_there(session: Session) -> None:
    count = len(session.meeting.events)
    session.record(PRIVATE)
    assert words_after(session, count, hides=True) == [say("unsaved.hidden")]


def test_whoever_left_and_was_taken_off_the_list_stops_nothing(session: Session) -> None:
    count = len(session.meeting.events)
    session.record(ev.PersonLeft(person="okafor"))
    session.record(ev.PersonRemoved(person="okafor"))
    assert words_after(session, count) == ["Somebody was taken off the list."]


NOTE = ev.NoteParked(speaker=EVERYONE, text="the bus")


@pytest.mark.parametrize(
    ("on_disk", "after", "told"),
    [
        ([], [ev.MeetingEnded(early=True, because="the bell"), ev.Undone()], 0),
        ([NOTE], [ev.MeetingEnded(early=True, because="the bell"), ev.Undone()], 0),
        ([], [NOTE, ev.Undone()], 0),
        ([], [NOTE, ev.Undone(), ev.Redone()], 1),
        ([], [NOTE, NOTE, ev.Undone()], 1),
        ([NOTE], [ev.Undone()], 1),
        ([NOTE, ev.Undone()], [ev.Redone()], 1),
        ([NOTE], [ev.Undone(), ev.Redone()], 0),
        ([NOTE, ev.Undone()], [NOTE, ev.Undone()], 0),
        ([NOTE, NOTE], [ev.Undone(), NOTE], 2),
        ([NOTE, NOTE], [NOTE, ev.Undone(), ev.Undone()], 1),
    ],
)
def test_what_came_and_was_taken_back_since_is_not_counted(
    session: Session, on_disk: list[ev.Event], after: list[ev.Event], told: int
) -> None:
    for event in on_disk:
        session.record(event)
    count = len(session.meeting.events)
    for event in after:
        session.record(event)
    assert len(words_after(session, count)) == told
