"""Earlier versions of plan files, on this computer or, without room there, beside the plan.

The last 20 of each are kept, and of each of 20 days before the last one: it may be changed often in a day.

The name of each says which version took its place: by that a review that was written last can be taken back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from facilitator.files import kept_file, system_calls
from facilitator.files.encryption import ENDING as ENCRYPTED
from facilitator.files.encryption import is_encrypted
from facilitator.files.folders import backups_path, safe_name
from facilitator.word.writing_choices import BESIDE, WITHOUT, Choices

KEPT = 20

FOLDER_BESIDE = "earlier versions"

_NAME = r"(\d{6,})-(\d{8}T\d{6}Z)(?:-([0-9a-f]{16}))?\.(?:plan\.json|json|docx|docm|bak)(?:\.age)?"
_ENDINGS = {
    ".plan.json": ".plan.json",
    ".plan.age": ".plan.json",
    ".json": ".json",
    ".docx": ".docx",
    ".docm": ".docm",
}
"""The ending of an earlier version by that of its plan; one that is encrypted has another behind it."""
_STAMP = "%Y%m%dT%H%M%SZ"
_DIGITS = 16
"""Of the digest of the version that took a version's place, how many its name has."""


class Backup(NamedTuple):
    """An earlier version of a plan: its file, and when another took its place."""

    path: Path
    at: datetime


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


def back_up(data: bytes, folder: Path, original: Path, successor: str = "") -> Path:
    """Keep the bytes as the newest backup and return its path; raises OSError.

    The name holds a running number, since a clock may jump, a time, for the person who looks for a version,
    and the first digits of the `successor`, the digest of what takes its place. It never holds the plan's own
    file name, which may be a child's.
    """
    system_calls.make_private_folder(folder)
    number = 1 + max((found for found, _ in _numbered(folder)), default=0)
    stamp = datetime.now(UTC).strftime(_STAMP)
    name = original.name.lower()
    ending = next((kept for ending, kept in _ENDINGS.items() if name.endswith(ending)), ".bak")
    after = f"-{successor[:_DIGITS]}" if successor else ""
    kept = kept_file.sealed(data)
    path = as_kept(folder / f"{number:06}-{stamp}{after}{ending}", kept)
    system_calls.put(path, kept)
    for old in _beyond(backups_in(folder)):
        system_calls.forget(old)
    return path


def as_kept(path: Path, data: bytes) -> Path:
    """Return the path of an earlier version whose name says whether it is encrypted."""
    name = path.name.removesuffix(ENCRYPTED)
    return path.with_name(f"{name}{ENCRYPTED}" if is_encrypted(data) else name)


def _beyond(paths: list[Path]) -> Iterator[Path]:
    """Yield the backups that are too many: of each day before those of the newest, the last one stays."""
    days, stay = {_day_of(path) for path in paths[:KEPT]}, 0
    for path in paths[KEPT:]:
        if _day_of(path) in days or stay == KEPT:
            yield path
        else:
            days.add(_day_of(path))
            stay += 1


def _day_of(path: Path) -> str:
    return path.name.split("-")[1].partition("T")[0]


def backups_in(folder: Path) -> list[Path]:
    """Return the backups in the folder, newest first; an unreadable folder has none."""
    try:
        return [path for _, path in sorted(_numbered(folder), reverse=True)]
    except OSError:
        return []


def is_backup(path: Path) -> bool:
    """Whether a file is an earlier version of a plan, by its name."""
    return re.fullmatch(_NAME, path.name) is not None


def at_of(path: Path) -> datetime | None:
    """Return when another version took an earlier version's place, by its name, None = unknown."""
    match = re.fullmatch(_NAME, path.name)
    try:
        return datetime.strptime(match[2], _STAMP).replace(tzinfo=UTC) if match else None
    except ValueError:  # no such day
        return None


def replaced_by(successor: str, folders: Iterable[Path]) -> list[Backup]:
    """Return the versions whose place was taken by the one with a digest, the newest first."""
    found = []
    for folder in folders:
        for path in backups_in(folder):
            match = re.fullmatch(_NAME, path.name)
            at = at_of(path)
            if match is not None and at is not None and match[3] == successor[:_DIGITS]:
                found.append(Backup(path, at))
    return sorted(found, key=lambda one: one.at, reverse=True)


def _numbered(folder: Path) -> list[tuple[int, Path]]:
    matches = ((re.fullmatch(_NAME, path.name), path) for path in folder.iterdir())
    return [(int(match[1]), path) for match, path in matches if match]
