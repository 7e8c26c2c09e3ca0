"""What a review adds and ends stands in the document as in the plan: in its place, numbered, in full."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.files.plans import open_plan
from facilitator.plan.plan import Plan
from facilitator.work.convert import conversion
from tests.plain.test_shapes_in_word import document, held, native, said_in
from tests.shapes import FORMATS, SHAPES, Shape

WITH_ITEMS = [shape for shape in SHAPES if shape.format != "reading-group"]
Told = dict[tuple[str, str], tuple[object, ...]]


def items(plan: Plan) -> Told:
    """Return by kind and words of each item: its number, its fields, what it is under, and how it stands."""
    words = {item.id: said_in(item) for item in plan.items}
    return {
        (item.kind, words[item.id]): (
            item.number,
            {field: value for field, value in item.fields.items() if value},
            words.get(item.under or ""),
            item.ended and item.ended.how,
        )
        for item in plan.items
    }


@pytest.mark.sampled(2)
@pytest.mark.parametrize("reviews", [1, 2])
@pytest.mark.parametrize("shape", WITH_ITEMS, ids=lambda shape: shape.format)
def test_what_came_and_went_reads_as_it_was_meant(shape: Shape, reviews: int, tmp_path: Path) -> None:
    word = items(held(shape, document(shape, tmp_path), reviews).plan)
    meant = items(native(shape, tmp_path, reviews))
    assert {one: (word.get(one), meant[one]) for one in meant if word.get(one) != meant[one]} == {}


def decisions(plan: Plan) -> list[dict[str, str]]:
    """Return what each review decided of each item, in the options of the format."""
    words = {item.id: said_in(item) for item in plan.items}
    return [
        {words[one.about or ""]: one.text for one in review.entries if one.field == "decision"}
        for review in plan.reviews
    ]


def test_a_decision_reads_back_as_the_option_that_was_chosen(tmp_path: Path) -> None:
    (shape,) = [shape for shape in SHAPES if shape.format == "termly-targets"]
    word, meant = (
        decisions(held(shape, document(shape, tmp_path), 2).plan),
        decisions(native(shape, tmp_path)),
    )
    assert {"go_on", "new_way", "met", "drop", "change"} <= {one for held in meant for one in held.values()}
    assert word == meant


@pytest.mark.parametrize("shape", WITH_ITEMS, ids=lambda shape: shape.format)
def test_a_plan_with_reviews_reads_the_same_where_it_is_converted(shape: Shape, tmp_path: Path) -> None:
    meant = items(native(shape, tmp_path))
    target = tmp_path / "converted.docx"
    conversion(tmp_path / "native" / "sample.plan.json", target, FORMATS).write()
    word = items(open_plan(target, FORMATS).plan)
    assert {one: (word.get(one), meant[one]) for one in meant if word.get(one) != meant[one]} == {}
