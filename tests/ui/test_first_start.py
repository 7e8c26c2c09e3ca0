"""A first start: an empty folder offers the demo, a new plan, and another folder."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from facilitator.files.plans import new_plan, open_plan
from facilitator.script.words_by_key import say
from facilitator.ui.screens.dialogue_page import AskPage, ShowPage
from facilitator.ui.screens.home_page import HomePage
from facilitator.ui.screens.plan_page import PlanPage
from facilitator.ui.widgets.sentence_box import Sentence
from tests.meeting.plans import a_plan
from tests.ui.room import SIZES, open_app
from tests.ui.test_taking_back import choose

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("size", SIZES)
async def test_the_three_ways_are_on_the_screen_and_the_demo_opens(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    (tmp_path / "empty").mkdir()
    async with open_app(partial(HomePage, tmp_path / "empty", None), size) as room:
        for way in ("demo", "new", "folder"):
            assert say(f"home.{way}") in room.words, room.text
        await choose(room, say("home.demo"))
        assert isinstance(room.app.screen, PlanPage)
        assert "Orla" in room.words


async def test_a_plan_is_started_and_one_can_go_back_a_question(tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    async with open_app(partial(HomePage, folder, None)) as room:
        await choose(room, say("home.new"))
        assert isinstance(room.app.screen, AskPage)
        assert say("commands.new.ask-format") in room.words
        await choose(room, "Support Plan")
        await room.type("nowhere/ada.plan.json")
        assert say("folder.not-found", folder=folder / "nowhere", path="")[:20] in room.words
        box = room.app.screen.query_one(Sentence)
        assert box.text == "nowhere/ada.plan.json", "what was refused stands there to be put right"
        await room.type("ada.plan.json")
        assert say("commands.new.ask-name") in room.words
        await room.press("escape")
        assert say("commands.new.ask-file")[:30] in room.words
        await room.type("ada.docx")
        await room.type("Ada Pell")
        for way in ("back", "shift+tab", "escape"):
            assert say("commands.new.ask-known-as") in room.words
            await (room.type(way) if way == "back" else room.press(way))
            assert say("commands.new.ask-name") in room.words
            assert room.app.screen.query_one(Sentence).text == "Ada Pell", "it need not be typed again"
            await room.press("enter")
        for _ in range(4):
            assert isinstance(room.app.screen, AskPage)
            await room.press("enter")
        await room.type("Ada reads 60 words.")
        await room.press("enter")
        assert isinstance(room.app.screen, ShowPage), room.text
        await room.press("escape")
        assert isinstance(room.app.screen, PlanPage)
    plan = open_plan(folder / "ada.docx").plan
    assert (plan.child.full_name, len(plan.of("outcome"))) == ("Ada Pell", 1)


async def test_another_folder_is_looked_into(tmp_path: Path) -> None:
    for name in ("empty", "other"):
        (tmp_path / name).mkdir()
    new_plan(tmp_path / "other" / "ravi.plan.json", a_plan(reviews=1))
    async with open_app(partial(HomePage, tmp_path / "empty", None)) as room:
        await choose(room, say("home.folder"))
        await room.type(str(tmp_path / "nowhere"))
        assert isinstance(room.app.screen, AskPage), "why not is said, and it is asked again"
        await room.type("../other")
        assert isinstance(room.app.screen, HomePage)
        assert "Ravi" in room.words
        assert say("home.demo") not in room.words
        await room.press("1")
        assert isinstance(room.app.screen, PlanPage)
