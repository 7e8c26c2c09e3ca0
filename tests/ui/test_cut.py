"""What has no room on its line is left out from a whole word on, wherever a line is cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from facilitator.ui.drawing.drawn_text import cut, two_sides

WORDS = [
    "Talk",
    "group",
    "of",
    "four",
    "children,",
    "Miss",
    "Brannigan,",
    "teaching",
    "assistant",
    "–",
    "好的",
    "so-so",
]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12), st.integers(13, 60))
def test_only_whole_words_are_left_out(words: list[str], width: int) -> None:
    text = " ".join(words)
    for line in (cut(Content.styled(text, "bold"), width), two_sides(Content(text), Content(), width)):
        assert line.cell_length <= width
        kept = line.plain.removesuffix("…").split()
        assert kept == words[: len(kept)]
        assert line.plain.endswith("…") is (len(kept) < len(words))


@pytest.mark.parametrize("width", range(8))
def test_a_word_that_is_longer_than_the_line_is_cut(width: int) -> None:
    assert cut(Content("Llanfairpwllgwyngyll"), width).cell_length == width
