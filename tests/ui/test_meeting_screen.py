"""The meeting on the screen: typing, choosing, going about, taking back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facilitator.files.plans import open_plan
from tests.ui.plans import a_plan
from tests.ui.room import SIZES, open_room, until

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("size", SIZES)
async def test_the_question_and_the_way_on_are_there_at_every_size(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with open_room(tmp_path, size) as room:
        await room.go_to("child.going-well")
        assert "What is going well at school?" in room.words
        assert "Ravi's review" in room.words
        assert "saved 10:14" in room.words
        assert "▸ Ravi's turn" in room.words
        assert "Enter add" in room.words
        assert "F1 help" in room.words
        assert "Wait ten seconds" in room.words


async def test_a_sentence_and_enter_is_all_a_chair_must_know(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await room.type("I like my cards. Mr Lacey comes.")
        line = next(line for line in room.lines if "I like my cards" in line)
        assert "Ravi, own words" in line
        assert room.screen.sentence.text == ""
        assert room.turn == "child.going-well"


async def test_a_name_typed_in_front_says_who_speaks_and_is_read_back_while_it_is_typed(
    tmp_path: Path,
) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        room.screen.sentence.put("Mum for Ravi: lunch club")
        await room.settle()
        assert "Ravi says" in room.words
        room.screen.sentence.put("Mum: lunch club")
        await room.settle()
        assert "Mum says" in room.words
        await room.type("Mum for Ravi: Lunch club.")
        assert "Ravi, said for them by Mum" in room.words


async def test_nothing_jumps_when_a_line_is_added(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        before = {name: room.screen.query_one(f"#{name}").region for name in ("question", "sentence", "keys")}
        for _ in range(15):
            await room.type("One more thing")
        assert before == {name: room.screen.query_one(f"#{name}").region for name in before}


async def test_tab_writes_down_what_is_typed_before_it_goes_on(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.would-help")
        room.screen.sentence.put("A quiet place")
        await room.press("tab")
        assert room.turn == "child.matters"
        assert [line.text for line in room.app.desk.session.view.everything_said()] == ["A quiet place"]  # type: ignore[union-attr]
        await room.press("shift+tab")
        assert room.turn == "child.would-help"
        assert "A quiet place" in room.words


async def test_half_typed_words_wait_where_they_were_typed(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.would-help")
        room.screen.sentence.put("A qui")
        await room.go_to("child.matters")
        assert room.screen.sentence.text == ""
        await room.go_to("child.would-help")
        assert room.screen.sentence.text == "A qui"


async def test_an_empty_enter_records_nothing(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        count = len(room.meeting.events)
        await room.press("enter")
        assert len(room.meeting.events) == count
        assert "Nothing was typed" in room.words


async def test_a_choice_is_made_by_number_by_arrows_and_by_mouse(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        for how in ("2", "down", "mouse"):
            await room.go_to("setup.child")
            if how == "mouse":
                row = next(row for row, line in enumerate(room.lines) if "Some of it" in line)
                await room.pilot.click(offset=(12, row))
                await room.settle()
            elif how == "2":
                await room.press("2")
            else:
                await room.press("home", how, "enter")
            assert room.meeting.minutes.replies.choice("child.stays") == "part"
            await room.press("ctrl+z")
            assert "Taken back: an answer" in room.words
            assert room.meeting.minutes.replies.choice("child.stays") is None


async def test_a_sentence_typed_at_a_choice_answers_nothing_and_is_kept_beside_the_answer(
    tmp_path: Path,
) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("setup.child")
        await room.press(*"she is here now", "enter")
        assert room.turn == "setup.child"
        assert room.meeting.minutes.replies.choice("child.stays") is None
        assert "Kept beside the answer. Everyone: “she is here now”" in room.words


async def test_a_score_that_is_not_on_the_scale_is_said_and_stays(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("goal.delivered", "o1/o1.p1")
        await room.press("1")
        await room.go_to("goal.show", "o1")
        await room.type("Mum 9")
        assert "The numbers go from 1 to 5" in room.words
        assert "Mum 9" in room.screen.sentence.text


async def test_an_enter_too_many_answers_no_choice(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("setup.child")
        await room.press("enter", "enter")
        assert room.turn == "setup.child"
        await room.press("down", "enter")
        assert room.meeting.minutes.replies.choice("child.stays") == "all"


async def test_a_day_is_read_back_before_and_after(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        assert room.turn == "setup.date"
        room.screen.sentence.put("yesterday")
        await room.settle()
        assert "That is Wednesday 11 March 2026." in room.words
        await room.press("enter")
        await room.press("shift+tab")
        assert "Written down: Wednesday 11 March 2026" in room.words


async def test_a_day_of_the_meeting_that_is_still_to_come_stands_after_enter_once_more(
    tmp_path: Path,
) -> None:
    async with open_room(tmp_path) as room:
        room.screen.sentence.put("friday")
        await room.settle()
        assert "Friday 13 March 2026" in room.words
        await room.press("enter")
        assert room.turn == "setup.date"
        await room.press("enter")
        assert room.turn != "setup.date"


async def test_taking_back_and_putting_back_say_what_it_was(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await room.type("I like lunch")
        await room.press("ctrl+z")
        assert "Taken back: a line, “I like lunch”" in room.words
        assert not room.meeting.minutes.said
        await room.press("ctrl+y")
        assert "Put back: a line, “I like lunch”" in room.words
        assert len(room.meeting.minutes.said) == 1


async def test_the_question_is_put_another_way_step_by_step(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await room.press("ctrl+e")
        assert "Say the same words once more" in room.words
        await room.press("ctrl+e")
        assert "What do you like at school?" in room.words
        assert "Another way, 2 of" in room.words
        await room.press("tab")
        await room.press("shift+tab")
        assert "What is going well at school?" in room.words


async def test_pass_skip_and_park_are_kept(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await room.press("f7")
        assert "Passed. That is fine." in room.words
        await room.press("f8")
        await room.type("He is tired")
        await room.press("f6")
        await room.press("down", "enter")
        kinds = {(key.turn, mark.kind) for key, mark in room.meeting.minutes.standing.marks.items()}
        assert ("child.going-well", "passed") in kinds
        assert {kind for _, kind in kinds} == {"passed", "skipped", "parked"}
        await room.press("f6")
        await room.type("Mum: ask about the bus")
        assert [said.entry.by for said in room.meeting.minutes.said.values()] == ["mum"]


async def test_the_agenda_leads_to_any_question(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.press("f2")
        assert "Before we start" in room.words
        await room.press("end", "enter")
        assert room.turn.startswith("close.")
        await room.press("f2", "escape")
        assert room.turn.startswith("close.")


async def test_a_click_on_the_agenda_goes_there(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        row = next(row for row, line in enumerate(room.lines) if "· Hello" in line)
        await room.pilot.click(offset=(room.lines[row].index("· Hello") + 3, row))
        await room.settle()
        assert room.turn == "welcome.stop"


async def test_twelve_outcomes_forty_people_and_a_long_statement(tmp_path: Path) -> None:
    plan = a_plan(outcomes=12, extra_people=36)
    async with open_room(tmp_path, plan=plan) as room:
        await room.go_to("goal.delivered", "o12/o12.p1")
        assert "▸ My goals" in room.words
        await room.press("f3")
        assert "Who is here?" in room.words
        await room.press("end")
        assert "Helper 35" in room.words
        await room.press("escape")
        await room.go_to("child.going-well")
        words = "word " * 2000
        await room.type(words)
        said = next(iter(room.meeting.minutes.said.values())).entry
        assert said.text == words.strip()
        assert "Ravi says" in room.words
        await room.press("pageup")
        await room.type("x" * 20_001)
        assert "too long" in room.words
        assert len(room.meeting.minutes.said) == 1


async def test_the_whole_is_resized_live(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("goal.achieved", "o1")
        assert "Ctrl+L last time" in room.words
        await room.press("ctrl+l")
        assert "Reads 40 words" in room.words
        await room.pilot.resize_terminal(120, 40)
        await until(room, "Term 1: 2, Limited progress")
        assert "Last time" in room.words
        await room.pilot.resize_terminal(40, 15)
        await until(room, "What can Ravi do now")
        await room.pilot.resize_terminal(20, 5)
        await until(room, "Please make this window larger.")
        assert room.words == "Please make this window larger."
        await room.pilot.resize_terminal(80, 24)
        await until(room, "What can Ravi do now")


async def test_pace_is_quiet_nudges_in_words_and_never_in_the_childs_turn(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("home.working")
        room.clock.forward(5)
        room.screen._tick()
        await room.settle()
        assert "here 5 of 6 min · nearly time to move on" in room.words
        await room.go_to("child.going-well")
        room.clock.forward(60)
        room.screen._tick()
        await room.settle()
        assert "here" not in room.words.split("says")[1].split("Wait")[0]


async def test_everything_is_durable_when_the_tick_is_there(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await room.type("I like lunch")
        assert room.app.desk is not None
        assert room.app.desk.session.journal.unsaved == 0
        plan = open_plan(tmp_path / "ravi.plan.json")
        assert len(plan.plan.reviews) == 1


async def test_no_tick_stands_beside_a_question_without_an_answer(tmp_path: Path) -> None:
    async with open_room(tmp_path, (120, 40)) as room:
        await room.go_to("goal.barriers", "o1")
        await room.press("tab", "f2")
        (line,) = [line for line in room.lines if "What gets in the way?" in line and "no answer" in line]
        assert "✓" not in line


async def test_the_childs_own_wording_of_an_answer_stands_on_the_childs_turns_alone(tmp_path: Path) -> None:
    async with open_room(tmp_path, (120, 40)) as room:
        await room.go_to("decide.outcome", "o1")
        assert "Keep it" in room.words
        assert "I did it" not in room.words
        await room.go_to("close.heard")
        assert room.screen.tiled


@pytest.mark.parametrize("size", SIZES)
async def test_an_action_that_nobody_has_taken_is_asked_about_by_its_words(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with open_room(tmp_path, size) as room:
        await room.go_to("next.more")
        await room.type("Ring the nurse")
        action = next(iter(room.meeting.minutes.actions.values())).id
        await room.go_to("next.loose", action)
        assert "“Ring the nurse” Who will" in room.words
        assert "→ Ring the nurse" in room.words
        await room.type("Mum")
        assert "By when will Mum do it?" in room.words
        assert "→ Ring the nurse" in room.words
