"""The page for the family is two printed pages at most, in every kind; what had no room is counted."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import explain, say
from facilitator.summary.as_much_as_fits import fitted
from facilitator.summary.as_pdf import Press, press_of_run
from facilitator.summary.page import Page, Words
from facilitator.summary.pages import make_page
from facilitator.summary.room import Room
from tests.summary.full_reviews import full
from tests.summary.printing import FONT_SETS, printed, with_fonts
from tests.summary.rendering import make_paper, render
from tests.summary.reviews import EMPTY, PLAN, SECOND
from tests.summary.scripts import SCRIPT

FULL = {
    "2 outcomes": full(2, 20, 4),
    "12 outcomes": full(12, 200, 30),
    "12 outcomes of many words": full(12, 200, 30, "We saw this and much more besides. " * 12),
    "words of one letter": full(12, 200, 12, "W" * 900),
    "60 actions": full(2, 4, 60),
}


def family(plan: Plan) -> Page:
    return make_page(plan, plan.reviews[-1], SCRIPT, audience="family")


@pytest.mark.parametrize("name", FULL)
def test_it_is_two_pages_at_most(name: str) -> None:
    page = family(FULL[name])
    assert Press().pages(page) <= 2
    assert page.size >= 11


@pytest.mark.sampled(3)
@pytest.mark.needs("browser", "pdftotext", "fonts")
@pytest.mark.parametrize("fonts", ["this computer's own", "few", "broad", "Noto"])
@pytest.mark.parametrize("name", FULL)
def test_a_browser_prints_it_on_two_pages(name: str, fonts: str, tmp_path: Path) -> None:
    assert fonts in FONT_SETS
    plan = FULL[name]
    html = render(plan, plan.reviews[-1], SCRIPT, kind="html", audience="family")
    assert len(printed(html, tmp_path, with_fonts(fonts, tmp_path))) <= 2


def test_what_had_no_room_is_counted_and_the_jobs_come_first() -> None:
    told = render(FULL["12 outcomes"], FULL["12 outcomes"].reviews[-1], SCRIPT, kind="txt", audience="family")
    assert all(f"Action {n}. We saw" in told for n in range(30)), "who does what has room before all else"
    counts = [int(one) for one in re.findall(r"There are (\d+) more", told)]
    assert counts
    shown = len(re.findall(r"“\d+\. We saw", told))
    assert shown + sum(counts) >= 200


def test_a_usual_review_is_there_as_a_whole() -> None:
    told = render(PLAN, SECOND, SCRIPT, kind="txt", audience="family")
    assert not re.search("There (is one|are .*) more", told)
    for words in (
        "Find Mina a quiet place for lunch",
        "The hall is too loud.",
        "68 of 100 read.",
        "Not agreed (Mum 2, Mr Lacey 4)",
    ):
        assert words in told
    assert "A week without tears." in told, "each side of what is not agreed is told in full"
    assert "We meet again on Friday 25 June 2027." in told


@pytest.fixture
def no_typst(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(sys.modules, "typst", None)
    press_of_run.cache_clear()
    yield
    press_of_run.cache_clear()


@pytest.mark.usefixtures("no_typst")
@pytest.mark.parametrize("kind", ["html", "txt", "docx"])
@pytest.mark.parametrize("name", ["Mina", "\uabcd\uabce", "\u1c5a\u1c5b", "\u5c0f\u660e"])
def test_without_what_lays_out_pdfs_the_other_kinds_are_made_all_the_same(kind: str, name: str) -> None:
    child = PLAN.child.model_copy(update={"full_name": name, "known_as": name})
    plan = PLAN.model_copy(update={"children": [child]})
    assert make_paper(plan, SECOND, SCRIPT, kind=kind, audience="family")
    with pytest.raises(Refusal, match=r"pdf\."):
        make_paper(plan, SECOND, SCRIPT, kind="pdf", audience="family")


def test_a_name_that_no_font_has_costs_the_pdf_alone() -> None:
    name = "\uabcd\uabce"
    plan = PLAN.model_copy(
        update={"children": [PLAN.child.model_copy(update={"full_name": name, "known_as": name})]}
    )
    assert name in render(plan, SECOND, SCRIPT, kind="txt", audience="family")


@pytest.mark.usefixtures("no_typst")
def test_without_it_a_long_review_has_two_pages_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plan = FULL["12 outcomes"]
    page = make_page(plan, plan.reviews[-1], SCRIPT, audience="family")
    monkeypatch.undo()
    assert 1 < Press().length(page) <= 2


def test_with_next_to_nothing_it_still_says_what_there_is() -> None:
    told = render(PLAN, EMPTY, SCRIPT, kind="txt", audience="family")
    assert say("family.no-tasks") in told
    assert say("summary.heading.said") not in told, "no heading with nothing under it"
    assert say("family.no-date") in told


@pytest.mark.parametrize("audience", ["family", "child"])
def test_a_paper_for_one_child_is_refused_for_several(audience: str) -> None:
    plan = PLAN.model_copy(update={"children": [*PLAN.children, PLAN.child.model_copy(update={"id": "c2"})]})
    with pytest.raises(Refusal) as refused:
        render(plan, SECOND, SCRIPT, kind="txt", audience=audience)
    assert refused.value.code == "summary.for-one-child"
    assert "for several" in explain(refused.value)


def test_each_person_has_a_slip_with_all_they_said_they_would_do() -> None:
    told = render(PLAN, SECOND, SCRIPT, kind="txt", audience="actions")
    slip = ["Find Mina a quiet place for lunch", "By when: Friday 19 March"]
    lines = ["What Mr Lacey will do", "After Mina's review on Friday 12 March 2027", *slip]
    places = [told.index(line) for line in lines]
    assert places == sorted(places)
    assert told.index("What Dad will do") < told.index(say("family.slip-nobody"))
    for action in SECOND.actions:
        assert told.count(action.what) == 1


# Room


def ask(room: Room) -> tuple[list[int], list[int], list[int]]:
    return room.some("a", [1, 2, 3]), room.some("b", [4, 5]), room.some("c", [6], rank=0)


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        (0, ([], [], [])),
        (1, ([], [], [6])),
        (2, ([1], [], [6])),
        (3, ([1], [4], [6])),
        (5, ([1, 2], [4, 5], [6])),
        (6, ([1, 2, 3], [4, 5], [6])),
    ],
)
def test_the_lowest_rank_has_room_first_and_lists_of_one_rank_take_turns(
    kept: int, shown: tuple[list[int], ...]
) -> None:
    whole = Room()
    assert ask(whole) == ([1, 2, 3], [4, 5], [6])
    assert [whole.left(name) for name in "abc"] == [0, 0, 0]
    room = Room(whole, kept)
    assert ask(room) == shown
    assert [room.left(name) for name in "abc"] == [3 - len(shown[0]), 2 - len(shown[1]), 1 - len(shown[2])]


# How much of it has room


class Measured(Press):
    """Counts how often a page was laid out; as long as the things on it, which letters say little of."""

    def __init__(self, lengths: list[float]) -> None:
        self.lengths, self.tries = lengths, 0

    def length(self, page: Page) -> float:
        self.tries += 1
        return sum(self.lengths[: len(page.blocks)]) * page.size / 11.88


def of_words(words: list[str], room: Room) -> Page:
    shown = room.some("words", words)
    return Page("Words", tuple(map(Words, shown)), at_most=2)


@given(st.lists(st.tuples(st.integers(1, 400), st.floats(0.001, 0.5)), max_size=60))
def test_it_holds_as_many_things_as_fit_in_the_largest_letters_that_do(
    things: list[tuple[int, float]],
) -> None:
    words, press = ["w" * letters for letters, _ in things], Measured([length for _, length in things])
    page = fitted(lambda room: of_words(words, room), lambda: press)
    shown, tries = len(page.blocks), press.tries
    most = max(n for n in range(len(things) + 1) if sum(press.lengths[:n]) <= 2)
    assert shown == most
    assert press.length(replace(page, size=page.size * 1.08)) <= 2 + 1e-9
    larger = page.size + 0.5
    assert larger > 12 or press.length(replace(page, size=larger * 1.08)) > 2
    assert tries <= 16


def test_a_long_review_is_laid_out_a_few_times_only(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[float] = []
    length = Press.length

    def counted(press: Press, page: Page) -> float:
        sizes.append(page.size)
        return length(press, page)

    monkeypatch.setattr(Press, "length", counted)
    family(FULL["12 outcomes"])
    assert 1 < len(sizes) <= 6
