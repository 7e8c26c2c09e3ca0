"""scripts/test.py and scripts/check run the same checks, with exit codes and last lines to rely on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scripts.tiny import TinyProject, make_project

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

PYTEST = "pytest --numprocesses=auto --dist=worksteal"
LINTERS = ["ruff check", "mypy", "lint-imports"]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny project with its test tools in place, made once for this file."""
    project = make_project(tmp_path_factory.mktemp("installed") / "tiny")
    assert project.run("test.py").returncode == 0
    return project.folder


@pytest.fixture
def tested(installed: Path) -> TinyProject:
    """The tiny project with settings of its own."""
    return TinyProject(installed)


def commands(output: str) -> list[str]:
    """What the stand-in programs say they were called with."""
    return [line.removesuffix(" in tiny") for line in output.splitlines() if line.endswith(" in tiny")]


def test_everything_runs_in_the_project_and_the_last_line_is_pytests(tested: TinyProject) -> None:
    done = tested.run("test.py", "-k", "some words")
    assert done.returncode == 0
    assert commands(done.stdout) == ["ruff format --check", *LINTERS, f"{PYTEST} -k some words"]
    assert done.stdout.splitlines()[-1] == f"{PYTEST} -k some words in tiny"
    assert done.stderr == ""


def test_the_first_failure_gives_the_exit_code_and_nothing_is_left_out(tested: TinyProject) -> None:
    tested.environment["EXIT_CODES"] = "mypy=3 lint-imports=4 pytest=5"
    done = tested.run("test.py")
    assert done.returncode == 3
    assert commands(done.stdout) == ["ruff format --check", *LINTERS, PYTEST]
    assert [line for line in done.stdout.splitlines() if "FAILED" in line] == [
        "FAILED (3): mypy",
        "FAILED (4): lint-imports",
    ]
    assert done.stdout.splitlines()[-1] == f"{PYTEST} in tiny"


def test_failing_tests_give_pytests_own_code(tested: TinyProject) -> None:
    tested.environment["EXIT_CODES"] = "pytest=5"
    assert tested.run("test.py").returncode == 5


def test_check_writes_the_format_and_stops_at_the_first_failure(tested: TinyProject) -> None:
    done = tested.run("check", "--fast", "tests/plan")
    assert done.returncode == 0
    assert commands(done.stdout) == [
        "ruff format",
        *LINTERS,
        "pytest --exitfirst --quiet -m not slow tests/plan",
    ]
    tested.environment["EXIT_CODES"] = "mypy=3 pytest=5"
    done = tested.run("check")
    assert done.returncode == 3
    assert commands(done.stdout) == ["ruff format", "ruff check", "mypy"]


def test_an_environment_with_test_tools_serves_start_and_not_the_other_way_round(tmp_path: Path) -> None:
    project = make_project(tmp_path / "tiny")
    assert "Installing" in project.run("start.py").stderr
    assert "Installing" in project.run("test.py").stderr
    done = project.run("start.py")
    assert done.stdout.startswith("facilitator demo")
    assert done.stderr == ""
