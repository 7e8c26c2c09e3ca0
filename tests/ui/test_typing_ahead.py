"""Keys that come faster than the screens: each lands where the chair meant it, and none vanishes."""

from __future__ import annotations

import re
import threading
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from textual import events

from facilitator.dialogue.requests import Asked
from facilitator.dialogue.unfinished_meetings import begin
from facilitator.files.plans import new_plan
from facilitator.ui.app import FacilitatorApp
from facilitator.ui.screens.dialogue_page import WhichPage
from facilitator.ui.screens.meeting_screen import MeetingScreen
from facilitator.work.session import Session
from tests.ui.plans import a_plan
from tests.ui.quick_pilot import quick_pilot
from tests.ui.room import Clock, Room, open_room
from tests.ui.test_asking import said

pytestmark = pytest.mark.sampled(2)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


NAMED = {"enter", "escape"}


@pytest.fixture(autouse=True)
def _faster_than_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take no page to have been seen, however slow this computer is."""
    monkeypatch.setattr(WhichPage, "set_timer", lambda *_: None)


def strike(room: Room, *keys: str) -> None:
    """Press keys all at once, looking at nothing: a word is typed letter by letter."""
    for key in keys:
        if key in NAMED or "+" in key or re.fullmatch(r"f\d+", key):
            room.app.post_message(events.Key(key, None))
            continue
        for letter in key:
            room.app.post_message(events.Key("space" if letter == " " else letter, letter))


@asynccontextmanager
async def opening_room(folder: Path) -> AsyncIterator[tuple[Room, threading.Event]]:
    """Open a review whose plan only opens when the event is set."""
    path = folder / "ravi.plan.json"
    if not path.exists():
        new_plan(path, a_plan())
    go_on, clock = threading.Event(), Clock()

    def start() -> Asked[Session | None]:
        assert go_on.wait(20)
        return begin(path, now=clock)

    app = FacilitatorApp(lambda: MeetingScreen(start, path.name, "Opening the plan"))
    with quick_pilot(app) as pilot:
        async with app.run_test(size=(80, 24)):
            try:
                yield Room(app, pilot, clock), go_on
            finally:
                go_on.set()


async def test_what_is_typed_while_the_plan_opens_answers_the_first_question(tmp_path: Path) -> None:
    async with opening_room(tmp_path) as (room, go_on):
        assert "Opening the plan" in room.words
        strike(room, "yester")
        room.app.post_message(events.Paste("day"))
        strike(room, "enter")
        await room.pilot.pause()
        go_on.set()
        await room.settle()
        assert f"{room.meeting.minutes.review_date:%A}" == "Wednesday"
        assert room.turn != "setup.date"


async def test_the_program_can_be_left_while_the_plan_opens(tmp_path: Path) -> None:
    async with opening_room(tmp_path) as (room, go_on):
        strike(room, "abc", "ctrl+c")
        await room.pilot.pause()
        assert room.app.return_value == 0
        go_on.set()


async def test_what_is_typed_while_an_unfinished_meeting_opens_answers_nothing_and_stays(
    tmp_path: Path,
) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await room.type("I like lunch")
    async with opening_room(tmp_path) as (room, go_on):
        strike(room, "2 cats", "enter")
        await room.pilot.pause()
        go_on.set()
        await room.settle()
        assert "There is a meeting that was not finished." in room.words
        await room.press("1")
        assert room.turn == "child.going-well"
        assert room.screen.sentence.text == "2 cats"
        assert [words for words, *_ in said(room)] == ["I like lunch"]


async def test_a_key_that_opens_a_page_and_the_next_one_go_together(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("welcome.who")
        strike(room, "ctrl+s", "2", "I am his mum", "enter", "f2", "escape", "He sings", "enter")
        await room.settle()
        assert said(room) == [("I am his mum", "Mum", "own_words"), ("He sings", "Mum", "own_words")]
        assert room.screen.sentence.text == ""


async def test_words_typed_on_after_a_question_back_are_the_next_words(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("welcome.who")
        strike(room, "I am his mum", "enter", "Mum", "enter", "I teach him")
        await room.settle()
        assert said(room) == [("I am his mum", "Mum", "own_words")]
        assert room.screen.sentence.text == "I teach him"


@pytest.mark.parametrize("ahead", ["in 4 months", "2", "no", "Mr Lacey: he reads", "1 2 3", "y"])
async def test_what_is_typed_on_while_it_is_asked_who_spoke_is_nobodys_yet_and_stays(
    tmp_path: Path, ahead: str
) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("welcome.who")
        strike(room, "it helps", "enter", ahead, "enter")
        await room.settle()
        assert "“it helps”" in room.words
        assert said(room) == []
        await room.press("down", "down", "enter")
        assert said(room) == [("it helps", "Mum", "own_words")]
        assert room.screen.sentence.text == ahead


async def test_sentences_typed_on_while_it_is_asked_who_spoke_are_a_line_each_and_mixed_up_with_none(
    tmp_path: Path,
) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("welcome.who")
        strike(room, "it helps", "enter", "Mr Lacey: he reads", "enter", "he sings", "enter", "Mum", "enter")
        await room.settle()
        assert said(room) == [("it helps", "Mum", "own_words")]
        assert room.screen.sentence.text == "Mr Lacey: he reads\nhe sings"


async def test_a_name_typed_on_while_it_is_asked_whose_view_it_is_decides_nothing(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("setup.people")
        strike(room, "Mrs Hollis", "enter", "Mrs Dunmore (TA)", "enter")
        await room.settle()
        assert room.meeting.minutes.people.called("Mrs Hollis") is None
        await room.press("down", "down", "enter")
        person = room.meeting.minutes.people.called("Mrs Hollis")
        assert person is not None
        assert person.perspective == "school"
        assert room.screen.sentence.text == "Mrs Dunmore (TA)"


async def test_a_page_of_help_takes_its_own_keys(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        strike(room, "f1", "escape", "yesterday", "enter")
        await room.settle()
        assert f"{room.meeting.minutes.review_date:%A}" == "Wednesday"


async def test_keys_go_on_after_the_window_was_too_small(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await room.pilot.resize_terminal(20, 5)
        await room.settle()
        await room.pilot.resize_terminal(80, 24)
        await room.settle()
        strike(room, "I like lunch", "enter")
        await room.settle()
        assert said(room) == [("I like lunch", "Ravi", "own_words")]
        await room.press("f3")
        await room.pilot.resize_terminal(20, 5)
        await room.settle()
        await room.pilot.resize_terminal(80, 24)
        await room.settle()
        await room.press("enter")
        assert "Ravi is not here now" in room.words


async def test_the_page_keys_move_a_long_text_wherever_the_focus_is(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await room.type("word " * 2000)
        bottom = room.screen.drawn("said").scroll_y
        await room.press("pageup")
        assert room.screen.drawn("said").scroll_y < bottom


async def test_pasted_words_are_gone_on_with_where_they_stand(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.press("f3")
        room.app.post_message(events.Paste("Ms Bell, teaching assistant"))
        await room.press("enter")
        assert room.meeting.minutes.people.called("Ms Bell") is not None
