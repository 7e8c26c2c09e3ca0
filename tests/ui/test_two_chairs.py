"""Two chairs, on the screen: told at the start, a way on after a refusal, and a review that is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facilitator.files.meeting_lock import MeetingLock
from facilitator.files.plans import new_plan, open_plan
from facilitator.meeting import events as ev
from facilitator.plan.people import CHILD
from facilitator.script.words_by_key import say
from facilitator.ui.screens.plan_page import PlanPage
from facilitator.ui.screens.written_page import WrittenPage
from facilitator.ui.widgets.choices import Choices
from facilitator.work.lost_reviews import first_unwritten
from facilitator.work.session import Session, unfinished
from tests.looking import every_word
from tests.ui.plans import START, a_plan
from tests.ui.room import PATIENCE, SIZES, open_app, open_room
from tests.ui.test_ending import end_early, pick

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.ui.room import Room

pytestmark = pytest.mark.sampled(2)


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], MeetingLock]]:
    """Hold the review of the plan on another computer."""
    held: list[MeetingLock] = []

    def hold() -> MeetingLock:
        path = tmp_path / "ravi.plan.json"
        if not path.exists():
            new_plan(path, a_plan())
        with monkeypatch.context() as other:
            other.setenv("FACILITATOR_DATA", str(tmp_path / "other-data"))
            held.append(MeetingLock.take(path, a_plan().id, START))
        return held[-1]

    yield hold
    for one in held:
        one.let_go()


def options(room: Room) -> list[str]:
    """Return the words of the options of a page."""
    return [choice.text for choice in room.app.screen.query_one(Choices).options]


async def written(room: Room) -> None:
    """Wait until the page of what was written is there."""
    for _ in range(PATIENCE):
        await room.settle()
        if isinstance(room.app.screen, WrittenPage):
            return
    raise AssertionError(room.text)


def review_by_others(path: Path) -> None:
    """Write a review of the next term, as on another computer."""
    session = Session.begin(open_plan(path))
    session.record(ev.LineSaid(turn="child.hard", speaker=CHILD, text="Theirs."))
    session.record(ev.MeetingEnded())
    session.write()


@pytest.mark.parametrize("size", SIZES)
async def test_a_second_chair_is_told_and_has_every_choice_in_sight(
    tmp_path: Path, elsewhere: Callable[[], MeetingLock], size: tuple[int, int]
) -> None:
    elsewhere()
    async with open_room(tmp_path, size) as room:
        assert f"open somewhere else, since {START:%H:%M}" in room.words
        for option in ("Look at the plan only", "Look whether it is", "Hold the review here", "Not now"):
            assert option in room.words, room.text
        await pick(room, "look-again")
        assert "We cannot tell yet." in room.words
        await pick(room, "look-only")
        assert isinstance(room.app.screen, PlanPage)
        assert unfinished(open_plan(tmp_path / "ravi.plan.json")) is None


async def test_it_may_be_taken_over_and_the_other_one_is_told(
    tmp_path: Path, elsewhere: Callable[[], MeetingLock]
) -> None:
    other = elsewhere()
    async with open_room(tmp_path) as room:
        await pick(room, "take-over")
        assert room.turn
        assert other.check()
        held = room.app.desk and room.app.desk.session.lock and room.app.desk.session.lock._files[0]
        assert held
    assert not held.path.exists()


async def test_once_it_is_closed_there_another_look_goes_on(
    tmp_path: Path, elsewhere: Callable[[], MeetingLock]
) -> None:
    other = elsewhere()
    async with open_room(tmp_path) as room:
        other.let_go()
        await pick(room, "look-again")
        assert room.turn


async def test_an_enter_too_many_takes_nothing_over(
    tmp_path: Path, elsewhere: Callable[[], MeetingLock]
) -> None:
    other = elsewhere()
    async with open_room(tmp_path) as room:
        asked = room.app.screen
        await room.press("enter")
        assert room.app.screen is asked
    assert not other.check()


async def test_not_now_leaves_the_other_one_alone(
    tmp_path: Path, elsewhere: Callable[[], MeetingLock]
) -> None:
    other = elsewhere()
    async with open_room(tmp_path) as room:
        await pick(room, "later")
        assert not room.app.is_running or room.app.return_value is not None
    assert not other.check()


@pytest.mark.parametrize("size", SIZES)
async def test_a_meeting_that_was_taken_over_says_so_on_its_screen_and_goes_on_saying_it(
    tmp_path: Path, elsewhere: Callable[[], MeetingLock], size: tuple[int, int]
) -> None:
    async with open_room(tmp_path, size) as room:
        lock = room.app.desk and room.app.desk.session.lock
        assert lock
        assert lock._files[0] is not None
        lock._files[0].path.unlink()
        elsewhere()
        lock.beat()
        room.screen._tick()
        await room.settle()
        assert "Speak to each other before you write." in room.words
        assert room.turn, "and goes on"
        for key in ("x", "tab", "f3", "escape", "f1", "escape", "f9", "escape", "shift+tab"):
            await room.press(key)
        assert "Another chair holds this review now" not in room.words
        assert say("screen.taken-over") in room.words, room.text
        assert room.screen.sentence.display
        assert room.screen.sentence.region.height > 0


@pytest.mark.parametrize("size", SIZES)
async def test_a_refused_chair_has_the_same_ways_on_as_line_by_line(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = tmp_path / "ravi.plan.json"
    async with open_room(tmp_path, size) as room:
        await room.go_to("child.hard")
        await room.type("Mine.")
        review_by_others(path)
        await end_early(room)
        assert options(room) == [
            "Write it as the review of Term 3 instead",
            "Write it to a copy, and leave the plan as it is",
            "Back to the meeting",
        ]
        assert "Somebody else's review of Term 2" in room.words
        await pick(room, "copy")
        await room.press("enter")
        await written(room)
        assert "This is a copy. The plan itself has somebody else's review of Term 2" in room.words, room.text
    copy = open_plan(tmp_path / "ravi reviewed.plan.json").plan
    assert [statement.text for statement in every_word(copy.reviews[-1])] == ["Mine."]
    assert copy.reviews[-1].period == 2
    assert "Mine." not in path.read_text(encoding="utf-8")


async def test_it_is_written_as_the_next_term(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.hard")
        await room.type("Mine.")
        review_by_others(tmp_path / "ravi.plan.json")
        await end_early(room)
        await pick(room, "next-period")
        await written(room)
        assert "Term 3" in room.words
    plan = open_plan(tmp_path / "ravi.plan.json").plan
    assert [review.period for review in plan.reviews] == [1, 2, 3]


async def test_a_plan_that_is_gone_is_written_to_a_copy(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.hard")
        await room.type("Mine.")
        (tmp_path / "ravi.plan.json").unlink()
        await end_early(room)
        assert "moved or deleted" in room.words
        await pick(room, "copy")
        await room.press("enter")
        await written(room)
    assert "Mine." in (tmp_path / "ravi reviewed.plan.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("size", SIZES)
async def test_a_review_that_is_missing_is_offered_on_the_plans_page_and_at_the_start(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = new_plan(tmp_path / "ravi.plan.json", a_plan()).path
    old = path.read_bytes()
    review_by_others(path)
    path.write_bytes(old)
    async with open_app(lambda: PlanPage(path, None), size) as room:
        assert "This computer wrote the review of Term 2" in room.words
        assert options(room)[0] == "A review is missing from the plan."
    async with open_room(tmp_path, size) as room:
        assert "This computer wrote the review of Term 2" in room.words
        for option in ("Open that review", "Leave it out", "Not now"):
            assert option in room.words, room.text
        await pick(room, "write-again")
        assert room.meeting.ended
        await pick(room, "close")
        await written(room)
    assert "Theirs." in path.read_text(encoding="utf-8")


async def test_a_review_that_is_left_out_is_not_asked_again(tmp_path: Path) -> None:
    path = new_plan(tmp_path / "ravi.plan.json", a_plan()).path
    old = path.read_bytes()
    review_by_others(path)
    path.write_bytes(old)
    async with open_room(tmp_path) as room:
        assert room.app.screen.choices.at is None, "an Enter too many leaves nothing out"  # type: ignore[attr-defined]
        await pick(room, "leave-it")
        assert "It will not be asked again." in room.words
        assert room.turn
        assert room.meeting.minutes.period == 2
    assert first_unwritten(open_plan(path)) is None


async def test_going_back_from_a_question_lets_go_of_the_plan(tmp_path: Path) -> None:
    """Else the next window, or this one, would be told that the review is open here."""
    path = new_plan(tmp_path / "ravi.plan.json", a_plan()).path
    Session.begin(open_plan(path)).leave()
    async with open_app(lambda: PlanPage(path, None)) as room:
        for _ in range(2):
            await room.press("1")
            for _ in range(PATIENCE):
                await room.settle()
                if "There is a meeting that was not finished." in room.words:
                    break
            assert "There is a meeting that was not finished." in room.words
            await room.press("escape")
            await room.settle()
    assert MeetingLock.take(path, "p-ravi", START).check() is False
