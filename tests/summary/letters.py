"""Reviews for the child's letter: Mina at three ages, away, silent, and with more than a page can hold."""

from __future__ import annotations

from datetime import date
from typing import Any

from facilitator.plan.outcomes import Outcome

from facilitator.plan.actions import Action
from facilitator.plan.entries import Match
from facilitator.plan.manners import Band
from facilitator.plan.people import CHILD, EVERYONE, ChildSetUp
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review
from facilitator.plan.scores import Position, Score

# GONE ['OutcomeReview']
from tests.summary.reviews import PEOPLE, PLAN, SECOND

BORN: dict[Band, date] = {
    "4-7": date(2020, 9, 1),
    "8-11": date(2017, 2, 3),
    "12-18": date(2012, 5, 5),
}

LONG = "Then we went out to the pond and I saw two ducks and a frog. " * 9


def mina(band: Band = "8-11", **changes: Any) -> Plan:
    """Return Mina's plan at the age of a band."""
    return PLAN.model_copy(
        update={"child": PLAN.child.model_copy(update={"date_of_birth": BORN[band], **changes})}
    )


def wishing(*topics: str) -> Plan:
    """Return Mina's plan with topics that she wishes not to be asked about."""
    return mina(set_up=ChildSetUp(topics_away=list(topics)))


def said(number: int, text: str, topic: str = "working", **more: Any) -> Statement:
    """Return something that the child said."""
    return Statement(id=f"c{number}", text=text, speaker=CHILD, topic=topic, **more)


def with_words(*statements: Statement, away: bool = False) -> Review:
    """Return the review with these words alone, and the child there or not."""
    people = [
        person.model_copy(update={"present": []}) if person.id == CHILD and away else person
        for person in PEOPLE
    ]
    # Actions that were matched stay: those of the child's words are among the review's own.
    return SECOND.model_copy(update={"statements": list(statements), "people": people, "outcomes": []})


def too_much(words: str = "I like the swings.", count: int = 40) -> tuple[Plan, Review]:
    """Return a plan and a review with so many words, actions and goals."""
    outcomes = [Outcome(id=f"o{n}", number=n, wording=f"Goal words {n}. {words}") for n in range(1, 13)]
    statements = [
        said(n, f"{words} ({n})", ("working", "not_working", "matters")[n % 3]) for n in range(count)
    ]
    matched = said(
        999, "I said the last one.", "not_working", match=Match(kind="action", action=f"a{count - 1}")
    )
    held = [
        OutcomeReview(
            outcome=one.id,
            statements=[
                said(2000 + one.number, f"{words} [{one.number}]", "achieved"),
                Statement(id=f"n{one.number}", text=f"Next {one.number}.", speaker=EVERYONE, topic="next"),
            ],
            score=Score(result="agreed", number=3, positions=[Position(person=CHILD, word="so_so")]),
            decision="keep",
        )
        for one in outcomes
    ]
    actions = [
        Action(
            id=f"a{n}", what=f"Do thing {n}. {words}", who="Mr Lacey", person="lacey", by=date(2027, 3, 19)
        )
        for n in range(count)
    ]
    review = SECOND.model_copy(
        update={"statements": [*statements, matched], "outcomes": held, "actions": actions, "parked": []}
    )
    return mina().model_copy(update={"outcomes": outcomes, "reviews": [review]}), review
