"""Reviews as they were written into Word documents, kept on this computer beside the meetings' journals.

A Word document has no ids, and no place for much of what was said. So what was written is kept whole: the
plan with its review, where it was put, and the digests of the document before and after. With it a review
is known again whatever became of the document, and its summary needs neither the document nor a replay.

A file is two lines of JSON: what it is of, and the plan. It goes wherever its journal goes, because its name
begins the same. One without a journal is of a review that was held elsewhere (`facilitator record`).
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from facilitator.files import kept_file, system_calls
from facilitator.files.folders import short_name
from facilitator.files.plan_text import parse
from facilitator.plan.people import Child
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import HeldMeeting

ENDING = ".written"
LONE = 20
"""Reviews of one plan without a journal that are kept, as of the meetings."""

_VERSION = 2
_BEFORE = 1
"""Kept by the version before: its plan is of schema 3, and the keys of its answers have other parts."""


Answer = tuple[tuple[str | int, ...], tuple[str, ...]]
"""An answer of a form: the parts of its key, and its lines."""


class KeptReview(NamedTuple):
    """A meeting that was written into a document, or was about to be: a review, or one that wrote the plan.

    `plan` is the plan with the meeting in it, `child` the child as the document had them; `path` is the
    document's own, `began` where the plan lay when the meeting began, another one for a copy. `before` and
    `after` are digests of the document's bytes; `after` is None until it was seen to be written. `events` is
    how many the meeting had by then: one that went on has more to write. `answers` are what was written,
    each with the parts of its key: another version, or another folder of wording, might write other words.
    One that is `undone` was taken back: it stands only in a document that has these very bytes again.
    `since` are answers that the program itself has put in the place of some of these later, and `headings`
    what it has called the items by then.
    """

    plan: Plan
    review_id: str
    path: str
    began: str
    before: str
    child: Child
    after: str | None = None
    events: int = 0
    answers: tuple[Answer, ...] = ()
    undone: bool = False
    since: tuple[Answer, ...] = ()
    headings: tuple[str, ...] = ()

    @property
    def review(self) -> HeldMeeting:
        """The record of the meeting itself."""
        return next(one for one in self.plan.meetings() if one.id == self.review_id)


def beside(journal: Path) -> Path:
    """Return where the review of a journal's meeting is kept: its parts share one."""
    return journal.with_name(f"{journal.stem.rpartition('-')[0]}{ENDING}")


def alone(folder: Path, plan_id: str, review_id: str) -> Path:
    """Return where a review without a journal is kept; its name says nothing about child or review."""
    return folder / f"{short_name(plan_id)}-{hashlib.sha256(review_id.encode()).hexdigest()[:16]}{ENDING}"


def keep(path: Path, kept: KeptReview) -> None:
    """Write a review to its place, durably; raises OSError."""
    plan = kept.plan.model_dump_json(by_alias=True).encode()
    head: dict[str, object] = {
        "written": _VERSION,
        "review": kept.review_id,
        "path": kept.path,
        "began": kept.began,
        "before": kept.before,
        "child": kept.child.model_dump(mode="json"),
        "after": kept.after,
        "events": kept.events,
        "answers": kept.answers,
        "undone": kept.undone,
        "since": kept.since,
        "headings": kept.headings,
    }
    head["sum"] = _sum(head, plan)
    system_calls.make_private_folder(path.parent)
    kept_file.put(path, json.dumps(head).encode() + b"\n" + plan + b"\n")


def keep_again(path: Path, kept: KeptReview) -> None:
    """Write a review to its place once more, as old as it was: they are looked at by age; raises OSError."""
    found = path.stat()
    keep(path, kept)
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))


def keep_alone(folder: Path, kept: KeptReview) -> None:
    """Keep a review that has no journal, and forget the oldest such of its plan; raises OSError."""
    keep(alone(folder, kept.plan.id, kept.review_id), kept)
    lone = [path for path in kept_in(folder, kept.plan.id) if not list(folder.glob(f"{path.stem}-*.journal"))]
    lone.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for path in lone[LONE:]:
        system_calls.forget(path)


def kept_at(path: Path) -> KeptReview | None:
    """Return the review that a file keeps; None where it is gone, damaged, or of a newer version."""
    try:
        found = path.stat()
        return _read(path, (found.st_mtime_ns, found.st_size, found.st_ino))
    except (OSError, ValueError):  # also ValidationError
        return None


def kept_beside(journal: Path) -> KeptReview | None:
    """Return the review of a journal's meeting as it was kept, if it was."""
    return kept_at(beside(journal))


def kept_in(folder: Path, plan_id: str | None = None) -> list[Path]:
    """Return the files of a folder that keep reviews: of a plan, or (None) of all plans."""
    start = short_name(plan_id) if plan_id is not None else ""
    return system_calls.files_in(folder, f"{start}*{ENDING}")


@lru_cache(maxsize=512)
def _read(path: Path, _signature: tuple[int, int, int]) -> KeptReview | None:
    """Read a file once as long as it stays the same: a list of plans asks for all of them again and again."""
    return _kept(kept_file.read(path))


def _kept(data: bytes) -> KeptReview | None:
    first, _, rest = data.partition(b"\n")
    head, plan = json.loads(first), rest.rstrip(b"\n")
    if (
        not isinstance(head, dict)
        or head.get("written") not in (_BEFORE, _VERSION)
        or head.pop("sum", "") != _sum(head, plan)
    ):
        return None
    try:
        kept = KeptReview(
            plan=parse(plan) if head["written"] == _BEFORE else Plan.model_validate_json(plan),
            review_id=str(head["review"]),
            path=str(head["path"]),
            began=str(head["began"]),
            before=str(head["before"]),
            child=Child.model_validate_json(json.dumps(head["child"])),
            after=None if head["after"] is None else str(head["after"]),
            events=int(head["events"]),
            answers=_answers(head["answers"]),
            undone=bool(head.get("undone", False)),
            since=_answers(head.get("since", ())),
            headings=tuple(map(str, head.get("headings", ()))),
        )
    except (KeyError, TypeError, ValidationError, Refusal):
        return None
    return kept if kept.review_id in {one.id for one in kept.plan.meetings()} else None


def _answers(given: Iterable[tuple[Iterable[str | int], Iterable[str]]]) -> tuple[Answer, ...]:
    return tuple((tuple(key), tuple(map(str, lines))) for key, lines in given)


def _sum(head: dict[str, object], plan: bytes) -> str:
    """Return a sum over both lines: what is damaged is no record."""
    return hashlib.sha256(json.dumps(head, sort_keys=True).encode() + plan).hexdigest()[:16]
