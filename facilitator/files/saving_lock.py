"""One save of a plan file at a time, from the check to the rename, whoever writes and from which computer."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from facilitator.files import os_errors
from facilitator.files.lock_file import LockFile, Watch, look, name_beside

BUMP_SECONDS = 1.0
STALE_SECONDS = 30.0
"""Thirty bumps that did not come: whoever held it is gone. It looks again before it renames all the same."""

PATIENCE_SECONDS = 45.0
"""How long a save waits for another one: longer than for a crash, and for a large plan on a slow share."""

_PAUSE = 0.02


@contextlib.contextmanager
def saving(real: Path) -> Iterator[Callable[[], None]]:
    """Hold the lock of a plan file; raises Refusal where another save does not come to an end.

    What it yields raises a Refusal where another save took the lock over, since this one stood still so long.
    """
    file = _taken(real)
    done = threading.Event()

    def check() -> None:
        if file is not None and not file.ours:
            raise os_errors.of_file("save.busy", real)

    if file is not None:
        threading.Thread(target=_keep_alive, args=(file, done), daemon=True).start()
    try:
        yield check
    finally:
        done.set()
        if file is not None:
            file.let_go()


def _taken(real: Path) -> LockFile | None:
    """Return the lock file, waiting for others; None where the folder takes no file, which the save says."""
    path, watch = name_beside(real, "saving"), Watch()
    give_up = time.monotonic() + PATIENCE_SECONDS
    try:
        while time.monotonic() < give_up:
            if file := LockFile.make(path) or LockFile.inherit(path) or _left_behind(path, watch):
                return file
            time.sleep(_PAUSE)
    except OSError:
        return None
    raise os_errors.of_file("save.busy", real)


def _left_behind(path: Path, watch: Watch) -> LockFile | None:
    found = look(path)
    if found is None or watch.still(found) < STALE_SECONDS:
        return None
    return LockFile.take_over(path, found)


def _keep_alive(file: LockFile, done: threading.Event) -> None:
    while not done.wait(BUMP_SECONDS):
        with contextlib.suppress(OSError):  # the save itself meets it, and says so
            file.bump()
