"""The tiny project as a fixture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scripts.tiny import TinyProject, make_project

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    """A tiny project that was never started, in a folder whose name has a space."""
    return make_project(tmp_path / "tiny project")
