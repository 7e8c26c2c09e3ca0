"""A folder with the demo's plan."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from facilitator.work.demo import write_demo


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder, apart from the data folder."""
    made = tmp_path / "plans"
    made.mkdir()
    return made


@pytest.fixture
def plan(folder: Path) -> Path:
    """The demo's plan, alone in its folder."""
    return write_demo(folder, date(2026, 3, 12)).path
