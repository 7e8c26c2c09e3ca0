"""The question about words stands beside them on the screen, and better words are taken by one key."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from facilitator.meeting import events as ev
from facilitator.script.words_by_key import say
from facilitator.ui.screens.dialogue_page import AskPage
from facilitator.ui.screens.plan_page import PlanPage
from tests.plain.talk import demo
from tests.ui.room import SIZES, Room, open_app, open_room, until
from tests.ui.test_edit_pages import pick, to_the_words_of_a_step, write

pytestmark = pytest.mark.sampled(2)

SHAPE = "(Name) will go from (so much now) to (so much)"


def said(room: Room) -> list[str]:
    return [one.entry.text for one in room.meeting.minutes.said.values()]


@pytest.mark.parametrize("size", SIZES)
async def test_better_words_for_a_new_wording_are_taken_with_one_key(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with open_room(tmp_path, size) as room:
        room.screen.take(ev.ChoiceMade(turn="decide.outcome", item="o1", option="amend"))
        await room.go_to("decide.new-words", "o1")
        await room.type("Improve spelling")
        assert "From where to where?" in room.words
        read = room.words
        for _ in range(4):  # on a small screen it is read on
            await room.press("pagedown")
            read += room.words
        assert "Ctrl+F" in read
        await room.press("ctrl+f")
        assert isinstance(room.app.screen, AskPage)
        assert SHAPE in room.words.replace(" █", "")
        await room.press("enter")
        assert say("dialogue.fill-in") in room.words
        assert said(room) == ["Improve spelling"], "nothing is taken by itself"
        await write(room, "Ravi will spell 20 words alone")
        assert said(room) == ["Ravi will spell 20 words alone"]
        assert "Ctrl+F" not in room.words


async def test_it_is_asked_on_the_next_page_where_tab_goes_on(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        room.screen.take(ev.ChoiceMade(turn="decide.outcome", item="o1", option="amend"))
        await room.go_to("decide.new-words", "o1")
        room.screen.sentence.put("Improve spelling")
        await room.press("tab")
        assert room.turn == "decide.plan"
        assert "From where to where?" in room.words


async def test_going_back_leaves_the_words_as_they_were(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("next.more")
        await room.type("Monitor progress")
        await room.press("ctrl+f", "escape")
        assert [one.what for one in room.meeting.minutes.actions.values()] == ["Monitor progress"]


@pytest.mark.parametrize("size", SIZES)
async def test_better_words_are_picked_where_a_plan_is_changed(tmp_path: Path, size: tuple[int, int]) -> None:
    path = demo(tmp_path)
    async with open_app(partial(PlanPage, path, None, "Ms Khan"), size) as room:
        await to_the_words_of_a_step(room)
        await write(room, "Improve spelling")
        await until(room, "From where to where?")
        await pick(room, say("edit.better"))
        assert SHAPE in room.words.replace(" █", "")
        await write(room, "Spell 20 words alone")
        await until(room, "now says: “Spell 20 words alone”")
        assert say("edit.better") not in room.words
