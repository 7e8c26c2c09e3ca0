"""Earlier versions of plan files, kept on this computer: 20 of each plan."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from facilitator.files import disk

if TYPE_CHECKING:
    from pathlib import Path

KEPT = 20

_NAME = re.compile(r"(\d{6,})-\d{8}T\d{6}Z\.(?:plan\.json|plan\.age|json|docx|bak)")
_ENDINGS = (".plan.json", ".plan.age", ".json", ".docx")


def back_up(data: bytes, folder: Path, original: Path) -> Path:
    """Keep the bytes as the newest backup and return its path; raises OSError.

    The name holds a running number, since a clock may jump, and a time, for the person who looks for
    a version. It never holds the plan's own file name, which may be a child's.
    """
    disk.make_private_folder(folder)
    number = 1 + max((found for found, _ in _numbered(folder)), default=0)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    path = folder / f"{number:06}-{stamp}{_ending(original)}"
    disk.put(path, data)
    _prune(folder)
    return path


def backups_in(folder: Path) -> list[Path]:
    """Return the backups in the folder, newest first; an unreadable folder has none."""
    try:
        return [path for _, path in sorted(_numbered(folder), reverse=True)]
    except OSError:
        return []


def _numbered(folder: Path) -> list[tuple[int, Path]]:
    matches = ((_NAME.fullmatch(path.name), path) for path in folder.iterdir())
    return [(int(match[1]), path) for match, path in matches if match]


def _prune(folder: Path) -> None:
    for path in backups_in(folder)[KEPT:]:
        disk.forget(path)


def _ending(original: Path) -> str:
    name = original.name.lower()
    return next((ending for ending in _ENDINGS if name.endswith(ending)), ".bak")
