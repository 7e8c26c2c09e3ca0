"""What support costs by the week, the term and the year, from what one of them costs; nothing is guessed."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from facilitator.plan.field_values import Cost


class PaidYear(NamedTuple):
    """How many weeks of a year are paid, and how many terms it has; None = nobody has said."""

    weeks: int | None = None
    terms: int | None = None


class Figures(NamedTuple):
    """Whole pence a week, a term and a year; None = cannot be known."""

    week: int | None = None
    term: int | None = None
    year: int | None = None


def a_year(cost: Cost, per: str, paid: PaidYear) -> int | None:
    """Return what a cost comes to in a year, in pence, or None; `per` is what it is for if it does not say.

    One that neither says is of the whole year.
    """
    times = {"week": paid.weeks, "term": paid.terms}.get(cost.per or per, 1)
    return None if times is None else cost.pence * times


def figures(cost: Cost, per: str, paid: PaidYear) -> Figures:
    """Return a cost by the week, the term and the year: what it is for as it stands, the others counted.

    A week is a share of the weeks that are paid, a term of the terms, to the nearest penny.
    """
    own = cost.per or per or "year"
    year = a_year(cost, per, paid)
    return Figures(
        week=cost.pence if own == "week" else _share(year, paid.weeks),
        term=cost.pence if own == "term" else _share(year, paid.terms),
        year=year,
    )


def summed(lines: list[Figures]) -> Figures:
    """Return the sum of each column, of the lines that are known in it; None where none is."""
    columns = zip(*lines, strict=True) if lines else ((), (), ())
    return Figures(*(_sum([one for one in column if one is not None]) for column in columns))


def _share(year: int | None, parts: int | None) -> int | None:
    return None if year is None or not parts else int(Fraction(year, parts) + Fraction(1, 2))


def _sum(known: list[int]) -> int | None:
    return sum(known) if known else None
