"""A record out of reach and a plan that cannot be written are told first; a full drive is decided about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facilitator.files.backups import FOLDER_BESIDE
from facilitator.files.folders import meetings_path
from facilitator.files.plans import open_plan
from facilitator.script.words_by_key import say
from facilitator.ui.screens.dialogue_page import AskPage
from facilitator.ui.screens.meeting_screen import MeetingScreen
from facilitator.ui.screens.written_page import WrittenPage
from tests.failing_drive import FailingDrive
from tests.ui.room import SIZES, open_room
from tests.ui.test_ending import end_early

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.room import Room

LOOK, GO_ON, LATER = "1", "2", "3"


def shown(words: str, room: Room) -> bool:
    """Whether words are on the screen, wherever a long path is broken."""
    return "".join(words.split()) in "".join(room.words.split())


async def hold_and_move(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Hold a meeting whose record went on in a folder that is away now; return where it was."""
    stick = folder / "stick"
    with monkeypatch.context() as fault:
        async with open_room(folder) as room:
            await room.go_to("child.going-well")
            FailingDrive(meetings_path(), fault)
            await room.type("I like lunch")
            await room.press("ctrl+o")
            await room.type(str(stick))
            await room.type("And my friends")
            await room.press("ctrl+q")
    stick.rename(folder / "away")
    return stick


async def test_a_part_out_of_reach_is_told_and_found_once_the_drive_is_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = await hold_and_move(tmp_path, monkeypatch)
    async with open_room(tmp_path) as room:
        assert shown(f"Part of this meeting is in {stick}, which cannot be reached now", room)
        await room.press("enter")  # the pointer stands nowhere
        assert isinstance(room.app.screen, AskPage)
        await room.press(LOOK)
        assert shown(f"meeting is in {stick}", room)  # still away
        (tmp_path / "away").rename(stick)
        await room.press(LOOK, "1")
        assert "And my friends" in room.words


async def test_the_chair_may_go_on_without_it_and_is_told_again_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = await hold_and_move(tmp_path, monkeypatch)
    async with open_room(tmp_path) as room:
        await room.press(GO_ON, "1")
        assert isinstance(room.app.screen, MeetingScreen)
        await room.type("Only here")
        await room.press("ctrl+q")
    async with open_room(tmp_path) as room:
        assert shown(f"meeting is in {stick}", room)
        (tmp_path / "away").rename(stick)
        await room.press(LOOK, "1")
        told = say("session.apart", plan=tmp_path / "ravi.plan.json", path="")[:60]
        assert told in room.words  # two records of one meeting: neither is passed over


async def test_later_leaves_all_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stick = await hold_and_move(tmp_path, monkeypatch)
    async with open_room(tmp_path) as room:
        await room.press(LATER)
        assert not room.app.is_running or room.app.return_value is not None
    (tmp_path / "away").rename(stick)
    async with open_room(tmp_path) as room:
        assert "There is a meeting that was not finished." in room.words


@pytest.mark.parametrize("size", SIZES)
async def test_a_plan_that_cannot_be_written_is_told_first_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    monkeypatch.setattr("facilitator.files.writable._of_file", lambda *_: "writable.file")
    async with open_room(tmp_path, size) as room:
        assert isinstance(room.app.screen, AskPage)
        for words in ("writable.file", "dialogue.all-the-same", "dialogue.put-right-first"):
            assert say(words)[:60] in room.words, room.text
        await room.press("enter")
        assert isinstance(room.app.screen, AskPage)
        await room.press("1")
        assert isinstance(room.app.screen, MeetingScreen)
        assert room.turn


async def test_the_chair_may_leave_to_put_that_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("facilitator.files.writable._of_file", lambda *_: "writable.file")
    async with open_room(tmp_path) as room:
        await room.press("2")
        assert room.app.return_value == 0


@pytest.mark.parametrize(("answer", "kept"), [("1", True), ("2", False)])
async def test_with_the_drive_full_the_chair_decides_and_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, kept: bool
) -> None:
    async with open_room(tmp_path, (120, 40)) as room:
        await room.go_to("child.going-well")
        await room.type("I like lunch")
        FailingDrive(tmp_path / "facilitator-data", monkeypatch)
        await end_early(room)
        assert say("session.option-backup-beside") in room.words
        await room.press(answer)
        assert isinstance(room.app.screen, WrittenPage)
        assert shown(f"{tmp_path}/{FOLDER_BESIDE}", room) is kept
    assert len(open_plan(tmp_path / "ravi.plan.json").plan.reviews) == 2
