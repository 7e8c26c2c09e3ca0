"""Other programs of this computer: which there are, what they are asked, and what is told where they fail."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import explain
from facilitator.work import other_programs
from facilitator.work.other_programs import can_open, can_print, copy_words, open_file, print_file
from tests.desktop import Desktop

ODD = "-o a'b \u2028 $(touch x) ü.pdf"


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desktop:
    return Desktop(tmp_path / "programs", monkeypatch)


def test_without_a_desktop_nothing_is_opened(desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    assert can_open()
    monkeypatch.delenv("DISPLAY")
    assert not can_open()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert can_open()
    monkeypatch.setenv("PATH", "")
    assert (can_open(), can_print()) == (False, False)
    assert desktop.asked == []


def test_a_name_is_never_an_option_nor_a_command(
    desktop: Desktop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    open_file(Path(ODD))
    print_file(Path(ODD))
    assert desktop.asked == [f"xdg-open {tmp_path / ODD}", f"lp -- {tmp_path / ODD}"]


@pytest.mark.parametrize("ask", [open_file, print_file])
def test_a_failure_is_told_with_what_the_program_says_and_what_to_do(ask: object, desktop: Desktop) -> None:
    desktop.fail()
    with pytest.raises(Refusal) as refused:
        ask(Path("/here/a.pdf"))  # type: ignore[operator]
    told = explain(refused.value)
    assert told.startswith("/here/a.pdf could not be")
    assert "(no such thing)" in told


def test_a_program_that_has_gone_meanwhile_is_told(desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Refusal) as refused:
        print_file(Path("/here/a.pdf"))
    assert "(No such file or directory)" in explain(refused.value)
    assert desktop.asked == []


def test_a_program_that_stays_is_left_at_work(
    desktop: Desktop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A browser that is started by it may stay in front for as long as it is open."""
    held = tmp_path / "held"
    os.mkfifo(held)
    program = tmp_path / "programs" / "xdg-open"
    program.write_text(f'#!/bin/sh\nread line < "{held}"\n')
    monkeypatch.setattr(other_programs, "_SECONDS", 0.05)
    open_file(tmp_path / "a.pdf")
    held.write_text("go on\n")
    assert desktop.asked == []


def test_on_windows_the_desktops_own_way_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[Path, str]] = []
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(os, "startfile", lambda path, verb: asked.append((path, verb)), raising=False)
    assert (can_open(), can_print()) == (True, True)
    open_file(tmp_path / "a.pdf")
    print_file(tmp_path / "a.pdf")
    assert asked == [(tmp_path / "a.pdf", "open"), (tmp_path / "a.pdf", "print")]


def test_what_does_not_stand_there_afterwards_was_not_copied(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_words("two\r\nlines")
    assert desktop.copied == "two\r\nlines"
    monkeypatch.setattr("pyperclip.paste", lambda: "")
    with pytest.raises(Refusal) as refused:
        copy_words("mine")
    assert explain(refused.value).startswith("The words could not be copied")
