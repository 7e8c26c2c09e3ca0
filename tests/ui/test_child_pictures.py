"""Pictures on a child's tiles where terminal, room, age and school have them; else all is as without."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING

import pytest

from facilitator.files.folders import data_folder
from facilitator.plan.people import ChildSetUp
from facilitator.ui.themes import DARK
from tests.ui.plans import a_plan
from tests.ui.room import open_room
from tests.ui.test_childs_part import at_a_show, to_rung

if TYPE_CHECKING:
    from pathlib import Path

WIDE, USUAL, SHORT = (120, 40), (80, 24), (40, 15)
PIXELS = "▀"


async def shown(folder: Path, size: tuple[int, int], *, theme: str = "") -> tuple[str, str]:
    """Return what stands at the yes or no of the ladder, and at a show of faces."""
    os.makedirs(folder, exist_ok=True)  # noqa: PTH103
    async with open_room(folder, size) as room:
        if theme:
            room.app.theme = theme
        await room.go_to("child.going-well")
        await to_rung(room, "yes_no")
        await room.settle()
        ladder = room.text
        await at_a_show(room)
        await room.settle()
        return ladder, room.text


@pytest.mark.parametrize("theme", ["", DARK.name])
async def test_each_tile_has_its_picture_and_its_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, theme: str
) -> None:
    monkeypatch.setenv("COLORTERM", "truecolor")
    ladder, faces = await shown(tmp_path, WIDE, theme=theme)
    for text, words in ((ladder, ("Yes", "No")), (faces, ("good", "so-so", "hard"))):
        rows = text.splitlines()
        last = max(at for at, row in enumerate(rows) if PIXELS in row)
        assert all(word in " ".join(rows[last + 1 : last + 3]) for word in words)
        assert "\\     /" not in text


@pytest.mark.parametrize("size", [WIDE, USUAL, SHORT])
@pytest.mark.parametrize("without", ["school", "colour", "extra"])
async def test_where_pictures_are_unwanted_or_cannot_be_all_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], without: str
) -> None:
    monkeypatch.setenv("FACILITATOR_DATA", str(tmp_path / "data-before"))
    usual = await shown(tmp_path / "a", size)
    assert PIXELS not in "".join(usual)
    monkeypatch.setenv("FACILITATOR_DATA", str(tmp_path / "data-now"))
    monkeypatch.setenv("COLORTERM", "truecolor")
    if without == "school":
        (data_folder() / "school.yaml").write_text("pictures: no\n", encoding="utf-8")
    elif without == "colour":
        monkeypatch.setenv("NO_COLOR", "1")
    else:
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
