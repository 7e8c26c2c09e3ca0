"""A project small enough to be installed in a second, with the real scripts in it."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
SCRIPTS = HERE.parent.parent / "scripts"

# Making an environment with pip in it takes seconds; where this Python has pip itself, most tests go without.
QUICKLY = ("ensurepip",) if importlib.util.find_spec("pip") else ()

RUN_WITHOUT = """
import runpy, sys
script, hidden = sys.argv[1], sys.argv[2].split()
sys.modules.update(dict.fromkeys(hidden))
sys.argv[:] = [script, *sys.argv[3:]]
sys.path[0] = script.rpartition("/")[0]
runpy.run_path(script, run_name="__main__")
"""
"""Runs a script in a Python that lacks the modules named."""


@dataclass
class TinyProject:
    """A folder with the scripts, a pyproject.toml, and programs that say how they were called."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)
    """Variables for the scripts, beside this process's own."""

    def command(self, script: str, *arguments: str, without: tuple[str, ...] = QUICKLY) -> list[str]:
        """The command that runs a script in a Python without the modules named."""
        path = str(self.folder / "scripts" / script)
        return [sys.executable, "-c", RUN_WITHOUT, path, " ".join(without), *arguments]

    @property
    def variables(self) -> dict[str, str]:
        """The whole environment that the scripts get."""
        return {**os.environ, **self.environment}

    def run(
        self,
        script: str,
        *arguments: str,
        without: tuple[str, ...] = QUICKLY,
        before: tuple[str, ...] = (),
    ) -> subprocess.CompletedProcess[str]:
        """Run a script to its end, from a folder that is not the project's; `before` goes before Python."""
        done = subprocess.run(
            [*before, *self.command(script, *arguments, without=without)],
            cwd=self.folder.parent,
            env=self.variables,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert "Traceback" not in done.stderr + done.stdout
        return done

    def change(self, old: str, new: str) -> None:
        """Change the text of pyproject.toml."""
        file = self.folder / "pyproject.toml"
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")


def make_project(folder: Path) -> TinyProject:
    """Copy the tiny project and the real scripts into the folder."""
    leave_out = shutil.ignore_patterns("__pycache__")
    shutil.copytree(HERE / "tiny_project", folder, ignore=leave_out, dirs_exist_ok=True)
    shutil.copytree(SCRIPTS, folder / "scripts", ignore=leave_out)
    return TinyProject(folder)


def only_sentence(done: subprocess.CompletedProcess[str]) -> str:
    """The last line of stderr, after the steps; everything before it must be a step."""
    *steps, sentence = done.stderr.splitlines()
    assert all(step.startswith(("Bringing", "Setting", "Making", "Fetching", "Installing")) for step in steps)
    assert done.stdout == ""
    return sentence
