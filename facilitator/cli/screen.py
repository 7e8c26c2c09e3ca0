"""Starts the screens where the terminal can show them, and says what to do where it cannot."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from facilitator import garbage_collection
from facilitator.cli.command_help import WRONG_USAGE, words
from facilitator.printing import put

_CANNOT_DRAW = ("dumb", "unknown")


def is_terminal() -> bool:
    """Whether a person is at both ends: typing and reading."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def can_draw() -> bool:
    """Whether the terminal can show screens."""
    return os.environ.get("TERM", "") not in _CANNOT_DRAW


def home(folder: Path) -> int:
    """Show the plans of a folder."""
    if not (is_terminal() and can_draw()):
        put(words("no-screen-home"), err=True)
        return WRONG_USAGE
    garbage_collection.put_off()
    from facilitator.ui.first_screens import run_home

    return run_home(folder)


def review(path: Path, *, plain: bool, prompts: Path | None, record: Path | None = None) -> int:
    """Hold the meeting of a plan on the screen, or line by line.

    A person at a terminal that can draw nothing is given the plain meeting, and told so. Without a terminal
    nothing is begun unless `--plain` asks for it: a meeting must not start by accident. `record` is the file
    of an unfinished meeting, where the program cannot find it by itself.
    """
    if not plain and not is_terminal():
        put(words("no-screen", path=path), err=True)
        return WRONG_USAGE
    if not plain and not can_draw():
        put(words("plain-instead"), err=True)
        plain = True
    garbage_collection.put_off()
    if plain:
        from facilitator.plain.line_by_line import run_review as run_review_plainly
        from facilitator.script.words_by_key import use_prompts

        use_prompts(prompts)
        return run_review_plainly(path, prompts=prompts, record=record)
    from facilitator.ui.first_screens import run_review

    return run_review(path, prompts=prompts, record=record)


def plan(path: Path) -> int:
    """Show a plan's own page."""
    garbage_collection.put_off()
    from facilitator.ui.first_screens import run_plan

    return run_plan(path)
