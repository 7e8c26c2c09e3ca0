"""Whatever chairs, crashes and sync clients do to a lock file, at most one holds it, and each finds out."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, multiple, rule

from facilitator.files.folders import OVERRIDE
from facilitator.files.lock_file import LockFile, look

COMPUTERS = st.sampled_from(["one", "two"])


class Chairs(RuleBasedStateMachine):
    """Chairs on two computers, and a folder that anybody may write into."""

    held = Bundle("held")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / ".facilitator-x.open"
        self.all: list[LockFile] = []
        self.before = os.environ.get(OVERRIDE)

    def at(self, computer: str) -> None:
        os.environ[OVERRIDE] = str(self.folder / computer)

    def _kept(self, lock: LockFile | None) -> object:
        if lock is None:
            return multiple()
        assert lock.ours
        self.all.append(lock)
        return lock

    @rule(target=held, computer=COMPUTERS)
    def make(self, computer: str) -> object:
        self.at(computer)
        there = self.path.exists()
        made = LockFile.make(self.path)
        assert (made is None) == there
        return self._kept(made)

    @rule(target=held, computer=COMPUTERS)
    def inherit(self, computer: str) -> object:
        self.at(computer)
        alive = any(lock.ours for lock in self.all)
        found = LockFile.inherit(self.path)
        assert found is None or not alive
        return self._kept(found)

    @rule(target=held, computer=COMPUTERS)
    def take_over(self, computer: str) -> object:
        self.at(computer)
        found = look(self.path)
        return self._kept(LockFile.take_over(self.path, found)) if found else multiple()

    @rule(lock=held)
    def bump(self, lock: LockFile) -> None:
        if lock in self.all:
            there, ours = self.path.exists(), lock.ours
            assert lock.bump() == (ours or not there)

    @rule(lock=consumes(held))
    def let_go(self, lock: LockFile) -> None:
        if lock in self.all:
            others = not lock.ours and self.path.exists()
            lock.let_go()
            self.all.remove(lock)
            assert self.path.exists() == others

    @rule(lock=consumes(held))
    def crash(self, lock: LockFile) -> None:
        if lock in self.all:
            lock._close()
            self.all.remove(lock)

    @rule(bytes_there=st.none() | st.binary(max_size=40))
    def sync_client(self, bytes_there: bytes | None) -> None:
        """Something removes the file, or puts other bytes there."""
        with contextlib.suppress(FileNotFoundError):
            self.path.unlink()
        if bytes_there is not None:
            self.path.write_bytes(bytes_there)

    @rule()
    def sync_client_puts_a_copy(self) -> None:
        if self.path.exists():
            copy = self.folder / "copy"
            shutil.copyfile(self.path, copy)
            copy.replace(self.path)
            for lock in self.all:
                lock.bump()  # the next heartbeat

    @invariant()
    def one_holds_it(self) -> None:
        assert sum(lock.ours for lock in self.all) <= 1

    def teardown(self) -> None:
        for lock in self.all:
            lock.let_go()
        shutil.rmtree(self.folder)
        os.environ.pop(OVERRIDE, None)
        if self.before is not None:
            os.environ[OVERRIDE] = self.before


Chairs.TestCase.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
test_at_most_one_holds_it = Chairs.TestCase
