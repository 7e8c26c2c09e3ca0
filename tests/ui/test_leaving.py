"""Leaving while a disk fails: what is on no disk is told first, and the program is held until told twice."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from facilitator.dialogue.leaving import WAYS
from facilitator.files.folders import meetings_path, settings_path
from facilitator.script.words_by_key import say
from facilitator.ui.screens.cover_ways import CoverWays
from facilitator.ui.screens.dialogue_page import AskPage, ShowPage, UnsavedPage
from facilitator.ui.screens.meeting_screen import MeetingScreen
from facilitator.ui.widgets.sentence_box import Sentence
from tests.failing_drive import FailingDrive
from tests.next_start import lines_kept
from tests.ui.room import SIZES, Room, open_room

pytestmark = pytest.mark.sampled(2)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

SAID = ["I like lunch", "And my friends", "[TODO] not the bus"]
LOST = say("unsaved.said", name="Ravi", text=SAID[0])
KEPT = say("screen.kept")


async def meet_a_fault(folder: Path, monkeypatch: pytest.MonkeyPatch, rooms: list[Room]) -> None:
    """Let a fault of ours end the program while lines are on no disk."""
    async with failing_room(folder, monkeypatch) as (room, _):
        rooms.append(room)
        room.app._handle_exception(LookupError("Ravi said this"))
        await room.pilot.pause()


@asynccontextmanager
async def failing_room(
    folder: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Room, FailingDrive]]:
    """Hold a meeting whose last three lines are on no disk."""
    async with open_room(folder, size) as room:
        await room.go_to("child.going-well")
        drive = FailingDrive(meetings_path(), monkeypatch)
        for words in SAID:
            await room.type(words)
        yield room, drive


async def leave_by(room: Room, way: str) -> None:
    """Leave in one of the ways there are."""
    if way == "f10":
        await room.press("f10")
        choices = room.app.screen.choices  # type: ignore[attr-defined]
        await room.press(str([one.value for one in choices.options].index("later") + 1))
    else:
        await room.press(way)


def shown(words: str, room: Room) -> bool:
    """Whether words are on the screen, wherever a long path is broken."""
    return "".join(words.split()) in "".join(room.words.split())


@pytest.mark.parametrize("way", ["ctrl+q", "ctrl+c", "f10"])
async def test_each_way_to_leave_tells_what_is_on_no_disk_and_holds_until_told_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    async with failing_room(tmp_path, monkeypatch) as (room, _):
        await leave_by(room, way)
        assert isinstance(room.app.screen, UnsavedPage)
        assert "3 lines are on no disk, since 10:14" in room.words
        assert LOST in room.words
        await room.press("enter")  # an Enter too many neither leaves nor goes back
        assert isinstance(room.app.screen, UnsavedPage)
        await room.press("escape")
        assert isinstance(room.app.screen, MeetingScreen)
        await leave_by(room, way)
        await room.press(str(WAYS.index("leave") + 1))
    assert KEPT not in room.app.farewell
    assert [line.strip() for line in room.app.lost[1:]] == [
        say("unsaved.said", name="Ravi", text=words) for words in SAID
    ]


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c"])
async def test_the_same_key_on_the_page_that_tells_it_leaves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    async with failing_room(tmp_path, monkeypatch) as (room, _):
        await room.press(key)
        assert room.app.is_running
        await room.press(key)
    assert len(room.app.lost) == len(SAID) + 1


async def test_a_disk_that_is_well_again_is_tried_first_and_nothing_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with failing_room(tmp_path, monkeypatch) as (room, drive):
        drive.failing = False
        await room.press("ctrl+q")
    assert (room.app.farewell, room.app.lost) == ([KEPT], [])
    assert lines_kept(tmp_path / "ravi.plan.json") == SAID


async def test_another_folder_takes_everything_and_the_next_start_finds_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with failing_room(tmp_path, monkeypatch) as (room, _):
        await room.press("ctrl+q", str(WAYS.index("save") + 1))
        await room.type(str(tmp_path / "stick"))
        assert isinstance(room.app.screen, MeetingScreen)
        assert shown(say("session.saved-in", folder=tmp_path / "stick"), room)
        await room.press("ctrl+q")
    assert room.app.farewell == [say("screen.kept-in", folder=tmp_path / "stick")]
    assert lines_kept(tmp_path / "ravi.plan.json") == SAID


async def test_the_lines_can_be_copied_to_a_text_file_and_shown_in_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with failing_room(tmp_path, monkeypatch) as (room, _):
        await room.press("ctrl+q", str(WAYS.index("show") + 1))
        assert isinstance(room.app.screen, ShowPage)
        assert all(words in room.words for words in SAID)
        await room.press("escape", str(WAYS.index("copy") + 1))
        await room.type(str(tmp_path / "stick"))
        (text,) = (tmp_path / "stick").iterdir()
        assert shown(say("unsaved.copied", path=text), room)
        assert isinstance(room.app.screen, UnsavedPage)  # the record is not saved yet
        assert "ravi" not in text.name.casefold()
        read = text.read_text(encoding="utf-8")
        assert [read.index(words) for words in SAID] == sorted(read.index(words) for words in SAID)


async def test_a_folder_that_takes_nothing_is_said_and_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with failing_room(tmp_path, monkeypatch) as (room, _):
        for way in ("save", "copy"):
            await room.press("ctrl+q", str(WAYS.index(way) + 1))
            (tmp_path / "file").write_text("no folder")
            await room.type(str(tmp_path / "file" / "inside"))
            assert "(that is a file, not a folder)" in room.words or "no such folder" in room.words
            assert room.app.screen.query_one(Sentence).text == str(tmp_path / "file" / "inside")
            await room.press("escape")
            assert isinstance(room.app.screen, UnsavedPage)
            await room.press("escape")


async def test_in_the_meeting_a_folder_that_takes_nothing_is_asked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It went back to the meeting without a word, and the next folder stood there as somebody's words."""
    async with failing_room(tmp_path, monkeypatch) as (room, _):
        (tmp_path / "file").write_text("no folder")
        await room.press("ctrl+o")
        await room.type(str(tmp_path / "file" / "inside"))
        assert isinstance(room.app.screen, AskPage)
        assert "(that is a file, not a folder)" in room.words or "no such folder" in room.words
        await room.type(str(tmp_path / "stick"))
        assert room.screen.is_current
        assert "Saved in" in room.words
        assert [said.entry.text for said in room.meeting.minutes.said.values()] == SAID


async def test_under_the_cover_no_words_are_shown_and_it_still_takes_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with failing_room(tmp_path, monkeypatch) as (room, _):
        await room.press("f9", "ctrl+q")
        assert isinstance(room.app.screen, CoverWays)
        assert "3 lines are on no disk" in room.words
        assert not [words for words in SAID if words in room.words]
        await room.press("ctrl+q")
    assert len(room.app.lost) == 1
    assert "3 lines" in room.app.lost[0]


async def test_stop_for_today_under_the_cover_takes_two_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with failing_room(tmp_path, monkeypatch) as (room, _):
        await room.press("f9", "f10", "end", "enter")
        assert room.app.is_running
        assert "3 lines are on no disk" in room.words
        await room.press("end", "enter")
    assert "3 lines" in room.app.lost[0]


async def test_after_a_fault_of_ours_what_no_disk_took_is_put_into_the_users_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rooms: list[Room] = []
    with pytest.raises(LookupError):
        await meet_a_fault(tmp_path, monkeypatch, rooms)
    assert rooms[0].app.farewell[-1] == say("screen.kept-in", folder=settings_path() / "meetings")
    assert lines_kept(tmp_path / "ravi.plan.json") == SAID


@pytest.mark.parametrize("size", SIZES)
async def test_the_page_is_whole_at_every_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    async with failing_room(tmp_path, monkeypatch, size) as (room, _):
        await room.type("and my friends " * 100)
        await room.press("ctrl+q")
        assert "4 lines are on no disk" in room.words
        assert "Ravi: I like" in room.words
        for way in WAYS:
            assert say(f"dialogue.unsaved-{way}") in room.words, room.text
