"""Whole commands in forks of this process: a real process each, which is really killed, but starts at once.

What a start loads is loaded before, once. From `main()` on everything is the program's own way, with real
files, pipes and terminals. `Forked` takes what `subprocess.Popen` takes, so that whoever starts a command
can do it either way.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

FRESH = (sys.executable, "-m", "facilitator.cli")
"""Goes before a command's arguments where a process of its own is started."""

DIED = 99
"""The exit code of a fork out of which a mistake came."""

_MOST_FILES = 1024


class Process(Protocol):
    """What is asked of a process that was started, in either way."""

    @property
    def pid(self) -> int:
        """Its number."""

    @property
    def returncode(self) -> int | None:
        """How it ended; None = it was not seen to end."""

    def poll(self) -> int | None:
        """Look whether it has ended."""

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it has ended; raises TimeoutExpired."""

    def kill(self) -> None:
        """End it at once."""

    def send_signal(self, sig: int) -> None:
        """Send it a signal."""


class Forked:
    """One command of the program in a fork, with the arguments that the command line would have."""

    def __init__(
        self,
        command: Sequence[str | Path],
        *,
        stdin: int,
        stdout: int,
        stderr: int,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
        start_new_session: bool = False,
        preexec_fn: Callable[[], object] | None = None,
    ) -> None:
        """Start the command."""
        self.command = command
        self.returncode: int | None = None
        sys.stdout.flush()
        self.pid = os.fork()
        if self.pid:
            return
        code = DIED
        try:
            ends = (stdin, stdout, stdout if stderr == subprocess.STDOUT else stderr)
            code = _run(command, ends, cwd, env, start_new_session=start_new_session, first=preexec_fn)
        finally:
            os._exit(code)

    def poll(self) -> int | None:
        """Look whether it has ended; its exit code, or minus the signal that ended it."""
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it has ended; raises TimeoutExpired."""
        if self.returncode is None and timeout is not None:
            handle = os.pidfd_open(self.pid)
            try:
                if not select.select([handle], [], [], timeout)[0]:
                    raise subprocess.TimeoutExpired(list(map(str, self.command)), timeout)
            finally:
                os.close(handle)
        if self.returncode is None:
            self.returncode = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self.returncode

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def send_signal(self, sig: int) -> None:
        """Send it a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, sig)


def warm_up() -> None:
    """Load what the commands load, so that no fork has to."""
    import importlib
    import pkgutil

    import facilitator

    for module in pkgutil.walk_packages(facilitator.__path__, "facilitator."):
        if module.name.endswith("__main__") or ".voice." in module.name:
            continue
        with contextlib.suppress(ImportError):  # what another system has
            importlib.import_module(module.name)


def _run(
    command: Sequence[str | Path],
    ends: tuple[int, int, int],
    folder: Path | None,
    environment: Mapping[str, str] | None,
    *,
    start_new_session: bool,
    first: Callable[[], object] | None,
) -> int:
    from facilitator.cli import main

    signal.signal(signal.SIGINT, signal.default_int_handler)  # as at a start, whatever this process does
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for number, end in enumerate(ends):
        os.dup2(end, number)
    os.closerange(3, _MOST_FILES)
    if start_new_session:
        os.setsid()
    if folder is not None:
        os.chdir(folder)
    if environment is not None:
        os.environ.clear()
        os.environ.update(environment)
    if first is not None:
        first()
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - as a start of Python does
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False, buffering=1)  # noqa: SIM115
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr  # type: ignore[misc]
    code = main(list(map(str, command)))
    sys.stdout.flush()
    return code
