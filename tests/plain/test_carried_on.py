"""A meeting that the version before began, of a plan of schema 3, is carried on and written as then."""

from __future__ import annotations

import shutil
from pathlib import Path

from facilitator.files.folders import data_folder
from facilitator.files.plans import open_plan
from facilitator.script.words_by_key import say
from tests.plain import talk
from tests.plain.test_transcripts import TRANSCRIPTS
from tests.plain.test_written_before import same_as_before

LEFT = Path(__file__).parents[1] / "version_before" / "native"
TYPED_LAST = "Mum: That she has friends, and can say what she needs.\n"
"""The last line that was typed then, in an order of questions that has changed since."""


def test_it_is_carried_on_from_its_journal(tmp_path: Path) -> None:
    meetings = data_folder() / "meetings"
    meetings.mkdir(parents=True)
    for journal in LEFT.glob("*.journal"):
        shutil.copy(journal, meetings)
    path = Path(shutil.copy(LEFT / "demo.plan.json", tmp_path))
    _, to_come = (TRANSCRIPTS / "smooth-60.txt").read_text(encoding="utf-8").split(TYPED_LAST)
    code, said = talk.hold(path, to_come)
    assert code == 0
    assert said.startswith(say("dialogue.unfinished-title"))
    same_as_before(open_plan(path).plan, "smooth-60")
