"""What a meeting writes is what the program wrote before schema 4, converted, but for what is told here.

`transcripts/written-in-schema-3.json` has the plans that version 3 wrote after each of the transcripts.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from facilitator.files.plan_text import parse
from facilitator.files.plans import open_plan
from facilitator.plan.plan import Plan
from tests.plain import plans, talk
from tests.plain.test_transcripts import TRANSCRIPTS
from tests.plain.told import told

BEFORE: dict[str, Any] = json.loads((TRANSCRIPTS / "written-in-schema-3.json").read_text(encoding="utf-8"))

TAKEN_ALONG = (
    "Break card, and a beanbag",
    "The same card at Brownies",
    "Pick a break card",
    "Show the card when a grown-up",
    "Show the card without",
)
MOVED = {
    "smooth-60": [
        ('"next", "value": "Tell it to the whole class."', '"what": "Tell it to the whole class"'),
        ('"next", "value": "A card on the door of each room."', '"what": "A card on the door of each room"'),
        ('"next", "value": "Play it as snap, in the morning."', '"what": "Play it as snap, in the morning"'),
    ],
    "spread-1": [('"next", "value": "Ask the Brownie leader', '"what": "Ask the Brownie leader')],
    "not-delivered": [
        ('"next", "value": "A second adult learns the talk group."', ""),
        ('"what": "Train Mr Lindqvist to', '"what": "Train Mr Lindqvist, as a second adult, to'),
        ('"what": "Put the support for outcome 1', '"what": "Put in place: Story map'),
    ],
    "spread-3": [('"reason": "They are gone by the evening."}', '"number": 3, "reason": "they are gone by')],
    "short-30": [('["passed", ""]', "")],
    "removed-amended": [
        ('"plan_future", "value": "change"', '"plan_future", "value": "carry_on"'),
        *((words, words) for words in TAKEN_ALONG),
    ],
}
"""What is kept otherwise since questions share a page, as it was and as it is now, each once.

A next step is an action, with a name and a day. What a person between the ends of the numbers has seen stands
with their number. Nobody has to pass where all are asked at once. What is put in place is named. Each line of
the support is kept for itself, and whether an action is still needed is kept at all. Where the plan changes,
its support is gone through, which that meeting does not do. What is taken along to new words is no newer than
it was. What became of a step that followed where people
did not agree is kept.
"""


def of_lines(facts: Counter[str]) -> Counter[str]:
    """Return what is told of single lines of the support, and whether an action is still needed."""
    return Counter(
        fact
        for fact in facts.elements()
        if ('"delivered"' in fact and '"about": "provision' in fact)
        or any(f'"{field}"' in fact for field in ("still_needed", "next_done"))
    )


@pytest.mark.parametrize("name", BEFORE)
def test_the_written_review_is_the_same_as_before(name: str, tmp_path: Path) -> None:
    other = name == "other-format"
    path = talk.write(tmp_path, plans.passport()) if other else talk.demo(tmp_path)
    typed = (TRANSCRIPTS / f"{name}.txt").read_text(encoding="utf-8")
    code, _ = talk.hold(path, typed, prompts=plans.FORMATS if other else None)
    assert code == 0
    same_as_before(open_plan(path).plan, name)


def same_as_before(plan: Plan, name: str) -> None:
    """Hold that a plan tells what the version before had it tell, but for what is kept otherwise now."""
    before, now = told(parse(json.dumps(BEFORE[name]).encode())), told(plan)
    now -= of_lines(now)
    differ = [sorted((before - now).elements()), sorted((now - before).elements())]
    for facts, moved in zip(differ, zip(*MOVED.get(name, []), strict=True), strict=False):
        for words in filter(None, moved):
            (fact,) = [fact for fact in facts if words in fact]
            facts.remove(fact)
    assert differ == [[], []]


def test_an_action_that_is_taken_up_again_names_the_one_that_it_continues(tmp_path: Path) -> None:
    path = talk.demo(tmp_path)
    talk.hold(path, (TRANSCRIPTS / "half-done.txt").read_text(encoding="utf-8"))
    before, now = open_plan(path).plan.reviews
    (again,) = now.actions
    assert again.continues in {action.id for action in before.actions}
