"""The stages of a plan: told from what stands in it, and nobody is sent back."""

from __future__ import annotations

from datetime import date

import pytest

from facilitator.files.plans import open_plan
from facilitator.plan.entries import Entry
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review, Signature
from facilitator.script.loading import load_script
from facilitator.script.plan_facts import facts_of
from facilitator.script.plan_stages import stages_of
from facilitator.work.show import as_data, as_lines
from tests.shapes import FORMATS

SCRIPT = load_script("coventry")
WRITTEN = open_plan(FORMATS / "coventry" / "sample.plan.json").plan
EMPTY = WRITTEN.model_copy(update={"items": [], "entries": []})


def standing(plan: Plan) -> list[str]:
    """Return how each stage of a plan stands."""
    return [one.standing for one in stages_of(plan, SCRIPT.format, facts_of(plan, SCRIPT.format))]


def with_grounds(plan: Plan) -> Plan:
    """Return a plan of which it is noted what makes it needed, with a parent's consent."""
    grounds = Entry(id="plan.grounds", field="grounds", value=["persistent"])
    signed = Signature(to="talk", party="mum", name="Mum", on=date(2026, 1, 8))
    return plan.model_copy(update={"entries": [*plan.entries, grounds], "signatures": [signed]})


def reviewed(plan: Plan, assessment: str) -> Plan:
    """Return a plan with a review that decided about an assessment."""
    decided = Entry(id="r1.assessment", field="assessment", value=assessment)
    review = Review(id="r1", period=1, date=date(2026, 3, 12), people=[], entries=[decided])
    return plan.model_copy(update={"reviews": [review]})


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        (EMPTY, ["people", "now", "later", "later", "later", "people", "later"]),
        (with_grounds(EMPTY), ["people", "done", "now", "later", "later", "people", "later"]),
        (with_grounds(WRITTEN), ["people", "done", "done", "done", "now", "people", "later"]),
        (WRITTEN, ["people", "not_noted", "done", "done", "now", "people", "later"]),
        (
            reviewed(WRITTEN, "not_now"),
            ["people", "not_noted", "done", "done", "not_noted", "people", "done"],
        ),
        (
            reviewed(WRITTEN, "ask"),
            ["people", "not_noted", "done", "done", "not_noted", "people", "done", "now"],
        ),
    ],
)
def test_the_next_stage_comes_after_the_last_that_is_done(plan: Plan, expected: list[str]) -> None:
    assert standing(plan) == expected


def test_show_tells_what_is_to_do_next_and_what_the_plan_does_not_say() -> None:
    shown = "\n".join(as_lines(reviewed(WRITTEN, "ask"), SCRIPT))
    assert "8. The request for an assessment: now" in shown
    assert "Fill in the council's form" in shown
    assert "Not in the plan yet: Request for an assessment sent on" in shown
    assert [one["standing"] for one in as_data(WRITTEN, SCRIPT)["stages"]] == standing(WRITTEN)


def test_a_format_without_stages_tells_of_none() -> None:
    script = load_script("support-plan")
    plan = WRITTEN.model_copy(update={"format": "support-plan", "items": [], "entries": []})
    assert stages_of(plan, script.format, facts_of(plan, script.format)) == []
    assert "The stages of this plan" not in "\n".join(as_lines(plan, script))
