"""A plan that is saved stays as readable and writable as it was, for those who share it by group."""

from __future__ import annotations

import os
import struct
from pathlib import Path

import pytest

from facilitator.files.atomic_saving import digest, save_bytes

pytestmark = pytest.mark.needs("posix")

GROUP = 4242


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "one.plan.json"
    path.write_bytes(b"old")
    path.chmod(0o660)
    return path


def save(path: Path) -> None:
    save_bytes(path, b"new", base=digest(b"old"), backups=path.parent / "backups", plan_id="p")


def another_group() -> int:
    """A group that this user may give a file to."""
    return GROUP if os.geteuid() == 0 else os.getgroups()[-1]


def test_group_and_mode_stay(plan: Path) -> None:
    os.chown(plan, -1, another_group())
    before = plan.stat()
    save(plan)
    after = plan.stat()
    assert plan.read_bytes() == b"new"
    assert (after.st_uid, after.st_gid, after.st_mode) == (before.st_uid, before.st_gid, before.st_mode)


def test_a_group_that_cannot_be_given_leaves_nothing_to_another(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    os.chown(plan, -1, another_group())
    monkeypatch.setattr(os, "fchown", refuse)
    save(plan)
    same_group = plan.stat().st_gid == another_group()
    assert plan.stat().st_mode & 0o777 == (0o660 if same_group else 0o600)


def test_access_list_and_attributes_stay(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a file system keeps is given to the new file; some keep none, so our own calls are watched."""
    entries = [(1, 6, -1), (2, 6, 1234), (4, 6, -1), (16, 6, -1), (32, 0, -1)]
    acl = struct.pack("<I", 2) + b"".join(struct.pack("<HHi", *entry) for entry in entries)
    wanted = {"user.school": b"north", "system.posix_acl_access": acl}
    given: dict[str, bytes] = {}
    monkeypatch.setattr(os, "listxattr", lambda _: list(wanted), raising=False)
    monkeypatch.setattr(os, "getxattr", lambda _, name: wanted[name], raising=False)
    monkeypatch.setattr(os, "setxattr", lambda _, name, value: given.__setitem__(name, value), raising=False)
    save(plan)
    assert given == wanted


def test_access_list_and_attributes_stay_on_a_real_disk(plan: Path) -> None:
    kept = {}
    for name, value in (("user.school", b"north"), ("user.year", b"5")):
        try:
            os.setxattr(plan, name, value)
        except (AttributeError, OSError):
            continue
        kept[name] = value
    save(plan)
    assert {name: os.getxattr(plan, name) for name in kept} == kept
