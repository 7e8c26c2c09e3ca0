"""On which days a school has school: its terms, and the days inside them without any."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from facilitator.plan.text import Line, Name
from facilitator.script.prompt_data import Data


def _day(given: object) -> object:
    """Return a day that is written as 2026-09-02; other numbers would be taken for seconds."""
    try:
        return date.fromisoformat(given) if isinstance(given, str) else given
    except ValueError:
        raise PydanticCustomError("not_a_day", "no day") from None


Day = Annotated[date, BeforeValidator(_day)]


class Term(Data):
    """A term: its first and its last day of school."""

    name: Name
    first: Day
    last: Day


class Closed(Data):
    """Days inside a term without school; one day where there is no `last`."""

    first: Day
    last: Day | None = None
    why: Line = ""


class SchoolDays(Data):
    """The days of a school, as far as it has set them down."""

    terms: list[Term] = []
    closed: list[Closed] = []


_FIRST_OF_YEAR, _LAST_TERM_ENDS = 8, 6
"""A school year begins with the first term after July; by June its last term has not ended."""


def terms_of_year(terms: Sequence[Term], day: date) -> list[Term]:
    """Return the terms of the school year in which a day lies; none unless all of them are set down."""
    year = day.year - (day.month < _FIRST_OF_YEAR)
    first, after = date(year, _FIRST_OF_YEAR, 1), date(year + 1, _FIRST_OF_YEAR, 1)
    found = [term for term in terms if first <= term.first < after]
    whole = found and found[0].first.month in (8, 9) and found[-1].last >= date(year + 1, _LAST_TERM_ENDS, 1)
    return found if whole else []
