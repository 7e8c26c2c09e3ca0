"""Text out of a word processor, pasted in whatever way, is words in the box: none of it is a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from facilitator.ui.unix_driver import MarksPastes
from facilitator.ui.widgets.sentence_box import Sentence
from tests.ui.room import open_room
from tests.ui.test_asking import said

pytestmark = pytest.mark.sampled(2)

if TYPE_CHECKING:
    from pathlib import Path

WHITE = "\t\v\f\x85\u2028\u2029\u00a0\u2003 \r\n"
pasted_text = st.text(alphabet="abc 12:,." + WHITE, max_size=40)

START, END = "\x1b[200~", "\x1b[201~"


@given(pasted_text, st.sampled_from(["", "\r", "\t", "\r\r"]))
def test_a_burst_with_white_space_between_letters_is_marked_whole(text: str, last: str) -> None:
    burst = f"a{text}b\tc{text}d{last}"
    assert MarksPastes()(burst) == f"{START}{burst.removesuffix(last) if last else burst}{END}{last}"


@given(
    st.lists(
        st.sampled_from(["\t", "\r", "\x0b", "\x0c", "\n", "\x1bOP", "\x1b[A", "\x1b", "\x11"]), max_size=6
    )
)
def test_keys_that_are_pressed_stay_keys(keys: list[str]) -> None:
    assert MarksPastes()("".join(keys)) == "".join(keys)
    assert MarksPastes()("it helps" + "".join(keys)) == "it helps" + "".join(keys)


@pytest.mark.parametrize(
    "typed", ["it helps\rin 4 months\r", "fri\t", "\tabc", "\x1bOP\tabc", "Mum\x1b[C\tx", "a\r\tb"]
)
def test_what_is_typed_ahead_stays_as_it_is(typed: str) -> None:
    assert MarksPastes()(typed) == typed


def test_what_the_terminal_marks_itself_is_marked_once_however_it_comes_in_pieces() -> None:
    marks = MarksPastes()
    pieces = [f"{START}a\tb", "c\vd\te", f"f{END}", "g\th"]
    assert [marks(piece) for piece in pieces] == [*pieces[:3], f"{START}g\th{END}"]


MESSY = "Mum:\u00a0he\u2003came\tat 2\vand left\u2028at 3\x85then\fcame\u2029back"
ROWS = ["Mum: he came at 2", "and left", "at 3", "then", "came", "back"]


@pytest.mark.parametrize("last", ["", "\n", "\r\n"])
async def test_a_paste_at_a_question_is_words_and_lines(tmp_path: Path, last: str) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("welcome.who")
        room.app.post_message(events.Paste(MESSY + last))
        await room.settle()
        assert room.turn == "welcome.who"
        assert said(room) == []
        assert room.screen.sentence.text.split("\n") == ROWS


async def test_a_row_of_a_table_keeps_its_name_apart(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("welcome.who")
        room.app.post_message(events.Paste("Mum\tI live with him\nthe bus\tis loud"))
        await room.settle()
        assert room.screen.sentence.text == "Mum \u2013 I live with him\nthe bus is loud"


@pytest.mark.parametrize(
    "where", ["setup.people", "goal.delivered", "child.board", "f3", "f8", "f4", "f10", "ctrl+p"]
)
async def test_a_paste_into_any_box_presses_no_key(tmp_path: Path, where: str) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to(
            "child.hard" if "." not in where else where, "o1" if where.startswith("goal") else ""
        )
        if "." not in where:
            await room.press(where)
        screen, before = room.app.screen, len(room.meeting.events)
        room.app.post_message(events.Paste("a\u00a0b\tc\vd"))
        await room.settle()
        assert room.app.screen is screen
        assert len(room.meeting.events) == before
        for box in screen.query(Sentence):
            assert not set("\t\v\u00a0") & set(box.text)


@pytest.mark.parametrize("letter", ["\u00a0", "\u202f", "\u2003"])
async def test_a_wide_space_that_is_a_key_is_a_space(tmp_path: Path, letter: str) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.hard")
        for one in f"a{letter}b\u2028c":
            room.app.post_message(events.Key(one, one))
        await room.settle()
        assert room.screen.sentence.text == "a b\nc"


@pytest.mark.parametrize("size", [(40, 15), (80, 24), (120, 40)])
async def test_a_long_line_that_comes_back_shows_all_the_rows_there_is_room_for(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with open_room(tmp_path, size) as room:
        await room.go_to("welcome.who")
        width = size[0] - 8
        rows = 4 if size[1] < 20 else 7
        words = " ".join(f"w{number:03}" for number in range(width * (rows - 1) // 5))
        room.app.post_message(events.Paste(words))
        await room.settle()
        before = room.screen.sentence.size.height
        assert before >= rows - 1
        await room.press("enter", "escape")
        assert room.screen.sentence.text == words
        assert room.screen.sentence.size.height == before
        assert words[:4] in room.words
        assert words[-4:] in room.words
