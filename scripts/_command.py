"""Runs a command and hears its output line by line, without going silent while it is quiet."""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

QUIET_SECONDS = 1.0
PATIENCE_SECONDS = 10.0


@contextlib.contextmanager
def running(command: list[str], environment: Mapping[str, str], lock: int) -> Iterator[subprocess.Popen[str]]:
    """Start the command and, however the block is left, see that it has ended.

    The command holds the lock too (on POSIX), so that it stays locked if only this process is killed.
    """
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env=environment,
        pass_fds=(lock,) if os.name == "posix" else (),
    )
    try:
        yield process
        process.wait()
    finally:
        _end(process)


def lines(process: subprocess.Popen[str]) -> Iterator[str | None]:
    """The process's output lines as they come, and None for each second without one."""
    heard: queue.Queue[str | None] = queue.Queue()

    def listen() -> None:
        assert process.stdout is not None  # noqa: S101 - tells mypy what `running` asked for
        for line in process.stdout:
            heard.put(line)
        heard.put(None)

    threading.Thread(target=listen, daemon=True).start()
    while True:
        try:
            line = heard.get(timeout=QUIET_SECONDS)
        except queue.Empty:
            yield None
            continue
        if line is None:
            return
        yield line


def _end(process: subprocess.Popen[str]) -> None:
    """End the process if it still runs: asked first, then killed."""
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
