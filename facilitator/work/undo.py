"""Taking back the review that was written last: the plan file becomes what it was, byte for byte.

Nothing is lost by it: the version with the review is a backup then, and its meeting is unfinished again.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from facilitator.files import backups, records
from facilitator.files.atomic_saving import Conflict, digest
from facilitator.files.backups import Backup
from facilitator.files.document_id import remembered
from facilitator.files.folders import backups_path
from facilitator.files.journal_shelf import JournalFile
from facilitator.files.meeting_lock import MeetingLock, PlanIsOpen
from facilitator.files.open_plan import OpenPlan
from facilitator.files.plans import another_version, open_plan, put_back, read_bytes
from facilitator.files.undo_notes import UndoNote
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import PLANNING_PERIOD, HeldMeeting
from facilitator.script.formats_and_turns import Script
from facilitator.script.loading import load_script
from facilitator.work.edit import Editing, last_change
from facilitator.work.record_place import is_of_file
from facilitator.work.reopened_meetings import finish, kept_records
from facilitator.work.session import Now, local_now, unfinished


@dataclass(frozen=True)
class Undoable:
    """A review that can be taken back, with the plan's lock; `record` is its meeting's, None = it has none.

    `written` is when it was written into the plan, `backup` the file that the plan was before.
    """

    opened: OpenPlan
    review: HeldMeeting
    backup: Path
    written: datetime
    record: JournalFile | None
    lock: MeetingLock
    prompts: Path | None

    @property
    def script(self) -> Script:
        """The plan's format, for what things are called."""
        return load_script(self.opened.plan.format, self.prompts)

    def undo(self) -> Undone:
        """Put the plan file back and the meeting among the unfinished ones; raises Refusal, nothing done.

        What the records still lack after a crash or on a full drive, the next start of the plan does.
        """
        data = read_bytes(self.backup)
        if open_plan(self.opened.path, self.prompts).base != self.opened.base:  # nor may Word have it open
            raise Refusal("undo.changed")
        before = another_version(self.opened, data, self.prompts)
        note = self._note(before)
        note.leave()
        try:
            put_back(self.opened, data, self.backup.parent)
        except Refusal as refusal:
            if refusal.code != "save.unsure":
                note.take_away()
            raise Refusal("undo.changed") if isinstance(refusal, Conflict) else refusal from refusal
        if before.word is not None:
            remembered(before)
        with contextlib.suppress(Refusal):
            finish(note, before, self.prompts)
        return Undone(self.opened.path, self.review, self.backup.parent, goes_on=self.record is not None)

    def _note(self, before: OpenPlan) -> UndoNote:
        header = self.record.header if self.record else None
        review_id = header.review_id if header else ""
        return UndoNote(self.opened.plan.id, self.opened.place, review_id, before.base, self.opened.base)

    def let_go(self) -> None:
        """Leave the plan."""
        self.lock.let_go()


@dataclass(frozen=True)
class Undone:
    """A review that was taken back; `kept` is the folder of the version with it.

    `goes_on` = its meeting can be carried on.
    """

    path: Path
    review: HeldMeeting
    kept: Path
    goes_on: bool


def come_to_undo(
    path: Path, *, review: HeldMeeting | None = None, prompts: Path | None = None, now: Now = local_now
) -> Undoable:
    """Open a plan whose last review is to be taken back; raises Refusal where that cannot be.

    `review` is the one that is meant, None = whichever was written last.
    """
    opened = open_plan(path, prompts)
    try:
        lock = MeetingLock.of(opened, now())
    except PlanIsOpen as is_open:
        raise Refusal("undo.is-open") from is_open
    try:
        return _undoable(opened, review, lock, prompts)
    except BaseException:
        lock.let_go()
        raise


def come_to_undo_noted(path: Path, *, prompts: Path | None = None, now: Now = local_now) -> Editing | None:
    """Open a plan of which something was noted of an action last, to be taken back; None for any other.

    Raises Refusal where the plan cannot be opened, or changed now.
    """
    opened = open_plan(path, prompts)
    last = last_change(opened)
    if last is None or not last.followed or unfinished(opened, prompts) is not None:
        return None
    return Editing.begin(path, prompts, now=now)


def _undoable(
    opened: OpenPlan, wanted: HeldMeeting | None, lock: MeetingLock, prompts: Path | None
) -> Undoable:
    if unfinished(opened, prompts) is not None:
        raise Refusal("undo.unfinished")
    found = next(_written_last(opened, prompts), None)
    if not (found or opened.plan.meetings()):
        raise Refusal("undo.no-review")
    if wanted is not None:
        _refuse_another(opened, wanted, found[0] if found else None, prompts)
    if found is None:
        raise Refusal("undo.changed" if _was_changed(opened, prompts) else "undo.no-backup")
    review, backup = found
    return Undoable(
        opened, review, backup.path, backup.at, _record_of(review, opened, prompts), lock, prompts
    )


def _written_last(opened: OpenPlan, prompts: Path | None) -> Iterator[tuple[HeldMeeting, Backup]]:
    """Yield the review whose writing made the plan file what it is, with the version before it."""
    for backup in backups.replaced_by(opened.base, _folders(opened)):
        review = _only_in(opened, backup.path, prompts)
        if review is not None:
            yield review, backup


def _folders(opened: OpenPlan) -> list[Path]:
    """Return where earlier versions of a plan are: on this computer, and beside it."""
    return [folder for one in opened.ids for folder in (backups_path(one), backups.beside(opened.path, one))]


def _only_in(opened: OpenPlan, earlier: Path, prompts: Path | None) -> HeldMeeting | None:
    """Return the one review that a plan has more than an earlier version of it; None = it is not just one."""
    kept = records.written_just_so(opened) if opened.word else None
    try:
        data = read_bytes(earlier)
        if kept is not None:
            return kept.review if digest(data) == kept.before else None
        before = another_version(opened, data, prompts)
    except Refusal:
        return None
    now, were = opened.plan.meetings(), before.plan.meetings()
    more = [held for held in now if not any(_same(held, other) for other in were)]
    return more[0] if len(more) == 1 and len(now) == len(were) + 1 else None


def _was_changed(opened: OpenPlan, prompts: Path | None) -> bool:
    """Whether the last review was written on the newest version that is kept: then it was changed since."""
    newest = [path for folder in _folders(opened) for path in backups.backups_in(folder)[:1]]
    return any(_only_in(opened, path, prompts) is not None for path in newest)


def _refuse_another(
    opened: OpenPlan, wanted: HeldMeeting, last: HeldMeeting | None, prompts: Path | None
) -> None:
    """Raise the Refusal of a review that is not the last one in the plan, or not there any more."""
    if last is not None and _same(last, wanted):
        return
    if not any(_same(one, wanted) for one in opened.plan.meetings()):
        raise Refusal("undo.not-there")
    later = last or max(opened.plan.meetings(), key=lambda one: one.period)
    if not _same(later, wanted):
        script = load_script(opened.plan.format, prompts)
        raise Refusal("undo.later-review", later=script.period_name(later.period))


def _same(one: HeldMeeting, other: HeldMeeting) -> bool:
    """Whether two are the same meeting; a Word document keeps no ids of reviews."""
    as_dated = (one.period, one.date) == (other.period, other.date)
    return one.id == other.id or (one.period != PLANNING_PERIOD and as_dated)


def _record_of(review: HeldMeeting, opened: OpenPlan, prompts: Path | None) -> JournalFile | None:
    """Return the record of a review's meeting; None where there is none of this file."""
    for record in kept_records(opened):
        if record.header is None or not is_of_file(record, opened):
            continue
        if record.header.review_id == review.id:
            return record
        held = records.record_of(record, opened, prompts) if opened.word else None
        if held is not None and held.review.period == review.period:
            return record
    return None
