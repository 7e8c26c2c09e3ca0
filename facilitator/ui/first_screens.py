"""The ways into the screens: the home page, a plan's page, and a review, each with its exit code."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facilitator.printing import put
from facilitator.ui.app import FacilitatorApp
from facilitator.ui.first_words import first_words
from facilitator.ui.screens.meeting_screen import review_screen

if TYPE_CHECKING:
    from textual.screen import Screen


LOST = 1
"""The exit code where something that was said is on no disk."""


def run_review(
    path: Path, *, prompts: Path | None = None, record: Path | None = None, planning: bool = False
) -> int:
    """Hold the review of a plan, or carry on an unfinished meeting; returns the exit code.

    `record` is the file of an unfinished meeting that somebody named; `planning` = the meeting that writes
    the plan, not its next review.
    """
    return _run(lambda: review_screen(path, prompts, record, planning=planning), prompts)


def run_plan(path: Path, *, prompts: Path | None = None, edits_as: str | None = None) -> int:
    """Show a plan, with one key to its review; returns the exit code.

    `edits_as` = begin with changing it, under that name, empty = who it is is asked.
    """
    return _run(lambda: plan_screen(path, prompts, edits_as), prompts)


def run_home(folder: Path, *, prompts: Path | None = None) -> int:
    """Show the plans of a folder; returns the exit code."""
    return _run(lambda: home_screen(folder, prompts), prompts)


def plan_screen(path: Path, prompts: Path | None, edits_as: str | None = None) -> Screen[Any]:
    """Return a calm first frame that makes way for a plan's page."""
    from facilitator.ui.screens.first_frame import OpeningScreen

    def load() -> Callable[[], Screen[Any]]:
        from facilitator.ui.screens.plan_page import PlanPage

        return partial(PlanPage, path, prompts, edits_as)

    return OpeningScreen(first_words("opening", prompts), load)


def home_screen(folder: Path, prompts: Path | None) -> Screen[Any]:
    """Return a calm first frame that makes way for the plans of a folder."""
    from facilitator.ui.screens.first_frame import OpeningScreen

    def load() -> Callable[[], Screen[Any]]:
        from facilitator.dialogue.shelf import Shelf
        from facilitator.ui.screens.home_page import HomePage

        shelf = Shelf(prompts)
        shelf.look_into(folder)
        return partial(HomePage, folder, prompts, shelf)

    return OpeningScreen(first_words("opening-plans", prompts), load)


def _run(first: Callable[[], Screen[Any]], prompts: Path | None) -> int:
    app = FacilitatorApp(first, prompts)
    code = app.run()
    failed = app.return_code or code or (LOST if app.lost else 0)
    with contextlib.suppress(OSError):  # the terminal may be gone
        for line in [*app.farewell, *app.lost]:
            put(line, err=bool(failed))
    return failed
