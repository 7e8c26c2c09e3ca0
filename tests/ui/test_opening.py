"""The first frame waits for nothing, and the three ways in work as commands do."""

from __future__ import annotations

import gc
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest
from textual.css.stylesheet import Stylesheet

from facilitator.files.plans import new_plan
from facilitator.ui.app import FacilitatorApp
from facilitator.ui.first_screens import home_screen, plan_screen
from facilitator.ui.first_words import first_words
from facilitator.ui.screens.home_page import HomePage
from facilitator.ui.screens.meeting_screen import MeetingScreen
from facilitator.ui.screens.plan_page import PlanPage
from facilitator.work.demo import write_demo
from tests.ui.plans import a_plan
from tests.ui.room import SIZES, open_app, open_room

if TYPE_CHECKING:
    from pathlib import Path

SLOW = {"pydantic", "jinja2", "yaml", "facilitator.work.session", "facilitator.files", "facilitator.meeting"}


def test_the_app_is_imported_without_anything_slow() -> None:
    program = "import sys, facilitator.ui.first_screens; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "textual.app" in loaded
    assert loaded & SLOW == set()


def test_the_first_words_are_in_the_catalogue() -> None:
    for key in ("opening", "opening-plans", "too-small", "crash", "kept"):
        assert first_words(key)
    assert first_words("no-such-words") == ""


def test_a_schools_own_first_words_come_first(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "screen.yaml").write_text('screen.opening: "One moment"\n', encoding="utf-8")
    assert first_words("opening", tmp_path) == "One moment"
    assert first_words("too-small", tmp_path) == first_words("too-small")


@pytest.mark.parametrize(
    ("size", "room_there_is"),
    zip([(20, 8), *SIZES], ["-tiny -flat", "-narrow -short", "-medium -tall", "-wide -tall"], strict=True),
)
async def test_the_first_frame_is_styled_once_and_for_the_room_there_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], room_there_is: str
) -> None:
    parsed_again, known = [], []
    paint_first, parse_again = MeetingScreen.on_mount, Stylesheet.reparse

    def on_mount(screen: MeetingScreen) -> None:
        known.append(set(screen.classes))
        paint_first(screen)

    def reparse(sheets: Stylesheet) -> None:
        parsed_again.append(sheets)
        parse_again(sheets)

    monkeypatch.setattr(MeetingScreen, "on_mount", on_mount)
    monkeypatch.setattr(Stylesheet, "reparse", reparse)
    async with open_room(tmp_path, size=size) as room:
        assert known == [set(room_there_is.split())]
        assert known[0] <= room.app.screen.classes
        assert parsed_again == []
        await room.pilot.resize_terminal(80, 24)
        await room.settle()
        assert {"-medium", "-tall"} <= room.app.screen.classes


async def test_plan_and_home_open_behind_a_calm_frame_and_leave_from_there(tmp_path: Path) -> None:
    path = tmp_path / "ravi.plan.json"
    new_plan(path, a_plan())
    for first, page in (
        (lambda: plan_screen(path, None), PlanPage),
        (lambda: home_screen(tmp_path, None), HomePage),
    ):
        gc.disable()
        async with open_app(first) as room:
            app: FacilitatorApp = room.app
            for _ in range(200):
                await room.settle()
                if isinstance(app.screen, page):
                    break
            assert isinstance(app.screen, page)
            await room.settle()
            assert "Ravi" in room.words
            assert gc.isenabled()
            await room.pilot.press("escape")
            await room.pilot.pause()
            assert app.return_value == 0


async def test_the_page_keys_move_what_is_read_and_not_the_options(tmp_path: Path) -> None:
    write_demo(tmp_path, date(2026, 11, 21))
    app = FacilitatorApp(lambda: PlanPage(tmp_path / "demo.plan.json", None), None)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        page = app.screen
        assert isinstance(page, PlanPage)
        await pilot.press("pagedown")
        assert page.lead.scroll_y > 0
        await pilot.press("pageup")
        assert page.lead.scroll_y == 0
