"""Invented plans and starts for the tests of the meeting."""

from __future__ import annotations

from datetime import date, datetime

from facilitator.meeting import events as ev
from facilitator.plan.actions import Action
from facilitator.plan.items import Item
from facilitator.plan.people import CHILD, Child, Person, Perspective
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review
from facilitator.plan.scores import Position
from tests.making import agreed, chosen, outcome, said


def person(person_id: str, name: str, perspective: Perspective, *, here: bool = True) -> Person:
    """Return a person who is there from the start, or not at all."""
    made = Person(id=person_id, name=name, perspective=perspective)
    return made if here else made.model_copy(update={"present": []})


PEOPLE = [
    person(CHILD, "Ravi", "child"),
    person("mum", "Mum", "parent"),
    person("lacey", "Mr Lacey", "school"),
    person("okafor", "Ms Okafor", "practitioner"),
    person("shah", "Dr Shah", "practitioner", here=False),
]


def an_outcome(number: int) -> list[Item]:
    """Return an outcome with a step and provision."""
    return outcome(number, steps=["A first step"], provision=[("Reading", "TA", "daily")])


def a_review(period: int = 1, *, outcomes: int = 3, number: int = 2) -> Review:
    """Return a review held, with a low score for each outcome and two actions."""
    own = f"r{period}"
    entries = [said("I like lunch", id=f"{own}.s1")]
    for index in range(1, outcomes + 1):
        entries += [
            said("Reads more", "lacey", "achieved", f"o{index}", id=f"{own}.s{index}0"),
            chosen("delivered", "yes", f"o{index}", review=own),
            chosen("decision", "keep", f"o{index}", review=own),
        ]
    return Review(
        id=own,
        period=period,
        date=date(2026, 11, 20),
        people=PEOPLE,
        entries=entries,
        scores=[
            agreed(f"o{index}", number, Position(person="mum", number=number))
            for index in range(1, outcomes + 1)
        ],
        actions=[
            Action(
                id=f"r{period}.a1", what="Move the seat", who="Mr Lacey", person="lacey", by=date(2026, 12, 1)
            ),
            Action(id=f"r{period}.a2", what="Ask the doctor", who="Mum", person="mum", by=date(2026, 12, 8)),
        ],
    )


def a_plan(*, reviews: int = 0, outcomes: int = 3) -> Plan:
    """Return a plan of an invented child of ten, in the support-plan format."""
    return Plan(
        id="p-ravi",
        format="support-plan",
        children=[Child(full_name="Ravi Example", known_as="Ravi", date_of_birth=date(2016, 10, 2))],
        items=[item for number in range(1, outcomes + 1) for item in an_outcome(number)],
        reviews=[a_review(period, outcomes=outcomes) for period in range(1, reviews + 1)],
    )


def a_start(plan: Plan, at: datetime, people: list[Person] | None = None) -> ev.MeetingStarted:
    """Return the first event of a meeting of a plan."""
    return ev.MeetingStarted(
        at=at,
        plan=plan.id,
        format=plan.format,
        review="r-new",
        date=at.date(),
        minutes=60,
        people=people or PEOPLE,
    )
