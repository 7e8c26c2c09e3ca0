"""A school's own: `school.yaml`, of which every line may be left out. Nothing personal belongs into it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from facilitator.plan.text import Line, Name
from facilitator.script.loading import read_file
from facilitator.script.prompt_data import Data
from facilitator.script.routes import WeeklyCost
from facilitator.script.school_days import SchoolDays, Term
from facilitator.script.yaml_source import Finding, Source, read_source

SCHOOL_FILE = "school.yaml"

_URN_DIGITS = 6


def _urn(given: object) -> object:
    if isinstance(given, str) and not (given.isascii() and given.isdigit() and len(given) == _URN_DIGITS):
        raise PydanticCustomError("not_a_urn", "no URN")
    return given


Urn = Annotated[str, BeforeValidator(_urn)]
"""The number of six digits that a school in England has."""


class Contact(Data):
    """A telephone number or an address of somebody local that parents or staff may turn to.

    With `for_disagreements` a summary names it where people do not agree.
    """

    name: Name
    telephone: Line = ""
    address: Line = ""
    email: Line = ""
    website: Line = ""
    for_disagreements: bool = False


class School(SchoolDays):
    """What a school has set down about itself; the program's own settings where it has not.

    `letterhead` is a file, from the folder of `school.yaml` on. `records_kept_months` is how long this
    computer keeps the records of meetings, None = as long as the program does. `cover_after_minutes` is how
    long a screen that nobody touches stays in sight, 0 = always. `supporting_papers` are lists of papers,
    each by what it is for.
    """

    name: Line = ""
    urn: Urn | None = None
    letterhead: Path | None = None
    contacts: list[Contact] = []
    records_kept_months: int | None = Field(default=None, ge=1)
    cover_after_minutes: int = Field(default=20, ge=0)
    weekly_cost: WeeklyCost | None = None
    supporting_papers: dict[Name, list[Name]] = {}
    nudges: bool = True
    pictures: bool = True


def load_school(path: Path) -> School:
    """Read a school's own file, with the letterhead's whole path; Refusal with file and line."""
    school = read_file(path, School)
    for finding in school_findings(read_source(path), school):
        raise finding.refusal()
    if school.letterhead is None:
        return school
    return school.model_copy(update={"letterhead": path.parent / school.letterhead})


def school_findings(source: Source, school: School) -> Iterator[Finding]:
    """Yield what is wrong with a file that has the right shape."""
    yield from _days(source, school)
    if school.letterhead is not None and not (source.path.parent / school.letterhead).is_file():
        yield source.finding(("letterhead",), "script.school-no-letterhead", given=school.letterhead)
    for index, one in enumerate(school.contacts):
        if not (one.telephone or one.address or one.email or one.website):
            yield source.finding(("contacts", index), "script.school-empty-contact", name=one.name)


def _days(source: Source, school: School) -> Iterator[Finding]:
    before: Term | None = None
    for index, term in enumerate(school.terms):
        if term.last < term.first:
            yield source.finding(("terms", index, "last"), "script.school-term-backwards", name=term.name)
        elif before is not None and term.first <= before.last:
            values = {"name": term.name, "before": before.name}
            yield source.finding(("terms", index, "first"), "script.school-terms-overlap", **values)
        before = term
    for index, closed in enumerate(school.closed):
        if closed.last is not None and closed.last < closed.first:
            yield source.finding(("closed", index, "last"), "script.school-closed-backwards")
