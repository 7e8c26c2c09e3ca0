"""What could not be run is told at the end of a run, and fails where everything should be there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests import needs

TESTS = Path(__file__).parent
PRINTS = ("tests/summary/test_one_page.py", "-k", "stands_alone")
MOUNTS = ("tests/scripts/test_start_refuses.py", "-k", "full_disk")


def run(arguments: tuple[str, ...], **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a few tests as another run of pytest."""
    surroundings = {name: value for name, value in os.environ.items() if name not in {"CI", "TESTS_WITHOUT"}}
    surroundings = {name: value for name, value in surroundings.items() if not name.startswith("PYTEST_")}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments],
        cwd=TESTS.parent,
        env={**surroundings, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.slow
@pytest.mark.parametrize("workers", ["0", "2"])
def test_what_could_not_be_run_is_named_with_the_reason(workers: str) -> None:
    done = run((*PRINTS, "--thorough", f"--numprocesses={workers}"), TESTS_WITHOUT="browser")
    assert done.returncode == 0
    assert f"3 could not be run here, because {needs.NEEDS['browser'].missing}:\n" in done.stdout
    name = "test_a_browser_prints_it_on_one_page_when_it_stands_alone"
    assert f"  tests/summary/test_one_page.py::{name}[believable]\n" in done.stdout


@pytest.mark.slow
def test_where_everything_should_be_there_it_fails() -> None:
    done = run(PRINTS, TESTS_WITHOUT="browser", CI="true")
    assert done.returncode == 1
    assert f"It could not be run, because {needs.NEEDS['browser'].missing}." in done.stdout
    done = run(MOUNTS, TESTS_WITHOUT="mount", CI="true")
    assert done.returncode == 0, "nothing that can be installed would change it"
    assert f"1 could not be run here, because {needs.NEEDS['mount'].missing}:\n" in done.stdout


def test_no_test_goes_without_by_itself() -> None:
    """Whoever skips says it through tests/needs.py, which tells it at the end."""
    by_itself = re.compile(
        r"\bimportorskip\b|\bskipif\b|\bmark\.skip\b|\bpytest\.skip\(|\bSkipTest\b|\bxfail\b"
    )
    found = {
        path.relative_to(TESTS).as_posix()
        for path in TESTS.rglob("*.py")
        if by_itself.search(path.read_text(encoding="utf-8"))
    }
    assert found == {"needs.py"}


def test_every_need_that_a_test_names_is_known() -> None:
    named = re.compile(r"(?:mark\.needs|\brequire)\(([^)*]*)\)")
    found = {
        name
        for path in TESTS.rglob("*.py")
        for names in named.findall(path.read_text(encoding="utf-8"))
        for name in re.findall(r'"([a-z0-9]+)"', names)
    }
    assert found == set(needs.NEEDS)
