"""A plan is made final from its page, by keys."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from facilitator.files.plans import open_plan
from facilitator.phrases.person import with_role
from facilitator.script.words_by_key import say
from facilitator.ui.screens.plan_page import PlanPage
from tests.shapes import FORMATS
from tests.test_confirm import answers, card
from tests.ui.room import SIZES, open_app, until
from tests.ui.test_edit_pages import pick, write


@pytest.mark.parametrize("size", SIZES)
async def test_the_family_s_answers_make_the_plan_final(tmp_path: Path, size: tuple[int, int]) -> None:
    path = card(tmp_path)
    async with open_app(partial(PlanPage, path, FORMATS), size) as room:
        room.app.prompts = FORMATS
        await until(room, say("version.draft"))
        await pick(room, say("confirm.make"))
        await until(room, say("confirm.title", name="Leo"))
        await room.press("escape")
        await until(room, say("version.draft"))
        assert open_plan(path, FORMATS).plan.versions == []
        await pick(room, say("confirm.make"))
        await until(room, say("confirm.title", name="Leo"))
        await pick(room, say("confirm.agreed", name="Leo"))
        await until(room, "Mr Marsh")
        await pick(room, say("confirm.with-note", name=with_role("Mr Marsh", "Dad")))
        await write(room, "Ring me first")
        await until(room, say("confirm.more-title"))
        await room.press("enter")
        await until(room, say("confirm.day-title"))
        await room.press("enter")
        await until(room, say("confirm.done-title"))
        await room.press("escape")
        await until(room, "Final: version 1")
    assert answers(path) == [("Leo Marsh", "agreed", ""), ("Mr Marsh", "with_note", "Ring me first")]
