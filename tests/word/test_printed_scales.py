"""Printed scales are no answers; what is marked in one is, where that is unmistakable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from facilitator.word.form.printed_scales import Points, chosen_number, chosen_words, is_scale, lists_all
from tests.word.awkward import WORD, base, w, x
from tests.word.holding import begin, opened, results
from tests.word.packing import MAIN, parts_of
from tests.word.variants_of_forms import SCALES

POINTS = Points((1, 2, 3, 4, 5), ("No progress or worse", "", "", "", "Achieved"), {"score"}, {"please"})

MARKED = {
    "☐1 ☒2 ☐3 ☐4 ☐5": "2",
    "1 ☐ 2 ☐ 3 ☑ 4 ☐ 5 ☐": "3",
    "☐ 1 ☐ 2 ✓ 3 ☐ 4 ☐ 5": "3",
    "☐ 1 x 2 ☐ 3 ☐ 4 ☐ 5": "2",
    "☐ 1\n☐ 2\n☐ 3\n☒ 4\n☐ 5": "4",
    "[ ] 1 [x] 2 [ ] 3 [ ] 4 [ ] 5": "2",
    "1 2 3✓ 4 5": "3",
    "1 2 3x 4 5": "3",
    "1 2 (3) 4 5": "3",
    "1 2 [3] 4 5 (please circle)": "3",
    "1 2 *3* 4 5": "3",
    "1 2 ③ 4 5": "3",
    "5 ④ 3 2 1": "4",
    "1 2 3 4 5\n4": "4",
    "1 2 (3) 4 5\n3": "3",
    "☐1 ☐2 ☐3 ☐4 ☒5 (support not given)": "5 (support not given)",
    "1 2 3 4 5\nNot agreed: Mum 2, school 4": "Not agreed: Mum 2, school 4",
    "☐ Achieved ☒ Partly ☐ Not yet": "Partly",
}

UNCLEAR = (
    "☐1 ☒2 ☒3 ☐4 ☐5",
    "1 (2) (3) 4 5",
    "x 1 2 3 4 5",
    "1 2 (3) 4 5\n4",
    "2-3",
    "1 2 3",
    "3 (nearly)",
    "Not agreed: Mum 1, Dad 2, Gran 3, Nan 4, Sis 5",
)
"""What may be one answer or another, or is one in words: it stays as it is, and is read or told."""


@pytest.mark.parametrize("printed", SCALES.values(), ids=SCALES)
def test_a_printed_scale_is_no_answer(printed: str) -> None:
    assert chosen_number(printed, POINTS).strip() == ""


@pytest.mark.parametrize(("text", "chosen"), MARKED.items())
def test_what_is_marked_is_the_answer(text: str, chosen: str) -> None:
    assert chosen_number(text, POINTS) == chosen


@pytest.mark.parametrize("text", UNCLEAR)
def test_what_is_not_certain_stays_as_it_is(text: str) -> None:
    assert chosen_number(text, POINTS) == text


@given(st.permutations([1, 2, 3, 4, 5]), st.sampled_from([" ", "  ", "/", ", ", "\n"]))
def test_only_numbers_in_their_order_are_a_scale(numbers: list[int], between: str) -> None:
    text = between.join(map(str, numbers))
    assert is_scale(text, POINTS) == (numbers in (sorted(numbers), sorted(numbers, reverse=True)))


@given(st.text(max_size=60))
def test_any_text_is_read_and_nothing_is_made_up(text: str) -> None:
    for chosen in (chosen_number(text, POINTS), chosen_words(text)):
        assert set(chosen) <= {*text, ",", " ", *"12345", "☐", "☒"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("☐ happy ☐ ok ☐ sad", ""),
        ("☒ happy ☐ ok ☐ sad", "happy"),
        ("☐ Yes ☐ No\nShe reads.", "She reads."),
        ("☐ ring Mum about her new boots ☐ book the hall for Friday", None),
        ("☐ one thing to do", None),
        ("☑☒", None),
        ("a ☐☑☒ b", None),
        ("Reads 1 2 3 4 5 times.", None),
    ],
)
def test_boxes_among_words_are_printed_where_they_are_short_and_in_a_line(
    text: str, words: str | None
) -> None:
    assert chosen_words(text) == (text if words is None else words)


@pytest.mark.parametrize("text", ["Yes / No", "yes or no", "Yes\nNo", "Yes   No", "No/Yes"])
def test_all_options_in_a_row_are_printed(text: str) -> None:
    assert lists_all(text, ["Yes", "No"])
    assert not lists_all(text.casefold().replace("no", "perhaps"), ["Yes", "No"])


def test_the_old_box_of_an_agreed_score_is_ticked_and_read_again() -> None:
    made = base(WORD)
    for number in (1, 2, 3):
        line = next(made.cell(f"r2.o{number}.score").iter(w("p")))
        for point in range(1, 6):
            line.extend(x(f"<w:x>{_OLD_BOX}<w:r><w:t xml:space='preserve'> {point} </w:t></w:r></w:x>"))
    meeting = begin(made.data())
    filled = next(results(meeting)).filled
    assert filled is not None
    again = opened(filled.data).plan.reviews[1]
    assert [score.number for score in again.scores] == [4, 5, 1]
    root = etree.fromstring(parts_of(filled.data)[MAIN])
    ticked = [box.get(w("val")) for box in root.iter(w("checked"))]
    assert ticked == ["1", "1", "1"]


_OLD_BOX = (
    "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox><w:default w:val='0'/></w:checkBox>"
    "</w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>"
    "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
)


# By their look

LOOKS = (
    "<w:b/>",
    "<w:u w:val='single'/>",
    "<w:highlight w:val='yellow'/>",
    "<w:bdr w:val='single' w:sz='4'/>",
    "<w:shd w:val='clear' w:fill='FFFF00'/>",
    "<w:color w:val='FF0000'/>",
)


def _score(*looks: str) -> object:
    """Return the first score of a plan in whose box 1 to 5 are printed, each looking so."""
    made = base(WORD)
    line = next(made.say("r1.o1.score", "").iter(w("p")))
    for number, look in enumerate(looks, 1):
        line.append(x(f"<w:r><w:rPr>{look}</w:rPr><w:t>{number}</w:t></w:r>"))
        line.append(x("<w:r><w:t xml:space='preserve'>  </w:t></w:r>"))
    word = opened(made.data())
    scores = {score.about: score.number for score in word.plan.reviews[0].scores}
    outcome = word.plan.of("outcome")[0].id
    return scores.get(outcome), [problem.code for problem in word.problems]


@pytest.mark.parametrize("look", LOOKS)
def test_one_number_that_stands_out_by_its_look_is_the_answer(look: str) -> None:
    assert _score("", "", "", look, "") == (4, [])
    assert _score(look, "", "", "", "") == (1, [])


@pytest.mark.parametrize(
    "looks",
    [
        ("", "", "", "", ""),
        ("<w:b/>",) * 5,
        ("", "<w:b/>", "<w:b/>", "", ""),
        ("<w:b/>", "<w:b/>", "", "<w:b/>", "<w:b/>"),
        ("<w:b/>", "<w:u w:val='single'/>", "", "", ""),
        ("", "<w:b w:val='0'/>", "", "<w:u w:val='none'/>", ""),
    ],
)
def test_a_look_that_more_than_one_has_or_that_is_less_tells_nothing(looks: tuple[str, ...]) -> None:
    assert _score(*looks) == (None, [])


def test_where_all_but_one_are_struck_through_that_one_is_left() -> None:
    struck = "<w:strike/>"
    assert _score(struck, struck, "", struck, struck) == (3, [])
