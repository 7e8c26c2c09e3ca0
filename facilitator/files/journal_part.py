"""One file of a journal: locked, with room reserved ahead, written line by line to the disk itself."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path
from typing import Self

from facilitator.files import system_calls
from facilitator.plan.refusal import Refusal

ROOM = 1 << 20
"""Bytes that are reserved ahead, so that a disk that fills up later does not end the record."""


class Part:
    """An open journal file; after any error of `write` it must be closed and never written again."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self._descriptor = descriptor
        self._place = 0
        self._room = 0
        self._keeps_place = system_calls.same_file(
            descriptor, path
        )  # not on every share: some number files anew

    @classmethod
    def make(cls, path: Path, data: bytes) -> Self:
        """Make the file, which has its name only once the data is durable; raises OSError."""
        system_calls.put(path, data)
        part = cls.take(path)
        part.go_on_at(len(data), cut=False)
        part.reserve(ROOM)
        return part

    @classmethod
    def take(cls, path: Path) -> Self:
        """Open a file that exists and lock it; raises OSError, or Refusal if another has it."""
        descriptor = system_calls.open_existing(path)
        try:
            locked = system_calls.try_lock(descriptor)
        except BaseException:
            system_calls.close(descriptor)
            raise
        if not locked:
            system_calls.close(descriptor)
            raise Refusal("journal.in-use", folder=str(path.parent))
        return cls(path, descriptor)

    def go_on_at(self, place: int, *, cut: bool) -> None:
        """Write from `place` on; `cut` drops the bytes after it, otherwise they are room; raises OSError."""
        if cut:
            os.ftruncate(self._descriptor, place)
        os.lseek(self._descriptor, place, os.SEEK_SET)
        self._place = place
        self._room = os.fstat(self._descriptor).st_size
        system_calls.sync(self._descriptor)

    def write(self, data: bytes) -> None:
        """Add bytes at the end; returns once they are on the disk; raises OSError.

        Also where the file was removed, replaced or cut short meanwhile: the bytes would be in no file that
        anybody can find.
        """
        if os.fstat(self._descriptor).st_size < self._place:
            raise _gone()
        if self._place + len(data) > self._room:
            self.reserve(ROOM + len(data))
        system_calls.write_all(self._descriptor, data)
        system_calls.sync(self._descriptor)
        if self._keeps_place and not system_calls.same_file(self._descriptor, self.path):
            raise _gone()
        self._place += len(data)

    def reserve(self, length: int) -> None:
        """Have zeros after the last line, if the file system can promise room that way."""
        if system_calls.preallocate(self._descriptor, self._place, length):
            self._room = self._place + length

    def trim(self) -> None:
        """Give back the room that was not used; only tidiness, since a reader skips the zeros."""
        with contextlib.suppress(OSError):
            os.ftruncate(self._descriptor, self._place)

    def close(self) -> None:
        """Close the file, which also unlocks it; may be called twice."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            system_calls.close(descriptor)


def _gone() -> OSError:
    return OSError(errno.ENOENT, os.strerror(errno.ENOENT))
