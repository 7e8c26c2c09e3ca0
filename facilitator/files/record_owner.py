"""Whose a record on this computer is where no id tells: by its place, its bytes, and what it says itself."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from facilitator.files import journal_shelf, kept, records
from facilitator.files.folders import meetings_path
from facilitator.files.journal_lines import Header, header_of, name_parts, recover
from facilitator.files.plan_ids import is_former
from facilitator.plan.people import CHILD
from facilitator.plan.refusal import Refusal
from facilitator.word.answers.phrasing import fold

if TYPE_CHECKING:
    from facilitator.files.kept import KeptReview
    from facilitator.files.opened import OpenPlan


class PlanIds(NamedTuple):
    """The ids of plans in the records of this computer that a document surely is of, or may be of."""

    surely: frozenset[str]
    perhaps: frozenset[str]


def ids_of(opened: OpenPlan) -> PlanIds:
    """Return the ids under which this computer has records of a document, whatever its table of ids says."""
    found = [*_by_reviews(opened), *_by_meetings(opened)]
    surely = frozenset(plan for plan, sure in found if sure)
    return PlanIds(surely, frozenset(plan for plan, _ in found) - surely)


def is_of_meeting(path: Path, opened: OpenPlan) -> bool:
    """Whether a meeting began with this file where it lies, or with its bytes in a place now empty."""
    header = header_at(path)
    if header is None:
        return False
    return header.plan_path == _at(opened) or (header.base == opened.base and _is_gone(header.plan_path))


def is_of_review(one: KeptReview, opened: OpenPlan) -> bool:
    """Whether a review was written into this file where it lies, or stands in it and its own file is gone."""
    if not _may_be(one, opened):
        return False
    if _at(opened) in (one.path, one.began):
        return _same_name(one, opened) or records.is_in(one, opened)
    return _is_gone(one.path) and (opened.base in (one.before, one.after) or records.is_in(one, opened))


def _by_reviews(opened: OpenPlan) -> Iterator[tuple[str, bool]]:
    for folder in _folders():
        for path in kept.kept_in(folder):
            one = kept.kept_at(path)
            if one is None or not _may_be(one, opened):
                continue
            if opened.base in (one.before, one.after) or records.is_in(one, opened):
                yield one.plan.id, True
            elif _at(opened) == one.path:
                yield one.plan.id, False


def _by_meetings(opened: OpenPlan) -> Iterator[tuple[str, bool]]:
    for folder in _folders():
        for path in _journals_in(folder):
            header = header_at(path)
            if header is None or is_former(header.plan_id):
                continue
            if header.base == opened.base:
                yield header.plan_id, True
            elif header.plan_path == _at(opened):
                yield header.plan_id, _child_of(path) == opened.plan.child.called


def _may_be(one: KeptReview, opened: OpenPlan) -> bool:
    """Whether nothing that both say, the form, the start and the day of birth, tells two plans apart."""
    mine, theirs = opened.plan, one.plan
    said = [(mine.started, theirs.started), (mine.child.date_of_birth, theirs.child.date_of_birth)]
    return mine.format == theirs.format and all(a == b or None in (a, b) for a, b in said)


def _same_name(one: KeptReview, opened: OpenPlan) -> bool:
    return fold(one.child.full_name) == fold(opened.plan.child.full_name)


def _child_of(path: Path) -> str:
    """Return how the child was called when a meeting began, by its journal; "" where that cannot be read."""
    with contextlib.suppress(Refusal, LookupError, TypeError):
        people = recover(path).events[0]["people"]
        return next(str(person["name"]) for person in people if person["id"] == CHILD)
    return ""


def _folders() -> list[Path]:
    return [meetings_path(), meetings_path() / journal_shelf.DONE]


def _journals_in(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if name_parts(path))
    except OSError:
        return []


def header_at(path: Path) -> Header | None:
    """Return the header of a journal; None where it is damaged, or cannot be read now."""
    with contextlib.suppress(OSError):
        return header_of(path)
    return None


def _at(opened: OpenPlan) -> str:
    return str(opened.path.absolute())


def _is_gone(path: str) -> bool:
    try:
        return not Path(path).exists()
    except (OSError, ValueError):
        return False
