"""Replace a plan file in one step, so that at every moment the old or the new version is whole.

The steps and their reasons: RELIABILITY, "Save".
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import secrets
import stat
import time
from collections.abc import Callable
from pathlib import Path

from facilitator.files import backups as backing
from facilitator.files import disk, os_errors
from facilitator.files.folders import short_name
from facilitator.files.rights import rights_of
from facilitator.files.saving_lock import saving
from facilitator.plan.refusal import Refusal

STALE_AFTER = 3600.0
"""Seconds after which a temporary is a crash's leftover: no save takes an hour."""

_TRIED: set[tuple[str, str]] = set()
"""The files that this program has begun to replace, with the digests of what it put there."""


class Conflict(Refusal):
    """The file on disk is not the one that was opened; `found` is its hash now, None = it is gone."""

    def __init__(self, code: str, *, path: Path, found: str | None) -> None:
        super().__init__(code, path=str(path), folder=str(path.parent))
        self.found = found


def digest(data: bytes) -> str:
    """Return the SHA-256 of the bytes as hex: the base that a later save is checked against."""
    return hashlib.sha256(data).hexdigest()


def save_bytes(target: Path, data: bytes, *, base: str | None, backups: Path | None, plan_id: str) -> str:
    """Replace the file's contents and return the new base; after any refusal the old file is whole.

    `base` is the digest of the bytes that were opened, None = there must be no file yet. `backups`
    is the folder for the old version, None = somebody wants none kept. Nobody else saves from the check to
    the end. A symbolic link is written through. Raises Conflict or Refusal, never OSError.
    """
    real = Path(os.path.realpath(target))
    with saving(real) as check_lock:
        old = _bytes_now(real)
        tried = (str(real), digest(data))
        if old == data and tried in _TRIED:  # its last step failed: not a conflict with ourselves
            _sync_parent(real)
            return digest(data)
        _check_base(old, base, real)
        if old is not None:
            _refuse_read_only(real)
            if backups is not None:
                _back_up(old, backups, real)
        _TRIED.add(tried)
        _put(real, data, old, plan_id, check_lock)
    return digest(data)


def sweep(folder: Path, plan_id: str, *, older_than: float = STALE_AFTER) -> list[Path]:
    """Remove this plan's own temporaries that a crash left in the folder; return what was removed.

    A younger one may belong to a save that runs now, perhaps on another computer.
    """
    removed = []
    pattern = re.compile(rf"\.{short_name(plan_id)}\.[0-9a-f]{{16}}\.tmp")
    with contextlib.suppress(OSError):
        for path in [path for path in disk.listed(folder) if pattern.fullmatch(path.name)]:
            found = path.lstat()
            if stat.S_ISREG(found.st_mode) and time.time() - found.st_mtime > older_than:
                path.unlink()
                removed.append(path)
    return removed


def _bytes_now(real: Path) -> bytes | None:
    try:
        if not stat.S_ISREG(real.stat().st_mode):  # opening a pipe would wait for ever
            raise os_errors.of_file("file.not-a-file", real)
        return disk.read_all(real)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise os_errors.read_refusal(error, real) from error


def _check_base(old: bytes | None, base: str | None, real: Path) -> None:
    found = None if old is None else digest(old)
    if found == base:
        return
    if base is None:
        raise Conflict("file.already-there", path=real, found=found)
    raise Conflict("file.gone" if found is None else "file.changed-elsewhere", path=real, found=found)


def _refuse_read_only(real: Path) -> None:
    if not os.access(real, os.W_OK):  # a rename would not ask; somebody made it read-only on purpose
        code = "folder.read-only" if disk.is_read_only(real) else "file.read-only"
        raise os_errors.of_file(code, real)


def _back_up(old: bytes, folder: Path, real: Path) -> None:
    try:
        backing.back_up(old, folder, real)
    except OSError as error:
        raise os_errors.refusal("save.no-backup", error, real, folder) from error


def _put(real: Path, data: bytes, old: bytes | None, plan_id: str, check_lock: Callable[[], None]) -> None:
    temporary = real.with_name(f".{short_name(plan_id)}.{secrets.token_hex(8)}.tmp")
    try:
        disk.write_beside(real, data, temporary, None if old is None else rights_of(real))
        check_lock()
        # A sync client knows no locks: look again at the last moment.
        _check_base(_bytes_now(real), None if old is None else digest(old), real)
        if old is None:
            disk.move_to_free_name(temporary, real)
        else:
            disk.replace(temporary, real)
    except FileExistsError as error:
        raise Conflict("file.already-there", path=real, found=None) from error
    except OSError as error:
        raise os_errors.write_refusal(error, real) from error
    finally:
        disk.forget(temporary)  # it has another name by now, or it is of no use
    _sync_parent(real)


def _sync_parent(real: Path) -> None:
    try:
        disk.sync_folder(real.parent)
    except OSError as error:
        raise os_errors.refusal("save.unsure", error, real, real.parent) from error
