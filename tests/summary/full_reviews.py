"""Plans whose last review is as full as one can be: many outcomes, lines and actions."""

from __future__ import annotations

from datetime import date
from functools import cache

from facilitator.plan.actions import Action
from facilitator.plan.people import Person
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review
from facilitator.plan.scores import Position
from tests.making import agreed, chosen, not_agreed, outcome, said
from tests.summary.reviews import PLAN

SIDES = ("child", "parent", "school", "practitioner")


@cache
def full(
    outcomes: int, lines: int, actions: int, words: str = "We saw this on most days of the week."
) -> Plan:
    """Return a plan whose last review has so many outcomes, lines under names, and actions."""
    people = [
        Person(id="child", name="Mina", perspective="child"),
        *(Person(id=f"p{n}", name=f"Person {n}", perspective=SIDES[1 + n % 3]) for n in range(9)),  # type: ignore[arg-type]
    ]
    ids = [one.id for one in people]
    entries = [
        said(f"{n}. {words}", ids[n % len(ids)], ("working", "not_working")[n // 2 % 2], id=f"s{n}")
        for n in range(lines)
    ]
    held = [one for n in range(1, outcomes + 1) for one in outcome(n, f"Outcome {n}. {words}")]
    shown = [Position(person=f"p{n}", number=2 + n % 3, reason=f"Reason of {n}. {words}") for n in range(9)]
    goals = [one.id for one in held if one.kind == "outcome"]
    scores = [not_agreed(one, *shown) if nth % 3 == 0 else agreed(one, 3) for nth, one in enumerate(goals)]
    review = Review(
        id="full",
        period=1,
        date=date(2027, 3, 12),
        next_date=date(2027, 6, 25),
        people=people,
        entries=[*entries, *(chosen("decision", "keep", one, review="full") for one in goals)],
        scores=scores,
        actions=[
            Action(
                id=f"a{n}", what=f"Action {n}. {words}", who=f"Person {n % 9}", by=date(2027, 4, 1 + n % 28)
            )
            for n in range(actions)
        ],
    )
    return PLAN.model_copy(update={"items": held, "reviews": [review]})
