"""A picture that a child brought: shown, named by the child, and copied nowhere unless the chair says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from facilitator.meeting import events as ev
from facilitator.plan.people import CHILD
from facilitator.script.words_by_key import say
from facilitator.ui.screens.picture_page import PicturePage
from facilitator.work.demo import demo_plan
from tests.plain import talk
from tests.ui.room import SIZES, Room, open_room, until

WORDS = "My dog Bello in our garden"
HIDDEN = "Ravi Hidden at 1 Lost Lane"
PIXELS = "▀"


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """Return a photo whose name, folder and data say more than anybody should know."""
    (tmp_path / "Hidden-folder-93").mkdir()
    path = tmp_path / "Hidden-folder-93" / f"{HIDDEN}.jpg"
    exif = Image.Exif()
    exif[0x010E] = HIDDEN
    exif.get_ifd(0x8825)[2] = (51.0, 30.0, 12.0)
    Image.new("RGB", (400, 300), (200, 40, 40)).save(path, exif=exif)
    return path


@pytest.fixture
def colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the terminal have all colours."""
    monkeypatch.setenv("COLORTERM", "truecolor")


def files(*folders: Path) -> Iterator[bytes]:
    """Yield what stands in every file that the program made."""
    for folder in folders:
        yield from (path.read_bytes() for path in folder.rglob("*") if path.is_file())


def nothing_is_told(photo: Path, *folders: Path) -> bool:
    """Whether neither the photo nor its name is anywhere but where it was."""
    made = [data for data in files(*folders) if data != photo.read_bytes()]
    return not any(HIDDEN.encode() in data or b"JFIF" in data or b"Hidden-folder-93" in data for data in made)


# On the screen


async def at_picture(room: Room) -> None:
    await room.go_to("child.going-well")
    room.screen.action_do("picture")
    await until(room, say("brought.file-lead"))


def said(room: Room) -> list[tuple[str, str]]:
    return [(one.entry.by, one.entry.text) for one in room.meeting.minutes.said.values()]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.usefixtures("colours")
async def test_it_is_shown_until_it_is_closed_and_then_named(
    tmp_path: Path, photo: Path, size: tuple[int, int]
) -> None:
    async with open_room(tmp_path, size) as room:
        await at_picture(room)
        await room.type(f'"{photo}"')
        assert isinstance(room.app.screen, PicturePage)
        rows = [row for row in room.text.splitlines() if PIXELS in row]
        assert len(rows) >= size[1] - 9, "as large as the room allows"
        assert {row.count(PIXELS) for row in rows} == {max(row.count(PIXELS) for row in rows)}
        assert "╭" in room.text
        await room.press("enter")
        assert PIXELS not in room.text, "nothing of it stays"
        assert HIDDEN not in room.text
        await room.type(WORDS)
        await until(room, say("brought.copy-title"))
        await room.press("enter")
        await until(room, say("brought.not-kept"))
        assert said(room) == [(CHILD, WORDS)]
    assert nothing_is_told(photo, tmp_path)
    assert names_in(tmp_path) == {photo.name, "ravi.plan.json"}


@pytest.mark.usefixtures("colours")
async def test_the_cover_lies_over_it(tmp_path: Path, photo: Path) -> None:
    async with open_room(tmp_path) as room:
        await at_picture(room)
        await room.type(str(photo))
        assert PIXELS in room.text
        await room.press("f9")
        assert PIXELS not in room.text
        await room.press("escape")
        assert PIXELS in room.text
        await room.press("escape", "escape")
        assert said(room) == [], "nothing is noted where nobody says a word"


@pytest.mark.usefixtures("colours")
async def test_it_grows_and_shrinks_with_the_window(tmp_path: Path, photo: Path) -> None:
    async with open_room(tmp_path) as room:
        await at_picture(room)
        await room.type(str(photo))
        counts = []
        for size in ((120, 40), (80, 40), (80, 16)):
            await room.pilot.resize_terminal(*size)
            await room.settle()
            counts.append(sum(PIXELS in row for row in room.text.splitlines()))
        assert counts[0] > counts[1] > counts[2] > 5


@pytest.mark.usefixtures("colours")
async def test_what_is_wrong_with_a_file_is_told_and_another_can_be_named(
    tmp_path: Path, photo: Path
) -> None:
    bad = somebody_elses(tmp_path / "broken.png")
    async with open_room(tmp_path) as room:
        await at_picture(room)
        await room.type(str(bad))
        assert say("brought.no-picture") in room.words
        await room.type(str(photo))
        assert isinstance(room.app.screen, PicturePage)


@pytest.mark.parametrize("without", ["colours", "extra"])
async def test_where_it_cannot_be_shown_its_words_are_noted_all_the_same(
    tmp_path: Path, photo: Path, monkeypatch: pytest.MonkeyPatch, without: str
) -> None:
    if without == "extra":
        monkeypatch.setattr("facilitator.dialogue.child_picture.can_draw", lambda: False)
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        room.screen.action_do("picture")
        await room.settle()
        if without == "colours":
            await room.type(str(photo))
        key = "brought.cannot-show" if without == "colours" else "brought.no-extra"
        assert say(key) in room.words
        assert PIXELS not in room.text
        await room.type(WORDS)
        assert said(room) == [(CHILD, WORDS)]


@pytest.mark.usefixtures("colours")
async def test_at_a_question_that_is_picked_it_is_noted_beside_the_answer(
    tmp_path: Path, photo: Path
) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        place = room.meeting.place
        assert place is not None
        await room.go_to("goal.delivered", "o1/o1.p1")
        room.screen.action_do("picture")
        await until(room, say("brought.file-lead"))
        await room.type(str(photo))
        await room.press("escape")
        await room.type(WORDS)
        last = room.meeting.counting[-1]
        assert isinstance(last, ev.NoteBeside | ev.NoteParked)
        assert said(room) == [(CHILD, WORDS)]


# A copy


def somebody_elses(path: Path) -> Path:
    path.write_bytes(b"somebody else's")
    return path


@pytest.mark.usefixtures("colours")
async def test_a_copy_is_made_where_the_chair_says_so_and_forget_finds_it(
    tmp_path: Path, photo: Path
) -> None:
    from facilitator.files.kept_here import kept_plans
    from facilitator.work.forget import all_of, forget

    taken, copy = somebody_elses(tmp_path / "ravi-picture.jpg"), tmp_path / "ravi-picture-2.jpg"
    async with open_room(tmp_path) as room:
        await at_picture(room)
        await room.type(str(photo))
        await room.press("escape")
        await room.type(WORDS)
        await until(room, say("brought.copy-title"))
        await room.press("down", "enter")
        await until(room, "The command “forget” finds it and removes it.")
    check_copy(copy)
    (kept,) = kept_plans()
    assert copy in [one.path for one in kept.files]
    assert taken not in [one.path for one in kept.files]
    assert forget(all_of([kept])) == []
    assert names_in(tmp_path) == {photo.name, taken.name, "ravi.plan.json"}


def check_copy(copy: Path) -> None:
    data = copy.read_bytes()
    with Image.open(copy) as shown:
        assert shown.size == (400, 300)
    assert HIDDEN.encode() not in data
    assert b"Exif" not in data


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.suffix in (".jpg", ".json")}


# Line by line


def test_line_by_line_it_is_named_and_not_shown(tmp_path: Path, photo: Path) -> None:
    path = talk.write(tmp_path, demo_plan(talk.TODAY))
    _, told = talk.hold(path, f"go to orla's turn\nshow picture {photo}\n{WORDS}\nleave\n")
    text = " ".join(told.split())
    assert say("brought.cannot-show") in text
    assert WORDS in text
    assert say("brought.not-kept") in text
    assert nothing_is_told(photo, tmp_path)
    assert [one for one in tmp_path.rglob("*.jpg") if one != photo] == []
    assert WORDS in talk.hold(path, "said\nleave\n")[1]


def test_line_by_line_a_bad_file_is_one_sentence(tmp_path: Path) -> None:
    path = talk.write(tmp_path, demo_plan(talk.TODAY))
    _, told = talk.hold(path, "go to orla's turn\nshow picture /nowhere/dog.jpg\nleave\n")
    assert " ".join(say("brought.not-there").split()) in " ".join(told.split())


def test_without_the_child_in_the_room_no_picture_is_asked_for(tmp_path: Path, photo: Path) -> None:
    path = talk.write(tmp_path, demo_plan(talk.TODAY))
    _, told = talk.hold(path, f"go to home\nOrla left\nshow picture {photo}\nleave\n")
    assert say("brought.no-child") in " ".join(told.split())


@pytest.mark.parametrize("dragged", ['"{}"', "'{}'", "file://{}"])
def test_a_dragged_file_is_found_and_its_name_is_nobodys_words(
    tmp_path: Path, photo: Path, dragged: str
) -> None:
    path = talk.write(tmp_path, demo_plan(talk.TODAY))
    name = str(photo).replace(" ", "%20") if dragged.startswith("file") else str(photo)
    typed = f"go to orla's turn\nshow picture\n{dragged.format(name)}\n{WORDS}\nsaid\nleave\n"
    _, told = talk.hold(path, typed)
    assert f"1. Orla: {WORDS}" in told
    assert nothing_is_told(photo, tmp_path)


def test_words_that_only_begin_like_it_are_what_somebody_said(tmp_path: Path) -> None:
    path = talk.write(tmp_path, demo_plan(talk.TODAY))
    _, told = talk.hold(path, "go to orla's turn\nshow the picture to Mum\nsaid\nleave\n")
    assert "1. Orla: show the picture to Mum (own words)" in told
