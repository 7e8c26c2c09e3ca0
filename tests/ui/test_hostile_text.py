"""What people typed is shown to the letter, is never markup, and never reaches the terminal raw."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import events

from tests.ui.plans import a_plan
from tests.ui.room import open_room

if TYPE_CHECKING:
    from pathlib import Path

MARKUP = "[TODO] Q3 [bold red]plan[/] \\[x] $ink {{ child }} @click"
ESCAPES = "red \x1b[31m title \x1b]0;owned\x07 clip \x1b]52;c;aGk=\x07 \x9b31m"
BIDI = "pay \u202e100 not\u202c \u2066this\u2069"


def unsafe(text: str) -> list[str]:
    """Return the characters that a terminal might act on."""
    return [
        character
        for character in text
        if (ord(character) < 32 and character != "\n")
        or 127 <= ord(character) < 160
        or "\u202a" <= character <= "\u202e"
        or "\u2066" <= character <= "\u2069"
    ]


async def test_markup_is_shown_to_the_letter(tmp_path: Path) -> None:
    async with open_room(tmp_path, (120, 40)) as room:
        await room.go_to("child.going-well")
        await room.type(MARKUP)
        assert MARKUP in room.text
        await room.press("ctrl+z")
        assert "Taken back: a line, “[TODO] Q3 [bold red]plan[/]" in room.words
        await room.press("ctrl+y", "f4")
        assert MARKUP in room.text
        await room.press("enter")
        assert MARKUP in room.text


@pytest.mark.parametrize("words", [ESCAPES, BIDI], ids=["escapes", "bidi"])
async def test_control_characters_never_reach_the_screen(tmp_path: Path, words: str) -> None:
    async with open_room(tmp_path, (120, 40)) as room:
        await room.go_to("child.going-well")
        room.screen.sentence.post_message(events.Paste(words))
        await room.settle()
        assert unsafe(room.text) == []
        assert unsafe(room.screen.sentence.text) == []
        await room.press("enter")
        assert len(room.meeting.minutes.said) == 1
        await room.press("f6")
        await room.type(f"Mum: {words}")
        await room.press("f10")
        assert unsafe(room.text) == []


async def test_a_hostile_name_is_only_a_name(tmp_path: Path) -> None:
    plan = a_plan()
    child = plan.child.model_copy(update={"known_as": "[@click=app.bell]R[/]"})
    async with open_room(tmp_path, (120, 40), plan.with_child(child)) as room:
        await room.go_to("child.going-well")
        assert room.text.count("[@click=app.bell]R[/]") >= 3
        await room.type("[b]Gran[/b]: hello")
        await room.press("f3")
        assert "[@click=app.bell]R[/]" in room.text
