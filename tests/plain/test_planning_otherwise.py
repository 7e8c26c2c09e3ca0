"""A planning meeting held without the child, and one that is carried on upon another day, of each format."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from facilitator.files.plans import open_plan
from facilitator.plan.field_values import day_of
from facilitator.plan.people import CHILD
from facilitator.plan.plan import Plan
from facilitator.script.loading import find_prompts
from tests.answering import answered, has_all_that_was_said, is_sound
from tests.plain import talk
from tests.plain.test_planning import words_of
from tests.shapes import PLANNED, Planned, typed_in

pytestmark = pytest.mark.sampled(2)

OURS = [one for one in PLANNED if one.prompts == find_prompts()]
WITH_A_CHILD = [one for one in OURS if len(one.names) == 1]


@pytest.mark.parametrize("planned", WITH_A_CHILD, ids=lambda planned: planned.format)
def test_without_the_child_nothing_is_put_into_their_mouth(planned: Planned, tmp_path: Path) -> None:
    path = planned.empty(tmp_path)
    walk, told = answered(path, planned.prompts, planning=True, mark="P", child_here=False)
    (record,) = is_sound(path).planning
    has_all_that_was_said(record, walk)
    assert record.person(CHILD).present == []
    assert f"To {record.person(CHILD).name}:" not in told
    plan = open_plan(path).plan
    by_the_child = [one for meeting in (plan, record) for one in meeting.entries if one.by == CHILD]
    assert [one for one in by_the_child if one.manner.how == "own_words"] == []


def words_apart_from_days(plan: Plan) -> Counter[str]:
    return Counter({words: count for words, count in words_of(plan).items() if day_of(words) is None})


@pytest.mark.sampled(3)
@pytest.mark.parametrize("ending", [".plan.json", ".docx"])
@pytest.mark.parametrize("planned", OURS, ids=lambda planned: planned.format)
def test_in_two_sittings_it_writes_the_same_plan_and_keeps_both_days(
    planned: Planned, ending: str, tmp_path: Path
) -> None:
    path, typed = planned.empty(tmp_path, ending), typed_in(planned.transcript)
    before, half = path.read_bytes(), len(typed) // 2
    code, _ = talk.hold(path, "\n".join(typed[:half]), planning=True)
    assert (code, path.read_bytes()) == (3, before)
    code, told = talk.hold(path, "\n".join(typed[half:]), planning=True, later=5)
    assert code == 0, told[-900:]
    (record,) = is_sound(path).planning
    days = [sitting.on for sitting in record.sittings]
    assert [(day - talk.TODAY).days for day in days] == [0, 5]
    assert record.date == talk.TODAY
    (tmp_path / "whole").mkdir()
    whole = planned.empty(tmp_path / "whole", ending)
    assert talk.hold(whole, "\n".join(typed), planning=True)[0] == 0
    plans = [open_plan(one).plan for one in (path, whole)]
    assert words_apart_from_days(plans[0]) == words_apart_from_days(plans[1])
