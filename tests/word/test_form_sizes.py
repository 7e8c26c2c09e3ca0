"""The widths of a new document's columns: they add up, and each has what its heading needs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from _form_sizes import Page, grid_widths, page_of, shares
from facilitator.script.layouts import Column, Grid
from tests.word.new_plans import layout_of

UPRIGHT = Page(11906, 16838)


@given(st.integers(1, 20000), st.lists(st.floats(0.01, 9), min_size=1, max_size=9))
def test_shares_add_up(total: int, parts: list[float]) -> None:
    assert sum(shares(total, *parts)) == total


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "outcome.number", "outcome.progress", "outcome.next", "provision.who"]),
            st.text("abc ", min_size=1, max_size=30),
        ),
        min_size=1,
        max_size=9,
    )
)
def test_columns_fill_the_page_and_none_gets_less_than_its_heading_needs(
    columns: list[tuple[str, str]],
) -> None:
    grid = Grid.model_validate(
        {
            "id": "any",
            "each_row": "outcome",
            "columns": [{"records": one, "labels": ["x"]} for one, _ in columns],
        }
    )
    headings = [heading for _, heading in columns]
    widths = grid_widths(grid, headings, UPRIGHT)
    needs = [max(map(len, heading.split()), default=1) * 138 + 240 for heading in headings]
    assert sum(widths) == UPRIGHT.text
    if sum(needs) <= UPRIGHT.text:
        assert all(width >= need for width, need in zip(widths, needs, strict=True))


def test_columns_of_the_same_kind_are_of_the_same_width() -> None:
    grid = layout_of("support-plan").blocks[2].grids[0]
    headings = ["What", "Who", "How often"]
    _, what, who, how_often = grid_widths(grid, headings, UPRIGHT)
    assert abs(who - how_often) <= 1
    assert what > who


def test_a_page_lies_on_its_side_only_for_many_columns() -> None:
    layout = layout_of("support-plan")
    assert not page_of(layout).lies
    columns = [Column(labels=[str(number)]) for number in range(7)]
    wide = Grid(id="wide", columns=columns, each_row="outcome")
    block = layout.blocks[0].model_copy(update={"grids": [wide]})
    assert page_of(layout.model_copy(update={"blocks": [block]})).lies
