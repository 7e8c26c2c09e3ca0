"""Small questions to the chair: who said that, whose view, scores, actions, and putting words right."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from facilitator.meeting.events import PersonAdded
from facilitator.script.words_by_key import say
from facilitator.ui.screens.dialogue_page import WhichPage
from facilitator.ui.widgets.sentence_box import Sentence
from tests.ui.plans import a_plan
from tests.ui.room import open_room, until

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.room import Room

pytestmark = pytest.mark.sampled(2)


def said(room: Room) -> list[tuple[str, str, str]]:
    """Return every line: its words, who said it and how."""
    assert room.app.desk is not None
    view = room.app.desk.session.view
    return [(line.text, line.speaker, line.how) for line in view.everything_said()]


async def test_words_without_a_speaker_ask_who_said_them(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("welcome.who")
        await room.type("I am his mum")
        assert "Who said that?" in room.words
        assert "“I am his mum”" in room.words
        await room.type("mum")
        assert said(room) == [("I am his mum", "Mum", "own_words")]
        assert room.screen.sentence.text == ""


async def test_going_back_from_the_chooser_keeps_the_words(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("welcome.who")
        await room.type("I am his mum")
        await room.press("escape")
        assert said(room) == []
        assert room.screen.sentence.text == "I am his mum"


async def test_an_unknown_name_can_be_added_and_the_line_is_theirs(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await room.type("Gran: he sings all day")
        assert "Add Gran to the list of people" in room.words
        await room.press("down", "enter")
        assert said(room) == [("he sings all day", "Gran", "own_words")]
        person = room.meeting.minutes.people.called("Gran")
        assert person is not None
        assert person.perspective == "parent"


async def test_a_second_enter_on_the_same_text_insists(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await room.type("Blue: my favourite colour")
        await room.press("escape", "enter")
        assert said(room) == [("Blue: my favourite colour", "Ravi", "own_words")]


async def test_everyone_together_can_have_said_it(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("welcome.who")
        await room.type("We all know him well")
        await room.type("everyone")
        assert said(room) == [("We all know him well", "Everyone", "own_words")]
        assert "own words" not in room.words


async def test_somebody_whose_view_is_not_known_is_asked_after(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("setup.people")
        await room.type("Ms Adeyemi")
        assert "Is Ms Adeyemi family, from school, or from another service?" in room.words
        await room.press("up", "enter")
        person = room.meeting.minutes.people.called("Ms Adeyemi")
        assert person is not None
        assert person.perspective == "practitioner"
        assert "Ms Adeyemi" in room.words
        assert room.screen.sentence.text == ""


async def test_people_come_and_go_and_get_other_names(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.press("f3")
        await room.press("down", "enter", "1")
        assert not room.meeting.minutes.people.in_room("mum")
        await room.press("enter", "1")
        assert room.meeting.minutes.people.in_room("mum")
        await room.press("enter", "3")
        await room.type("Mama")
        assert room.meeting.minutes.people["mum"].name == "Mama"
        await room.type("Ms Bell, teaching assistant")
        assert room.meeting.minutes.people.called("Ms Bell") is not None
        await room.press("escape")
        assert "What is the date" in room.words


async def test_the_one_who_speaks_is_chosen_with_a_key(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("welcome.who")
        await room.press("ctrl+s", "2")
        assert "Mum says" in room.words
        await room.type("I am his mum")
        assert said(room) == [("I am his mum", "Mum", "own_words")]


async def test_a_line_gets_other_words_another_speaker_another_manner_or_goes(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await room.type("I like lunhc")
        await room.press("f4", "enter", "1")
        room.app.screen.query_one(Sentence).put("I like lunch")
        await room.press("enter")
        assert said(room) == [("I like lunch", "Ravi", "own_words")]
        await room.press("enter", "4", "2")
        assert said(room) == [("I like lunch", "Ravi", "with_help")]
        assert "with help from Mum" in room.words
        await room.press("enter", "4", "4")
        assert "Ravi, with help" in room.words
        assert "with help from" not in room.words
        await room.press("enter", "5", "4")
        assert "Ravi, said for them" in room.words
        assert "for them by" not in room.words
        await room.press("enter", "2", "2")
        assert said(room)[0][1] == "Mum"
        await room.press("enter", "2", *"Mr Lacey", "enter")
        assert said(room)[0][1] == "Mr Lacey"
        await room.press("enter", "2", *"Auntie Bo", "enter")
        assert say("dialogue.not-on-the-list-keys", name="Auntie Bo") in room.words
        await room.press("enter")
        assert said(room)[0][1] == "Auntie Bo"
        await room.press("enter", "6")
        assert said(room) == []
        await room.press("ctrl+z")
        assert len(said(room)) == 1


async def test_scores_go_round_one_after_the_other_the_childs_as_a_face(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("goal.delivered", "o1/o1.p1")
        await room.press("1")
        await room.go_to("goal.show", "o1")
        assert "▸ Ravi" in room.text
        assert "good" in room.words
        await room.press("right", "right", "enter")
        assert "▸ Mum" in room.text
        assert "(-_-) so-so" in room.words
        await room.type("2 because homework ends in tears")
        assert "2 “homework ends in tears”" in room.words
        await room.type("4, 68 of 100 read")
        assert room.turn == "goal.evidence"


async def test_a_number_that_cannot_be_agreed_yet_is_refused_calmly_and_a_disagreement_is_kept(
    tmp_path: Path,
) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("goal.delivered", "o1/o1.p1")
        await room.press("1")
        await room.go_to("goal.show", "o1")
        for words in ("hard", "2", "4"):
            await room.type(words)
        await room.go_to("goal.score-again", "o1")
        await room.press("3")
        assert "still two or more apart" in room.words
        await room.press("n")
        assert room.meeting.minutes.scores.agreed("o1") is None
        assert room.turn == "goal.side"


async def test_an_action_is_asked_for_in_three_small_steps(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("next.more")
        await room.type("Buy ear defenders")
        assert "Who will do it?" in room.words
        assert "→ Buy ear defenders" in room.words
        assert "nobody yet · no date yet" in room.words
        await room.press("up", "enter")
        assert "Mr Lacey · no date yet" in room.words
        await room.type("in two weeks")
        assert "Mr Lacey · by Thursday 26 March 2026" in room.words
        assert room.turn == "next.more"


async def test_an_action_is_put_right_and_taken_out(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("next.more")
        for words in ("Buy ear defenders", "Mum", "10 July"):
            await room.type(words)
        await room.press("f4")
        assert "What we will do" in room.words
        assert "Buy ear defenders" in room.words
        await room.press("end", "enter", "down", "down", "enter", "ctrl+a")
        await room.press("ctrl+k")
        await room.type("14 July")
        action = next(iter(room.meeting.minutes.actions.values()))
        assert (action.what, action.who, action.by) == ("Buy ear defenders", "Mum", date(2026, 7, 14))
        await room.press("end", "enter", "end", "enter")
        assert room.meeting.minutes.actions == {}


async def test_who_was_not_heard_stands_with_the_question_and_not_with_the_next(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("good.adults")
        await room.type("Mum: kind")
        assert "Not heard yet:" in room.words
        await room.press("tab")
        assert room.turn != "good.adults"
        assert "ot heard yet" not in room.words


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take each page to be seen at once."""
    monkeypatch.setattr(WhichPage, "set_timer", lambda _page, _delay, seen: seen())


@pytest.mark.usefixtures("seen")
async def test_a_number_is_read_back_and_one_enter_takes_it(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("welcome.who")
        await room.type("I am his mum")
        await room.press("2")
        assert "2 is: Mum. Enter chooses that." in room.words
        await room.press("enter")
        assert said(room) == [("I am his mum", "Mum", "own_words")]
        assert room.screen.sentence.text == ""


@pytest.mark.usefixtures("seen")
@pytest.mark.parametrize("number", ["2", "14"])
async def test_going_back_leaves_no_number_that_was_meant_for_the_page(tmp_path: Path, number: str) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("welcome.who")
        await room.type("I am his mum")
        await room.press(*number, "escape")
        assert room.screen.sentence.text == "I am his mum"
        await room.press("enter", *number, "down", "down", "enter")
        assert [speaker for _, speaker, _ in said(room)] == ["Mum"]
        assert room.screen.sentence.text == ""


async def test_a_number_on_a_list_too_long_for_numbers_stays_on_its_page(tmp_path: Path) -> None:
    plan = a_plan()
    async with open_room(tmp_path, plan=plan) as room:
        await room.go_to("welcome.who")
        for name in ("Ann", "Bea", "Cid", "Dot", "Eve", "Fay"):
            event = PersonAdded(name=f"Mrs {name}", perspective="school")
            room.screen.take(event)
        await room.press("ctrl+s")
        await until(room, say("dialogue.speaker-title"))
        await room.press("3", "escape")
        assert room.screen.sentence.text == ""


async def test_who_is_here_offers_apologies_for_somebody_who_never_came(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("home.working")
        await room.press("f3", "down", "down", "enter")
        assert "Mr Lacey cannot come, and sent apologies" in room.words
        await room.press("6", "escape")
        assert room.meeting.minutes.people["lacey"].apologies
