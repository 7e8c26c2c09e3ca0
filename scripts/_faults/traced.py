"""A command under strace, which lists its system calls, or lets one of them fail, wait or kill it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections import Counter
from contextlib import suppress
from pathlib import Path

from _faults.computer import Computer, Piped
from tests.forked import Forked

_CALL = re.compile(r"^(\d+) +([a-z_0-9]+)\(")


class Traced(Piped):
    """A command in a fork, traced from `main()` on; `log` is where strace writes."""

    def __init__(self, computer: Computer, arguments: list[str | Path], log: Path, *options: str) -> None:
        super().__init__(arguments, computer.environment, start=_stopped)
        os.waitpid(self.process.pid, os.WUNTRACED)
        self.log = log
        self._tracer = subprocess.Popen(
            ["strace", "-f", "-y", "-s", "64", "-o", log, "-p", str(self.process.pid), *options],
            stderr=subprocess.PIPE,
        )
        assert self._tracer.stderr  # noqa: S101 - it is a pipe
        self._tracer.stderr.readline()  # "Process N attached"
        os.kill(self.process.pid, signal.SIGCONT)

    def end(self, seconds: float = 60.0) -> int:
        """Wait for its end, and for strace's."""
        code = super().end(seconds)
        with suppress(subprocess.TimeoutExpired):
            self._tracer.communicate(timeout=10)
        self._tracer.kill()
        self._tracer.wait()
        return code

    def lines(self) -> list[str]:
        """Return what strace wrote, a call a line."""
        return self.log.read_text(encoding="utf-8", errors="replace").splitlines()


def calls_under(folder: Path, lines: list[str]) -> list[tuple[str, int]]:
    """Return each call that has to do with a folder: its name, and the how manieth of its thread it is."""
    counts: Counter[tuple[str, str]] = Counter()
    found: dict[tuple[str, int], None] = {}
    for line in lines:
        match = _CALL.match(line)
        if match is None:
            continue
        counts[match[1], match[2]] += 1
        if str(folder) in line:
            found[match[2], counts[match[1], match[2]]] = None
    return list(found)


def _stopped(command: list[str | Path], **ends: object) -> Forked:
    return Forked(command, preexec_fn=lambda: os.kill(os.getpid(), signal.SIGSTOP), **ends)  # type: ignore[arg-type]
