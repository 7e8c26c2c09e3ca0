"""What this computer keeps of a plan that could bring words back: records of meetings, earlier versions."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Final, Literal, NamedTuple

from facilitator.files import backups, kept_file, written_reviews
from facilitator.files.kept_here import KeptFile, KeptPlan, plan_at
from facilitator.files.open_plan import OpenPlan
from facilitator.files.plans import open_plan
from facilitator.files.salvaged_record import TAIL, Salvaged, salvaged
from facilitator.phrases.day import in_full
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import say

RECORD: Final = "record"
VERSION: Final = "version"
WRITTEN: Final = "written"


class Recoverable(NamedTuple):
    """One thing that could bring words back, with its files, and when it was written last.

    A `record` is one of a meeting, with all its parts wherever they are, a `version` the plan as it was until
    `at`, and `written` a review that was written here and has no record. `holds` is what a record holds.
    """

    kind: Literal["record", "version", "written"]
    files: tuple[KeptFile, ...]
    at: datetime
    damaged: bool
    holds: Salvaged | None = None

    @property
    def path(self) -> Path:
        """Its file; of a record the one that was written last."""
        return max(self.files, key=lambda file: file.at).path

    @property
    def size(self) -> int:
        """How large it is, in bytes."""
        return self.holds.size if self.holds is not None else sum(file.size for file in self.files)

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders in which its files lie."""
        return tuple(dict.fromkeys(file.path.parent for file in self.files))


def recoverable(kept: KeptPlan) -> list[Recoverable]:
    """Return what could bring words of a plan back, the newest first; damaged ones too."""
    found = [*_records(kept.files), *_versions(kept.files)]
    return sorted(found, key=lambda one: one.at, reverse=True)


def _records(files: Iterable[KeptFile]) -> Iterator[Recoverable]:
    meetings: dict[str, list[KeptFile]] = {}
    for file in files:
        if file.meeting and file.path.suffix in (".journal", TAIL, written_reviews.ENDING):
            meetings.setdefault(file.meeting, []).append(file)
    for some in meetings.values():
        of_record = tuple(file for file in some if file.path.suffix != written_reviews.ENDING)
        at = max(file.at for file in of_record or some)
        if of_record:
            holds = salvaged(file.path for file in of_record)
            yield Recoverable(RECORD, of_record, at, holds.damaged, holds)
        else:
            damaged = not any(map(_holds_review, some))
            yield Recoverable(WRITTEN, tuple(some), at, damaged)


def _holds_review(file: KeptFile) -> bool:
    with contextlib.suppress(Refusal):
        return written_reviews.kept_at(file.path) is not None
    return False


def _versions(files: Iterable[KeptFile]) -> Iterator[Recoverable]:
    for file in files:
        if backups.is_backup(file.path):
            damaged = True
            with contextlib.suppress(Refusal, OSError):
                plan_at(file.path)
                damaged = False
            yield Recoverable(VERSION, (file,), backups.at_of(file.path) or file.at, damaged)


def what_told(one: Recoverable) -> str:
    """Return what something is: of which meeting, or until when the plan was so."""
    at = ((one.holds.began if one.holds else None) or one.at).astimezone()
    return say(f"recover.{one.kind}", day=in_full(at.date()), time=f"{at:%H:%M}")


def standing_told(one: Recoverable) -> str:
    """Return what became of it, how much it is, and whether it is damaged, in a few words."""
    told = []
    if one.holds is not None:
        told.append(say("recover.count", count=max(0, len(one.holds.events) - 1)))
        told.append(say(f"recover.{_OUTCOMES.get(one.holds.outcome or '', 'over')}"))
    told.append(say("recover.size", size=max(1, one.size // 1000)))
    if one.damaged:
        closed = any(kept_file.opens(file.path) is False for file in one.files)
        told.insert(0, say("recover.other-keys" if closed else "recover.damaged"))
    return ", ".join(told)


_OUTCOMES = {"": "unfinished", "saved": "written-then", "copied": "copied-then", "put aside": "aside"}


def plan_of(one: Recoverable) -> Plan:
    """Return the plan that an earlier version or a written review holds; raises Refusal."""
    if one.kind == WRITTEN:
        found = written_reviews.kept_at(one.path)
        if found is None:
            raise Refusal("recover.unreadable", path=str(one.path))
        return found.plan
    try:
        return plan_at(one.path)
    except OSError as error:
        raise Refusal("recover.unreadable", path=str(one.path)) from error


def plan_now(kept: KeptPlan, prompts: Path | None = None) -> OpenPlan | Refusal | None:
    """Return the plan as it is now, why it cannot be opened, or None where no file of it is known."""
    why_not: Refusal | None = None
    for place in kept.places:
        try:
            opened = open_plan(place, prompts)
        except Refusal as refusal:
            why_not = why_not or refusal
            continue
        if set(opened.ids) & kept.ids:
            return opened
    return why_not
