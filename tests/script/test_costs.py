"""What support costs by the week, the term and the year, and which terms a school year has."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.plan.field_values import Cost, cost_of
from facilitator.script.costs import Figures, PaidYear, a_year, figures, summed
from facilitator.script.school_days import Term, terms_of_year

YEAR = PaidYear(weeks=39, terms=3)


@pytest.mark.parametrize(
    ("words", "per", "paid", "expected"),
    [
        ("£40 a week", "", YEAR, (4000, 52000, 156000)),
        ("£40", "week", YEAR, (4000, 52000, 156000)),
        ("£520 a term", "", YEAR, (4000, 52000, 156000)),
        ("£1,560 a year", "week", YEAR, (4000, 52000, 156000)),
        ("£1,560", "", YEAR, (4000, 52000, 156000)),
        ("£100", "", YEAR, (256, 3333, 10000)),
        ("£100 a year", "", PaidYear(terms=6), (None, 1667, 10000)),
        ("1p a week", "", PaidYear(weeks=38, terms=3), (1, 13, 38)),
        ("£40 a week", "", PaidYear(terms=3), (4000, None, None)),
        ("£40 a week", "", PaidYear(weeks=39), (4000, None, 156000)),
        ("£520 a term", "", PaidYear(weeks=39), (None, 52000, None)),
        ("£520 a term", "", PaidYear(), (None, 52000, None)),
        ("£1,560 a year", "", PaidYear(), (None, None, 156000)),
    ],
)
def test_a_cost_by_the_week_the_term_and_the_year(
    words: str, per: str, paid: PaidYear, expected: tuple[int | None, ...]
) -> None:
    cost = cost_of(words)
    assert cost is not None
    assert figures(cost, per, paid) == expected


PENCE = st.integers(0, 10**8)
PER = st.sampled_from(["week", "term", "year", ""])
PAID = st.builds(PaidYear, st.none() | st.integers(1, 53), st.none() | st.integers(1, 6))
COST = st.builds(Cost, PENCE, PER)


@given(COST, PER, PAID)
def test_each_figure_is_the_cost_itself_or_within_half_a_penny_of_its_share(
    cost: Cost, per: str, paid: PaidYear
) -> None:
    found, own = figures(cost, per, paid), cost.per or per or "year"
    assert getattr(found, own) == cost.pence
    assert found.year == a_year(cost, per, paid)
    for share, parts, name in ((found.week, paid.weeks, "week"), (found.term, paid.terms, "term")):
        if name != own and share is not None:
            assert found.year is not None
            assert parts is not None
            assert abs(2 * (share * parts - found.year)) <= parts
        elif name != own:
            assert parts is None or found.year is None


@given(st.lists(st.tuples(COST, PER), max_size=20), PAID)
def test_each_sum_adds_up_what_is_known_in_its_column(lines: list[tuple[Cost, str]], paid: PaidYear) -> None:
    every = [figures(cost, per, paid) for cost, per in lines]
    for name in Figures._fields:
        column = [value for one in every if (value := getattr(one, name)) is not None]
        assert getattr(summed(every), name) == (sum(column) if column else None)


@given(st.lists(st.tuples(COST, PER), min_size=1, max_size=20), st.integers(1, 53), st.integers(1, 6))
def test_a_year_is_exact_where_all_is_known(lines: list[tuple[Cost, str]], weeks: int, terms: int) -> None:
    paid, times = PaidYear(weeks, terms), {"week": weeks, "term": terms, "year": 1, "": 1}
    total = summed([figures(cost, per, paid) for cost, per in lines])
    assert total.year == sum(cost.pence * times[cost.per or per] for cost, per in lines)


AUTUMN = Term(name="Autumn", first=date(2026, 9, 2), last=date(2026, 12, 18))
SPRING = Term(name="Spring", first=date(2027, 1, 4), last=date(2027, 3, 25))
SUMMER = Term(name="Summer", first=date(2027, 4, 12), last=date(2027, 7, 21))
NEXT = Term(name="Autumn", first=date(2027, 8, 31), last=date(2027, 12, 17))


@pytest.mark.parametrize(
    ("terms", "day", "count"),
    [
        ([AUTUMN, SPRING, SUMMER], date(2026, 12, 4), 3),
        ([AUTUMN, SPRING, SUMMER, NEXT], date(2027, 7, 31), 3),
        ([AUTUMN, SPRING, SUMMER, NEXT], date(2026, 8, 1), 3),
        ([AUTUMN, SPRING, SUMMER, NEXT], date(2027, 8, 1), 0),
        ([AUTUMN, SPRING, SUMMER, NEXT], date(2026, 7, 31), 0),
        ([AUTUMN, SPRING], date(2026, 12, 4), 0),
        ([SPRING, SUMMER], date(2027, 2, 4), 0),
        ([], date(2026, 12, 4), 0),
    ],
)
def test_the_terms_of_a_school_year_are_all_of_them_or_none(terms: list[Term], day: date, count: int) -> None:
    assert len(terms_of_year(terms, day)) == count
