"""A text is given as many lines as it takes in the broadest font, wherever a browser breaks it."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.summary.line_count import FIXED, line_count

ROOM = 25.0
TEXTS = st.text(st.sampled_from("aiW é-,我。سമ😀\u0301\n"), max_size=120)


@given(TEXTS)
def test_a_font_whose_letters_are_all_alike_has_room(text: str) -> None:
    for line in text.split("\n"):
        assert line_count(line, ROOM) >= math.ceil(FIXED * len(line.rstrip(" ")) / ROOM)


@given(TEXTS, TEXTS)
def test_more_words_take_no_fewer_lines(text: str, more: str) -> None:
    assert line_count(f"{text} {more}", ROOM) >= line_count(text, ROOM)
    assert line_count(f"{text}\n{more}", ROOM) == line_count(text, ROOM) + line_count(more, ROOM)


@pytest.mark.parametrize(
    ("text", "at_least"),
    [
        ("", 1),
        ("one\r\ntwo\u2028three\n\nfive", 5),
        ("n" * 39, 2),
        ("W" * 23, 2),
        ("i i " * 30, 2),
        ("well-known-" * 8, 3),  # a hyphen may leave nearly half of a line empty
        ("我" * 23, 2),
        ("م" * 23, 2),  # as boxes, where no font has them
        ("e\u0301" * 15, 2),
        ("\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}" * 2, 2),
        ("ഈ" * 12, 2),
        ("😀" * 16, 2),
        ("\t" * 6, 2),
    ],
)
def test_what_is_broad_has_its_lines(text: str, at_least: int) -> None:
    assert line_count(text, ROOM) >= at_least


def test_ordinary_words_are_given_little_more_than_they_take() -> None:
    text = "Then we went out to the pond and I saw two ducks and a frog. " * 20
    assert line_count(text, ROOM) <= 1.3 * 0.487 * len(text) / ROOM, "0.487 is a letter of Arial's in bold"
