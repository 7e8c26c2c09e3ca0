"""scripts/start.py sets the program up once, starts it at once afterwards, and survives being broken off."""

from __future__ import annotations

import json
import os
import re
import select
import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

import _trouble
from tests.scripts.tiny import SCRIPTS, TinyProject, only_sentence
from tests.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

slow = pytest.mark.slow


def stamp_of(project: TinyProject) -> dict[str, str]:
    stamp: dict[str, str] = json.loads((project.folder / ".venv/facilitator-stamp.json").read_text("utf-8"))
    return stamp


class Hold:
    """Stops an installation half-way, until it is told to go on."""

    def __init__(self, folder: Path, project: TinyProject) -> None:
        project.environment["HOLD"] = str(folder)
        self._pipes = []
        for name in ("begun", "go"):
            os.mkfifo(folder / name)
            self._pipes.append(os.open(folder / name, os.O_RDWR))

    def wait(self) -> None:
        """Wait until the installation is half-way."""
        ready, _, _ = select.select([self._pipes[0]], [], [], 60)
        assert ready, "the installation never began"
        os.read(self._pipes[0], 100)

    def release(self) -> None:
        """Let the installation go on."""
        os.write(self._pipes[1], b"go\n")

    def close(self) -> None:
        """Give the pipes back."""
        for pipe in self._pipes:
            os.close(pipe)


@pytest.fixture
def hold(tmp_path: Path, project: TinyProject) -> Iterator[Hold]:
    folder = tmp_path / "hold"
    folder.mkdir()
    held = Hold(folder, project)
    yield held
    held.close()


@contextmanager
def started(project: TinyProject, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A start in a process group of its own, as a terminal makes one; gone when the block is left."""
    with subprocess.Popen(
        project.command("start.py", *arguments),
        env=project.variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


# --- the good days ---


@slow
def test_first_start_sets_up_and_runs_the_demo_and_the_second_only_runs(project: TinyProject) -> None:
    first = project.run("start.py", without=())
    assert first.returncode == 0
    assert first.stdout == f"facilitator demo in {project.folder.parent.name}\n"
    assert first.stderr.splitlines() == [
        f"Setting facilitator up in {project.folder / '.venv'} (this happens once).",
        "Making an environment: done",
        "Fetching the parts: 1",
        "Installing 1 of them: done",
    ]
    # What makes environments is now broken, and the second start never comes to it.
    (project.folder / "scripts/_install.py").write_text("raise SystemExit('came here')", encoding="utf-8")
    project.environment["EXIT_CODES"] = "facilitator=3"
    second = project.run("start.py", "show", "my plan", "--json")
    assert second.returncode == 3
    assert second.stdout == f"facilitator show my plan --json in {project.folder.parent.name}\n"
    assert second.stderr == ""


def test_a_second_start_imports_next_to_nothing() -> None:
    program = "import sys, _environment; print('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-S", "-c", program], cwd=SCRIPTS, capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert "_environment" in loaded
    assert loaded & {"_install", "_trouble", "pathlib", "shutil", "subprocess", "venv"} == set()


@slow
def test_on_a_terminal_the_steps_count_in_place(project: TinyProject) -> None:
    command = project.command("start.py")
    with Terminal(command, columns=200, environment=project.environment, folder=project.folder) as terminal:
        assert terminal.wait_for_exit(seconds=60) == 0
        shown = [line for line in terminal.lines if line]
    setting, making, fetching, installing, program = shown
    assert setting.startswith("Setting facilitator up in ")
    assert re.fullmatch(r"Making an environment: done \(\d+ s\)", making)
    assert re.fullmatch(r"Fetching the parts: 1 \(\d+ s\)", fetching)
    assert re.fullmatch(r"Installing 1 of them: done \(\d+ s\)", installing)
    assert program == f"facilitator demo in {project.folder.name}"
    assert b"\rFetching the parts: 1 (" in terminal.output


@slow
def test_a_changed_project_is_installed_again_over_the_old(project: TinyProject) -> None:
    project.run("start.py")
    before = stamp_of(project)
    keepsake = project.folder / ".venv/keepsake"
    keepsake.touch()
    project.change("dependencies = []", "dependencies = [] # changed")
    again = project.run("start.py")
    assert again.returncode == 0
    assert "Installing" in again.stderr
    assert "Making" not in again.stderr
    assert stamp_of(project)["project"] != before["project"]
    assert keepsake.exists()


@slow
def test_an_update_that_fails_leaves_the_old_environment_to_the_old_project(project: TinyProject) -> None:
    project.run("start.py")
    project.environment["PIP_NO_INDEX"] = "1"
    project.change("dependencies = []", 'dependencies = ["facilitator-part-nowhere"]')
    failed = project.run("start.py")
    assert failed.returncode == 1
    assert only_sentence(failed) == _trouble.NOT_THERE
    project.change('dependencies = ["facilitator-part-nowhere"]', "dependencies = []")
    back = project.run("start.py")
    assert back.returncode == 0
    assert back.stderr == ""


@slow
def test_a_moved_project_gets_a_new_environment(project: TinyProject) -> None:
    project.run("start.py")
    moved = TinyProject(project.folder.rename(project.folder.with_name("moved")))
    again = moved.run("start.py")
    assert again.returncode == 0
    assert "Making an environment" in again.stderr
    assert stamp_of(moved)["folder"] == str(moved.folder)


@slow
def test_an_environment_whose_python_has_gone_is_made_again(project: TinyProject) -> None:
    project.run("start.py")
    for python in (project.folder / ".venv/bin").glob("python*"):
        python.unlink()
    (project.folder / ".venv/bin/python").symlink_to("/gone/python")
    again = project.run("start.py")
    assert again.returncode == 0
    assert "Making an environment" in again.stderr


@slow
def test_an_environment_made_by_hand_is_installed_into(project: TinyProject) -> None:
    subprocess.run([sys.executable, "-m", "venv", project.folder / ".venv"], check=True)
    keepsake = project.folder / ".venv/keepsake"
    keepsake.touch()
    failed = TinyProject(project.folder, {"PIP_CONSTRAINT": "/nowhere"}).run("start.py")
    assert failed.returncode == 1
    done = project.run("start.py")
    assert done.returncode == 0
    assert keepsake.exists()
    assert "Making" not in done.stderr
    assert "Installing" in done.stderr


@slow
@pytest.mark.needs("pip")
def test_a_python_without_ensurepip_uses_its_own_pip(project: TinyProject) -> None:
    done = project.run("start.py", without=("ensurepip",))
    assert done.returncode == 0
    assert done.stdout.startswith("facilitator demo")


# --- broken off half-way ---


@slow
def test_a_killed_installation_is_noticed_and_made_again(project: TinyProject, hold: Hold) -> None:
    with started(project) as process:
        hold.wait()
        os.killpg(process.pid, signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
    (project.folder / ".venv/half-made").touch()
    del project.environment["HOLD"]
    again = project.run("start.py")
    assert again.returncode == 0
    assert "Making an environment" in again.stderr
    assert not (project.folder / ".venv/half-made").exists()


@slow
def test_ctrl_c_while_installing_says_one_sentence(project: TinyProject, hold: Hold) -> None:
    with started(project) as process:
        hold.wait()
        os.killpg(process.pid, signal.SIGINT)
        stdout, stderr = process.communicate(timeout=60)
    assert process.returncode == 130
    assert stdout == ""
    assert stderr.splitlines()[-1] == "Stopped before it was set up: start again when you are ready."
    assert "Traceback" not in stderr


@slow
def test_two_starts_at_once_install_once(project: TinyProject, hold: Hold) -> None:
    with started(project, "first") as first:
        hold.wait()
        with started(project, "second") as second:
            assert second.stderr is not None
            waiting = second.stderr.readline()
            hold.release()
            first_said, _ = first.communicate(timeout=60)
            second_said, second_steps = second.communicate(timeout=60)
    assert waiting == "Another window is setting facilitator up: waiting for it.\n"
    assert first_said.startswith("facilitator first")
    assert second_said.startswith("facilitator second")
    assert second_steps == ""
