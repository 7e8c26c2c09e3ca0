"""A letter is one printed page: nothing is cut in the middle, and what is left out is counted."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings

from facilitator.plan.people import CHILD
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review
from facilitator.summary.letter import make_letter
from facilitator.summary.letter_on_one_page import fitted
from facilitator.summary.letter_shapes import Group, Letter, Told
from tests import making
from tests.effort import effort
from tests.looking import every_word
from tests.summary.letters import BORN, LONG, mina, said, too_much, with_words
from tests.summary.page import one_line, read_page
from tests.summary.printing import FONT_SETS, body_of, letters_of, printed, printed_letters, with_fonts
from tests.summary.random_letters import random_letter
from tests.summary.rendering import letter_aloud, render
from tests.summary.reviews import PLAN, SECOND
from tests.summary.scripts import SCRIPT
from tests.summary.test_everything import reviews

pytestmark = pytest.mark.sampled(2)

OWN = "this computer's own"
PAGES = {
    "believable": (mina(), SECOND),
    "many": too_much(),
    "long": too_much(LONG),
    "wide": too_much("WWW MMMM @@@ WAW " * 4, 25),
    "unbroken": too_much("well-known-" * 20, 25),
    "urdu": too_much("وہ سکول میں خوش ہے۔ " * 4, 25),
    "chinese": too_much("我喜欢学校的秋千和滑梯" * 6, 25),
    "lines": too_much("one\n\ntwo\nthree", 25),
    "huge": too_much("a bit more " * 1500, 6),
}


def texts(groups: list[Group]) -> list[str]:
    return [own.text for group in groups for own in group.words]


def counted(sentences: list[Told]) -> int:
    """Return how many things a letter says are left out of a part."""
    found = re.search(r"\d+", sentences[0].plain()) if sentences else None
    return int(found[0]) if found else 0


def check_nothing_is_lost(whole: Letter, page: Letter) -> None:
    """Check that each thing is on the page to the letter, or counted where it should be."""
    for shown, held, more in (
        (texts(page.said), texts(whole.said), page.more_said),
        ([*texts(page.will_know), *(job.what for job in page.tasks)],
         [*texts(whole.will_know), *(job.what for job in whole.tasks)], page.more_tasks),
        ([aim.wording for aim in page.goals], [aim.wording for aim in whole.goals], page.more_goals),
    ):  # fmt: skip
        assert set(shown) <= set(held)
        assert len(shown) + counted(more) == len(held)
    places = {aim.place for aim in page.goals}
    on_goals = [
        sum(len(texts(aim.groups)) + len(aim.tasks) for aim in one.goals if aim.place in places)
        for one in (page, whole)
    ]
    assert on_goals[0] + counted(page.more_on_goals) == on_goals[1]
    differ = whole.differ if len(page.goals) == len(whole.goals) else whole.differ_unnamed
    assert (page.differ, page.meet, page.lead) == (differ, whole.meet, whole.lead)


@pytest.mark.parametrize("name", list(PAGES))
def test_what_has_no_room_is_counted(name: str) -> None:
    plan, review = PAGES[name]
    whole = make_letter(plan, review, SCRIPT)
    check_nothing_is_lost(whole, fitted(whole))


@settings(max_examples=40)
@given(reviews())
def test_whatever_the_child_said_is_there_or_counted(review: Review) -> None:
    whole = make_letter(PLAN, review, SCRIPT)
    page = fitted(whole)
    check_nothing_is_lost(whole, page)
    own = [one for one in every_word(review) if one.by == CHILD and one.about not in ("o1", "o2")]
    assert sorted(texts(whole.said)) == sorted(one.text for one in own)
    shown = read_page(render(PLAN, review, SCRIPT, kind="html", audience="child")).words
    assert set(texts(page.said)) <= set(shown)


def test_a_letter_that_fits_is_whole_and_large() -> None:
    whole = make_letter(PLAN, with_words(said(1, "Short.")), SCRIPT)
    assert fitted(whole) == whole
    assert whole.size == 14


def test_letters_get_smaller_before_a_word_is_left_out_and_never_small() -> None:
    whole = make_letter(mina(), SECOND, SCRIPT)
    assert fitted(whole) == replace(whole, size=13)
    assert {fitted(make_letter(*held, SCRIPT)).size for held in PAGES.values()} == {12, 13, 14}


def test_only_names_that_fill_a_page_make_letters_small() -> None:
    whole = make_letter(mina(known_as="W" * 300), SECOND, SCRIPT)
    page = fitted(whole)
    assert page.size < 12
    check_nothing_is_lost(whole, page)


def test_the_first_words_on_each_thing_and_the_childs_own_actions_come_first() -> None:
    plan, review = too_much()
    page = fitted(make_letter(plan, review, SCRIPT))
    assert [group.words[0].text for group in page.said] == [
        "I like the swings. (0)", "I like the swings. (1)", "I like the swings. (2)",
    ]  # fmt: skip
    assert page.tasks[0].what == "Do thing 39. I like the swings.", "it follows from the child's words"
    assert len(page.tasks) >= 2
    assert len(page.goals) >= 2


@pytest.mark.parametrize("goals", [3, 6, 8])
def test_what_the_child_works_on_is_there_before_anything_else(goals: int) -> None:
    """A page may be full; but a goal that is missing is a worse gap than a job of somebody else."""
    plan, review = too_much(count=40)
    kept = [item for item in plan.items if (item.number or 0) <= goals and item.kind == "outcome"]
    about = {item.id for item in kept} | {None}
    fewer = plan.model_copy(update={"items": kept})
    held = review.model_copy(
        update={
            "entries": [one for one in review.entries if one.about in about],
            "scores": [one for one in review.scores if one.about in about],
        }
    )
    page = fitted(make_letter(fewer, held, SCRIPT))
    assert [aim.title.plain() for aim in page.goals] == [f"Goal {n}" for n in range(1, goals + 1)]


def test_no_goal_is_named_that_is_not_on_the_page() -> None:
    plan, review = too_much(LONG)
    apart = [making.not_agreed(score.about, by=date(2027, 4, 2)) for score in review.scores]
    page = fitted(make_letter(plan, review.model_copy(update={"scores": apart}), SCRIPT))
    assert len(page.goals) < 12
    told = " ".join(one.plain() for one in page.differ)
    assert "do not all agree yet on some things" in told
    assert "oal" not in told


def test_it_says_how_many_more_and_where_they_stand() -> None:
    plan, review = too_much()
    for kind in ("html", "txt"):
        page = render(plan, review, SCRIPT, kind=kind, audience="child")
        told = one_line(read_page(page).text if kind == "html" else page)
        assert re.search(r"There are \d\d more things you said. They are in the big summary.", told)
        assert re.search(r"There are \d\d more things people will do. They are in the big summary.", told)
        assert re.search(r"There are \d+ more things about these. They are in the big summary.", told)
    aloud = " ".join(letter_aloud(plan, review, SCRIPT))
    assert re.search(r"There are \d\d more things you said. They are in the big summary.", aloud)


def test_a_text_that_is_longer_than_a_page_is_counted_and_never_cut() -> None:
    review = with_words(said(1, "word " * 3000), said(2, "Short."))
    told = one_line(render(PLAN, review, SCRIPT, kind="txt", audience="child"))
    assert "“Short.”" in told
    assert "word word" not in told
    assert "There is 1 more thing you said. It is in the big summary." in told
    assert "word word" in render(PLAN, review, SCRIPT, kind="txt"), "as it says"


def test_a_very_full_review_takes_little_work() -> None:
    plan, review = too_much("It goes on and on.", 200)
    assert effort(partial(render, plan, review, SCRIPT, kind="html", audience="child")) < 250


# On paper


def letters_by_name() -> dict[str, str]:
    """The letters above, those of all ages, and some of made-up words in many scripts."""
    made: dict[str, tuple[Plan, Review]] = dict(PAGES)
    made |= {band: (mina(band), SECOND) for band in BORN}
    made |= {f"pictured {count}": with_pictures(count) for count in (3, 8, 14, 30)}
    made |= {f"random {number}": random_letter(number) for number in range(12)}
    return {name: letter_of(*held) for name, held in made.items()}


def with_pictures(count: int) -> tuple[Plan, Review]:
    """Return a review in which a child of five said so many things that have a picture, some of a goal."""
    fields = ("working", "not_working", "matters")
    own = [
        said(n, f"I like football ({n})", fields[n % 3], "o1" if n % 5 == 4 else None) for n in range(count)
    ]
    pictured = [one.model_copy(update={"picture": "football"}) for one in own]
    entries = [one for one in SECOND.entries if one.by != CHILD]
    return mina("4-7"), SECOND.model_copy(update={"entries": [*entries, *pictured]})


def letter_of(plan: Plan, review: Review) -> str:
    return render(plan, review, SCRIPT, kind="html", audience="child")


def check_paper(letters: dict[str, str], folder: Path, fonts: str) -> None:
    """Check that each letter is one page with every word on it."""
    pages = printed_letters(letters, folder, with_fonts(fonts, folder))
    assert {name: len(texts) for name, texts in pages.items()} == dict.fromkeys(letters, 1)
    for name, html in letters.items():
        shown = letters_of([read_page(body_of(html)).text])
        assert letters_of(pages[name]) == shown, name


@pytest.mark.slow
@pytest.mark.needs("browser", "pdftotext")
def test_a_browser_prints_it_on_one_page(tmp_path: Path) -> None:
    check_paper(letters_by_name(), tmp_path, OWN)


@pytest.mark.slow
@pytest.mark.needs("browser", "pdftotext")
@pytest.mark.parametrize("name", ["believable", "many", "huge"])
def test_a_browser_prints_it_on_one_page_when_it_stands_alone(name: str, tmp_path: Path) -> None:
    html = letter_of(*PAGES[name])
    (page,) = printed(html, tmp_path, with_fonts(OWN, tmp_path))
    assert letters_of([page]) == letters_of([read_page(body_of(html)).text])


@pytest.mark.sampled(2)
@pytest.mark.slow
@pytest.mark.needs("browser", "pdftotext", "fonts")
@pytest.mark.parametrize("fonts", [name for name in FONT_SETS if name != OWN])
def test_a_browser_with_other_fonts_prints_it_on_one_page(fonts: str, tmp_path: Path) -> None:
    check_paper(letters_by_name(), tmp_path, fonts)


@pytest.mark.slow
@pytest.mark.needs("browser", "pdftotext", "fonts")
@pytest.mark.parametrize("fonts", ["few", "broader", "all letters alike"])
def test_a_browser_that_cannot_make_fonts_alike_prints_it_on_one_page(fonts: str, tmp_path: Path) -> None:
    """Browsers before 2024 pass over what they do not know, and take what stands for those that do not."""
    letters = {
        name: html.replace("font-size-adjust: ch-width 0.556; }", "}").replace(
            "@supports not (font-size-adjust: ch-width 0.556)", "@media all"
        )
        for name, html in letters_by_name().items()
    }
    assert not any("font-size-adjust" in html for html in letters.values())
    check_paper(letters, tmp_path, fonts)


@pytest.mark.thorough
@pytest.mark.needs("browser", "pdftotext", "fonts")
@pytest.mark.parametrize("fonts", list(FONT_SETS))
@pytest.mark.parametrize("first", range(1000, 2000, 250))
def test_a_browser_prints_any_letter_on_one_page(first: int, fonts: str, tmp_path: Path) -> None:
    letters = {str(number): letter_of(*random_letter(number)) for number in range(first, first + 250)}
    check_paper(letters, tmp_path, fonts)


@pytest.mark.slow
@pytest.mark.needs("browser", "pdftotext", "fonts")
@pytest.mark.parametrize("fonts", ["few", "all letters alike"])
def test_nothing_is_cut_from_the_printed_summary_for_everyone(fonts: str, tmp_path: Path) -> None:
    surroundings = with_fonts(fonts, tmp_path)
    plan, review = random_letter(5)
    for held in (too_much("WWW well-known-" * 20, 12), (plan, review)):
        html = render(*held, SCRIPT, kind="html")
        shown = letters_of([read_page(body_of(html)).text])
        assert not shown - letters_of(printed(html, tmp_path, surroundings)), "heads of tables come twice"
