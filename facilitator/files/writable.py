"""Whether a plan could be written now, found out without writing to it, so that it is told before."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import stat
from pathlib import Path

from facilitator.files import os_errors, system_calls
from facilitator.files.folders import short_name
from facilitator.plan.refusal import Refusal

_ROOM_FOR = 3
"""How many times the plan's size there must be room for: the new version lies beside the old one at first."""


def hindrance(path: Path, plan_id: str) -> Refusal | None:
    """Return why the plan at the path could not be written now, or None where nothing is in the way.

    The name of a file that is made and taken away again is asked of the folder: a right to write says little
    on Windows and on a share.
    """
    real = Path(os.path.realpath(path))
    try:
        found = real.stat()
        code = _of_file(real, found) or _of_folder(real, plan_id)
        if not code and shutil.disk_usage(real.parent).free < found.st_size * _ROOM_FOR:
            code = "writable.drive-full"
    except OSError:  # it was read a moment ago: what is wrong now is said where it is written
        return None
    return os_errors.of_file(code, real) if code else None


def _of_file(real: Path, found: os.stat_result) -> str:
    if not os.access(real, os.W_OK):
        return "writable.read-only-drive" if system_calls.is_read_only(real) else "writable.file"
    # In a folder where only owners may replace a file, being allowed to write to it is not enough.
    folder = real.parent.stat()
    sticky = bool(folder.st_mode & stat.S_ISVTX) and hasattr(os, "geteuid")
    if sticky and os.geteuid() not in (0, found.st_uid, folder.st_uid):
        return "writable.file"
    return ""


def _of_folder(real: Path, plan_id: str) -> str:
    trial = real.with_name(f".{short_name(plan_id)}.{secrets.token_hex(8)}.tmp")
    try:
        system_calls.close(system_calls.open_new(trial))
    except OSError as error:
        if error.errno == errno.EROFS:
            return "writable.read-only-drive"
        return "writable.drive-full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "writable.folder"
    system_calls.forget(trial)
    return ""
