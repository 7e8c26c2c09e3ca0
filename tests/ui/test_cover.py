"""The cover key: at once, from anywhere, and what is typed under it is nowhere (MEETING, rule 12)."""

from __future__ import annotations

import gc
import json
import os
from pathlib import Path

import pytest
from textual import events

from facilitator.files.plans import new_plan, open_plan
from facilitator.meeting.event_json import to_json
from facilitator.meeting.events import Paused, Resumed
from facilitator.ui import cover
from facilitator.ui.cover import CoverScreen
from facilitator.ui.first_screens import plan_screen
from facilitator.ui.screens.cover_ways import CoverWays
from facilitator.ui.screens.dialogue_page import AskPage
from facilitator.ui.screens.plan_page import PlanPage
from facilitator.ui.screens.written_page import WrittenPage
from tests.looking import views
from tests.ui.plans import a_plan
from tests.ui.room import SIZES, Room, open_app, open_room
from tests.ui.test_asking import said
from tests.ui.test_typing_ahead import opening_room, strike

pytestmark = pytest.mark.sampled(2)

UNDER_COVER = "quixotic marmalade"
HALF = "Half a wombat"


def is_covered(room: Room) -> bool:
    return isinstance(room.app.screen, CoverScreen)


def everything_written(folder: Path) -> dict[Path, bytes]:
    """Return every file under a folder and under the program's own."""
    folders = (folder, Path(os.environ["FACILITATOR_DATA"]))
    return {path: path.read_bytes() for one in folders for path in one.rglob("*") if path.is_file()}


def kinds(room: Room) -> list[str]:
    return [event.type for event in room.meeting.events]


@pytest.mark.parametrize("size", SIZES)
async def test_the_cover_names_nobody_and_says_how_to_go_on(tmp_path: Path, size: tuple[int, int]) -> None:
    async with open_room(tmp_path, size) as room:
        await room.go_to("child.going-well")
        await room.type("I like my cards")
        await room.press("f9")
        assert is_covered(room)
        assert "short break" in room.words
        assert "Esc" in room.text
        assert "F10" in room.text
        for word in ("Ravi", "cards", "school", "review", "support"):
            assert word not in room.text
        await room.press("f9")
        assert is_covered(room)
        await room.press("escape")
        assert not is_covered(room)
        assert "I like my cards" in room.words


async def test_the_record_shows_a_pause_and_no_reason(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        before = len(room.meeting.events)
        room.clock.forward(1)
        await room.press("f9")
        assert room.meeting.clock.paused
        room.clock.forward(20)
        await room.press("escape")
        assert not room.meeting.clock.paused
        new = room.meeting.events[before:]
        assert [type(event) for event in new] == [Paused, Resumed]
        for event in new:
            assert to_json(event).keys() == {"type", "n", "at"}
        assert room.screen.desk is not None
        assert room.screen.desk.session.pace().spent <= 1


async def test_what_was_half_typed_is_there_again_and_what_was_typed_since_is_not(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        strike(
            room, HALF, "f9", UNDER_COVER, "enter", "tab", "ctrl+s", "f2", "1", "escape", " again", "enter"
        )
        await room.settle()
        assert [words for words, _, _ in said(room)] == [f"{HALF} again"]
        assert room.turn == "child.going-well"


async def test_pasted_words_are_dropped_too(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await room.press("f9")
        room.app.post_message(events.Paste(UNDER_COVER))
        await room.press("ctrl+v", "escape")
        assert room.screen.sentence.text == ""
        assert UNDER_COVER not in room.app.clipboard


async def test_the_cover_overtakes_what_was_pressed_before(tmp_path: Path) -> None:
    """A page that is still opening keeps keys waiting; the cover does not wait behind them."""
    async with opening_room(tmp_path) as (room, go_on):
        await room.pilot.pause()
        strike(room, "today", "f9")
        await room.pilot.pause()
        assert is_covered(room)
        strike(room, UNDER_COVER, "enter")
        go_on.set()
        await room.settle()
        assert is_covered(room)
        assert room.meeting.clock.paused
        assert kinds(room) == ["started", "paused"]
        strike(room, "escape", "enter")
        await room.settle()
        assert not is_covered(room)
        assert kinds(room) == ["started", "paused", "resumed", "date"]


async def test_keys_in_the_row_wait_until_the_cover_is_away(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        strike(room, "f6", "f9")  # the page that asks what to put aside is on its way
        await room.settle()
        assert is_covered(room)
        strike(room, UNDER_COVER, "enter", "escape", "Mum: the bus", "enter")
        await room.settle()
        assert "It comes up again before we close" in room.words
        assert "the bus" in [one.entry.text for one in room.meeting.minutes.said.values()]


async def test_a_page_that_comes_up_meanwhile_waits(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await room.type("I like my cards")
    async with opening_room(tmp_path) as (room, go_on):
        await room.pilot.press("f9")  # the plan is held up till it may go on
        go_on.set()
        await room.settle()
        assert is_covered(room)
        await room.press("escape")
        await room.settle()
        assert isinstance(room.app.screen, AskPage)
        await room.press("1")
        assert "I like my cards" in room.words


async def test_the_first_frame_can_be_covered_too(tmp_path: Path) -> None:
    path = tmp_path / "ravi.plan.json"
    new_plan(path, a_plan())
    async with open_app(lambda: plan_screen(path, None)) as room:
        await room.press("f9")
        assert is_covered(room)
        assert "Ravi" not in room.text
        await room.press("f10")
        assert "End the meeting" not in room.words
        await room.press("escape", "escape")
        assert isinstance(room.app.screen, PlanPage)


@pytest.mark.parametrize("key", ["f1", "f2", "f3", "f4", "f6", "f8", "f10", "ctrl+s", "ctrl+p"])
async def test_every_page_can_be_covered_and_is_there_again(tmp_path: Path, key: str) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await room.type("I like my cards")
        await room.press(key)
        page, seen = room.app.screen, room.text
        await room.press("f9")
        assert is_covered(room)
        strike(room, UNDER_COVER, "enter")
        await room.settle()
        await room.press("escape")
        assert room.app.screen is page
        assert room.text == seen


async def test_a_page_keeps_what_was_half_typed_in_it(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await room.press("f6")
        strike(room, HALF, "f9", UNDER_COVER, "enter", "escape")
        await room.settle()
        assert HALF in room.words
        await room.press("enter")
        assert [one.entry.text for one in room.meeting.minutes.said.values()][-1] == HALF


@pytest.mark.slow
async def test_at_every_turn_nothing_typed_under_the_cover_is_in_any_file(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        places = [place.key for place in room.meeting.agenda.places]
        assert len(places) > 40
        for key in places:
            await room.go_to(key.turn, key.item)
            if room.screen.sentence.display:
                strike(room, HALF)
            typed = room.screen.sentence
            strike(room, "f9", UNDER_COVER, "enter", "ctrl+y", "1", "tab")
            await room.settle()
            assert is_covered(room), key
            assert UNDER_COVER not in room.text
            await room.press("escape")
            assert room.turn == key.turn
            if typed.display:
                assert HALF in typed.text
                typed.put("")
            assert UNDER_COVER not in room.text
        held = [text for text in gc.get_objects() if isinstance(text, str) and text == UNDER_COVER]
        assert held in ([], [UNDER_COVER])
        assert kinds(room).count("paused") == len(places)
        assert UNDER_COVER[:9] not in json.dumps([to_json(event) for event in room.meeting.events])
    written = everything_written(tmp_path)
    assert len(written) >= 2
    for path, data in written.items():
        for words in (UNDER_COVER, HALF, UNDER_COVER[:9]):
            assert words.encode() not in data, path


async def test_ending_from_under_the_cover_writes_everything_and_no_reason(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await room.type("I like my cards")
        await room.press("f3")  # from the middle of something else
        strike(room, "f9", UNDER_COVER, "enter")
        await room.press("f10")
        assert isinstance(room.app.screen, CoverWays)
        assert "Ravi" not in room.text
        strike(room, UNDER_COVER, "2")
        await room.settle()
        assert isinstance(room.app.screen, CoverWays)
        await room.press("down", "enter")
        await room.settle()
        assert isinstance(room.app.screen, WrittenPage)
        await room.press("escape")
        await room.settle()
        assert isinstance(room.app.screen, PlanPage)
        assert not any(isinstance(screen, AskPage) for screen in room.app.screen_stack)
    review = open_plan(tmp_path / "ravi.plan.json").plan.last_review
    assert review is not None
    assert (review.ended, review.ended_because) == ("early", "")
    assert any(statement.text == "I like my cards" for statement in views(review))
    assert not any(UNDER_COVER.encode() in data for data in everything_written(tmp_path).values())


async def test_stopping_for_today_from_under_the_cover_keeps_everything(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await room.type("I like my cards")
        strike(room, HALF)
        await room.press("f9", "f10")
        assert "Half-typed words are not kept" in room.words
        await room.press("end", "enter")
        assert not room.app.is_running or room.app.return_value == 0
    async with open_room(tmp_path) as room:
        await room.press("1")
        assert room.turn == "child.going-well"
        assert [words for words, _, _ in said(room)] == ["I like my cards"]
        assert not room.meeting.clock.paused
    assert not any(HALF.encode() in data for data in everything_written(tmp_path).values())


async def test_the_way_back_from_the_ways_on_is_the_cover(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.press("f9", "f10")
        assert isinstance(room.app.screen, CoverWays)
        await room.press("escape")
        assert is_covered(room)
        await room.press("f10", "f9")
        assert is_covered(room)
        await room.press("f10", "enter")
        assert "What is the date" in room.words


async def test_a_tiny_window_is_covered_all_the_same(tmp_path: Path) -> None:
    async with open_room(tmp_path, (20, 5)) as room:
        await room.press("f9")
        assert is_covered(room)
        await room.pilot.resize_terminal(80, 24)
        await room.settle()
        assert "short break" in room.words
        await room.press("escape")
        assert "What is the date" in room.words


@pytest.mark.parametrize("key", ["f1", "ctrl+p", "ctrl+r"])
async def test_a_key_that_opens_a_page_does_nothing_at_the_ways_on(tmp_path: Path, key: str) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await room.press("f9", "f10", key, "down", "up", "enter")
        assert room.app.screen is room.screen


# Where nobody is there


def leave_alone(room: Room, minutes: float) -> None:
    """Let time go by for the cover alone."""
    room.app.covering._touched -= minutes * 60
    room.app.covering.look()


async def test_what_is_left_alone_covers_itself_and_the_next_key_is_not_lost(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await room.press(*"I like")
        leave_alone(room, 19)
        await room.settle()
        assert not is_covered(room)
        leave_alone(room, 1)
        await room.settle()
        assert is_covered(room)
        assert "Any key shows everything again" in room.words
        assert "cards" not in room.text
        await room.press("space", *"cards", "enter")
        assert not is_covered(room)
        assert "I like cards" in [words for words, *_ in said(room)]
        assert "paused" not in kinds(room), "nobody asked for a pause"


@pytest.mark.parametrize(
    "key", ["1", "2", "enter", "tab", "escape", "down", "f1", "f4", "ctrl+z", "f10", "click"]
)
async def test_the_key_that_wakes_the_screen_does_nothing_that_nobody_sees(tmp_path: Path, key: str) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await room.press("tab")
        before, at = kinds(room), room.screen.focused
        leave_alone(room, 20)
        await room.settle()
        if key == "click":
            room.app._mouse_down_widget = room.app.get_widget_at(5, 5)[0]  # as a click of before left it
            for kind in (events.MouseDown, events.MouseUp):
                room.app.post_message(kind(None, 5, 5, 0, 0, 1, False, False, False, 5, 5))
            assert room.app._mouse_down_widget is None
        else:
            await room.press(key)
        await room.settle()
        assert not is_covered(room)
        assert (kinds(room), room.app.screen, room.screen.focused) == (before, room.screen, at)


@pytest.mark.parametrize("typed", ["I like", ""])
async def test_an_enter_that_wakes_the_screen_sends_no_words(tmp_path: Path, typed: str) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await room.press(*typed)
        before = kinds(room)
        leave_alone(room, 20)
        await room.settle()
        await room.press("enter")
        assert (kinds(room), room.screen.sentence.text) == (before, typed)


async def test_a_letter_that_wakes_the_screen_takes_the_place_of_nothing(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        room.screen.sentence.propose("as it was")
        leave_alone(room, 20)
        await room.settle()
        await room.press("x")
        assert room.screen.sentence.text == "as it was"


async def test_the_cover_key_while_the_cover_is_just_coming(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        leave_alone(room, 20)
        room.app.covering.cover(events.Event().time)
        await room.settle()
        assert is_covered(room)
        assert "Nothing is being written down" in room.words


async def test_a_sleep_of_the_computer_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_room(tmp_path) as room:
        asleep = cover._seconds() + 20 * 60
        monkeypatch.setattr(cover, "_seconds", lambda: asleep)
        room.app.covering.look()
        await room.settle()
        assert is_covered(room)


async def test_the_cover_key_makes_a_cover_of_it_that_stays(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        leave_alone(room, 20)
        await room.settle()
        await room.press("f9")
        assert is_covered(room)
        assert "Nothing is being written down" in room.words
        await room.press(*"quixotic", "enter")
        assert is_covered(room)
        assert kinds(room)[-1] == "paused"
        await room.press("escape")
        assert "quixotic" not in [words for words, *_ in said(room)]


@pytest.mark.parametrize(("minutes", "covers_at"), [(0, None), (3, 3)])
async def test_a_school_says_after_how_long(tmp_path: Path, minutes: int, covers_at: int | None) -> None:
    own = Path(os.environ["FACILITATOR_DATA"]) / "school.yaml"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(f"cover_after_minutes: {minutes}\n")
    async with open_room(tmp_path) as room:
        leave_alone(room, covers_at or 600)
        await room.settle()
        assert is_covered(room) == (covers_at is not None)
