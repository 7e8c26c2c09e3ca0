"""A plan is changed on its pages, by keys and by mouse, at every size of a screen."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

import pytest

from facilitator.files.plans import open_plan
from facilitator.script.words_by_key import say
from facilitator.ui.screens.dialogue_page import AskPage
from facilitator.ui.screens.plan_page import PlanPage
from facilitator.ui.widgets.choices import Choices
from facilitator.ui.widgets.sentence_box import Sentence
from tests.plain.talk import demo
from tests.shapes import FORMATS
from tests.ui.hands import Mouse
from tests.ui.room import SIZES, Room, open_app, until
from tests.word_plans import word_plan

pytestmark = pytest.mark.sampled(2)


async def pick(room: Room, words: str) -> None:
    """Go to an option with the arrows and press Enter."""
    choices = room.app.screen.query_one("#choices")
    options = [option.text for option in choices.options]  # type: ignore[attr-defined]
    at = next(place for place, text in enumerate(options) if text.startswith(words))
    choices.place(at)  # type: ignore[attr-defined]
    await room.press("enter")


async def write(room: Room, words: str) -> None:
    """Type words in place of what stands there."""
    box = room.app.screen.query_one(Sentence)
    box.put("")
    await room.type(words)


async def to_the_words_of_a_step(room: Room) -> None:
    """Go from the plan's page to the words of the first step of its second outcome."""
    await until(room, say("edit.people"))
    for part in ("Outcomes", "Outcome 2", "Step 2.1", "Steps to meet"):
        await pick(room, part)


@pytest.mark.parametrize("size", SIZES)
async def test_a_part_is_reworded_ended_with_a_reason_and_put_back(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = demo(tmp_path)
    async with open_app(partial(PlanPage, path, None, "Ms Khan"), size) as room:
        await to_the_words_of_a_step(room)
        await write(room, "Pick a red card")
        await until(room, "now says")
        await room.press("escape")
        await pick(room, say("edit.end"))
        await room.press("enter")
        assert isinstance(room.app.screen, AskPage), "an Enter too many ends nothing"
        await pick(room, say("edit.end-achieved"))
        await write(room, "She asks by herself")
        await until(room, "She asks by herself")
        assert room.words.count("achieved on ") == 1
        item = open_plan(path).plan.of("outcome", ended=True)[1]
        assert item.ended is not None
        assert (item.ended.how, item.ended.because, item.ended.by) == (
            "achieved",
            "She asks by herself",
            "Ms Khan",
        )
        await pick(room, say("edit.put-back"))
        await until(room, "it goes on")
        plan = open_plan(path).plan
        assert plan.of("outcome")[1].ended is None
        assert plan.of("step", item.id)[0].fields["wording"] == "Pick a red card"
        for _ in range(3):
            await room.press("escape")
        await until(room, say("screen.start-review", period="Term 2"))


async def test_who_changes_it_is_asked_once_and_nothing_is_changed_without(tmp_path: Path) -> None:
    path = demo(tmp_path)
    before = path.read_bytes()
    async with open_app(partial(PlanPage, path, None, "")) as room:
        await until(room, say("edit.people"))
        await pick(room, say("edit.the-plan"))
        await pick(room, "PEP")
        await pick(room, say("edit.tick-yes"))
        assert say("edit.by-title") in room.words
        await room.press("escape")
        await until(room, say("undo.left"))
        assert path.read_bytes() == before
        await pick(room, "PEP")
        await pick(room, say("edit.tick-yes"))
        await room.type("Ms Khan")
        await until(room, say("edit.hidden"))
        await pick(room, "MyPlan")
        await pick(room, say("edit.tick-yes"))
        await until(room, f"MyPlan/EHC Plan: {say('edit.hidden')}")


async def test_several_answers_are_picked_and_let_go_and_words_added_under_a_name(tmp_path: Path) -> None:
    path = Path(shutil.copy(FORMATS / "steps-and-targets" / "sample.plan.json", tmp_path / "a.plan.json"))
    async with open_app(partial(PlanPage, path, FORMATS, "Ms Khan")) as room:
        await until(room, say("edit.people"))
        await pick(room, "How to talk with me")
        await pick(room, say("edit.add-words"))
        await pick(room, "Noor")
        await room.type("With pictures")
        await until(room, "was added")
        await room.press("escape")
        await pick(room, "Outcomes")
        await pick(room, "Outcome 1")
        await pick(room, "Needs it answers")
        before = room.app.screen.query_one(Choices).options
        places = [one.text.partition(". ")[2] for one in before]
        await pick(room, before[places.index("Learning")].text)
        await pick(room, before[places.index("Talking")].text)
        await pick(room, say("edit.several-done"))
        await until(room, "now says")
        assert open_plan(path, FORMATS).plan.of("outcome")[0].fields["needs"] == ["learning", "feelings"]
        await pick(room, "Needs it answers")
        ticked = [one.text for one in before if one.chosen]
        await room.press(*"1, 9")
        assert room.app.screen.query_one(Sentence).text == "1, 9"
        assert "✓" in room.words, "a number that is typed is none that is picked"
        assert ticked
        await room.press("enter")
        assert room.app.screen.query_one(Sentence).text == "1, 9", "what is refused is put right"
        await room.press("ctrl+u", *"1, 2", "enter")
        await until(room, "now says")
        assert open_plan(path, FORMATS).plan.of("outcome")[0].fields["needs"] == ["talking", "learning"]
        await room.press("ctrl+z")
        await until(room, "Taken back")
        assert room.app.screen.query_one(Choices).options[0].text != say("edit.people")
    plan = open_plan(path, FORMATS).plan
    assert plan.of("outcome")[0].fields["needs"] == ["learning", "feelings"]
    assert [one.by for one in plan.entries if one.value == "With pictures"] == [plan.child.id]


async def test_words_wait_for_the_next_box_and_what_nothing_took_is_asked_about(tmp_path: Path) -> None:
    path = demo(tmp_path)
    before = path.read_bytes()
    async with open_app(partial(PlanPage, path, None, "Ms Khan")) as room:
        await until(room, say("edit.people"))
        await room.press(*"abc", "enter", "ctrl+u")
        assert not room.app.screen.query_one(Sentence).display, "an empty box is put away"
        await pick(room, say("edit.people"))
        await pick(room, say("edit.add", kind="person"))
        await room.type("1, 2")
        await room.press("escape")
        assert room.app.screen.query_one(Sentence).text == "1, 2", "one step back, with what was typed"
        await room.press("escape")
        await room.press(*"no room", "enter", "escape")
        assert room.app.screen.query_one(Choices).at is not None
        assert room.app.half_typed == "no room", "they are not lost where another page asks for none"
        assert say("screen.still-waits", words="no room") in room.words, "and are told"
        await room.press("9", "down")
        await pick(room, "Outcomes")
        assert say("screen.still-waits", words="no room") in room.words, "a number alone waits for no box"
        await pick(room, "Outcome 1")
        await pick(room, say("edit.end"))
        await pick(room, say("edit.end-removed"))
        assert say("edit.because-title", part="Outcome 1") in room.words
        assert room.app.screen.query_one(Sentence).text == "no room"
        for _ in range(4):
            await room.press("escape")
        await until(room, say("screen.nothing-took"))
        assert "no room" in room.words
        await room.press("enter")
        await pick(room, say("screen.let-go"))
        await until(room, say("screen.edit-plan"))
    assert path.read_bytes() == before


async def test_it_is_done_by_mouse_too_and_undone(tmp_path: Path) -> None:
    path = demo(tmp_path)
    before = path.read_bytes()
    async with open_app(partial(PlanPage, path, None), (80, 24)) as room:
        hand = Mouse(room)
        await hand.pick(say("screen.edit-plan"))
        await until(room, say("edit.people"))
        await hand.pick(say("edit.children"))
        await until(room, "Class")
        await hand.pick("Class")
        await write(room, "4B")
        await hand.pick("Mrs Holroyd")
        await until(room, "Class: 4B")
        await hand.pick(say("edit.back"))
        await hand.pick(say("edit.undo"))
        await until(room, "Taken back")
        assert path.read_bytes() == before
        await hand.pick(say("edit.done"))
        await until(room, say("screen.edit-plan"))


async def test_a_word_form_is_changed_on_its_pages_and_why_not_is_said(tmp_path: Path) -> None:
    path = word_plan(tmp_path / "child.docx")
    async with open_app(partial(PlanPage, path, None, "Ms Khan")) as room:
        await until(room, say("edit.people"))
        await pick(room, say("edit.people"))
        await pick(room, say("edit.add", kind="person"))
        await room.type("Dr Bell")
        await room.press("enter")
        await until(room, say("edit.no-place")[:40])
        await room.press("escape")
        await pick(room, "Outcomes")
        await pick(room, "Outcome 1")
        await pick(room, "Outcome for this year")
        await write(room, "New words")
        await until(room, say("edit.saved-here", told="")[1:40])
    assert open_plan(path).plan.of("outcome")[0].fields["wording"] == "New words"


@pytest.mark.parametrize("size", SIZES)
async def test_a_part_is_not_for_sharing_its_words_go_from_sight_and_the_mark_is_taken_back(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = demo(tmp_path)
    async with open_app(partial(PlanPage, path, None, "Ms Khan"), size) as room:
        await until(room, say("edit.people"))
        for part in ("Outcomes", "Outcome 2", say("edit.not-share")):
            await pick(room, part)
        await until(room, say("edit.did-kept-back", part="Outcome 2").split(":")[0])
        assert open_plan(path).plan.of("outcome")[1].not_shared
        assert "ask for a break" not in room.words
        await pick(room, say("edit.share"))
        await until(room, say("edit.did-shared", part="Outcome 2"))
        assert not open_plan(path).plan.of("outcome")[1].not_shared
        await room.press("ctrl+z")
        await until(room, "Taken back")
        assert open_plan(path).plan.of("outcome")[1].not_shared


async def test_what_the_plan_itself_says_is_marked_beside_its_words(tmp_path: Path) -> None:
    path = demo(tmp_path)
    async with open_app(partial(PlanPage, path, None, "Ms Khan")) as room:
        await until(room, say("edit.people"))
        for part in (say("edit.the-plan"), "PEP", say("edit.tick-yes"), "PEP", say("edit.not-share")):
            await pick(room, part)
        await until(room, say("edit.did-kept-back", part="PEP").split(":")[0])
        (entry,) = open_plan(path).plan.given("pep")
        assert entry.not_shared
