"""What this computer keeps of whom: records of meetings, earlier versions of plans, what goes with them.

The names of these files say nothing, so whose they are is read out of them.
"""

from __future__ import annotations

import contextlib
import re
import stat
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from facilitator.files import (
    backups,
    change_record,
    journal_shelf,
    kept_beside_form,
    kept_file,
    kept_links,
    kept_owners,
    moved_records,
    picture_copies,
    system_calls,
    written_reviews,
)
from facilitator.files.folders import all_backups_path, meetings_path, settings_path, short_name
from facilitator.files.journal_lines import recover
from facilitator.files.plan_text import parse
from facilitator.files.plans import is_word_name, other_native
from facilitator.plan.letters import clean_row
from facilitator.plan.people import CHILD
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.similar_names import folded

_OF_A_PLAN = re.compile(r"\.?([0-9a-f]{12})-([0-9a-f]{16})\b.*")
_BESIDE_VERSIONS = {change_record.NAME, kept_beside_form.NAME, kept_links.NAME, kept_owners.NAME}
"""What is kept of a plan beside its earlier versions, by the names of the files."""
_SHORT = re.compile(r"[0-9a-f]{12}")


class KeptFile(NamedTuple):
    """One file: its size in bytes, when it was written last, and its meeting, if it is of one."""

    path: Path
    size: int
    at: datetime
    meeting: str = ""


@dataclass
class KeptPlan:
    """All that is kept of one plan; `short` is what the names of its files begin with.

    `full_names` are its children's, `names` whatever else they are called; `places` are the files that the
    plan was; `open_meetings` are those that are not closed, or are `unread`: nobody knows.
    """

    short: str
    ids: set[str] = field(default_factory=set)
    full_names: dict[str, None] = field(default_factory=dict)
    names: dict[str, None] = field(default_factory=dict)
    places: dict[Path, None] = field(default_factory=dict)
    files: list[KeptFile] = field(default_factory=list)
    open_meetings: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)

    @property
    def called(self) -> tuple[str, ...]:
        """Its children's names, in full where they are known."""
        return tuple(self.full_names or self.names)

    @property
    def last(self) -> datetime:
        """When the newest of its files was written."""
        return max(file.at for file in self.files)

    def is_called(self, wanted: str) -> bool:
        """Whether a child of it has that name, or that is what the names of its files begin with."""
        return wanted == self.short or folded(wanted) in map(folded, (*self.full_names, *self.names))

    def older_than(self, limit: datetime) -> list[KeptFile]:
        """Return what is older than a time: whole meetings that were written, and earlier versions.

        Where that is all there is, what goes with them is among it.
        """
        young = {file.meeting for file in self.files if file.at >= limit} | self.open_meetings
        if young <= {""} and self.last < limit and not self.open_meetings:
            return list(self.files)
        of_meetings = [file for file in self.files if file.meeting and file.meeting not in young]
        return of_meetings + [file for file in self.files if file.at < limit and backups.is_backup(file.path)]


def kept_plans() -> list[KeptPlan]:
    """Return what is kept of every plan, the one that was used last first; changes nothing."""
    found: dict[str, KeptPlan] = {}
    meetings = meetings_path()
    for folder in (meetings, meetings / journal_shelf.DONE, settings_path(), settings_path() / meetings.name):
        _take_all_of_meetings(system_calls.listed(folder), found)
    for note in moved_records.read([meetings, settings_path()]):
        for folder in (place for one in note.folders for place in (one, one / journal_shelf.DONE)):
            of_meeting = (path for path in system_calls.listed(folder) if note.meeting in path.name)
            _take_all_of_meetings(of_meeting, found)
    for folder in filter(_is_folder, system_calls.listed(all_backups_path())):
        kept = _plan_of(folder.name if _SHORT.fullmatch(folder.name) else short_name(folder.name), found)
        if kept.short != folder.name:
            kept.ids.add(folder.name)
        _take(filter(_is_ours, system_calls.listed(folder)), kept)
    for kept in found.values():
        _read_whose(kept)
        kept.places = {one: None for place in kept.places for one in _where_it_is(place)}
        for place in kept.places:
            _take_all_of_meetings(
                (
                    path
                    for path in system_calls.listed(place.parent)
                    if path.name.startswith(f".{kept.short}")
                ),
                found,
            )
            _take(picture_copies.copies_of(place.parent, kept.ids), kept)
            for plan_id in kept.ids:
                if _is_folder(folder := backups.beside(place, plan_id)):
                    _take(filter(backups.is_backup, system_calls.listed(folder)), kept)
    return sorted((one for one in found.values() if one.files), key=lambda one: one.last, reverse=True)


def _where_it_is(place: Path) -> list[Path]:
    """Return the place of a plan, and where it lies since it was encrypted or made plain."""
    other = other_native(place)
    return [place] if other is None or not is_file(other) else [other, place]


def is_file(path: Path) -> bool:
    """Whether there is a file; False for what cannot be looked at."""
    try:
        return path.is_file()
    except OSError:  # longer than a name can be
        return False


def _is_folder(path: Path) -> bool:
    """Whether that is a folder itself: what a link leads to is somebody else's."""
    return path.is_dir() and not path.is_symlink()


def _is_ours(path: Path) -> bool:
    """Whether a file among the earlier versions is one of those that the program keeps there, by its name."""
    return (
        backups.is_backup(path)
        or kept_file.name_before(path) in _BESIDE_VERSIONS
        or bool(system_calls.TEMPORARY.fullmatch(path.name))
    )


def _plan_of(short: str, found: dict[str, KeptPlan]) -> KeptPlan:
    return found.setdefault(short, KeptPlan(short))


def _take_all_of_meetings(paths: Iterable[Path], found: dict[str, KeptPlan]) -> None:
    """Take in files whose names say which plan and which meeting they are of."""
    for path in paths:
        if match := _OF_A_PLAN.fullmatch(path.name) or system_calls.TEMPORARY.fullmatch(path.name):
            meeting = match[2] if path.suffix != ".tmp" else ""
            _take([path], _plan_of(match[1], found), meeting)


def _take(paths: Iterable[Path], kept: KeptPlan, meeting: str = "") -> None:
    known = {file.path for file in kept.files}
    for path in paths:
        with contextlib.suppress(OSError):
            about = path.lstat()
            if path not in known and stat.S_ISREG(about.st_mode):
                at = datetime.fromtimestamp(about.st_mtime, UTC)
                kept.files.append(KeptFile(path, about.st_size, at, meeting))


def _read_whose(kept: KeptPlan) -> None:
    """Read out of the files whose they are, and which meetings are open; what cannot be read says nothing."""
    closed: set[str] = set()
    for file in kept.files:
        with contextlib.suppress(Refusal, OSError, LookupError, TypeError, AttributeError):
            if file.path.suffix == ".journal":
                _read_journal(file, kept, closed)
            elif file.path.suffix == written_reviews.ENDING and (one := written_reviews.kept_at(file.path)):
                kept.ids.add(one.plan.id)
                kept.places[Path(one.path)] = None
                _take_names(one.plan, kept)
    kept.open_meetings = (kept.open_meetings - closed) | kept.unread
    for path in sorted((f.path for f in kept.files if backups.is_backup(f.path)), reverse=True):
        with contextlib.suppress(Refusal, OSError):
            _take_names(plan_at(path), kept)
            break
    for place in kept.places if not kept.full_names else ():
        with contextlib.suppress(Refusal, OSError):
            if (plan := plan_at(place)).id in kept.ids:  # another child's may have its place by now
                _take_names(plan, kept)


def _read_journal(file: KeptFile, kept: KeptPlan, closed: set[str]) -> None:
    try:
        found = recover(file.path)
    except Refusal:
        kept.unread.add(file.meeting)
        raise
    (closed if found.closed else kept.open_meetings).add(file.meeting)
    if found.header:
        kept.ids.add(found.header.plan_id)
        kept.places[Path(found.header.plan_path)] = None
    else:  # damaged: the first event says it as well
        kept.ids.add(str(found.events[0]["plan"]))
    for person in found.events[0]["people"]:
        if person["perspective"] == CHILD:
            kept.names[clean_row(str(person["name"]))] = None


def plan_at(path: Path) -> Plan:
    """Return the plan that a file holds, whatever its name is; raises Refusal and OSError."""
    data = kept_file.whole(path)
    if not is_word_name(path.name):
        return parse(data)
    from facilitator.word.plan import open_word

    return open_word(path, data).plan


def _take_names(plan: Plan, kept: KeptPlan) -> None:
    for child in plan.children:
        kept.full_names[clean_row(child.full_name)] = None
        kept.names |= {clean_row(name): None for name in (child.on_record, child.called)}
