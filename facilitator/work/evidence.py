"""Writes the evidence pack of a plan: with the plans that it follows, and what the school has set down."""

from __future__ import annotations

from pathlib import Path

from facilitator.files.kept_beside_form import with_kept
from facilitator.files.open_plan import OpenPlan
from facilitator.files.reviews_as_held import as_held
from facilitator.script.loading import load_script
from facilitator.summary.evidence_shapes import HeldPlan
from facilitator.summary.papers import make_evidence_paper
from facilitator.summary.seals import seal_of_plan
from facilitator.work.export import put_paper, stem_of
from facilitator.work.own_school import of_school, own_school
from facilitator.work.plan_before import plans_before


def plans_as_evidence(opened: OpenPlan, prompts: Path | None = None) -> list[HeldPlan]:
    """Return a plan as it was held, and before it those that it follows, the oldest first.

    Those before a plan of several children are none of this child's. Raises Refusal.
    """
    school, last = own_school(prompts), as_held(opened, prompts)
    found = [HeldPlan(last.plan, of_school(load_script(last.plan.format, prompts), school), last.in_document)]
    for one in reversed(plans_before(with_kept(opened), opened.path, prompts)):
        if len(one.held.plan.children) > 1:
            break
        found.insert(0, HeldPlan(one.held.plan, of_school(one.held.script, school), one.in_document))
    return found


def export_evidence(
    opened: OpenPlan,
    *,
    audience: str,
    kind: str = "html",
    target: Path | None = None,
    folder: Path | None = None,
    prompts: Path | None = None,
) -> Path:
    """Write the pack and return its file: `target`, else a name of its own beside the plan or in a `folder`.

    Raises Refusal: a plan of several children, a template that fails, or a file that is not ours.
    """
    plans = plans_as_evidence(opened, prompts)
    letterhead = own_school(prompts).letterhead
    data = make_evidence_paper(plans, kind=kind, audience=audience, prompts=prompts, letterhead=letterhead)
    seal = seal_of_plan(plans[-1].plan, audience)
    stem = stem_of(opened.path, audience, plans[-1].script, None)
    return put_paper(
        data,
        kind,
        seal,
        target=target,
        beside=folder / opened.path.name if folder else opened.path,
        stem=stem,
    )
