"""A record whose file or folder goes away in the meeting, and one that went on elsewhere."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from typing import TYPE_CHECKING

import pytest

from facilitator.files import moved_records, system_calls
from facilitator.files.folders import settings_path
from facilitator.files.journal import Journal, JournalBroken
from facilitator.files.journal_lines import Header, recover
from facilitator.files.journal_shelf import find, retire_held
from tests.failing_drive import FailingDrive

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.files.conftest import FailingCall


def numbers(path: Path) -> list[int]:
    """Return the numbers of the events in a file."""
    return [event["n"] for event in recover(path).events]


def replaced(journal: Journal, data: bytes) -> None:
    """Put another file in the place of the record, as a sync client does with an older version."""
    other = journal.path.with_name("other")
    other.write_bytes(data)
    other.replace(journal.path)


def linked(journal: Journal) -> None:
    """Put a link to another folder in the place of the record's."""
    folder = journal.path.parent
    shutil.rmtree(folder)
    folder.with_name("new").mkdir()
    folder.symlink_to(folder.with_name("new"))


TROUBLES: dict[str, Callable[[Journal], object]] = {
    "file removed": lambda journal: journal.path.unlink(),
    "file renamed": lambda journal: journal.path.rename(journal.path.with_name("elsewhere")),
    "file replaced": lambda journal: replaced(journal, b"something else\n"),
    "file replaced by its own copy": lambda journal: replaced(journal, journal.path.read_bytes()),
    "file cut short": lambda journal: os.truncate(journal.path, 10),
    "file emptied": lambda journal: journal.path.write_bytes(b""),
    "folder removed": lambda journal: shutil.rmtree(journal.path.parent),
    "folder renamed": lambda journal: journal.path.parent.rename(journal.path.parent.with_name("old")),
    "folder and what it lies in removed": lambda journal: shutil.rmtree(journal.path.parent.parent),
    "folder replaced by a link to another": linked,
}


@pytest.mark.parametrize("trouble", TROUBLES)
@pytest.mark.parametrize("lines", [0, 1, 7])
def test_a_record_that_is_gone_is_noticed_at_the_next_line(
    tmp_path: Path, header: Header, trouble: str, lines: int
) -> None:
    folder = tmp_path / "data" / "meetings"
    journal = Journal.create(folder, header, events=[{"n": 0}])
    for number in range(1, lines + 1):
        journal.append({"n": number})
    TROUBLES[trouble](journal)
    journal.append({"n": lines + 1})
    # What anybody finds who looks at the path, as after a kill: no descriptor of ours helps.
    assert numbers(journal.path) == list(range(lines + 2))
    (found,) = find(folder, header.plan_id)
    assert found.path == journal.path
    journal.append({"n": lines + 2})
    assert numbers(journal.path) == list(range(lines + 3))


def test_a_folder_that_is_gone_and_cannot_be_made_again_is_not_saved(
    tmp_path: Path, header: Header, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal.create(tmp_path / "meetings", header)
    shutil.rmtree(tmp_path / "meetings")

    def refuse(_folder: Path) -> Path:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    with monkeypatch.context() as fault:
        fault.setattr(system_calls, "make_private_folder", refuse)
        with pytest.raises(JournalBroken):
            journal.append({"n": 0})
    journal.retry()
    assert numbers(journal.path) == [0]


def test_another_drive_in_the_place_of_one_that_was_taken_out_is_not_written_to(
    tmp_path: Path, header: Header, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick" / "meetings"
    journal = Journal.create(stick, header, events=[{"n": 0}])
    real = system_calls.device_of
    stick.parent.rename(tmp_path / "in the pocket")
    with monkeypatch.context() as out:
        out.setattr(system_calls, "device_of", lambda folder: (real(folder) or 0) + 1)
        with pytest.raises(JournalBroken):
            journal.append({"n": 1})
        assert not stick.exists()  # it would be hidden as soon as the drive is in again
        (tmp_path / "in the pocket").rename(stick.parent)
        journal.retry()  # in again, under another number
    assert numbers(journal.path) == [0, 1]


def test_ordinary_lines_begin_no_new_part(tmp_path: Path, header: Header) -> None:
    journal = Journal.create(tmp_path, header)
    for number in range(100):
        journal.append({"n": number})
    assert len(list(tmp_path.iterdir())) == 1


# Notes of where a record went on


def places(tmp_path: Path) -> list[Path]:
    """Return the places of a plan in a folder of its own."""
    (tmp_path / "plans").mkdir(exist_ok=True)
    return moved_records.places(tmp_path / "data", tmp_path / "plans" / "one.plan.json")


def moved(tmp_path: Path, header: Header, *, to: str = "stick") -> tuple[Journal, bool]:
    """Return a record that went on in another folder, and whether it is found there again."""
    journal = Journal.create(tmp_path / "data", header, events=[{"n": 0}])
    again = journal.move_to(tmp_path / to, places(tmp_path))
    journal.append({"n": 1})
    journal.release()
    return journal, again


@pytest.mark.parametrize("left", [0, 1, 2])
def test_any_one_note_is_enough(tmp_path: Path, header: Header, left: int) -> None:
    journal, again = moved(tmp_path, header)
    assert again
    everywhere = places(tmp_path)
    for place in everywhere:
        if place != everywhere[left]:
            for note in place.glob("*.moved"):
                note.unlink()
            for note in place.glob(".*.moved"):
                note.unlink()
    (found,) = find(tmp_path / "data", header.plan_id, tmp_path / "plans" / "one.plan.json")
    assert found.path == journal.path


def test_with_the_first_drive_gone_the_record_is_found_by_the_other_notes(
    tmp_path: Path, header: Header
) -> None:
    journal, _ = moved(tmp_path, header)
    shutil.rmtree(tmp_path / "data")
    (found,) = find(tmp_path / "data", header.plan_id, tmp_path / "plans" / "one.plan.json")
    assert (found.path, found.events) == (journal.path, 2)


def test_where_no_other_place_takes_a_note_that_is_said(
    tmp_path: Path, header: Header, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = system_calls.put

    def refuse(path: Path, data: bytes) -> None:
        if path.suffix == moved_records.ENDING and path.parent != tmp_path / "data":
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        real(path, data)

    monkeypatch.setattr(system_calls, "put", refuse)
    _, again = moved(tmp_path, header)
    assert not again


def test_a_note_on_the_failing_drive_alone_is_not_enough(
    tmp_path: Path, header: Header, monkeypatch: pytest.MonkeyPatch
) -> None:
    FailingDrive(tmp_path / "data", monkeypatch).failing = False
    journal = Journal.create(tmp_path / "data", header, events=[{"n": 0}])
    assert not journal.move_to(tmp_path / "stick", [tmp_path / "data"])
    assert journal.move_to(tmp_path / "stick2", places(tmp_path))


def test_the_notes_name_no_child_and_are_private(tmp_path: Path, header: Header) -> None:
    moved(tmp_path, header)
    notes = [
        *settings_path().glob("*.moved"),
        *(tmp_path / "data").glob("*.moved"),
        *(tmp_path / "plans").glob(".*.moved"),
    ]
    assert len(notes) == 3
    for note in notes:
        assert "one" not in note.name
        assert note.stat().st_mode & 0o077 == 0


def test_of_two_parts_with_as_many_events_the_newer_counts(tmp_path: Path, header: Header) -> None:
    journal = Journal.create(tmp_path / "data", header, events=[{"n": 0}])
    journal.move_to(tmp_path / "stick", places(tmp_path))
    journal.release()
    (found,) = find(tmp_path / "data", header.plan_id, tmp_path / "plans" / "one.plan.json")
    assert found.path.parent == tmp_path / "stick"


def test_a_record_that_moved_twice_is_found_and_the_folder_between_too(
    tmp_path: Path, header: Header
) -> None:
    journal = Journal.create(tmp_path / "data", header, events=[{"n": 0}])
    journal.move_to(tmp_path / "stick", places(tmp_path))
    journal.append({"n": 1})
    journal.move_to(tmp_path / "share", places(tmp_path))
    journal.append({"n": 2})
    journal.release()
    plan = tmp_path / "plans" / "one.plan.json"
    assert find(tmp_path / "data", header.plan_id, plan)[0].events == 3
    shutil.rmtree(tmp_path / "share")
    assert find(tmp_path / "data", header.plan_id, plan)[0].events == 2
    (note,) = moved_records.read(places(tmp_path), header.plan_id)
    assert note.out_of_reach


def test_parts_that_went_on_apart_are_both_told(tmp_path: Path, header: Header) -> None:
    journal, _ = moved(tmp_path, header)
    (first,) = (tmp_path / "data").glob("*.journal")
    for number in (7, 8, 9):
        with Journal.resume(first) as older:
            older.append({"n": number})
    (found,) = find(tmp_path / "data", header.plan_id, tmp_path / "plans" / "one.plan.json")
    assert (found.path, found.apart) == (first, (journal.path,))


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"{",
        b"[]",
        b'{"to": []}',
        b'{"to": 3}',
        b'{"to": ["x"], "events": "many"}',
        b"\xff\xfe",
        b"null",
        b'{"to": ["\\u0000"]}',
    ],
)
def test_a_damaged_note_is_passed_over(tmp_path: Path, header: Header, written: bytes) -> None:
    moved(tmp_path, header)
    (note,) = settings_path().glob("*.moved")
    note.write_bytes(written)
    (found,) = find(tmp_path / "data", header.plan_id, tmp_path / "plans" / "one.plan.json")
    assert found.events == 2


def test_a_note_of_another_computer_is_not_ours(
    tmp_path: Path, header: Header, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved(tmp_path, header)
    monkeypatch.setattr("platform.node", lambda: "another-computer")
    assert moved_records.read(places(tmp_path), header.plan_id) == []


def test_a_note_of_another_plan_is_left_alone(tmp_path: Path, header: Header) -> None:
    moved(tmp_path, header)
    assert moved_records.read(places(tmp_path), "plan-two") == []
    moved_records.forget(header._replace(plan_id="plan-two"), places(tmp_path))
    assert len(moved_records.read(places(tmp_path), header.plan_id)) == 1


def test_a_full_drive_does_not_keep_a_torn_record_from_being_taken_up(
    tmp_path: Path, header: Header, failing: FailingCall
) -> None:
    journal = Journal.create(tmp_path, header)
    journal.append({"n": 0})
    journal.release()
    with journal.path.open("r+b") as stream:
        stream.seek(len(journal.path.read_bytes().rstrip(b"\0")))
        stream.write(b'{"n":2,"sum":"torn')
    torn = journal.path.read_bytes()
    failing("write", errno.ENOSPC, for_ever=True)
    again = Journal.resume(journal.path)
    assert again.events == [{"n": 0}]
    with pytest.raises(JournalBroken):
        again.append({"n": 1})
    assert journal.path.read_bytes() == torn
    assert again.unsaved == 1


def test_put_away_it_leaves_nothing_behind_and_a_copy_of_the_whole(tmp_path: Path, header: Header) -> None:
    journal, _ = moved(tmp_path, header)
    journal = Journal.resume(journal.path)
    journal.close("saved")
    home, plan = tmp_path / "data", tmp_path / "plans" / "one.plan.json"
    retired = retire_held(home, header.plan_id, {header.review_id}, plan)
    assert retired == [tmp_path / "stick" / "done" / journal.path.name]
    assert find(home, header.plan_id, plan) == []  # the older part is not taken for an unfinished meeting
    (kept,) = find(home / "done", header.plan_id)
    assert (kept.events, kept.outcome) == (2, "saved")
    assert moved_records.read(places(tmp_path), header.plan_id) == []


def test_written_and_out_of_reach_it_is_neither_missed_nor_offered(tmp_path: Path, header: Header) -> None:
    moved(tmp_path, header)
    moved_records.close(header_of(tmp_path), places(tmp_path))
    (tmp_path / "stick").rename(tmp_path / "away")
    assert find(tmp_path / "data", header.plan_id, tmp_path / "plans" / "one.plan.json") == []


def header_of(tmp_path: Path) -> Header:
    """Return the header of the record in the first folder."""
    (path,) = (tmp_path / "data").glob("*.journal")
    header = recover(path).header
    assert header is not None
    return header


@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace", "mkdir"])
@pytest.mark.parametrize("at", range(1, 16))
def test_whichever_call_fails_while_it_moves_nothing_is_lost_and_no_place_is_promised_in_vain(
    tmp_path: Path, header: Header, failing: FailingCall, call: str, at: int
) -> None:
    everywhere = places(tmp_path)
    journal = Journal.create(tmp_path / "data", header, events=[{"n": 0}])
    failing(call, errno.EIO, at=at)
    again: bool | None = None
    with contextlib.suppress(JournalBroken):
        again = journal.move_to(tmp_path / "stick", everywhere)
    journal.append({"n": 1})
    journal.release()
    if again:  # "the next start finds it there by itself": also without the first drive
        (tmp_path / "data").rename(tmp_path / "gone")
    (found,) = find(tmp_path / "data", header.plan_id, tmp_path / "plans" / "one.plan.json")
    assert found.events == 2
    assert found.path.parent == tmp_path / ("data" if again is None else "stick")
