"""Starts the screens where the terminal can show them, and says what to do where it cannot."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from facilitator import garbage_collection
from facilitator.cli.command_help import REFUSED, WRONG_USAGE, words
from facilitator.cli.passphrase import unlock
from facilitator.printing import put

_CANNOT_DRAW = ("dumb", "unknown")


def is_terminal() -> bool:
    """Whether a person is at both ends: typing and reading."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def can_draw() -> bool:
    """Whether the terminal can show screens."""
    return os.environ.get("TERM", "") not in _CANNOT_DRAW


def home(folder: Path, *, plain: bool = False) -> int:
    """Show the plans of a folder, on the screen or line by line."""
    if not plain and not is_terminal():
        put(words("no-screen-home"), err=True)
        return WRONG_USAGE
    unlock()
    garbage_collection.put_off()
    if plain or not can_draw():
        return _home_in_lines(folder)
    from facilitator.ui.first_screens import run_home

    return run_home(folder)


def _home_in_lines(folder: Path) -> int:
    from facilitator.dialogue.home import home as asked
    from facilitator.plain.lines_in_and_out import Lines
    from facilitator.plain.outside_meetings import carried_in_lines

    with Lines.between(sys.stdin, sys.stdout) as lines:
        path = carried_in_lines(asked(folder), lines)
    return review(path, plain=True, prompts=None) if isinstance(path, Path) else 0


def review(
    path: Path, *, plain: bool, prompts: Path | None, record: Path | None = None, planning: bool = False
) -> int:
    """Hold the meeting of a plan on the screen, or line by line: its next review, or the one that writes it.

    A person at a terminal that can draw nothing is given the plain meeting, and told so. Without a terminal
    nothing is begun unless `--plain` asks for it: a meeting must not start by accident. `record` is the file
    of an unfinished meeting, where the program cannot find it by itself.
    """
    if not plain and not is_terminal():
        put(words("no-screen", path=path, command="planning" if planning else "review"), err=True)
        return WRONG_USAGE
    if not plain and not can_draw():
        put(words("plain-instead"), err=True)
        plain = True
    garbage_collection.put_off()
    if plain:
        from facilitator.plain import line_by_line
        from facilitator.script.words_by_key import use_prompts

        use_prompts(prompts)
        if planning:
            return line_by_line.run_planning(path, prompts=prompts)
        return line_by_line.run_review(path, prompts=prompts, record=record)
    from facilitator.ui.first_screens import run_review

    return run_review(path, prompts=prompts, record=record, planning=planning)


def edit(path: Path, *, plain: bool, by: str = "", prompts: Path | None = None) -> int:
    """Look at a plan and change it, on the screen or line by line; 1 where a piped line was refused."""
    if not plain and not is_terminal():
        put(words("no-screen-edit", path=path), err=True)
        return WRONG_USAGE
    garbage_collection.put_off()
    if plain or not can_draw():
        return _edit_in_lines(path, by, prompts)
    from facilitator.ui.first_screens import run_plan

    return run_plan(path, prompts=prompts, edits_as=by)


def _edit_in_lines(path: Path, by: str, prompts: Path | None) -> int:
    from facilitator.dialogue.changes_in_file import ChangesInFile
    from facilitator.dialogue.edit_plan import edit_plan
    from facilitator.dialogue.plan_editor import PlanEditor
    from facilitator.plain.lines_in_and_out import Lines
    from facilitator.plain.outside_meetings import carried_in_lines

    editor = PlanEditor(ChangesInFile(path, prompts, by=by))
    with Lines.between(sys.stdin, sys.stdout) as lines:
        carried_in_lines(edit_plan(editor), lines)
        return REFUSED if editor.refused and not lines.by_hand else 0


def plan(path: Path) -> int:
    """Show a plan's own page."""
    garbage_collection.put_off()
    from facilitator.ui.first_screens import run_plan

    return run_plan(path)
