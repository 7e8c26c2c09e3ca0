"""A text box stands twice in a Word file, for new and for older programs: both say the same afterwards."""

from __future__ import annotations

import pytest
from lxml import etree

from facilitator.word.document.inline import MC
from tests.word.awkward import FULL, WORD, Document, base, take_out, w, x
from tests.word.holding import begin, opened, results
from tests.word.judging import DAY, Element
from tests.word.packing import MAIN, parts_of
from tests.word.variants_of_blocks import no_date_cell, two_full_and_the_third_deleted


def text_box(*lines: str, older: tuple[str, ...] = ()) -> Element:
    """Return a paragraph with a text box of some lines, and of others for older programs."""
    shown, copy = (
        "<w:txbxContent>" + "".join(map(_line, words)) + "</w:txbxContent>"
        for words in (lines, older or lines)
    )
    shape = f"<wps:wsp><wps:txbx>{shown}</wps:txbx></wps:wsp>"
    graphic = f"<a:graphic><a:graphicData>{shape}</a:graphicData></a:graphic>"
    drawn = f"<w:drawing><wp:inline>{graphic}</wp:inline></w:drawing>"
    old = f"<w:pict><v:shape><v:textbox>{copy}</v:textbox></v:shape></w:pict>"
    return x(
        f"<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'>{drawn}</mc:Choice>"
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def _line(words: str) -> str:
    return f"<w:p><w:r><w:t xml:space='preserve'>{words}</w:t></w:r></w:p>"


def both(root: Element) -> list[list[str]]:
    """Return what each text box says, and what its copy says."""
    return [
        ["|".join("".join(line.itertext()) for line in branch.iter(w("p"))) for branch in one.iterchildren()]
        for one in root.iter(f"{MC}AlternateContent")
    ]


def written(d: Document) -> Element:
    """Return a document's main part with its next review."""
    filled = next(results(begin(d.data()))).filled
    assert filled is not None
    assert opened(filled.data).plan.reviews[-1].date == DAY
    return etree.fromstring(parts_of(filled.data)[MAIN])


@pytest.mark.parametrize(
    "lines",
    [
        ("Date of review:  ",),
        ("Date of review: ____________",),
        ("Our review", "Date of review:", "Thank you"),
    ],
)
def test_an_answer_in_a_text_box_stands_in_both_copies(lines: tuple[str, ...]) -> None:
    made = base(WORD)
    no_date_cell(made)
    made.table("r2.child.working").addprevious(text_box(*lines))
    ((shown, copy),) = both(written(made))
    assert f"{DAY:%d/%m/%Y}" in shown
    assert shown == copy


def test_a_copied_review_has_its_own_heading_in_both_copies() -> None:
    made = base(FULL)
    two_full_and_the_third_deleted(made)
    heading = made.heading("r2")
    heading.addprevious(text_box("Progress Review Term 2"))
    take_out(heading)
    made.held = {"r1", "r2"}
    assert both(written(made)) == [["Progress Review Term 2"] * 2, ["Progress Review Term 3"] * 2]


def test_copies_that_differed_before_are_left_alone() -> None:
    made = base(WORD)
    no_date_cell(made)
    box = text_box("Date of review:  ", older=("Please use a newer program.",))
    made.table("r2.child.working").addprevious(box)
    ((shown, copy),) = both(written(made))
    assert f"{DAY:%d/%m/%Y}" in shown
    assert copy == "Please use a newer program."


def test_a_text_box_that_nothing_is_written_into_stays_as_it_is() -> None:
    made = base(WORD)
    made.body()[0].addprevious(text_box("Our school is kind."))
    before = both(made.root)
    assert both(written(made)) == before
