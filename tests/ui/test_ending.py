"""Closing, ending early, leaving, carrying on, and what happens when the disk does not want to."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from facilitator.files.journal import Journal, JournalBroken
from facilitator.files.plans import open_plan
from facilitator.meeting import events as ev
from facilitator.plan.refusal import Refusal
from facilitator.script.loading import load_script
from facilitator.script.words_by_key import say
from facilitator.ui.farewell import report
from facilitator.ui.screens.home_page import HomePage
from facilitator.ui.screens.meeting_screen import MeetingScreen
from facilitator.ui.screens.plan_page import PlanPage
from facilitator.ui.screens.written_page import WrittenPage
from facilitator.ui.widgets.choices import Choices
from tests.looking import every_word
from tests.ui.plans import START, a_plan
from tests.ui.room import open_app, open_room

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.ui.app import FacilitatorApp
    from tests.ui.room import Room


def summaries(folder: Path) -> list[str]:
    """Return the kinds of the summaries beside the plan."""
    return [path.suffix for path in folder.glob("ravi*") if path.suffix in (".html", ".txt")]


async def pick(room: Room, value: str) -> None:
    """Pick an option of the page that is shown."""
    choices = room.app.screen.query_one(Choices)
    choices.place([choice.value for choice in choices.options].index(value))
    await room.press("enter")


async def end_early(room: Room) -> None:
    """End the meeting before its last question."""
    await room.press("f10")
    await pick(room, "early")
    await room.type("We have no more time")


async def test_what_is_open_is_one_enter_away_from_being_settled(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.hard")
        await room.type("The hall is too loud")
        await room.press("f6")
        await room.type("Mum: ask about the bus")
        await room.press("f10")
        assert "Ravi: The hall is too loud → no action yet" in room.words
        assert "Mum: ask about the bus → put aside" in room.words
        await room.press("home", "enter")
        assert room.turn == "next.concern"
        await room.press("3")
        await room.press("f10")
        assert "The hall is too loud" not in room.words


async def test_a_parked_note_becomes_an_action(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.press("f6")
        await room.type("Mum: ask about the bus")
        await room.press("f10")
        choices = room.app.screen.query_one(Choices)
        choices.place(next(at for at, end in enumerate(choices.options) if "put aside" in end.note))
        await room.press("enter", "1")
        assert room.turn == "next.more"
        assert room.screen.sentence.text == "ask about the bus"


async def test_ending_early_writes_everything_that_was_said(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await room.type("I like lunch")
        await end_early(room)
        assert isinstance(room.app.screen, WrittenPage)
        assert "Term 2 is now in ravi.plan.json." in room.words
        assert "One line was kept" in room.words
        review = open_plan(tmp_path / "ravi.plan.json").plan.reviews[-1]
        assert review.ended == "early"
        assert [line.text for line in every_word(review)] == ["I like lunch"]
        await room.press("2", "1", "1")
        assert "The summary for everyone is in" in room.words
        assert summaries(tmp_path) == [".html"]
        await room.press("escape")
        assert "Made: The summary for everyone (web page)" in room.words
        await room.press("3")
        assert isinstance(room.app.screen, PlanPage)
        assert "Start the review, Term 3" in room.words


async def test_the_last_question_leads_to_closing_in_full(tmp_path: Path) -> None:
    async with open_room(tmp_path, (120, 40)) as room:
        places = [place for place in room.meeting.agenda.places if place.turn.id != "close.period"]
        for place in places:
            room.app.desk.record(ev.TurnDone(turn=place.key.turn, item=place.key.item))  # type: ignore[union-attr]
        await room.go_to("close.period")
        await room.press("1")
        assert "Close the meeting, and write it down as Term 2" in room.words
        await room.press("escape")
        assert "That was the last question" in room.words
        await room.press("f10", "end", "up", "up", "up", "enter")
        assert open_plan(tmp_path / "ravi.plan.json").plan.reviews[-1].ended == "in_full"


async def test_a_plan_that_cannot_be_written_leaves_the_meeting_open(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await room.type("I like lunch")
        path = tmp_path / "ravi.plan.json"
        path.write_bytes(path.read_bytes() + b"\n")
        await end_early(room)
        assert "The plan could not be written." in room.words
        assert "Somebody else changed this plan" in room.words
        await pick(room, "back")
        assert room.turn == "child.going-well"
        assert "I like lunch" in room.words
        assert not room.meeting.ended


async def test_ctrl_c_asks_nothing_and_the_meeting_goes_on_exactly_there(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await room.type("I like lunch")
        await room.press("ctrl+c")
    assert room.app.farewell == ["The meeting is kept on this computer. Start the review again to carry on."]
    async with open_room(tmp_path) as room:
        assert "There is a meeting that was not finished." in room.words
        assert "Thursday 12 March 2026 at 10:14. 2 things that happened in it are kept." in room.words
        await room.press("1")
        assert room.turn == "child.going-well"
        assert "I like lunch" in room.words


@pytest.mark.parametrize(
    ("things", "words"),
    [
        (0, "Nothing was written down in it yet."),
        (1, "One thing that happened in it is kept."),
    ],
)
async def test_the_unfinished_page_counts_as_people_do(tmp_path: Path, things: int, words: str) -> None:
    async with open_room(tmp_path) as room:
        await room.press(*["tab"] * things)
    async with open_room(tmp_path) as room:
        assert words in room.words


async def test_an_enter_too_many_closes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("facilitator.dialogue.ending.open_ends", lambda *_: [])
    async with open_room(tmp_path) as room:
        places = [place for place in room.meeting.agenda.places if place.turn.id != "close.period"]
        for place in places:
            room.app.desk.record(ev.TurnDone(turn=place.key.turn, item=place.key.item))  # type: ignore[union-attr]
        await room.go_to("close.period")
        await room.press("1", "enter")
        assert "Close the meeting, and write it down as Term 2" in room.words
        assert not room.meeting.ended
        await room.press("1")
        assert isinstance(room.app.screen, WrittenPage)


async def test_ctrl_q_points_out_half_typed_words_once(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        room.screen.sentence.put("half a")
        await room.press("ctrl+q")
        assert "These words are not written down yet." in room.words
        await room.pilot.press("ctrl+q")
        await room.pilot.pause()
        assert room.app.return_value == 0


async def test_an_unfinished_meeting_is_written_before_another_begins(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await room.type("I like lunch")
    async with open_room(tmp_path) as room:
        await room.press("2")
        assert room.turn == "setup.date"
        assert not room.meeting.minutes.said
        review = open_plan(tmp_path / "ravi.plan.json").plan.reviews[-1]
        assert (review.period, review.ended) == (2, "early")
        assert [line.text for line in every_word(review)] == ["I like lunch"]


async def test_a_break_stops_the_clock_and_stopping_for_today_writes_nothing(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.press("f10")
        await pick(room, "break")
        assert "We are having a break." in room.words
        assert room.meeting.clock.paused
        await room.press("enter")
        assert not room.meeting.clock.paused
        await room.press("f10")
        await pick(room, "later")
    assert len(open_plan(tmp_path / "ravi.plan.json").plan.reviews) == 1


async def test_a_disk_that_fails_is_said_very_plainly_with_the_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(self: Journal, _event: object) -> None:
        self._raws.append(b"{}")
        raise JournalBroken(START, tmp_path, "No space left on device")

    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        with monkeypatch.context() as broken:
            broken.setattr(Journal, "append", fails)
            await room.type("I like lunch")
            assert room.text.count("NOT SAVED since 10:14") == 2
            assert "Ctrl+O" in room.words
            assert "I like lunch" in room.words
        await room.press("ctrl+o")
        assert "In which folder" in room.words
        await room.type(str(tmp_path / "elsewhere"))
        assert "NOT SAVED" not in room.words
        told = say("session.saved-in", folder=tmp_path / "elsewhere")
        assert "".join(told.split()) in "".join(room.words.split())


async def test_a_slow_disk_never_holds_the_screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()
    append = Journal.append

    def slow(self: Journal, event: dict[str, object]) -> None:
        assert go_on.wait(20)
        append(self, event)

    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        monkeypatch.setattr(Journal, "append", slow)
        room.clock.forward(1)
        try:
            room.screen.submit("I like lunch")
            room.screen.submit("And my friends")
            await room.pilot.pause()
            assert "I like lunch" in room.words
            assert "And my friends" in room.words
            assert "saving" in room.words
            assert "saved" not in room.words, "what is on the screen is on no disk yet"
        finally:
            go_on.set()
        await room.settle()
        assert "saved 10:15" in room.words
        assert room.app.desk is not None
        assert room.app.desk.session.journal.unsaved == 0


async def test_leaving_while_the_disk_is_slow_ends_quietly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    go_on = threading.Event()
    append = Journal.append

    def slow(self: Journal, event: dict[str, object]) -> None:
        assert go_on.wait(20)
        append(self, event)

    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        monkeypatch.setattr(Journal, "append", slow)
        room.screen.submit("I like lunch")
        room.screen.submit("And my friends")
        await room.screen.query("*").remove()
        go_on.set()
    assert [record for record in caplog.records if record.name == "asyncio"] == []
    async with open_room(tmp_path) as room:
        await room.press("1")
        assert "And my friends" in room.words


async def test_a_plan_that_cannot_be_opened_says_why(tmp_path: Path) -> None:
    (tmp_path / "ravi.plan.json").write_text("{", encoding="utf-8")
    async with open_room(tmp_path) as room:
        assert "The review cannot be opened." in room.words
        assert "stops in the middle" in room.words
        await room.pilot.press("enter")
        await room.pilot.pause()
        await room.pilot.pause()
        assert room.app.return_value == 1
        assert room.app.farewell


async def test_home_lists_plans_and_the_damaged_one_with_its_sentence(tmp_path: Path) -> None:
    from facilitator.files.plans import new_plan

    new_plan(tmp_path / "ravi.plan.json", a_plan())
    (tmp_path / "broken.plan.json").write_text("{", encoding="utf-8")
    async with open_app(lambda: HomePage(tmp_path, None)) as room:
        assert "broken.plan.json" in room.words
        assert "stops in the middle" in room.words
        assert "Ravi" in room.words
        assert room.words.index("Ravi") < room.words.index("broken.plan.json"), "the good plans stand first"
        assert room.words.index("▸") < room.words.index("Ravi")
        await room.press("enter")
        assert isinstance(room.app.screen, PlanPage)
        assert "Outcome 1" in room.words
        await room.press("1")
        assert isinstance(room.app.screen, MeetingScreen)
        await room.go_to("child.going-well")
        await room.type("I like lunch")
        await end_early(room)
        await room.press("3")
        assert isinstance(room.app.screen, PlanPage)
        await room.press("escape")
        assert isinstance(room.app.screen, WrittenPage), "going back from the plan leads there again"
        await room.press("escape", "escape")
        assert isinstance(room.app.screen, HomePage)


async def test_sensitive_plans_stay_hidden_until_they_are_asked_for(tmp_path: Path) -> None:
    from facilitator.files.plans import new_plan

    path = tmp_path / "ravi.plan.json"
    new_plan(path, a_plan())
    async with open_app(lambda: PlanPage(path, None), (80, 60)) as room:
        assert "PEP" not in room.words
        assert "Child in Need" not in room.words
        shows = next(one for one in room.app.screen.query_one(Choices).options if one.value == "sensitive")
        await room.press(shows.key)
        assert "PEP" in room.words
        assert "Child in Need Plan" in room.words
        assert "since May" in room.words
        await room.press(shows.key)
        assert "Child in Need" not in room.words


def failing() -> BaseException:
    """Return an error that holds what somebody said."""
    try:
        said = "Ravi said this"
        raise ValueError(said)  # noqa: TRY301 - it needs a place in this file
    except ValueError as error:
        return error


def test_a_fault_of_ours_shows_no_words_and_no_values() -> None:
    text = "\n".join(report(failing()))
    assert "Ravi" not in text
    assert "ValueError" in text
    assert "test_ending.py" in text


async def fail_in(folder: Path, apps: list[FacilitatorApp]) -> None:
    """Let the app meet an error in a meeting."""
    async with open_room(folder) as room:
        apps.append(room.app)
        room.app._handle_exception(Refusal("meeting.ended"))
        await room.pilot.pause()


async def test_a_fault_ends_the_program_without_textuals_own_report(tmp_path: Path) -> None:
    apps: list[FacilitatorApp] = []
    with pytest.raises(Refusal):
        await fail_in(tmp_path, apps)
    assert apps[0].return_code == 1
    assert apps[0]._exit_renderables == []
    assert "Something went wrong" in apps[0].farewell[0]
    assert apps[0].farewell[-1] == say("screen.kept")


async def test_after_the_last_review_the_plan_is_due_to_be_set_again(tmp_path: Path) -> None:
    plan = a_plan()
    second = plan.reviews[0].model_copy(
        update={"id": "r-second", "period": 2, "actions": [], "statements": []}
    )
    full = plan.model_copy(update={"reviews": [*plan.reviews, second]})
    async with open_room(tmp_path, (120, 40), full) as room:
        await room.go_to("child.going-well")
        await room.type("I like lunch")
        await end_early(room)
        assert load_script("support-plan").format.when_used_up in room.words
