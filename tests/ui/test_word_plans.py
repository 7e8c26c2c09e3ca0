"""Word plans on the screens: what the chair is told, what must be decided, what has no place there."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from facilitator.dialogue.unfinished_meetings import begin
from facilitator.files.folders import meetings_folder
from facilitator.files.plans import open_plan
from facilitator.meeting import events as ev
from facilitator.plan.people import CHILD
from facilitator.script.words_by_key import say
from facilitator.ui.screens.home_page import HomePage
from facilitator.ui.screens.meeting_screen import MeetingScreen
from facilitator.ui.screens.plan_page import PlanPage
from facilitator.ui.screens.written_page import WrittenPage
from facilitator.ui.widgets.choices import Choices
from facilitator.ui.widgets.sentence_box import Sentence
from tests.ui.room import SIZES, Clock, open_app, until
from tests.ui.test_ending import end_early, pick
from tests.word.packing import SAMPLES
from tests.word.shapes import NO_PLAN
from tests.word_plans import CHILD as NAME
from tests.word_plans import CHILD_WORKING, OTHER_NAME, SECOND_REVIEW, change, word_plan, words_in

pytestmark = pytest.mark.sampled(2)

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    from tests.ui.room import Room

WORDS = "I like my cards."


def review_of(path: Path, size: tuple[int, int] = (80, 24)) -> AbstractAsyncContextManager[Room]:
    """Open the review of a plan."""
    clock = Clock()
    screen = lambda: MeetingScreen(lambda: begin(path, now=clock), path.name, "Opening the plan")  # noqa: E731
    return open_app(screen, size, clock)


def kinds_in(folder: Path) -> list[str]:
    """Return the endings of the files in a folder."""
    return [path.suffix for path in folder.iterdir() if path.is_file()]


async def hold(room: Room) -> None:
    """Hold a short meeting and end it."""
    await room.go_to("child.going-well")
    await room.type(WORDS)
    await end_early(room)


def offered(room: Room) -> list[object]:
    """Return what the options of the page in front stand for."""
    return [choice.value for choice in room.app.screen.query_one(Choices).options]


@pytest.mark.parametrize("size", SIZES)
async def test_a_word_plan_is_reviewed_and_the_summary_is_put_first(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = word_plan(tmp_path / "mina.docx")
    async with review_of(path, size) as room:
        await hold(room)
        assert isinstance(room.app.screen, WrittenPage)
        assert "Term 2 is now in mina.docx." in room.words
        assert say("review.left-out").split(". ")[0] in room.words
        assert say("dialogue.has-everything") in room.words
        assert words_in(path).count(WORDS) == 1
        await pick(room, "leave")
        assert room.app.return_value is None, "what only a summary holds is pointed out once"
        assert "No summary has been made yet" in room.words
        await room.press("1")
        await until(room, "papers are in")
        await pick(room, "leave")
        assert room.app.return_value == 0


async def test_the_same_choice_again_leaves_without_a_summary(tmp_path: Path) -> None:
    path = word_plan(tmp_path / "mina.docx")
    async with review_of(path) as room:
        await hold(room)
        await room.press("escape")
        assert isinstance(room.app.screen, WrittenPage)
        await room.press("escape")
        assert isinstance(room.app.screen, PlanPage)
    assert kinds_in(tmp_path) == [".docx"]


async def test_every_decision_is_asked_one_after_the_other(tmp_path: Path) -> None:
    path = word_plan(tmp_path / "mina.docx", "half", "tracks", "protected")
    before = path.read_bytes()
    async with review_of(path, (40, 15)) as room:
        await hold(room)
        for options in (
            ["--despite-protection", "--to COPY.docx", None],
            ["--tracked", "--untracked", None],
            ["--append", "--to COPY.docx", None],
        ):
            assert say("dialogue.decide-title") in room.words
            assert offered(room) == options
            assert path.read_bytes() == before
            await room.press("enter")
            assert offered(room) == options, "an Enter too many decides nothing"
            await room.press("1")
        assert isinstance(room.app.screen, WrittenPage)
    text = words_in(path)
    assert text.index("Written in January.") < text.index(WORDS)


@pytest.mark.parametrize("way", ["escape", "3"])
async def test_the_way_back_leads_to_the_meeting_and_nothing_is_written(tmp_path: Path, way: str) -> None:
    path = word_plan(tmp_path / "mina.docx", "half")
    before = path.read_bytes()
    async with review_of(path) as room:
        await hold(room)
        await room.press(way)
        assert room.turn == "child.going-well"
        assert not room.meeting.ended
        assert path.read_bytes() == before
        await end_early(room)
        await pick(room, "--append")
        assert isinstance(room.app.screen, WrittenPage)


async def test_a_copy_is_named_and_shown_afterwards(tmp_path: Path) -> None:
    path = word_plan(tmp_path / "mina.docx", "protected", "tracks")
    before = path.read_bytes()
    (tmp_path / "taken.docx").write_bytes(b"somebody's")
    async with open_app(lambda: PlanPage(path, None)) as room:
        await room.press("1")
        await hold(room)
        await pick(room, "--to COPY.docx")
        assert room.app.screen.query_one(Sentence).text == "mina reviewed.docx"
        await room.press("escape")
        assert say("dialogue.decide-title") in room.words
        await pick(room, "--to COPY.docx")
        await room.type("taken")
        assert "There is a file of that name already" in room.words
        await room.type("mina")
        assert say("session.copy-is-plan") in room.words
        await room.type("spring")
        assert isinstance(room.app.screen, WrittenPage)
        assert "Term 2 is now in spring.docx." in room.words
        await room.press("3")
        assert isinstance(room.app.screen, PlanPage)
        assert room.app.screen.path == tmp_path / "spring.docx"
    assert path.read_bytes() == before
    assert words_in(tmp_path / "spring.docx").count(WORDS) == 1


async def test_a_document_that_is_open_in_word_can_be_tried_again(tmp_path: Path) -> None:
    path = word_plan(tmp_path / "mina.docx")
    before, owner = path.read_bytes(), tmp_path / "~$mina.docx"
    async with review_of(path) as room:
        await room.go_to("child.going-well")
        await room.type(WORDS)
        owner.write_bytes(b"\x05Petra".ljust(55, b"\0") + b"\x05\0P\0e\0t\0r\0a\0".ljust(107, b"\0"))
        await end_early(room)
        assert say("dialogue.not-written") in room.words
        assert "open in Word or LibreOffice" in room.words
        assert path.read_bytes() == before
        owner.unlink()
        await room.press("1")
        assert isinstance(room.app.screen, WrittenPage)
    assert words_in(path).count(WORDS) == 1


async def test_what_the_chair_should_know_is_said_calmly(tmp_path: Path) -> None:
    path = word_plan(tmp_path / "mina.docx", "half")
    notice, *_ = open_plan(path).notices
    async with open_app(lambda: PlanPage(path, None)) as room:
        assert say("screen.notices") in room.words
        assert notice in room.words
        await room.press("1")
        assert notice in room.words
        assert room.turn == "setup.date"
        await room.type("today")
        assert notice not in room.words


@pytest.mark.parametrize("size", SIZES)
async def test_of_two_names_the_childs_is_asked_for_before_the_meeting(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = word_plan(tmp_path / "mina.docx", "names")
    async with review_of(path, size) as room:
        assert say("dialogue.which-name") in room.words
        assert offered(room) == [OTHER_NAME, NAME, "later"]
        await room.press("enter")
        assert offered(room) == [OTHER_NAME, NAME, "later"], "an Enter too many chooses nobody"
        await pick(room, NAME)
        assert room.meeting.plan.child.full_name == NAME
    assert open_plan(path).plan.child.full_name == NAME


async def test_many_notices_are_counted(tmp_path: Path) -> None:
    path = word_plan(tmp_path / "mina.docx", "half")
    async with review_of(path) as room:
        await room.go_to("child.going-well")
        await room.type(WORDS)
    change(path, SECOND_REVIEW, CHILD_WORKING, "Typed in Word.")
    async with review_of(path) as room:
        await room.press("1")
        first = say("session.changed-since")
        assert say("screen.notices-several", count=3, first=first) in room.words


async def test_a_review_that_cannot_be_held_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = word_plan(tmp_path / "mina.docx", "undated")
    async with review_of(path) as room:
        assert say("word.held-without-date", period="Term 1") in room.words


async def test_home_names_the_files_of_plans_of_the_same_child(tmp_path: Path) -> None:
    for name in ("old.docx", "new.docx"):
        word_plan(tmp_path / name)
    async with open_app(lambda: HomePage(tmp_path, None)) as room:
        assert f"{NAME}, in old.docx" in room.words
        assert f"{NAME}, in new.docx" in room.words


async def test_home_lists_the_documents_that_are_plans_and_those_that_are_damaged(tmp_path: Path) -> None:
    word_plan(tmp_path / "mina.docx")
    shutil.copy(SAMPLES / "s000_20_password.docx", tmp_path)
    (tmp_path / "letter.docx").write_bytes(NO_PLAN)
    (tmp_path / "~$mina.txt.docx").write_bytes(b"an owner's note")
    async with open_app(lambda: HomePage(tmp_path, None)) as room:
        plans = [one for one in offered(room) if isinstance(one, Path)]
        assert plans == [tmp_path / "mina.docx", tmp_path / "s000_20_password.docx"]
        assert f"{NAME} {say('screen.home-to-come', period='Term 2')}" in room.words
        assert "has a password" in room.words
        await room.press("1")
        assert isinstance(room.app.screen, PlanPage)
        await room.press("1")
        await hold(room)
        await room.press("3")
        assert isinstance(room.app.screen, PlanPage)
        await room.press("escape")
        assert isinstance(room.app.screen, WrittenPage), "going back from the plan leads there again"
        await room.press("escape", "escape", "escape")
        assert isinstance(room.app.screen, HomePage)
        assert NAME in room.words


async def test_an_unfinished_meeting_is_written_into_a_word_plan_before_another_begins(
    tmp_path: Path,
) -> None:
    path = word_plan(tmp_path / "mina.docx", "tracks")
    async with review_of(path) as room:
        await room.go_to("goal.delivered", "o1/o1.p1")
        await room.press("1")
        room.screen.take(ev.ScoreShown(turn="goal.show", item="o1", person=CHILD, number=4))
        room.screen.take(ev.ScoreSettled(turn="goal.score", item="o1", number=4))
        await room.settle()
    before = path.read_bytes()
    async with review_of(path) as room:
        await pick(room, "end")
        assert offered(room) == ["--tracked", "--untracked", None]
        assert path.read_bytes() == before
        await pick(room, "--untracked")
        assert [review.period for review in open_plan(path).plan.reviews] == [1, 2]
        assert room.turn == "setup.date"
        assert "The last meeting is written down." in room.words
    async with review_of(path) as room:
        assert offered(room) == ["on", "end", "aside", "later"], "the new one, of Term 3"
    assert len(list(meetings_folder().glob("*.journal"))) == 1
