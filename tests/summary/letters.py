"""Reviews for the child's letter: Mina at three ages, away, silent, and with more than a page can hold."""

from __future__ import annotations

from datetime import date
from typing import Any

from facilitator.plan.actions import Action
from facilitator.plan.entries import Entry, Match
from facilitator.plan.manners import Band
from facilitator.plan.people import CHILD, EVERYONE, ChildSetUp
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review
from facilitator.plan.scores import Position, Score
from tests import making
from tests.making import agreed, chosen, outcome
from tests.summary.reviews import PEOPLE, PLAN, second

BORN: dict[Band, date] = {
    "4-7": date(2020, 9, 1),
    "8-11": date(2017, 2, 3),
    "12-18": date(2012, 5, 5),
}

LONG = "Then we went out to the pond and I saw two ducks and a frog. " * 9


def mina(band: Band = "8-11", **changes: Any) -> Plan:
    """Return Mina's plan at the age of a band."""
    return PLAN.with_child(PLAN.child.model_copy(update={"date_of_birth": BORN[band], **changes}))


def wishing(*topics: str) -> Plan:
    """Return Mina's plan with topics that she wishes not to be asked about."""
    return mina(set_up=ChildSetUp(topics_away=list(topics)))


def said(number: int, words: str, field: str = "working", about: str | None = None, **more: Any) -> Entry:
    """Return something that the child said."""
    return making.said(words, CHILD, field, about, id=f"c{number}", **more)


def with_words(*entries: Entry, away: bool = False) -> Review:
    """Return the review with these words alone, and the child there or not."""
    people = [
        person.model_copy(update={"present": []}) if person.id == CHILD and away else person
        for person in PEOPLE
    ]
    # Actions that were matched stay: those of the child's words are among the review's own.
    return second(said=list(entries), people=people, goals=[])


def too_much(words: str = "I like the swings.", count: int = 40) -> tuple[Plan, Review]:
    """Return a plan and a review with so many words, actions and goals."""
    outcomes = [one for n in range(1, 13) for one in outcome(n, f"Goal words {n}. {words}")]
    own = [said(n, f"{words} ({n})", ("working", "not_working", "matters")[n % 3]) for n in range(count)]
    matched = said(
        999, "I said the last one.", "not_working", match=Match(kind="action", target=f"a{count - 1}")
    )
    goals: list[Entry | Score] = []
    for n, one in enumerate(outcomes, 1):
        goals += [
            said(2000 + n, f"{words} [{n}]", "achieved", one.id),
            making.said(f"Next {n}.", EVERYONE, "next", one.id, id=f"n{n}"),
            agreed(one.id, 3, Position(person=CHILD, word="so_so")),
            chosen("decision", "keep", one.id, review="r2"),
        ]
    actions = [
        Action(
            id=f"a{n}", what=f"Do thing {n}. {words}", who="Mr Lacey", person="lacey", by=date(2027, 3, 19)
        )
        for n in range(count)
    ]
    review = second(said=[*own, matched], goals=goals, actions=actions, put_aside=[])
    return mina().model_copy(update={"items": outcomes, "reviews": [review]}), review
