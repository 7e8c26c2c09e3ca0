"""What is open, on pages: by keys and by mouse, at every size, from a plan's page and from home."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from facilitator.files.plans import open_plan, save_plan
from facilitator.phrases.day import in_full
from facilitator.plan.actions import ActionChange
from facilitator.script.words_by_key import say
from facilitator.ui.screens.home_page import HomePage
from facilitator.ui.screens.plan_page import PlanPage
from facilitator.ui.widgets.choices import Choices
from facilitator.work.session import local_now
from tests.cli.running import call
from tests.followed import CARDS, CLUB, RING, TODAY, copied, plan_with_actions, state
from tests.test_follow_up import LATER
from tests.ui.hands import Mouse
from tests.ui.room import SIZES, Room, open_app, open_room, until
from tests.ui.test_edit_pages import pick

pytestmark = pytest.mark.sampled(2)


async def to_what_is_open(room: Room) -> None:
    await room.settle()
    await pick(room, say("screen.open-actions"))


def options(room: Room) -> list[str]:
    return [option.text for option in room.app.screen.query_one(Choices).options]


@pytest.mark.parametrize("size", SIZES)
async def test_it_is_ticked_off_moved_handed_on_and_dropped_by_keys(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = plan_with_actions("kirklees", tmp_path)
    before = path.read_bytes()
    async with open_app(partial(PlanPage, path, None), size) as room:
        await to_what_is_open(room)
        assert options(room)[:3] == [CLUB, CARDS, RING], "by person"
        await pick(room, CARDS)
        await pick(room, say("follow.way-hand-on"))
        await room.type("mrs lee")
        assert say("edit.by-title") in room.words, "who notes it is asked once"
        await room.type("Ms Khan")
        await pick(room, CARDS)
        await pick(room, say("follow.way-move"))
        await room.type(f"{LATER:%d/%m/%Y}")
        await room.type("Dad")
        await pick(room, RING)
        await pick(room, say("follow.way-done"))
        await room.press("enter")
        await pick(room, CLUB)
        await pick(room, say("follow.way-drop"))
        await room.press("enter")
        await room.type("He swims now")
        await until(room, "no longer needed.")
        plan = open_plan(path).plan
        assert state(plan, CARDS).changes == [
            ActionChange(on=TODAY, by="Ms Khan", who="Mrs Lee"),
            ActionChange(on=TODAY, by="Ms Khan", due=LATER, agreed="Dad"),
        ]
        assert state(plan, RING).changes == [ActionChange(on=TODAY, by="Ms Khan", status="done")]
        assert state(plan, CLUB).changes[0].because == "He swims now"
        assert options(room)[:3] == [CARDS, RING, CLUB], "what is over comes last"
        for _ in range(4):
            await room.press("ctrl+z")
            await until(room, "Taken back")
        assert path.read_bytes() == before
        await room.press("escape")
        await room.settle()
        assert say("screen.open-actions") in options(room)


async def test_the_mouse_ticks_one_off_and_the_plans_page_tells_it(tmp_path: Path) -> None:
    path = plan_with_actions("coventry", tmp_path, "docx")
    async with open_app(partial(PlanPage, path, None), (120, 40)) as room:
        await room.settle()
        mouse = Mouse(room)
        await mouse.pick(say("screen.open-actions"))
        await mouse.pick(RING)
        await mouse.pick(say("follow.way-part"))
        await room.type("two of four")
        await room.type("Ms Khan")
        await until(room, "part of it is done.")
        await mouse.pick(say("edit.back"))
        await room.settle()
        await room.press("end")
        told = f"Part of it is done. Noted on {in_full(TODAY)} by Ms Khan. “two of four”"
        assert state(open_plan(path).plan, RING).changes[0].because == "two of four"
    assert told in " ".join(call("show", path).out.split())


async def test_home_shows_what_is_open_in_all_its_plans(tmp_path: Path) -> None:
    path, other = plan_with_actions("kirklees", tmp_path), copied(tmp_path / "orla.plan.json")
    async with open_app(partial(HomePage, tmp_path, None)) as room:
        await pick(room, say("home.actions"))
        await until(room, "not for families")
        assert "Tamsin Oyelaran" in room.words
        assert any(text.startswith("Let Orla go") for text in options(room))
        await pick(room, CARDS)
        await pick(room, say("follow.way-done"))
        await room.press("enter")
        await room.type("Ms Khan")
        await until(room, "done. Saved.")
        await pick(room, say("follow.order-date"))
        assert in_full(min(one.by for one in open_plan(other).plan.last_actions() if one.by)) in room.words
        await room.press("escape")
        await until(room, say("home.actions"))
    assert not state(open_plan(path).plan, CARDS).now.is_open


async def test_what_is_not_for_sharing_is_shown_when_it_is_asked_for(tmp_path: Path) -> None:
    path = plan_with_actions("kirklees", tmp_path)
    opened = open_plan(path)
    action = state(opened.plan, RING).model_copy(update={"not_shared": True})
    save_plan(opened, opened.plan.with_action(action))
    async with open_app(partial(PlanPage, path, None)) as room:
        await to_what_is_open(room)
        assert RING not in room.words
        await pick(room, say("follow.show-private", count=1))
        await until(room, RING)
        await pick(room, RING)
        await pick(room, say("follow.way-done"))
        await room.press("enter")
        await room.type("Ms Khan")
        await until(room, say("action.some"))
        await pick(room, say("follow.hide-private"))
        assert RING not in room.words


async def test_going_back_at_any_step_changes_nothing(tmp_path: Path) -> None:
    path = plan_with_actions("pupil-support-plan", tmp_path)
    before = path.read_bytes()
    async with open_app(partial(PlanPage, path, None)) as room:
        await to_what_is_open(room)
        for way in ("done", "part", "move", "hand-on", "drop"):
            await pick(room, CARDS)
            await pick(room, say(f"follow.way-{way}"))
            await room.press("escape")
            assert CARDS in options(room), way
        await pick(room, CARDS)
        await pick(room, say("follow.way-hand-on"))
        await room.type("Dr Quill")
        assert say("follow.unknown") in room.words
        await room.press("escape")
        await pick(room, CARDS)
        await pick(room, say("follow.way-done"))
        await room.press("enter")
        await room.press("escape")
        await until(room, say("undo.left"))
    assert path.read_bytes() == before


async def test_hands_at_keys_and_typed_lines_write_the_same(tmp_path: Path) -> None:
    from tests.plain.test_follow_up_lines import typed

    keys, lines = (tmp_path / one for one in ("keys", "lines"))
    for folder in (keys, lines):
        folder.mkdir()
    mine, theirs = (plan_with_actions("kirklees", folder) for folder in (keys, lines))
    async with open_app(partial(PlanPage, mine, None)) as room:
        await to_what_is_open(room)
        await pick(room, RING)
        await pick(room, say("follow.way-done"))
        await room.type("She has them")
        await room.type("Ms Khan")
        await pick(room, CARDS)
        await pick(room, say("follow.way-hand-on"))
        await room.type("Dr Quill")
        await pick(room, say("follow.is-new", name="Dr Quill"))
        await until(room, "Dr Quill does it now")
    typed(theirs, "done 2: She has them", "hand on 1 to Dr Quill", "new", now=local_now)
    assert mine.read_bytes() == theirs.read_bytes()


async def test_the_next_review_starts_at_what_was_noted_and_enter_takes_it(tmp_path: Path) -> None:
    from facilitator.files.plans import new_plan
    from tests.ui.plans import a_plan

    plan = a_plan()
    action = plan.last_actions()[0]
    noted = ActionChange(on=TODAY, by="Ms Khan", status="done", because="By the door")
    followed = plan.with_action(action.model_copy(update={"changes": [noted]}))
    path = new_plan(tmp_path / "noted.plan.json", followed).path
    async with open_room(tmp_path, plan=open_plan(path).plan) as room:
        await room.go_to("last.status", action.id)
        assert "Since then" in room.words
        assert "by Ms Khan" in room.words
        await room.press("enter")
        answers = room.meeting.minutes.replies.choices
        assert [option for key, option in answers.items() if key.parts == (action.id,)] == ["done"]
