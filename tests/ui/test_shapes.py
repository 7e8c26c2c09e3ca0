"""The two reviews of each invented shape, held on the screen by keys: the same plan as in `--plain`."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from textual import events

from facilitator.dialogue.unfinished_meetings import begin
from facilitator.files.plans import open_plan
from facilitator.meeting.answers.choice import called, options_of
from facilitator.ui.screens.meeting_screen import MeetingScreen
from facilitator.ui.screens.written_page import WrittenPage
from facilitator.ui.widgets.choices import Choices
from tests.plain import talk
from tests.shapes import LATER, OURS, PLANNED, SHAPES, TRANSCRIPTS, Planned, Shape, as_told, typed_in
from tests.ui.room import Clock, open_app

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.room import Room


async def answer(room: Room, line: str) -> None:
    """Do with keys what a line of a transcript says: go on, choose by number, or type it."""
    assert room.app.desk is not None
    question, minutes = room.app.desk.session.view.question(), room.meeting.minutes
    place = room.meeting.place
    if line == "next" or question is None or place is None:
        await room.press("tab")
    elif line == "yes" and (question.suggestion or question.suggested_day):
        await room.press("enter")  # it stands in the sentence already
    elif question.answer in ("choice", "period"):
        options = options_of(place.turn, minutes)
        chosen = called(options, line, minutes)
        if chosen:
            await room.press(str([option.id for option in options].index(chosen) + 1))
        else:  # words beside the answer, or the note that somebody signs with
            room.app.post_message(events.Paste(line))
            await room.settle()
            await room.press("enter")
    elif question.answer == "agree":
        numbers = {point.adult.casefold(): point.number for point in question.scale.points}
        same = minutes.scores.same_number(question.key.parts[0])
        await room.press("n" if line == "not agreed" else str(same if line == "yes" else numbers[line]))
    else:
        await room.type(line)


async def hold(
    path: Path, name: str, prompts: Path, later: int, size: tuple[int, int], *, planning: bool = False
) -> None:
    """Hold one meeting on the screen, and write it."""
    clock = Clock()
    clock.at = talk.BEGINNING + timedelta(days=later)

    def screen() -> MeetingScreen:
        begins = lambda: begin(path, prompts=prompts, now=clock, planning=planning)  # noqa: E731
        return MeetingScreen(begins, path.name, "Opening")

    async with open_app(screen, size, clock) as room:
        for line in typed_in(name):
            if line == "write":
                choices = room.app.screen.query_one(Choices)
                choices.place([choice.value for choice in choices.options].index("close"))
                await room.press("enter")
            else:
                await answer(room, line)
        await room.settle()
        assert isinstance(room.app.screen, WrittenPage), room.text


GROUP = next(shape for shape in SHAPES if shape.format == "reading-group")


@pytest.mark.parametrize(
    "shape",
    [
        GROUP,
        *(
            pytest.param(shape, marks=pytest.mark.thorough)
            for shape in (*SHAPES, *OURS)
            if shape is not GROUP
        ),
    ],
    ids=lambda shape: shape.name,
)
async def test_both_reviews_by_keys_write_the_same_plan_as_plain(shape: Shape, tmp_path: Path) -> None:
    (tmp_path / "screen").mkdir()
    (tmp_path / "plain").mkdir()
    by_keys, by_lines = shape.plan(tmp_path / "screen"), shape.plan(tmp_path / "plain")
    for number, name in enumerate(shape.reviews):
        await hold(by_keys, name, shape.prompts, LATER * number, (120, 40))
    for number, name in enumerate(shape.reviews):
        typed = (TRANSCRIPTS / f"{name}.txt").read_text(encoding="utf-8")
        talk.hold(by_lines, typed, prompts=shape.prompts, later=LATER * number)
    assert as_told(open_plan(by_keys).plan) == as_told(open_plan(by_lines).plan)


@pytest.mark.parametrize(
    "planned",
    [PLANNED[0], *(pytest.param(one, marks=pytest.mark.thorough) for one in PLANNED[1:])],
    ids=lambda planned: planned.format,
)
async def test_a_planning_meeting_by_keys_writes_the_same_plan_as_plain(
    planned: Planned, tmp_path: Path
) -> None:
    (tmp_path / "screen").mkdir()
    (tmp_path / "plain").mkdir()
    by_keys, by_lines = planned.empty(tmp_path / "screen"), planned.empty(tmp_path / "plain")
    await hold(by_keys, planned.transcript, planned.prompts, 0, (120, 40), planning=True)
    typed = (TRANSCRIPTS / f"{planned.transcript}.txt").read_text(encoding="utf-8")
    talk.hold(by_lines, typed, prompts=planned.prompts, planning=True)
    assert as_told(open_plan(by_keys).plan) == as_told(open_plan(by_lines).plan)
