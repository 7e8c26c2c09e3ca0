"""What the chair is asked about the words of a plan: once, after they are saved, and in nobody's way."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from facilitator.files.plans import open_plan
from facilitator.script.loading import find_prompts
from facilitator.script.words_by_key import say
from tests.plain import talk
from tests.plain.test_edit_lines import typed
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


DECIDES = ["today", "next", "all", "no", "60", "no", "go to 10", "amend", "keep", "keep"]
"""Up to the new words of the first outcome, in a review of the demo."""


def told_of(said: str) -> list[str]:
    """Return what the chair was told of all that was said."""
    return [line.strip() for line in said.splitlines() if FOR_CHAIR in line]


def review(folder: Path, *lines: str, more: Sequence[str] = DECIDES, prompts: Path | None = None) -> str:
    """Hold a part of a review of the demo, and return what was said."""
    return talk.hold(talk.demo(folder), "\n".join([*more, *lines]), prompts=prompts)[1]


def without_nudges(folder: Path) -> Path:
    """Return a folder of prompts of a school that wants no nudges."""
    prompts = Path(shutil.copytree(find_prompts(), folder / "prompts"))
    (prompts / "school.yaml").write_text("nudges: no\n", encoding="utf-8")
    return prompts


def test_an_outcome_that_is_reworded_in_a_review_is_asked_about(tmp_path: Path) -> None:
    (told,) = told_of(review(tmp_path, "Orla will be able to manage her emotions"))
    assert "see this from outside?" in told
    assert "(name) will (say, show, choose, ask or join in" in told.casefold()


def test_better_words_are_taken_on_the_chairs_wish_and_asked_about_once(tmp_path: Path) -> None:
    said = review(tmp_path, "Improve spelling", "better", "Orla will spell better", "said")
    assert len(told_of(said)) == 1
    assert "Everyone: Orla will spell better" in said.partition("> said")[2]


def test_without_a_shape_there_is_nothing_to_take(tmp_path: Path) -> None:
    assert say("dialogue.nothing-better") in review(tmp_path, "Orla will tell a story a week", "better")


def test_an_action_that_nobody_can_see_done_is_asked_about(tmp_path: Path) -> None:
    typed = ("Monitor progress", "Mr Lacey", "next week", "Ring the school nurse", "Mr Lacey")
    (told,) = told_of(review(tmp_path, "go to next steps", *typed))
    assert "tell that it is done" in told


def test_a_change_to_the_plan_in_a_meeting_is_asked_about(tmp_path: Path) -> None:
    said = review(
        tmp_path,
        "plan",
        "by: Ms Khan",
        "add outcome: Improve spelling",
        "better",
        "Spell 20 words alone",
        "done",
    )
    assert said.count("From where to where?") == 2, "when it is told, and when it is taken"
    assert "now says: “Spell 20 words alone”" in said


def test_what_is_changed_beside_a_meeting_counts_for_it(tmp_path: Path) -> None:
    added = [f"add outcome: Improve {what}" for what in ("spelling", "reading")]
    said = review(tmp_path, "plan", "by: Ms Khan", *added, "done", "Improve maths")
    assert said.count("From where to where?") == 2


def test_the_plan_is_edited_with_a_question_beside_what_was_written(tmp_path: Path) -> None:
    refused, said = typed(
        talk.demo(tmp_path),
        "add outcome: Orla will be able to manage her emotions",
        "change 4: Orla will ask for a break with her card in every lesson",
        "add provision to 4: Break card",
        "change provision 4.1 how often: as needed",
        "better",
        "every lesson, five minutes",
    )
    assert (refused, said.count("see this from outside?")) == (0, 1)
    assert say("edit.nudge-better-lines", asks="", shape="").split("“")[0].strip() in said
    assert "now says: “every lesson, five minutes”" in said


def test_a_word_of_the_trade_is_told_once_while_a_plan_is_edited(tmp_path: Path) -> None:
    lines = [f"add step to {at}: Show the SENCO 30 words each day" for at in (1, 2)]
    assert typed(talk.demo(tmp_path), *lines)[1].count("not everybody knows “SENCO”") == 1


def test_a_school_may_want_none_while_a_plan_is_changed_either(tmp_path: Path) -> None:
    prompts, lines = without_nudges(tmp_path), ("add outcome: Improve spelling with the SENCO", "better")
    refused, said = typed(talk.demo(tmp_path), *lines, prompts=prompts)
    assert (refused, "From where" in said, "SENCO”. It" in said) == (1, False, False)
    (tmp_path / "again").mkdir()
    said = review(tmp_path / "again", "Improve spelling", "plan", "by: Ms Khan", *lines, prompts=prompts)
    assert (told_of(said), "From where" in said) == ([], False)


def test_a_school_file_that_is_wrong_keeps_nobody_from_changing_a_plan(tmp_path: Path) -> None:
    prompts = without_nudges(tmp_path)
    (prompts / "school.yaml").write_text("nudges: [\n", encoding="utf-8")
    refused, said = typed(talk.demo(tmp_path), "add outcome: Improve spelling", prompts=prompts)
    assert (refused, "From where" in said) == (0, False)


def test_nothing_is_asked_on_the_childs_turn(tmp_path: Path) -> None:
    before = ["today", "Mum, parent", "next", "all", "no", "60", "no"]
    said = review(tmp_path, "I will improve my spelling", "better", more=(*before, "go to 3"))
    assert told_of(said) == []
    assert say("dialogue.nothing-better") in said
