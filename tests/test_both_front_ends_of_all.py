"""A whole review of each format, by keys in a terminal and piped into `--plain`: the same in the plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.files.plans import open_plan
from facilitator.work.session import local_now
from tests.answering import answered
from tests.shapes import OURS, Shape, as_told
from tests.test_both_front_ends import held_by_keys, held_by_pipe

USUAL = "group-intervention"
"""The shortest of them."""


@pytest.mark.slow
@pytest.mark.parametrize(
    "shape",
    [pytest.param(one, marks=() if one.format == USUAL else pytest.mark.thorough) for one in OURS],
    ids=lambda shape: shape.name,
)
def test_keys_and_pipe_leave_the_same_review_of_every_format(shape: Shape, tmp_path: Path) -> None:
    for way in ("once", "keys", "pipe"):
        (tmp_path / way).mkdir()
    once, by_keys, by_pipe = (shape.plan(tmp_path / way) for way in ("once", "keys", "pipe"))
    walk, _ = answered(once, shape.prompts, begins=local_now(), mark="They say:")
    assert len(walk.said) > 15
    held_by_pipe(by_pipe, walk.steps)
    held_by_keys(by_keys, walk.steps, ahead=True)
    assert as_told(open_plan(by_keys).plan) == as_told(open_plan(by_pipe).plan)
    assert len(open_plan(by_keys).plan.reviews) == 1
