"""Copies of pictures that children brought, where a chair wished one: beside the plan, each with a mark."""

from __future__ import annotations

import contextlib
import stat
from collections.abc import Collection
from itertools import count
from pathlib import Path

from facilitator.files import system_calls
from facilitator.files.encryption import ENDING as SEALED
from facilitator.phrases.os_reason import reason
from facilitator.plan.refusal import Refusal

ENDING = ".jpg"
_LOOKED_AT = 4096
"""Bytes at the start of a file among which its mark stands."""


def mark_of(plan_id: str) -> bytes:
    """Return what a copy says of itself: that it is ours, and of which plan; it names nobody."""
    return f"facilitator picture of plan {plan_id}".encode()


def put_copy(plan_file: Path, name: str, data: bytes) -> Path:
    """Write a copy beside a plan under a name that is free, and return its path. Raises Refusal."""
    folder = plan_file.parent
    names = (folder / f"{name}{f'-{number}' if number > 1 else ''}{ENDING}" for number in count(1))
    try:
        temporary = system_calls.write_beside(folder / f"{name}{ENDING}", data)
        try:
            path = next(one for one in names if _took(temporary, one))
        finally:
            system_calls.forget(temporary)
        with contextlib.suppress(OSError):  # the file itself is whole by now
            system_calls.sync_folder(folder)
    except OSError as error:
        raise Refusal("brought.not-copied", reason=reason(error)) from error
    return path


def _took(temporary: Path, path: Path) -> bool:
    if system_calls.may_be_there(path):
        return False
    try:
        system_calls.move_to_free_name(temporary, path)
    except FileExistsError:
        return False
    return True


def copies_of(folder: Path, plan_ids: Collection[str]) -> list[Path]:
    """Return the copies of pictures in a folder that are of one of these plans."""
    marks = [mark_of(one) for one in plan_ids]
    return [path for path in system_calls.files_in(folder, f"*{ENDING}") if _is_copy(path, marks)]


def _is_copy(path: Path, marks: list[bytes]) -> bool:
    with contextlib.suppress(OSError):
        if stat.S_ISREG(path.lstat().st_mode):
            with path.open("rb") as stream:
                start = stream.read(_LOOKED_AT)
            return any(mark + b"\xff" in start for mark in marks)
    return False


def is_sealed(plan_file: Path) -> bool:
    """Whether a plan is encrypted, which a copy of a picture beside it is not."""
    return plan_file.name.endswith(SEALED)
