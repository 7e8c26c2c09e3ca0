"""Reviews that this computer wrote into a plan and that are not in it now.

A sync client may have put an older file back, or an earlier version lost a race. The record of the meeting
is still here, so the review can be written again; a chair who would rather not is not asked for ever.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import date
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from facilitator.files import journal_shelf, os_errors, system_calls
from facilitator.files.atomic_saving import digest
from facilitator.files.backups import backups_in
from facilitator.files.folders import backups_path, short_name
from facilitator.files.journal_shelf import JournalFile
from facilitator.files.open_plan import OpenPlan
from facilitator.files.plans import read_bytes
from facilitator.phrases.day import in_full
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import PLANNING_PERIOD
from facilitator.work.record_place import is_of_file
from facilitator.work.reopened_meetings import meeting_of
from facilitator.work.session import SAVED, records_of, stand_in_the_plan


class Unwritten(NamedTuple):
    """A review that was written here and is not in the plan file: its day, its period, and its record.

    `period` is None where the record does not fit the plan any more.
    """

    opened: OpenPlan
    record: JournalFile
    day: date
    period: int | None
    period_name: str

    @property
    def code(self) -> str:
        """The key of the sentence that says so; `values` fill it."""
        return "session.unwritten" if self.period_name else "session.unwritten-some"

    @property
    def values(self) -> dict[str, str]:
        """What the sentence names: the period and the day."""
        return {"period": self.period_name, "day": in_full(self.day)}

    def taken_up(self) -> Path:
        """Return the record among the meetings in progress, where it is kept until it is written; Refusal."""
        return journal_shelf.bring_back(self.record.path)

    def leave_it(self) -> None:
        """Remember that this review need not be in this file; raises Refusal."""
        path = _left(self.record, self.opened)
        try:
            system_calls.put(path, b"")
        except OSError as error:
            raise os_errors.folder_refusal(error, path.parent) from error


def first_unwritten(opened: OpenPlan, prompts: Path | None = None) -> Unwritten | None:
    """Return the newest such review that nobody decided to leave, or None."""
    return next(unwritten(opened, prompts), None)


def unwritten(opened: OpenPlan, prompts: Path | None = None) -> Iterator[Unwritten]:
    """Yield the reviews that were written here, are not in the plan, and were not left, newest first."""
    written = [one for one in records_of(opened) if one.outcome == SAVED and is_of_file(one, opened)]
    written.sort(key=lambda record: record.started, reverse=True)
    held = stand_in_the_plan(written, opened, prompts) if written else set()
    for record in written:
        if record.header is not None and record.header.review_id not in held:
            if _left(record, opened).exists():
                continue
            found = _described(record, opened, prompts)
            if opened.word is None or _is_lost_from_document(found, opened):
                yield found


def _described(record: JournalFile, opened: OpenPlan, prompts: Path | None) -> Unwritten:
    try:
        minutes = meeting_of(record, opened, prompts).minutes
    except Refusal:
        return Unwritten(opened, record, record.started.date(), None, "")
    name = minutes.script.period_name(minutes.period)
    return Unwritten(opened, record, minutes.review_date, minutes.period, name)


def _is_lost_from_document(found: Unwritten, opened: OpenPlan) -> bool:
    """Whether a review is surely not in a Word document, which keeps no ids and in which people type.

    An older file that came back is known by its bytes. Else a record that no later run has found in the plan
    counts, unless there is a review of that day and period: somebody may have put its words right.
    """
    assert found.record.header is not None  # noqa: S101 - for mypy: only such records are looked at
    if opened.base == found.record.header.base:
        return True
    if found.period in (None, PLANNING_PERIOD):  # a document has no place for who wrote it, and when
        return False
    if found.record.path.parent.name == journal_shelf.DONE and opened.base not in _older_versions(opened):
        return False
    return (found.period, found.day) not in {(review.period, review.date) for review in opened.plan.reviews}


def _older_versions(opened: OpenPlan) -> set[str]:
    older = set()
    with contextlib.suppress(Refusal):
        for path in chain.from_iterable(backups_in(backups_path(plan_id)) for plan_id in opened.ids):
            with contextlib.suppress(Refusal):
                older.add(digest(read_bytes(path)))
    return older


def _left(record: JournalFile, opened: OpenPlan) -> Path:
    """Return the mark that a review need not be in this file; it goes wherever the record goes."""
    where = short_name(opened.place)
    return record.path.with_name(f"{'-'.join(record.path.name.split('-')[:2])}-{where}.left")
