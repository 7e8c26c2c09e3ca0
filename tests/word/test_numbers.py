"""Numbers in labels and boxes."""

from __future__ import annotations

import pytest

from facilitator.word.form.labels import read_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2", 2),
        ("2.", 2),
        (" 02 ", 2),
        ("\uff12", 2),
        ("two", 2),
        ("TWO:", 2),
        ("2nd", 2),
        ("Second", 2),
        ("II", 2),
        ("Outcome 2", 2),
        ("Outcome no. 2", 2),
        ("Outcome no:\u00a02", 2),
        ("Term three", 3),
        ("Term \u2013 3", 3),
        ("second term", 2),
        ("sixth", 6),
        ("twelfth", 12),
        ("twentieth", 20),
        ("twenty-one", 21),
        ("Twenty one", 21),
        ("60", 60),
    ],
)
def test_a_number_is_read_in_figures_and_words(text: str, number: int) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(
    "text",
    ["", " ", "x", "the", "-", "1 and 2", "2-3", "2/3", "1.5", "\u00bd", "2a", "Outcome", "12345",
     "By the end of Year 3 Mina will read", "one of the two", "reading 2 books"],
)  # fmt: skip
def test_what_is_not_certainly_one_number_is_none(text: str) -> None:
    assert read_number(text) is None
