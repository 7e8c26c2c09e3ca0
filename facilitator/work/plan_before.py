"""The plans that a plan follows: where they are, and what came of them, to be read from the new one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from facilitator.files.document_id import place_of
from facilitator.files.document_id_table import table
from facilitator.files.kept_beside_form import with_kept
from facilitator.files.open_plan import OpenPlan
from facilitator.files.plan_text import read_object
from facilitator.files.plans import is_word_name, open_plan, plans_in, read_bytes
from facilitator.files.reviews_as_held import as_held
from facilitator.phrases.came_and_went import went
from facilitator.phrases.item import line
from facilitator.phrases.sentence import capital, ended
from facilitator.phrases.told_of_items import judged
from facilitator.plan.people import Person
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.script.formats_and_turns import Script
from facilitator.script.loading import load_script
from facilitator.script.words_by_key import say
from facilitator.summary.progress import PlanBefore
from facilitator.work.what_goes_on import as_met

_MOST = 20
"""How many plans back are read: a child is not longer at school."""


class Before(NamedTuple):
    """A plan that another one follows, with its file.

    `in_document` are the periods of the reviews of which only what stands in a Word document is known.
    """

    path: Path
    held: PlanBefore
    in_document: frozenset[int] = frozenset()


def plans_before(plan: Plan, path: Path, prompts: Path | None = None) -> list[Before]:
    """Return the plans that this one follows, the earliest first, as far as they are in the folder of `path`.

    What cannot be read ends the row.
    """
    found: list[Before] = []
    known = {plan.id}
    wanted = plan.continues
    while wanted and wanted not in known and len(found) < _MOST:
        known.add(wanted)
        opened = _found(wanted, path.parent, prompts)
        if opened is None:
            break
        held = as_held(opened, prompts)
        before = held.plan
        known_as = PlanBefore(before, load_script(before.format, prompts))
        found.insert(0, Before(opened.path, known_as, frozenset(held.in_document)))
        wanted = before.continues
    return found


def told_of_plan_before(plan: Plan, path: Path, before: Sequence[Before]) -> list[str]:
    """Return what came of the plan that this one follows, a line each; nothing where it follows none.

    `before` is what was found of it in the folder of `path`; where it is not there, that is said.
    """
    if plan.continues is None:
        return []
    if not before:
        return [say("show.before-not-found", folder=path.parent.absolute())]
    last = before[-1]
    return [
        say("show.before", file=last.path.name),
        *(f"  {one}" for one in _results(last.held.plan, last.held.script)),
    ]


def people_expected(opened: OpenPlan, prompts: Path | None = None) -> list[Person]:
    """Return who may come to the first meeting of a plan that follows another: its people, by name.

    A Word form has no place for them all: then also who was at the last meeting of the old plan, if found.
    """
    plan = with_kept(opened)
    if plan.continues is None:
        return []
    found = [
        Person(id=one.id, name=one.name, perspective=one.perspective, role=one.role or one.relationship)
        for one in plan.people
        if one.ended is None and one.perspective is not None
    ]
    before = _found(plan.continues, opened.path.parent, prompts) if opened.word else None
    known = [one.name for one in plan.people]
    return [*found, *(as_met(as_held(before, prompts).plan, known) if before else ())]


def _found(plan_id: str, folder: Path, prompts: Path | None) -> OpenPlan | None:
    """Return the plan of an id, or None; only files that may be it are opened, which takes a while.

    What cannot be listed or read is passed over: the plan that was asked for is another one, and is open.
    """
    known = table()
    places = set(known.plans.get(plan_id, {}).get("place", ()))
    try:
        paths = plans_in(folder)
    except Refusal:
        return None
    for path in paths:
        try:
            if is_word_name(path.name):
                maybe = known.mark("place", place_of(path)) in places
            else:
                maybe = read_object(read_bytes(path)).get("id") == plan_id
            if maybe and (opened := open_plan(path, prompts)).plan.id == plan_id:
                return opened
        except Refusal:
            continue
    return None


def _results(plan: Plan, script: Script) -> Iterator[str]:
    """Yield each thing that a review judged, with the last judgement of it, and each that ended, with how."""
    told: dict[str, str] = {}
    for review in plan.reviews:
        for item, words in judged(plan, review, script):
            told[item.id] = say("show.judged", period=script.period_name(review.period), words=words)
    for item in plan.items:
        over = ""
        if item.ended and item.id not in told:
            over = ended(capital(went(item.ended, script.format)))
        if words := told.get(item.id, over):
            yield say("show.before-item", item=ended(line(item, script.format)), words=words)
