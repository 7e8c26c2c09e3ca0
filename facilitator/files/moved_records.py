"""What a version before keeps of a Word plan under the hash of the child's name, moved to the plan's id.

Journals, records, notes and backups are moved one meeting after the other, each by a rename: after a crash
the rest is found under its old name, and moved by the next start. What may be a namesake's stays where it is.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.files import backups, disk, journal_shelf, kept, record_owner, records, whereabouts
from facilitator.files.folders import backups_path, meetings_path, safe_name, short_name
from facilitator.files.journal_lines import name_parts
from facilitator.files.saving import digest

if TYPE_CHECKING:
    from facilitator.files.opened import OpenPlan


def files_of(plan_id: str, opened: OpenPlan, *, done: bool = True) -> Iterator[Path]:
    """Yield the files of a plan's meetings on this computer, the notes of where they went on included."""
    for folder in _folders(opened)[: None if done else 1]:
        with contextlib.suppress(OSError):
            start = short_name(plan_id)
            yield from sorted(
                path for path in folder.iterdir() if path.name.lstrip(".").startswith(f"{start}-")
            )


def bring_over(opened: OpenPlan) -> None:
    """Move what is surely of this document to its id; a folder that takes no change is left as it is."""
    for earlier in opened.earlier:
        meetings: dict[str, list[Path]] = {}
        for path in files_of(earlier, opened):
            meetings.setdefault(_meeting(path), []).append(path)
        begun = {_meeting(path) for path in files_of(opened.plan.id, opened)} if meetings else set()
        for meeting, files in meetings.items():
            if meeting in begun or _are_ours(files, opened):
                _move(files, opened.plan.id)
        _move_backups(earlier, opened)


def _meeting(path: Path) -> str:
    return path.name.lstrip(".").replace(".", "-").split("-")[1]


def _are_ours(files: list[Path], opened: OpenPlan) -> bool:
    reviews = [one for path in files if path.suffix == kept.ENDING and (one := kept.kept_at(path))]
    if reviews:
        return all(record_owner.is_of_review(one, opened) for one in reviews)
    journals = [path for path in files if name_parts(path)]
    if journals:
        return any(record_owner.is_of_meeting(path, opened) for path in journals)
    notes = whereabouts.read(whereabouts.places(meetings_path(), opened.path), opened.earlier)
    mine = [note for note in notes if note.meeting == _meeting(files[0])]
    return bool(mine) and all(records.began_with(opened, note.file, note.base) for note in mine)


def _move(files: list[Path], plan_id: str) -> None:
    """Give the files of one meeting the names of their plan; those of one that goes on now keep theirs."""
    with contextlib.suppress(OSError):
        if any(journal_shelf.in_use(path) for path in files if name_parts(path)):
            return
        for path in files:
            hidden = "." if path.name.startswith(".") else ""
            rest = path.name.lstrip(".").partition("-")[2]
            path.rename(path.with_name(f"{hidden}{short_name(plan_id)}-{rest}"))
        for folder in {path.parent for path in files}:
            disk.sync_folder(folder)


# Backups


def _move_backups(earlier: str, opened: OpenPlan) -> None:
    """Move the earlier versions of this very document, as its records know their bytes; others stay."""
    for folder in (backups_path(earlier), backups.beside(opened.path, earlier)):
        found = backups.backups_in(folder)
        ours = _bytes_known(opened) if found else set()
        with contextlib.suppress(OSError):
            for path in found:
                if digest(disk.read_all(path)) in ours:
                    there = disk.make_private_folder(folder.with_name(safe_name(opened.plan.id)))
                    path.rename(there / path.name)
                    disk.sync_folder(there)
            if found:
                folder.rmdir()  # where nothing is left in it


def _bytes_known(opened: OpenPlan) -> set[str | None]:
    """Return the digests of what a plan's meetings began with and wrote."""
    known: set[str | None] = {opened.base}
    for path in files_of(opened.plan.id, opened):
        if path.suffix == kept.ENDING and (one := kept.kept_at(path)):
            known |= {one.before, one.after}
        elif name_parts(path) and (header := record_owner.header_at(path)):
            known.add(header.base)
    return known


def _folders(opened: OpenPlan) -> list[Path]:
    meetings = meetings_path()
    places = whereabouts.places(meetings, opened.path)
    return [meetings, *places[1:], meetings / journal_shelf.DONE]
