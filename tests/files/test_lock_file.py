"""A lock file beside a plan: one holder at a time, across windows, computers, crashes and foreign bytes."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.files import atomic_saving as saves
from facilitator.files import folders, lock_file, system_calls
from facilitator.files.atomic_saving import digest, save_bytes, saving
from facilitator.files.lock_file import LockFile, Note, Watch, look, name_beside
from facilitator.files.meeting_lock import MeetingLock, PlanIsOpen
from facilitator.plan.refusal import Refusal

pytestmark = pytest.mark.needs("posix")


class Time:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return name_beside(tmp_path / "Tomos Briain.plan.json", "open", "plan-one")


@pytest.fixture
def other_computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Go over to another computer: a data folder of its own."""
    return lambda: monkeypatch.setenv("FACILITATOR_DATA", str(tmp_path / "other-data"))


def killed(work: Callable[[], object]) -> None:
    """Do something in a process of its own, which is then killed in the middle of it."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            kept = work()
            os.write(writer, b"." if kept else b"!")
            signal.pause()
        finally:
            os._exit(1)
    os.close(writer)
    came = os.read(reader, 1)
    os.close(reader)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    assert came == b"."


def test_one_holds_it_and_it_goes_when_it_is_let_go(path: Path) -> None:
    held = LockFile.make(path)
    assert held is not None
    assert held.ours
    assert LockFile.make(path) is None
    assert LockFile.inherit(path) is None, "its holder is alive"
    held.let_go()
    held.let_go()
    assert not path.exists()
    again = LockFile.make(path)
    assert again is not None
    again.let_go()


def test_it_is_hidden_known_as_ours_and_names_nobody(path: Path) -> None:
    held = LockFile.make(path)
    assert held is not None
    assert path.name.startswith(".facilitator-")
    for part in ("tomos", "briain", "plan-one"):
        assert part not in path.name.casefold()
        assert part not in path.read_text().casefold()
    assert path.stat().st_mode & 0o044 == 0o044, "others must see the counter"
    held.let_go()


def test_plans_in_one_folder_and_of_one_child_have_their_own(tmp_path: Path) -> None:
    names = {
        name_beside(tmp_path / plan, kind, plan_id)
        for plan in ("a.plan.json", "b.plan.json", "a.docx")
        for kind in ("open", "saving")
        for plan_id in ("one", "two")
    }
    assert len(names) == 12
    assert name_beside(tmp_path / "A.docx", "open") == name_beside(tmp_path / "a.docx", "open")


def test_what_a_crash_of_this_computer_left_is_taken_at_once(path: Path) -> None:
    killed(lambda: LockFile.make(path))
    assert path.exists()
    assert LockFile.make(path) is None
    held = LockFile.inherit(path)
    assert held is not None
    assert held.ours
    assert LockFile.inherit(path) is None
    held.let_go()
    assert not path.exists()


def test_what_a_crash_elsewhere_left_is_not_taken_at_once(
    path: Path, other_computer: Callable[[], None]
) -> None:
    killed(lambda: LockFile.make(path))
    other_computer()
    assert LockFile.inherit(path) is None
    found = look(path)
    assert found is not None
    held = LockFile.take_over(path, found)
    assert held is not None
    held.let_go()
    assert list(path.parent.glob(".facilitator-*")) == []


def test_of_several_who_take_it_over_one_does_and_the_holder_learns_of_it(path: Path) -> None:
    first = LockFile.make(path)
    found = look(path)
    assert first is not None
    assert found is not None
    start, taken = threading.Barrier(8), []

    def take() -> None:
        start.wait()
        if (held := LockFile.take_over(path, found)) is not None:
            taken.append(held)

    threads = [threading.Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (held,) = taken
    assert held.ours
    assert not first.ours
    assert not first.bump()
    first.let_go()
    assert path.exists(), "it is not the first one's to remove"
    held.let_go()


def test_the_counter_moves_and_a_reader_sees_it_by_a_clock_that_nobody_sets(path: Path) -> None:
    held, clock = LockFile.make(path, "2031-01-01T10:00:00+00:00"), Time()
    assert held is not None
    watch = Watch(clock)

    def still() -> float:
        found = look(path)
        assert found is not None
        return watch.still(found)

    assert still() == 0
    clock.at = 80
    assert still() == 80
    assert not watch.moved
    assert held.bump()
    assert still() == 0
    assert watch.moved
    clock.at = 200
    assert still() == 120
    held.let_go()


def test_a_file_that_was_removed_is_made_again(path: Path) -> None:
    held = LockFile.make(path)
    assert held is not None
    path.unlink()
    assert held.bump()
    assert held.ours
    held.let_go()
    assert not path.exists()


def test_a_copy_that_a_sync_client_put_in_its_place_is_held_as_well(path: Path) -> None:
    held = LockFile.make(path)
    assert held is not None
    copy = path.with_name("copy")
    copy.write_bytes(path.read_bytes())
    copy.replace(path)
    assert held.bump()
    assert LockFile.inherit(path) is None, "its holder is alive"
    held.let_go()
    assert not path.exists()


@given(st.binary(max_size=200) | st.sampled_from([b"{}", b"[]", b'{"token": 1}', b"[" * 5000, b"NaN"]))
def test_any_bytes_are_a_note(raw: bytes) -> None:
    assert Note.read(raw).raw == raw


@pytest.mark.parametrize("left", [b"", b"\0" * 300, b"{", "folder", "pipe", "link"])
def test_whatever_lies_there_is_taken_for_somebodys(path: Path, left: bytes | str) -> None:
    if left == "folder":
        path.mkdir()
    elif left == "pipe":
        os.mkfifo(path)
    elif left == "link":
        path.symlink_to("nowhere")
    else:
        assert isinstance(left, bytes)
        path.write_bytes(left)
    assert LockFile.make(path) is None
    assert LockFile.inherit(path) is None
    assert look(path) is not None


@pytest.mark.parametrize("left", [b"", b"\0" * 170])
def test_what_a_crash_left_before_it_was_written_is_taken_at_the_start_of_a_meeting(
    tmp_path: Path, left: bytes
) -> None:
    """Of this computer nobody holds it, and nobody elsewhere writes it: it held each later start up."""
    plan = tmp_path / "one.plan.json"
    path = name_beside(plan, "open", "p")
    path.write_bytes(left)
    lock = MeetingLock.take(plan, "p", datetime(2027, 1, 1, tzinfo=UTC))
    found = look(path)
    assert found is not None
    assert found.computer == lock_file.this_computer()
    lock.let_go()
    assert not path.exists()


def test_what_is_empty_and_held_by_another_window_is_somebodys(tmp_path: Path) -> None:
    plan = tmp_path / "one.plan.json"
    path = name_beside(plan, "open", "p")
    with path.open("wb") as stream:
        assert system_calls.try_lock(stream.fileno())
        with pytest.raises(PlanIsOpen):
            MeetingLock.take(plan, "p", datetime(2027, 1, 1, tzinfo=UTC))


# The lock of a save


def save(path: Path, old: bytes, new: bytes) -> str:
    return save_bytes(path, new, base=digest(old), backups=path.parent / "backups", plan_id="p")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "one.plan.json"
    path.write_bytes(b"old")
    return path


def killed_in_a_save(plan: Path) -> None:
    kept = []

    def begin() -> bool:
        kept.append(saving(plan))
        kept[0].__enter__()
        return name_beside(plan, "saving").exists()

    killed(begin)


def test_a_save_that_was_killed_locks_nobody_of_this_computer_out(plan: Path) -> None:
    killed_in_a_save(plan)
    before = time.monotonic()
    save(plan, b"old", b"new")
    assert time.monotonic() - before < saves.STALE_SECONDS / 10
    assert plan.read_bytes() == b"new"
    assert list(plan.parent.glob(".*")) == []


def test_a_save_that_was_killed_before_it_wrote_its_lock_is_not_waited_for_as_if_it_went_on(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saves, "PATIENCE_SECONDS", saves.BLANK_SECONDS + 10)
    name_beside(plan, "saving").write_bytes(b"")
    save(plan, b"old", b"new")
    assert plan.read_bytes() == b"new"


def test_a_save_that_was_killed_elsewhere_is_waited_for_and_then_gone_past(
    plan: Path, other_computer: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    killed_in_a_save(plan)
    other_computer()
    monkeypatch.setattr("facilitator.files.atomic_saving.STALE_SECONDS", 0.3)
    before = time.monotonic()
    save(plan, b"old", b"new")
    assert time.monotonic() - before >= 0.3
    assert plan.read_bytes() == b"new"
    assert list(plan.parent.glob(".*")) == []


def test_a_save_that_goes_on_elsewhere_is_said(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("facilitator.files.atomic_saving.PATIENCE_SECONDS", 0.1)
    with saving(plan), pytest.raises(Refusal) as refused:
        save(plan, b"old", b"new")
    assert refused.value.code == "save.busy"
    assert plan.read_bytes() == b"old"
    save(plan, b"old", b"new")


def test_a_save_that_stood_still_too_long_does_not_rename_any_more(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a laptop that slept in the middle: another save took the lock over by then."""
    real = system_calls.write_beside

    def asleep(*arguments: object, **named: object) -> Path:
        written = real(*arguments, **named)  # type: ignore[arg-type]
        lock = name_beside(plan, "saving")
        found = look(lock)
        if written.parent == plan.parent and found is not None:
            other = LockFile.take_over(lock, found)
            assert other is not None
            other.let_go()
        return written

    monkeypatch.setattr(system_calls, "write_beside", asleep)
    with pytest.raises(Refusal) as refused:
        save(plan, b"old", b"new")
    assert refused.value.code == "save.busy"
    assert plan.read_bytes() == b"old"


def test_where_no_lock_can_be_made_the_save_says_what_it_always_said(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as fault:
        fault.setattr(system_calls, "open_new", refuse)
        with pytest.raises(Refusal, match=r"save\.no-backup"):
            save(plan, b"old", b"new")
    with monkeypatch.context() as fault:
        fault.setattr(LockFile, "make", refuse)
        save(plan, b"old", b"new")
    assert plan.read_bytes() == b"new"


def test_a_share_without_the_systems_locks_still_lets_one_in(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(_: int) -> bool:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(system_calls, "try_lock", unknown)
    monkeypatch.setattr("facilitator.files.atomic_saving.PATIENCE_SECONDS", 0.1)
    with saving(plan):
        found = look(name_beside(plan, "saving"))
        assert found is not None
        assert found.computer == "", "nobody may think its holder dead"
        with pytest.raises(Refusal):
            save(plan, b"old", b"new")


def test_a_computer_is_known_again_and_told_from_others(
    other_computer: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    here = lock_file.this_computer()
    assert here == lock_file.this_computer() != ""
    other_computer()
    assert lock_file.this_computer() != here
    monkeypatch.setenv("FACILITATOR_DATA", "/proc/nowhere")
    assert lock_file.this_computer() == ""


@pytest.mark.parametrize("left", [b"", b"\0" * 32])
def test_a_number_that_a_power_cut_emptied_is_made_again(tmp_path: Path, left: bytes) -> None:
    (tmp_path / "facilitator-data").mkdir()
    (tmp_path / "facilitator-data" / "computer").write_bytes(left)
    here = lock_file.this_computer()
    assert here
    lock_file._computer.cache_clear()
    assert lock_file.this_computer() == here


def test_who_this_computer_is_outlives_a_power_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else each later crash would be somebody elsewhere who has the review open."""
    synced: list[bytes] = []
    real = system_calls.sync

    def sync(descriptor: int) -> None:
        real(descriptor)
        synced.append(os.pread(descriptor, 100, 0))

    monkeypatch.setattr(system_calls, "sync", sync)
    assert lock_file.this_computer()
    assert (folders.data_folder() / "computer").read_bytes() in synced


def test_a_meeting_is_locked_beside_its_plan_though_this_computers_own_drive_is_out(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or a record that went on in another folder could not be taken up when it is needed."""
    away = plan.with_name("a file")
    away.write_text("", encoding="utf-8")
    monkeypatch.setenv("FACILITATOR_DATA", str(away / "data"))
    lock = MeetingLock.take(plan, "plan-one", datetime(2027, 3, 12, 14, 0, tzinfo=UTC))
    assert look(name_beside(plan, "open", "plan-one")) is not None
    with pytest.raises(PlanIsOpen):
        MeetingLock.take(plan, "plan-one", datetime(2027, 3, 12, 14, 5, tzinfo=UTC))
    lock.let_go()
    assert look(name_beside(plan, "open", "plan-one")) is None
