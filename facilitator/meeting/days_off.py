"""What is to be known of a day to come: that it has gone, is far off, or has no school."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from facilitator.script.school_days import SchoolDays

if TYPE_CHECKING:
    from holidays import HolidayBase

_FAR_DAYS = 300
"""A day so long ahead may be one of last year that was named without its year."""


class Remark(NamedTuple):
    """Something about a day: the id of its words, and a name or a reason that belongs to it."""

    id: str
    why: str = ""


def remarks(day: date, today: date, school: SchoolDays) -> Iterator[Remark]:
    """Yield what is to be pointed out of a day that is named today; nothing for a usual day of school."""
    if day < today:
        yield Remark("gone")
    elif (day - today).days >= _FAR_DAYS:
        years = day.year - today.year
        yield Remark("far") if years < 2 else Remark("years", str(years))
    off = _without_school(day, school)
    if off is not None:
        yield off


def is_working_day(day: date) -> bool:
    """Whether a day is neither at a weekend nor a bank holiday."""
    return day.weekday() < 5 and not bank_holiday(day)


def bank_holiday(day: date) -> str:
    """Return the name of the bank holiday that a day is in England, or nothing."""
    return (_england().get(day) or "").partition(" (")[0]


@cache
def _england() -> HolidayBase:
    """Return England's bank holidays; on first use, since that takes longer than the first screen."""
    from holidays.countries.united_kingdom import UnitedKingdom

    return UnitedKingdom(subdiv="ENG")  # type: ignore[no-untyped-call]


def _without_school(day: date, school: SchoolDays) -> Remark | None:
    if name := bank_holiday(day):
        return Remark("bank-holiday", name)
    for closed in school.closed:
        if closed.first <= day <= (closed.last or closed.first):
            return Remark("closed", closed.why)
    if day.weekday() >= 5:
        return Remark("weekend")
    terms = school.terms
    if terms and terms[0].first <= day <= terms[-1].last:
        return None if any(term.first <= day <= term.last for term in terms) else Remark("no-term")
    return None
