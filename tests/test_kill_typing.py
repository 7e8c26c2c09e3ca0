"""kill -9 while somebody types on a real terminal: what was half typed is in its box at the next start."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import pytest

from facilitator.files import half_typed
from facilitator.files.folders import meetings_path
from tests.next_start import leave_at_a_question, lines_kept
from tests.terminal import Terminal

COMMAND = [sys.executable, "-m", "facilitator.cli", "review"]
WORDS = "My friend moved away in the summer and"


def is_kept(words: str, _: list[str]) -> bool:
    """Whether all the words are on the disk by now."""
    return any(
        one.words == words for path in meetings_path().glob("*.typed") for one in half_typed.kept(path) or []
    )


def carry_on(terminal: Terminal) -> None:
    terminal.wait_for("Carry on")
    terminal.press("enter")
    terminal.wait_for("What is going well at school?")


@pytest.mark.slow
def test_what_was_half_typed_at_a_kill_stands_in_its_box_and_can_be_sent(tmp_path: Path) -> None:
    path = tmp_path / "m1.plan.json"
    leave_at_a_question(path)
    typed = ""
    for word in WORDS.split():
        with Terminal([*COMMAND, str(path)], columns=100, rows=30) as terminal:
            carry_on(terminal)
            if typed:
                terminal.wait_for(typed)
            more = f" {word}" if typed else word
            terminal.type(more)
            typed += more
            terminal.wait_until(partial(is_kept, typed), "the words on the disk")
            terminal.kill()
    with Terminal([*COMMAND, str(path)], columns=100, rows=30) as terminal:
        carry_on(terminal)
        terminal.wait_for("half typed when the program stopped")
        terminal.press("enter")
        terminal.wait_until(lambda lines: any(f"▏ {WORDS} " in line for line in lines), "the line")
        terminal.wait_until(lambda _: not list(meetings_path().glob("*.typed")), "nothing kept")
        terminal.kill()
    assert lines_kept(path) == [WORDS]


@pytest.mark.slow
def test_a_kill_under_the_cover_leaves_nothing_of_what_was_typed_there(tmp_path: Path) -> None:
    path = tmp_path / "m1.plan.json"
    leave_at_a_question(path)
    with Terminal([*COMMAND, str(path)], columns=100, rows=30) as terminal:
        carry_on(terminal)
        terminal.type("I like")
        terminal.wait_until(partial(is_kept, "I like"), "the words on the disk")
        terminal.press("f9")
        terminal.wait_until(lambda lines: not any("I like" in line for line in lines), "the cover")
        terminal.type("SECRET")
        terminal.press("f10")
        terminal.wait_for("Go back")
        terminal.kill()
    kept = [file for file in meetings_path().rglob("*") if file.is_file()]
    assert kept
    assert not [file for file in kept if b"SECRET" in file.read_bytes()]
    assert is_kept("I like", [])
