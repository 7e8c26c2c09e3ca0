"""Earlier versions of plan files, 20 of each: on this computer or, without room there, beside the plan."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from facilitator.files import system_calls
from facilitator.files.folders import backups_path, safe_name
from facilitator.word.writing_choices import BESIDE, WITHOUT, Choices

KEPT = 20

FOLDER_BESIDE = "earlier versions"

_NAME = re.compile(r"(\d{6,})-\d{8}T\d{6}Z\.(?:plan\.json|plan\.age|json|docx|bak)")
_ENDINGS = (".plan.json", ".plan.age", ".json", ".docx")


def folder_for(path: Path, plan_id: str, choices: Choices) -> Path | None:
    """Return where the version before is to be kept, None for nowhere: as somebody decided, else here."""
    if choices.backup == WITHOUT:
        return None
    if choices.backup == BESIDE:
        return beside(path, plan_id)
    return backups_path(plan_id)


def beside(path: Path, plan_id: str) -> Path:
    """Return where the earlier versions of a plan are that had no place on this computer."""
    return path.absolute().parent / FOLDER_BESIDE / safe_name(plan_id)


def still_to_try(choices: Choices) -> tuple[str, ...]:
    """Return the options that are left where the version before cannot be kept as decided so far."""
    return (WITHOUT,) if choices.backup == BESIDE else (BESIDE, WITHOUT)


def back_up(data: bytes, folder: Path, original: Path) -> Path:
    """Keep the bytes as the newest backup and return its path; raises OSError.

    The name holds a running number, since a clock may jump, and a time, for the person who looks for
    a version. It never holds the plan's own file name, which may be a child's.
    """
    system_calls.make_private_folder(folder)
    number = 1 + max((found for found, _ in _numbered(folder)), default=0)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    ending = next((ending for ending in _ENDINGS if original.name.lower().endswith(ending)), ".bak")
    path = folder / f"{number:06}-{stamp}{ending}"
    system_calls.put(path, data)
    for old in backups_in(folder)[KEPT:]:
        system_calls.forget(old)
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
