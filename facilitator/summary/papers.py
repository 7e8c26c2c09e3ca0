"""A paper as a whole file: the page of a review for an audience, as a kind of file, sealed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import HeldMeeting
from facilitator.script.formats_and_turns import Script
from facilitator.script.school import Contact
from facilitator.script.words_by_key import say
from facilitator.summary.audiences import EVERYONE, audience_of
from facilitator.summary.evidence_shapes import HeldPlan
from facilitator.summary.kinds import DATES, Look, as_file, kinds_of
from facilitator.summary.names_of_ids import Names
from facilitator.summary.pages import make_evidence_page, make_page
from facilitator.summary.progress import PlanBefore
from facilitator.summary.seals import seal_of, seal_of_plan, sealed


def make_paper(  # noqa: PLR0913 - what a paper is made of, each by its name
    plan: Plan,
    review: HeldMeeting,
    script: Script,
    *,
    kind: str,
    audience: str = EVERYONE,
    prompts: Path | None = None,
    contacts: Sequence[Contact] = (),
    letterhead: Path | None = None,
    before: Sequence[PlanBefore] = (),
    saved: datetime | None = None,
) -> bytes:
    """Return the file; see `make_page`.

    `letterhead` is the school's own, and `saved` when the plan was last written, by which a calendar knows
    the newer dates. Raises Refusal: no such audience or kind, a template that fails, nothing that has a date.
    """
    _refuse_unknown(kind, audience, prompts)
    seal = seal_of(review, audience)
    if kind == DATES:
        from facilitator.summary.calendar_file import calendar_file

        names = Names(plan, review, script, say)
        return sealed(calendar_file(names, saved or datetime.now(UTC)).data, kind, seal)
    page = make_page(
        plan, review, script, audience=audience, prompts=prompts, contacts=contacts, before=before
    )
    return sealed(as_file(page, kind, Look(prompts, letterhead)), kind, seal)


def make_evidence_paper(
    plans: Sequence[HeldPlan],
    *,
    kind: str,
    audience: str,
    prompts: Path | None = None,
    letterhead: Path | None = None,
) -> bytes:
    """Return the file of a plan as evidence; see `make_evidence_page`. Raises Refusal, also for a kind."""
    _refuse_unknown(kind, audience, prompts)
    page = make_evidence_page(plans, audience=audience, prompts=prompts)
    file = as_file(page, kind, Look(prompts, letterhead))
    return sealed(file, kind, seal_of_plan(plans[-1].plan, audience))


def _refuse_unknown(kind: str, audience: str, prompts: Path | None) -> None:
    known = kinds_of(audience_of(audience).id, prompts)
    if kind not in known:
        raise Refusal("summary.unknown-kind", kind=kind, known=", ".join(known))
