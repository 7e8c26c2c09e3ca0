"""From a plan's page to its earlier versions and records, also where the plan itself is damaged."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from facilitator.files.plans import new_plan, open_plan
from facilitator.meeting import events as ev
from facilitator.plan.people import CHILD
from facilitator.script.words_by_key import say
from facilitator.ui.screens.plan_page import PlanPage
from facilitator.work.session import unfinished
from tests.held_meetings import held
from tests.meeting.plans import a_plan
from tests.test_session_word import begun
from tests.ui.room import SIZES, open_app
from tests.ui.test_edit_pages import pick

UNTIL = "The plan as it was until"


def brought_out(folder: Path) -> list[Path]:
    return sorted(folder.glob("a as of *.plan.json"))


@pytest.mark.parametrize("size", SIZES)
async def test_an_earlier_version_is_brought_out_from_the_page_of_a_damaged_plan(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = new_plan(tmp_path / "a.plan.json", a_plan(reviews=1)).path
    held(path, "The hall is loud.").write()
    path.write_bytes(path.read_bytes()[:-9])
    async with open_app(partial(PlanPage, path, None), size) as room:
        await pick(room, say("recover.page"))
        await pick(room, UNTIL)
        await pick(room, say("recover.look"))
        assert say("recover.holds") in room.words or "line" in room.words
        await room.press("escape")
        await pick(room, say("recover.out"))
        await room.press("enter")
        await room.press("escape")
        await pick(room, say("dialogue.go-back"))
    assert [open_plan(made).plan for made in brought_out(tmp_path)] == [a_plan(reviews=1)]


async def test_a_damaged_record_is_carried_on_from_the_plans_page(tmp_path: Path) -> None:
    path = new_plan(tmp_path / "a.plan.json", a_plan(reviews=1)).path
    held(path, "The hall is loud.").write()
    session = begun(path)
    for words in ("I like lunch", "The bus is late"):
        session.record(ev.LineSaid(turn="child.hard", speaker=CHILD, text=words))
    session.leave()
    record = session.journal.path
    record.write_bytes(record.read_bytes().replace(b"I like lunch", b"I like lurch"))
    async with open_app(partial(PlanPage, path, None)) as room:
        await pick(room, say("recover.page"))
        await pick(room, "The meeting of")
        await pick(room, say("dialogue.carry-on"))
        assert say("recover.on-lost", count=1) in room.words
        await room.press("escape")
    found = unfinished(open_plan(path))
    assert found is not None
    assert found.path != record
    assert found.dropped is None
