"""Faults of ours and of the disk that no screen may swallow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facilitator.files.plans import new_plan
from facilitator.plan.refusal import Refusal
from facilitator.ui.screens import plan_page
from facilitator.ui.screens.plan_page import PlanPage
from facilitator.ui.widgets.sentence_box import Sentence
from facilitator.work.session import Session
from tests.ui.plans import a_plan
from tests.ui.room import open_app, open_room

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.ui.app import FacilitatorApp


async def fail_to_write(folder: Path, monkeypatch: pytest.MonkeyPatch, apps: list[FacilitatorApp]) -> None:
    """Type a sentence that a fault of ours keeps from the disk."""

    def fails(_session: Session, _kept: object) -> None:
        raise LookupError("Ravi said this")

    async with open_room(folder) as room:
        apps.append(room.app)
        await room.go_to("child.going-well")
        monkeypatch.setattr(Session, "make_durable", fails)
        await room.type("I like lunch")


async def test_a_fault_while_writing_stops_the_program_and_is_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    apps: list[FacilitatorApp] = []
    with pytest.raises(LookupError):
        await fail_to_write(tmp_path, monkeypatch, apps)
    assert apps[0].return_code == 1
    assert "Something went wrong" in apps[0].farewell[0]
    assert "Ravi" not in "".join(apps[0].farewell)


async def test_a_plan_whose_records_cannot_be_looked_for_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_opened: object, _prompts: object) -> None:
        raise Refusal("folder.not-allowed", folder="/data")

    path = tmp_path / "ravi.plan.json"
    new_plan(path, a_plan())
    monkeypatch.setattr(plan_page, "unfinished", fails)
    async with open_app(lambda: PlanPage(path, None)) as room:
        assert "You are not allowed to use the folder /data." in room.words


async def test_words_too_long_for_one_piece_are_refused_on_every_page(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("welcome.who")
        for key in ("f6", "f8"):
            await room.press(key)
            await room.type("x" * 20_001)
            assert "That is too long to keep." in room.words
        await room.type("x" * 20_001)
        await room.type("Mum")
        assert "That is too long to keep." in room.words
        assert len(room.screen.sentence.text) == 20_001
        assert not room.meeting.minutes.said


async def test_what_is_refused_on_the_list_of_people_is_said_there_and_the_name_stays(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("home.working")
        await room.type("Mum: he sleeps well")
        await room.press("f3", "down", "enter", "6")
        assert "What Mum said is in the review, so the name stays." in room.words
        await room.type("Mum, his mother")
        assert "“Mum” is on the list already." in room.words
        assert room.app.screen.query_one(Sentence).text == "Mum, his mother"
