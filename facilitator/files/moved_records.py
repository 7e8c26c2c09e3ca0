"""Where a meeting's record went on when its own drive failed: a note in each place that takes one.

A note in the folder that has just failed may be gone with it. So it is left in places that do not fail
together: the folder of the records, the user's own settings, and beside the plan. It names plan and meeting
by their ids, and no child.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import platform
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from facilitator.files import system_calls
from facilitator.files.folders import Ids, begins_with, settings_path, short_name
from facilitator.files.journal_lines import Header, name_parts

ENDING = ".moved"
MOST_BYTES = 64 * 1024


class Note(NamedTuple):
    """A meeting's record went on in another folder; `folders` are all that it was in, the newest last.

    `plan` is the plan's short name, `file` that of its path, and `base` the digest of the file's bytes when
    the meeting began. `events` is how many there were at the move, `closed` says that the meeting is over.
    """

    plan: str
    meeting: str
    folders: tuple[Path, ...]
    review_id: str = ""
    file: str = ""
    base: str | None = None
    events: int = 0
    closed: bool = False

    def parts(self) -> list[Path]:
        """Return the files of the meeting in all those folders that can be reached now."""
        return [path for folder in self.folders for path in self._parts_in(folder)]

    def _parts_in(self, folder: Path) -> list[Path]:
        named = ((path, name_parts(path)) for path in system_calls.files_in(folder, "*.journal"))
        return [path for path, names in named if names and names[1] == self.meeting]

    @property
    def out_of_reach(self) -> bool:
        """Whether the newest folder, which has everything, shows nothing of the meeting now."""
        newest = self.folders[-1]
        return not (self._parts_in(newest) or self._parts_in(newest / "done"))


def places(records: Path, plan: Path | None) -> list[Path]:
    """Return the folders in which notes lie: that of the records first, then those independent of it."""
    others = [settings_path(), *([plan.absolute().parent] if plan is not None else [])]
    return list(dict.fromkeys([records, *others]))


def leave(note: Note, places: Sequence[Path]) -> list[Path]:
    """Leave the note in each place that takes it, and return those in which it is durable."""
    taken = []
    for place in places:
        try:
            if place != places[0]:  # a folder of records that is gone may be a drive that is gone
                system_calls.make_private_folder(place)
            system_calls.put(_path(place, places, note.plan, note.meeting), _written(note, places[0]))
        except OSError:
            continue
        taken.append(place)
    return taken


def read(places: Sequence[Path], plan_id: Ids | None = None) -> list[Note]:
    """Return the notes of a plan (None = of all plans), one for each meeting: that with the most to tell."""
    best: dict[str, Note] = {}
    for place in places:
        for path in system_calls.files_in(place, f"*{ENDING}"):
            note = _read(path, places[0])
            if note is not None and begins_with(note.plan, plan_id):
                known = best.get(note.meeting, note)
                best[note.meeting] = max(
                    known, note, key=lambda one: (one.closed, one.events, len(one.folders))
                )
    return list(best.values())


def of_meeting(header: Header, places: Sequence[Path]) -> Note | None:
    """Return the note of a meeting, if there is one."""
    return next((note for note in read(places) if note.meeting == header.meeting), None)


def moved(header: Header, folder: Path, events: int, places: Sequence[Path]) -> Note:
    """Return the note that a meeting goes on in a folder, after those that it was in before."""
    before = of_meeting(header, places)
    folders = [one for one in (before.folders if before else ()) if one != folder]
    return Note(
        plan=short_name(header.plan_id),
        meeting=header.meeting,
        folders=(*folders, folder.absolute()),
        review_id=header.review_id,
        file=short_name(header.plan_path),
        base=header.base,
        events=events,
    )


def close(header: Header, places: Sequence[Path]) -> None:
    """Note that a meeting which had moved is written or put aside, so that it is not missed any more."""
    note = of_meeting(header, places)
    if note is not None:
        leave(note._replace(closed=True), places)


def forget(header: Header, places: Sequence[Path]) -> None:
    """Take away the notes of a meeting."""
    for place in places:
        for path in system_calls.files_in(place, f"*{ENDING}"):
            if path.stem.rpartition("-")[2] == header.meeting:
                system_calls.forget(path)


def _path(place: Path, places: Sequence[Path], plan: str, meeting: str) -> Path:
    """Return the note's path; beside a plan, where others look, it is hidden."""
    hidden = "" if place in (places[0], settings_path()) else "."
    return place / f"{hidden}{plan}-{meeting}{ENDING}"


def _written(note: Note, records: Path) -> bytes:
    told: dict[str, Any] = {
        "to": [str(folder) for folder in note.folders],
        "review": note.review_id,
        "file": note.file,
        "base": note.base,
        "events": note.events,
        "closed": note.closed,
        "home": _home(records),
    }
    return json.dumps(told).encode()


def _read(path: Path, records: Path) -> Note | None:
    """Return a note; None for one that is not ours, or damaged."""
    with contextlib.suppress(OSError, ValueError, LookupError, TypeError, AttributeError):
        plan, meeting = path.stem.lstrip(".").split("-")
        told = json.loads(system_calls.read_all(path)) if path.stat().st_size <= MOST_BYTES else {}
        if told.get("home", _home(records)) != _home(records):
            return None
        to = told["to"]
        # Earlier versions noted one file.
        folders = [Path(to).parent] if isinstance(to, str) else [Path(str(one)) for one in to]
        return Note(
            plan,
            meeting,
            (folders[0], *folders[1:]),
            review_id=str(told.get("review", "")),
            file=str(told.get("file", "")),
            base=None if told.get("base") is None else str(told["base"]),
            events=int(told.get("events", 0)),
            closed=told.get("closed") is True,
        )
    return None


def _home(records: Path) -> str:
    """Return 12 hex digits that stand for this computer and its folder of records.

    Beside a plan on a share other computers leave notes too, and their drives are not ours.
    """
    home = f"{platform.node()}\n{records.absolute()}"
    return hashlib.sha256(home.encode("utf-8", "surrogatepass")).hexdigest()[:12]
