"""kill -9 at random moments: every acknowledged event comes back, and a plan is never torn."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = Path(__file__).with_name("killed_writer.py")

pytestmark = pytest.mark.needs("posix")


def kills(what: str, folder: Path, rounds: int) -> dict[str, int]:
    """Run the killing and return what it counted."""
    asked = [sys.executable, str(SCRIPT), what, str(folder), str(rounds), "20260302"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(asked, check=True, capture_output=True, text=True, cwd=ROOT, env=environment)
    result: dict[str, int] = json.loads(done.stdout)
    return result


def assert_nothing_lost(result: dict[str, int], *, at_least: int) -> None:
    """Much was acknowledged, and all of it came back."""
    assert result["acknowledged"] > at_least
    assert (result["lost"], result["wrong"]) == (0, 0)


def test_two_hundred_kills_of_a_meeting_lose_nothing(tmp_path: Path) -> None:
    assert_nothing_lost(kills("journal", tmp_path, 200), at_least=1000)


def test_kills_of_a_save_tear_nothing(tmp_path: Path) -> None:
    assert_nothing_lost(kills("plan", tmp_path, 30), at_least=100)


@pytest.mark.thorough
@pytest.mark.slow
def test_thousands_of_kills(tmp_path: Path) -> None:
    (tmp_path / "journal").mkdir()
    (tmp_path / "plan").mkdir()
    assert_nothing_lost(kills("journal", tmp_path / "journal", 2000), at_least=10_000)
    assert_nothing_lost(kills("plan", tmp_path / "plan", 300), at_least=1000)
