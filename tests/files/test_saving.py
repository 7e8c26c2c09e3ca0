"""Saving a file: at every moment the old or the new version is whole, and nobody's work is lost."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from facilitator.files import atomic_saving, system_calls
from facilitator.files.atomic_saving import Conflict, digest, save_bytes, sweep
from facilitator.files.backups import KEPT, back_up, backups_in
from facilitator.files.lock_file import LockFile, this_computer
from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import explain

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.files.conftest import FailingCall

ROOT = Path(__file__).parents[2]
OLD = b"the old version\n"
NEW = b"the new version, and longer\n" * 400
PATIENCE_SECONDS = 20.0

posix_only = pytest.mark.needs("posix")


@pytest.fixture(autouse=True)
def has_saved_before() -> None:
    """This computer has its number, which is written once for all."""
    this_computer()


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    path = folder / "one.plan.json"
    path.write_bytes(OLD)
    return path


@pytest.fixture
def backups(tmp_path: Path) -> Path:
    return tmp_path / "backups"


@pytest.fixture
def save(target: Path, backups: Path) -> Callable[[], str]:
    return lambda: save_bytes(target, NEW, base=digest(OLD), backups=backups, plan_id="plan-one")


def assert_untouched(target: Path) -> None:
    """The old version is whole and nothing else lies beside it."""
    assert target.read_bytes() == OLD
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_saves_and_keeps_the_old_version(target: Path, backups: Path, save: Callable[[], str]) -> None:
    assert save() == digest(NEW)
    assert target.read_bytes() == NEW
    assert [path.read_bytes() for path in backups_in(backups)] == [OLD]
    assert [path.name for path in target.parent.iterdir()] == [target.name]


@posix_only
def test_backups_are_private_and_their_names_say_nothing(backups: Path, save: Callable[[], str]) -> None:
    save()
    (kept,) = backups_in(backups)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(backups.stat().st_mode) == 0o700
    assert "one" not in kept.name
    assert kept.name.startswith("000001-")


def test_twenty_backups_are_kept_in_the_order_of_saving(target: Path, backups: Path) -> None:
    base = digest(OLD)
    for number in range(25):
        base = save_bytes(target, f"{number}".encode(), base=base, backups=backups, plan_id="p")
    kept = [path.read_bytes() for path in backups_in(backups)]
    assert kept == [f"{number}".encode() for number in range(23, 3, -1)]
    assert len(kept) == KEPT


def test_of_each_earlier_day_the_last_backup_stays_however_often_a_plan_is_changed(tmp_path: Path) -> None:
    days = [f"2026{month:02}{day:02}" for month in (1, 2) for day in range(1, 15)]
    for number, day in enumerate(day for day in days for _ in range(2)):
        (tmp_path / f"{number + 1:06}-{day}T100000Z.plan.json").write_bytes(day.encode())
    for _ in range(KEPT):
        back_up(OLD, tmp_path, tmp_path / "one.plan.json")
    kept = [path.read_bytes().decode() for path in backups_in(tmp_path)]
    assert kept[:KEPT] == [OLD.decode()] * KEPT
    assert kept[KEPT:] == days[: -KEPT - 1 : -1]


def test_other_files_among_the_backups_are_left_alone(tmp_path: Path) -> None:
    stranger = tmp_path / "notes.txt"
    stranger.write_text("mine")
    for _ in range(KEPT + 2):
        back_up(OLD, tmp_path, tmp_path / "one.docx")
    assert stranger.read_text() == "mine"
    assert len(list(tmp_path.glob("*.docx"))) == KEPT


def test_a_changed_file_is_a_conflict(target: Path, save: Callable[[], str]) -> None:
    target.write_bytes(b"somebody else's")
    with pytest.raises(Conflict) as refused:
        save()
    assert refused.value.code == "file.changed-elsewhere"
    assert refused.value.found == digest(b"somebody else's")
    assert target.read_bytes() == b"somebody else's"


def test_a_change_at_the_last_moment_is_a_conflict(
    target: Path, save: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = system_calls.write_beside

    def slow(path: Path, data: bytes, *more: object) -> Path:
        temporary = real(path, data, *more)  # type: ignore[arg-type]
        if path == target:
            target.write_bytes(b"a sync client's")
        return temporary

    monkeypatch.setattr(system_calls, "write_beside", slow)
    with pytest.raises(Conflict):
        save()
    assert target.read_bytes() == b"a sync client's"


def test_a_file_that_went_away_is_a_conflict(target: Path, save: Callable[[], str]) -> None:
    target.unlink()
    with pytest.raises(Conflict) as refused:
        save()
    assert refused.value.code == "file.gone"
    assert not target.exists()


def test_a_new_file_never_replaces_another(target: Path, backups: Path) -> None:
    with pytest.raises(Conflict) as refused:
        save_bytes(target, NEW, base=None, backups=backups, plan_id="p")
    assert refused.value.code == "file.already-there"
    assert_untouched(target)


def test_a_new_file_does_not_replace_one_that_appears_at_the_last_moment(
    tmp_path: Path, backups: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "new.plan.json"
    real = system_calls.move_to_free_name

    def beaten(temporary: Path, target: Path) -> None:
        path.write_bytes(b"theirs")
        real(temporary, target)

    monkeypatch.setattr(system_calls, "move_to_free_name", beaten)
    with pytest.raises(Conflict):
        save_bytes(path, NEW, base=None, backups=backups, plan_id="p")
    assert path.read_bytes() == b"theirs"


@posix_only
def test_a_new_file_is_private(tmp_path: Path, backups: Path) -> None:
    path = tmp_path / "new.plan.json"
    save_bytes(path, NEW, base=None, backups=backups, plan_id="p")
    assert path.read_bytes() == NEW
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_new_file_where_there_are_no_hard_links(
    tmp_path: Path, backups: Path, failing: FailingCall
) -> None:
    failing("link", errno.EPERM)
    path = tmp_path / "new.plan.json"
    save_bytes(path, NEW, base=None, backups=backups, plan_id="p")
    assert path.read_bytes() == NEW


@posix_only
def test_the_mode_of_the_file_is_kept(target: Path, save: Callable[[], str]) -> None:
    target.chmod(0o664)
    save()
    assert stat.S_IMODE(target.stat().st_mode) == 0o664


@posix_only
def test_a_link_is_written_through(target: Path, tmp_path: Path, backups: Path) -> None:
    link = tmp_path / "link.plan.json"
    link.symlink_to(target)
    save_bytes(link, NEW, base=digest(OLD), backups=backups, plan_id="p")
    assert link.is_symlink()
    assert target.read_bytes() == NEW


@posix_only
def test_a_pipe_is_refused_without_waiting(tmp_path: Path, backups: Path) -> None:
    pipe = tmp_path / "pipe.plan.json"
    os.mkfifo(pipe)
    with pytest.raises(Refusal) as refused:
        save_bytes(pipe, NEW, base=None, backups=backups, plan_id="p")
    assert refused.value.code == "file.not-a-file"


def test_a_read_only_file_is_left_alone(
    target: Path, save: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write to anything
    with pytest.raises(Refusal) as refused:
        save()
    assert refused.value.code == "file.read-only"
    assert_untouched(target)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "disk.full"),
        (errno.EDQUOT, "disk.full"),
        (errno.EROFS, "folder.read-only"),
        (errno.EACCES, "file.write-not-allowed"),
        (errno.EFBIG, "file.too-big-for-disk"),
        (errno.EIO, "file.cannot-write"),
    ],
)
# The backup makes the first write, fsync and replace; the plan the next.
@pytest.mark.parametrize("call", ["write", "replace"])
def test_every_failure_leaves_the_old_version(
    target: Path, save: Callable[[], str], failing: FailingCall, call: str, code: int, said: str
) -> None:
    failing(call, code, at=2)
    with pytest.raises(Refusal) as refused:
        save()
    assert refused.value.code == said
    assert str(target) not in str(refused.value.values["reason"])
    assert_untouched(target)


def test_a_failed_fsync_leaves_the_old_version(
    target: Path, save: Callable[[], str], failing: FailingCall
) -> None:
    failing("fsync", errno.EIO, at=3)  # backup, its folder, plan
    with pytest.raises(Refusal) as refused:
        save()
    assert refused.value.code == "file.cannot-write"
    assert_untouched(target)


@posix_only
def test_a_failed_fsync_of_the_folder_is_said_and_can_be_tried_again(
    save: Callable[[], str], failing: FailingCall
) -> None:
    failing("fsync", errno.EIO, at=4)  # backup, its folder, plan, its folder
    with pytest.raises(Refusal) as refused:
        save()
    assert refused.value.code == "save.unsure"
    assert save() == digest(NEW)


@posix_only
def test_a_folder_that_cannot_be_synced_does_not_stop_a_save(
    target: Path, save: Callable[[], str], failing: FailingCall
) -> None:
    failing("fsync", errno.EINVAL, at=4)
    save()
    assert target.read_bytes() == NEW


def test_without_a_backup_nothing_is_saved(
    target: Path, save: Callable[[], str], failing: FailingCall
) -> None:
    failing("write", errno.ENOSPC)
    with pytest.raises(Refusal) as refused:
        save()
    assert refused.value.code == "save.no-backup"
    assert_untouched(target)


def test_what_reads_back_differently_is_not_used(
    target: Path, save: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = system_calls.read_all
    monkeypatch.setattr(system_calls, "read_all", lambda path: real(path).replace(b"longer", b"LONGER"))
    with pytest.raises(Refusal):
        save()
    assert_untouched(target)


def test_an_interrupted_save_leaves_no_temporary(
    target: Path, save: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(system_calls, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        save()
    assert_untouched(target)


def test_short_writes_are_gone_on_with(
    target: Path, save: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, data[:7]))
    save()
    assert target.read_bytes() == NEW


@posix_only
def test_the_file_is_durable_before_its_name_and_the_name_before_the_end(
    save: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    real_sync, real_replace = os.fsync, os.replace

    def sync(descriptor: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        calls.append("sync folder" if is_folder else "sync file")
        real_sync(descriptor)

    def replace(source: Path, goal: Path) -> None:
        calls.append("replace")
        real_replace(source, goal)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(os, "replace", replace)
    save()
    assert calls == ["sync file", "replace", "sync folder"] * 2


class WindowsError5(OSError):
    """What `os.replace` raises on Windows while a virus scanner reads the file."""

    winerror = 5


def test_a_file_that_windows_holds_is_tried_again(
    target: Path, save: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real, held = os.replace, [True, True, True]

    def replace(source: Path, goal: Path) -> None:
        if goal == target and held:
            held.pop()
            raise WindowsError5(errno.EACCES, "held")
        real(source, goal)

    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(system_calls, "_RETRY_PAUSE", 0)
    save()
    assert target.read_bytes() == NEW


def test_a_file_that_windows_never_lets_go_is_given_up(
    target: Path, save: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real, tried = os.replace, []

    def replace(source: Path, goal: Path) -> None:
        if goal == target:
            tried.append(goal)
            raise WindowsError5(errno.EACCES, "held")
        real(source, goal)

    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(system_calls, "_RETRY_PAUSE", 0)
    monkeypatch.setattr(system_calls, "_RETRY_FOR", 0.01)
    with pytest.raises(Refusal) as refused:
        save()
    assert refused.value.code == "file.write-not-allowed"
    assert len(tried) > 1
    assert_untouched(target)


def test_a_missing_folder_is_said(tmp_path: Path, backups: Path) -> None:
    with pytest.raises(Refusal) as refused:
        save_bytes(tmp_path / "no" / "one.plan.json", NEW, base=None, backups=backups, plan_id="p")
    assert refused.value.code == "folder.not-found"


def test_nobody_else_saves_between_check_and_rename(
    target: Path, backups: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rename that takes its time, as on a slow share: the second writer waits, and then learns of it."""
    renaming, turned_away, refused = threading.Event(), threading.Event(), []
    real, make = system_calls.replace, LockFile.make

    def slow(temporary: Path, path: Path) -> None:
        renaming.set()
        assert turned_away.wait(PATIENCE_SECONDS), "the second writer found the lock taken"
        real(temporary, path)

    def made(path: Path) -> LockFile | None:
        file = make(path)
        if file is None:
            turned_away.set()
        return file

    def second() -> None:
        renaming.wait()
        try:
            save_bytes(target, b"second", base=digest(OLD), backups=backups, plan_id="p")
        except Conflict as conflict:
            refused.append(conflict.code)

    monkeypatch.setattr(system_calls, "replace", slow)
    monkeypatch.setattr(LockFile, "make", made)
    other = threading.Thread(target=second)
    other.start()
    save_bytes(target, NEW, base=digest(OLD), backups=backups, plan_id="p")
    other.join()
    assert refused == ["file.changed-elsewhere"]
    assert target.read_bytes() == NEW


def test_several_writers_never_overwrite_each_other(target: Path, backups: Path) -> None:
    start = threading.Barrier(4)
    saved: list[bytes] = []

    def write(name: int) -> None:
        start.wait()
        for number in range(15):
            mine = b"%d of %d" % (number, name)
            with contextlib.suppress(Conflict):
                base = digest(target.read_bytes())
                save_bytes(target, mine, base=base, backups=backups, plan_id="p")
                saved.append(mine)

    threads = [threading.Thread(target=write, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    everything = {path.read_bytes() for path in backups_in(backups)} | {target.read_bytes()}
    assert len(saved) >= 15
    assert set(saved[-KEPT:]) <= everything


def test_sweeping_takes_only_our_own_old_temporaries(target: Path, backups: Path) -> None:
    left: list[Path] = []
    with pytest.MonkeyPatch.context() as broken:
        broken.setattr(system_calls, "forget", left.append)
        broken.setattr(system_calls, "replace", lambda *_: None)
        save_bytes(target, NEW, base=digest(OLD), backups=backups, plan_id="plan-one")
    (ours,) = left
    others = [target.with_name(name) for name in (".0123456789ab.0123456789abcdef.tmp", "~$one.tmp", "a.tmp")]
    for path in others:
        path.write_bytes(b"not ours")
        os.utime(path, (0, 0))
    assert sweep(target.parent, "plan-one") == []  # it may be a save that runs now
    os.utime(ours, (0, 0))
    assert sweep(target.parent, "another-plan") == []
    assert sweep(target.parent, "plan-one") == [ours]
    assert sorted(target.parent.iterdir()) == sorted([*others, target])


def test_a_full_disk(small_disk: Callable[[str], Path], backups: Path) -> None:
    path = small_disk("size=64k") / "one.plan.json"
    path.write_bytes(OLD)
    with pytest.raises(Refusal) as refused:
        save_bytes(path, bytes(100_000), base=digest(OLD), backups=backups, plan_id="p")
    assert refused.value.code == "disk.full"
    assert_untouched(path)


def test_a_disk_without_room_for_another_name(small_disk: Callable[[str], Path], backups: Path) -> None:
    path = small_disk("size=1m,nr_inodes=2") / "one.plan.json"
    path.write_bytes(OLD)
    with pytest.raises(Refusal) as refused:
        save_bytes(path, NEW, base=digest(OLD), backups=backups, plan_id="p")
    assert refused.value.code == "disk.full"
    assert_untouched(path)


def test_a_read_only_disk(small_disk: Callable[[str], Path], backups: Path) -> None:
    path = small_disk("size=1m") / "one.plan.json"
    path.write_bytes(OLD)
    subprocess.run(["mount", "-o", "remount,ro", str(path.parent)], check=True)
    with pytest.raises(Refusal) as refused:
        save_bytes(path, NEW, base=digest(OLD), backups=backups, plan_id="p")
    assert refused.value.code == "folder.read-only"
    assert str(path.parent) in explain(refused.value)
    assert_untouched(path)


_LIMITED = """
import resource, sys
from pathlib import Path
from facilitator.files.atomic_saving import digest, save_bytes
from facilitator.plan.refusal import Refusal
target, backups = Path(sys.argv[1]), Path(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    save_bytes(target, bytes(10_000), base=digest(target.read_bytes()), backups=backups, plan_id="p")
except Refusal as refusal:
    print(refusal.code)
"""


@posix_only
def test_a_real_short_write(target: Path, backups: Path) -> None:
    asked = [sys.executable, "-c", _LIMITED, str(target), str(backups)]
    done = subprocess.run(asked, check=True, capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.strip() == "file.too-big-for-disk"
    assert_untouched(target)


def test_the_same_bytes_that_somebody_else_has_written_are_a_conflict(
    target: Path, save: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A form may have a box only for the date: the second chair's review is not the first one's."""
    save()
    assert save() == digest(NEW), "one's own, whose last step may have failed, may be tried again"
    monkeypatch.setattr(atomic_saving, "_TRIED", set())  # as on another computer
    with pytest.raises(Conflict, match="changed-elsewhere"):
        save()
    assert target.read_bytes() == NEW
