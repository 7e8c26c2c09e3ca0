"""Words that the program proposes: typing takes their place, Enter takes them, Tab leaves them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facilitator.meeting import events as ev
from facilitator.plan.people import CHILD
from tests.ui.room import open_room

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.room import Room


async def to_a_proposal(room: Room) -> str:
    """Go to where an action is proposed: the child is not there, and nothing was sent in."""
    room.screen.take(ev.PersonLeft(person=CHILD))
    await room.settle()
    for place in room.meeting.agenda.places:
        if place.turn.suggests and place.turn.suggests.school_days:
            await room.go_to(place.key.turn, place.key.item)
            return room.screen.sentence.text
    pytest.fail("no question proposes an action")


def actions(room: Room) -> list[str]:
    """Return what will be done."""
    return [held.what for held in room.meeting.minutes.actions.values()]


async def test_typing_takes_the_place_of_what_is_proposed(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        assert await to_a_proposal(room)
        await room.press(*"Ring", "enter")
        assert actions(room) == ["Ring"]


async def test_enter_takes_the_proposal_and_the_day_after_it_can_be_typed_over(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        proposed = await to_a_proposal(room)
        await room.press("enter")
        assert actions(room) == [proposed]
        await room.press(*"Mum", "enter")
        assert room.screen.sentence.text == "Thursday 19 March 2026"
        await room.press(*"friday", "enter")
        assert [f"{held.by:%A}" for held in room.meeting.minutes.actions.values()] == ["Friday"]


async def test_an_arrow_keeps_the_proposal_to_be_changed(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        proposed = await to_a_proposal(room)
        await room.press("right", "!", "enter")
        assert actions(room) == [f"{proposed}!"]


async def test_tab_writes_no_proposal_down(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await to_a_proposal(room)
        await room.press("tab")
        assert actions(room) == []
        await room.press("shift+tab", "enter", *"Mum", "enter", "tab")
        assert [held.by for held in room.meeting.minutes.actions.values()] == [None]


async def test_a_proposal_is_nothing_half_typed(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await to_a_proposal(room)
        await room.pilot.press("ctrl+q")
        await room.pilot.pause()
        assert room.app.return_value == 0


async def test_half_typed_words_are_pointed_out_again_when_they_are_others(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await room.press(*"half", "ctrl+q")
        assert "These words are not written down yet." in room.words
        await room.press("enter", *"other", "ctrl+q")
        assert room.app.return_value is None
        assert "These words are not written down yet." in room.words


async def test_words_half_typed_on_a_page_are_pointed_out_too(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await room.press("f8", *"He is tir", "ctrl+q")
        assert room.app.return_value is None
        assert "These words are not written down yet." in room.words
