"""Words that are half typed are kept apart from the record, and go once they are sent."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import time
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.dialogue.changes_in_file import ChangesInFile
from facilitator.dialogue.plan_editor import PlanEditor
from facilitator.dialogue.plan_editor_pages import _field
from facilitator.dialogue.requests import Ask, Do, Typed
from facilitator.dialogue.unfinished_meetings import begin
from facilitator.files import half_typed, system_calls
from facilitator.files.folders import meetings_path
from facilitator.files.half_typed import HalfTyped
from facilitator.meeting import events as ev
from facilitator.plan.people import CHILD
from facilitator.script.loading import find_prompts, format_ids
from facilitator.script.plan_parts import PLAN, Part
from facilitator.script.words_by_key import say
from facilitator.ui import half_typed_kept
from facilitator.ui.screens.dialogue_page import AskPage
from facilitator.ui.screens.meeting_screen import MeetingScreen
from facilitator.ui.screens.plan_page import PlanPage
from tests.cli.running import run
from tests.ui.room import Room, open_app, open_room
from tests.ui.test_childs_part import with_a_board
from tests.ui.test_edit_pages import pick
from tests.ui.test_hidden import written

HALF = "I like the swi"


async def looked(room: Room) -> None:
    """Let what is half typed be looked at and written down, as it is at each second."""
    room.app.half_typed_kept.look()
    if room.app.half_typed_kept._writes is not None:
        await asyncio.wait([room.app.half_typed_kept._writes])
    await room.settle()


def files() -> list[Path]:
    return sorted(meetings_path().glob(f"*{half_typed.ENDING}"))


def words() -> list[str]:
    """Return the words that are kept now."""
    return [one.words for path in files() for one in half_typed.kept(path) or []]


async def typed(room: Room, half: str = HALF, turn: str = "child.going-well") -> None:
    await room.go_to(turn)
    await room.pilot.press(*half)
    await looked(room)


async def killed(folder: Path, half: str = HALF, turn: str = "child.going-well") -> None:
    """Hold a meeting that is killed while words are half typed: what was kept is there still."""
    async with open_room(folder) as room:
        await typed(room, half, turn)
        (path,) = files()
        data = path.read_bytes()
        await room.press("ctrl+q", "ctrl+q")
    path.write_bytes(data)


async def test_what_is_half_typed_is_on_the_disk_for_its_owner_alone(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await typed(room)
        assert words() == [HALF]
        (path,) = files()
        assert path.stat().st_mode & 0o777 == 0o600
        (record,) = meetings_path().glob("*.journal")
        assert HALF.encode() not in record.read_bytes()
        assert path.name.startswith(record.name.rpartition("-")[0])


@pytest.mark.parametrize("keys", [("enter",), ("tab",), ("ctrl+u",), ("backspace",) * len(HALF)])
async def test_sent_or_cleared_words_are_kept_no_longer(tmp_path: Path, keys: tuple[str, ...]) -> None:
    async with open_room(tmp_path) as room:
        await typed(room)
        await room.press(*keys)
        await looked(room)
        assert files() == []


@pytest.mark.parametrize("keys", [("ctrl+q", "ctrl+q"), ("ctrl+c",)])
async def test_words_that_are_left_knowingly_are_kept_no_longer(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    async with open_room(tmp_path) as room:
        await typed(room)
        await room.press(*keys)
    assert files() == []


async def test_words_are_kept_where_the_system_ends_the_program(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await typed(room, "I li")
        await room.pilot.press(*"ke")
        room.app.parting._stop(15)
        await room.settle()
    assert words() == ["I like"]


async def test_nothing_that_is_typed_under_the_cover_is_kept(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await typed(room)
        await room.press("f9")
        await room.pilot.press(*"he hits me")
        await looked(room)
        assert words() == [HALF]
        await room.press("escape")
        await looked(room)
        assert words() == [HALF]
        room.app.parting._stop(15)
    assert words() == [HALF]


async def test_a_key_before_the_cover_does_not_have_it_written_under_it(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await room.pilot.press(*HALF)
        room.app.half_typed_kept._kept = None, []
        await room.press("f9")
        for path in files():
            path.unlink()
        await looked(room)
        assert files() == []


@pytest.mark.parametrize("page", ["", "f8", "f6"])
async def test_nothing_is_kept_where_words_are_hidden_nor_on_the_pages_over_it(
    tmp_path: Path, page: str
) -> None:
    path = written(tmp_path)
    screen = partial(MeetingScreen, partial(begin, path, planning=True), path.name, "Opening the plan")
    async with open_app(screen) as room:
        room.screen.take(ev.PersonAdded(name="Mum", perspective="parent"))
        await room.go_to("plan-care.grounds")
        room.screen.take(ev.SeveralChosen(turn="plan-care.grounds", options=["health", "protection"]))
        await room.go_to("plan-care.health")
        if page:
            await room.press(page)
        await room.pilot.press(*"He has a shunt")
        await looked(room)
        assert room.app.half_typed
        assert files() == []


@pytest.mark.parametrize("private", [True, False])
async def test_a_page_keeps_nothing_of_what_is_private(tmp_path: Path, private: bool) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        room.app.push_screen(AskPage(Ask("Health", typed=Typed(private=private), at=None)))
        await room.settle()
        await room.pilot.press(*"a shunt")
        await looked(room)
        assert words() == ([] if private else ["a shunt"])


@pytest.mark.parametrize("format_id", format_ids(find_prompts()))
def test_each_box_of_a_plan_that_the_screen_hides_says_that_it_is_private(
    format_id: str, tmp_path: Path
) -> None:
    path, names = tmp_path / "a.plan.json", ["--name", "Nia Bramwell"]
    names += ["--name", "Ben Orr"] if format_id.startswith("group") else []
    assert run("new", path, "--format", format_id, *names).code == 0
    changes = ChangesInFile(path, by="Ms Grey")
    beginning = changes.begin()
    opening = next(beginning)
    assert isinstance(opening, Do)
    with contextlib.suppress(StopIteration):
        beginning.send(opening.work())
    editor = PlanEditor(changes)
    list_of = {name: one for name, one in editor.form.plan.items() if one.type != "said"}
    for name, declared in list_of.items():
        ask = next(_field(editor, Part(PLAN), name))
        assert isinstance(ask, Ask)
        assert ask.typed is None or ask.typed.private == declared.hidden


async def test_the_words_stand_in_the_box_of_their_question_again(tmp_path: Path) -> None:
    await killed(tmp_path)
    async with open_room(tmp_path) as room:
        assert say("dialogue.half-typed-waits") in room.words
        await pick(room, say("dialogue.carry-on"))
        assert room.turn == "child.going-well"
        assert room.screen.sentence.text == HALF
        assert say("screen.half-typed-before") in room.words
        await looked(room)
        assert words() == [HALF]
        assert all(said.entry.text != HALF for said in room.meeting.minutes.said.values())
        await room.press("n", "g", "s", "enter")
        assert any(said.entry.text == f"{HALF}ngs" for said in room.meeting.minutes.said.values())
        await looked(room)
        assert files() == []


async def test_words_of_a_page_are_asked_about_with_what_it_is_called(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await room.press("f8")
        await room.pilot.press(*"no time for")
        await looked(room)
        (path,) = files()
        data = path.read_bytes()
        await room.press("ctrl+c")
    path.write_bytes(data)
    async with open_room(tmp_path) as room:
        await pick(room, say("dialogue.carry-on"))
        assert say("dialogue.half-typed-title") in room.words
        assert say("dialogue.skip-title") in room.words
        await looked(room)
        assert words() == ["no time for"], "it stands in no box now"
        await pick(room, say("dialogue.half-typed-take"))
        assert room.screen.sentence.text == "no time for"


def events_of(room: Room) -> list[ev.Event]:
    return room.meeting.events


@pytest.mark.parametrize("answer", ["dialogue.half-typed-go", "dialogue.half-typed-take", "screen.let-go"])
@pytest.mark.parametrize("otherwise", ["another question", "another speaker"])
async def test_where_it_does_not_belong_any_more_it_is_asked_about(
    tmp_path: Path, otherwise: str, answer: str
) -> None:
    await killed(tmp_path)
    (path,) = files()
    (one,) = half_typed.kept(path) or []
    other = HalfTyped(
        one.words,
        turn="child.hard" if otherwise == "another question" else one.turn,
        speaker=CHILD if otherwise == "another speaker" else "",
        after=one.after,
    )
    half_typed.keep(path, [other])
    async with open_room(tmp_path) as room:
        await pick(room, say("dialogue.carry-on"))
        assert room.screen.sentence.text == ""
        assert HALF in room.words
        assert ("(Ravi was speaking)" in room.words) == (otherwise == "another speaker")
        await pick(room, say(answer))
        assert room.screen.sentence.text == ("" if answer == "screen.let-go" else HALF)
        assert (room.turn == "child.hard") == (
            answer == "dialogue.half-typed-go" and otherwise == "another question"
        )
        await looked(room)
        assert words() == ([] if answer == "screen.let-go" else [HALF])


async def test_a_line_that_was_recorded_just_before_is_not_offered_again(tmp_path: Path) -> None:
    await killed(tmp_path, "I like lunch")
    (path,) = files()
    data = path.read_bytes()
    async with open_room(tmp_path) as room:
        await pick(room, say("dialogue.carry-on"))
        await room.press("enter")
        await room.press("ctrl+c")
    path.write_bytes(data)
    async with open_room(tmp_path) as room:
        await pick(room, say("dialogue.carry-on"))
        assert room.screen.sentence.text == ""
        assert say("dialogue.half-typed-title") not in room.words


async def test_damaged_words_are_said_to_be(tmp_path: Path) -> None:
    await killed(tmp_path)
    (path,) = files()
    path.write_bytes(path.read_bytes().replace(b"like", b"lake"))
    async with open_room(tmp_path) as room:
        await pick(room, say("dialogue.carry-on"))
        assert room.screen.sentence.text == ""
        assert say("dialogue.half-typed-damaged") in room.words


async def test_a_disk_that_fails_stops_nobody_and_is_said_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        usual = system_calls.put
        said: list[str] = []
        monkeypatch.setattr(room.app, "say", said.append)
        monkeypatch.setattr(system_calls, "put", fails)
        await room.pilot.press(*"I like")
        await looked(room)
        await room.pilot.press(*" the")
        await looked(room)
        assert said == [say("screen.half-typed-not-kept")]
        assert room.screen.sentence.text == "I like the"
        monkeypatch.setattr(system_calls, "put", usual)
        await looked(room)
        assert words() == ["I like the"]
        await room.press("enter")
        assert any(said.entry.text == "I like the" for said in room.meeting.minutes.said.values())


async def test_it_is_written_at_most_once_a_second(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    async with open_room(tmp_path) as room:
        await typed(room)
        kept = room.app.half_typed_kept
        kept._looks_soon, kept._looked_at = False, time.monotonic() + 1000
        monkeypatch.setattr(room.app, "set_timer", lambda wait, _: waits.append(wait))
        for _ in range(9):
            kept.changed()
    assert len(waits) == 1
    assert 999 < waits[0] - half_typed_kept.LOOK_SECONDS <= 1000


async def test_a_childs_own_card_without_a_column_comes_back(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await with_a_board(room)
        await room.type("Trains")
        await looked(room)
        assert words() == ["Trains"]
        (path,) = files()
        data = path.read_bytes()
        await room.press("ctrl+c")
    path.write_bytes(data)
    async with open_room(tmp_path) as room:
        await pick(room, say("dialogue.carry-on"))
        assert "Trains" in room.words
        assert [card for _, card in room.screen.loose_cards] == ["Trains"]


async def test_what_is_half_typed_on_the_pages_of_a_plan_is_asked_about_there(tmp_path: Path) -> None:
    path = written(tmp_path)
    async with open_app(partial(PlanPage, path, None, "Ms Grey")) as room:
        await pick(room, "Child") if "Child" in room.words else None
        await room.settle()
        page = room.app.screen
        while not page.query_one("#sentence").display:  # down to a field
            await room.press("enter")
            assert page is not room.app.screen
            page = room.app.screen
        await room.press("ctrl+u")
        await room.pilot.press(*"Nia Bramw")
        await looked(room)
        assert words() == ["Nia Bramw"]
        (kept,) = files()
        data = kept.read_bytes()
        await room.press("ctrl+c")
    assert files() == []
    kept.write_bytes(data)
    async with open_app(partial(PlanPage, path, None)) as room:
        assert "Nia Bramw" in room.words
        await pick(room, say("screen.let-go"))
        assert files() == []


async def test_line_by_line_it_is_told(tmp_path: Path) -> None:
    await killed(tmp_path)
    told = run("review", tmp_path / "ravi.plan.json", "--plain", typed="leave\n").out
    assert say("dialogue.half-typed-in-lines", words=HALF) in " ".join(told.split())
    assert files() == []


async def test_forget_removes_it(tmp_path: Path) -> None:
    await killed(tmp_path)
    assert run("forget", tmp_path / "ravi.plan.json", "--yes").code == 0
    assert files() == []


WORDS = st.builds(HalfTyped, words=st.text(min_size=1), turn=st.text(), item=st.text(), page=st.text())


@given(st.lists(WORDS, min_size=1, max_size=3), st.data())
def test_what_is_kept_comes_back_the_same_or_is_known_to_be_damaged(
    tmp_path_factory: pytest.TempPathFactory, typed: list[HalfTyped], data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("half") / "a.typed"
    half_typed.keep(path, typed)
    raw = path.read_bytes()
    assert half_typed.kept(path) == [one for one in typed if one.words.strip()]
    at = data.draw(st.integers(0, len(raw) - 2))
    path.write_bytes(raw[:at] + bytes([raw[at] ^ 0x01]) + raw[at + 1 :])
    assert half_typed.kept(path) is None
    path.write_bytes(raw[:at])
    assert half_typed.kept(path) is None
