"""Whether a plan can be written is known before the meeting, without writing to it."""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from facilitator.files.writable import hindrance
from facilitator.script.words_by_key import explain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

posix_only = pytest.mark.needs("posix")
NOBODY = 65534


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may go into, which a test's own is not."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        yield folder


def plan_in(folder: Path) -> Path:
    """Write a file and return it."""
    path = folder / "one.plan.json"
    path.write_bytes(b"x" * 1000)
    path.chmod(0o666)
    return path


def as_somebody(path: Path) -> str:
    """Return the code that a user without rights is given; root may do everything."""
    if os.geteuid() != 0:
        found = hindrance(path, "plan-one")
        return found.code if found else ""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
        found = hindrance(path, "plan-one")
        os.write(writer, (found.code if found else "").encode())
        os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    code = os.read(reader, 100).decode()
    os.close(reader)
    return code


def test_a_sound_plan_has_nothing_in_the_way_and_nothing_is_left(tmp_path: Path) -> None:
    path = plan_in(tmp_path)
    before = path.stat()
    assert hindrance(path, "plan-one") is None
    assert [one.name for one in tmp_path.iterdir()] == [path.name]
    assert path.stat().st_mtime_ns == before.st_mtime_ns


@posix_only
@pytest.mark.parametrize(
    ("file_mode", "folder_mode", "code"),
    [
        (0o666, 0o777, ""),
        (0o444, 0o777, "writable.file"),
        (0o666, 0o555, "writable.folder"),
        (0o444, 0o555, "writable.file"),
    ],
)
def test_modes_are_told(open_folder: Path, file_mode: int, folder_mode: int, code: str) -> None:
    path = plan_in(open_folder)
    path.chmod(file_mode)
    open_folder.chmod(folder_mode)
    try:
        assert as_somebody(path) == code
    finally:
        open_folder.chmod(0o777)


@pytest.mark.needs("root")
def test_a_file_of_somebody_elses_is_told(open_folder: Path) -> None:
    path = plan_in(open_folder)
    path.chmod(0o644)
    assert as_somebody(path) == "writable.file"
    path.chmod(0o666)  # written to it may be; but in a folder like /tmp only its owner may replace it
    open_folder.chmod(0o1777)
    assert as_somebody(path) == "writable.file"


def test_a_drive_that_is_read_only_is_told_to_root_too(small_disk: Callable[[str], Path]) -> None:
    folder = small_disk("size=1m")
    path = plan_in(folder)
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
    found = hindrance(path, "plan-one")
    assert found is not None
    assert found.code == "writable.read-only-drive"
    assert str(folder) in explain(found)


@pytest.mark.parametrize("options", ["size=16k", "nr_inodes=2"])
def test_a_drive_that_is_full_is_told(small_disk: Callable[[str], Path], options: str) -> None:
    folder = small_disk(options)
    path = plan_in(folder)
    if options.startswith("size"):
        (folder / "filler").write_bytes(bytes(12 * 1024))
    found = hindrance(path, "plan-one")
    assert found is not None
    assert found.code == "writable.drive-full"


@posix_only
def test_a_link_is_followed_to_where_the_plan_is(open_folder: Path) -> None:
    path = plan_in(open_folder)
    path.chmod(0o444)
    link = open_folder.parent / f"{open_folder.name}.plan.json"
    link.symlink_to(path)
    try:
        assert as_somebody(link) == "writable.file"
    finally:
        link.unlink()


def test_a_plan_that_went_away_meanwhile_is_said_elsewhere(tmp_path: Path) -> None:
    assert hindrance(tmp_path / "none.plan.json", "plan-one") is None
