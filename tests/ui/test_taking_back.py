"""On the page after writing the review can be taken back; line by line the same is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facilitator.dialogue.requests import Written
from facilitator.dialogue.written_account import account_of
from facilitator.files.plans import open_plan
from facilitator.script.words_by_key import say
from facilitator.ui.screens.dialogue_page import AskPage, ShowPage
from facilitator.ui.screens.meeting_screen import MeetingScreen
from facilitator.ui.screens.plan_page import PlanPage
from facilitator.ui.screens.written_page import WrittenPage
from facilitator.work.session import unfinished
from tests.plain import talk
from tests.test_session_word import ended
from tests.ui.room import SIZES, open_app, open_room
from tests.ui.test_after_writing import at_the_end, reviews
from tests.word_plans import word_plan

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.room import Room


async def choose(room: Room, words: str) -> None:
    """Press the number of an option."""
    choices = room.app.screen.choices.options  # type: ignore[attr-defined]
    await room.press(next(one.key for one in choices if one.text == words))


@pytest.mark.parametrize("size", SIZES)
async def test_it_is_named_asked_about_and_can_be_carried_on_then(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = tmp_path / "ravi.plan.json"
    async with open_room(tmp_path, size) as room:
        before = path.read_bytes()
        await at_the_end(room)
        await choose(room, say("undo.offer"))
        assert isinstance(room.app.screen, AskPage)
        assert "Term 2 of Ravi" in room.words, room.text
        await room.press("enter")
        assert isinstance(room.app.screen, AskPage), "an Enter too many takes nothing back"
        await choose(room, say("undo.leave"))
        assert isinstance(room.app.screen, WrittenPage)
        assert reviews(path) == [1, 2]
        await choose(room, say("undo.offer"))
        await choose(room, say("undo.take-back"))
        assert isinstance(room.app.screen, ShowPage)
        assert say("undo.done", period="Term 2", file=path.name)[:30] in room.words
        assert path.read_bytes() == before
        await room.press("escape")
        assert isinstance(room.app.screen, PlanPage)
        assert say("dialogue.carry-on") in room.words
        await room.press("1", "1")
        assert isinstance(room.app.screen, MeetingScreen)
        assert any(said.entry.text == "The bell." for said in room.meeting.minutes.said.values())


async def test_a_word_plan_whose_summary_was_not_made_yet_nags_no_more(tmp_path: Path) -> None:
    session = ended(word_plan(tmp_path / "mina.docx"))
    before = session.opened.path.read_bytes()
    closed = session.write()
    written = Written(closed, account_of(closed, session, closed.opened.path))
    async with open_app(lambda: WrittenPage(written, session.meeting.script)) as room:
        await choose(room, say("undo.offer"))
        await choose(room, say("undo.take-back"))
        assert closed.opened.path.read_bytes() == before
        await room.press("escape")
        assert isinstance(room.app.screen, PlanPage)


async def test_why_not_is_said_on_the_page(tmp_path: Path) -> None:
    path = tmp_path / "ravi.plan.json"
    async with open_room(tmp_path) as room:
        await at_the_end(room)
        path.write_text(f"{path.read_text(encoding='utf-8')}\n", encoding="utf-8")
        await choose(room, say("undo.offer"))
        assert isinstance(room.app.screen, WrittenPage)
        assert say("undo.changed")[:40] in room.words


@pytest.mark.parametrize("sure", ["yes", "take it back", "1"])
def test_line_by_line_it_is_typed(tmp_path: Path, sure: str) -> None:
    path = talk.demo(tmp_path)
    before = path.read_bytes()
    typed = f"today\nend early because tea\nwrite\ntake it back\nno\ntake it back\n{sure}\n"
    code, said = talk.hold(path, typed)
    assert code == 0
    assert path.read_bytes() == before
    assert said.count(say("undo.title")) == 2
    assert said.rstrip().endswith('facilitator review "<folder>/demo.plan.json"')
    assert unfinished(open_plan(path)) is not None
    code, said = talk.hold(path, "end early because of the bell\nwrite\n")
    assert code == 0
    assert reviews(path) == [1, 2]
