"""Where the record of a plan's meeting is: on this computer, in another folder, or out of reach now."""

from __future__ import annotations

from pathlib import Path

from facilitator.files import journal_shelf, moved_records, os_errors, records
from facilitator.files.folders import meetings_path
from facilitator.files.journal import Journal
from facilitator.files.journal_lines import recover
from facilitator.files.journal_shelf import JournalFile
from facilitator.files.open_plan import OpenPlan
from facilitator.files.system_calls import may_be_there
from facilitator.plan.refusal import NeedsDecision, Refusal
from facilitator.script.words_by_key import say


def places_of(opened: OpenPlan) -> list[Path]:
    """Return the folders that hold a note where a record went on; the first is that of the records."""
    return moved_records.places(meetings_path(), opened.path)


def records_of(opened: OpenPlan) -> list[JournalFile]:
    """Return the records of a plan's meetings, the newest first, wherever they went on; raises Refusal."""
    return journal_shelf.find(meetings_path(), opened.ids, opened.path)


def is_of_file(record: JournalFile, opened: OpenPlan) -> bool:
    """Whether a review was written into this file, or into one that is gone and may have been renamed."""
    if record.header is None:
        return False
    path = record.header.plan_path
    return path == opened.place or not may_be_there(Path(path))


def elsewhere(journal: Journal) -> Path | None:
    """Return the folder in which a record is kept, where it is not that of the records on this computer."""
    folder = journal.path.parent.absolute()
    return None if folder == meetings_path().absolute() else folder


def note_again(journal: Journal, opened: OpenPlan) -> None:
    """Have the next start find a record that was taken up in another folder, however it was found."""
    places, folder = places_of(opened), journal.path.parent
    if folder == places[0]:
        return
    note = moved_records.of_meeting(journal.header, places)
    if note is None or note.folders[-1] != folder.absolute():
        moved_records.leave(moved_records.moved(journal.header, folder, len(journal.events), places), places)


def saved_in(record: Path, opened: OpenPlan, *, found_again: bool) -> str:
    """Return the sentence that a record went on in another folder; with the command to open it by hand."""
    key = "session.saved-in" if found_again else "session.saved-in-by-hand"
    return say(key, folder=record.parent, record=record, plan=opened.path)


def out_of_reach(opened: OpenPlan, found: JournalFile | None) -> Refusal | None:
    """Return what to say where a meeting's record went on in a folder that cannot be reached now, or None.

    A NeedsDecision where an older part of that meeting is here: it lacks what was said after it. `found` is
    the meeting that would be carried on.
    """
    held = {review.id for review in opened.plan.reviews}
    for note in moved_records.read(places_of(opened), opened.ids):
        if note.closed or note.review_id in held or not note.out_of_reach:
            continue
        if not records.began_with(opened, note.file, note.base):
            continue
        here = found if found and found.header and found.header.meeting == note.meeting else None
        count = max(1, note.events - here.events) if here else note.events
        values = {"folder": str(note.folders[-1]), "count": count}
        if here is None:
            return Refusal("session.out-of-reach", **values)
        return NeedsDecision("session.part-out-of-reach", (f'--record "{here.path}"',), **values)
    return None


def put_aside(found: JournalFile, opened: OpenPlan) -> None:
    """Close an unfinished meeting without a review: it is kept, and not offered again; raises Refusal."""
    with Journal.resume(found.path) as journal:
        journal.close("put aside")
        moved_records.close(journal.header, places_of(opened))


def record_at(opened: OpenPlan, path: Path) -> JournalFile:
    """Return the record that somebody named, by file or folder; Refusal where it is of another plan."""
    try:
        path = path.absolute()
        is_folder, is_odd = path.is_dir(), path.exists() and not path.is_file()
    except OSError as error:
        raise os_errors.read_refusal(error, path) from error
    if is_folder:
        there = journal_shelf.find(path, opened.ids)
        if not there:
            raise Refusal("session.no-record-there", folder=str(path))
        found = there[0]
    elif is_odd:  # a device or a pipe may have no end
        raise Refusal("session.not-a-record", path=str(path))
    else:
        found = journal_shelf.read_one(recover(path))
    if found.header is None:
        raise Refusal("session.not-a-record", path=str(path))
    if found.header.plan_id not in opened.ids and not (opened.word and records.is_of(found, opened)):
        raise Refusal("session.record-of-another-plan", path=str(path))
    if found.header.review_id in {review.id for review in opened.plan.reviews}:
        raise Refusal("session.record-is-written", path=str(path))
    return found
