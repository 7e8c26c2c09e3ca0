"""An invented child's plan for the screens: three outcomes, and one review held."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from facilitator.plan.models import OtherPlan, Plan
from facilitator.plan.outcomes import Outcome, Provision, Step
from facilitator.plan.people import CHILD, Child, Person, Presence
from facilitator.plan.reviews import Action, OutcomeReview, Position, ProgressScore, Review, Statement

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


def an_outcome(number: int) -> Outcome:
    """Return an outcome with a step and a provision."""
    return Outcome(
        id=f"o{number}",
        number=number,
        wording=WORDINGS[(number - 1) % len(WORDINGS)],
        steps=[Step(id=f"o{number}s1", text="Read 60 words")],
        provision=[
            Provision(
                id=f"o{number}p1", where="education", what="Word box", who="Miss Bell", how_often="daily"
            )
        ],
    )


def autumn_review(outcomes: int) -> Review:
    """Return the review of the first term."""
    return Review(
        id="r1",
        period=1,
        date=date(2025, 11, 20),
        people=people(),
        statements=[Statement(id="r1s1", text="I like lunch club", speaker=CHILD, topic="working")],
        outcomes=[
            OutcomeReview(
                outcome=f"o{number}",
                delivered="yes",
                statements=[
                    Statement(id=f"r1o{number}", text="Reads 40 words", speaker="lacey", topic="achieved")
                ],
                score=ProgressScore(result="agreed", number=2, positions=[Position(person="mum", number=2)]),
                decision="keep",
            )
            for number in range(1, outcomes + 1)
        ],
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
        child=Child(full_name="Ravi Nair", known_as="Ravi", class_name="3 Kestrel"),
        outcomes=[an_outcome(number) for number in range(1, outcomes + 1)],
        reviews=[review.model_copy(update={"people": [*review.people, *more]})],
        other_plans=[
            OtherPlan(kind="pep", in_place=False),
            OtherPlan(kind="child_in_need", in_place=True, note="since May"),
        ],
    )
