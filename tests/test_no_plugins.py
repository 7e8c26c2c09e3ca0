"""No plugin of pydantic is let near a child's words, whether our stand-in or its own loader answers."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]

USED = "import facilitator.plan.plan as plan; plan.Plan.model_rebuild()"
LOADER = "import sys; loader = sys.modules['pydantic.plugin._loader']"


@pytest.fixture
def path(tmp_path: Path) -> str:
    """Return a path on which a package has a plugin, which says so when it is loaded."""
    (tmp_path / "curious.py").write_text("print('loaded')\nplugin = object()\n", encoding="utf-8")
    about = tmp_path / "curious-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: curious\nVersion: 1\n", encoding="utf-8")
    (about / "entry_points.txt").write_text("[pydantic]\ncurious = curious:plugin\n", encoding="utf-8")
    return os.pathsep.join([str(tmp_path), str(PROJECT)])


def said(path: str, *lines: str) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYDANTIC_DISABLE_PLUGINS"}
    command = [sys.executable, "-c", "\n".join(lines)]
    done = subprocess.run(
        command, env={**environment, "PYTHONPATH": path}, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_without_us_the_plugin_is_loaded(path: str) -> None:
    assert said(path, "from pydantic.plugin import _loader", "list(_loader.get_plugins())") == "loaded"


def test_it_is_not_loaded_by_us_and_nobody_looks_for_it(path: str) -> None:
    assert said(path, USED, LOADER, "print(type(loader).__name__)") == "_NoPlugins"


def test_whatever_else_is_asked_the_module_itself_answers(path: str) -> None:
    asked = "print(loader.PYDANTIC_ENTRY_POINT_GROUP)"
    itself = "import pydantic.plugin._loader as own; print(type(own).__name__, list(own.get_plugins() or ()))"
    assert said(path, USED, LOADER, asked, itself).split("\n") == ["pydantic", "module []"]


def test_what_there_is_not_is_not_made_up(path: str) -> None:
    asked = "print(hasattr(loader, '__wrapped__'), hasattr(loader, 'nonsense'))"
    assert said(path, USED, LOADER, asked) == "False False"
