"""Who may read and write a file, kept when another file takes its place: a school's folder works by group."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from pathlib import Path
from typing import NamedTuple

_OF_GROUP = stat.S_IRWXG


class Rights(NamedTuple):
    """Owner, group, mode and further attributes of a file, among them its access list."""

    mode: int
    owner: int
    group: int
    attributes: tuple[tuple[str, bytes], ...] = ()

    def give_to(self, descriptor: int) -> None:
        """Give an open file these rights, as far as the system lets us; never more than the old file had."""
        if sys.platform == "win32":  # a new file has the rights of its folder there
            return
        mode = self.mode
        if not self._owned(descriptor):
            mode &= ~_OF_GROUP  # those of another group could read it otherwise
        with contextlib.suppress(OSError):  # some shares know no modes: 0600 is the safe one
            os.fchmod(descriptor, mode)
        if mode == self.mode and hasattr(os, "setxattr"):
            for name, value in self.attributes:
                with contextlib.suppress(OSError):
                    os.setxattr(descriptor, name, value)

    def _owned(self, descriptor: int) -> bool:
        """Give the file its owner and group, or its group alone; whether it has its group now."""
        with contextlib.suppress(OSError):  # only an administrator may give a file away
            if os.fstat(descriptor).st_uid != self.owner:
                os.fchown(descriptor, self.owner, -1)
        with contextlib.suppress(OSError):
            if os.fstat(descriptor).st_gid != self.group:
                os.fchown(descriptor, -1, self.group)
        return os.fstat(descriptor).st_gid == self.group


def rights_of(path: Path) -> Rights:
    """Return the rights of a file; raises OSError."""
    found = path.stat()
    return Rights(stat.S_IMODE(found.st_mode), found.st_uid, found.st_gid, tuple(_attributes(path)))


def give_rights_of(path: Path, other: Path) -> None:
    """Give another file the rights of a file; raises OSError."""
    descriptor = os.open(other, os.O_RDONLY)
    try:
        rights_of(path).give_to(descriptor)
    finally:
        with contextlib.suppress(OSError):  # nothing was written
            os.close(descriptor)


def _attributes(path: Path) -> list[tuple[str, bytes]]:
    kept: list[tuple[str, bytes]] = []
    if not hasattr(os, "listxattr"):  # Windows and macOS
        return kept
    with contextlib.suppress(OSError):
        for name in os.listxattr(path):
            with contextlib.suppress(OSError):
                kept.append((name, os.getxattr(path, name)))
    return kept
