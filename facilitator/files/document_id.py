"""Which plan a Word document is: the id that the table has for it, one found in its records, or a new one.

The same file with a corrected name is the same plan, and so is a file that was moved, renamed or copied. Next
year's plan of the same child and a namesake's are others. Where nothing tells, a person must say.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from facilitator.files import record_owner, system_calls
from facilitator.files.document_id_table import Marks, PlanTable, changing, table
from facilitator.files.open_plan import OpenPlan
from facilitator.files.plan_ids import former_id, fresh_id, is_former
from facilitator.plan.refusal import NeedsDecision
from facilitator.word.answers.phrasing import fold

_KEPT = 40
"""Marks of one kind that are kept of a plan: a document that is edited has other bytes every day."""

_LOOKED_AT = 5_000
"""Files among which that of another place is looked for."""

_AS_THEY_ARE = ("outcomes", "reviews", "chosen")
"""Marks that say what stands in a document now; all others add up."""

SAME_PLAN, ANOTHER_PLAN = "--same-plan", "--another-plan"


class Found(NamedTuple):
    """What was found: the plan, or None and those that it may be, of which a person must choose."""

    plan: str | None
    maybe: tuple[str, ...] = ()


def identified(opened: OpenPlan) -> OpenPlan:
    """Return a Word document as the plan that it is; `maybe` has the plans that it might be besides.

    What a version before has left of it under the hash of the child's name is moved to its id.
    """
    known = table()
    marks = _marks_of(opened, known)
    plan = _by_all(known, marks)
    if plan is not None and all(set(marks[kind]) <= set(known.plans[plan].get(kind, ())) for kind in marks):
        found = Found(plan)  # nothing of it is new
    else:
        found = _looked_up(opened)
    named = _named(opened, found.plan or fresh_id(), found.maybe)
    if not found.maybe:
        record_owner.bring_over(named)
    return named


def settled(opened: OpenPlan, option: str = "") -> OpenPlan:
    """Return a document as the plan that a person said it is; raises NeedsDecision where nobody has.

    `option` is SAME_PLAN, which stands for the likeliest, or ANOTHER_PLAN. A certain one stays as it is.
    """
    if not opened.maybe:
        return opened
    if option not in (SAME_PLAN, ANOTHER_PLAN):
        raise NeedsDecision("plan.which-one", (SAME_PLAN, ANOTHER_PLAN), path=str(opened.path))
    plan_id = opened.maybe[0] if option == SAME_PLAN else opened.plan.id
    named = _named(opened, plan_id)
    remembered(named)
    record_owner.bring_over(named)
    return named


def remembered(opened: OpenPlan) -> OpenPlan:
    """Have a document that was just written known as its plan's when it is opened again, and return it."""
    with changing() as known:
        _add(known, opened.plan.id, _marks_of(opened, known))
    return opened


def _named(opened: OpenPlan, plan_id: str, maybe: tuple[str, ...] = ()) -> OpenPlan:
    assert opened.word is not None  # noqa: S101 - for mypy: only documents are looked up
    word = opened.word.called(plan_id)
    earlier = (former_id(word.plan.format, word.plan.child.full_name),)
    return replace(opened, plan=word.plan, word=word, earlier=earlier, maybe=maybe)


# Looking it up


def _by_all(known: PlanTable, marks: Marks) -> str | None:
    return next(iter(known.with_mark("all", *marks["all"])), None)


def _looked_up(opened: OpenPlan) -> Found:
    """Find out which plan a document is that has changed or is new here, and put that down in the table."""
    with changing() as known:
        marks = _marks_of(opened, known)
        found = _which(opened, known, marks)
        if found.maybe:
            return found
        plan = found.plan or fresh_id()
        _add(known, plan, marks)
        return Found(plan)


def _which(opened: OpenPlan, known: PlanTable, marks: Marks) -> Found:
    certain = _by_all(known, marks)
    if certain is not None and _is_over(known.plans[certain], marks):
        certain = None
    for plan in (*known.with_mark("content", *marks["content"]), certain):
        if plan is not None:
            return Found(plan)
    here = known.with_mark("place", *marks["place"])
    every = [_in_itsplace_of(plan, known.plans[plan], marks, opened) for plan in reversed(here)]
    maybe = tuple(chain.from_iterable(one.maybe for one in every))
    found = next((one for one in every if one.plan), Found(None, maybe))
    if found.plan or found.maybe:
        return found
    elsewhere = [plan for plan in known.with_mark("child", *marks["child"]) if plan not in here]
    found = _of_the_child(elsewhere, known, marks, opened)
    if found.plan or found.maybe:
        return found
    return _in_records(opened, {*here, *elsewhere})


def _in_records(opened: OpenPlan, refused: set[str]) -> Found:
    """Look a document up in the records: it may be renamed altogether, or the table was lost."""
    found = record_owner.ids_of(opened)
    surely, perhaps = (
        sorted(plan for plan in plans if plan not in refused and not is_former(plan)) for plans in found
    )
    if len(surely) == 1:
        return Found(surely[0])
    return Found(None, tuple(surely or perhaps))


def _in_itsplace_of(plan: str, known: Marks, marks: Marks, opened: OpenPlan) -> Found:
    """Whether a document that lies where a plan lay is that plan: its name or its start may be put right."""
    if _differ(known, marks, "format") or _differ(known, marks, "born") or _is_over(known, marks):
        return Found(None)
    outcomes, reviews = _alike(known, marks, "outcomes"), _alike(known, marks, "reviews")
    renamed, restarted = _differ(known, marks, "child"), _differ(known, marks, "start")
    if renamed and restarted:
        return Found(None, (plan,)) if outcomes and reviews else Found(None)
    if restarted:  # its reviews are gone with the year
        if reviews:
            return Found(plan)
        return Found(None, (plan,)) if reviews is None and _is_unfinished(plan, opened) else Found(None)
    if renamed and not outcomes and not (known.get("born") and marks["born"]):
        return Found(None, (plan,)) if outcomes is None and _has_records(plan, opened) else Found(None)
    return Found(plan)


def _of_the_child(plans: list[str], known: PlanTable, marks: Marks, opened: OpenPlan) -> Found:
    """Whether a document in a new place is one of a child's plans whose file is not where it was."""
    candidates = []
    for plan in plans:
        of_plan = known.plans[plan]
        other = any(_differ(of_plan, marks, kind) for kind in ("born", "start"))
        if (
            not other
            and _alike(of_plan, marks, "outcomes") is not False
            and not _lies_elsewhere(of_plan, known, opened)
        ):
            candidates.append(plan)
    sure = [plan for plan in candidates if _alike(known.plans[plan], marks, "outcomes")]
    if len(sure) == 1:
        return Found(sure[0])
    at_stake = [plan for plan in sure or candidates if _has_records(plan, opened)]
    return Found(None, tuple(at_stake))


def _has_records(plan: str, opened: OpenPlan) -> bool:
    """Whether this computer keeps anything of a plan's meetings."""
    return any(True for _ in record_owner.files_of(plan, opened))


def _is_unfinished(plan: str, opened: OpenPlan) -> bool:
    return any(path.suffix == ".journal" for path in record_owner.files_of(plan, opened, done=False))


# The marks of a document, and how alike they are to those that the table has of a plan


def _marks_of(opened: OpenPlan, known: PlanTable) -> Marks:
    """Return the marks of a document, by what they are of."""
    plan, place = opened.plan, place_of(opened.path)
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
        "chosen": [known.mark("chosen", fold(opened.word.name))] if opened.word and opened.word.name else [],
        "outcomes": [known.mark("outcome", fold(words)) for words in plan.headings()],
        "reviews": [known.mark("review", one.period, one.date) for one in plan.reviews],
    }


def place_of(path: Path) -> str:
    """Return where a file lies, written one way whatever way it was named."""
    return os.path.normcase(os.path.realpath(path))


def _add(known: PlanTable, plan: str, marks: Marks) -> None:
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


def _is_over(known: Marks, marks: Marks) -> bool:
    """Whether nothing of a plan that was reviewed stands in the document any more: it is another year's."""
    gone = known.get("reviews") and not set(known["reviews"]).intersection(marks["reviews"])
    return bool(gone) and _alike(known, marks, "outcomes") is False


def _differ(known: Marks, marks: Marks, kind: str) -> bool:
    """Whether both say something of a kind, and not the same."""
    before, now = known.get(kind), marks[kind]
    return bool(before and now) and not set(before or ()).intersection(now)


def _alike(known: Marks, marks: Marks, kind: str) -> bool | None:
    """Whether at least half of what stood in a plan stands in the document; None where one has nothing."""
    before, now = set(known.get(kind, ())), set(marks[kind])
    if not before or not now:
        return None
    return 2 * len(before & now) >= min(len(before), len(now))


def _lies_elsewhere(of_plan: Marks, known: PlanTable, opened: OpenPlan) -> bool:
    """Whether a plan's own file is still there, in this folder or one near it: then this one is another."""
    places = set(of_plan.get("place", ()))
    mine = place_of(opened.path)
    others = (place for path in _files_near(opened.path) if (place := place_of(path)) != mine)
    return any(known.mark("place", place) in places for place in others)


def _files_near(path: Path) -> Iterator[Path]:
    """Yield the files beside a document, in the folder above, and in the folders beside that and below it."""
    here = Path(os.path.realpath(path)).parent
    folders = dict.fromkeys([here, *_folders_in(here), here.parent, *_folders_in(here.parent)])
    return islice(chain.from_iterable(map(_shown, folders)), _LOOKED_AT)


def _folders_in(folder: Path) -> list[Path]:
    return [path for path in _shown(folder)[:_LOOKED_AT] if path.is_dir()]


def _shown(folder: Path) -> list[Path]:
    return [path for path in system_calls.listed(folder) if not path.name.startswith(".")]
