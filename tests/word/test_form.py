"""A format's empty form and what grows from it: our reader finds every field, and it prints what it must."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

import pytest
from lxml import etree
from pydantic import ValidationError

from facilitator.script.layouts import Block, Column, Layout, LayoutFile, Place, load_layout, says
from facilitator.script.loading import find_prompts, format_ids, load_script
from facilitator.word.document.view import view_of
from facilitator.word.document.xml import parse
from facilitator.word.empty_form import FORM_FILE
from facilitator.word.form.keys import Anchor, Key, key_of
from facilitator.word.form.prepared_layout import Form, at_home
from make_form import form_of
from tests.word.new_plans import (
    SCRIPT,
    attribute,
    document,
    form,
    grown,
    layout_of,
    made,
    parts_of,
    reading,
    texts,
    view,
    w,
)

# Found again


def wanted(layout: Layout, outcomes: int, reviews: int) -> Iterator[Key]:
    """Every key of a layout, worked out from its data alone."""
    for block in layout.blocks:
        for outcome, review in _numbers(block, outcomes, reviews):
            for field in block.fields:
                if field.records and field.new:
                    yield key(layout, outcome, field.review or review, field)
            for grid in block.grids:
                for column in grid.columns:
                    for row in grid.rows:
                        yield key(layout, outcome, review, row, column)
                    for number in range(1, outcomes + 1) if grid.each_row and column.records else ():
                        yield key(layout, number, review, column)


def key(layout: Layout, outcome: int, review: int, *places: Place) -> Key:
    """The key of what places say together, in the block or row of an outcome and of a review."""
    anchor = Anchor({"outcome": outcome} if outcome else {}, review)
    return key_of(says(*places), anchor, layout.form, frozenset(at_home(layout)))


def _numbers(block: Block, outcomes: int, reviews: int) -> list[tuple[int, int]]:
    if block.each == "outcome":
        return [(number, 0) for number in range(1, outcomes + 1)]
    if block.each == "review":
        return [(0, number) for number in range(1, reviews + 1)]
    return [(0, block.review or 0)]


@pytest.mark.parametrize(("outcomes", "reviews"), [(1, 1), (3, 3), (7, 2), (12, 5)])
def test_our_own_reader_finds_every_field_of_a_support_plan_empty(outcomes: int, reviews: int) -> None:
    found = reading("support-plan", document(made(outcomes=outcomes, reviews=reviews)))
    assert set(found.found) == set(wanted(layout_of("support-plan"), outcomes, reviews))
    assert all(len(places) == 1 for places in found.found.values())
    assert {key.records for key in found.values()} == {"outcome.number"}
    assert found.periods() == list(range(1, reviews + 1))
    assert found.missing == []
    assert found.notices == []


def test_nothing_in_a_new_plan_is_unknown_to_the_reader() -> None:
    assert reading("support-plan", document(made())).unread == []


def test_the_reader_finds_answers_under_inside_and_after_labels_and_tick_boxes() -> None:
    name = "report-under-questions"
    layout = layout_of(name)
    found = reading(name, document(made(name)))
    fields = [
        key(layout, 0, field.review or review, field)
        for block in layout.blocks
        for _, review in _numbers(block, 3, 3)
        for field in block.fields
        if field.records and field.new
    ]
    assert len(fields) > 15
    assert set(fields) <= set(found.found)
    assert {key.records for key in found.values()} == {"outcome.number"}
    kinds = {key.records: {type(one.slot).__name__ for one in places} for key, places in found.found.items()}
    assert kinds["plan.number"] == kinds["plan.started"] == {"AfterSlot"}
    assert kinds["plan.pep"] == {"BoxSlot"}
    assert kinds["review.working"] == {"UnderSlot"}
    assert kinds["review.date"] == {"CellSlot", "AfterSlot"}, "on the cover and inside the heading"
    assert all(one.place.labels == ["Never printed"] for one in found.missing if one.role == "field")


def test_an_outcome_may_have_several_rows_and_one_cell_for_its_words() -> None:
    name = "report-beside-provision"
    root = document(made(name, rows={(1, "education"): 2, (2, "education"): 1, (3, "education"): 3}))
    table = view_of(root).tables[-1]
    merged = [row.cells[0].merged for row in table.rows[1:]]
    assert merged == [False, True, False, False, True, True]
    for row in table.rows[1:]:
        if not row.cells[0].merged:
            run = etree.SubElement(row.cells[0].paragraphs[0].element, w("r"))
            etree.SubElement(run, w("t")).text = f"Wording in row {row.number}"
    found = reading(name, root)
    lines = sorted((key.item, key.line) for key in found.found if key.records == "outcome.delivered")
    assert lines == [(1, 0), (1, 1), (2, 0), (3, 0), (3, 1), (3, 2)]
    assert found.text(Key("outcome.wording", item=3)) == "Wording in row 5"
    assert {key.path.field for key in found.found if key.records.startswith("review.")} == {
        "matters",
        "family_hopes",
        "date",
    }


# What is printed


def test_reviews_are_headings_on_new_pages_with_the_names_of_the_terms() -> None:
    headings = texts(made(), "PageHeading")
    assert headings == [f"Progress Review {name}" for name in SCRIPT.format.period.names]
    styles = parse(parts_of(made())["word/styles.xml"])
    style = next(one for one in styles if attribute(one, "styleId") == "PageHeading")
    assert attribute(style.find(w("basedOn"))) == "Heading1"
    assert style.find(f"{w('pPr')}/{w('pageBreakBefore')}") is not None
    assert next(document(made()).iter(w("br")), None) is None, "no breaks by hand"


def test_a_review_without_a_heading_of_its_own_gets_its_term_as_one() -> None:
    layout = layout_of("support-plan")
    review = layout.blocks[-1].model_copy(update={"fields": []})
    data = form(layout=layout.model_copy(update={"blocks": [review]}))
    assert texts(data, "PageHeading") == SCRIPT.format.period.names


def test_a_date_may_stand_inside_a_heading() -> None:
    headings = texts(made("report-under-questions"), "PageHeading")
    assert [re.sub(" +", " ", one) for one in headings] == [
        f"Looking at my plan. Date of review: Review {number} (R{number})" for number in (1, 2, 3)
    ]


def test_outcomes_are_numbered_in_their_boxes_and_in_every_progress_grid() -> None:
    assert texts(made(outcomes=2), "CellHeading") == ["Outcome for this year: 1", "Outcome for this year: 2"]
    grids = [table for table in view(made(outcomes=4)).tables if table.rows[0].cells[0].text == "Outcome no."]
    assert len(grids) == 3
    assert [[row.cells[0].text for row in grid.rows[1:]] for grid in grids] == [["1", "2", "3", "4"]] * 3


def test_the_points_of_the_scale_stand_over_the_progress_grid_as_the_forms_own_text() -> None:
    notes = texts(made(), "Note")
    assert len(notes) == 3
    form = Form(layout_of("support-plan"))
    for note in notes:
        assert form.is_own(note)
        plain = note.replace("\N{NO-BREAK SPACE}", " ")
        assert all(f"{point.number} = {point.adult}" in plain for point in SCRIPT.scale.points)


def test_a_layout_whose_key_is_no_own_text_is_refused() -> None:
    layout = layout_of("support-plan").model_dump(exclude={"phrases", "form"})
    with pytest.raises(ValidationError, match="own_text"):
        LayoutFile.model_validate({**layout, "own_text": ["Something else"]})


def test_a_title_that_is_also_a_label_is_left_out() -> None:
    layout = layout_of("support-plan")
    first = layout.blocks[0].model_copy(update={"title": "Full name"})
    data = form(layout=layout.model_copy(update={"blocks": [first, *layout.blocks[1:]]}))
    assert texts(data, "Heading1") == ["Other plans", "Outcomes"]


def test_a_field_that_is_not_for_new_documents_is_left_out() -> None:
    said = [one.text for one in view(made("report-under-questions")).walk()]
    assert "Name:" in said
    assert "Never printed" not in said


def test_a_cover_has_no_date_for_a_review_that_is_not_asked_for() -> None:
    said = " ".join(one.text for one in view(made("report-under-questions", reviews=2)).walk())
    assert "Date of review 2 (R2)" in said
    assert "Date of review 3 (R3)" not in said


def test_the_forms_title_is_in_the_properties_and_a_place_for_the_name_at_the_foot_of_each_page() -> None:
    data = parts_of(form())
    core, footer = parse(data["docProps/core.xml"]), parse(data["word/footer1.xml"])
    dublin = "{http://purl.org/dc/elements/1.1/}"
    found = [core.findtext(f"{dublin}title"), core.findtext(f"{dublin}language")]
    assert found == ["Support Plan", "en-GB"]
    assert "".join(footer.itertext(w("t"))) == "Name – Support PlanPage 1 of 1"
    assert [code.text for code in footer.iter(w("instrText"))] == [" PAGE ", " NUMPAGES "]


def test_the_language_is_the_one_asked_for() -> None:
    data = parts_of(form_of(SCRIPT, layout_of("support-plan"), language="cy-GB"))
    assert attribute(next(parse(data["word/styles.xml"]).iter(w("lang")))) == "cy-GB"
    assert attribute(next(parse(data["word/settings.xml"]).iter(w("themeFontLang")))) == "cy-GB"


def test_the_same_form_is_the_same_file() -> None:
    assert form("report-under-questions") == form("report-under-questions")


@pytest.mark.parametrize("format_id", format_ids(find_prompts()))
def test_the_form_of_each_format_is_what_the_script_makes(format_id: str) -> None:
    """By its parts: how they are packed is the packer's own."""
    layout = load_layout(format_id, find_prompts())
    if layout is None:
        assert not (find_prompts() / format_id / FORM_FILE).exists()
        return
    kept = (find_prompts() / format_id / FORM_FILE).read_bytes()
    assert entries(kept) == entries(form_of(load_script(format_id), layout)), (
        f"run scripts/make_form.py prompts/{format_id} --replace"
    )


def entries(data: bytes) -> list[tuple[str, tuple[int, ...], bytes]]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return [(one.filename, one.date_time, archive.read(one)) for one in archive.infolist()]


def test_apostrophes_are_printed_as_people_set_them() -> None:
    said = [one.text for one in view(made()).walk()]
    assert "What’s working" in said
    assert not any("'" in text for text in said)


def test_two_short_answers_share_a_row_and_a_long_one_has_its_own() -> None:
    rows = [[cell.text for cell in row.cells] for row in view(made()).tables[0].rows]
    assert rows == [
        ["Name", "", "Known as", ""],
        ["Date of birth", "", "Class", ""],
        ["How I communicate", ""],
        ["Plan start date", ""],
    ]


def test_an_outcome_with_several_rows_has_its_number_once() -> None:
    layout = layout_of("report-beside-provision")
    block = layout.blocks[-1]
    grid = block.grids[0].model_copy(
        update={"columns": [Column(records="outcome.number", labels=["No."]), *block.grids[0].columns]}
    )
    block = block.model_copy(update={"grids": [grid]})
    layout = layout.model_copy(update={"blocks": [block]})
    data = grown(form(layout=layout), layout, outcomes=2, rows=2)
    assert [row.cells[0].text for row in view(data).tables[0].rows] == ["No.", "1", "", "2", ""]


def test_a_block_of_a_review_that_is_not_asked_for_is_left_out() -> None:
    layout = layout_of("support-plan")
    last = layout.blocks[-1].model_copy(update={"each": "", "review": 2})
    layout = layout.model_copy(update={"blocks": [last]})
    assert texts(form(layout=layout, reviews=1), "PageHeading") == []
    assert texts(form(layout=layout, reviews=2), "PageHeading") == ["Progress Review Term 2"]
