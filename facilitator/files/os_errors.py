"""From an operating system's error to a refusal that a chair can act on."""

from __future__ import annotations

import errno
from pathlib import Path

from facilitator.phrases.os_reason import reason
from facilitator.plan.refusal import Refusal

_FORBIDDEN = (errno.EACCES, errno.EPERM)
_MISSING = (errno.ENOENT, errno.ENOTDIR)
_BAD_NAME = (errno.ENAMETOOLONG, errno.EILSEQ, errno.EINVAL, errno.ELOOP)

_FULL = dict.fromkeys((errno.ENOSPC, errno.EDQUOT), "disk.full")
_NO_NAME = dict.fromkeys(_BAD_NAME, "file.bad-name")
_READ_ONLY = {errno.EROFS: "folder.read-only"}
_NO_FOLDER = dict.fromkeys(_MISSING, "folder.not-found")

_WRITING = {
    **_FULL,
    **_READ_ONLY,
    **_NO_FOLDER,
    **_NO_NAME,
    **dict.fromkeys(_FORBIDDEN, "file.write-not-allowed"),
    errno.EFBIG: "file.too-big-for-disk",
}
_READING = {
    **_NO_NAME,
    **dict.fromkeys(_MISSING, "file.not-found"),
    **dict.fromkeys(_FORBIDDEN, "file.read-not-allowed"),
}
_FOLDER = {**_FULL, **_READ_ONLY, **_NO_FOLDER, **dict.fromkeys(_FORBIDDEN, "folder.not-allowed")}


_SUMMARY = {
    **_NO_NAME,
    errno.ENOENT: "summary.folder-not-found",
    **dict.fromkeys((errno.ENOTDIR, errno.EEXIST), "summary.not-a-folder"),
    **dict.fromkeys(_FORBIDDEN, "summary.not-allowed"),
    **dict.fromkeys((*_FULL, errno.EFBIG), "summary.disk-full"),
    errno.EROFS: "summary.read-only",
}


def write_refusal(error: OSError, path: Path) -> Refusal:
    """Say why the file could not be written; the file that was there is still whole."""
    return refusal(_WRITING.get(error.errno or 0, "file.cannot-write"), error, path, path.parent)


def read_refusal(error: OSError, path: Path) -> Refusal:
    """Say why the file could not be read."""
    return refusal(_READING.get(error.errno or 0, "file.cannot-read"), error, path, path.parent)


def either_refusal(error: OSError, path: Path) -> Refusal:
    """Say why something failed with a file, where nobody knows whether it was read or written."""
    if (error.errno or 0) in {**_FULL, **_READ_ONLY, errno.EFBIG: ""}:
        return write_refusal(error, path)
    if error.errno in (*_MISSING, *_BAD_NAME):
        return read_refusal(error, path)
    return refusal("file.failed", error, path, path.parent)


def folder_refusal(error: OSError, folder: Path) -> Refusal:
    """Say why the folder could not be made, listed or written to."""
    return refusal(_FOLDER.get(error.errno or 0, "folder.cannot-use"), error, folder, folder)


def summary_refusal(error: OSError) -> Refusal:
    """Say why a summary could not be written, without the file: it may be named for a child."""
    return Refusal(_SUMMARY.get(error.errno or 0, "summary.cannot-write"), reason=reason(error))


def of_file(code: str, path: Path, **values: object) -> Refusal:
    """Return a refusal whose values name a file and its folder."""
    return Refusal(code, path=str(path), folder=str(path.parent), **values)


def refusal(code: str, error: OSError, path: Path, folder: Path) -> Refusal:
    """Return a refusal whose values name the file, its folder and the system's own reason."""
    return Refusal(code, path=str(path), folder=str(folder), reason=reason(error))
