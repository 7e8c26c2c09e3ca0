"""What a kill leaves beside plans, papers and records is swept; folders are for their owner alone."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from facilitator.files import folders, system_calls
from facilitator.files.folders import backups_path, data_folder, meetings_folder
from facilitator.files.plans import new_plan
from tests.cli.running import run
from tests.held_meetings import held
from tests.meeting.plans import a_plan
from tests.test_session_word import begun

LEFT = ".0123456789ab.0123456789abcdef.tmp"
NOT_OURS = (".tmp", "a.tmp", ".0123456789ab.tmp", "0123456789ab.0123456789abcdef.tmp", f"{LEFT}.docx")


def leave_in(folder: Path) -> Path:
    """Leave a temporary of long ago in a folder, beside what is not ours, and a link of our name."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in (LEFT, *NOT_OURS):
        (folder / name).write_bytes(b"Ravi's words")
        os.utime(folder / name, (1, 1))
    link = folder / ".aaaaaaaaaaaa.aaaaaaaaaaaaaaaa.tmp"
    link.symlink_to(folder / "a.tmp")
    young = folder / ".bbbbbbbbbbbb.bbbbbbbbbbbbbbbb.tmp"
    young.write_bytes(b"a save that goes on")
    return folder


def is_swept(folder: Path) -> bool:
    there = {path.name for path in folder.iterdir()}
    assert there >= {*NOT_OURS, ".aaaaaaaaaaaa.aaaaaaaaaaaaaaaa.tmp", ".bbbbbbbbbbbb.bbbbbbbbbbbbbbbb.tmp"}
    return LEFT not in there


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plans" / "a.plan.json"
    path.parent.mkdir()
    return new_plan(path, a_plan(reviews=1)).path


def review(plan: Path) -> list[Path]:
    leave_in(meetings_folder() / "done")
    run("review", plan, "--plain", typed="leave\n")
    return [plan.parent, meetings_folder(), meetings_folder() / "done"]


def carried_on(plan: Path) -> list[Path]:
    begun(plan).leave()
    run("review", plan, "--plain", typed="carry on\nleave\n")
    return [plan.parent, meetings_folder()]


def edited(plan: Path) -> list[Path]:
    run("edit", plan, "--plain", "--by", "X", typed="change 1: New words.\n")
    return [plan.parent, backups_path("p-ravi")]


def exported(plan: Path) -> list[Path]:
    run("export", plan, "-o", plan.parent / "out" / "a.html")
    return [plan.parent / "out"]


def made_new(plan: Path) -> list[Path]:
    folder = plan.parent / "out"
    run("new", folder / "b.plan.json", "--format", "support-plan", "--name", "Mina")
    return [folder]


def converted(plan: Path) -> list[Path]:
    folder = plan.parent / "out"
    run("convert", plan, folder / "b.docx", "--yes")
    return [folder]


@pytest.mark.needs("posix")
@pytest.mark.parametrize("deed", [review, carried_on, edited, exported, made_new, converted])
def test_what_a_kill_left_is_swept_by_whatever_touches_the_folder_next(
    plan: Path, deed: Callable[[Path], list[Path]]
) -> None:
    held(plan, "The hall is loud.").write()
    folders_touched = (plan.parent, plan.parent / "out", meetings_folder(), backups_path("p-ravi"))
    for folder in folders_touched:
        leave_in(folder)
    system_calls._swept.clear()
    for folder in deed(plan):
        assert is_swept(folder), folder


@pytest.mark.needs("posix")
@pytest.mark.parametrize("name", ["", "meetings", "meetings/done", "backups", "backups/p-ravi", "ids"])
@pytest.mark.parametrize("mode", [0o777, 0o775, 0o755, 0o750])
def test_a_folder_of_the_program_that_others_could_enter_is_closed_to_them(name: str, mode: int) -> None:
    folder = data_folder() / name
    folder.mkdir(parents=True, exist_ok=True)
    (data_folder() / "computer").write_text("0")
    folder.chmod(mode)
    folders._close_to_others.cache_clear()
    data_folder()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.needs("posix")
def test_a_folder_that_holds_something_else_is_left_and_told(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    (shared / "holiday.txt").write_text("photographs")
    shared.chmod(0o777)
    told = run("doctor", "--no-voice", FACILITATOR_DATA=str(shared))
    assert stat.S_IMODE(shared.stat().st_mode) == 0o777
    assert "Others on this computer can look into" in " ".join(told.out.split())
    shutil.rmtree(shared / "meetings")
    (shared / "holiday.txt").unlink()
    again = run("doctor", "--no-voice", FACILITATOR_DATA=str(shared))
    assert "Others on this computer" not in " ".join(again.out.split())
