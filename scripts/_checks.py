"""The list of checks that the code must pass, for `check` (developers) and `test.py` (everyone)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import _environment

PATH_WITH_TOOLS = os.pathsep.join((str(Path(_environment.tool("python")).parent), os.environ.get("PATH", "")))

LINTERS = (
    ("ruff", "check"),
    ("mypy",),
    ("lint-imports",),
)


def run(*command: str) -> int:
    """Run one of the environment's tools in the project's folder and return its exit code."""
    print(f"$ {' '.join(command)}", flush=True)
    environment = {**os.environ, "PATH": PATH_WITH_TOOLS}
    # The tests start the program a thousand times; compiled anew each time they take half as long again.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    try:
        done = subprocess.run(
            [_environment.tool(command[0]), *command[1:]],
            cwd=_environment.PROJECT,
            env=environment,
            check=False,
        )
    except OSError as trouble:
        print(f"{command[0]} could not be started: {trouble.strerror}.", file=sys.stderr)
        return 1
    return done.returncode
