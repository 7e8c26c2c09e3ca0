"""A letter is one printed page: nothing is cut in the middle, and what is left out is counted."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import given, settings

from facilitator.plan.people import CHILD
from facilitator.plan.reviews import Review
from facilitator.summary import letter_sentences, render
from facilitator.summary.letter import make_letter
from facilitator.summary.letter_shapes import Group, Letter, Told
from facilitator.summary.one_page import fitted
from tests.summary.letters import LONG, mina, said, too_much, with_words
from tests.summary.page import one_line, read_page
from tests.summary.reviews import PLAN, SECOND
from tests.summary.scripts import SCRIPT
from tests.summary.test_everything import reviews

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
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
    goals = {aim.place: aim for aim in whole.goals}
    for aim in page.goals:
        assert len(texts(aim.groups)) + counted(aim.more) == len(texts(goals[aim.place].groups))
    assert (page.differ, page.meet, page.lead) == (whole.differ, whole.meet, whole.lead)


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
    held = [
        *review.statements,
        *review.parked,
        *(one for check in review.last_actions for one in check.statements),
    ]
    assert sorted(texts(whole.said)) == sorted(one.text for one in held if one.speaker == CHILD)
    shown = read_page(render(PLAN, review, SCRIPT, kind="html", audience="child")).words
    assert set(texts(page.said)) <= set(shown)


def test_a_letter_that_fits_is_whole() -> None:
    whole = make_letter(mina(), SECOND, SCRIPT)
    assert fitted(whole) == whole


def test_the_first_words_on_each_thing_and_the_childs_own_actions_come_first() -> None:
    plan, review = too_much()
    page = fitted(make_letter(plan, review, SCRIPT))
    assert [group.words[0].text for group in page.said] == [
        "I like the swings. (0)", "I like the swings. (1)", "I like the swings. (2)",
    ]  # fmt: skip
    assert page.tasks[0].what == "Do thing 39. I like the swings.", "it follows from the child's words"
    assert len(page.tasks) >= 2
    assert len(page.goals) >= 2


def test_it_says_how_many_more_and_where_they_stand() -> None:
    plan, review = too_much()
    for kind in ("html", "txt"):
        page = render(plan, review, SCRIPT, kind=kind, audience="child")
        told = one_line(read_page(page).text if kind == "html" else page)
        assert re.search(r"There are \d\d more things you said. They are in the big summary.", told)
        assert re.search(r"There are \d\d more things people will do. They are in the big summary.", told)
        assert re.search(r"There are \d+ more goals. They are in the big summary.", told)
    aloud = " ".join(letter_sentences(plan, review, SCRIPT))
    assert re.search(r"There are \d\d more things you said. They are in the big summary.", aloud)


def test_a_text_that_is_longer_than_a_page_is_counted_and_never_cut() -> None:
    review = with_words(said(1, "word " * 3000), said(2, "Short."))
    told = one_line(render(PLAN, review, SCRIPT, kind="txt", audience="child"))
    assert "“Short.”" in told
    assert "word word" not in told
    assert "There is 1 more thing you said. It is in the big summary." in told
    assert "word word" in render(PLAN, review, SCRIPT, kind="txt"), "as it says"


def test_a_very_full_review_takes_less_than_a_second() -> None:
    plan, review = too_much("It goes on and on.", 200)
    start = time.perf_counter()
    render(plan, review, SCRIPT, kind="html", audience="child")
    assert time.perf_counter() - start < 1


@pytest.mark.skipif(BROWSER is None, reason="there is no browser to print with")
def test_a_browser_prints_it_on_one_page(tmp_path: Path) -> None:
    """All at once, with a page break after each: a browser takes long to start."""
    assert BROWSER
    pages = [render(plan, review, SCRIPT, kind="html", audience="child") for plan, review in PAGES.values()]
    bodies = [re.sub("(?s).*<body>(.*)</body>.*", r"<div class=page>\1</div>", page) for page in pages]
    together = re.sub("(?s)<body>.*</body>", "<body>@@</body>", pages[0]).replace("@@", "".join(bodies))
    style = "<style>.page { break-after: page; } .page:last-child { break-after: auto; }</style>"
    source, printed = tmp_path / "all.html", tmp_path / "all.pdf"
    source.write_text(together.replace("</head>", f"{style}</head>"), encoding="utf-8")
    subprocess.run(
        [BROWSER, "--headless", "--no-sandbox", "--no-pdf-header-footer", f"--user-data-dir={tmp_path}/b",
         f"--print-to-pdf={printed}", source.as_uri()],
        check=True, capture_output=True, timeout=90,
    )  # fmt: skip
    assert len(re.findall(rb"/Type\s*/Page\b", printed.read_bytes())) == len(PAGES)
