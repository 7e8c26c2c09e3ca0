"""The marks of a document, and how alike they are to those that the table has of a plan."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.word.answers.phrasing import fold

if TYPE_CHECKING:
    from facilitator.files.opened import OpenPlan
    from facilitator.files.plan_table import Marks, PlanTable

_KEPT = 40
"""Marks of one kind that are kept of a plan: a document that is edited has other bytes every day."""

_LOOKED_AT = 5_000
"""Files among which that of another place is looked for."""

_AS_THEY_ARE = ("outcomes", "reviews")
"""Marks that say what stands in a document now; all others add up."""


def marks_of(opened: OpenPlan, known: PlanTable) -> Marks:
    """Return the marks of a document, by what they are of."""
    plan, place = opened.plan, _place(opened.path)
    who = (plan.format, fold(plan.child.full_name))
    born = plan.child.date_of_birth
    return {
        "all": [known.mark("all", *who, plan.started, place)],
        "child": [known.mark("child", *who)],
        "start": [known.mark("start", plan.started)] if plan.started else [],
        "format": [known.mark("format", plan.format)],
        "place": [known.mark("place", place)],
        "content": [known.mark("content", opened.base)],
        "born": [known.mark("born", born)] if born else [],
        "outcomes": [known.mark("outcome", fold(words)) for words in plan.headings()],
        "reviews": [known.mark("review", one.period, one.date) for one in plan.reviews],
    }


def _place(path: Path) -> str:
    return os.path.normcase(os.path.realpath(path))


def has_all(known: Marks, marks: Marks) -> bool:
    """Whether a plan has every mark of a document already."""
    return all(set(marks[kind]) <= set(known.get(kind, ())) for kind in marks)


def add(known: PlanTable, plan: str, marks: Marks) -> None:
    """Have a plan known by the marks of a document, too."""
    for other in known.with_mark("all", *marks["all"]):
        if other != plan:  # it lay there until now
            known.put(other, {**known.plans[other], "all": []})
    mine = {**known.plans.get(plan, {})}
    for kind, new in marks.items():
        if kind in _AS_THEY_ARE:
            mine[kind] = new
        else:
            mine[kind] = [*(one for one in mine.get(kind, []) if one not in new), *new][-_KEPT:]
    if mine != known.plans.get(plan):
        known.put(plan, mine)


def is_over(known: Marks, marks: Marks) -> bool:
    """Whether nothing of a plan that was reviewed stands in the document any more: it is another year's."""
    gone = known.get("reviews") and not set(known["reviews"]).intersection(marks["reviews"])
    return bool(gone) and alike(known, marks, "outcomes") is False


def differ(known: Marks, marks: Marks, kind: str) -> bool:
    """Whether both say something of a kind, and not the same."""
    before, now = known.get(kind), marks[kind]
    return bool(before and now) and not set(before or ()).intersection(now)


def alike(known: Marks, marks: Marks, kind: str) -> bool | None:
    """Whether at least half of what stood in a plan stands in the document; None where one has nothing."""
    before, now = set(known.get(kind, ())), set(marks[kind])
    if not before or not now:
        return None
    return 2 * len(before & now) >= min(len(before), len(now))


def lies_elsewhere(of_plan: Marks, known: PlanTable, opened: OpenPlan) -> bool:
    """Whether a plan's own file is still there, in this folder or one near it: then this one is another."""
    places = set(of_plan.get("place", ()))
    mine = _place(opened.path)
    others = (place for path in _files_near(opened.path) if (place := _place(path)) != mine)
    return any(known.mark("place", place) in places for place in others)


def _files_near(path: Path) -> Iterator[Path]:
    """Yield the files beside a document, in the folder above, and in the folders beside that and below it."""
    here = Path(os.path.realpath(path)).parent
    folders = dict.fromkeys([here, *_folders_in(here), here.parent, *_folders_in(here.parent)])
    return islice(chain.from_iterable(map(_listed, folders)), _LOOKED_AT)


def _folders_in(folder: Path) -> list[Path]:
    return [path for path in islice(_listed(folder), _LOOKED_AT) if path.is_dir()]


def _listed(folder: Path) -> Iterator[Path]:
    with contextlib.suppress(OSError):
        yield from (path for path in folder.iterdir() if not path.name.startswith("."))
