"""A plan of an invented format that has had all its reviews, with something of everything in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from facilitator.files.plan_text import parse
from facilitator.files.plans import new_plan
from facilitator.plan.entries import Entry
from facilitator.plan.nouns import Earlier, Ended, Mark
from facilitator.plan.people import Contact, Person
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review
from facilitator.plan.scores import Score
from tests.shapes import FORMATS

SAMPLE = FORMATS / "termly-targets" / "sample.plan.json"
BOTH = (date(2026, 3, 27), date(2026, 7, 10))


def used_up() -> Plan:
    """Two targets go on, one is achieved; somebody has left, and one thing that was said is over."""
    plan = parse(SAMPLE.read_bytes())
    ended = Ended(how="achieved", because="18 of 20", on=BOTH[0], review=1)
    items = [item.model_copy(update={"ended": ended}) if item.id == "t1" else item for item in plan.items]
    over = Entry(id="e9", field="works", value="Star chart", by="dad", ended=Ended(how="removed"))
    entries = [
        plan.entries[0].model_copy(update={"earlier": [Earlier(field="strengths", value="Builds")]}),
        *plan.entries[1:],
        over,
        Entry(id="e10", field="works", value="Being asked twice", by="ms-gone"),
    ]
    gone = [
        Contact(id="ms-gone", name="Ms Gone", ended=Ended(how="removed"), added=Mark(on=BOTH[0])),
        Contact(id="mr-gone", name="Mr Gone", ended=Ended(how="removed")),
    ]
    reviews = [
        Review(
            id=f"r{period}",
            period=period,
            date=day,
            people=[Person(id="dad", name="Mr Marsh", perspective="parent")],
            scores=[Score(about="t2", field="colour", result="agreed", option=option)],
        )
        for period, (day, option) in enumerate(zip(BOTH, ("red", "amber"), strict=True), 1)
    ]
    return plan.model_copy(
        update={"items": items, "entries": entries, "people": [*plan.people, *gone], "reviews": reviews}
    )


def written(folder: Path, name: str = "leo.plan.json") -> Path:
    """Write it into a folder and return the file."""
    return new_plan(folder / name, used_up(), prompts=FORMATS).path
