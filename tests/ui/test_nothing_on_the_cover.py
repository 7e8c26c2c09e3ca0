"""No page that is reached under the cover speaks of why it was needed; the help page says what to do."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from facilitator.files.plans import new_plan
from facilitator.plain.line_by_line import run_review
from facilitator.script.words_by_key import Catalogue
from facilitator.ui.first_screens import plan_screen
from facilitator.ui.screens.cover_ways import CoverWays
from facilitator.ui.screens.help import HelpPage
from facilitator.ui.screens.plan_page import PlanPage
from facilitator.ui.screens.written_page import WrittenPage
from facilitator.ui.widgets.drawn import Drawn
from tests.ui.plans import START, a_plan
from tests.ui.room import SIZES, Room, open_app, open_room

if TYPE_CHECKING:
    from pathlib import Path

TELLING = (
    *("safe", "unsafe", "protect", "disclos", "distress", "harm", "abuse", "neglect", "danger", "at risk"),
    *("999", "police", "social worker", "social care", "secret", "afraid", "scared", "emergency", "deputy"),
    *("tell the school", "tell somebody", "dsl", "childline", "worried about", "cause for concern"),
)
"""Words of safeguarding: none of them may stand where a child who has just told something can read it."""


def drawn(room: Room) -> str:
    """Return everything on the page, what is scrolled out of sight too, with what the screen shows."""
    widgets = room.app.screen.query(Drawn)
    whole = [line.plain for widget in widgets for line in widget.lines(max(1, widget.size.width))]
    return " ".join(" ".join([room.text, *whole]).split())


def telling(text: str) -> list[str]:
    """Return the words of safeguarding in a text."""
    return [word for word in TELLING if word in text.casefold()]


@pytest.mark.parametrize("size", SIZES)
async def test_no_page_under_the_cover_or_right_after_it_speaks_of_it(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with open_room(tmp_path, size) as room:
        await room.go_to("child.going-well")
        await room.type("I like my cards")
        await room.pilot.press(*"half")
        seen: dict[str, str] = {}

        async def press(*keys: str) -> None:
            await room.press(*keys)
            seen[f"{len(seen)} {type(room.app.screen).__name__} {keys}"] = drawn(room)

        await press("f9")
        await press("x", "f1")
        await press("ctrl+q")  # points out the words that are half typed
        await press("f10")
        assert isinstance(room.app.screen, CoverWays)
        await press("down")
        await press("f1")
        await press("escape")
        await press("escape")
        assert room.turn == "child.going-well"
        await press("f9", "f10", "down", "enter")
        assert isinstance(room.app.screen, WrittenPage)
        await press("escape")
        assert isinstance(room.app.screen, PlanPage)
    assert len(seen) == 10
    for page, text in seen.items():
        assert len(text) > 40, page
        assert telling(text) == [], page


@pytest.mark.parametrize("size", SIZES)
async def test_nor_does_a_page_under_a_cover_without_a_meeting(tmp_path: Path, size: tuple[int, int]) -> None:
    path = new_plan(tmp_path / "ravi.plan.json", a_plan()).path
    async with open_app(lambda: plan_screen(path, None), size) as room:
        for keys in (["f9"], ["f10"], ["escape"], ["escape"]):
            await room.press(*keys)
            assert telling(drawn(room)) == []


@pytest.mark.parametrize("size", SIZES)
async def test_stopping_for_today_says_only_that_all_is_kept(tmp_path: Path, size: tuple[int, int]) -> None:
    async with open_room(tmp_path, size) as room:
        await room.go_to("child.going-well")
        await room.press("f9", "f10", "end", "enter")
    assert len(room.app.farewell) == 1
    assert telling(" ".join(room.app.farewell)) == []


@pytest.mark.parametrize("size", SIZES)
async def test_the_help_page_says_what_to_do_and_the_palette_does_not(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with open_room(tmp_path, size) as room:
        await room.press("f1")
        assert isinstance(room.app.screen, HelpPage)
        help_text = drawn(room)
        assert "designated safeguarding lead" in help_text
        assert "999" in help_text
        await room.press("end")
        assert "this program." in room.words
        await room.press("escape")
        offered = " ".join(f"{one.title} {one.help}" for one in room.app.get_system_commands(room.app.screen))
        assert "Cover the screen" in offered
        assert telling(offered) == []


def test_no_key_word_of_a_cover_speaks_of_it_in_the_catalogue() -> None:
    """Sentences that no test above happens to meet."""
    from facilitator.script.prompts_folder import find_prompts

    catalogue = Catalogue(find_prompts())
    words = {**catalogue.words("screen"), **catalogue.words("plain"), **catalogue.words("keys")}
    covers = {key: text for key, text in words.items() if "cover" in key}
    assert len(covers) > 12
    assert {key: telling(text) for key, text in covers.items() if telling(text)} == {}


def test_the_plain_cover_speaks_of_nothing_and_the_plain_help_says_what_to_do(tmp_path: Path) -> None:
    path = new_plan(tmp_path / "ravi.plan.json", a_plan()).path

    def said(typed: str) -> str:
        out = io.StringIO()
        run_review(path, now=lambda: START, source=io.StringIO(typed), target=out)
        return out.getvalue()

    before = said("today\nnext\n")
    under = said("cover\nhelp\nwhat now\nundo\npause\ncover\ngo on\n").removeprefix(before)
    assert "Nothing is being written down. Type “go on” when you are ready." in under
    assert "take the cover away" in under, "help says what can be typed"
    assert telling(under) == []
    assert "designated safeguarding lead" in said("help\n")
    after = said("cover\nend early because of tea\nwrite\nno\n")
    assert "is now in" in after
    assert telling(after) == []
