"""A plan as evidence: with the plans that it follows, and what the school has set down."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from facilitator.files.open_plan import OpenPlan
from facilitator.files.reviews_as_held import as_held
from facilitator.script.loading import load_script
from facilitator.summary.evidence_shapes import HeldPlan
from facilitator.work.own_school import of_school, own_school
from facilitator.work.plan_before import Before


def plans_as_evidence(
    opened: OpenPlan, before: Sequence[Before], prompts: Path | None = None
) -> list[HeldPlan]:
    """Return a plan as it was held, and before it those that it follows, the oldest first.

    Those before a plan of several children are none of this child's. Raises Refusal.
    """
    school, last = own_school(prompts), as_held(opened, prompts)
    found = [HeldPlan(last.plan, of_school(load_script(last.plan.format, prompts), school), last.in_document)]
    for one in reversed(before):
        if len(one.held.plan.children) > 1:
            break
        found.insert(0, HeldPlan(one.held.plan, of_school(one.held.script, school), one.in_document))
    return found
