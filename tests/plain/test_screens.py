"""How many screens a meeting has: a page that holds what belongs together, and no more of them than this."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.files.folders import data_folder
from facilitator.files.plans import open_plan
from facilitator.meeting import events as ev
from facilitator.meeting.meeting import Meeting
from facilitator.script.loading import load_script
from facilitator.work.demo import demo_plan
from tests.meeting.plans import PEOPLE
from tests.plain import talk
from tests.plain.test_transcripts import TRANSCRIPTS
from tests.screens import Screen, by_part, counted, journalled, screens

MOST = {
    "smooth-60-six": (45, 20),
    "smooth-60": (45, 20),
    "smooth-45": (34, 17),
    "short-30": (24, 14),
    "short-30-six": (24, 14),  # seven of the open ones are the child's own, which no meeting cuts
}
"""The most screens of a meeting after its set-up, and of these the most on which words are asked for."""


def screens_of(name: str, folder: Path) -> list[Screen]:
    """Hold the meeting of a transcript, and return its screens."""
    path = talk.demo(folder)
    plan = open_plan(path).plan
    talk.hold(path, (TRANSCRIPTS / f"{name}.txt").read_text(encoding="utf-8"))
    return screens(load_script(plan.format), plan, journalled(data_folder() / "meetings"))


@pytest.mark.parametrize("name", MOST)
def test_a_smooth_meeting_has_no_more_screens_than_its_time_allows(name: str, tmp_path: Path) -> None:
    shown = screens_of(name, tmp_path)
    most, most_open = MOST[name]
    assert counted(shown).all <= most, by_part(shown)
    assert counted(shown).open <= most_open, by_part(shown)


def test_in_half_an_hour_six_people_are_all_heard(tmp_path: Path) -> None:
    """What is asked of everybody has an answer of each, and everything that is hard ends somewhere."""
    path = talk.demo(tmp_path)
    code, said = talk.hold(path, (TRANSCRIPTS / "short-30-six.txt").read_text(encoding="utf-8"))
    review = talk.last_review(path)
    assert code == 0
    assert len(review.people) == 6
    assert "still open" not in said.partition("That was the last question.")[2]
    assert {entry.by for entry in review.entries} >= {person.id for person in review.people}
    assert all(action.agreed for action in review.actions)


def test_the_childs_turn_has_as_many_screens_however_short_the_meeting(tmp_path: Path) -> None:
    long, short = (screens_of(name, folder(tmp_path, name)) for name in ("smooth-60-six", "short-30"))
    assert by_part(long)["child"] == by_part(short)["child"]


def folder(parent: Path, name: str) -> Path:
    """Make a folder, and a data folder that is empty."""
    for journal in (data_folder() / "meetings").rglob("*.journal"):
        journal.unlink()
    (parent / name).mkdir()
    return parent / name


def test_an_outcome_that_is_not_agreed_adds_at_most_three_screens(tmp_path: Path) -> None:
    smooth, apart = (
        screens_of(name, folder(tmp_path, name)) for name in ("smooth-45", "smooth-45-not-agreed")
    )
    assert 0 < counted(apart).all - counted(smooth).all <= 3
    assert {screen.page.turn for screen in apart} - {screen.page.turn for screen in smooth} == {
        "goal.apart",
        "goal.differ",
        "goal.until-then",
    }


def test_a_page_that_is_come_back_to_counts_again_and_one_that_is_worked_through_counts_once() -> None:
    plan, script = demo_plan(talk.TODAY), load_script("support-plan")
    meeting = Meeting.replay(script, plan, [start(plan.id)])
    moves: list[ev.Event] = [
        ev.WentTo(turn="home.working"),
        ev.LineSaid(turn="home.working", speaker="mum", text="She sleeps."),
        ev.TurnDone(turn="home.working"),
        ev.WentTo(turn="decide.plan"),
        ev.ChoiceMade(turn="decide.plan", option="carry_on"),
        ev.WentBack(),
        ev.WentTo(turn="home.not-working"),
    ]
    for move in moves:
        meeting.add(move, talk.BEGINNING)
    shown = screens(script, plan, meeting.events)
    assert [(screen.page.turn, screen.is_open) for screen in shown] == [
        ("home.views", True),
        ("decide.the-plan", False),
        ("home.views", True),
    ]


def start(plan: str) -> ev.MeetingStarted:
    """Return the start of a meeting with the child and her mum."""
    return ev.MeetingStarted(
        at=talk.BEGINNING,
        plan=plan,
        format="support-plan",
        review="r-new",
        date=talk.TODAY,
        minutes=60,
        people=PEOPLE,
    )
