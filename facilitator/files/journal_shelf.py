"""Finding the journals of a plan, and putting away those whose review is safe in the plan."""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.files import disk, troubles
from facilitator.files.folders import short_name
from facilitator.files.journal_lines import Dropped, Header, Recovered, name_parts, recover
from facilitator.plan.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

DONE = "done"
KEPT = 20
"""Meetings of one plan that are kept in the `done` folder."""

_POINTER = ".moved"


@dataclass(frozen=True)
class JournalFile:
    """One meeting's journal as it lies on disk: the part with the most events.

    `header` is None when it is damaged; `outcome` is None for a meeting that was cut off.
    """

    path: Path
    header: Header | None
    events: int
    outcome: str | None
    dropped: Dropped | None
    started: datetime

    @property
    def closed(self) -> bool:
        """Whether the meeting was closed, rather than cut off."""
        return self.outcome is not None


def find(folder: Path, plan_id: str | None = None) -> list[JournalFile]:
    """Return the journals of a plan (None = of all plans), newest meeting first.

    A journal that had to move to another folder is found there, if that can be reached now. Raises
    Refusal if the folder or a journal cannot be read.
    """
    best: dict[tuple[str, str], tuple[tuple[int, int], Recovered]] = {}
    for path in _journal_paths(folder, plan_id):
        names = name_parts(path)
        if names is None or (plan_id is not None and names[0] != short_name(plan_id)):
            continue
        found = recover(path)
        rank = (len(found.events), names[2])
        meeting = names[:2]
        if meeting not in best or rank > best[meeting][0]:
            best[meeting] = (rank, found)
    return sorted((_file(found) for _, found in best.values()), key=lambda file: file.started, reverse=True)


def leave_pointer(folder: Path, header: Header, moved_to: Path) -> None:
    """Note in a folder where its journal went on, if the folder can still be written to."""
    pointer = _pointer(folder, header)
    with contextlib.suppress(OSError):
        disk.put(pointer, json.dumps({"to": str(moved_to.absolute())}).encode())


def retire(path: Path) -> Path:
    """Move a meeting's files into the `done` folder beside them and return the journal's new path.

    Only for a journal whose review was found in the plan by a later run. Keeps the last 20 meetings
    of a plan. Raises Refusal if the journal is in use or cannot be moved.
    """
    names = name_parts(path)
    prefix = "-".join(names[:2]) if names else path.stem
    try:
        if in_use(path):
            raise Refusal("journal.in-use", folder=str(path.parent))
        done = disk.make_private_folder(path.parent / DONE)
        for part in sorted(path.parent.glob(f"{prefix}*")):
            part.replace(done / part.name)
        disk.sync_folder(done)
        disk.sync_folder(path.parent)
        _prune(done, prefix)
    except OSError as error:
        raise troubles.folder_refusal(error, path.parent) from error
    return done / path.name


def in_use(path: Path) -> bool:
    """Whether a meeting that goes on now, in another window perhaps, has this journal; raises OSError."""
    descriptor = disk.open_existing(path)
    try:
        return not disk.try_lock(descriptor)
    finally:
        os.close(descriptor)


def bring_back(path: Path) -> Path:
    """Move a meeting's files out of the `done` folder again; the journal's path now. Raises Refusal."""
    if path.parent.name != DONE:
        return path
    names, folder = name_parts(path), path.parent.parent
    prefix = "-".join(names[:2]) if names else path.stem
    try:
        for part in sorted(path.parent.glob(f"{prefix}*")):
            part.replace(folder / part.name)
        disk.sync_folder(folder)
    except OSError as error:
        raise troubles.folder_refusal(error, folder) from error
    return folder / path.name


def retire_held(folder: Path, plan_id: str, review_ids: Collection[str]) -> list[Path]:
    """Retire the closed journals of the plan whose reviews are among those just read from its file."""
    retired = []
    for file in find(folder, plan_id):
        if file.closed and file.header is not None and file.header.review_id in review_ids:
            retired.append(retire(file.path))
            disk.forget(_pointer(folder, file.header))
    return retired


def _journal_paths(folder: Path, plan_id: str | None) -> Iterable[Path]:
    start = short_name(plan_id) if plan_id is not None else ""
    try:
        names = sorted(folder.iterdir()) if folder.exists() else []
    except OSError as error:
        raise troubles.folder_refusal(error, folder) from error
    for path in names:
        if path.suffix == _POINTER and path.name.startswith(start):
            yield from _pointed_to(path)
        elif path.name.startswith(start):
            yield path


def _pointed_to(pointer: Path) -> list[Path]:
    try:
        path = Path(json.loads(disk.read_all(pointer))["to"])
        return [path] if path.is_file() else []
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _pointer(folder: Path, header: Header) -> Path:
    return folder / f"{short_name(header.plan_id)}-{header.meeting}{_POINTER}"


def _file(found: Recovered) -> JournalFile:
    return JournalFile(
        path=found.path,
        header=found.header,
        events=len(found.events),
        outcome=found.outcome,
        dropped=found.dropped,
        started=_started(found),
    )


def _started(found: Recovered) -> datetime:
    if found.header is not None:
        with contextlib.suppress(ValueError):
            started = datetime.fromisoformat(found.header.started_at)
            return started if started.tzinfo else started.astimezone()
    return datetime.fromtimestamp(found.path.stat().st_mtime, UTC)


def _prune(done: Path, just_moved: str) -> None:
    """Forget the meetings past the last 20 of the plan that the one just moved belongs to."""
    meetings: dict[str, float] = {}
    for path in done.glob(f"{just_moved[:12]}-*.journal"):
        names = name_parts(path)
        if names:
            key = "-".join(names[:2])
            meetings[key] = max(meetings.get(key, 0.0), path.stat().st_mtime)
    meetings[just_moved] = float("inf")
    for key in sorted(meetings, key=lambda key: meetings[key], reverse=True)[KEPT:]:
        for path in done.glob(f"{key}*"):
            disk.forget(path)
