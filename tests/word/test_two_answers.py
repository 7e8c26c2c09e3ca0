"""Two answers to one thing, a review's day that is no day, and what the next review lacks: all are told."""

from __future__ import annotations

from copy import deepcopy
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.plan.refusal import Refusal
from facilitator.script.loading import find_prompts
from facilitator.script.phrases_in_forms import load_phrases
from facilitator.word.answers.days import read_about
from tests.word.awkward import WORD, Document, base, paragraph, retype, texts_of, w, x
from tests.word.holding import begin, opened
from tests.word.judging import FOR
from tests.word.variants_of_names import on_top

PHRASES = load_phrases(find_prompts())


def told(d: Document) -> str:
    """Return what the chair is told of a document, in one text."""
    return "\n".join(opened(d.data()).notices)


def further_row(d: Document, purpose: str, *texts: str) -> None:
    """Put a copy of a row behind it, with other answers in it."""
    mine = d.row(purpose)
    copy = deepcopy(mine)
    cells = list(copy.iter(w("tc")))
    for each in cells:
        each.attrib.pop(FOR, None)
    for each, text in zip(cells[1:], texts, strict=False):
        for old in texts_of(each):
            old.text = ""
        next(each.iter(w("p"))).append(x(f"<w:r><w:t>{text}</w:t></w:r>"))
    mine.addnext(copy)


@pytest.mark.parametrize(
    ("lines", "label", "answers"),
    [
        ("Date of birth: 01/02/2017\nDOB: 02/02/2017", "Date of birth", ("01/02/2017", "02/02/2017")),
        ("Start date: 01/09/2025\nDate of plan: 08/09/2025", "Plan start date", ("01/09/2025", "08/09/2025")),
    ],
)
def test_a_second_label_with_another_answer_is_told_with_both(
    lines: str, label: str, answers: tuple[str, str]
) -> None:
    made = base(WORD)
    on_top(made, lines)
    notice = next(one for one in opened(made.data()).notices if f"“{label}”" in one)
    assert all(answer in notice for answer in answers)


def test_a_second_label_with_the_same_answer_is_not_worth_a_word() -> None:
    made = base(WORD)
    on_top(made, "Date of birth: 01/02/2017\nDOB: 01/02/2017")
    assert "two answers" not in told(made)


def test_two_days_of_one_review_are_told() -> None:
    made = base(WORD)
    made.table("r1.date").addprevious(paragraph("Date of review: 05/12/2025"))
    assert "“05/12/2025” and “04/12/2025”" in told(made)


def test_two_rows_of_one_view_are_both_read_and_no_further_review() -> None:
    made = base(WORD)
    further_row(made, "r1.parent.working", "Dad sees more smiles.", "Dad finds mornings hard.")
    word = opened(made.data())
    assert word.reading.periods() == [1, 2, 3]
    texts = {entry.text for entry in word.plan.reviews[0].entries}
    assert {"Dad sees more smiles.", "Dad finds mornings hard."} <= texts


def test_a_second_row_of_one_outcome_is_told() -> None:
    made = base(WORD)
    made.say("r1.o2.number", "1")
    assert "Two rows of Term 1 are about outcome 1." in told(made)


# The day of a review


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Autumn 2025", date(2025, 9, 1)),
        ("Autumn term 2025", date(2025, 9, 1)),
        ("Autumn Term 2, 2025", date(2025, 9, 1)),
        ("Spring 2025/26", date(2026, 1, 1)),
        ("Autumn 2025-2026", date(2025, 9, 1)),
        ("summer term (2026)", date(2026, 4, 1)),
        ("December 2025", date(2025, 12, 1)),
        ("end of Nov 2025", date(2025, 11, 1)),
        ("w/c 1 December 2025", date(2025, 12, 1)),
        ("week beginning 01/12/2025", date(2025, 12, 1)),
    ],
)
def test_a_season_a_month_or_a_week_is_a_day_that_is_told(text: str, day: date) -> None:
    assert read_about(text, PHRASES) == day
    made = base(WORD)
    made.say("r1.date", text)
    word = begin(made.data()).word
    assert [review.date for review in word.plan.reviews] == [day]
    assert [problem.code for problem in word.problems] == ["word.about-a-day"]


@pytest.mark.parametrize(
    "text", ["Autumn", "2025", "to be agreed", "Autumn 2025 or Spring 2026", "soon in 2025"]
)
def test_what_is_no_time_of_a_year_stays_unclear(text: str) -> None:
    assert read_about(text, PHRASES) is None
    made = base(WORD)
    made.say("r1.date", text)
    with pytest.raises(Refusal) as refused:
        begin(made.data())
    assert refused.value.code == "word.held-without-date"


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_none(text: str) -> None:
    assert read_about(text, PHRASES) is None or any(letter.isdigit() for letter in text)


# What the next review lacks


def test_a_row_that_the_next_review_lacks_is_told_before_the_meeting() -> None:
    made = base(WORD)
    for block in ("r2", "r3"):
        retype(next(made.row(f"{block}.child.working").iter(w("p"))), "Pupil voice")
    assert "Term 2 has no place for “Child View, What's working”" in told(made)


def test_where_all_reviews_are_alike_nothing_is_lacking() -> None:
    assert "no place for" not in told(base(WORD))
