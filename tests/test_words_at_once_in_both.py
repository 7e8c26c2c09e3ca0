"""Who says "Yes, but" is asked for the words at once, on the screen as in lines, with the same outcome."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from facilitator.dialogue.unfinished_meetings import begin
from facilitator.files.plans import open_plan
from facilitator.meeting.review_record import to_record
from facilitator.plan.reviews import HeldMeeting
from facilitator.script.loading import load_script
from facilitator.ui.screens.meeting_screen import MeetingScreen
from tests.plain import talk
from tests.plain.test_talk import END
from tests.shapes import PLANNED
from tests.summary.rendering import render
from tests.ui.room import open_app

PUT_RIGHT = "The bus comes at nine, not eight."
NOTE = "Not on Mondays, when he swims."
KIRKLEES = next(one for one in PLANNED if one.format == "kirklees")

PEOPLE = ["today", "Mrs Pell, mum, parent", "Miss Hallam, class teacher, school", "next"]
ANSWERS = ["1", "2", PUT_RIGHT, "next", "1", "1", "2", NOTE, "1"]
"""Jonah says yes, Mrs Pell yes but, Miss Hallam yes; then they sign in the same way."""


def told(held: HeldMeeting) -> list[tuple[str, ...]]:
    """What was to be put right, and who signed how."""
    right = [(held.person(one.by).name, one.text) for one in held.entries if one.field == "put_right"]
    return [*right, *((one.name, one.answer, one.note) for one in held.signatures)]


EXPECTED = [
    ("Mrs Pell", PUT_RIGHT),
    ("Jonah", "agreed", ""),
    ("Mrs Pell", "with_note", NOTE),
    ("Miss Hallam", "agreed", ""),
]


@pytest.mark.parametrize("ending", [".plan.json", ".docx"])
def test_in_lines_each_is_asked_for_their_own_words_and_the_note_is_told(tmp_path: Path, ending: str) -> None:
    path = KIRKLEES.empty(tmp_path, ending)
    lines = [*PEOPLE, "go to agreed", *["next"] * 3, *ANSWERS]
    code, said = talk.hold(path, "\n".join(lines) + f"\n{END}", planning=True)
    assert code == 0
    order = ["Mrs Pell, what shall we put right?", "Miss Hallam, this is what", "Mrs Pell, do you agree"]
    order += ["Mrs Pell, what is the note?", "Miss Hallam, do you agree"]
    assert sorted(order, key=said.index) == order, said
    plan = open_plan(path).plan
    if ending == ".docx":
        assert "who signed: The plan is agreed" in said, "the form has a place for names alone: it is told of"
        return
    assert [(one.answer, one.note) for one in plan.signatures if one.note] == [("with_note", NOTE)]
    (held,) = plan.planning
    assert told(held) == EXPECTED
    page = render(plan, held, load_script("kirklees"), kind="txt")
    assert NOTE in page


async def test_by_keys_the_same_answers_come_to_the_same(tmp_path: Path) -> None:
    path = KIRKLEES.empty(tmp_path)
    screen = partial(MeetingScreen, partial(begin, path, planning=True), path.name, "Opening the plan")
    async with open_app(screen, (80, 24)) as room:
        await room.type(PEOPLE[0])
        for line in PEOPLE[1:3]:
            await room.type(line)
        await room.go_to("plan-end.right", "child")
        for line in ANSWERS:
            if line == PUT_RIGHT:
                assert "Mrs Pell, what shall we put right?" in room.words
            if line == NOTE:
                assert "Mrs Pell, what is the note?" in room.words
            if line == "next":
                await room.press("tab")
            else:
                await (room.press(line) if len(line) == 1 else room.type(line))
        assert told(to_record(room.meeting.minutes, None)) == EXPECTED
