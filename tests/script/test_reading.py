"""Sentences, words, syllables and grades."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.script.reading_grade import grade, sentences, syllables, words


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("school", 1),
        ("people", 2),
        ("Mina's", 2),
        ("don’t", 1),
        ("so-so", 2),
        ("assessment", 3),
        ("60", 2),
        ("Okafor", 3),
        ("Brackenfield", 3),
        ("zzz", 1),
    ],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_sentences_end_at_their_marks_and_at_lines() -> None:
    assert sentences("Stop. Is it right?  “Yes!” she said…\nThen\n\n- -") == [
        "Stop.",
        "Is it right?",
        "“Yes!",
        "she said…",
        "Then",
    ]


def test_a_quotation_is_a_sentence_when_another_follows() -> None:
    assert sentences("Mum: “the hall is too loud” What next?") == [
        "Mum: “the hall is too loud”",
        "What next?",
    ]
    assert sentences("She said “no” and left.") == ["She said “no” and left."]


def test_words_keep_their_apostrophes_and_hyphens() -> None:
    assert words("Don't say “so-so”, Mr Lacey's 12/3.") == [
        "Don't",
        "say",
        "so-so",
        "Mr",
        "Lacey's",
        "12",
        "3",
    ]


def test_grades_are_those_of_flesch_and_kincaid() -> None:
    assert grade("The cat sat on the mat.") == pytest.approx(0.39 * 6 + 11.8 - 15.59)
    assert grade("What is hard at school?") < 2
    assert grade("Determine the subsequent evaluation.") > 4
    assert grade("") == 0


@given(st.text())
def test_any_text_has_a_grade(text: str) -> None:
    assert grade(text) == grade(text)
    assert all(syllables(word) >= 1 for word in words(text))
