"""What of a Word plan stands in other files, inside it or beside it: named to the chair, and left alone."""

from __future__ import annotations

import pytest

from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import explain
from facilitator.word.document.other_files import other_files
from facilitator.word.document.view import view_of
from facilitator.word.form.format_guess import recognise
from facilitator.word.form_report import elsewhere_in
from tests.word.awkward import WORD, Document, base, take_out, w, x
from tests.word.holding import begin, judged, opened, results
from tests.word.holding import layouts as known
from tests.word.judging import Element, words_in

R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
KINDS = {
    "alternative_text": f"<w:altChunk {R} r:id='rId77'/>",
    "document_of_its_own": f"<w:subDoc {R} r:id='rId78'/>",
    "embedded_document": "<w:p><w:r><w:object><o:OLEObject xmlns:o='urn:schemas-microsoft-com:office:office'"
    f" {R} Type='Embed' ProgID='Word.Document.12' r:id='rId79'/></w:object></w:r></w:p>",
    "linked_document": "<w:p><w:r><w:object><o:OLEObject xmlns:o='urn:schemas-microsoft-com:office:office'"
    f" {R} Type='Link' ProgID='Excel.Sheet.12' r:id='rId80'/></w:object></w:r></w:p>",
}


def with_another_file(kind: str, at: Element | None = None) -> Document:
    """Return a plan with a part that is in another file, behind the heading of the second review."""
    made = base(WORD)
    (made.heading("r2") if at is None else at).addnext(x(KINDS[kind]))
    return made


@pytest.mark.parametrize("kind", KINDS)
def test_a_part_that_is_in_another_file_is_named_with_its_place(kind: str) -> None:
    made = with_another_file(kind)
    (notice,) = [one for one in opened(made.data()).notices if "another file" in one or "inside" in one]
    assert words_in(made.heading("r2")).strip() in notice


@pytest.mark.parametrize("kind", KINDS)
def test_such_a_part_stays_where_it_is(kind: str) -> None:
    data = with_another_file(kind).data()
    meeting = begin(data)
    way = next(results(meeting))
    assert judged(data, meeting, way).faults == []
    assert way.filled is not None
    assert other_files(way.filled.word.package.root) == other_files(meeting.word.package.root)


def test_several_are_counted_and_a_plan_without_any_says_nothing() -> None:
    made = with_another_file("alternative_text")
    made.heading("r3").addnext(x(KINDS["alternative_text"]))
    assert any(
        one.startswith("2 parts of this document are other files") for one in opened(made.data()).notices
    )
    assert not any("inside" in one for one in opened(base(WORD).data()).notices)


def test_where_the_whole_form_is_in_another_file_the_refusal_says_so() -> None:
    made = with_another_file("alternative_text")
    for one in [*made.body()]:
        if one.tag not in (w("altChunk"), w("sectPr")):
            take_out(one)
    with pytest.raises(Refusal) as refused:
        recognise(view_of(made.root), known(), *elsewhere_in(made.root))
    assert refused.value.code == "word.form-in-another-file"
    assert "save the document under a new name" in explain(refused.value)
