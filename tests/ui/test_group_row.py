"""A pupil's row of a group's plan is brought in by keys: found among all actions, and picked by its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.files.plans import open_plan
from facilitator.script.words_by_key import say
from facilitator.ui.widgets.choices import Choices
from tests.plain.test_group_row import PUPIL, WORDS, group
from tests.ui.plans import a_plan
from tests.ui.room import SIZES, open_room, until
from tests.ui.test_edit_pages import pick


@pytest.mark.parametrize("size", SIZES)
async def test_it_is_found_picked_and_stands_at_the_question(tmp_path: Path, size: tuple[int, int]) -> None:
    group(tmp_path)
    plan = a_plan()
    child = plan.child.model_copy(update={"full_name": PUPIL, "known_as": "Asha"})
    async with open_room(tmp_path, size, plan.with_child(child)) as room:
        await room.go_to("goal.achieved", "o1")
        await room.press("ctrl+p")
        for letter in say("keys.group"):
            await room.press(letter if letter.isalnum() else {" ": "space", "'": "apostrophe"}[letter])
        await room.settle()
        await room.press("enter")
        await until(room, say("group.title", name="Asha"))
        await pick(room, "Reading between the lines")
        await until(room, say("group.where-title"))
        await room.press("enter")
        await until(room, say("group.who-title"))
        choices = room.app.screen.query_one(Choices)
        assert choices.at is None, "an Enter too many puts nobody's name to it"
        await room.type("Mr Lacey")
        (said,) = (one.entry for one in room.meeting.minutes.said.values())
        assert room.meeting.minutes.people[said.by].name == "Mr Lacey"
        assert said.text == WORDS
        assert room.turn == "goal.achieved"
    assert open_plan(tmp_path / "ravi.plan.json").plan.child.full_name == PUPIL
