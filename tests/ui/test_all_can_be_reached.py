"""Whatever the window, everything can be brought into view, what is cut says so, and the pointer stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facilitator.meeting import events as ev
from facilitator.ui.widgets.arrowed_bar import BOTH, DOWN, UP
from facilitator.ui.widgets.choices import Choices
from tests.ui.room import Room, open_room

if TYPE_CHECKING:
    from pathlib import Path

    from textual.widget import Widget

pytestmark = pytest.mark.sampled(3)

NAMES = ["Miss Brannigan", "Mrs Holroyd", "Ms Petrova", "Dr Okafor-Lind", "Nan", "Mr Achebe"]
SMALLEST = (40, 15)
"""Less than that is not promised (DESIGN, \"Two front ends, one meeting\")."""
WINDOWS = [(120, 40), (80, 24), (40, 15), (64, 20), (30, 12), (100, 30), (40, 24), (80, 15), (120, 40)]
"""Sizes that somebody comes to who makes the letters larger, step by step, and smaller again."""


def at(room: Room) -> Widget | None:
    return room.screen.focused


async def with_many(room: Room) -> None:
    for name in NAMES:
        room.screen.take(ev.PersonAdded(name=name, perspective="school"))
    await room.settle()


async def with_everybodys_number(room: Room) -> None:
    await with_many(room)
    room.screen.take(ev.ChoiceMade(turn="goal.delivered", item="o1/o1.p1", option="yes"))
    people = room.meeting.minutes.people
    for number, person in enumerate(people.present()):
        shown = {"word": "so_so"} if person.perspective == "child" else {"number": 2 + (number > 2)}
        room.screen.take(ev.ScoreShown(turn="goal.show", item="o1", person=person.id, **shown))
    await room.go_to("goal.score", "o1")


def arrows(room: Room) -> str:
    return "".join(sign for sign in (UP, DOWN, BOTH) if sign in "".join(line[-1:] for line in room.lines))


async def seen(room: Room) -> str:
    """Return everything that can be read at the question, from the top to the end."""
    for _ in range(30):
        await room.press("pageup")
    read = [room.words]
    for _ in range(30):
        await room.press("pagedown")
        if room.words == read[-1]:
            break
        read.append(room.words)
    return " ".join(read)


async def test_every_number_of_everybody_can_be_reached_in_every_window(tmp_path: Path) -> None:
    async with open_room(tmp_path, WINDOWS[0]) as room:
        await with_everybodys_number(room)
        await room.press("down", "down")
        pointed, focused = room.screen.choices.at, room.screen.focused
        wanted = [one.name.split()[-1] for one in room.meeting.minutes.people.present()]
        for size in WINDOWS:
            await room.pilot.resize_terminal(*size)
            await room.settle()
            assert (room.screen.choices.at, room.screen.focused) == (pointed, focused), size
            if size < SMALLEST:  # the pointer must come through, whatever there is room for
                continue
            whole = all(name in room.words for name in wanted)
            assert whole or arrows(room), size
            read = await seen(room)
            assert [name for name in wanted if name not in read] == [], size


async def test_the_numbers_are_seen_from_the_first_and_all_at_once_on_an_ordinary_screen(
    tmp_path: Path,
) -> None:
    async with open_room(tmp_path, (80, 24)) as room:
        await with_everybodys_number(room)
        assert "Ravi (-_-) so-so Mum 2" in room.words
        assert "Mr Achebe 3" in room.words
        await room.pilot.resize_terminal(40, 15)
        await room.settle()
        assert "Ravi (-_-) so-so" in room.words


async def test_answers_stand_close_again_when_the_window_is_smaller(tmp_path: Path) -> None:
    async with open_room(tmp_path, (120, 40)) as room:
        await with_everybodys_number(room)
        await room.pilot.resize_terminal(80, 24)
        await room.settle()
        rows = [row for row, line in enumerate(room.lines) if line.strip()[:3] in ("1  ", "2  ", "3  ")]
        assert rows == list(range(rows[0], rows[0] + 3))


@pytest.mark.parametrize("size", WINDOWS[:5])
async def test_everybody_on_the_list_can_be_reached(tmp_path: Path, size: tuple[int, int]) -> None:
    async with open_room(tmp_path, size) as room:
        await with_many(room)
        await room.go_to("setup.people")
        assert "Mr Achebe" in room.words or DOWN in arrows(room)
        read = await seen(room)
        assert [name for name in NAMES if name.split()[-1] not in read] == []


@pytest.mark.parametrize("size", WINDOWS[:3])
async def test_what_is_read_back_goes_on_below_and_says_so(tmp_path: Path, size: tuple[int, int]) -> None:
    async with open_room(tmp_path, size) as room:
        await with_many(room)
        for number in range(40):
            line = ev.LineSaid(turn="home.working", speaker="mum", text=f"Word{number:02}")
            room.screen.take(line)
        await room.go_to(
            next(p.key.turn for p in room.meeting.agenda.places if p.key.turn == "close.right"), "child"
        )
        assert DOWN in arrows(room)
        read = await seen(room)
        assert [number for number in range(40) if f"Word{number:02}" not in read] == []


@pytest.mark.parametrize("size", WINDOWS[:3])
async def test_the_first_arrow_goes_to_the_first_of_the_list_and_the_action_is_in_view(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with open_room(tmp_path, size) as room:
        await with_many(room)
        await room.go_to("next.more")
        await room.type("Ring the bell")
        assert "Ring the bell" in room.words
        await room.press("down")
        assert (room.screen.focused, room.screen.choices.at) == (room.screen.choices, 0)
        await room.press("up")
        assert at(room) is room.screen.sentence
        await room.press("up")
        assert room.screen.choices.at == len(room.screen.choices.options) - 1
        await room.press("down")
        assert at(room) is room.screen.moves


@pytest.mark.parametrize("size", WINDOWS[:3])
async def test_last_time_has_the_room_and_what_is_said_of_it_is_true(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with open_room(tmp_path, size) as room:
        await room.go_to("goal.delivered", "o1/o1.p1")
        before = room.text
        await room.press("ctrl+l")
        assert "Mr Lacey" in room.words
        assert ("stands beside the question" in room.words) == (size[0] >= 100)
        assert "There is nothing from last time" not in room.words
        if size[0] < 100:
            assert "Was the support given" not in room.words
            await room.press("2")
            assert room.turn == "goal.delivered"
            await room.press("ctrl+l")
            assert room.text == before


async def test_the_pointer_is_in_view_after_every_change_of_the_window(tmp_path: Path) -> None:
    async with open_room(tmp_path, (80, 24)) as room:
        await with_many(room)
        await room.go_to("next.more")
        await room.type("Ring the bell")
        await room.press("down", "end")
        for size in WINDOWS:
            await room.pilot.resize_terminal(*size)
            await room.settle()
            assert room.screen.focused is room.screen.choices, size
            assert "▸ Mr Achebe" in room.words, size


async def with_thirty_lines(room: Room) -> Choices:
    """Let the child say thirty lines, and return the list of them."""
    await room.go_to("child.going-well")
    for number in range(30):
        event = ev.LineSaid(turn="child.going-well", speaker="child", text=f"I like number {number}")
        room.screen.take(event)
    await room.press("f4")
    return room.app.screen.query_one(Choices)


@pytest.mark.parametrize("size", [(80, 24), (40, 15)])
async def test_the_page_keys_take_the_pointer_along_on_a_long_list(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """Enter takes what is in sight: on the page of lines a word would else be changed that nobody sees."""
    async with open_room(tmp_path, size) as room:
        choices = await with_thirty_lines(room)
        for keys, last in ((["pageup"] * 20, 0), (["pagedown"] * 20, len(choices.options) - 1)):
            for key in keys:
                await room.press(key)
                assert choices.at is not None
                place = choices._places[choices.at]
                assert choices.scroll_offset.y <= place.y < choices.scroll_offset.y + choices.size.height
            assert choices.at == last


async def test_enter_takes_nothing_that_was_scrolled_out_of_view(tmp_path: Path) -> None:
    async with open_room(tmp_path, (80, 24)) as room:
        choices = await with_thirty_lines(room)
        at, page = choices.at, room.app.screen
        choices.scroll_home(animate=False, immediate=True)  # as the wheel of the mouse does
        await room.press("enter")
        assert room.app.screen is page
        assert choices.at == at
        assert choices.scroll_offset.y > 0
        await room.press("enter")
        assert room.app.screen is not page
