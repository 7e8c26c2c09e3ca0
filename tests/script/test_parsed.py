"""What the program's own prompts say is remembered, and never differs from what their files say."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.files import prompts_cache, system_calls
from facilitator.files.folders import data_folder, parsed_prompts_path
from facilitator.plan.refusal import Refusal
from facilitator.script import parsed_prompts as room
from facilitator.script.parsed_prompts import MOST_TEXTS, Parsed
from facilitator.script.prompts_folder import find_prompts
from facilitator.script.yaml_source import source_of, text_of

OURS = sorted(find_prompts().rglob("*.yaml"))


def known() -> bytes:
    """All of ours, as a start leaves it."""
    parsed = Parsed()
    for path in OURS:
        parsed.values(path, text_of(path))
    return parsed.as_bytes()


KNOWN = known()


def taught(data: bytes) -> Parsed:
    parsed = Parsed()
    parsed.learn(data)
    return parsed


@pytest.fixture
def yaml_is_out_of_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(path: Path, text: str) -> None:
        raise AssertionError(f"{path} was read anew ({len(text)})")

    monkeypatch.setattr(room, "source_of", read)


@pytest.mark.usefixtures("yaml_is_out_of_reach")
@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_each_of_our_files_says_the_same_as_in_its_yaml(path: Path) -> None:
    text = text_of(path)
    assert taught(KNOWN).values(path, text) == source_of(path, text).values


@given(at=st.integers(0, len(KNOWN) - 1), bit=st.integers(0, 7), cut=st.booleans())
def test_what_is_damaged_is_not_used_at_all(at: int, bit: int, cut: bool) -> None:
    damaged = KNOWN[:at] if cut else KNOWN[:at] + bytes([KNOWN[at] ^ 1 << bit]) + KNOWN[at + 1 :]
    assert not taught(damaged)._lines


def test_a_file_that_was_changed_is_read_anew() -> None:
    path = OURS[0]
    text = text_of(path)
    changed = text + "\nanother: word\n"
    parsed = taught(KNOWN)
    assert parsed.values(path, changed) == source_of(path, changed).values != parsed.values(path, text)
    assert parsed.is_new


def test_another_version_reads_all_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_BY", b"another")
    assert not taught(KNOWN)._lines


def test_what_a_school_wrote_is_not_remembered(tmp_path: Path) -> None:
    parsed = Parsed()
    assert parsed.values(tmp_path / "school.yaml", "name: Hill School") == {"name": "Hill School"}
    assert not parsed.is_new
    assert b"Hill" not in parsed.as_bytes()


def test_a_key_that_is_named_twice_is_refused_each_time() -> None:
    parsed = Parsed()
    for _ in range(2):
        with pytest.raises(Refusal, match="repeated-key"):
            parsed.values(OURS[0], "name: one\nname: two")
    assert not parsed.is_new


def test_old_texts_do_not_pile_up() -> None:
    old = Parsed()
    for number in range(MOST_TEXTS):
        old.values(OURS[0], f"number: {number}")
    parsed = taught(old.as_bytes())
    parsed.values(OURS[0], "number: 1")
    parsed.values(OURS[0], "number: new")
    assert len(taught(parsed.as_bytes())._lines) == 2


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> Parsed:
    """As a start has it, with one of our files read already."""
    parsed = Parsed()
    monkeypatch.setattr(room, "_PARSED", parsed)
    parsed.values(OURS[0], text_of(OURS[0]))
    return parsed


def test_the_file_is_private_and_made_once(fresh: Parsed) -> None:
    prompts_cache.keep()
    path = parsed_prompts_path()
    assert stat.S_IMODE(path.stat().st_mode) == system_calls.PRIVATE_FILE
    assert [file.name for file in data_folder().iterdir()] == [path.name]
    path.unlink()
    prompts_cache.keep()
    assert not path.exists()
    assert not fresh.is_new


def test_the_next_start_takes_it_up(fresh: Parsed, monkeypatch: pytest.MonkeyPatch) -> None:
    prompts_cache.keep()
    monkeypatch.setattr(room, "_PARSED", Parsed())
    prompts_cache.take_up()
    room.values_of(OURS[0], text_of(OURS[0]))
    assert not room.parsed().is_new
    assert fresh.as_bytes() == room.parsed().as_bytes()


@pytest.mark.parametrize("kind", ["folder", "pipe", "nothing", "large"])
def test_whatever_stands_in_its_place_stops_nobody(
    fresh: Parsed, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    import os

    before = fresh.as_bytes()
    path = data_folder() / parsed_prompts_path().name
    if kind == "folder":
        (path / "in it").mkdir(parents=True)
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "large":
        path.write_bytes(b"x" * 20)
        monkeypatch.setattr(prompts_cache, "MOST_BYTES", 10)
    prompts_cache.take_up()
    assert fresh.as_bytes() == before
    prompts_cache.keep()
    assert path.is_dir() is (kind == "folder")


def test_a_disk_that_takes_nothing_stops_nobody(fresh: Parsed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACILITATOR_DATA", "/proc/nowhere")
    prompts_cache.take_up()
    prompts_cache.keep()
    assert fresh.is_new
