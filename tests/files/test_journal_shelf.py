"""Finding journals, and putting them away once their review is in the plan."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from facilitator.files.journal import Journal
from facilitator.files.journal_shelf import KEPT, find, retire, retire_held
from facilitator.plan.refusal import Refusal

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.files.journal_lines import Header


def held(folder: Path, header: Header, *, events: int = 2) -> Journal:
    """A meeting that was held and closed."""
    journal = Journal.create(folder, header)
    for number in range(events):
        journal.append({"n": number})
    journal.close("saved")
    return journal


def test_the_newest_meeting_comes_first(tmp_path: Path, header: Header) -> None:
    days = ("2026-03-02T14:00:00+00:00", "2026-07-02T14:00:00+01:00", "2025-11-02T14:00:00+00:00")
    for day in days:
        held(tmp_path, header._replace(started_at=day))
    found = [file.header.started_at for file in find(tmp_path, "plan-one") if file.header]
    assert found == [days[1], days[0], days[2]]


def test_only_the_plans_own_meetings(tmp_path: Path, header: Header) -> None:
    held(tmp_path, header)
    held(tmp_path, header._replace(plan_id="plan-two"))
    (tmp_path / "notes.txt").write_text("mine")
    assert len(find(tmp_path, "plan-one")) == 1
    assert len(find(tmp_path)) == 2
    assert find(tmp_path, "plan-three") == []
    assert find(tmp_path / "none") == []


def test_a_meeting_says_whether_it_was_closed(tmp_path: Path, header: Header) -> None:
    held(tmp_path, header)
    Journal.create(tmp_path, header._replace(started_at="2027-01-01T10:00:00+00:00")).append({"n": 0})
    unfinished, finished = find(tmp_path, "plan-one")
    assert (unfinished.closed, unfinished.events) == (False, 1)
    assert (finished.outcome, finished.events) == ("saved", 2)


def test_of_several_parts_the_fullest_counts(
    tmp_path: Path, header: Header, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal.create(tmp_path, header)
    journal.append({"n": 0})
    real = os.fsync

    def fail_once(_descriptor: int) -> None:
        monkeypatch.setattr(os, "fsync", real)
        raise OSError

    monkeypatch.setattr(os, "fsync", fail_once)
    journal.append({"n": 1})
    journal.append({"n": 2})
    (file,) = find(tmp_path, "plan-one")
    assert file.path == journal.path
    assert file.events == 3
    assert len(list(tmp_path.glob("*.journal"))) == 2


def test_a_meeting_that_went_on_elsewhere_is_found_there(tmp_path: Path, header: Header) -> None:
    journal = Journal.create(tmp_path / "here", header)
    journal.append({"n": 0})
    journal.move_to(tmp_path / "there")
    journal.append({"n": 1})
    journal.close("saved")
    (file,) = find(tmp_path / "here", "plan-one")
    assert file.path.parent == tmp_path / "there"
    assert file.events == 2
    journal.path.unlink()  # the stick was taken out
    (file,) = find(tmp_path / "here", "plan-one")
    assert file.events == 1


def test_a_damaged_header_does_not_hide_a_meeting(tmp_path: Path, header: Header) -> None:
    journal = held(tmp_path, header)
    journal.path.write_bytes(b"X" + journal.path.read_bytes()[1:])
    (file,) = find(tmp_path, "plan-one")
    assert file.header is None
    assert file.events == 2


def test_a_meeting_is_put_away_with_all_its_files(tmp_path: Path, header: Header) -> None:
    journal = held(tmp_path, header)
    tail = journal.path.with_name(f"{journal.path.stem}-0000.tail")
    tail.write_bytes(b"torn")
    kept = held(tmp_path, header)
    assert retire(journal.path) == tmp_path / "done" / journal.path.name
    assert sorted(path.name for path in (tmp_path / "done").iterdir()) == sorted(
        [journal.path.name, tail.name]
    )
    assert [file.path for file in find(tmp_path, "plan-one")] == [kept.path]


def test_a_meeting_in_use_is_not_put_away(tmp_path: Path, header: Header) -> None:
    journal = Journal.create(tmp_path, header)
    with pytest.raises(Refusal) as refused:
        retire(journal.path)
    assert refused.value.code == "journal.in-use"
    assert journal.path.exists()


def test_twenty_meetings_of_a_plan_are_kept(tmp_path: Path, header: Header) -> None:
    other = retire(held(tmp_path, header._replace(plan_id="plan-two")).path)
    retired = [retire(held(tmp_path, header).path) for _ in range(KEPT)]
    for age, path in enumerate(retired):
        os.utime(path, (1000 + age, 1000 + age))
    last = retire(held(tmp_path, header).path)
    assert [path.exists() for path in retired] == [False] + [True] * (KEPT - 1)
    assert last.exists()
    assert other.exists()


def test_only_what_is_in_the_plan_and_closed_is_put_away(tmp_path: Path, header: Header) -> None:
    in_plan = held(tmp_path, header)
    held(tmp_path, header._replace(review_id="review-2"))
    Journal.create(tmp_path, header).release()
    assert retire_held(tmp_path, "plan-one", {"review-1"}) == [tmp_path / "done" / in_plan.path.name]
    assert len(find(tmp_path, "plan-one")) == 2
