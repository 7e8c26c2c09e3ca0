"""Which id each Word plan has on this computer: a private table that tells nobody's name.

A document has no place for an id. So the table keeps marks of each plan: of its child, its place, its bytes,
its outcomes. A mark is an HMAC with a key that lies beside the table; whoever has only one of the two can try
no list of names on it. A table that is damaged, or whose key is gone, is made anew: `files.identity` finds
the ids again in the records of the meetings.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import os
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from facilitator.files import disk
from facilitator.files.folders import ids_path

_TABLE, _KEY, _LOCK = "plans.json", "key", "lock"
_KEY_BYTES = 32
_VERSION = 1

PATIENCE_SECONDS = 10.0
"""How long a program waits for another one that is writing the table: each takes milliseconds."""

_PAUSE = 0.01

Marks = dict[str, list[str]]
"""The marks of one plan by what they are of, the oldest first."""


@dataclass
class PlanTable:
    """The plans with their marks, by id; `on_disk` says that its key is there, and a table that fits it."""

    key: bytes
    plans: dict[str, Marks] = field(default_factory=dict)
    on_disk: bool = False

    def mark(self, kind: str, *parts: object) -> str:
        """Return the mark of something: 32 hex digits that only the key connects with it."""
        said = json.dumps([kind, *(str(part) for part in parts)]).encode()
        return hmac.new(self.key, said, hashlib.sha256).hexdigest()[:32]

    def with_mark(self, kind: str, *marks: str) -> list[str]:
        """Return the ids of the plans that have one of the marks."""
        wanted = set(marks)
        return [plan for plan, known in self.plans.items() if wanted.intersection(known.get(kind, ()))]


_in_memory: dict[Path, PlanTable] = {}
"""What could not be written, by the table's folder: it is good for this program alone."""


def table() -> PlanTable:
    """Return the table as it is now; what cannot be read is passed over."""
    try:
        return _now(ids_path())
    except OSError:
        return _new(ids_path())


@contextlib.contextmanager
def changing() -> Iterator[PlanTable]:
    """Hold the table for one change, which is durable at the end: whole, or not at all.

    What cannot be written, on a full drive or in a folder that takes nothing, is kept in this program.
    """
    folder = ids_path()
    with _alone_in(folder) as locked:
        try:
            now, in_order = _now(folder), locked
        except OSError:  # out of reach is not damaged: it stays as it is
            now, in_order = _new(folder), False
        before = _written(now)
        yield now
        if _written(now) != before:
            _keep(folder, now, durably=in_order)


def _now(folder: Path) -> PlanTable:
    """Return what is on the disk, with what this program alone knows; raises OSError."""
    found, waiting = _read(folder), _in_memory.get(folder)
    if found is None:
        return waiting or _new(folder)
    if waiting is not None and waiting.key == found.key:
        found.plans.update(waiting.plans)
    return found


def _new(folder: Path) -> PlanTable:
    return _in_memory.setdefault(folder, PlanTable(secrets.token_bytes(_KEY_BYTES)))


def _keep(folder: Path, known: PlanTable, *, durably: bool) -> None:
    if durably:
        with contextlib.suppress(OSError):
            if not known.on_disk:
                disk.put(folder / _KEY, known.key.hex().encode())
            disk.put(folder / _TABLE, _written(known))
            _in_memory.pop(folder, None)
            return
    _in_memory[folder] = known


@contextlib.contextmanager
def _alone_in(folder: Path) -> Iterator[bool]:
    """Hold the lock of the table; False where none can be had."""
    try:
        disk.make_private_folder(folder)
        descriptor = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, disk.PRIVATE_FILE)
    except OSError:
        yield False
        return
    try:
        yield _wait_for(descriptor)
    finally:
        os.close(descriptor)


def _wait_for(descriptor: int) -> bool:
    give_up = time.monotonic() + PATIENCE_SECONDS
    with contextlib.suppress(OSError):
        while not disk.try_lock(descriptor):
            if time.monotonic() > give_up:
                return False
            time.sleep(_PAUSE)
        return True
    return False


def _read(folder: Path) -> PlanTable | None:
    """Return the table; None where there is none, or none that its key fits. Raises OSError."""
    try:
        key = bytes.fromhex(disk.read_all(folder / _KEY).decode("ascii"))
        found = (folder / _TABLE).stat()
    except FileNotFoundError:
        return None
    except ValueError:
        return None
    plans = _plans(folder / _TABLE, key, (found.st_mtime_ns, found.st_size, found.st_ino))
    if len(key) != _KEY_BYTES or plans is None:
        return None
    mine = {plan: {kind: [*marks] for kind, marks in known.items()} for plan, known in plans.items()}
    return PlanTable(key, mine, on_disk=True)


@lru_cache(maxsize=4)
def _plans(path: Path, key: bytes, _signature: tuple[int, int, int]) -> dict[str, Marks] | None:
    """Read the table once as long as it stays the same: a list of plans asks for it again and again."""
    try:
        said = json.loads(disk.read_all(path))
        if said["version"] != _VERSION or said["sum"] != _sum(said["plans"], key):
            return None
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
    plans: dict[str, Marks] = said["plans"]
    return plans


def _written(known: PlanTable) -> bytes:
    said = {"version": _VERSION, "sum": _sum(known.plans, known.key), "plans": known.plans}
    return json.dumps(said, indent=0).encode()


def _sum(plans: object, key: bytes) -> str:
    """Return a sum that tells a damaged table, and one of another key."""
    return hmac.new(key, json.dumps(plans, sort_keys=True).encode(), hashlib.sha256).hexdigest()
