"""Whose a record on this computer is where no id tells: by its place, its bytes, and what it says itself.

What a version before keeps of a Word plan under the hash of the child's name is moved to the plan's id:
journals, records, notes and backups, one meeting after the other, each by a rename. After a crash the rest is
found under its old name, and moved by the next start. What may be a namesake's stays where it is.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from facilitator.files import (
    backups,
    journal_shelf,
    kept_file,
    moved_records,
    records,
    system_calls,
    written_reviews,
)
from facilitator.files.atomic_saving import digest
from facilitator.files.folders import backups_path, meetings_path, safe_name, short_name
from facilitator.files.journal_lines import Header, header_of, name_parts, recover
from facilitator.files.open_plan import OpenPlan
from facilitator.files.plan_ids import is_former
from facilitator.files.written_reviews import KeptReview
from facilitator.plan.people import CHILD
from facilitator.plan.refusal import Refusal
from facilitator.word.answers.phrasing import fold


class PlanIds(NamedTuple):
    """The ids of plans in the records of this computer that a document surely is of, or may be of."""

    surely: frozenset[str]
    perhaps: frozenset[str]


def ids_of(opened: OpenPlan) -> PlanIds:
    """Return the ids under which this computer has records of a document, whatever its table of ids says."""
    found: list[tuple[str, bool]] = []
    for folder in (meetings_path(), meetings_path() / journal_shelf.DONE):
        found += [*_by_reviews(folder, opened), *_by_meetings(folder, opened)]
    surely = frozenset(plan for plan, sure in found if sure)
    return PlanIds(surely, frozenset(plan for plan, _ in found) - surely)


def _by_reviews(folder: Path, opened: OpenPlan) -> Iterator[tuple[str, bool]]:
    for path in written_reviews.kept_in(folder):
        one = written_reviews.kept_at(path)
        if one is None or not _may_be(one, opened):
            continue
        if opened.base in (one.before, one.after) or records.is_in(one, opened):
            yield one.plan.id, True
        elif opened.place == one.path:
            yield one.plan.id, False


def _by_meetings(folder: Path, opened: OpenPlan) -> Iterator[tuple[str, bool]]:
    for path in system_calls.listed(folder):
        header = _header_at(path)
        if header is None or is_former(header.plan_id):
            continue
        if header.base == opened.base:
            yield header.plan_id, True
        elif header.plan_path == opened.place:
            yield header.plan_id, _child_of(path) == opened.plan.child.on_record


def _may_be(one: KeptReview, opened: OpenPlan) -> bool:
    """Whether nothing that both say, the form, the start and the day of birth, tells two plans apart."""
    mine, theirs = opened.plan, one.plan
    said = [(mine.started, theirs.started), (mine.child.date_of_birth, theirs.child.date_of_birth)]
    return mine.format == theirs.format and all(a == b or None in (a, b) for a, b in said)


def _child_of(path: Path) -> str:
    """Return how the child was called when a meeting began, by its journal; "" where that cannot be read."""
    with contextlib.suppress(Refusal, LookupError, TypeError):
        people = recover(path).events[0]["people"]
        return next(str(person["name"]) for person in people if person["id"] == CHILD)
    return ""


def _header_at(path: Path) -> Header | None:
    """Return the header of a journal; None for another file, and where it cannot be read."""
    with contextlib.suppress(OSError):
        return header_of(path) if name_parts(path) else None
    return None


# What a version before has left


def files_of(plan_id: str, opened: OpenPlan, *, done: bool = True) -> Iterator[Path]:
    """Yield the files of a plan's meetings on this computer, the notes of where they went on included."""
    meetings, start = meetings_path(), f"{short_name(plan_id)}-"
    folders = [meetings, *moved_records.places(meetings, opened.path)[1:], meetings / journal_shelf.DONE]
    for folder in folders if done else folders[:1]:
        yield from (path for path in system_calls.listed(folder) if path.name.lstrip(".").startswith(start))


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
    reviews = [
        one
        for path in files
        if path.suffix == written_reviews.ENDING and (one := written_reviews.kept_at(path))
    ]
    if reviews:
        return all(_is_of_review(one, opened) for one in reviews)
    if any(name_parts(path) for path in files):
        return any(_began_here(header, opened) for path in files if (header := _header_at(path)))
    notes = moved_records.read(moved_records.places(meetings_path(), opened.path), opened.earlier)
    mine = [note for note in notes if note.meeting == _meeting(files[0])]
    return bool(mine) and all(records.began_with(opened, note.file, note.base) for note in mine)


def _is_of_review(one: KeptReview, opened: OpenPlan) -> bool:
    """Whether a review was written into this file where it lies, or stands in it and its own file is gone."""
    if not _may_be(one, opened):
        return False
    if opened.place in (one.path, one.began):
        same_name = fold(one.child.full_name) == fold(opened.plan.child.full_name)
        return same_name or records.is_in(one, opened)
    return _is_gone(one.path) and (opened.base in (one.before, one.after) or records.is_in(one, opened))


def _began_here(header: Header, opened: OpenPlan) -> bool:
    """Whether a meeting began with this file where it lies, or with its bytes in a place now empty."""
    return header.plan_path == opened.place or (header.base == opened.base and _is_gone(header.plan_path))


def _is_gone(path: str) -> bool:
    return not system_calls.may_be_there(Path(path))


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
            system_calls.sync_folder(folder)


def _move_backups(earlier: str, opened: OpenPlan) -> None:
    """Move the earlier versions of this very document, as its records know their bytes; others stay."""
    for folder in (backups_path(earlier), backups.beside(opened.path, earlier)):
        found = backups.backups_in(folder)
        ours = _bytes_known(opened) if found else set()
        with contextlib.suppress(OSError):
            for path in found:
                if digest(kept_file.whole(path)) in ours:
                    there = system_calls.make_private_folder(folder.with_name(safe_name(opened.plan.id)))
                    path.rename(there / path.name)
                    system_calls.sync_folder(there)
            if found:
                folder.rmdir()  # where nothing is left in it


def _bytes_known(opened: OpenPlan) -> set[str | None]:
    """Return the digests of what a plan's meetings began with and wrote."""
    known: set[str | None] = {opened.base}
    for path in files_of(opened.plan.id, opened):
        if path.suffix == written_reviews.ENDING and (one := written_reviews.kept_at(path)):
            known |= {one.before, one.after}
        elif header := _header_at(path):
            known.add(header.base)
    return known
