"""The picture of typed words: seen by the chair first, changed with one key, kept when they are sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facilitator.files.folders import data_folder
from facilitator.meeting import events as ev
from facilitator.meeting.minutes import Key
from facilitator.plan.people import CHILD, ChildSetUp
from facilitator.script.words_by_key import say
from facilitator.ui import typed_picture
from facilitator.ui.child_pictures import kept_on_card, kept_picture
from facilitator.ui.key_table import BY_ID
from facilitator.ui.widgets.sentence_box import Sentence
from tests.ui.plans import a_plan
from tests.ui.room import Room, open_room, until

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.plan.entries import Entry

WIDE, USUAL, SHORT = (120, 40), (80, 24), (40, 15)
PIXELS = "▀"
LOUD = "The dinner hall is loud"
OTHER = BY_ID["other-picture"].press


@pytest.fixture(autouse=True)
def many_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setattr(typed_picture, "REST_SECONDS", 0.01)


def seen(name: str) -> str:
    return say("screen.picture-seen", name=name)


async def typed(room: Room, words: str, until_words: str = "") -> None:
    """Type words into the box, and wait for what is said of them."""
    box = room.app.screen.query_one(Sentence)
    box.focus()
    box.put("")
    box.write(words)
    await room.settle()
    if until_words:
        await until(room, until_words)


def childs(room: Room) -> list[Entry]:
    said = room.meeting.minutes.said.values()
    return [one.entry for one in said if one.entry.by == CHILD]


@pytest.mark.parametrize("size", [WIDE, USUAL, SHORT])
async def test_what_was_seen_is_kept_with_the_line_and_is_gone_from_the_box(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with open_room(tmp_path, size) as room:
        await room.go_to("child.hard")
        await typed(room, LOUD, seen("dinner hall"))
        assert (room.screen.has("seen") and room.screen.seen.display) is (size == WIDE)
        await room.press("enter")
        assert [(one.text, one.picture) for one in childs(room)] == [(LOUD, "dinner-hall")]
        await typed(room, "")
        assert seen("dinner hall") not in room.words


async def test_what_was_not_yet_seen_does_not_come_with_an_enter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typed_picture, "REST_SECONDS", 60)
    async with open_room(tmp_path, WIDE) as room:
        await room.go_to("child.hard")
        await typed(room, LOUD)
        await room.press("enter")
        assert [(one.text, one.picture) for one in childs(room)] == [(LOUD, "")]


async def test_one_key_takes_another_and_then_none(tmp_path: Path) -> None:
    async with open_room(tmp_path, WIDE) as room:
        await room.go_to("child.hard")
        await typed(room, "lunch and books and the bus", "")
        pictures = []
        for _ in range(4):
            await room.press(OTHER)
            assert room.screen.by_keys is not None
            pictures.append(room.screen.by_keys.picture.beside.at)
        assert len(set(pictures)) == 4
        assert "" in pictures
        for _ in range(pictures.index("") + 1):
            await room.press(OTHER)
        await until(room, say("screen.picture-none"))
        await room.press("enter")
        assert [one.picture for one in childs(room)] == [""]


async def test_where_pictures_are_off_or_cannot_be_nothing_is_shown_and_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for without in ("school", "child", "colour", "extra"):
        monkeypatch.setenv("FACILITATOR_DATA", str(tmp_path / f"data-{without}"))
        (tmp_path / without).mkdir()
        plan = a_plan()
        if without == "school":
            data_folder().mkdir(parents=True, exist_ok=True)
            (data_folder() / "school.yaml").write_text("pictures: no\n", encoding="utf-8")
        elif without == "child":
            plan = plan.with_child(plan.child.model_copy(update={"set_up": ChildSetUp(pictures="no")}))
        with monkeypatch.context() as patch:
            if without == "colour":
                patch.setenv("NO_COLOR", "1")
            elif without == "extra":
                patch.setattr("facilitator.pictures.small_picture.can_draw", lambda: False)
            async with open_room(tmp_path / without, WIDE, plan) as room:
                await room.go_to("child.hard")
                await typed(room, LOUD)
                await room.press(OTHER)
                assert seen("dinner hall") not in room.words
                assert PIXELS not in room.text
                await room.press("enter")
                assert [(one.text, one.picture) for one in childs(room)] == [(LOUD, "")]


async def test_what_is_said_to_the_chair_stays_when_the_picture_changes(tmp_path: Path) -> None:
    async with open_room(tmp_path, USUAL) as room:
        await room.go_to("child.hard")
        await typed(room, LOUD, seen("dinner hall"))
        room.screen.say("The drive is full.")
        await room.press(OTHER)
        assert "The drive is full." in room.words


async def test_other_peoples_words_have_none(tmp_path: Path) -> None:
    async with open_room(tmp_path, WIDE) as room:
        await room.go_to("child.hard")
        await typed(room, f"Mum: {LOUD}")
        await room.press(OTHER)
        assert not room.screen.seen.display
        await typed(room, f"Ravi: {LOUD}\nMum: {LOUD}")
        await room.press(OTHER)
        assert not room.screen.seen.display


async def test_a_speaker_who_is_chosen_after_the_words_takes_the_picture_away(tmp_path: Path) -> None:
    async with open_room(tmp_path, WIDE) as room:
        await room.go_to("child.hard")
        await typed(room, LOUD, seen("dinner hall"))
        room.screen.take(ev.SpeakerChosen(person="mum"))
        room.app.screen.query_one(Sentence).put(LOUD)
        await room.press("enter")
        assert all(not said.entry.picture for said in room.meeting.minutes.said.values())


async def test_a_card_of_the_childs_own_keeps_it_until_it_is_sorted(tmp_path: Path) -> None:
    plan = a_plan()
    plan = plan.with_child(plan.child.model_copy(update={"set_up": ChildSetUp(says_by="board")}))
    async with open_room(tmp_path, WIDE, plan) as room:
        await room.go_to("child.board")
        await typed(room, "Loud hall", seen("loud"))
        await room.press("enter")
        room.screen.pointed(("card", ("Loud hall", "hard")))
        await room.settle()
        assert [(one.text, one.picture) for one in childs(room)] == [("Loud hall", "loud")]
        assert room.screen.by_keys is not None
        session, key = room.screen.by_keys.session, Key("child.board")
        kept = kept_on_card(session, key, "loud HALL")
        assert kept is not None
        assert kept.id == "loud"
        room.screen.take(ev.LineChanged(line=childs(room)[0].id, not_shared=True))
        assert kept_on_card(session, key, "Loud hall") is None


async def test_a_line_keeps_it_where_it_is_told_again_and_loses_it_with_other_words(tmp_path: Path) -> None:
    async with open_room(tmp_path, WIDE) as room:
        await room.go_to("child.hard")
        await typed(room, LOUD, seen("dinner hall"))
        await room.press("enter")
        assert room.screen.by_keys is not None
        session = room.screen.by_keys.session
        told = session.view.everything_said()
        assert [kept_picture(session, one.picture) is not None for one in told] == [True]
        room.screen.take(ev.LineChanged(line=told[0].id, text="The hall is quiet"))
        assert [one.picture for one in session.view.everything_said()] == [""]
        room.screen.take(ev.Undone())
        room.screen.take(ev.ChoiceMade(turn="setup.takes-part", option="yes"))
        room.screen.take(ev.ChoiceMade(turn="setup.pictures", option="no"))
        assert [one.picture for one in session.view.everything_said()] == ["dinner-hall"]
        assert kept_picture(session, "dinner-hall") is None


async def test_a_meeting_that_is_carried_on_has_the_picture_of_the_line(
    tmp_path: Path,
) -> None:
    async with open_room(tmp_path, WIDE) as room:
        await room.go_to("child.hard")
        await typed(room, LOUD, seen("dinner hall"))
        await room.press("enter")
    async with open_room(tmp_path, WIDE) as again:
        await again.press("enter")
        await until(again, LOUD)
        assert [(one.text, one.picture) for one in childs(again)] == [(LOUD, "dinner-hall")]
