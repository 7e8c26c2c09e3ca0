"""On which days a school has school: its terms, and the days inside them without any."""

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
