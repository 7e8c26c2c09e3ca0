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
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from facilitator.files import backups as backing
from facilitator.files import encryption, kept_file, os_errors, system_calls
from facilitator.files.folders import short_name
from facilitator.files.lock_file import LockFile, Watch, look, name_beside
from facilitator.files.rights import rights_of
from facilitator.plan.refusal import Refusal

STALE_AFTER = 3600.0
"""Seconds after which a temporary is a crash's leftover: no save takes an hour."""

BUMP_SECONDS = 1.0
STALE_SECONDS = 30.0
"""Thirty bumps that did not come: whoever held it is gone. It looks again before it renames all the same."""

BLANK_SECONDS = 0.5
"""Nobody takes so long to write what its lock says: of this computer, whoever made it was killed."""

PATIENCE_SECONDS = 45.0
"""How long a save waits for another one: longer than for a crash, and for a large plan on a slow share."""

_PAUSE = 0.02

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


def save_bytes(
    target: Path,
    data: bytes,
    *,
    base: str | None,
    backups: Path | None,
    plan_id: str,
    readers_stay: bool = True,
) -> str:
    """Replace the file's contents and return the new base; after any refusal the old file is whole.

    `base` is the digest of the bytes that were opened , None = there must be no file yet. `backups`
    is the folder for the old version, None = somebody wants none kept. Nobody else saves from the check to
    the end. A symbolic link is written through. A file that is encrypted, or whose name says so, is so after
    it, for its readers of before too if these are to stay; digests are of what it says. Raises Conflict or
    Refusal, never OSError.
    """
    real = Path(os.path.realpath(target))
    with saving(real) as check_lock:
        before = _bytes_now(real)
        old = before and kept_file.plain(before, real)
        tried = (str(real), digest(data))
        if (
            old == data and tried in _TRIED and readers_stay
        ):  # its last step failed: not a conflict with ourselves
            _sync_parent(real)
            return digest(data)
        _check_base(old, base, real)
        if old is not None:
            _refuse_read_only(real)
            if backups is not None:
                _back_up(old, backups, real, digest(data))
        _TRIED.add(tried)
        written = data
        if real.name.lower().endswith(encryption.ENDING) or (before and encryption.is_encrypted(before)):
            written = kept_file.sealed_plan(data, before if readers_stay else None)
        _put(real, written, before, plan_id, check_lock)
    return digest(data)


def sweep(folder: Path, plan_id: str, *, older_than: float = STALE_AFTER) -> list[Path]:
    """Remove this plan's own temporaries that a crash left in the folder; return what was removed.

    A younger one may belong to a save that runs now, perhaps on another computer.
    """
    removed = []
    pattern = re.compile(rf"\.{short_name(plan_id)}\.[0-9a-f]{{16}}\.tmp")
    with contextlib.suppress(OSError):
        for path in [path for path in system_calls.listed(folder) if pattern.fullmatch(path.name)]:
            found = path.lstat()
            if stat.S_ISREG(found.st_mode) and time.time() - found.st_mtime > older_than:
                path.unlink()
                removed.append(path)
    return removed


def _bytes_now(real: Path) -> bytes | None:
    try:
        if not stat.S_ISREG(real.stat().st_mode):  # opening a pipe would wait for ever
            raise os_errors.of_file("file.not-a-file", real)
        return system_calls.read_all(real)
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
        code = "folder.read-only" if system_calls.is_read_only(real) else "file.read-only"
        raise os_errors.of_file(code, real)


def _back_up(old: bytes, folder: Path, real: Path, successor: str) -> None:
    try:
        backing.back_up(old, folder, real, successor)
    except OSError as error:
        raise os_errors.refusal("save.no-backup", error, real, folder) from error


def _put(real: Path, data: bytes, old: bytes | None, plan_id: str, check_lock: Callable[[], None]) -> None:
    temporary = real.with_name(f".{short_name(plan_id)}.{secrets.token_hex(8)}.tmp")
    try:
        system_calls.write_beside(real, data, temporary, None if old is None else rights_of(real))
        check_lock()
        # A sync client knows no locks: look again at the last moment.
        _check_base(_bytes_now(real), None if old is None else digest(old), real)
        if old is None:
            system_calls.move_to_free_name(temporary, real)
        else:
            system_calls.replace(temporary, real)
    except FileExistsError as error:
        raise Conflict("file.already-there", path=real, found=None) from error
    except OSError as error:
        raise os_errors.write_refusal(error, real) from error
    finally:
        system_calls.forget(temporary)  # it has another name by now, or it is of no use
    _sync_parent(real)


def _sync_parent(real: Path) -> None:
    try:
        system_calls.sync_folder(real.parent)
    except OSError as error:
        raise os_errors.refusal("save.unsure", error, real, real.parent) from error


# One save of a file at a time, from the check to the rename, whoever writes and from which computer


@contextlib.contextmanager
def saving(real: Path) -> Iterator[Callable[[], None]]:
    """Hold the lock of a plan file; raises Refusal where another save does not come to an end.

    What it yields raises a Refusal where another save took the lock over, since this one stood still so long.
    """
    file = _taken(real)
    done = threading.Event()

    def check() -> None:
        if file is not None and not file.ours:
            raise os_errors.of_file("save.busy", real)

    if file is not None:
        threading.Thread(target=_keep_alive, args=(file, done), daemon=True).start()
    try:
        yield check
    finally:
        done.set()
        if file is not None:
            file.let_go()


def _taken(real: Path) -> LockFile | None:
    """Return the lock file, waiting for others; None where the folder takes no file, which the save says."""
    path, watch = name_beside(real, "saving"), Watch()
    give_up = time.monotonic() + PATIENCE_SECONDS
    try:
        while time.monotonic() < give_up:
            if file := LockFile.make(path) or LockFile.inherit(path) or _left_behind(path, watch):
                return file
            time.sleep(_PAUSE)
    except OSError:
        return None
    raise os_errors.of_file("save.busy", real)


def _left_behind(path: Path, watch: Watch) -> LockFile | None:
    found = look(path)
    still = watch.still(found) if found is not None else 0.0
    if found is not None and still >= STALE_SECONDS:
        return LockFile.take_over(path, found)
    return LockFile.inherit(path, blank=True) if still >= BLANK_SECONDS else None


def _keep_alive(file: LockFile, done: threading.Event) -> None:
    while not done.wait(BUMP_SECONDS):
        with contextlib.suppress(OSError):  # the save itself meets it, and says so
            file.bump()
