"""Papers after a review and from the plan's page: made, listed, opened, printed, copied and read aloud."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest

from facilitator.dialogue.requests import Do
from facilitator.files.plans import new_plan, open_plan
from facilitator.script.loading import load_script
from facilitator.script.words_by_key import say
from facilitator.ui.screens.aloud_pages import ReadingPage
from facilitator.ui.screens.home_page import HomePage
from facilitator.ui.screens.plan_page import PlanPage
from facilitator.ui.screens.written_page import WrittenPage
from facilitator.ui.widgets.choices import Choice, Choices
from facilitator.work.paper_set import papers_in_set
from facilitator.work.papers_of_plan import PapersOfPlan
from facilitator.work.session import unfinished
from tests.desktop import Desktop
from tests.ui.plans import a_plan
from tests.ui.room import SIZES, Room, open_app, open_room, until
from tests.ui.test_ending import end_early
from tests.ui.test_two_chairs import written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SET = len(papers_in_set(load_script("support-plan").format))


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desktop:
    return Desktop(tmp_path / "programs", monkeypatch)


async def at_the_end(room: Room) -> None:
    await room.go_to("child.hard")
    await room.type("The bell rings in my ears.")
    await end_early(room)
    await written(room)


def options(room: Room) -> list[Choice]:
    return room.app.screen.query_one(Choices).options


async def choose(room: Room, words: str) -> None:
    """Pick the option that says so."""
    await pick_one(room, lambda one: words in one.text)


async def make(room: Room, paper: str, kind: str) -> None:
    """Make one paper, from the page after writing."""
    await choose(room, say("papers.one"))
    await choose(room, paper)
    await choose(room, say(kind))
    await until(room, say("papers.ready"))


async def pick_one(room: Room, wanted: Callable[[Choice], bool]) -> None:
    choices = room.app.screen.query_one(Choices)
    choices.place([wanted(one) for one in choices.options].index(True))
    await room.press("enter")


def beside(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("ravi-*"))


@pytest.mark.parametrize("size", SIZES)
async def test_all_papers_are_one_key_away_and_listed_once_they_are_there(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with open_room(tmp_path, size) as room:
        await at_the_end(room)
        await room.press("1")
        await until(room, f"{SET - 1} papers are in")
        assert isinstance(room.app.screen, WrittenPage)
        assert "Made: The summary for everyone (web page, PDF, Word)" in room.words
    folder = tmp_path / "ravi-term-2-papers"
    assert len(list(folder.iterdir())) == SET - 1, "nothing that was agreed has a date"


async def test_a_paper_that_was_made_is_opened_its_folder_shown_and_it_is_printed(
    tmp_path: Path, desktop: Desktop
) -> None:
    async with open_room(tmp_path) as room:
        await at_the_end(room)
        await make(room, "The page for the family", "dialogue.paper-pdf")
        pdf = tmp_path / "ravi-term-2-family.pdf"
        assert str(pdf) in "".join(room.text.split())
        for words, done in (("open", "open-done"), ("folder", "folder-done"), ("print", "print-done")):
            await choose(room, say(f"papers.{words}"))
            await until(room, say(f"papers.{done}"))
        await choose(room, say("papers.enough"))
        assert "Made: PDF" in room.words
        await room.press("escape")
        assert isinstance(room.app.screen, WrittenPage)
        assert "Made: The page for the family (PDF)" in room.words
    assert desktop.asked == [f"xdg-open {pdf}", f"xdg-open {tmp_path}", f"lp -- {pdf}"]


async def test_only_a_pdf_can_be_printed(tmp_path: Path, desktop: Desktop) -> None:
    async with open_room(tmp_path) as room:
        await at_the_end(room)
        await make(room, "The page for the family", "dialogue.paper-txt")
        assert say("papers.print") not in room.words
    assert desktop.asked == []


async def test_a_program_that_cannot_is_told_with_what_to_do(tmp_path: Path, desktop: Desktop) -> None:
    desktop.fail()
    async with open_room(tmp_path, (120, 40)) as room:
        await at_the_end(room)
        await make(room, "The child's letter", "dialogue.paper-pdf")
        await choose(room, say("papers.open"))
        await until(room, "could not be opened from here (no such thing). Open it from its folder.")
        await choose(room, say("papers.print"))
        await until(room, "could not be printed from here (no such thing).")
        await room.press("escape")
        await choose(room, "The child's letter")
        await choose(room, say("papers.copy"))
        await until(room, "The words could not be copied")


async def test_the_words_of_a_paper_are_copied_when_that_is_picked(tmp_path: Path, desktop: Desktop) -> None:
    async with open_room(tmp_path) as room:
        await at_the_end(room)
        await choose(room, say("papers.one"))
        assert desktop.copied == ""
        await choose(room, "The page for the family")
        await choose(room, say("papers.copy"))
        await until(room, say("papers.copied")[:40])
    assert "The bell rings in my ears." in " ".join(desktop.copied.split())
    assert beside(tmp_path) == [], "no file is made of it"


@pytest.mark.parametrize("paper", ["everyone", "family", "child", "panel"])
async def test_any_paper_is_read_aloud_from_the_plans_page(tmp_path: Path, paper: str) -> None:
    async with open_room(tmp_path) as room:
        await at_the_end(room)
        await room.press("escape")
        assert isinstance(room.app.screen, PlanPage)
        await choose(room, say("papers.show"))
        review = open_plan(tmp_path / "ravi.plan.json").plan.reviews
        assert say("papers.of-which") in room.words
        assert len(options(room)) == len(review)
        await room.press("enter")
        await pick_one(room, lambda one: getattr(one.value, "id", "") == paper)
        await choose(room, say("papers.aloud"))
        assert isinstance(room.app.screen, ReadingPage)
        told = " ".join(piece.text for piece in room.app.screen.aloud())
        assert "bell rings in my ears" in told
    assert beside(tmp_path) == []


async def test_while_papers_are_made_no_key_goes_to_the_page_beneath(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The set is held up until the keys were pressed: none of them begins a review or leaves."""
    go_on = threading.Event()
    write = PapersOfPlan.write

    def held_up(papers: PapersOfPlan, *of: str, **to: Any) -> Path:
        assert go_on.wait(30)
        return write(papers, *of, **to)

    async with open_room(tmp_path) as room:
        await at_the_end(room)
        monkeypatch.setattr(PapersOfPlan, "write", held_up)
        await room.press("escape")
        await choose(room, say("papers.show"))
        await room.press("enter")
        await choose_soon(room, say("papers.all"))
        assert isinstance(room.app.screen, PlanPage)
        for key in ("down", "enter", "1", "escape"):
            await room.pilot.press(key)
        assert isinstance(room.app.screen, PlanPage)
        assert not made_in(tmp_path)
        await room.pilot.press("f9")
        go_on.set()
        await until_covered_and_made(room, tmp_path)
        assert "The summary for everyone" not in room.words, "nothing stands on the cover"
        await room.press("escape")
        await until(room, f"{SET - 1} papers are in")
    assert unfinished(open_plan(tmp_path / "ravi.plan.json")) is None


async def choose_soon(room: Room, words: str) -> None:
    """Pick an option without waiting for what comes of it."""
    choices = room.app.screen.query_one(Choices)
    choices.place([words in one.text for one in choices.options].index(True))
    await room.pilot.press("enter")


def made_in(folder: Path) -> int:
    return sum(path.is_file() for path in folder.rglob("ravi-term-2-papers/*"))


async def until_covered_and_made(room: Room, folder: Path) -> None:
    for _ in range(500):
        await room.pilot.pause(0.02)
        if made_in(folder) == SET - 1:
            return
    pytest.fail(room.text)


async def test_while_a_plan_is_begun_the_list_of_plans_takes_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same holds for the list of plans, which carries dialogues as well."""
    path = new_plan(tmp_path / "ravi.plan.json", a_plan()).path
    go_on = threading.Event()

    def held_up(*_: object) -> Iterator[Do]:
        yield Do(lambda: go_on.wait(30))

    monkeypatch.setattr("facilitator.ui.screens.home_page.begun", held_up)
    page = HomePage(tmp_path, None)
    async with open_app(lambda: page) as room:
        page.picked("new")
        for key in ("1", "enter", "escape"):
            await room.pilot.press(key)
        assert room.app.screen is page
        assert page.carrying
        go_on.set()
        for _ in range(500):
            await room.pilot.pause(0.02)
            if not page.carrying:
                break
        page.picked(path)
        await room.settle()
        assert isinstance(room.app.screen, PlanPage)
