"""An item that ends as achieved with a score below the top is remarked on: in the meeting, and by `check`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from facilitator.files.plans import open_plan
from facilitator.script.loading import load_script
from facilitator.work.check import remarks
from tests.plain import talk
from tests.plain.test_talk import SET_UP

TOLD = "ends as achieved, though its result was"
SHOWN = {
    "5": "good\n5\n5\n5\n5\n",
    "4": "good\n4\n4\n4\n4\n",
    "not agreed": "good\n4\n4\n4\nnot agreed\n",
}


@pytest.mark.parametrize(("score", "told"), [("5", False), ("4", True), ("not agreed", True)])
@pytest.mark.parametrize("decision", ["achieved", "keep"])
def test_it_is_told_where_it_is_decided_and_checked(
    tmp_path: Path, score: str, told: bool, decision: str
) -> None:
    path = talk.demo(tmp_path)
    typed = f"{SET_UP}go to outcome 1\nyes\nyes\nyes\nnext\nnext\n{SHOWN[score]}go to decide\n{decision}\n"
    _, said = talk.hold(path, f"{typed}end early because the bell rang\nwrite\nno\n")
    assert (TOLD in said) is (told and decision == "achieved"), said[-3000:]
    codes = {
        one.code: one.values
        for one in remarks(open_plan(path).plan, load_script("support-plan"), date(2026, 3, 12))
    }
    assert ("check.achieved-below-the-top" in codes) is (score == "4" and decision == "achieved")
    assert codes["check.ended-early-because"]["because"] == "the bell rang"
