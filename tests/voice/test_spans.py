"""Engine offsets become whole words, forward only."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from facilitator.voice.spans import Pacing, Span, WordTracker, from_code_units, is_speakable, word_spans

TEXT = "Où étais-tu, Zoë? I liked the café 😀 much."


@given(st.text(), st.integers(0, 200))
def test_utf16_offsets_are_those_of_windows_and_macos(text: str, index: int) -> None:
    index = min(index, len(text))
    units = len(text[:index].encode("utf-16-le", "surrogatepass")) // 2
    assert from_code_units(text, units) == index


def test_an_offset_beyond_the_text_is_its_end() -> None:
    assert from_code_units("a😀b", 3) == 2
    assert from_code_units("abc", 99) == 3
    assert from_code_units("é", 99) == 1
    assert from_code_units("abc", -1) == 0


@given(st.text(), st.lists(st.integers(-5, 300)))
def test_words_are_whole_and_only_go_forward(text: str, places: list[int]) -> None:
    tracker = WordTracker(text)
    found = [word for place in places if (word := tracker.heard(place)) is not None]
    assert found == sorted(set(found))
    assert set(found) <= set(word_spans(text))


def test_a_tracker_can_begin_in_the_middle() -> None:
    tracker = WordTracker("one two three", 5)
    assert tracker.heard(0) is None
    assert tracker.heard(6) == Span(4, 7)
    assert tracker.heard(4) is None
    assert tracker.heard(7) is None
    assert tracker.heard(12) == Span(8, 13)


def test_two_words_with_one_mark_both_light_up_in_turn() -> None:
    pacing = Pacing("one of the things")
    pacing.mark(0.0, 0)
    pacing.mark(1.0, 4)
    pacing.mark(2.0, 11)
    pacing.over(3.0)
    assert pacing.due(1.0) == [(0, 3), (4, 6)]
    assert pacing.due(1.2) == []
    assert pacing.due(1.9) == [(7, 10)]
    assert pacing.due(9.0) == [(11, 17)]


def test_words_that_were_never_marked_come_before_the_end() -> None:
    pacing = Pacing("all of it now")
    pacing.over(2.0)
    assert pacing.due(0.0) == [(0, 3)]
    assert pacing.due(1.999) == [(4, 6), (7, 9), (10, 13)]


_MARKS = st.lists(st.tuples(st.floats(0, 5), st.integers(-3, 60)), max_size=30)


@given(st.text(alphabet="ab. \n–", max_size=60), _MARKS)
def test_every_word_with_a_letter_is_due_once_and_in_order(text: str, marks: list[tuple[float, int]]) -> None:
    pacing = Pacing(text)
    for seconds, index in sorted(marks, key=lambda mark: mark[0]):
        pacing.mark(seconds, index)
    pacing.over(5.0)
    steps = [pacing.due(step / 10) for step in range(60)]
    found = [word for step in steps for word in step]
    assert found == sorted(set(found))
    assert {word for word in word_spans(text) if is_speakable(text[slice(*word)])} <= set(found)


def test_what_has_no_letter_is_not_spoken() -> None:
    assert is_speakable("7")
    assert is_speakable("é")
    assert not is_speakable("...!? –")
    assert not is_speakable("")
    assert [TEXT[slice(*word)] for word in word_spans(TEXT)][-2:] == ["😀", "much."]
