"""Who has a document open elsewhere, by the notes of Word and LibreOffice."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from facilitator.word.document.open_in_word import lock_file, open_in_word, owner_file


def word_note(name: str) -> bytes:
    """Return what Word writes while somebody has a document open."""
    letters = name.encode("cp1252", "replace")
    head = (bytes([len(letters)]) + letters).ljust(54, b"\0")
    return (head + struct.pack("<H", len(name)) + name.encode("utf-16-le")).ljust(162, b"\0")


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("plan.docx", "~$plan.docx"),
        ("report.docx", "~$report.docx"),
        ("reports.docx", "~$eports.docx"),
        ("my-plans.docx", "~$-plans.docx"),
        ("Zoë Hall plan.docm", "~$ë Hall plan.docm"),
    ],
)
def test_word_shortens_longer_names(name: str, note: str, tmp_path: Path) -> None:
    assert owner_file(tmp_path / name) == tmp_path / note
    assert open_in_word(tmp_path / name) is None
    (tmp_path / note).write_bytes(word_note("Ms Hall"))
    assert open_in_word(tmp_path / name) == "Ms Hall"


def test_a_note_with_the_whole_name_counts_too(tmp_path: Path) -> None:
    (tmp_path / "~$support plan.docx").write_bytes(word_note("Ms Hall"))
    assert open_in_word(tmp_path / "support plan.docx") == "Ms Hall"
    assert open_in_word(tmp_path / "another plan.docx") is None


@pytest.mark.parametrize(
    ("note", "name"),
    [
        (word_note("Łucja Żak"), "Łucja Żak"),
        (word_note("O"), "O"),
        (word_note("Zoë")[:54] + bytes(108), "Zoë"),
        (word_note("Ms \x1b[31mHall"), "Ms [31mHall"),
        (b"", ""),
        (b"\x07Ms Hall", ""),
        (bytes(162), ""),
        (b"\xff" * 162, ""),
    ],
    ids=[
        "every script",
        "one letter",
        "old letters only",
        "no control characters",
        "empty",
        "short",
        "zeros",
        "odd",
    ],
)
def test_the_name_in_the_note_of_word(note: bytes, name: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    owner_file(path).write_bytes(note)
    assert open_in_word(path) == name


@pytest.mark.parametrize(
    ("note", "name"),
    [
        (",zoe,school-pc,21.11.2026 09:14,file:///home/zoe;", "zoe"),
        ("Zoë Hall,zoe,school-pc,21.11.2026 09:14,file:///x;", "Zoë Hall"),
        ("Hall\\, Zoë,zoe,school-pc,21.11.2026 09:14,file:///x;", "Hall, Zoë"),
        (",,,,;", ""),
        ("", ""),
    ],
)
def test_the_name_in_the_note_of_libreoffice(note: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    assert lock_file(path).name == ".~lock.plan.docx#"
    lock_file(path).write_text(note, encoding="utf-8")
    assert open_in_word(path) == name


def test_a_note_beside_the_file_that_a_link_leads_to_counts(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    real = tmp_path / "there" / "support plan.docx"
    real.write_bytes(b"")
    link = tmp_path / "plan.docx"
    link.symlink_to(real)
    assert open_in_word(link) is None
    owner_file(real).write_bytes(word_note("Ms Hall"))
    assert open_in_word(link) == "Ms Hall"


def test_a_note_that_is_kept_shut_counts_and_a_folder_or_too_long_a_name_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.docx"
    owner_file(path).mkdir()
    assert open_in_word(path) is None
    owner_file(path).rmdir()
    assert open_in_word(tmp_path / f"{'x' * 249}.docx") is None
    owner_file(path).write_bytes(word_note("Ms Hall"))

    def shut(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", shut)
    assert open_in_word(path) == ""
