"""Finding the journals of a plan, and putting away those whose review is safe in the plan."""

from __future__ import annotations

import contextlib
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from facilitator.files import moved_records, os_errors, system_calls
from facilitator.files.folders import Ids, begins_with
from facilitator.files.journal_lines import Dropped, Header, Recovered, name_parts, recover
from facilitator.plan.refusal import Refusal

DONE = "done"
KEPT = 20
"""Meetings of one plan that are kept in the `done` folder."""


class JournalFile(NamedTuple):
    """One meeting's journal as it lies on disk: the part with the most events.

    `header` is None when it is damaged; `outcome` is None for a meeting that was cut off. `apart` are other
    parts that hold something which this one has not: the meeting went on twice.
    """

    path: Path
    header: Header | None
    events: int
    outcome: str | None
    dropped: Dropped | None
    started: datetime
    apart: tuple[Path, ...] = ()

    @property
    def closed(self) -> bool:
        """Whether the meeting was closed, rather than cut off."""
        return self.outcome is not None


def find(folder: Path, plan_id: Ids | None = None, plan_path: Path | None = None) -> list[JournalFile]:
    """Return the journals of a plan (None = of all plans), newest meeting first.

    A journal that had to move to another folder is found there, if that can be reached now: by the notes in
    the folder itself and, for the plan at `plan_path`, in the other places. Raises Refusal if the folder or a
    journal cannot be read and nothing says that the meeting went on elsewhere.
    """
    notes = moved_records.read(moved_records.places(folder, plan_path) if plan_path else [folder], plan_id)
    paths = dict.fromkeys(path for note in notes for path in note.parts())
    try:
        paths.update(dict.fromkeys(_parts_of(folder, plan_id)))
    except Refusal:
        if not paths:
            raise
    reached = [note for note in notes if not note.out_of_reach]
    written = {note.meeting for note in notes if note.closed and note not in reached}
    meetings: dict[str, list[tuple[tuple[int, int], Recovered]]] = {}
    for path in paths:
        names = name_parts(path)
        if names is not None and names[1] not in written:
            try:
                found = recover(path)
            except Refusal:
                if path.parent != folder or not any(note.meeting == names[1] for note in reached):
                    raise
                continue
            meetings.setdefault(names[1], []).append(((len(found.events), names[2]), found))
    files = [
        _file([found for _, found in sorted(parts, key=lambda part: part[0])]) for parts in meetings.values()
    ]
    # Of two records of one meeting the one that has more: it was made of what the other still holds.
    return sorted(files, key=lambda file: (file.started, file.events), reverse=True)


def read_one(found: Recovered) -> JournalFile:
    """Return one journal that was read back, whatever other parts there are."""
    return _file([found])


def retire(path: Path, home: Path | None = None) -> Path:
    """Move a meeting's files into the `done` folder beside them and return the journal's new path.

    Only for a journal whose review was found in the plan by a later run. Keeps the last 20 meetings
    of a plan. What a meeting that went on elsewhere has left in its `home` is put away too, with a copy of
    the whole. Raises Refusal if the journal is in use or cannot be moved.
    """
    prefix = _meeting_of(path)
    try:
        if in_use(path):
            raise Refusal("journal.in-use", folder=str(path.parent))
        if home is not None and home != path.parent:
            _put_away(home, prefix)
            system_calls.put(
                system_calls.make_private_folder(home / DONE) / path.name, system_calls.read_all(path)
            )
        return _put_away(path.parent, prefix) / path.name
    except OSError as error:
        raise os_errors.folder_refusal(error, path.parent) from error


def _put_away(folder: Path, prefix: str) -> Path:
    """Move the files of one meeting into the folder's `done` and return that; raises OSError."""
    done = system_calls.make_private_folder(folder / DONE)
    _move(prefix, folder, done)
    system_calls.sync_folder(folder)
    _prune(done, prefix)
    return done


def _move(prefix: str, folder: Path, to: Path) -> None:
    """Move the files of one meeting, but the notes of where it went on; raises OSError."""
    for part in sorted(folder.glob(f"{prefix}*")):
        if part.suffix != moved_records.ENDING:
            part.replace(to / part.name)
    system_calls.sync_folder(to)


def _meeting_of(path: Path) -> str:
    """Return with what the names of all files of a journal's meeting begin."""
    names = name_parts(path)
    return "-".join(names[:2]) if names else path.stem


def in_use(path: Path) -> bool:
    """Whether a meeting that goes on now, in another window perhaps, has this journal; raises OSError."""
    descriptor = system_calls.open_existing(path)
    try:
        return not system_calls.try_lock(descriptor)
    finally:
        system_calls.close(descriptor)


def bring_back(path: Path) -> Path:
    """Move a meeting's files out of the `done` folder again; the journal's path now. Raises Refusal."""
    if path.parent.name != DONE:
        return path
    folder = path.parent.parent
    try:
        _move(_meeting_of(path), path.parent, folder)
    except OSError as error:
        raise os_errors.folder_refusal(error, folder) from error
    return folder / path.name


def retire_held(
    folder: Path, plan_id: Ids, review_ids: Collection[str], plan_path: Path | None = None
) -> list[Path]:
    """Retire the closed journals of the plan whose reviews are among those just read from its file.

    One in another folder that does not let itself be moved is left there, and tried again by the next run.
    """
    retired = []
    for file in find(folder, plan_id, plan_path):
        if file.closed and file.header is not None and file.header.review_id in review_ids:
            try:
                retired.append(retire(file.path, folder))
            except Refusal:
                if file.path.parent == folder:
                    raise
            else:
                moved_records.forget(file.header, moved_records.places(folder, plan_path))
    return retired


def _parts_of(folder: Path, plan_id: Ids | None) -> list[Path]:
    """Return the files in the folder that have a journal's name; raises Refusal if it cannot be listed."""
    try:
        names = sorted(folder.iterdir()) if folder.exists() else []
    except OSError as error:
        raise os_errors.folder_refusal(error, folder) from error
    return [path for path in names if name_parts(path) and begins_with(path.name, plan_id)]


def _file(parts: list[Recovered]) -> JournalFile:
    """Return a meeting by its parts, of which the last counts."""
    *others, found = parts
    return JournalFile(
        path=found.path,
        header=found.header,
        events=len(found.events),
        outcome=found.outcome,
        dropped=found.dropped,
        started=_started(found),
        apart=tuple(one.path for one in others if one.events != found.events[: len(one.events)]),
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
    for path in filter(name_parts, done.glob(f"{just_moved[:12]}-*.journal")):
        key = _meeting_of(path)
        meetings[key] = max(meetings.get(key, 0.0), path.stat().st_mtime)
    meetings[just_moved] = float("inf")
    for key in sorted(meetings, key=lambda key: meetings[key], reverse=True)[KEPT:]:
        for path in done.glob(f"{key}*"):
            system_calls.forget(path)
