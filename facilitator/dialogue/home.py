"""The beginning: whose plan it is today; or the demo, a plan that is started, or another folder."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from facilitator.dialogue.follow_up import FollowUp
from facilitator.dialogue.new_plan import Told, start_plan, started_lines
from facilitator.dialogue.plan_that_follows import made_after
from facilitator.dialogue.requests import Ask, Asked, Do, Option, Show, Typed
from facilitator.dialogue.shelf import Shelf
from facilitator.dialogue.what_is_open import what_is_open
from facilitator.files.folders import typed_path
from facilitator.files.open_plan import OpenPlan
from facilitator.files.os_errors import of_file
from facilitator.files.plans import plans_in
from facilitator.plan.refusal import Refusal
from facilitator.script.loading import load_script
from facilitator.script.words_by_key import explain, say
from facilitator.work.demo import write_demo
from facilitator.work.session import local_now

DEMO, NEW, NEXT, ACTIONS, FOLDER, LEAVE = "demo", "new", "next", "actions", "folder", "leave"


def ways_to_begin(plans: Sequence[Option], over: Sequence[Option] = ()) -> list[Option]:
    """Return what can be done beside opening one of the plans; where there is none, the demo first.

    `over` are those of them that have had all their reviews.
    """
    known = [one for one in plans if isinstance(one.value, Path)]
    demo = [Option(DEMO, say("home.demo"), say("home.demo-note"), typed="home-demo")] if not plans else []
    return [
        *demo,
        Option(NEW, say("home.new"), typed="home-new"),
        *([Option(NEXT, say("home.next"), typed="home-next")] if over else []),
        *([Option(ACTIONS, say("home.actions"), typed="home-actions")] if known else []),
        Option(FOLDER, say("home.folder"), typed="home-folder"),
    ]


def lead_of(folder: Path, plans: Sequence[Option]) -> str:
    """Return which folder it is, and whether it has plans."""
    return say("screen.home-lead" if plans else "screen.home-empty", folder=folder)


def home(folder: Path, prompts: Path | None = None) -> Asked[Path | None]:
    """Ask whose plan it is until there is one; returns its file, None for leaving."""
    shelf, notice = Shelf(prompts), ""
    while True:
        try:
            plans: list[Option] = yield Do(partial(shelf.plans, folder))
            lead = lead_of(folder, plans)
        except Refusal as refusal:
            plans, lead = [], explain(refusal)
        leave = Option(LEAVE, say("home.leave"), typed="leave")
        over = shelf.used_up(plans)
        options = (*plans, *ways_to_begin(plans, over), leave)
        picked = yield Ask(say("screen.home-title"), options, lead, at=None, notice=notice, stays=True)
        notice = ""
        if isinstance(picked, Path):
            return picked
        if picked not in (DEMO, NEW, NEXT, ACTIONS, FOLDER):
            return None
        try:
            found = yield from begun(str(picked), folder, prompts, over, plans)
        except Refusal as refusal:
            notice = explain(refusal)
            continue
        if found is not None and found.is_dir():
            folder = found
        elif found is not None:
            return found


def begun(
    way: str,
    folder: Path,
    prompts: Path | None = None,
    over: Sequence[Option] = (),
    plans: Sequence[Option] = (),
) -> Asked[Path | None]:
    """Go one of the ways to begin: returns a plan's file, a folder to look into, or None for going back.

    `over` are those of the `plans` that have had all their reviews. Raises Refusal.
    """
    if way == ACTIONS:
        paths = [one.value for one in plans if isinstance(one.value, Path)]
        yield from what_is_open(FollowUp(paths, prompts))
        return None
    if way == DEMO:
        demo: Path = yield Do(_demo)
        return demo
    if way == FOLDER:
        return (yield from _another_folder(folder))
    if way == NEXT:
        return (yield from _after_one_of(over, prompts))
    opened: OpenPlan | None = yield from start_plan(Told(folder), local_now().date(), prompts)
    if opened is None:
        return None
    lines = started_lines(opened, load_script(opened.plan.format, prompts).format)
    yield Show(say("commands.new.started"), tuple(lines))
    return opened.path


def _after_one_of(over: Sequence[Option], prompts: Path | None) -> Asked[Path | None]:
    """Make the plan that follows one of some plans, which is asked for where there are several."""
    picked: object = over[0].value if len(over) == 1 else None
    if len(over) > 1:
        picked = yield Ask(say("next.of-which"), (*over,), say("next.of-which-lead"), stays=True)
    if not isinstance(picked, Path):
        return None
    return (yield from made_after(picked, prompts))


def _demo() -> Path:
    """Write the demo's plan into a new folder of its own and return it."""
    return write_demo(Path(tempfile.mkdtemp(prefix="facilitator-demo-")), local_now().date()).path


def _another_folder(folder: Path) -> Asked[Path | None]:
    """Ask for a folder until one can be looked into; returns it, None for going back."""
    typed, notice = "", ""
    while True:
        words = Typed(typed, say("home.folder-type"))
        given = yield Ask(
            say("home.folder-title"),
            lead=say("home.folder-lead", folder=folder),
            typed=words,
            notice=notice,
            stays=True,
        )
        if given is None:
            return None
        typed = str(given)
        try:
            found = folder / typed_path(typed)
            if found.is_file():
                raise of_file("home.no-folder", found)
            plans_in(found)
        except Refusal as refusal:
            notice = explain(refusal)
        except (OSError, ValueError):
            notice = say("home.no-folder", path=typed)
        else:
            return found
