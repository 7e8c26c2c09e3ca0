"""The few system calls that saving and the journal share, each done in full or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import stat
import sys
import time
from pathlib import Path

from facilitator.files.rights import Rights

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700

TEMPORARY = re.compile(r"\.([0-9a-f]{12})\.([0-9a-f]{16})\.tmp")
"""How a file is named until it is whole and durable; one that is old was left by a kill or a power cut."""
LEFT_AFTER = 7200.0
"""Seconds after which it is no save that goes on, whatever clock the drive has."""

_BINARY = getattr(os, "O_BINARY", 0)
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES, errno.EPERM, errno.EISDIR}
_RETRIED_ON_WINDOWS = {5, 32, 33}  # access denied, sharing violation, lock violation: a virus scanner
_RETRY_FOR, _RETRY_PAUSE = 2.5, 0.05
_LOCKED_BYTE = 1 << 40  # far past any data: Windows locks forbid others to read the bytes they cover


def make_private_folder(folder: Path) -> Path:
    """Make the folder if need be, and what it lies in, open to its owner alone (0700), and return it."""
    if not folder.is_dir():
        if folder.parent != folder:
            make_private_folder(folder.parent)
        try:
            folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        except FileExistsError as error:  # a file has that name
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)) from error
    return folder


def tighten(folder: Path) -> None:
    """Have a folder of ours open to its owner alone; one of somebody else's stays as it is."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        found = folder.lstat()
        everybodys = found.st_mode & stat.S_ISVTX  # as the system's folder for temporary files
        ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not everybodys
        if ours and found.st_mode & 0o077:
            folder.chmod(PRIVATE_FOLDER)


_swept: set[Path] = set()


def sweep_once(folder: Path) -> None:
    """Remove the temporaries that a kill left in a folder, the first time that it is touched."""
    if folder not in _swept:
        _swept.add(folder)
        sweep(folder)


def sweep(folder: Path) -> None:
    """Remove the temporaries in a folder that are older than any save; no link, and nothing of others."""
    for path in listed(folder):
        if TEMPORARY.fullmatch(path.name):
            with contextlib.suppress(OSError):
                found = path.lstat()
                if stat.S_ISREG(found.st_mode) and time.time() - found.st_mtime > LEFT_AFTER:
                    path.unlink()


def same_file(descriptor: int, path: Path) -> bool:
    """Whether a path still names the open file; a removed or replaced one is seen here alone.

    Some shares number no files: there it is enough that the name is there.
    """
    held = os.fstat(descriptor)
    try:
        found = path.stat()
    except OSError:
        return False
    return held.st_nlink > 0 and (
        not held.st_ino or (found.st_dev, found.st_ino) == (held.st_dev, held.st_ino)
    )


def may_be_there(path: Path) -> bool:
    """Whether something has that name; what cannot be looked at may be there."""
    try:
        return path.exists()
    except OSError:
        return True


def device_of(folder: Path) -> int | None:
    """Return the number of the drive that the folder is on, or would be made on; None where it is unknown."""
    for place in (folder, *folder.parents):
        try:
            return place.stat().st_dev
        except FileNotFoundError:
            continue
        except OSError:
            return None
    return None


def open_new(path: Path, mode: int = PRIVATE_FILE) -> int:
    """Make a file that must not exist yet, for its owner alone, and return its descriptor."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY, mode)


def open_existing(path: Path) -> int:
    """Open a file for reading and writing and return its descriptor."""
    return os.open(path, os.O_RDWR | _BINARY)


def read_all(path: Path) -> bytes:
    """Return the bytes of a file."""
    with path.open("rb", buffering=0) as stream:
        return stream.readall()


def listed(folder: Path) -> list[Path]:
    """Return what lies in a folder, by name; one that cannot be read, or is none, is empty."""
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def files_in(folder: Path, pattern: str) -> list[Path]:
    """Return the files of a folder whose names are of a pattern; of one that cannot be read none."""
    try:
        return sorted(path for path in folder.glob(pattern) if path.is_file())
    except (OSError, ValueError):  # ValueError: no name that a folder can have
        return []


def write_all(descriptor: int, data: bytes) -> None:
    """Write every byte at the descriptor's place, going on after short writes."""
    rest = memoryview(data)
    while rest:
        written = os.write(descriptor, rest)
        if written <= 0:  # never seen on a file, but would spin for ever
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        rest = rest[written:]


def close(descriptor: int) -> None:
    """Let go of a file: what has to be on the disk was synced before, so that an error here says nothing."""
    with contextlib.suppress(OSError):
        os.close(descriptor)


def sync(descriptor: int) -> None:
    """Wait until the file's bytes are on the disk itself."""
    if sys.platform == "darwin":
        # macOS: fsync stops at the drive's own cache; some file systems know nothing better.
        with contextlib.suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Wait until the folder's list of names is on the disk, where the file system can do that.

    Without it a power cut can undo an `os.replace` that was already reported (RELIABILITY, finding 4).
    """
    if sys.platform == "win32":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except PermissionError:  # a folder one may write to but not list
        return
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        close(descriptor)


def preallocate(descriptor: int, start: int, length: int) -> bool:
    """Reserve room for later records as zeros, if the file system can; say whether it did."""
    if not hasattr(os, "posix_fallocate"):
        return False
    try:
        os.posix_fallocate(descriptor, start, length)
    except OSError:
        return False
    return True


def try_lock(descriptor: int) -> bool:
    """Take the one writer's lock of a file without waiting; it goes when the descriptor is closed."""
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in {errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK}:
            return False
        raise
    return True


def write_beside(
    path: Path, data: bytes, temporary: Path | None = None, rights: Rights | None = None
) -> Path:
    """Put the bytes into a temporary file, synced and read back, and return its path.

    `temporary` defaults to a hidden name beside `path`. Without `rights` it is for its owner alone. After an
    error no temporary is left.
    """
    sweep_once(path.parent)
    temporary = temporary or path.with_name(f".{secrets.token_hex(6)}.{secrets.token_hex(8)}.tmp")
    descriptor = open_new(temporary)
    try:
        try:
            write_all(descriptor, data)
            if rights is not None:
                rights.give_to(descriptor)
            sync(descriptor)
        finally:
            close(descriptor)
        _compare(temporary, data)
    except BaseException:
        forget(temporary)
        raise
    return temporary


def put(path: Path, data: bytes) -> None:
    """Make a private file that has its name only once it is whole and durable; raises OSError."""
    temporary = write_beside(path, data)
    try:
        temporary.replace(path)
    except BaseException:
        forget(temporary)
        raise
    sync_folder(path.parent)


def replace(temporary: Path, path: Path) -> None:
    """Give the temporary the name of a file, in its place; on Windows again while something looks at that."""
    give_up = time.monotonic() + _RETRY_FOR
    while True:
        try:
            temporary.replace(path)
        except OSError as error:
            code = getattr(error, "winerror", None)
            if code not in _RETRIED_ON_WINDOWS or time.monotonic() >= give_up:
                raise
            time.sleep(_RETRY_PAUSE)
        else:
            return


def move_to_free_name(temporary: Path, path: Path) -> None:
    """Give the temporary its name unless that was taken meanwhile, which raises FileExistsError."""
    if os.name == "nt":
        temporary.rename(path)  # Windows refuses to replace here
        return
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        replace(temporary, path)


def _compare(path: Path, data: bytes) -> None:
    if read_all(path) != data:
        raise OSError(errno.EIO, os.strerror(errno.EIO))


def forget(path: Path) -> None:
    """Remove a file of our own if it is there; a failure is left for the next sweep."""
    with contextlib.suppress(OSError):
        path.unlink()


def is_read_only(path: Path) -> bool:
    """Whether the drive of a path takes nothing, whoever asks; False where the system cannot say."""
    return hasattr(os, "statvfs") and bool(os.statvfs(path).f_flag & os.ST_RDONLY)
