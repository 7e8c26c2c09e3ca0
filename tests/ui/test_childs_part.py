"""The child's part on the screen: ladder, tiles, board, stop and pass, by arrows alone and by mouse."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from facilitator.meeting.events import ChoiceMade, PersonLeft, ScoreShown
from facilitator.meeting.minutes_parts import Key
from facilitator.plan.entries import Entry
from facilitator.plan.people import CHILD
from facilitator.ui.widgets.moves_row import Moves
from facilitator.ui.widgets.sentence_box import Sentence
from facilitator.ui.widgets.tiles import Tiles
from tests.ui.hands import Arrows, Mouse
from tests.ui.room import SIZES, open_room

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.room import Room

pytestmark = pytest.mark.sampled(2)

Hands = type[Arrows] | type[Mouse]


def lines(room: Room) -> list[Entry]:
    """Return what was said so far."""
    return [said.entry for said in room.meeting.minutes.said.values()]


async def to_rung(room: Room, rung: str) -> None:
    """Put the question another way until this rung is reached."""
    asked = None
    while asked is None or asked.rung != rung:
        await room.press("ctrl+e")
        asked = room.meeting.minutes.standing.asked


async def with_a_board(room: Room) -> None:
    """Go to the board."""
    await room.go_to("setup.takes-part")
    room.screen.take(ChoiceMade(turn="setup.takes-part", option="yes"))
    room.screen.take(ChoiceMade(turn="setup.says-by", option="board"))
    await room.go_to("child.board")


async def at_a_show(room: Room) -> None:
    """Go to the first show of scores."""
    await room.go_to("goal.delivered", "o1/o1.p1")
    room.screen.take(ChoiceMade(turn="goal.delivered", item="o1/o1.p1", option="yes"))
    await room.go_to("goal.show", "o1")


# The whole of it, by hand


@pytest.mark.slow
@pytest.mark.parametrize("size", [pytest.param(SIZES[0], marks=pytest.mark.thorough), *SIZES[1:]])
@pytest.mark.parametrize("kind", [Arrows, Mouse])
async def test_a_childs_whole_part_needs_only_arrows_or_only_the_mouse(
    tmp_path: Path, kind: Hands, size: tuple[int, int]
) -> None:
    async with open_room(tmp_path, size) as room:
        hands = kind(room)
        await with_a_board(room)
        await room.go_to("welcome.stop")
        for _ in range(3):
            await hands.move("Another way")
        await hands.pick("Put a hand up")
        await hands.move("Stop")
        assert "We have stopped." in room.words
        await hands.pick("Go on")
        await hands.move("Next")
        assert room.turn == "welcome.rules"
        await hands.pick("Yes")
        await room.go_to("good.child")
        for _ in range(4):
            await hands.move("Another way")
        await hands.pick("Yes")
        await hands.move("Next")
        assert room.turn == "child.board"
        await hands.sort("Lunch", "Good")
        await hands.sort("Noise", "Hard")
        await hands.sort("Lunch", "So-so")
        await hands.move("Next")
        while room.turn.startswith("child."):
            await hands.move("Pass")
        await at_a_show(room)
        await hands.pick("so-so")
        await room.go_to("close.right", CHILD)
        await hands.pick("Yes")
        await room.go_to("close.heard")
        await hands.pick("A bit")
        minutes = room.meeting.minutes
        assert [(one.text, one.field, one.manner.rung, one.manner.given) for one in lines(room)] == [
            ("Put a hand up", "stop_sign", "choices", "pointed"),
            ("Yes", "proud_of", "yes_no", "pointed"),
            ("Lunch", "so_so", None, "pointed"),
            ("Noise", "not_working", None, "pointed"),
        ]
        assert minutes.scores.shows[Key("goal.show", "o1")][CHILD].word == "so_so"
        assert minutes.scores.shows[Key("goal.show", "o1")][CHILD].manner.given == "pointed"
        for key, option in ((Key("close.right", CHILD), "yes"), (Key("close.heard"), "a_bit")):
            assert (minutes.replies.choices[key], minutes.replies.chosen_how[key].given) == (
                option,
                "pointed",
            )


# The ladder


async def test_half_typed_words_outlast_a_tile(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await to_rung(room, "choices")
        await room.press("h", "e")
        await room.press("up", "enter")
        assert [one.text for one in lines(room)] == ["A lesson"]
        assert room.screen.sentence.text == "he"


async def test_half_typed_words_do_not_follow_a_tile_to_the_next_question(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await at_a_show(room)
        for person in room.meeting.minutes.people.present():
            if person.id != CHILD:
                room.screen.take(ScoreShown(turn="goal.show", item="o1", person=person.id, number=3))
        await room.settle()
        await room.press("h", "e", "up", "enter")
        assert room.turn == "goal.score"
        assert room.screen.sentence.text == ""
        await room.press("shift+tab")
        assert (room.turn, room.screen.sentence.text) == ("goal.show", "he")


async def test_a_number_that_is_typed_picks_a_tile_only_with_enter(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await to_rung(room, "choices")
        await room.press("2", "enter")
        assert [(one.text, one.manner.rung, one.manner.given) for one in lines(room)] == [
            ("A friend", "choices", None)
        ]


async def test_every_set_answer_has_a_number_and_the_foot_says_so(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        for rung in ("choices", "yes_no"):
            await room.go_to("child.hard")
            await to_rung(room, rung)
            assert [option.label for option in room.screen.choices.options][:2] == ["1", "2"]
            assert "─ 1 ─" in room.words
            assert "Arrows 1-9 point" in room.words
        assert "Arrows 1-9" in room.words
        await room.go_to("home.working")
        assert "Arrows 1-9" not in room.words


async def test_something_else_asks_for_the_childs_own_words(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await to_rung(room, "choices")
        await Arrows(room).pick("Something else")
        assert not lines(room)
        assert "Something else. What is it?" in room.words
        assert isinstance(room.app.screen.focused, Sentence)
        await room.type("the fish tank")
        assert [(one.text, one.manner.rung, one.manner.given) for one in lines(room)] == [
            ("the fish tank", "choices", None)
        ]


async def test_not_getting_the_question_goes_a_rung_on_and_is_no_answer(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await to_rung(room, "yes_no")
        await Mouse(room).pick("don't get")
        assert not lines(room)
        assert room.meeting.minutes.standing.asked is not None
        assert room.meeting.minutes.standing.asked.rung == "trusted"
        assert getattr(room.meeting.events[-1], "not_understood", False)


async def test_no_tile_is_taken_before_one_is_pointed_at(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await to_rung(room, "yes_no")
        await room.press("enter", "enter")
        assert not lines(room)


@pytest.mark.parametrize("size", SIZES)
async def test_a_second_tap_or_enter_gives_no_second_answer(tmp_path: Path, size: tuple[int, int]) -> None:
    async with open_room(tmp_path, size) as room:
        await room.go_to("child.going-well")
        await to_rung(room, "choices")
        row = next(y for y, line in enumerate(room.lines) if "A friend" in line and "?" not in line)
        place = (room.lines[row].index("A friend") + 2, row)
        await room.pilot.double_click(offset=place)
        await room.settle()
        await room.press("enter", "enter")
        assert [one.text for one in lines(room)] == ["A friend"]
        await room.go_to("close.heard")
        row = next(y for y, line in enumerate(room.lines) if "A bit" in line)
        await room.pilot.double_click(offset=(room.lines[row].index("A bit") + 1, row))
        await room.settle()
        assert room.meeting.minutes.replies.choices == {Key("close.heard"): "a_bit"}


async def test_the_wait_is_quiet_and_then_offers_other_words(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        assert "a quiet wait" in room.text
        assert "Ctrl+E says it another way" not in room.text
        room.clock.at += timedelta(seconds=10)
        room.screen.showing.refresh_time()  # type: ignore[union-attr]
        await room.settle()
        assert "no hurry · Ctrl+E says it another way" in room.text
        await room.type("I like my cards")
        assert "wait" not in room.screen.drawn("says").lines(76)[0].plain
        assert "no hurry" not in room.text


async def test_no_child_in_the_room_no_wait_no_moves_and_no_tiles(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        room.screen.take(PersonLeft(person=CHILD))
        await room.go_to("next.more")
        assert not room.screen.moves.display
        assert "quiet wait" not in room.text


# How it was given


async def test_one_key_says_how_an_answer_was_given(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await room.type("I like my cards")
        await room.press("ctrl+g", "2")
        assert lines(room)[0].manner.given == "signed"
        await room.press("ctrl+g")
        assert "“I like my cards”" in room.words
        await room.press("6")
        await room.press("2")
        assert (lines(room)[0].manner.how, lines(room)[0].manner.helper) == ("said_for", "mum")
        await room.press("ctrl+g", "5")
        assert (lines(room)[0].manner.how, lines(room)[0].manner.given) == ("own_words", "drawn")


async def test_how_a_face_and_a_choice_were_given_is_changed_and_their_rung_stays(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await at_a_show(room)
        await to_rung(room, "simpler")
        await Arrows(room).pick("good")
        await room.press("ctrl+g", "2")
        shown = room.meeting.minutes.scores.shows[Key("goal.show", "o1")][CHILD]
        assert (shown.word, shown.manner.given, shown.manner.rung) == ("good", "signed", "simpler")
        await room.go_to("close.heard")
        await to_rung(room, "simpler")
        await Arrows(room).pick("No")
        await room.press("ctrl+g", "1")
        how = room.meeting.minutes.replies.chosen_how[Key("close.heard")]
        assert (how.given, how.rung) == ("spoken", "simpler")
        assert room.turn != "close.heard"


async def test_there_is_nothing_to_note_before_the_child_has_answered(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("home.working")
        await room.type("Mum: he sleeps well")
        await room.press("ctrl+g")
        assert "Ravi has not answered yet." in room.words


# Tiles


@pytest.mark.parametrize("size", SIZES)
async def test_every_tile_and_every_move_can_be_read_at_every_size(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with open_room(tmp_path, size) as room:
        await at_a_show(room)
        for words in ("good", "so-so", "hard", "don't know", "Stop", "Next"):
            assert words in room.text
        await room.go_to("child.going-well")
        await to_rung(room, "yes_no")
        for words in ("Yes", "No", "Don't know", "I don't get", "Stop", "Pass", "Another way", "Next"):
            assert words in room.text
        await with_a_board(room)
        for words in ("Lunch", "Choose a card", "Good", "Stop", "Pass", "Next"):
            assert words in room.text


async def test_passing_at_the_faces_leaves_the_others_their_numbers(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await at_a_show(room)
        await Arrows(room).move("Pass")
        assert room.turn == "goal.show"
        await room.type("Mum 3")
        shown = room.meeting.minutes.scores.shows[Key("goal.show", "o1")]
        assert (shown[CHILD].word, shown["mum"].number) == ("", 3)


async def test_tiles_follow_the_arrows_and_stay_within_their_ends(tmp_path: Path) -> None:
    async with open_room(tmp_path, (120, 40)) as room:
        await at_a_show(room)
        tiles = room.screen.query_one(Tiles)
        await room.press("right", "left", "left")
        assert tiles.at == 0
        await room.press(*["right"] * 5)
        assert tiles.at == 3
        assert room.app.cursor_position == tiles.pointer
        stood: list[object] = []
        for key in ("down", "down", "up", "up"):
            await room.press(key)
            stood.append(type(room.app.screen.focused))
        assert stood == [Sentence, Moves, Sentence, Tiles]


# The board


async def test_a_typed_card_is_taken_in_hand_and_is_never_lost(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await with_a_board(room)
        await room.type("the school bus")
        assert "“the school bus”: where does it go?" in room.words
        assert not lines(room)
        assert "the school bus" in room.app.screen.half_typed  # type: ignore[attr-defined]
        await room.press("escape", "tab")
        await room.go_to("child.board")
        assert "the school bus" in room.text
        await Mouse(room).sort("the school bus", "Hard")
        assert [(one.text, one.field) for one in lines(room)] == [("the school bus", "not_working")]
        assert "the school bus" not in room.app.screen.half_typed  # type: ignore[attr-defined]


async def test_a_card_with_its_place_is_sorted_at_once(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await with_a_board(room)
        await room.type("lunch: good")
        assert [(one.text, one.field) for one in lines(room)] == [("Lunch", "working")]


# Stopping, and who was heard


async def test_stop_stands_the_clock_still_and_nobody_has_to_go_on_from_there(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.hard")
        await room.press("f12")
        assert room.meeting.clock.paused
        await room.press("2")
        assert not room.meeting.clock.paused
        assert room.turn != "child.hard"
        assert room.meeting.minutes.standing.marks[Key("child.hard")].kind == "passed"


async def test_who_was_heard_is_worded_kindly(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("home.working")
        await room.type("Mum: he sleeps well")
        await room.press("ctrl+n")
        assert "Who have we heard so far?" in room.words
        assert "Is there something Ravi would like to add?" in room.words
        assert "The child: not yet" in room.words
        await room.press("escape")
        assert room.turn == "home.working"
