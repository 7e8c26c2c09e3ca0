"""The one gate that every text passes."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from facilitator.plan.text import (
    LONGEST_LINE,
    LONGEST_WORDS,
    Line,
    Name,
    SaidWords,
    Words,
    clean,
    clean_line,
    in_short,
)

NAMES = [
    "محمد علی",
    "Zoë O’Connor-Šarić",
    "Nguye\u0302\u0303n",
    "👩\u200d🦽 Sam",
    "ਹਰਪ੍ਰੀਤ",
    "X",
    "[Bo] {{ Jo }} %Mo%",
]


@pytest.mark.parametrize("name", NAMES)
def test_names_are_kept_to_the_letter(name: str) -> None:
    assert TypeAdapter(Name).validate_python(name) == name


@pytest.mark.parametrize(
    ("raw", "seen"),
    [
        ("a\x1b[2Jb", "a\u241b[2Jb"),
        ("a\x00b", "a\u2400b"),
        ("a\x7fb", "a\u2421b"),
        ("a\x9bb", "a\ufffdb"),
        ("a\u202eb", "a\ufffdb"),
        ("a\u2066b", "a\ufffdb"),
        ("a\U000e0041b", "a\ufffdb"),
        ("a\ud800b", "a\ufffdb"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\tb", "a\tb"),
    ],
)
def test_what_could_harm_a_screen_is_replaced_visibly(raw: str, seen: str) -> None:
    assert clean(raw) == seen


@given(st.text())
def test_nothing_harmful_comes_through_and_nothing_else_changes(text: str) -> None:
    cleaned = clean(text)
    harmful = {"Cc", "Cs"}
    assert all(unicodedata.category(letter) not in harmful or letter in "\t\n" for letter in cleaned)
    assert clean(cleaned) == cleaned
    assert len(cleaned) <= len(text)
    cleaned.encode("utf-8")


@given(st.text())
def test_a_line_is_one_line(text: str) -> None:
    assert len(clean_line(text).splitlines()) <= 1


def test_words_may_be_long_but_not_endless() -> None:
    words = TypeAdapter(Words)
    assert len(words.validate_python("x" * 10_000)) == 10_000
    with pytest.raises(ValidationError):
        words.validate_python("x" * (LONGEST_WORDS + 1))
    with pytest.raises(ValidationError):
        TypeAdapter(Line).validate_python("x" * (LONGEST_LINE + 1))


@pytest.mark.parametrize("kind", [TypeAdapter(SaidWords), TypeAdapter(Name)])
def test_what_must_say_something_may_not_be_blank(kind: TypeAdapter[str]) -> None:
    with pytest.raises(ValidationError):
        kind.validate_python(" \n ")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Reads a page.", "Reads a page."),
        ("Reads  a\npage.", "Reads a page."),
        ("Reads a whole page aloud", "Reads a whole page…"),
        ("読" * 40, "読" * 19 + "…"),
        ("Donaudampfschifffahrtsgesellschaft here", "Donaudampfschifffah…"),
        ("", ""),
    ],
)
def test_long_words_are_cut_where_a_word_ends_or_where_they_must_be(text: str, shown: str) -> None:
    assert in_short(text, 20) == shown
    assert len(in_short(text, 20)) <= 20
