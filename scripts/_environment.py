"""The project's own environment, `.venv`: where it is, whether it is ready, and starting what is in it.

A second start passes only through here, so that this module imports little and starts no other process;
what makes the environment is in `_install`.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from typing import NamedTuple

PROJECT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ENVIRONMENT = os.path.join(PROJECT, ".venv")
STAMP = os.path.join(ENVIRONMENT, "facilitator-stamp.json")

DEVELOPMENT = "dev"
"""The extra in pyproject.toml that brings the test tools."""

BESIDES = {
    "voice,pictures": "",
    "voice": "its pictures",
    "pictures": "its own voice",
    "": "its own voice and its pictures",
}
"""The extras that go with every environment, tried one after the other, and what is then left out.

They bring reading aloud and pictures for a child. Nothing fails for want of them.
"""

ONLY_WHEELS = "pillow,resvg_py"
"""Parts that are not built here: that takes a compiler, and minutes."""


class Stamp(NamedTuple):
    """What a finished environment was made for and from; any difference means work to do."""

    python: str
    """Major and minor version, as packages are installed for one of them."""
    folder: str
    """The project's folder: programs in an environment hold its full path, so that it cannot be moved."""
    project: str
    """SHA-256 of pyproject.toml."""
    extra: str
    """`dev` when the test tools are in as well, else empty."""

    def serves(self, wanted: Stamp) -> bool:
        """Whether an environment with this stamp can do what the wanted one does."""
        return self[:3] == wanted[:3] and wanted.extra in {"", self.extra}


def tool(name: str) -> str:
    """The full path of a program in the environment, such as `python` or `facilitator`."""
    if os.name == "nt":
        return os.path.join(ENVIRONMENT, "Scripts", name + ".exe")
    return os.path.join(ENVIRONMENT, "bin", name)


def wanted_stamp(extra: str = "") -> Stamp:
    """The stamp that an environment made now would get."""
    with open(os.path.join(PROJECT, "pyproject.toml"), "rb") as file:
        project = hashlib.sha256(file.read()).hexdigest()
    return Stamp(f"{sys.version_info[0]}.{sys.version_info[1]}", PROJECT, project, extra)


def read_stamp() -> Stamp | None:
    """The environment's stamp; none when it was not finished, or not made by these scripts."""
    try:
        with open(STAMP, encoding="utf-8") as file:
            return Stamp(**json.load(file))
    except (OSError, ValueError, TypeError):
        return None


def is_ready(extra: str = "") -> bool:
    """Whether the environment is finished, current and still there."""
    stamp = read_stamp()
    # The link to Python dangles when that Python was removed, and then does not "exist".
    return stamp is not None and stamp.serves(wanted_stamp(extra)) and os.path.exists(tool("python"))


def prepare(extra: str = "") -> int:
    """Make the environment ready if it is not; 0, or the exit code after one sentence on stderr."""
    try:
        if is_ready(extra):
            return 0
    except OSError as trouble:
        print(f"facilitator could not read its own folder: {trouble}.", file=sys.stderr)
        return 1
    import _install  # slow to import, and needed only the first time

    return _install.install(extra)


def start(arguments: list[str]) -> int:
    """Run `facilitator ARGUMENTS` in place of this process (Windows: under it) and return its exit code."""
    code = prepare()
    if code:
        return code
    command = [tool("facilitator"), *arguments]
    try:
        if os.name == "nt":
            return _run_on_windows(command)
        os.execv(command[0], command)  # noqa: S606 - the program takes this process over
    except OSError as trouble:
        print(
            f"The program could not be started ({trouble.strerror}): "
            f"delete the folder {ENVIRONMENT} and start again.",
            file=sys.stderr,
        )
        return 1


def _run_on_windows(command: list[str]) -> int:
    """Wait for the program: Windows would return to the prompt at once after `execv`."""
    import signal  # only Windows needs these two
    import subprocess

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C belongs to the program
    return subprocess.call(command)
