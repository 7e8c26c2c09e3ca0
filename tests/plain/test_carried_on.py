"""A meeting that the version before began, of a plan of schema 3, is carried on and written as then."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

from facilitator.files.folders import data_folder
from facilitator.files.plan_text import parse
from facilitator.files.plans import open_plan
from facilitator.plan.plan import Plan
from facilitator.script.words_by_key import say
from tests.plain import talk
from tests.plain.test_transcripts import TRANSCRIPTS
from tests.plain.test_written_before import BEFORE, comparable

LEFT = Path(__file__).parents[1] / "version_before" / "native"
LINES_TYPED = 60


def unnumbered(plan: Plan) -> Any:
    """Return a plan without what counts the events: the start of the second run is one more of them."""
    data = comparable(plan)
    del data["reviews"][-1]["closed_at"]  # and the clock of a test begins anew with each run
    return json.loads(re.sub(r"(the-review\.[a-z])\d+", r"\1", json.dumps(data)))


def test_it_is_carried_on_from_its_journal(tmp_path: Path) -> None:
    meetings = data_folder() / "meetings"
    meetings.mkdir(parents=True)
    for journal in LEFT.glob("*.journal"):
        shutil.copy(journal, meetings)
    path = Path(shutil.copy(LEFT / "demo.plan.json", tmp_path))
    typed = (TRANSCRIPTS / "smooth-60.txt").read_text(encoding="utf-8").split("\n")
    code, said = talk.hold(path, "\n".join(typed[LINES_TYPED:]))
    assert code == 0
    assert said.startswith(say("dialogue.unfinished-title"))
    before = parse(json.dumps(BEFORE["smooth-60"]).encode())
    assert unnumbered(open_plan(path).plan) == unnumbered(before)
