"""Words typed where an answer is picked: they are seen, kept beside the answer, and pick nothing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from textual import events

from facilitator.dialogue.unfinished_meetings import begin
from facilitator.meeting import events as ev
from facilitator.script.words_by_key import say
from facilitator.ui.screens.dialogue_page import AskPage
from facilitator.ui.screens.meeting_screen import MeetingScreen
from facilitator.ui.widgets.choices import Choices
from tests.shapes import PLANNED
from tests.ui.room import SIZES, Room, open_app, open_room
from tests.ui.test_asking import said
from tests.ui.test_typing_ahead import strike

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.meeting.minutes import Key

pytestmark = pytest.mark.sampled(2)

GIVEN = ("goal.delivered", "o1/o1.p1")


async def at(room: Room, turn: str, item: str = "") -> None:
    """Go to a question."""
    if turn == "goal.score":
        await room.go_to(*GIVEN)
        await room.type("yes")
        await room.go_to("goal.show", item)
        await room.type("Ravi good, Mum 3, Mr Lacey 3")
    await room.go_to(turn, item)


def chosen(room: Room) -> dict[Key, str]:
    return room.meeting.minutes.replies.choices


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("turn", "item"), [GIVEN, ("setup.minutes", ""), ("close.heard", ""), ("goal.score", "o1")]
)
async def test_a_sentence_is_seen_while_it_is_typed_and_then_stands_beside_the_answer(
    tmp_path: Path, size: tuple[int, int], turn: str, item: str
) -> None:
    async with open_room(tmp_path, size) as room:
        await at(room, turn, item)
        before = dict(chosen(room))
        strike(room, "Mum: in 4 months 2 came")
        await room.settle()
        assert "Mum: in 4 months 2 came" in room.words
        assert "Enter keeps these words beside" in room.words
        await room.press("enter")
        assert room.turn == turn
        assert chosen(room) == before
        assert said(room) == [("in 4 months 2 came", "Mum", "own_words")]
        assert "in 4 months 2 came" in room.words
        assert isinstance(room.app.screen.focused, Choices)


async def test_an_answer_with_words_is_both(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await at(room, *GIVEN)
        strike(room, "partly - Mum: no cover", "enter")
        await room.settle()
        assert list(chosen(room).values()) == ["partly"]
        assert said(room) == [("no cover", "Mum", "own_words")]
        assert room.turn != "goal.delivered"


@pytest.mark.parametrize(
    "words", ["2 because nobody came", "2: nobody came", "2 - nobody came", "2, so nobody came"]
)
async def test_a_number_that_begins_words_is_typed_on_with(tmp_path: Path, words: str) -> None:
    async with open_room(tmp_path) as room:
        await at(room, *GIVEN)
        strike(room, words[:2])
        await room.settle()
        assert chosen(room) == {}
        assert room.turn == "goal.delivered"
        strike(room, words[2:], "enter")
        await room.settle()
        assert list(chosen(room).values()) == ["partly"]
        assert [text.removeprefix("so ") for text, *_ in said(room)] == ["nobody came"]


async def test_a_single_number_picks_as_ever(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await at(room, *GIVEN)
        await room.press("2")
        assert list(chosen(room).values()) == ["partly"]
        await room.press("n", "o")
        assert list(chosen(room).values()) == ["partly"]


async def test_a_sentence_whose_first_letter_stands_for_an_answer_is_a_sentence(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await at(room, "goal.score", "o1")
        strike(room, "not on Mondays")
        await room.settle()
        assert room.turn == "goal.score"
        assert room.meeting.minutes.scores.settled == {}
        assert room.screen.sentence.text == "not on Mondays"


async def test_a_letter_that_the_page_shows_picks(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await at(room, "goal.score", "o1")
        await room.press("n")
        assert list(room.meeting.minutes.scores.settled.values()) == [None]


async def test_an_answer_that_is_picked_takes_the_words_that_stand_typed(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await at(room, *GIVEN)
        strike(room, "Mum: no cover")
        await room.settle()
        await room.press("up", "up", "enter")
        assert list(chosen(room).values()) == ["partly"]
        assert said(room) == [("no cover", "Mum", "own_words")]
        assert room.screen.sentence.text == ""
        await room.press("ctrl+z")
        assert chosen(room) == {}
        assert said(room) == []


async def test_an_emptied_box_goes_and_the_answers_are_picked_again(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await at(room, *GIVEN)
        await room.press("a", "backspace", "2")
        assert list(chosen(room).values()) == ["partly"]


async def test_words_half_typed_beside_an_answer_wait_at_their_question(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await at(room, *GIVEN)
        strike(room, "Mum: no co")
        await room.settle()
        await room.go_to("welcome.who")
        assert room.screen.sentence.text == ""
        await room.go_to(*GIVEN)
        assert "Mum: no co" in room.words
        strike(room, "ver")
        await room.press("tab")
        assert said(room) == [("no cover", "Mum", "own_words")]
        assert room.turn != "goal.delivered"


async def test_a_pasted_sentence_stands_beside_the_answer(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await at(room, *GIVEN)
        room.app.post_message(events.Paste("Mum: 1 of 2\nMr Lacey: all of it\n"))
        await room.settle()
        assert chosen(room) == {}
        await room.press("enter")
        assert [(text, who) for text, who, _ in said(room)] == [("1 of 2", "Mum"), ("all of it", "Mr Lacey")]


async def test_notes_are_in_the_list_of_what_was_said(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await at(room, *GIVEN)
        strike(room, "Mum: no cover", "enter", "f4")
        await room.settle()
        assert "no cover" in room.words
        assert "beside the answer" in room.words


@pytest.mark.parametrize("key", ["f10", "f12", "ctrl+g"])
async def test_words_typed_at_a_small_question_wait_in_sight_and_pick_nothing(
    tmp_path: Path, key: str
) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        strike(room, "I like lunch", "enter", key)
        await room.settle()
        page = room.app.screen
        strike(room, "in 4 months", "enter", "Mum: 2 cats", "enter")
        await room.settle()
        assert room.app.screen is page
        assert "in 4 months" in room.words
        assert "Mum: 2 cats" in room.words
        await room.press("escape")
        assert room.screen.sentence.text == "in 4 months\nMum: 2 cats"


async def test_words_that_wait_go_on_to_the_next_question_when_the_small_one_is_answered(
    tmp_path: Path,
) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        strike(room, "I like lunch", "enter", "ctrl+g", "he sings")
        await room.press("up", "home", "enter")
        assert room.screen.sentence.text == "he sings"
        assert [text for text, *_ in said(room)] == ["I like lunch"]


@pytest.mark.parametrize("key", ["f10", "f12", "ctrl+q"])
async def test_words_that_waited_stand_in_sight_where_an_answer_is_picked(tmp_path: Path, key: str) -> None:
    async with open_room(tmp_path) as room:
        await at(room, *GIVEN)
        await room.press(key)
        if not isinstance(room.app.screen, AskPage):
            return
        strike(room, "he sings", "enter", "escape")
        await room.settle()
        assert room.turn == "goal.delivered"
        assert chosen(room) == {}
        assert "he sings" in room.words
        assert room.app.screen.focused is room.screen.sentence


@pytest.mark.parametrize("size", SIZES)
async def test_a_signature_with_a_note_asks_for_its_words_in_a_box(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    planned = next(one for one in PLANNED if one.format == "pupil-support-plan")
    begins = partial(begin, planned.empty(tmp_path), planning=True)
    async with open_app(partial(MeetingScreen, begins, "noor", "Opening"), size) as room:
        for name in ("Ms Khan", "Mum"):
            room.screen.take(ev.PersonAdded(name=name, perspective="school"))
        await room.settle()
        khan = next(one.id for one in room.meeting.minutes.people.present() if one.name == "Ms Khan")
        await room.go_to("plan-end.signed", khan)
        await room.press("2")
        assert "Ms Khan, what is the note?" in room.words
        assert room.screen.sentence.display
        assert room.screen.focused is room.screen.sentence
        await room.press(*"ab", "backspace", "backspace")
        assert room.screen.sentence.display, "it waits for words, and none of them pick"
        await room.press("up")
        assert isinstance(room.screen.focused, Choices), "another answer can still be given"
        await room.press(*"Ring me 2 times", "enter")
        assert "Mum, do you agree with this plan?" in room.words
        assert say("screen.note-kept", name="Ms Khan", words="Ring me 2 times") in room.words
        assert said(room)[-1] == ("Ring me 2 times", "Ms Khan", "own_words")
