"""The journal: what was acknowledged is on disk, and what is not is said and kept in memory."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from facilitator.files import journal_part, system_calls
from facilitator.files.journal import Journal, JournalBroken
from facilitator.files.journal_lines import recover
from facilitator.plan.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from facilitator.files.journal_lines import Header
    from tests.files.conftest import FailingCall

ROOT = Path(__file__).parents[2]

posix_only = pytest.mark.needs("posix")


def event(number: int) -> dict[str, Any]:
    """An event of a meeting; the journal does not care which."""
    return {"n": number, "type": "statement", "text": f"Ffion said “{number}”\nand stopped", "at": None}


@pytest.fixture
def journal(tmp_path: Path, header: Header) -> Journal:
    return Journal.create(tmp_path / "meetings", header)


def test_events_come_back_in_order(journal: Journal, header: Header) -> None:
    for number in range(50):
        journal.append(event(number))
    found = recover(journal.path)
    assert found.events == [event(number) for number in range(50)] == journal.events
    assert found.dropped is None
    assert not found.closed
    assert found.header is not None
    assert (found.header.plan_id, found.header.base) == (header.plan_id, header.base)


@posix_only
def test_only_its_owner_can_read_it(journal: Journal) -> None:
    assert stat.S_IMODE(journal.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(journal.path.parent.stat().st_mode) == 0o700


def test_its_name_says_nothing_of_the_child(journal: Journal) -> None:
    assert "one" not in journal.path.name


def test_a_line_is_one_that_a_person_can_read(journal: Journal) -> None:
    journal.append(event(1))
    first, second = journal.path.read_bytes().rstrip(b"\0").decode().splitlines()
    assert first.startswith('{"n":0,"sum":"')
    assert '"event":{"n":1,"type":"statement","text":"Ffion said “1”\\nand stopped","at":null}}' in second


def test_an_event_is_durable_when_append_returns(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    on_disk: list[int] = []
    real = os.fsync

    def sync(descriptor: int) -> None:
        real(descriptor)
        on_disk.append(len(recover(journal.path).events))

    monkeypatch.setattr(os, "fsync", sync)
    journal.append(event(1))
    journal.append(event(2))
    assert on_disk == [1, 2]


def test_short_writes_are_gone_on_with(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, data[:3]))
    journal.append(event(1))
    assert recover(journal.path).events == [event(1)]


def test_more_than_the_room_that_was_reserved(
    tmp_path: Path, header: Header, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_part, "ROOM", 500)
    journal = Journal.create(tmp_path, header)
    for number in range(30):
        journal.append(event(number))
    assert recover(journal.path).events == [event(number) for number in range(30)]


def test_a_file_system_that_reserves_no_room(
    tmp_path: Path, header: Header, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system_calls, "preallocate", lambda *_: False)
    journal = Journal.create(tmp_path, header)
    for number in range(5):
        journal.append(event(number))
    assert not journal.path.read_bytes().endswith(b"\0")
    assert len(recover(journal.path).events) == 5


@pytest.mark.parametrize("call", ["write", "fsync"])
def test_a_failing_file_is_left_for_another_with_everything(
    journal: Journal, failing: FailingCall, call: str
) -> None:
    journal.append(event(1))
    before = journal.path
    failing(call, errno.EIO)
    journal.append(event(2))
    assert journal.path != before
    assert recover(journal.path).events == [event(1), event(2)]
    assert recover(before).events[:1] == [event(1)]
    journal.append(event(3))
    assert recover(journal.path).events == [event(1), event(2), event(3)]
    assert not journal.unsaved


def test_when_no_file_takes_it_that_is_said_and_all_is_kept(
    tmp_path: Path, header: Header, failing: FailingCall, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = datetime(2026, 3, 2, 14, 31, tzinfo=UTC)

    def clock() -> datetime:
        nonlocal now
        now += timedelta(minutes=1)
        return now

    journal = Journal.create(tmp_path, header, clock=clock)
    journal.append(event(1))
    last = now
    with monkeypatch.context():
        failing("fsync", errno.EIO, for_ever=True)
        for number in (2, 3):
            with pytest.raises(JournalBroken) as broken:
                journal.append(event(number))
            assert broken.value.since == last
            assert broken.value.values["since"] == f"{last:%H:%M}"
    assert journal.unsaved == 2
    assert journal.events == [event(1), event(2), event(3)]
    assert [path.suffix for path in tmp_path.glob("*.tmp")] == []


def test_the_next_append_tries_again(journal: Journal) -> None:
    journal.append(event(1))
    with pytest.MonkeyPatch.context() as broken:
        broken.setattr(os, "write", _no_room)
        with pytest.raises(JournalBroken):
            journal.append(event(2))
    journal.append(event(3))
    assert recover(journal.path).events == [event(1), event(2), event(3)]
    assert journal.unsaved == 0


def test_trying_again_without_an_event(journal: Journal) -> None:
    with pytest.MonkeyPatch.context() as broken:
        broken.setattr(os, "write", _no_room)
        with pytest.raises(JournalBroken):
            journal.append(event(1))
        with pytest.raises(JournalBroken):
            journal.retry()
    journal.retry()
    assert recover(journal.path).events == [event(1)]


def test_going_on_in_another_folder(journal: Journal, tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as broken:
        broken.setattr(os, "write", _no_room)
        with pytest.raises(JournalBroken):
            journal.append(event(1))
    stick = tmp_path / "stick"
    journal.move_to(stick)
    journal.append(event(2))
    assert journal.path.parent == stick
    assert recover(journal.path).events == [event(1), event(2)]


def test_a_folder_that_does_not_work_either_changes_nothing(journal: Journal, tmp_path: Path) -> None:
    journal.append(event(1))
    (tmp_path / "a file").write_text("")
    with pytest.raises(JournalBroken):
        journal.move_to(tmp_path / "a file")
    before = journal.path
    journal.append(event(2))
    assert journal.path == before
    assert recover(before).events == [event(1), event(2)]


def test_an_interrupted_append_is_written_with_the_next(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write

    def interrupted(descriptor: int, data: bytes) -> int:
        monkeypatch.setattr(os, "write", real)
        real(descriptor, data[:10])
        raise KeyboardInterrupt

    journal.append(event(1))
    monkeypatch.setattr(os, "write", interrupted)
    with pytest.raises(KeyboardInterrupt):
        journal.append(event(2))
    journal.append(event(3))
    assert recover(journal.path).events == [event(1), event(2), event(3)]


@pytest.mark.parametrize("bad", [{"a": float("nan")}, {"a": {1, 2}}, {1: "a"}, {"a": (1, 2)}])
def test_what_would_not_come_back_the_same_is_refused(journal: Journal, bad: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"JSON|compliant"):
        journal.append(bad)
    journal.append(event(1))
    assert recover(journal.path).events == [event(1)]


def test_later_changes_to_an_event_do_not_reach_the_record(journal: Journal) -> None:
    mine = event(1)
    journal.append(mine)
    mine["text"] = "something else"
    assert journal.events == [event(1)]


def test_how_a_meeting_ended_is_in_its_record(journal: Journal) -> None:
    journal.append(event(1))
    journal.close("saved")
    found = recover(journal.path)
    assert found.closed
    assert found.outcome == "saved"
    assert not journal.path.read_bytes().endswith(b"\0")


def test_a_close_that_fails_leaves_the_meeting_open(journal: Journal) -> None:
    journal.append(event(1))
    with pytest.MonkeyPatch.context() as broken:
        broken.setattr(os, "write", _no_room)
        with pytest.raises(JournalBroken):
            journal.close("saved")
    journal.append(event(2))
    assert not recover(journal.path).closed
    journal.close("saved")
    assert recover(journal.path).events == [event(1), event(2)]
    assert recover(journal.path).outcome == "saved"


def test_a_journal_that_cannot_be_begun_is_refused_at_once(
    tmp_path: Path, header: Header, failing: FailingCall
) -> None:
    failing("write", errno.ENOSPC)
    with pytest.raises(Refusal) as refused:
        Journal.create(tmp_path, header)
    assert refused.value.code == "journal.cannot-start"
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fills_up_after_the_start(small_disk: Callable[[str], Path], header: Header) -> None:
    folder = small_disk("size=1200k")
    journal = Journal.create(folder, header)
    _fill(folder / "others")
    with journal:
        for number in range(3000):
            journal.append(event(number))
    assert len(recover(journal.path).events) == 3000


_LIMITED = """
import resource, sys
from pathlib import Path
from facilitator.files.journal import Journal, JournalBroken
from facilitator.files.journal_lines import Header, recover
folder = Path(sys.argv[1])
header = Header(plan_id="p", base=None, plan_path="", writer="", review_id="", started_at="")
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
journal = Journal.create(folder, header)
acknowledged = 0
try:
    while True:
        journal.append({"n": acknowledged})
        acknowledged += 1
except JournalBroken:
    best = max(len(recover(path).events) for path in folder.glob("*.journal"))
    print(acknowledged, best, len(journal.events), len(list(folder.glob(".*"))))
"""


@posix_only
def test_a_real_short_write(tmp_path: Path) -> None:
    asked = [sys.executable, "-c", _LIMITED, str(tmp_path)]
    done = subprocess.run(asked, check=True, capture_output=True, text=True, cwd=ROOT)
    acknowledged, recovered, in_memory, temporaries = map(int, done.stdout.split())
    assert acknowledged > 20
    assert recovered == acknowledged
    assert in_memory == acknowledged + 1
    assert temporaries == 0


def _fill(path: Path) -> None:
    """Take every byte that is left on the disk."""
    with contextlib.suppress(OSError), path.open("wb", buffering=0) as stream:
        while True:
            stream.write(bytes(4096))


def _no_room(_descriptor: int, _data: bytes) -> int:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
