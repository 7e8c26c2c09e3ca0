"""Room for more: whatever a form looks like, each outcome gets what the first has, and lines of provision."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from facilitator.script.layouts import Block, Layout
from facilitator.word.answers.pieces import Piece
from facilitator.word.document.cell_writer import put
from facilitator.word.document.change_check import Changes
from facilitator.word.document.container import open_package
from facilitator.word.document.runs import Manner
from facilitator.word.document.slots import CellSlot
from facilitator.word.document.view import view_of
from facilitator.word.form.form_contents import Reading
from facilitator.word.form.form_reader import read
from facilitator.word.form.keys import Key
from facilitator.word.form.prepared_layout import Form
from facilitator.word.write import write
from facilitator.word.writing_choices import Choices
from tests.word.new_plans import attribute, document, form, grown, layout_of, made, reading, view, w
from tests.word.packing import MAIN, pack, parts_of

NUMBER = {"records": "outcome.number", "labels": ["No."]}
WORDING = {"records": "outcome.wording", "labels": ["What we hope for"]}
WHAT = {"records": "provision.what", "with": {"place": "education"}, "labels": ["What will be done"]}
DONE = {"records": "outcome.delivered", "labels": ["Was it done?"]}
SEEN = {"records": "outcome.achieved", "labels": ["What was seen"]}
SCORE = {"records": "outcome.progress", "labels": ["How far"]}

NAME = {"id": "child", "fields": [{"records": "child.full_name", "answer": ["right"], "labels": ["Name"]}]}


def grid(id_: str, *columns: dict[str, Any], several: bool = False) -> dict[str, Any]:
    return {"id": id_, "each_row": "outcome", "several_rows": several, "columns": list(columns)}


BOXES = {
    "id": "box",
    "each": "outcome",
    "fields": [
        {"records": "outcome.wording", "starts": True, "answer": ["right"], "labels": ["Outcome {number}"]}
    ],
}
DATE = {"records": "review.date", "starts": True, "answer": ["right"], "labels": ["Review {number}"]}
KINDS: dict[str, list[dict[str, Any]]] = {
    "rows are all that there is of the outcomes": [
        {"id": "all", "grids": [grid("all", NUMBER, WORDING, WHAT)]},
        {"id": "review", "each": "review", "fields": [DATE], "grids": [grid("seen", NUMBER, SEEN, SCORE)]},
    ],
    "several rows with numbers": [
        {"id": "all", "review": 1, "grids": [grid("all", NUMBER, WORDING, WHAT, DONE, several=True)]},
    ],
    "several rows without numbers": [
        {"id": "all", "review": 1, "grids": [grid("all", WORDING, WHAT, DONE, several=True)]},
    ],
    "two grids in one review": [
        BOXES,
        {
            "id": "review",
            "each": "review",
            "fields": [DATE],
            "grids": [grid("seen", NUMBER, SEEN), grid("far", NUMBER, SCORE)],
        },
    ],
    "boxes alone": [BOXES, {"id": "review", "each": "review", "fields": [DATE]}],
}


def layout_with(blocks: list[dict[str, Any]]) -> Layout:
    base = layout_of("support-plan")
    return base.model_copy(
        update={"own_text": [], "hints": [], "blocks": [Block.model_validate(one) for one in [NAME, *blocks]]}
    )


def read_by(layout: Layout, data: bytes) -> Reading:
    return read("support-plan", Form(layout), view_of(document(data)))


def unmarked(data: bytes) -> bytes:
    """A form whose cells are not marked to go on over further rows."""
    main = re.sub(rb"<w:vMerge[^>]*>", b"", parts_of(data)[MAIN])
    assert main != parts_of(data)[MAIN]
    return pack({**parts_of(data), MAIN: main})


def of_nobody(keys: set[Key], outcome: int) -> set[Key]:
    return {key._replace(item=0) for key in keys if key.item == outcome and not key.line}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("outcomes", [1, 2, 5])
def test_each_outcome_has_what_the_first_has(kind: str, outcomes: int) -> None:
    layout = layout_with(KINDS[kind])
    empty = form(layout=layout)
    before = read_by(layout, empty)
    first = of_nobody(set(before.found), 1)
    assert first
    found = read_by(layout, grown(empty, layout, outcomes))
    keys = set(found.found)
    assert {key.item for key in keys} - {0} == set(range(1, outcomes + 1))
    assert [of_nobody(keys, number) for number in range(1, outcomes + 1)] == [first] * outcomes
    for key, places in found.found.items():
        alike = key._replace(item=1) if key.item else key
        assert len(places) == len(before.found[alike]), "in each grid that has it"
    assert found.notices == []
    assert [one.text for one in found.unread] == [one.text for one in before.unread]


@settings(max_examples=12, deadline=None)
@given(
    st.sampled_from(["support-plan", "report-beside-provision"]),
    st.lists(st.tuples(st.integers(1, 4), st.integers(1, 3)), min_size=1, max_size=5),
)
def test_each_outcome_has_as_many_rows_as_it_needs(name: str, needs: list[tuple[int, int]]) -> None:
    rows = {
        (number, where): count
        for number, counts in enumerate(needs, start=1)
        for where, count in zip(("education", "outside"), counts, strict=True)
    }
    found = reading(name, document(made(name, outcomes=len(needs), reviews=1, rows=rows))).found
    lines = Counter((key.item, key.of) for key in found if key.records == "provision.what")
    places = {where for _, where in lines}
    assert lines == {key: count for key, count in rows.items() if key[1] in places}


def test_a_row_for_more_of_the_same_goes_on_under_its_label() -> None:
    table = view(made(outcomes=2, rows=2)).tables[5]
    assert [row.cells[0].merged for row in table.rows] == [False, False, True, False, True]


def test_a_label_that_cannot_go_on_stands_once() -> None:
    """Without a mark on its cell the label is not repeated, and the row is known as more of the same."""
    layout = layout_of("support-plan")
    data = grown(unmarked(form()), layout, 1, 2)
    again = read_by(layout, data)
    lines = sorted({(key.of, key.line) for key in again.found if key.records == "provision.what"})
    assert lines == [("education", 0), ("education", 1), ("outside", 0), ("outside", 1)]
    assert again.unread == []


def test_no_row_is_added_that_would_be_taken_for_another_outcomes() -> None:
    """Where nothing marks the cell that begins an outcome, an empty copy would shift all that follow."""
    layout = layout_with(KINDS["several rows without numbers"])
    found = read_by(layout, grown(unmarked(form(layout=layout)), layout, 2, 3))
    assert sorted({(key.item, key.line) for key in found.found if key.item}) == [(1, 0), (2, 0)]


@pytest.mark.parametrize("kind", ["rows are all that there is of the outcomes", "two grids in one review"])
def test_a_grid_with_one_row_an_outcome_gets_no_second(kind: str) -> None:
    layout = layout_with(KINDS[kind])
    empty = form(layout=layout)
    assert grown(empty, layout, 3, 2) == grown(empty, layout, 3, 1)


@pytest.mark.parametrize("kind", ["several rows with numbers", "several rows without numbers"])
def test_an_outcome_of_a_form_may_have_several_rows_printed(kind: str) -> None:
    """As councils print them: what the first outcome has, each further one gets."""
    layout = layout_with(KINDS[kind])
    printed = grown(form(layout=layout), layout, 1, 3)
    found = read_by(layout, grown(printed, layout, 4))
    lines = sorted((key.item, key.line) for key in found.found if key.records == "outcome.delivered")
    assert lines == [(outcome, line) for outcome in range(1, 5) for line in range(3)]
    firsts = [key for key in found.found if key.records == "outcome.wording"]
    assert [key.item for key in firsts] == [1, 2, 3, 4]


def test_what_a_row_prints_stands_in_each_row_of_an_empty_form() -> None:
    signed = {"labels": ["Signed"]}
    blocks = [
        BOXES,
        {"id": "r", "each": "review", "fields": [DATE], "grids": [grid("g", NUMBER, SEEN, signed)]},
    ]
    layout = layout_with(blocks)
    root = document(form(layout=layout, reviews=1))
    cell = view_of(root).tables[-1].rows[1].cells[2]
    put(CellSlot(cell), ["Initials:"], Manner(), Changes())
    data = pack({**parts_of(form(layout=layout, reviews=1)), MAIN: etree.tostring(root)})
    rows = view(grown(data, layout, 3)).tables[-1].rows
    assert [[one.text for one in row.cells] for row in rows[1:]] == [
        [str(number), "", "Initials:"] for number in (1, 2, 3)
    ]


def test_a_box_that_is_added_to_a_plan_has_the_hint_of_the_one_before_and_none_of_its_answers() -> None:
    hint, answer = "By the end of year ? she will", "Read a page."
    layout = layout_of("support-plan")
    root = document(made(outcomes=1))
    place = read("support-plan", Form(layout), view_of(root)).found[Key("outcome.wording", item=1)][0].slot
    put(place, [hint, answer], Manner(), Changes())
    package = open_package(pack({**parts_of(made(outcomes=1)), MAIN: etree.tostring(root)}))
    found = read("support-plan", Form(layout), view_of(package.root))
    piece = Piece(Key("step.wording", each="outcome", item=2), ["A step"], "steps")
    again = write(found, package, [piece], Choices(add=True), Manner()).reading
    wordings = [again.found[Key("outcome.wording", item=number)][0].slot.text for number in (1, 2)]
    assert wordings == [f"{hint}\n{answer}", hint]


def test_reviews_are_grown_as_outcomes_are() -> None:
    layout = layout_of("support-plan")
    package = open_package(form(reviews=1))
    found = read("support-plan", Form(layout), view_of(package.root))
    pieces = [Piece(Key("review.date", review=number), [f"0{number}/05/2026"], "date") for number in (2, 4)]
    room = [Key("outcome.number", item=2, review=number) for number in (1, 2, 4)]
    room.append(Key("outcome.wording", item=2))
    written = write(found, package, pieces, Choices(add=True), Manner(), room)
    again = written.reading
    assert again.periods() == [1, 2, 4]
    assert [one.number for one in again.instances if one.block.each == "review"] == [1, 2, 4]
    assert again.text(Key("review.date", review=4)) == "04/05/2026"
    numbers = {key: again.text(key) for key in again.found if key.records == "outcome.number"}
    assert numbers == {
        Key("outcome.number", item=outcome, review=review): str(outcome)
        for outcome in (1, 2)
        for review in (1, 2, 4)
    }
    captions = [attribute(one) for one in again.view.root.iter(w("tblCaption"))]
    assert Counter(one for one in captions if one.startswith("Progress"))["Progress Review Term 4"] == 3


def test_nothing_is_grown_that_nobody_allowed() -> None:
    """A school's own plan stays as long as it is, and what has no place is named."""
    layout = layout_of("support-plan")
    package = open_package(made())
    found = read("support-plan", Form(layout), view_of(package.root))
    second = Key("provision.what", "education", each="outcome", item=1, line=1)
    written = write(found, package, [Piece(second, ["A second row"], "help")], Choices(), Manner())
    assert second not in written.reading.found
    assert len(written.reading.view.tables) == len(found.view.tables)
