"""What the chair is asked about the words of a plan: once, after they are saved, and in nobody's way."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from facilitator.files.plans import open_plan
from facilitator.script.words_by_key import say
from tests.plain import talk
from tests.shapes import PLANNED

CARD = PLANNED[0]
START = ["today", "Mum, parent", "Mr Lacey, school, class teacher", "next", "all"]
TO_TARGETS = [
    *START,
    "I will improve my reading with the TA",
    "next",
    "Mum: OT helps him cope",
    "next",
    "yes",
]
FOR_CHAIR = say("dialogue.nudge", asks="").split(":")[0]


def asked(folder: Path, *lines: str) -> list[str]:
    """Return what the chair was told while targets were written."""
    path = CARD.empty(folder)
    typed = "\n".join([*TO_TARGETS, *lines])
    _, said = talk.hold(path, typed, prompts=CARD.prompts, planning=True)
    return [line.strip() for line in said.splitlines() if FOR_CHAIR in line]


def test_a_vague_target_is_asked_about_after_it_was_saved(tmp_path: Path) -> None:
    (told,) = asked(tmp_path, "Improve spelling", "read 30 words aloud, each day")
    assert "From where to where?" in told


def test_what_is_said_by_somebody_is_left_alone(tmp_path: Path) -> None:
    assert asked(tmp_path, "read 30 words aloud, each day") == []


def test_a_rule_that_was_passed_over_twice_rests(tmp_path: Path) -> None:
    lines = ["Improve spelling", "Improve his reading", "Improve his maths", "Stop calling out"]
    told = asked(tmp_path, *lines)
    assert [("From where" in one, "in its place" in one) for one in told] == [
        (True, False),
        (True, False),
        (False, True),
    ]


def test_no_more_than_five_in_a_meeting(tmp_path: Path) -> None:
    lines = [
        "Improve spelling",
        "Improve his reading",
        "Stop calling out",
        "Stop running off",
        "Sam has a reading intervention",
        "Sam will get support",
        "Sam will be confident",
    ]
    assert len(asked(tmp_path, *lines)) == 5


def test_a_word_of_the_trade_is_told_once(tmp_path: Path) -> None:
    told = asked(tmp_path, "show the SENCO 30 words each day", "show the SENCO 40 words each week")
    assert told == [say("dialogue.jargon", word="SENCO", means="the teacher who looks after special needs")]


def test_a_school_may_want_none(tmp_path: Path) -> None:
    prompts = Path(shutil.copytree(CARD.prompts, tmp_path / "prompts"))
    (prompts / "school.yaml").write_text("nudges: no\n", encoding="utf-8")
    path = replace(CARD, prompts=prompts).empty(tmp_path)
    typed = "\n".join([*TO_TARGETS, "Improve spelling with the SENCO"])
    _, said = talk.hold(path, typed, prompts=prompts, planning=True)
    assert FOR_CHAIR not in said
    assert open_plan(path, prompts).plan.items == []
