"""What a meeting writes is what the program wrote before schema 4, converted: nothing more, nothing less.

`transcripts/written-in-schema-3.json` has the plans that version 3 wrote after each of the transcripts.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from facilitator.files.plan_text import parse
from facilitator.files.plans import open_plan
from facilitator.plan.plan import Plan
from tests.plain import plans, talk
from tests.plain.test_transcripts import TRANSCRIPTS

BEFORE: dict[str, Any] = json.loads((TRANSCRIPTS / "written-in-schema-3.json").read_text(encoding="utf-8"))


def comparable(plan: Plan) -> dict[str, Any]:
    """Return a plan as JSON with the ids that are made anew each time called alike."""
    text = plan.model_dump_json()
    review = plan.reviews[-1].id
    for old, new in ((f"{review}.outcome", f"{review}.o"), (review, "the-review"), (plan.id, "the-plan")):
        text = text.replace(old, new)
    found: dict[str, Any] = json.loads(text)
    for action in found["reviews"][-1]["actions"]:
        del action["continues"]  # schema 3 did not know it
    return found


@pytest.mark.parametrize("name", BEFORE)
def test_the_written_review_is_the_same_as_before(name: str, tmp_path: Path) -> None:
    other = name == "other-format"
    path = talk.write(tmp_path, plans.passport()) if other else talk.demo(tmp_path)
    typed = (TRANSCRIPTS / f"{name}.txt").read_text(encoding="utf-8")
    code, _ = talk.hold(path, typed, prompts=plans.FORMATS if other else None)
    assert code == 0
    before = parse(json.dumps(BEFORE[name]).encode())
    assert comparable(open_plan(path).plan) == comparable(before)


def test_an_action_that_is_taken_up_again_names_the_one_that_it_continues(tmp_path: Path) -> None:
    path = talk.demo(tmp_path)
    talk.hold(path, (TRANSCRIPTS / "half-done.txt").read_text(encoding="utf-8"))
    before, now = open_plan(path).plan.reviews
    (again,) = now.actions
    assert again.continues in {action.id for action in before.actions}
