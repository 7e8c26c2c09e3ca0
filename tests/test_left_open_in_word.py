"""A Word plan asks again after what an early end, or "not done", left open: as a plan of our own does."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from facilitator.files.plans import new_plan, open_plan
from facilitator.files.reviews_as_held import as_held
from facilitator.meeting import events as ev
from facilitator.plan.actions import ActionStatus
from facilitator.plan.plan import Plan
from facilitator.work.demo import demo_plan
from facilitator.work.first_event import plan_asked_after
from facilitator.work.session import Session
from tests.plain.talk import BEGINNING, TODAY

ENDINGS = ["plan.json", "docx"]
FIRST = "Put the break card in the folder for cover staff"


def a_plan(folder: Path, ending: str) -> Path:
    return new_plan(folder / f"demo.{ending}", demo_plan(TODAY)).path


def asked(path: Path) -> list[str]:
    """Return what the next review asks after."""
    return sorted(action.what for action in plan_asked_after(open_plan(path)).last_actions())


def held(path: Path, *events: ev.Event, early: bool, later: int = 0) -> Session:
    """Hold a review of a plan with some events, and write it."""
    session = Session.begin(open_plan(path), now=lambda: BEGINNING + timedelta(days=later))
    for event in events:
        session.record(event)
    session.record(ev.MeetingEnded(early=early, because="The bus" if early else ""))
    session.write()
    return session


def status(path: Path, what: str, became: ActionStatus) -> ev.Event:
    plan: Plan = plan_asked_after(open_plan(path))
    action = next(one.id for one in plan.last_actions() if one.what == what)
    return ev.ChoiceMade(turn="last.status", item=action, option=became)


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_nobody_got_to_before_an_early_end_is_asked_after_again(tmp_path: Path, ending: str) -> None:
    path = a_plan(tmp_path, ending)
    before = asked(path)
    assert FIRST in before
    held(path, early=True)
    assert asked(path) == before


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_whole_review_has_got_to_everything(tmp_path: Path, ending: str) -> None:
    path = a_plan(tmp_path, ending)
    held(path, early=False)
    assert asked(path) == []


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("early", [True, False])
@pytest.mark.parametrize("became", ["done", "part", "not_done", "not_needed"])
def test_what_became_of_it_says_whether_it_is_asked_after(
    tmp_path: Path, ending: str, early: bool, became: ActionStatus
) -> None:
    path = a_plan(tmp_path, ending)
    held(path, status(path, FIRST, became), early=early)
    assert (FIRST in asked(path)) is (became in ("part", "not_done"))


@pytest.mark.parametrize("ending", ENDINGS)
def test_it_stays_over_several_early_ends_and_is_over_once_it_is_done(tmp_path: Path, ending: str) -> None:
    path = a_plan(tmp_path, ending)
    held(path, early=True)
    held(path, status(path, FIRST, "done"), early=True, later=60)
    assert FIRST not in asked(path)
    assert len(asked(path)) > 1
    plan = as_held(open_plan(path)).plan
    (told,) = [entry for entry in plan.reviews[-1].entries if entry.field == "status"]
    assert told.about in {action.id for action in plan.reviews[0].actions}


def test_none_of_it_is_written_into_the_form(tmp_path: Path) -> None:
    path = a_plan(tmp_path, "docx")
    held(path, status(path, FIRST, "not_done"), early=True)
    there = open_plan(path).plan
    assert [review.ended for review in there.reviews] == ["in_full", "in_full"]
    actions = [[action.what for action in review.actions] for review in there.reviews]
    held(path, early=True, later=60)
    again = open_plan(path).plan
    assert [[one.what for one in review.actions] for review in again.reviews] == [*actions, []]


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_action_that_is_not_for_sharing_is_asked_after_and_stands_in_no_form(
    tmp_path: Path, ending: str
) -> None:
    path = a_plan(tmp_path, ending)
    session = Session.begin(open_plan(path), now=lambda: BEGINNING)
    added = session.record(ev.ActionAdded(turn="next.more", what="Ring the aunt", who="Mum", by=TODAY))
    made = session.meeting.minutes.new_id("a", added)
    session.record(ev.ActionChanged(action=made, not_shared=True))
    session.record(ev.MeetingEnded(early=True, because="The bus"))
    session.write()
    assert "Ring the aunt" in asked(path)
    held(path, status(path, "Ring the aunt", "done"), early=True, later=60)
    assert "Ring the aunt" not in asked(path)
    opened = open_plan(path)
    assert opened.word is None or "Ring the aunt" not in str(opened.plan)
    plan = as_held(opened).plan
    assert plan.reviews[-2].actions[-1].what == "Ring the aunt"
    assert any(one.about == plan.reviews[-2].actions[-1].id for one in plan.reviews[-1].entries)


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_meeting_that_asks_after_it_is_carried_on(tmp_path: Path, ending: str) -> None:
    path = a_plan(tmp_path, ending)
    held(path, early=True)
    session = Session.begin(open_plan(path), now=lambda: BEGINNING + timedelta(days=60))
    session.record(status(path, FIRST, "done"))
    session.leave()
    again = Session.carry_on(open_plan(path), session.journal.path)
    assert [option for key, option in again.meeting.minutes.replies.choices.items()] == ["done"]
    again.leave()
