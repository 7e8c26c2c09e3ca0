"""The plan that follows an old one is made from the old one's page, and from the plans of a folder."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from facilitator.files.plans import open_plan
from facilitator.script.words_by_key import say
from facilitator.ui.screens.home_page import HomePage
from facilitator.ui.screens.plan_page import PlanPage
from tests.shapes import FORMATS
from tests.test_next_plan import stopped_early
from tests.ui.room import SIZES, Room, open_app, until
from tests.ui.test_edit_pages import pick
from tests.used_up import written


def files_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.is_file()]


async def choose(room: Room) -> None:
    """Leave one target behind, and start the plan under the name that stands there."""
    await until(room, say("next.kept"))
    await pick(room, "Target 2")
    await until(room, say("next.left"))
    await pick(room, say("next.enough"))
    await until(room, "leo 2.plan.json")
    await room.press("enter")
    await until(room, say("commands.new.started"))
    await room.press("escape")


@pytest.mark.parametrize("size", SIZES)
async def test_the_next_plan_is_made_from_the_page_of_one_that_is_over(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    old = written(tmp_path)
    before = old.read_bytes()
    async with open_app(partial(PlanPage, old, FORMATS), size) as room:
        await until(room, say("next.make"))
        await pick(room, say("next.make"))
        await choose(room)
        await until(room, say("screen.edit-plan"))
        assert isinstance(room.app.screen, PlanPage)
        assert room.app.screen.path.name == "leo 2.plan.json"
    new = open_plan(tmp_path / "leo 2.plan.json", FORMATS).plan
    assert (new.number, new.continues) == (2, "plan-of-the-card")
    assert [item.words("wording") for item in new.items] == ["Leo reads aloud in a group."]
    assert [entry.field for entry in new.entries] == ["strengths", "works", "on_register", "works"]
    assert old.read_bytes() == before


async def test_the_plans_of_a_folder_offer_it_and_back_changes_nothing(tmp_path: Path) -> None:
    old = written(tmp_path)
    async with open_app(partial(HomePage, old.parent, FORMATS)) as room:
        room.app.prompts = FORMATS
        await until(room, say("home.next"))
        await pick(room, say("home.next"))
        await until(room, say("next.kept"))
        await room.press("escape")
        await until(room, say("screen.home-title"))
        assert files_in(tmp_path) == [old.name]
        await pick(room, say("home.next"))
        await choose(room)
        await until(room, say("screen.edit-plan"))


async def test_a_plan_that_stopped_early_is_followed_from_its_page_once_the_chair_says_so(
    tmp_path: Path,
) -> None:
    old = stopped_early(written(tmp_path))
    async with open_app(partial(PlanPage, old, FORMATS)) as room:
        await until(room, say("next.make"))
        await pick(room, say("next.make"))
        await until(room, say("next.early-lead", reviews="Cycle 2"))
        await room.press("escape")
        await until(room, say("screen.edit-plan"))
        assert files_in(tmp_path) == [old.name]
        await pick(room, say("next.make"))
        await until(room, say("next.early-title"))
        await pick(room, say("next.make"))
        await choose(room)
    assert open_plan(tmp_path / "leo 2.plan.json", FORMATS).plan.number == 2
