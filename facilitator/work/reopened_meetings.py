"""A meeting whose review was taken back out of the plan: unfinished again, so that it can be carried on."""

from __future__ import annotations

import contextlib
from pathlib import Path

from facilitator.files import journal_shelf, moved_records, os_errors, records
from facilitator.files.folders import meetings_path
from facilitator.files.journal import Journal
from facilitator.files.journal_events import events_of, of_planning
from facilitator.files.journal_lines import recover
from facilitator.files.journal_shelf import JournalFile
from facilitator.files.open_plan import OpenPlan
from facilitator.files.system_calls import may_be_there
from facilitator.files.undo_notes import UndoNote, notes_of
from facilitator.meeting import events as ev
from facilitator.meeting.event_json import to_json
from facilitator.meeting.meeting import Meeting
from facilitator.plan.refusal import Refusal
from facilitator.script.loading import load_script
from facilitator.work import record_place


def meeting_of(record: JournalFile, opened: OpenPlan, prompts: Path | None) -> Meeting:
    """Return the meeting that a record holds; raises Refusal where it does not fit the plan any more."""
    from facilitator.meeting.plan_changed_meanwhile import replayed

    try:
        kept = recover(record.path).events
        events = events_of(kept, opened)
    except ValueError as error:  # an event that this version does not know
        raise Refusal("session.does-not-fit", journal=str(record.path)) from error
    script = load_script(opened.plan.format, prompts, planning=of_planning(kept))
    return replayed(script, opened.plan, events)


def kept_records(opened: OpenPlan) -> list[JournalFile]:
    """Return all records of meetings under the plan's ids, put away or not."""
    done = journal_shelf.find(meetings_path() / journal_shelf.DONE, opened.ids)
    return [*done, *record_place.records_of(opened)]


def finish_undoing(opened: OpenPlan, prompts: Path | None) -> None:
    """Bring to its end what a crash left half done; `opened` is the plan as it is now. Raises Refusal."""
    for note in notes_of(opened.ids):
        if note.path != opened.place and may_be_there(Path(note.path)):
            continue  # it is of another file of this plan
        if opened.base == note.after:
            note.take_away()
        else:
            finish(note, opened, prompts)


def finish(note: UndoNote, opened: OpenPlan, prompts: Path | None) -> None:
    """Have the records say that a review is not in the plan any more; raises Refusal, to be done again."""
    for record in kept_records(opened):
        if record.header is not None and record.header.review_id == note.review_id:
            _reopen(record, opened, prompts)
    try:
        records.mark_undone(note.after, note.path)
    except OSError as error:
        raise os_errors.folder_refusal(error, meetings_path()) from error
    note.take_away()


def _reopen(record: JournalFile, opened: OpenPlan, prompts: Path | None) -> None:
    """Take the end of a meeting back, as the chair would who had not written it yet."""
    path = journal_shelf.bring_back(record.path)
    with Journal.resume(path) as journal:
        meeting: Meeting | None = None
        with contextlib.suppress(Refusal):  # where it does not fit any more, the next start says so
            meeting = meeting_of(record._replace(path=path), opened, prompts)
        count = len(journal.events)
        if record.closed:  # the time since does not count
            journal.append(to_json(_numbered(ev.Resumed(), count := count + 1, journal)))
        if meeting is not None and meeting.ended:
            journal.append(to_json(_numbered(ev.Undone(), count + 1, journal)))
        if record_place.elsewhere(journal):
            places = record_place.places_of(opened)
            note = moved_records.moved(journal.header, path.parent, len(journal.events), places)
            moved_records.leave(note, places)


def _numbered(event: ev.Event, number: int, journal: Journal) -> ev.Event:
    return event.model_copy(update={"n": number, "at": journal.last_durable})
