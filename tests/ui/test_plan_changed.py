"""The plan is changed by keys in the middle of a review, which is left, carried on and written."""

from __future__ import annotations

from pathlib import Path

from facilitator.files.plans import open_plan
from facilitator.script.words_by_key import say
from facilitator.ui.screens.dialogue_page import AskPage
from facilitator.ui.screens.meeting_screen import MeetingScreen
from facilitator.ui.screens.written_page import WrittenPage
from facilitator.ui.widgets.sentence_box import Sentence
from tests.ui.room import Room, open_room, until
from tests.ui.test_edit_pages import pick, write
from tests.ui.test_ending import end_early


async def to_the_outcome(room: Room) -> None:
    """Open the plan at the first outcome, from the question that goes through it."""
    await room.press("ctrl+d")
    await until(room, say("edit.in-hand"))
    await room.press("enter")
    await until(room, say("edit.under"))


async def change(room: Room) -> None:
    """Add a step, put another one in other words and end the help, from the question that goes through it."""
    await to_the_outcome(room)
    await pick(room, say("edit.add", kind="step"))
    await write(room, "Read 80 words")
    assert say("edit.by-title") in room.words
    await pick(room, "Mr Lacey")
    await until(room, "Step 1.2 was added")
    await pick(room, "Step 1.1")
    await pick(room, "Steps to meet")
    await write(room, "Read 70 words")
    await until(room, "now says: “Read 70 words”")
    await room.press("escape")
    await pick(room, "Provision 1.1")
    await pick(room, say("edit.end"))
    await pick(room, say("edit.end-removed"))
    await write(room, "She knows them")
    await until(room, "has ended: “She knows them”")
    for _ in range(3):
        await room.press("escape")


async def test_the_plan_is_changed_left_carried_on_and_written(tmp_path: Path) -> None:
    path = tmp_path / "ravi.plan.json"
    async with open_room(tmp_path) as room:
        before = path.read_bytes()
        await room.go_to("child.hard")
        await room.press("ctrl+d")
        assert isinstance(room.app.screen, MeetingScreen)
        assert say("edit.meeting.childs-turn", name="Ravi")[:40] in room.words
        await room.go_to("goal.delivered", "o1/o1.p1")
        assert say("keys.plan") in room.words
        await change(room)
        assert room.turn == "goal.achieved", "what ended is asked after no more"
        await to_the_outcome(room)
        await pick(room, "Provision 1.1")
        await pick(room, say("edit.put-back"))
        await until(room, "it goes on")
        for _ in range(2):
            await room.press("escape")
        await pick(room, say("edit.undo"))
        await until(room, say("edit.undone", told="Provision 1.1 was put back"))
        await room.press("escape")
        await room.press("ctrl+q")
        assert path.read_bytes() == before

    async with open_room(tmp_path) as room:
        await room.press("enter")
        await until(room, "My goals")
        await room.press("ctrl+d")
        await until(room, say("edit.history"))
        await pick(room, say("edit.history"))
        assert "Mr Lacey: Step 1.1 now says: “Read 70 words”." in room.words
        await room.press("escape", "escape")
        await room.press("ctrl+z")
        assert say("dialogue.event-plan-changed") in room.words
        await room.press("ctrl+y")
        assert not isinstance(room.app.screen, AskPage)
        await end_early(room)
        await room.settle()
        assert isinstance(room.app.screen, WrittenPage)

    plan = open_plan(path).plan
    assert [(one.fields["wording"], one.added.review) for one in plan.of("step", "o1")] == [
        ("Read 70 words", None),
        ("Read 80 words", 2),
    ]
    ended = plan.item("o1.p1").ended
    assert ended
    assert (ended.because, ended.review, ended.by) == ("She knows them", 2, "Mr Lacey")
    assert [one.deed for one in plan.reviews[-1].changes] == ["added", "reworded", "ended"]


async def test_words_for_the_plan_answer_no_question_of_the_meeting_unasked(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("home.working")
        await room.press("ctrl+d")
        await until(room, say("edit.people"))
        await pick(room, "Outcomes")
        await pick(room, "Outcome 1")
        await pick(room, say("edit.end"))
        await room.press(*"Mum: no room", "enter")
        assert say("screen.waits") in room.words
        await room.press("down")
        await pick(room, say("edit.end-removed"))
        assert say("edit.because-title", part="Outcome 1") in room.words
        assert say("edit.end-removed") in room.words
        assert room.app.screen.query_one(Sentence).text == "Mum: no room"
        for _ in range(4):
            await room.press("escape")
        await room.settle()
        assert room.screen.sentence.text == "Mum: no room"
        assert say("screen.of-page") in room.words
        await room.press("enter")
        assert say("screen.of-page-asked") in room.words
        assert not room.meeting.minutes.said
        await room.press("enter")
        assert [line.entry.text for line in room.meeting.minutes.said.values()] == ["no room"]
