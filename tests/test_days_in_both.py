"""Days to come in both front ends: a weekday that does not fit is asked about, what is odd is pointed out."""

from __future__ import annotations

import io
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from facilitator.dialogue.unfinished_meetings import begin
from facilitator.files.folders import data_folder, school_path
from facilitator.files.plans import new_plan, open_plan
from facilitator.meeting import events as ev
from facilitator.meeting.meeting import Meeting
from facilitator.plain.conversation import Conversation
from facilitator.plain.line_by_line import run_review
from facilitator.plain.lines_in_and_out import Lines
from facilitator.plain.typed_line import take
from facilitator.script.words_by_key import say
from facilitator.ui.screens.meeting_screen import MeetingScreen
from facilitator.work.demo import demo_plan
from facilitator.work.session import Session
from tests.plain import talk
from tests.plain.talk import TODAY
from tests.ui.plans import START
from tests.ui.room import Room, open_app, open_room

NEXT_DATE = ev.WentTo(turn="decide.next-date")
FITS_NOT = [
    ("Thursday 10 July 2026", "Friday 10 July 2026", "Thursday 9 July 2026"),
    ("Mon, 10/7/26", "Friday 10 July 2026", "Monday 13 July 2026"),
    ("10 July (Weds)", "Friday 10 July 2026", "Wednesday 8 July 2026"),
]
ODD = [
    ("Sat 11 July", date(2026, 7, 11), "Saturday 11 July 2026 is at the weekend."),
    ("3 April", date(2026, 4, 3), "Friday 3 April 2026 is a bank holiday (Good Friday)."),
    ("1 June", date(2026, 6, 1), "Monday 1 June 2026 is a day on which the school is closed (inset day)."),
    ("29 July", date(2026, 7, 29), "Wednesday 29 July 2026 is not in term time."),
    ("11 March", date(2027, 3, 11), "Thursday 11 March 2027 is about a year from now."),
    ("Tues 7 July", date(2026, 7, 7), ""),
]
SCHOOL = """terms:
  - {name: Summer, first: 2026-04-20, last: 2026-07-21}
  - {name: Autumn, first: 2026-09-02, last: 2026-12-18}
closed:
  - {first: 2026-06-01, why: inset day}
"""


@pytest.fixture(autouse=True)
def _a_school_with_terms() -> None:
    data_folder()
    school_path().write_text(SCHOOL, encoding="utf-8")


def days(meeting: Meeting) -> list[date]:
    return list(meeting.minutes.replies.dates.values())


def begun(folder: Path) -> tuple[Conversation, io.StringIO]:
    path = new_plan(folder / "orla.plan.json", demo_plan(TODAY)).path
    session, said = Session.begin(open_plan(path), now=lambda: START), io.StringIO()
    session.record(NEXT_DATE)
    return Conversation(session, Lines(io.StringIO(), said), None), said


def in_one_line(said: io.StringIO) -> str:
    return " ".join(said.getvalue().split())


@pytest.mark.parametrize(("typed", "day", "near"), FITS_NOT)
async def test_a_weekday_that_does_not_fit_is_asked_about(
    tmp_path: Path, typed: str, day: str, near: str
) -> None:
    words = say("typed.other-weekday", text=typed, day=day, near=near)
    (tmp_path / "lines").mkdir()
    conversation, said = begun(tmp_path / "lines")
    take(conversation, typed)
    assert words in in_one_line(said)
    assert days(conversation.session.meeting) == []
    take(conversation, near)
    assert len(days(conversation.session.meeting)) == 1
    conversation.session.leave()
    async with open_room(tmp_path, (120, 40), plan=demo_plan(TODAY)) as room:
        await at_next_date(room)
        await room.type(typed)
        assert words in room.words
        assert days(room.meeting) == []
        assert room.screen.sentence.text == typed
        await room.type(near)
        assert len(days(room.meeting)) == 1


@pytest.mark.parametrize(("typed", "day", "told"), ODD)
async def test_what_is_odd_about_a_day_to_come_is_pointed_out(
    tmp_path: Path, typed: str, day: date, told: str
) -> None:
    (tmp_path / "lines").mkdir()
    conversation, said = begun(tmp_path / "lines")
    take(conversation, typed)
    assert days(conversation.session.meeting) == [day]
    assert (told in in_one_line(said)) if told else (" is " not in said.getvalue())
    conversation.session.leave()
    async with open_room(tmp_path, (120, 40), plan=demo_plan(TODAY)) as room:
        await at_next_date(room)
        room.screen.sentence.put(typed)
        await room.settle()
        assert (told or "That is Tuesday 7 July 2026.") in room.words  # while it is typed
        await room.press("enter")
        if told:  # it stands at the question of the day itself, where it can still be typed anew
            assert (room.turn, days(room.meeting)) == (NEXT_DATE.turn, [])
            assert told in room.words
            assert room.screen.sentence.text == typed
            await room.press("enter")
        assert days(room.meeting) == [day]
        assert room.turn != NEXT_DATE.turn
        assert not told or told not in room.words


OF_MEETING = [
    ("1/1/2020", date(2020, 1, 1), "Wednesday 1 January 2020 is before the plan began on"),
    ("1/12/2025", date(2025, 12, 1), "Monday 1 December 2025 is before Term 1 on"),
    ("1/6/2062", date(2062, 6, 1), "Thursday 1 June 2062 is still to come."),
]


@pytest.mark.parametrize(("typed", "day", "told"), OF_MEETING)
async def test_a_day_of_the_meeting_that_can_hardly_be_is_pointed_out(
    tmp_path: Path, typed: str, day: date, told: str
) -> None:
    at_date = ev.WentTo(turn="setup.date")
    (tmp_path / "lines").mkdir()
    conversation, said = begun(tmp_path / "lines")
    conversation.session.record(at_date)
    take(conversation, typed)
    assert days(conversation.session.meeting) == [day]
    assert told in in_one_line(said)
    conversation.session.leave()
    async with open_room(tmp_path, (120, 40), plan=demo_plan(TODAY)) as room:
        room.screen.take(at_date)
        await room.settle()
        await room.type(typed)
        assert told in " ".join(room.words.split())
        assert days(room.meeting) == []
        await room.press("enter")
        assert days(room.meeting) == [day]


async def at_next_date(room: Room) -> None:
    room.screen.take(NEXT_DATE)
    await room.settle()


def test_the_day_of_an_action_is_pointed_out_as_well(tmp_path: Path) -> None:
    conversation, said = begun(tmp_path)
    for line in (
        "go to next steps",
        "Ring the doctor",
        "Mum",
        "Good Friday",
        "3 April",
        "action 1 by: 11 July",
    ):
        take(conversation, line)
    assert "is a bank holiday (Good Friday)" in in_one_line(said)
    assert "Saturday 11 July 2026 is at the weekend." in in_one_line(said)
    conversation.session.leave()


async def test_days_are_told_again_when_the_meeting_is_carried_on_on_another_day(tmp_path: Path) -> None:
    conversation, _ = begun(tmp_path)
    take(conversation, "tomorrow")
    took = conversation.session
    took.leave()
    later = START + timedelta(days=4)
    told = "today is Monday 16 March 2026"
    named = "Friday 13 March 2026 has gone by"
    source, target = talk.Typed("leave\nleave\n", later), io.StringIO()
    run_review(took.opened.path, prompts=None, now=source.now, source=source, target=target)
    said = " ".join(target.getvalue().split())
    assert told in said
    assert named in said
    path = took.opened.path
    screen = lambda: MeetingScreen(lambda: begin(path, now=lambda: later), "orla", "Opening")  # noqa: E731
    async with open_app(screen, (120, 40)) as room:
        await room.press("enter")
        assert told in room.words
        assert named in room.words
        await room.press("escape")
        await at_next_date(room)
        await room.type("tomorrow")
        assert days(room.meeting) == [date(2026, 3, 17)]


def test_bank_holidays_are_loaded_when_a_day_is_named_first() -> None:
    """They take longer to load than the first screen."""
    program = (
        "import facilitator.cli, facilitator.plain.line_by_line, facilitator.dialogue.commands, sys;"
        "import facilitator.ui.app, facilitator.ui.screens.meeting_screen, facilitator.ui.meeting_by_keys;"
        "sys.exit(any(name.partition('.')[0] == 'holidays' for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
