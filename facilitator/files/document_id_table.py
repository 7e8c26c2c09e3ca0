"""Which id each Word plan has on this computer: a private table that tells nobody's name.

A document has no place for an id. So the table keeps marks of each plan: of its child, its place, its bytes,
its outcomes. A mark is an HMAC with a key that lies beside the table; whoever has only one of the two can try
no list of names on it.

A line of the file is a plan with its marks and a sum, and the last line of a plan counts. Lines are added
under a lock. What is damaged, or of a key that is gone, is left out when the file is next written:
`files.document_id` finds the ids again in the records of the meetings.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import os
import secrets
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from facilitator.files import system_calls
from facilitator.files.folders import ids_path

_TABLE, _KEY, _LOCK = "plans", "key", "lock"
_KEY_BYTES = 32

_SPARE = 1_000
"""Lines that may stand in the file beyond two for each plan, before it is written anew without the past."""

PATIENCE_SECONDS = 10.0
"""How long a program waits for another one that is writing the table: each takes milliseconds."""

_PAUSE = 0.01

Marks = dict[str, list[str]]
"""The marks of one plan by what they are of, the oldest first."""


@dataclass
class PlanTable:
    """The plans with their marks, by id; read it with `table`, and change it with `changing`.

    It is what this program has read so far, `upto` which byte and of which file (its `number`), and what is
    `unwritten` yet; `anew` = its file still says what is to be left out.
    """

    key: bytes
    number: tuple[int, int] = (0, 0)
    key_on_disk: bool = False
    plans: dict[str, Marks] = field(default_factory=dict)
    unwritten: set[str] = field(default_factory=set)
    upto: int = 0
    lines: int = 0
    damaged: bool = False
    torn: bool = False
    anew: bool = False
    _with: dict[str, list[str]] = field(default_factory=dict)

    def mark(self, kind: str, *parts: object) -> str:
        """Return the mark of something: 32 hex digits that only the key connects with it."""
        said = json.dumps([kind, *(str(part) for part in parts)]).encode()
        return hmac.new(self.key, said, hashlib.sha256).hexdigest()[:32]

    def with_mark(self, kind: str, *marks: str) -> list[str]:
        """Return the ids of the plans that have one of the marks, in the order in which they got it."""
        plans = dict.fromkeys(plan for mark in marks for plan in self._with.get(mark, ()))
        return [plan for plan in plans if not set(marks).isdisjoint(self.plans[plan].get(kind, ()))]

    def put(self, plan: str, marks: Marks) -> None:
        """Put down the marks of a plan, in place of those of before."""
        self.take(plan, marks)
        self.unwritten.add(plan)

    def take(self, plan: str, marks: Marks) -> None:
        """Take in what the file says of a plan."""
        self.plans[plan] = marks
        for mark in (one for each in marks.values() for one in each):
            with_it = self._with.setdefault(mark, [])
            if plan not in with_it:
                with_it.append(plan)

    def forget(self, plan: str) -> None:
        """Leave out a plan with all its marks, also what was said of it earlier in the file."""
        if self.plans.pop(plan, None) is not None:
            self.unwritten.discard(plan)
            for with_it in self._with.values():
                with_it[:] = [one for one in with_it if one != plan]
            self.anew = True


_tables: dict[Path, PlanTable] = {}
_one_at_a_time = threading.RLock()


def table() -> PlanTable:
    """Return the table as it is now; what cannot be read is passed over."""
    with _one_at_a_time, contextlib.suppress(OSError):
        return _up_to_date(ids_path())
    return _known(ids_path())


@contextlib.contextmanager
def changing() -> Iterator[PlanTable]:
    """Hold the table for a change, which is durable at the end: each plan whole, or not at all.

    What cannot be written, on a full drive or in a folder that takes nothing, is kept in this program and
    written with the next change.
    """
    folder = ids_path()
    with _one_at_a_time, _alone_in(folder) as locked:
        try:
            known, in_order = _up_to_date(folder), locked
        except OSError:  # out of reach is not damaged: it stays as it is
            known, in_order = _known(folder), False
        yield known
        if in_order and (known.unwritten or known.anew):
            with contextlib.suppress(OSError):
                _write(folder, known)


def _known(folder: Path) -> PlanTable:
    return _tables.setdefault(folder, PlanTable(secrets.token_bytes(_KEY_BYTES)))


# Reading


def _up_to_date(folder: Path) -> PlanTable:
    """Return the table with what was added to its file since this program last looked; raises OSError."""
    known, key = _known(folder), _key(folder)
    if key is not None and key != known.key:
        known = _tables[folder] = PlanTable(key)
    known.key_on_disk = key is not None
    try:
        with (folder / _TABLE).open("rb") as stream:
            found = os.fstat(stream.fileno())
            number = (found.st_dev, found.st_ino)
            if number != known.number or found.st_size < known.upto:
                known = _tables[folder] = _anew(known, number)
            stream.seek(known.upto)
            data = stream.read()
    except FileNotFoundError:
        if known.upto:
            known = _tables[folder] = _anew(known, (0, 0))
        return known
    *lines, rest = data.split(b"\n")
    known.torn = bool(rest)  # a crash cut it short, or somebody is writing it now
    for line in lines:
        known.upto += len(line) + 1
        known.lines += 1
        said = _read(line, known.key)
        known.damaged |= said is None
        if said is not None and said[0] not in known.unwritten:
            known.take(*said)
    return known


def _anew(known: PlanTable, number: tuple[int, int]) -> PlanTable:
    """Return an empty table of the same key, with what is not yet written."""
    fresh = PlanTable(known.key, number, known.key_on_disk)
    for plan in known.unwritten:
        fresh.put(plan, known.plans[plan])
    return fresh


def _key(folder: Path) -> bytes | None:
    """Return the key, None where there is none or it is damaged; raises OSError."""
    try:
        key = bytes.fromhex(system_calls.read_all(folder / _KEY).decode("ascii"))
    except (FileNotFoundError, ValueError):
        return None
    return key if len(key) == _KEY_BYTES else None


def _read(line: bytes, key: bytes) -> tuple[str, Marks] | None:
    """Return a plan and its marks; None for a line that is damaged, cut short, or of another key."""
    try:
        said = json.loads(line)
        plan, marks = said["plan"], said["marks"]
        if line + b"\n" != _line(plan, marks, key):
            return None
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
    return plan, marks


# Writing


def _line(plan: str, marks: Marks, key: bytes) -> bytes:
    said = json.dumps([plan, marks]).encode()
    total = hmac.new(key, said, hashlib.sha256).hexdigest()[:32]
    return json.dumps({"plan": plan, "marks": marks, "sum": total}).encode() + b"\n"


def _write(folder: Path, known: PlanTable) -> None:
    """Add what is not yet written, or write the whole file anew where it has much that does not count."""
    if not known.key_on_disk:
        system_calls.put(folder / _KEY, known.key.hex().encode())
        known.key_on_disk = True
    much = known.lines > 2 * len(known.plans) + _SPARE
    if known.damaged or known.torn or known.anew or much or not known.upto:
        system_calls.put(folder / _TABLE, _lines(known, known.plans))
        known.anew = False
    else:
        _add(folder / _TABLE, _lines(known, sorted(known.unwritten)))
    known.unwritten.clear()


def _lines(known: PlanTable, plans: Iterable[str]) -> bytes:
    return b"".join(_line(plan, known.plans[plan], known.key) for plan in plans)


def _add(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND)
    try:
        system_calls.write_all(descriptor, data)
        system_calls.sync(descriptor)
    finally:
        system_calls.close(descriptor)


@contextlib.contextmanager
def _alone_in(folder: Path) -> Iterator[bool]:
    """Hold the lock of the table; False where none can be had."""
    try:
        system_calls.make_private_folder(folder)
        descriptor = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, system_calls.PRIVATE_FILE)
    except OSError:
        yield False
        return
    try:
        yield _wait_for(descriptor)
    finally:
        system_calls.close(descriptor)


def _wait_for(descriptor: int) -> bool:
    give_up = time.monotonic() + PATIENCE_SECONDS
    with contextlib.suppress(OSError):
        while not system_calls.try_lock(descriptor):
            if time.monotonic() > give_up:
                return False
            time.sleep(_PAUSE)
        return True
    return False
