"""Invented plans and starts for the tests of the meeting."""

from __future__ import annotations

from datetime import date, datetime

from facilitator.meeting import events as ev
from facilitator.plan.models import Plan
from facilitator.plan.outcomes import Outcome, Provision, Step
from facilitator.plan.people import CHILD, Child, Person, Perspective
from facilitator.plan.reviews import Action, OutcomeReview, Position, ProgressScore, Review, Statement


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


def an_outcome(number: int) -> Outcome:
    """Return an outcome with a step and provision."""
    return Outcome(
        id=f"o{number}",
        number=number,
        wording=f"Outcome {number} in words",
        steps=[Step(id=f"o{number}.s1", text="A first step")],
        provision=[
            Provision(id=f"o{number}.p1", where="education", what="Reading", who="TA", how_often="daily")
        ],
    )


def a_review(period: int = 1, *, outcomes: int = 3, number: int = 2) -> Review:
    """Return a review held, with a low score for each outcome and two actions."""
    return Review(
        id=f"r{period}",
        period=period,
        date=date(2026, 11, 20),
        people=PEOPLE,
        statements=[Statement(id=f"r{period}.s1", text="I like lunch", speaker=CHILD, topic="working")],
        outcomes=[
            OutcomeReview(
                outcome=f"o{index}",
                delivered="yes",
                statements=[
                    Statement(id=f"r{period}.s{index}0", text="Reads more", speaker="lacey", topic="achieved")
                ],
                score=ProgressScore(
                    result="agreed", number=number, positions=[Position(person="mum", number=number)]
                ),
                decision="keep",
            )
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
        child=Child(full_name="Ravi Example", known_as="Ravi", date_of_birth=date(2016, 10, 2)),
        outcomes=[an_outcome(number) for number in range(1, outcomes + 1)],
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
