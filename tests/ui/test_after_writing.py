"""After a review was written: what is typed on begins nothing, and another review is asked about first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from facilitator.dialogue import unfinished_meetings
from facilitator.dialogue.requests import Written
from facilitator.dialogue.written_account import account_of
from facilitator.files.plans import open_plan
from facilitator.script.words_by_key import say
from facilitator.ui.screens.dialogue_page import AskPage
from facilitator.ui.screens.meeting_screen import MeetingScreen
from facilitator.ui.screens.plan_page import PlanPage
from facilitator.ui.screens.written_page import WrittenPage
from facilitator.ui.widgets.choices import Choices
from facilitator.work.session import unfinished
from tests.plain import talk
from tests.test_session_word import ended
from tests.ui.room import SIZES, Clock, open_app, open_room
from tests.ui.test_ending import end_early, summaries
from tests.ui.test_two_chairs import written
from tests.ui.test_typing_ahead import strike
from tests.word_plans import word_plan

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.room import Room

pytestmark = pytest.mark.sampled(2)

TYPED = [
    "Mum: he is 1 of 3 in year 4",
    "facilitator export ravi.plan.json --period 1",
    pytest.param("no, 2 please", marks=pytest.mark.thorough),
    "thanks",
    pytest.param("He got 5", marks=pytest.mark.thorough),
]


@pytest.fixture(autouse=True)
def same_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program's own reviews begin on the day of the room's clock."""
    monkeypatch.setattr(unfinished_meetings, "begin", partial(unfinished_meetings.begin, now=Clock()))


async def at_the_end(room: Room) -> None:
    """Hold a review, and come to the page of what was written."""
    await room.go_to("child.hard")
    await room.type("The bell.")
    await end_early(room)
    await written(room)


def reviews(path: Path) -> list[int]:
    return [review.period for review in open_plan(path).plan.reviews]


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.parametrize("page", [WrittenPage, PlanPage])
async def test_words_that_are_typed_on_begin_nothing(tmp_path: Path, typed: str, page: type) -> None:
    path = tmp_path / "ravi.plan.json"
    async with open_room(tmp_path) as room:
        await at_the_end(room)
        if page is PlanPage:
            await room.press("3")
        assert isinstance(room.app.screen, page)
        strike(room, typed)
        await room.settle()
        assert isinstance(room.app.screen, page)
        assert say("screen.only-chosen")[:40] in room.words
        strike(room, "enter", "enter")
        await room.settle()
        assert isinstance(room.app.screen, page), "the pointer stands nowhere"
        await room.press("3" if page is WrittenPage else "1")
        assert not isinstance(room.app.screen, page), "numbers choose again"
    assert unfinished(open_plan(path)) is None
    assert summaries(tmp_path) == []
    assert reviews(path) == [1, 2]


async def test_an_arrow_chooses_after_words(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await at_the_end(room)
        await room.press("x", "down", "down", "enter")
        assert say("papers.of", period="Term 2") in room.words, "the second option"


async def test_words_at_a_question_that_is_a_choice_choose_nothing(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("setup.child")
        strike(room, "some of it, 2 of 3")
        await room.settle()
        assert room.turn == "setup.child"
        assert room.screen.sentence.text == "some of it, 2 of 3"
        await room.press("enter")
        assert room.turn == "setup.child", "the words stand beside the answer, and are none"
        await room.press("2")
        assert room.turn != "setup.child"


@pytest.mark.parametrize("size", SIZES)
async def test_another_review_on_the_same_day_is_asked_about(tmp_path: Path, size: tuple[int, int]) -> None:
    path = tmp_path / "ravi.plan.json"
    async with open_room(tmp_path, size) as room:
        await at_the_end(room)
        await room.press("escape", "1")
        assert isinstance(room.app.screen, AskPage)
        for words in ("held today", "Term 2", "Term 3"):
            assert words in room.words, room.text
        strike(room, "enter", "friday 1 2", "enter")
        await room.settle()
        assert isinstance(room.app.screen, AskPage), "neither an Enter nor words begin it"
        await room.press("down", "1")
        assert isinstance(room.app.screen, PlanPage)
        assert unfinished(open_plan(path)) is None
        await room.press("1", "2")
        assert isinstance(room.app.screen, MeetingScreen)
        assert room.meeting.minutes.period == 3
        assert say("session.held-today", period="Term 2", next="Term 3") in room.words


async def test_what_was_typed_ahead_begins_no_other_review(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await at_the_end(room)
        strike(room, "6", "1", "2", "friday", "enter")
        await room.settle()
        assert not isinstance(room.app.screen, MeetingScreen) or room.app.desk is None
    assert unfinished(open_plan(tmp_path / "ravi.plan.json")) is None


async def test_on_another_day_nothing_is_asked(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        assert room.turn == "setup.date"
    assert reviews(tmp_path / "ravi.plan.json") == [1]


def test_line_by_line_it_is_said(tmp_path: Path) -> None:
    path = talk.demo(tmp_path)
    assert talk.hold(path, "today\nend early because tea\nwrite\n")[0] == 0
    words = say("session.held-today", period="Term 2", next="Term 3")
    assert words in talk.hold(path, "leave\n")[1]
    (path.parent / "other").mkdir()
    path = talk.demo(path.parent / "other")
    assert talk.hold(path, "today\nend early because tea\nwrite\n")[0] == 0
    assert words not in talk.hold(path, "leave\n", later=90)[1]


def test_a_meeting_that_is_dated_otherwise_was_held_today_as_well(tmp_path: Path) -> None:
    path = talk.demo(tmp_path)
    assert talk.hold(path, "5/3\nend early because tea\nwrite\n")[0] == 0
    assert say("session.held-today", period="Term 2", next="Term 3") in talk.hold(path, "leave\n")[1]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("way", ["leave", "escape"])
async def test_that_no_summary_was_made_yet_cannot_be_missed(
    tmp_path: Path, size: tuple[int, int], way: str
) -> None:
    session = ended(word_plan(tmp_path / "mina.docx"))
    closed = session.write()
    written = Written(closed, account_of(closed, session, closed.opened.path))
    async with open_app(lambda: WrittenPage(written, session.meeting.script), size) as room:
        before = room.lines[0:3]
        keys = {one.value: one.key for one in room.app.screen.query_one(Choices).options}
        key = keys.get(way, "escape")
        await room.press(key)
        assert isinstance(room.app.screen, WrittenPage)
        assert say("screen.summary-not-yet") in room.words
        assert say("screen.summary-not-yet-why")[:30] in room.words
        assert room.lines[0:3] != before, "the title says it"
        await room.press(key)
        assert room.app.return_value is not None or not isinstance(room.app.screen, WrittenPage)


@pytest.mark.parametrize("begun", ["review", "plan page"])
async def test_going_back_from_the_plan_leads_to_what_was_written(tmp_path: Path, begun: str) -> None:
    """What people take home is made there; nobody leaves the program by going back."""
    path = tmp_path / "ravi.plan.json"
    async with open_room(tmp_path) as room:
        await end_early(room)
        await written(room)
        if begun == "plan page":
            room.app.show_plan(path)  # as from the list of plans
            await room.settle()
        page = room.app.screen
        if begun == "review":
            assert isinstance(page, WrittenPage)
            await room.press("3")
            assert isinstance(room.app.screen, PlanPage)
            last = room.app.screen.query_one(Choices).options[-1]
            assert last.text == say("dialogue.go-back")
            await room.press(last.key)
            assert isinstance(room.app.screen, WrittenPage)
            await room.press("escape")
        assert isinstance(room.app.screen, PlanPage)
        last = room.app.screen.query_one(Choices).options[-1]
        assert last.text == say("screen.leave-program" if begun == "review" else "dialogue.go-back")
