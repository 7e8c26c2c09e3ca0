"""What is piped in is UTF-8, or is read as Windows-1252 and said so; nothing is replaced in silence."""

from __future__ import annotations

import io
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.plain.lines_in_and_out import TypedLine, in_ranges, typed_in
from facilitator.plan.letters import clean
from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import say
from tests.cli.running import COMMAND, run, surroundings
from tests.next_start import lines_kept
from tests.plain import talk
from tests.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

WESTERN = "Zoë’s café – “très bien”, £5, Žofie … naïve"
"""Letters that Windows-1252 has and that are other bytes in UTF-8."""


def lines_of(data: bytes) -> list[TypedLine]:
    """Return what a file of these bytes gives."""
    return list(typed_in(io.TextIOWrapper(io.BytesIO(data), encoding="ascii")))


def texts(data: bytes) -> list[str]:
    """Return its lines, as they reach the meeting."""
    return [clean(line.text).strip() for line in lines_of(data)]


def guessed(data: bytes) -> list[int]:
    """Return the numbers of its lines that were read as Windows-1252."""
    return [line.number for line in lines_of(data) if line.guessed]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"], ids=["unix", "windows", "old mac"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "marked"])
def test_utf_8_is_read_as_it_is(end: bytes, mark: bytes) -> None:
    data = mark + end.join([b"today", WESTERN.encode(), b"", "نور 👩‍🦽".encode()])
    assert texts(data) == ["today", WESTERN, "", "نور 👩‍🦽"]
    assert guessed(data) == []


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"], ids=["unix", "windows", "old mac"])
def test_a_mixed_file_is_read_line_by_line(end: bytes) -> None:
    data = end.join([WESTERN.encode(), WESTERN.encode("cp1252"), b"plain", "نور".encode(), b"Zo\xeb"])
    assert texts(data) == [WESTERN, WESTERN, "plain", "نور", "Zoë"]
    assert guessed(data) == [2, 5]


@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"], ids=lambda name: name
)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["unix", "windows"])
def test_what_a_windows_editor_calls_unicode_is_read_too(encoding: str, end: str) -> None:
    data = end.join(["today", f"Mum: {WESTERN}", "", "نور 👩‍🦽"]).encode(encoding)
    assert texts(data)[:4] == ["today", f"Mum: {WESTERN}", "", "نور 👩‍🦽"]
    assert guessed(data) == []


LETTERS = st.characters(codec="utf-8", exclude_characters="\r\n\0\ufeff")


@given(st.lists(st.text(LETTERS, min_size=1), min_size=1), st.sampled_from(["\n", "\r\n", "\r"]))
def test_every_line_of_utf_8_comes_through_to_the_letter(typed: list[str], end: str) -> None:
    data = end.join(typed).encode()
    assert [line.text for line in lines_of(data)] == typed
    assert guessed(data) == []


@given(st.binary())
def test_any_bytes_are_read_to_the_last_one_or_refused(data: bytes) -> None:
    try:
        found = lines_of(data)
    except Refusal:
        found = []
        wide = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")
        if not data.startswith(wide) and b"\0" not in data:
            raise
    for line in found:
        lost = "\ufffd" in line.text and "\ufffd".encode() not in data
        assert line.guessed or not lost, "what is replaced is told"
    assert [line.number for line in found] == list(range(1, len(found) + 1))


@pytest.mark.parametrize(
    "data", ["today".encode("utf-16")[:-1], b"\xff\xfet\x00\x00\xd8"], ids=["cut", "broken"]
)
def test_broken_utf_16_is_refused_in_words(data: bytes, tmp_path: Path) -> None:
    done = _piped(talk.demo(tmp_path), data)
    assert done.returncode == 1
    assert done.stderr.decode().strip() == say("plain.not-text")


def test_lines_are_numbered_as_people_write_them() -> None:
    assert in_ranges([3]) == "3"
    assert in_ranges([3, 7, 8, 9, 12, 13]) == "3, 7-9, 12-13"


def _piped(path: Path, data: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, "review", path, "--plain"],
        input=data,
        capture_output=True,
        env=surroundings(),
        check=False,
    )


def test_the_transcript_says_which_lines_were_read_as_windows_1252(tmp_path: Path) -> None:
    path = talk.demo(tmp_path)
    typed = [b"today", b"go to good things", b"# caf\xe9", b"Orla: caf\xe9 \x80", "Orla: café €".encode()]
    done = _piped(path, b"\n".join([*typed, b"Mum: na\xefve"]))
    said = done.stdout.decode()
    assert done.returncode == 3
    assert said.count(say("plain.not-utf-8", line=4)) == 1
    assert "> Orla: café €\n  " + say("plain.not-utf-8", line=4) in said
    assert say("plain.not-utf-8-all", lines="4, 6") in said
    assert "\ufffd" not in said
    assert lines_kept(path) == ["café €", "café €", "naïve"]


def test_what_is_typed_under_the_cover_is_not_told_of(tmp_path: Path) -> None:
    said = _piped(talk.demo(tmp_path), b"today\ncover\nsecret \xe9\ngo on\n").stdout.decode()
    assert "Windows-1252" not in said
    assert "secret" not in said


def test_nothing_is_said_where_all_is_well(tmp_path: Path) -> None:
    assert "Windows" not in run("review", talk.demo(tmp_path), "--plain", typed=f"today\n{WESTERN}\n").out


def test_a_terminal_that_sends_other_letters_is_understood_and_told(tmp_path: Path) -> None:
    """By hand, with what is said going through another program; alone, readline takes such letters out."""
    path = talk.demo(tmp_path)
    command = " ".join([*COMMAND, "review", str(path), "--plain | cat"])
    with Terminal(["sh", "-c", command], environment=surroundings()) as terminal:
        terminal.wait_for("What is the date")
        terminal.write_bytes(b"today\nadd: Zo\xeb, mother\n")
        terminal.wait_for("This terminal does not send UTF-8.")
        terminal.wait_for("On the list: Zoë, mother.")
        terminal.type("leave\n")
        assert terminal.wait_for_exit() == 0
