"""Runs a command as a process of its own, as a script or a chair would."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from facilitator.cli import main

PROJECT = Path(__file__).parent.parent.parent
COMMAND = (sys.executable, "-m", "facilitator.cli")


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


def run(
    *arguments: str | Path,
    typed: str = "",
    folder: Path | None = None,
    before: tuple[str, ...] = (),
    **environment: str,
) -> Done:
    """Run a command with typed lines on its standard input, and wait for its end; `before` goes before it."""
    done = subprocess.run(
        [*before, *COMMAND, *map(str, arguments)],
        input=typed.encode(),
        capture_output=True,
        cwd=folder or PROJECT,
        env=surroundings(**environment),
        timeout=60,
        check=False,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def call(*arguments: str | Path) -> Done:
    """Run a command in this process, which is quicker where only its words and its code are looked at."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([str(argument) for argument in arguments])
    return Done(code, out.getvalue(), err.getvalue())


def surroundings(**changes: str) -> dict[str, str]:
    """Return this process's environment, with the project to import and some changes."""
    return {**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONWARNINGS": "error", **changes}


def bytes_in(folder: Path) -> dict[str, bytes]:
    """Return the contents of every file in a folder, to see that nothing was changed."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
