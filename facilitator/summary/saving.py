"""Writes a summary whole or not at all, and never over a file that is not our own."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from facilitator.phrases import os_reason
from facilitator.plan.refusal import Refusal
from facilitator.summary.mark import is_sealed

_FOLDER_GONE = (errno.ENOENT, errno.ENOTDIR)
_BAD_NAME = (errno.ENAMETOOLONG, errno.EILSEQ, errno.EINVAL, errno.ELOOP)
_CODES = {
    **dict.fromkeys(_FOLDER_GONE, "summary.folder-not-found"),
    **dict.fromkeys(_BAD_NAME, "file.bad-name"),
    **dict.fromkeys((errno.EACCES, errno.EPERM), "summary.not-allowed"),
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), "summary.disk-full"),
    errno.EROFS: "summary.read-only",
}
_BINARY = getattr(os, "O_BINARY", 0)


def save_at(target: Path, data: bytes, review_id: str) -> Path:
    """Write to the very file that was asked for; a file there that is not our own is refused."""
    with _as_refusals():
        real = Path(os.path.realpath(target))
        if not _put(real, data, review_id):
            raise Refusal("summary.already-there")
    return target


def save_beside(wanted: Path, data: bytes, review_id: str) -> Path:
    """Write under the wanted name or, where that is taken by another file, the next free one; return it."""
    with _as_refusals():
        return next(path for path in _names(wanted) if _put(path, data, review_id))


def _names(wanted: Path) -> Iterator[Path]:
    yield wanted
    for number in count(2):
        yield wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")


def _put(path: Path, data: bytes, review_id: str) -> bool:
    """Write one file in one step; False, and nothing written, where another file has the name."""
    old = _bytes_now(path)
    if old == data:
        return True
    if old is not None and not is_sealed(old, review_id):
        return False
    temporary = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        _write(temporary, data)
        if old is not None:
            if _bytes_now(path) != old:  # somebody changed it while ours was written
                return False
            temporary.replace(path)
        elif not _named(temporary, path):
            return False
    finally:
        temporary.unlink(missing_ok=True)
    _sync_folder(path.parent)
    return True


def _bytes_now(path: Path) -> bytes | None:
    """Return what stands under a name: None = nothing, and a broken link counts as something else's."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return None
    if stat.S_ISREG(found.st_mode):
        return path.read_bytes()
    if stat.S_ISLNK(found.st_mode):
        return b""
    raise Refusal("summary.not-a-file")


def _named(temporary: Path, path: Path) -> bool:
    """Give the temporary its name unless that was taken meanwhile."""
    try:
        if os.name == "nt":
            temporary.rename(path)  # Windows refuses to replace here
        else:
            path.hardlink_to(temporary)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK):
            raise
        temporary.replace(path)  # a file system without hard links
    return True


def _write(temporary: Path, data: bytes) -> None:
    """Write every byte, for the owner's eyes alone, and wait until they are on the disk."""
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync_folder(folder: Path) -> None:
    """Make the new name durable where the system can; the file itself is whole by now."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextlib.contextmanager
def _as_refusals() -> Iterator[None]:
    """Say an operating system's error as a sentence for the chair; it names no file, which may be a name."""
    try:
        yield
    except OSError as error:
        code = _CODES.get(error.errno or 0, "summary.cannot-write")
        raise Refusal(code, reason=os_reason.reason(error)) from error
