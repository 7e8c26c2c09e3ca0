"""What is hidden on the shared screen is shown by one key, on the page where it is wanted alone."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from facilitator.dialogue.unfinished_meetings import begin
from facilitator.files.plans import new_plan
from facilitator.meeting import events as ev
from facilitator.plan.entries import Entry
from facilitator.plan.people import Child
from facilitator.plan.plan import Plan
from facilitator.script.words_by_key import say
from facilitator.ui.screens.aloud_pages import ReadingPage
from facilitator.ui.screens.meeting_screen import MeetingScreen
from facilitator.ui.screens.plan_page import PlanPage
from tests.ui.room import Room, open_app, until
from tests.ui.test_edit_pages import pick

SHUNT = "He has a shunt"
KEPT = say("hidden.kept", label="Health")


def written(folder: Path, *entries: Entry) -> Path:
    child = Child(full_name="Nia Bramwell")
    plan = Plan(id="p", format="coventry", children=[child], entries=list(entries))
    return new_plan(folder / "nia.plan.json", plan).path


async def told(room: Room) -> None:
    """Hold the meeting up to what the family says of health, and go on."""
    mum = room.screen.take(ev.PersonAdded(name="Mum", perspective="parent"))
    assert mum is not None
    person = room.meeting.minutes.new_id("p", mum)
    await room.go_to("plan-care.grounds")
    room.screen.take(ev.SeveralChosen(turn="plan-care.grounds", options=["health", "protection"]))
    await room.go_to("plan-care.health")
    room.screen.take(ev.LineSaid(turn="plan-care.health", speaker=person, text=SHUNT))
    await room.settle()


@pytest.mark.parametrize("size", [(80, 24), (40, 15)])
async def test_a_key_shows_it_and_hides_it_again_and_so_does_going_on(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = written(tmp_path)
    screen = partial(MeetingScreen, partial(begin, path, planning=True), path.name, "Opening the plan")
    async with open_app(screen, size) as room:
        await told(room)
        assert SHUNT in room.words, "it has just been said"
        assert "protection" not in room.words.replace("child protection or child in need plan", "")
        await room.press("f4")
        assert (SHUNT in room.words, KEPT in room.words) == (False, True)
        await room.press("enter")
        await pick(room, say("dialogue.line-show"))
        assert SHUNT in room.words
        await room.press("escape", "escape", "escape")
        await room.go_to("plan-care.social")
        assert SHUNT not in room.words
        await room.go_to("plan-care.health")
        assert SHUNT not in room.words
        await room.press("ctrl+k")
        assert SHUNT in room.words
        await room.press("ctrl+k")
        assert (SHUNT in room.words, KEPT in room.words) == (False, True)
        await room.press("ctrl+k")
        await room.go_to("plan-care.grounds")
        assert say("hidden.here") in room.words
        await room.go_to("plan-end.right", "child")
        assert (SHUNT in room.words, KEPT in room.words) == (False, True)
        await room.press("ctrl+k")
        assert SHUNT in room.words


async def test_it_is_not_read_aloud_from_a_list(tmp_path: Path) -> None:
    path = written(tmp_path)
    screen = partial(MeetingScreen, partial(begin, path, planning=True), path.name, "Opening the plan")
    async with open_app(screen) as room:
        await told(room)
        for what in ("screen.voice-said-here", "screen.voice-said"):
            await room.press("ctrl+r")
            await pick(room, say(what))
            assert isinstance(room.app.screen, ReadingPage)
            assert [SHUNT in piece.text for piece in room.app.screen.aloud()] == [False]
            await room.press("escape")


async def test_on_the_plan_s_pages_it_is_hidden_until_it_is_gone_to(tmp_path: Path) -> None:
    entries = [
        Entry(id="h", field="health", value=SHUNT),
        Entry(id="t", field="to_find_out", value="What helps"),
    ]
    path = written(tmp_path, *entries)
    async with open_app(partial(PlanPage, path, None, "Ms Khan"), (80, 40)) as room:
        await until(room, say("edit.people"))
        await pick(room, "Health")
        assert (SHUNT in room.words, say("edit.hidden") in room.words) == (False, True)
        await pick(room, say("edit.everyone"))
        assert SHUNT not in room.words
        await pick(room, "Health")
        assert SHUNT in room.words
        await room.type("He wears a band")
        await until(room, say("edit.quoted-hidden"))
        assert "band" not in room.words
        await room.press("escape", "escape")
        await until(room, say("edit.undo"))
        assert "band" not in room.words
        await pick(room, say("edit.history"))
        assert (SHUNT in room.words, "band" in room.words) == (False, False)
