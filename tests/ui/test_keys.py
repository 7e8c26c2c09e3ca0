"""One table of keys: footer, help, palette and bindings are held to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.dialogue.commands import COMMANDS
from facilitator.script.words_by_key import say
from facilitator.ui.drawing.frame import key_lines
from facilitator.ui.key_table import ANYWHERE, BY_ID, MEETING, PAGE, keys, keys_at_foot
from facilitator.ui.screens.meeting_screen import MeetingScreen
from facilitator.ui.screens.page import Page
from tests.ui.room import open_room

if TYPE_CHECKING:
    from pathlib import Path


def test_every_key_has_a_label_and_a_help_text() -> None:
    for key in keys():
        assert say(f"keys.{key.id}")
        assert say(f"keys.{key.id}-help").endswith(".")


def test_no_key_does_two_things_in_one_place() -> None:
    for where in (MEETING, PAGE):
        pressed = [
            one
            for key in keys()
            if key.press and key.where in (where, ANYWHERE)
            for one in key.press.split(",")
        ]
        assert len(pressed) == len(set(pressed))


def test_every_key_and_every_command_of_the_screen_is_in_the_help() -> None:
    commands = [name for name, command in COMMANDS.items() if command.useful]
    assert sorted(key.id for key in keys()) == sorted([*BY_ID, *commands])


def test_what_has_a_key_stands_at_the_foot() -> None:
    with_keys = {name for name, command in COMMANDS.items() if command.key}
    assert with_keys <= set(keys_at_foot())


def test_every_action_is_there() -> None:
    from facilitator.ui.app import FacilitatorApp

    for key in keys():
        if key.action in {"read", "app.command_palette"}:
            continue
        owner = (
            FacilitatorApp if key.action.startswith("app.") else Page if key.where == PAGE else MeetingScreen
        )
        assert hasattr(owner, key.method), key


def test_the_foot_of_the_screen_never_loses_the_cover_and_help() -> None:
    for width in (20, 40, 80, 120):
        for rows in (1, 2):
            lines = key_lines([key.id for key in keys() if key.id not in ("cover", "help")], width, rows)
            assert len(lines) <= rows
            assert lines[-1].plain.endswith("help")
            assert "cover" in lines[-1].plain or width < 20
            assert all(line.cell_length <= max(width, 7) for line in lines)


async def test_help_shows_every_key(tmp_path: Path) -> None:
    async with open_room(tmp_path, (120, 60)) as room:
        await room.press("f1")
        for key in keys():
            assert key.shown in room.text
            assert say(f"keys.{key.id}-help").split(".")[0] in room.words
        await room.press("escape")
        assert "What is the date" in room.words


async def test_the_palette_lists_the_table_and_no_screenshot(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        titles = [command.title for command in room.app.get_system_commands(room.app.screen)]
        assert any("agenda" in title for title in titles)
        assert any("light or dark" in title for title in titles)
        assert not any("creenshot" in title for title in titles)


async def test_what_the_foot_shows_does_something(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        assert room.screen.showing is not None
        assert "pass" not in room.screen.showing.keys_now()
        await room.go_to("child.going-well")
        assert "pass" in room.screen.showing.keys_now()
        assert "undo" not in room.screen.showing.keys_now()
        await room.type("I like lunch")
        assert "undo" in room.screen.showing.keys_now()
