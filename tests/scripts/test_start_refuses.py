"""What scripts/start.py says on a bad day: one sentence, exit code 1, never a traceback."""

from __future__ import annotations

import ast
import os
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import _trouble
from tests.needs import AS_OTHERS
from tests.scripts.tiny import SCRIPTS, TinyProject, make_project, only_sentence

if TYPE_CHECKING:
    from pathlib import Path

slow = pytest.mark.slow


@pytest.mark.parametrize("script", ["start.py", "test.py", "check"])
@pytest.mark.parametrize("version", ["(3, 8, 10)", "(2, 7, 18)", "(3, 10, 99)"])
def test_an_old_python_is_told_so(script: str, version: str) -> None:
    program = f"import runpy, sys; sys.version_info = {version}; sys.path[0] = {str(SCRIPTS)!r}; "
    program += f"runpy.run_path({str(SCRIPTS / script)!r}, run_name='__main__')"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout == ""
    major, minor = ast.literal_eval(version)[:2]
    assert done.stderr == (
        f"facilitator needs Python 3.11 or newer, and this is Python {major}.{minor}: "
        "please install a newer one from https://www.python.org/downloads/ and start again with it.\n"
    )


@pytest.mark.parametrize("file", ["start.py", "_python_version.py"])
def test_an_old_python_can_read_what_tells_it(file: str) -> None:
    source = (SCRIPTS / file).read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 8))
    too_new = (ast.JoinedStr, ast.AnnAssign, ast.FunctionDef, ast.NamedExpr, ast.Match)
    assert [node for node in ast.walk(tree) if isinstance(node, too_new)] == []
    assert source.isascii()


def test_a_python_that_cannot_make_environments_is_told_so(project: TinyProject) -> None:
    for missing in (("ensurepip", "pip"), ("venv",)):
        done = project.run("start.py", without=missing)
        assert done.returncode == 1
        assert only_sentence(done) == _trouble.NO_ENVIRONMENTS


@slow
def test_no_network_is_told_so(project: TinyProject) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))  # bound and never listening: every connection is refused
        # The Python's own pip settings must not offer another way.
        project.environment |= {name: "" for name in os.environ if name.startswith("PIP_")}
        project.environment |= {
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_INDEX_URL": f"http://127.0.0.1:{closed.getsockname()[1]}/simple",
            "PIP_RETRIES": "1",
            "PIP_DEFAULT_TIMEOUT": "5",
        }
        project.change("dependencies = []", 'dependencies = ["facilitator-part-nowhere"]')
        done = project.run("start.py")
    assert done.returncode == 1
    assert only_sentence(done) == _trouble.NO_NETWORK


@slow
def test_pip_settings_for_an_offline_installation_are_honoured(project: TinyProject) -> None:
    project.environment["PIP_NO_INDEX"] = "1"
    project.change("dependencies = []", 'dependencies = ["facilitator-part-nowhere"]')
    done = project.run("start.py")
    assert done.returncode == 1
    assert only_sentence(done) == _trouble.NOT_THERE
    assert "Looking in indexes" not in (project.folder / ".venv/facilitator-setup.log").read_text("utf-8")


@slow
@pytest.mark.parametrize(
    ("extras", "without"),
    [
        (("voice",), "without its own voice:"),
        (("pictures",), "without its pictures:"),
        (("voice", "pictures"), "without its own voice and its pictures:"),
    ],
)
def test_a_computer_without_parts_for_voice_or_pictures_goes_without(
    project: TinyProject, extras: tuple[str, ...], without: str
) -> None:
    project.environment["PIP_NO_INDEX"] = "1"
    parts = [f'optional-dependencies.{extra} = ["facilitator-{extra}-nowhere"]' for extra in extras]
    project.change("dependencies = []", "\n".join(["dependencies = []", *parts]))
    done = project.run("start.py")
    assert done.returncode == 0
    assert done.stdout.startswith("facilitator demo")
    assert without in done.stderr
    assert project.run("start.py").stderr == ""


@slow
@pytest.mark.needs("mount")
def test_a_full_disk_is_told_so(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", disk], check=True)
    try:
        project = make_project(disk / "project")
        done = project.run("start.py", without=())
    finally:
        subprocess.run(["umount", disk], check=True)
    assert done.returncode == 1
    assert only_sentence(done) == _trouble.DISK_FULL


@pytest.mark.needs("modes")
def test_a_folder_that_cannot_be_written_is_told_so(project: TinyProject) -> None:
    project.folder.chmod(0o555)
    try:
        done = project.run("start.py", before=AS_OTHERS)
    finally:
        project.folder.chmod(0o755)
    assert done.returncode == 1
    assert only_sentence(done) == _trouble.cannot_write(str(project.folder))


def test_something_else_called_venv_is_left_alone(project: TinyProject) -> None:
    theirs = project.folder / ".venv" / "thesis.txt"
    theirs.parent.mkdir()
    theirs.write_text("years of work", encoding="utf-8")
    done = project.run("start.py")
    assert done.returncode == 1
    assert only_sentence(done).startswith(f"{project.folder / '.venv'} is in the way")
    assert theirs.read_text(encoding="utf-8") == "years of work"


def test_an_empty_environment_folder_is_taken_for_half_made(project: TinyProject) -> None:
    (project.folder / ".venv").mkdir()
    done = project.run("start.py", without=("ensurepip", "pip"))
    assert only_sentence(done) == _trouble.NO_ENVIRONMENTS
