"""Reading a journal back after damage, and going on: never a silent wrong value."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.files.journal import Journal
from facilitator.files.journal_lines import check, encode, line, recover
from facilitator.plan.refusal import Refusal

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.files.journal_lines import Header

EVENTS: list[dict[str, Any]] = [{"n": n, "text": f"Sióned {n}", "score": 5 - n} for n in range(4)]

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)


@pytest.fixture
def written(tmp_path: Path, header: Header) -> tuple[Path, bytes]:
    """A closed journal of four events, and its bytes."""
    journal = Journal.create(tmp_path / "meetings", header)
    for event in EVENTS:
        journal.append(event)
    journal.close("saved")
    return journal.path, journal.path.read_bytes()


def assert_nothing_wrong(path: Path, *, may_be_short: bool = False) -> None:
    """What comes back is the start of what was said, and anything else is reported."""
    found = recover(path)
    assert found.events == EVENTS[: len(found.events)]
    assert found.outcome in {None, "saved"}
    if found.header is not None:
        assert (found.header.plan_id, found.header.review_id) == ("plan-one", "review-1")
    if found.dropped:
        assert all(event in EVENTS for event in found.dropped.later)
    elif not may_be_short:
        assert found.events == EVENTS
        assert found.closed


def test_every_cut_is_the_start_of_what_was_said(written: tuple[Path, bytes]) -> None:
    path, data = written
    for length in range(len(data)):
        path.write_bytes(data[:length])
        assert_nothing_wrong(path, may_be_short=True)
        found = recover(path)
        assert len(found.events) == min(max(data[:length].count(b"\n") - 1, 0), len(EVENTS))
        clean = length > 0 and data[length - 1 : length] == b"\n"
        assert (found.dropped is None) == clean


@pytest.mark.parametrize("change", [0x01, 0x04, 0x20, 0x80, None])
def test_every_changed_byte_is_noticed(written: tuple[Path, bytes], change: int | None) -> None:
    path, data = written
    for place, byte in enumerate(data):
        changed = bytes([10 if change is None else byte ^ change])
        if changed == data[place : place + 1]:
            continue
        path.write_bytes(data[:place] + changed + data[place + 1 :])
        assert_nothing_wrong(path, may_be_short=place == len(data) - 1)
        assert recover(path).dropped is not None


def test_every_zeroed_end_is_noticed_or_clean(written: tuple[Path, bytes]) -> None:
    path, data = written
    for length in range(len(data)):
        path.write_bytes(data[:length] + bytes(len(data) - length))
        assert_nothing_wrong(path, may_be_short=True)


def test_lines_in_the_wrong_place_are_noticed(written: tuple[Path, bytes]) -> None:
    path, data = written
    lines = data.splitlines(keepends=True)
    for changed in ([*lines[:2], *lines[3:]], [*lines[:2], lines[3], lines[2], *lines[4:]], lines[:3] * 2):
        path.write_bytes(b"".join(changed))
        found = recover(path)
        assert found.events == EVENTS[: len(found.events)]
        assert found.dropped is not None


def test_lines_of_another_meeting_are_not_taken(
    written: tuple[Path, bytes], tmp_path: Path, header: Header
) -> None:
    path, data = written
    other = Journal.create(tmp_path / "other", header)
    other.append({"n": 0, "text": "about another child"})
    stranger = other.path.read_bytes().splitlines(keepends=True)[1]
    lines = data.splitlines(keepends=True)
    path.write_bytes(lines[0] + stranger + b"".join(lines[2:]))
    assert recover(path).events == []


def test_what_was_dropped_is_said_with_what_can_still_be_read(written: tuple[Path, bytes]) -> None:
    path, data = written
    path.write_bytes(data.replace("Sióned 1".encode(), "Sióned 9".encode()))
    found = recover(path)
    assert found.events == EVENTS[:1]
    assert found.dropped is not None
    assert (found.dropped.why, found.dropped.line) == ("damaged", 2)
    assert found.dropped.later == tuple(EVENTS[2:])
    assert data[found.dropped.offset :].startswith(b'{"n":2,')


def test_events_survive_a_damaged_header(written: tuple[Path, bytes]) -> None:
    path, data = written
    path.write_bytes(b"X" + data[1:])
    found = recover(path)
    assert found.header is None
    assert found.events == EVENTS
    assert found.dropped is not None
    assert found.dropped.why == "header"
    with pytest.raises(Refusal) as refused:
        Journal.resume(path)
    assert refused.value.code == "journal.no-header"


def test_a_new_journal_can_begin_with_saved_events(tmp_path: Path, header: Header) -> None:
    journal = Journal.create(tmp_path, header, events=EVENTS)
    journal.append({"n": 4})
    assert recover(journal.path).events == [*EVENTS, {"n": 4}]


def test_going_on_after_a_torn_line_keeps_its_bytes(tmp_path: Path, header: Header) -> None:
    journal = Journal.create(tmp_path, header)
    journal.append(EVENTS[0])
    journal.append(EVENTS[1])
    journal.release()
    data = journal.path.read_bytes().rstrip(b"\0")
    journal.path.write_bytes(data[:-9] + bytes(5000))
    again = Journal.resume(journal.path)
    assert again.events == EVENTS[:1]
    again.append(EVENTS[1])
    assert recover(journal.path).events == EVENTS[:2]
    assert recover(journal.path).dropped is None
    (tail,) = tmp_path.glob("*.tail")
    assert data[:-9].endswith(tail.read_bytes())
    assert b'{"n":2,' in tail.read_bytes()


def test_going_on_leaves_nothing_of_a_long_bad_end(tmp_path: Path, header: Header) -> None:
    journal = Journal.create(tmp_path, header)
    journal.append(EVENTS[0])
    journal.close("saved")
    good = journal.path.read_bytes()
    bad = b'{"n":9 nonsense}\n' * 300
    journal.path.write_bytes(good + bad)
    with Journal.resume(journal.path) as again:
        again.append(EVENTS[1])
    assert recover(journal.path).events == EVENTS[:2]
    assert recover(journal.path).dropped is None
    assert next(tmp_path.glob("*.tail")).read_bytes() == bad


def test_going_on_after_a_kill_uses_the_room_that_is_there(tmp_path: Path, header: Header) -> None:
    journal = Journal.create(tmp_path, header)
    journal.append(EVENTS[0])
    journal.release()
    size = journal.path.stat().st_size
    with Journal.resume(journal.path) as again:
        again.append(EVENTS[1])
    assert recover(journal.path).events == EVENTS[:2]
    assert journal.path.stat().st_size == size
    assert list(tmp_path.glob("*.tail")) == []


def test_a_closed_meeting_can_be_taken_up_again(written: tuple[Path, bytes]) -> None:
    path, _ = written
    journal = Journal.resume(path)
    journal.append({"n": 4})
    assert not recover(path).closed
    assert recover(path).events == [*EVENTS, {"n": 4}]


def test_a_journal_that_is_open_is_not_opened_again(tmp_path: Path, header: Header) -> None:
    first = Journal.create(tmp_path, header)
    first.append(EVENTS[0])
    with pytest.raises(Refusal) as refused:
        Journal.resume(first.path)
    assert refused.value.code == "journal.in-use"
    first.append(EVENTS[1])
    first.release()
    with Journal.resume(first.path) as second:
        assert second.events == EVENTS[:2]
        with pytest.raises(Refusal):
            Journal.resume(first.path)


def test_a_journal_that_is_gone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        Journal.resume(tmp_path / "none.journal")
    assert refused.value.code == "journal.cannot-open"


@given(st.dictionaries(st.text(), JSON, max_size=5), st.integers(0, 10**6))
def test_any_event_comes_back_exactly(event: dict[str, Any], number: int) -> None:
    text = line("0123456789abcdef", number, "event", encode(event))
    assert text.count(b"\n") == 1
    assert check(text[:-1], "0123456789abcdef") == (number, "event", event)
    assert check(text[:-1], "fedcba9876543210") is None


def test_a_line_vouches_for_its_number_and_its_kind() -> None:
    text = line("m", 1, "event", encode({"outcome": "saved"}))[:-1]
    assert check(text, "m") == (1, "event", {"outcome": "saved"})
    assert check(text.replace(b'{"n":1,', b'{"n":2,'), "m") is None
    assert check(text.replace(b'"event":', b'"end":'), "m") is None


@given(st.text(st.characters(categories=["Cs"]), min_size=1))
def test_even_half_a_character_comes_back(text: str) -> None:
    assert check(line("m", 1, "event", encode({"t": text}))[:-1], "m") == (1, "event", {"t": text})


@given(st.binary(max_size=200))
def test_any_bytes_are_read_without_a_crash(data: bytes) -> None:
    assert check(data, "m") is None


def test_deep_nesting_in_a_line_is_only_a_bad_line() -> None:
    deep = b'{"a":' + b"[" * sys.getrecursionlimit() * 60 + b"]" * sys.getrecursionlimit() * 60 + b"}"
    assert check(line("m", 1, "event", deep)[:-1], "m") is None


WRONG_KINDS = [("started_at", {"a": 1}), ("plan_path", 5), ("plan_id", None), ("base", []), ("part", "1")]


@pytest.mark.parametrize(("name", "value"), WRONG_KINDS)
def test_a_header_with_something_of_another_kind_is_damaged(
    written: tuple[Path, bytes], name: str, value: object
) -> None:
    path, data = written
    first, rest = data.split(b"\n", 1)
    meeting = json.loads(first)["journal"]["meeting"]
    changed = json.loads(first)["journal"] | {name: value}
    path.write_bytes(line(meeting, 0, "journal", encode(changed)) + rest)
    found = recover(path)
    assert found.header is None
    assert found.dropped is not None
    assert found.dropped.why == "header"
    assert found.events == EVENTS
