"""A meeting with its journal and its plan file: begun, cut off, carried on, written."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from facilitator.files import system_calls
from facilitator.files.folders import meetings_folder
from facilitator.files.journal import JournalBroken
from facilitator.files.journal_shelf import find
from facilitator.files.open_plan import OpenPlan
from facilitator.files.plans import new_plan, open_plan, save_plan
from facilitator.meeting import events as ev
from facilitator.plan.people import CHILD, ChildSetUp
from facilitator.plan.refusal import Refusal
from facilitator.work.session import Session, unfinished
from tests.looking import views
from tests.making import support_answered
from tests.meeting.plans import a_plan
from tests.summary.rendering import render

TICK = timedelta(seconds=20)


class Clock:
    """A clock that moves on twenty seconds each time it is looked at."""

    def __init__(self) -> None:
        self.at = datetime(2027, 3, 12, 14, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.at += TICK
        return self.at


@pytest.fixture
def opened(tmp_path: Path) -> OpenPlan:
    return new_plan(tmp_path / "ravi.plan.json", a_plan(reviews=1))


def say(session: Session, text: str, turn: str = "child.hard") -> None:
    session.record(ev.LineSaid(turn=turn, speaker=CHILD, text=text))


def texts(session: Session) -> list[str]:
    return [said.entry.text for said in session.meeting.minutes.said.values()]


def test_the_people_of_last_time_are_there_to_start_from(opened: OpenPlan) -> None:
    session = Session.begin(opened, now=Clock())
    people = session.meeting.minutes.people
    assert [person.name for person in people.values()] == ["Ravi", "Mum", "Mr Lacey", "Ms Okafor", "Dr Shah"]
    assert people["shah"].apologies
    assert session.saved


def test_a_first_review_starts_with_the_child_alone(tmp_path: Path) -> None:
    session = Session.begin(new_plan(tmp_path / "new.plan.json", a_plan()), now=Clock())
    assert list(session.meeting.minutes.people) == [CHILD]


def test_a_meeting_that_was_cut_off_goes_on_exactly_there(opened: OpenPlan) -> None:
    session = Session.begin(opened, now=Clock())
    say(session, "The hall is too loud")
    session.record(ev.WentTo(turn="goal.delivered", item="o2/o2.p1"))
    place = session.meeting.place
    session.leave()
    found = unfinished(open_plan(opened.path))
    assert found is not None
    again = Session.carry_on(open_plan(opened.path), found.path, now=Clock())
    assert texts(again) == ["The hall is too loud"]
    assert again.meeting.place == place
    assert again.meeting.minutes.started.review == session.meeting.minutes.started.review
    assert isinstance(again.meeting.events[-1], ev.Resumed)


def test_a_meeting_is_held_in_one_window_at_a_time(opened: OpenPlan) -> None:
    session = Session.begin(opened, now=Clock())
    found = unfinished(opened)
    assert found is not None
    with pytest.raises(Refusal):
        Session.carry_on(opened, found.path, now=Clock())
    session.leave()
    Session.carry_on(opened, found.path, now=Clock())


def test_closing_writes_the_review_and_puts_the_journal_away(opened: OpenPlan) -> None:
    session = Session.begin(opened, now=Clock())
    say(session, "The hall is too loud")
    session.record(ev.MeetingEnded())
    closed = session.write()
    plan = open_plan(opened.path).plan
    assert plan == closed.opened.plan
    assert [review.period for review in plan.reviews] == [1, 2]
    assert views(closed.review)[0].text == "The hall is too loud"
    assert unfinished(open_plan(opened.path)) is None
    assert find(meetings_folder(), plan.id) == []


def test_cut_off_between_the_plan_and_the_journal(opened: OpenPlan, monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session.begin(opened, now=Clock())
    say(session, "Once")
    monkeypatch.setattr(session.journal, "close", lambda _: session.journal.release())
    session.write()
    again = open_plan(opened.path)
    assert unfinished(again) is None
    assert len(again.plan.reviews) == 2


def test_a_plan_that_somebody_else_changed_is_not_overwritten(opened: OpenPlan) -> None:
    session = Session.begin(opened, now=Clock())
    say(session, "Mine")
    child = opened.plan.child.model_copy(update={"class_name": "5B"})
    save_plan(opened, opened.plan.with_child(child))
    with pytest.raises(Refusal):
        session.write()
    assert open_plan(opened.path).plan.child.class_name == "5B"
    session.leave()
    found = unfinished(open_plan(opened.path))
    assert found is not None
    again = Session.carry_on(open_plan(opened.path), found.path, now=Clock())
    again.write()
    plan = open_plan(opened.path).plan
    assert plan.child.class_name == "5B"
    assert views(plan.reviews[1])[0].text == "Mine"


def test_a_meeting_that_no_longer_fits_its_plan_is_kept(opened: OpenPlan) -> None:
    session = Session.begin(opened, now=Clock())
    for answer in support_answered(session.opened.plan, "o3"):
        session.record(answer)
    session.leave()
    fewer = [item for item in opened.plan.items if "o3" not in (item.id, item.under)]
    (review,) = opened.plan.reviews
    told = {
        "entries": [entry for entry in review.entries if entry.about != "o3"],
        "scores": [score for score in review.scores if score.about != "o3"],
    }
    reviews = [review.model_copy(update=told)]
    changed = save_plan(opened, opened.plan.model_copy(update={"items": fewer, "reviews": reviews}))
    found = unfinished(changed)
    assert found is not None
    with pytest.raises(Refusal, match="does-not-fit"):
        Session.carry_on(changed, found.path, now=Clock())
    assert found.path.exists()
    assert unfinished(changed) is not None


def test_a_used_up_plan_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    opened = new_plan(tmp_path / "full.plan.json", a_plan(reviews=3))
    with pytest.raises(Refusal, match="used-up"):
        Session.begin(opened)
    assert find(meetings_folder(), opened.plan.id) == []


def test_when_the_disk_fails_it_says_so_and_keeps_everything(
    opened: OpenPlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session.begin(opened, now=Clock())
    say(session, "Before")

    def broken(*_: object) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as fault:
        fault.setattr(system_calls, "sync", broken)
        say(session, "During")
        assert not session.saved
        assert session.trouble is not None
        session.try_again()
        assert not session.saved
    assert texts(session) == ["Before", "During"]
    elsewhere = tmp_path / "stick"
    elsewhere.mkdir()
    session.save_elsewhere(elsewhere)
    assert session.saved
    say(session, "After")
    session.leave()
    found = unfinished(opened)
    assert found is not None
    assert texts(Session.carry_on(opened, found.path, now=Clock())) == ["Before", "During", "After"]


def test_it_saves_again_once_the_disk_is_back(opened: OpenPlan, monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session.begin(opened, now=Clock())

    def broken(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as fault:
        fault.setattr(system_calls, "sync", broken)
        say(session, "During")
        assert not session.saved
    session.try_again()
    assert session.saved


def test_the_journal_names_the_plan_and_not_the_child(opened: OpenPlan) -> None:
    session = Session.begin(opened, now=Clock())
    assert "ravi" not in session.journal.path.name.casefold()
    session.leave()
    lines = session.journal.path.read_bytes().rstrip(b"\0").splitlines()
    header = json.loads(lines[0])["journal"]
    assert header["plan_id"] == "p-ravi"
    assert header["base"] == opened.base


def test_pace_and_review_are_readings(opened: OpenPlan) -> None:
    session = Session.begin(opened, now=Clock())
    assert session.pace().length == 60
    assert session.review().period == 2


def test_a_writing_that_was_not_sure_can_be_tried_again(
    opened: OpenPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session.begin(opened, now=Clock())
    say(session, "Once")
    session.record(ev.MeetingEnded())

    real = system_calls.sync_folder

    def broken(folder: Path) -> None:
        if folder == opened.path.parent:
            raise OSError(5, "Input/output error")
        real(folder)

    with monkeypatch.context() as fault:
        fault.setattr(system_calls, "sync_folder", broken)
        with pytest.raises(Refusal, match="unsure"):
            session.write()
    closed = session.write()
    assert closed.review.closed_at == session.meeting.minutes.standing.ended.at  # type: ignore[union-attr]
    assert len(open_plan(opened.path).plan.reviews) == 2


def test_a_journal_that_cannot_be_closed_does_not_say_that_the_plan_was_not_written(
    opened: OpenPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session.begin(opened, now=Clock())
    say(session, "Once")
    session.record(ev.MeetingEnded())

    def broken(_: str) -> None:
        raise JournalBroken(Clock()(), meetings_folder(), "Input/output error")

    with monkeypatch.context() as fault:
        fault.setattr(session.journal, "close", broken)
        session.write()
    session.leave()
    again = open_plan(opened.path)
    assert unfinished(again) is None
    assert len(again.plan.reviews) == 2


def test_an_event_of_a_newer_program_is_kept_and_said(opened: OpenPlan) -> None:
    session = Session.begin(opened, now=Clock())
    session.journal.append({"type": "sung", "n": 2})
    session.leave()
    found = unfinished(opened)
    assert found is not None
    for _ in range(2):  # the first try must not keep the journal to itself
        with pytest.raises(Refusal, match="does-not-fit"):
            Session.carry_on(opened, found.path, now=Clock())


def test_how_the_child_takes_part_is_kept_in_the_plan_and_proposed_the_next_time(opened: OpenPlan) -> None:
    session = Session.begin(opened, now=Clock())
    session.record(ev.ChoiceMade(turn="setup.child", option="part"))
    session.record(ev.ChoiceMade(turn="setup.takes-part", option="yes"))
    session.record(ev.TextGiven(turn="setup.known-as", text="Rav"))
    session.record(ev.TextGiven(turn="setup.helper", text="Mr Lacey"))
    session.record(ev.SeveralChosen(turn="setup.ways", options=["signed"]))
    session.record(ev.VoiceChosen(voice="gmw/en", rate=110))
    session.record(ev.MeetingEnded())
    session.write()
    child = open_plan(opened.path).plan.child
    assert child.known_as == "Rav"
    assert child.set_up == ChildSetUp(
        helper="Mr Lacey", ways=["signed"], stays="part", voice="gmw/en", rate=110
    )
    again = Session.begin(open_plan(opened.path), now=Clock())
    assert again.meeting.minutes.people[CHILD].name == "Rav"
    again.record(ev.WentTo(turn="setup.child"))
    question = again.view.question()
    assert question is not None
    assert question.proposed == "part"
    again.record(ev.MeetingEnded())
    again.write()
    assert open_plan(opened.path).plan.child == child, "nothing was said of it, so it stays"


def test_the_ladder_of_a_meeting_that_was_cut_off_is_carried_on(opened: OpenPlan) -> None:
    session = Session.begin(opened, now=Clock())
    session.record(ev.WentTo(turn="child.hard"))
    for _ in range(4):
        event = session.view.another_way()
        assert event is not None
        session.record(event)
    session.leave()
    found = unfinished(opened)
    assert found is not None
    again = Session.carry_on(opened, found.path, now=Clock())
    question = again.view.question()
    assert question is not None
    assert (question.rung, question.answers[:3]) == ("yes_no", ["Yes", "No", "Don't know"])


def test_what_the_child_wishes_away_is_in_no_summary(opened: OpenPlan) -> None:
    session = Session.begin(opened, now=Clock())
    session.record(ev.ChoiceMade(turn="setup.takes-part", option="yes"))
    session.record(ev.SeveralChosen(turn="setup.topics-away", options=["next_year"]))
    session.record(ev.TextGiven(turn="setup.starts-with", text="A song about trains"))
    session.record(ev.LineSaid(turn="child.matters", speaker=CHILD, text="My dog.", given="drawn"))
    session.record(ev.MeetingEnded())
    closed = session.write()
    for kind in ("txt", "html"):
        made = render(closed.opened.plan, closed.review, session.meeting.script, kind=kind)
        page = re.sub(r"<[^>]+>", "", made)
        assert "My dog." in page
        assert "own words, drawn" in page
        for words in ("trains", "next year", "next_year"):
            assert words not in page.casefold()
