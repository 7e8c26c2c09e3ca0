"""An invented child's plan for the screens: three outcomes, and one review held."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from facilitator.plan.actions import Action
from facilitator.plan.entries import Entry
from facilitator.plan.items import Item
from facilitator.plan.people import CHILD, Child, Person, Presence
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review
from facilitator.plan.scores import Position
from tests.making import agreed, chosen, outcome, said

START = datetime(2026, 3, 12, 10, 14, tzinfo=timezone(timedelta(0)))

WORDINGS = (
    "By July Ravi will read 100 words and spell 60",
    "By July Ravi will ask for a break before it gets too loud",
    "By July Ravi will play a game with two friends",
)


def people() -> list[Person]:
    """Return the child, a parent, a teacher, and a therapist who sent apologies."""
    return [
        Person(id=CHILD, name="Ravi", perspective="child"),
        Person(id="mum", name="Mum", perspective="parent", role="Mum"),
        Person(id="lacey", name="Mr Lacey", perspective="school", role="class teacher"),
        Person(
            id="okafor", name="Ms Okafor", perspective="practitioner", role="speech therapist", present=[]
        ),
    ]


def an_outcome(number: int) -> list[Item]:
    """Return an outcome with a step and a provision."""
    wording = WORDINGS[(number - 1) % len(WORDINGS)]
    return outcome(number, wording, steps=["Read 60 words"], provision=[("Word box", "Miss Bell", "daily")])


def autumn_review(outcomes: int) -> Review:
    """Return the review of the first term."""
    entries: list[Entry] = [said("I like lunch club", id="r1s1")]
    for number in range(1, outcomes + 1):
        about = f"o{number}"
        entries += [
            said("Reads 40 words", "lacey", "achieved", about, id=f"r1o{number}"),
            chosen("delivered", "yes", about),
            chosen("decision", "keep", about),
        ]
    return Review(
        id="r1",
        period=1,
        date=date(2025, 11, 20),
        people=people(),
        entries=entries,
        scores=[agreed(f"o{n}", 2, Position(person="mum", number=2)) for n in range(1, outcomes + 1)],
        actions=[Action(id="r1a1", what="Buy ear defenders", who="Mr Lacey", by=date(2025, 12, 5))],
        next_date=date(2026, 3, 12),
    )


def a_plan(*, outcomes: int = 3, extra_people: int = 0) -> Plan:
    """Return the plan, with as many outcomes and further people as a test asks for."""
    review = autumn_review(outcomes)
    more = [
        Person(id=f"x{number}", name=f"Helper {number}", perspective="school", present=[Presence()])
        for number in range(extra_people)
    ]
    return Plan(
        id="plan-ravi",
        format="support-plan",
        children=[Child(full_name="Ravi Nair", known_as="Ravi", class_name="3 Kestrel")],
        items=[item for number in range(1, outcomes + 1) for item in an_outcome(number)],
        reviews=[review.model_copy(update={"people": [*review.people, *more]})],
        entries=[
            Entry(id="e.pep", field="pep", value=False),
            Entry(id="e.cin", field="child_in_need", value=True, note="since May"),
        ],
    )
