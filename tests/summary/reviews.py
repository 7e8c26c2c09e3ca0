"""Mina's plan in its second term: one believable review with one of everything, and an empty one."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import chain
from typing import Any

from facilitator.plan.actions import Action, Confirmation
from facilitator.plan.entries import Entry, Match
from facilitator.plan.nouns import Mark
from facilitator.plan.people import CHILD, EVERYONE, Child, Person, Presence
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import PARKED, LeftOpen, Review
from facilitator.plan.scores import Position, Score, Side
from tests.making import agreed, chosen, not_agreed, outcome, said

PEOPLE = [
    Person(
        id="child",
        name="Mina",
        perspective="child",
        present=[Presence(left="outcomes"), Presence(arrived="close")],
    ),
    Person(id="mum", name="Mum", perspective="parent", role="Sana Shah"),
    Person(id="lacey", name="Mr Lacey", perspective="school", role="class teacher"),
    Person(
        id="okafor",
        name="Ms Okafor",
        perspective="practitioner",
        role="speech therapist",
        present=[Presence(arrived="outcomes")],
    ),
    Person(id="dad", name="Dad", perspective="parent", present=[]),
]

FIRST = Review(
    id="r1",
    period=1,
    date=date(2026, 11, 20),
    people=PEOPLE,
    scores=[agreed("o1", 2, support_not_given=True)],
    actions=[
        Action(id="r1.a1", what="Buy ear defenders", who="Mr Lacey", person="lacey", by=date(2026, 12, 4)),
        Action(id="r1.a2", what="Ask the hall to be opened at lunch", who="Ms Okafor", by=date(2026, 12, 11)),
    ],
)

SAID = [
    said("I like my cards. Mr Lacey comes.", id="s1"),
    said("Lunch club.", id="s2", how="with_help", helper="mum"),
    said(
        "The hall is too loud.",
        CHILD,
        "not_working",
        id="s3",
        how="said_for",
        helper="mum",
        match=Match(kind="action", target="r2.a1"),
    ),
    said("My cat.", CHILD, "matters", id="s4"),
    said("She reads to her brother at bedtime now.", "mum", id="s5"),
    said(
        "Homework still ends in tears.\nMost of all on Sundays.",
        "mum",
        "not_working",
        id="s6",
        match=Match(kind="outcome", target="o1"),
    ),
    said(
        "He works two jobs and cannot help on Thursdays.",
        "dad",
        "not_working",
        id="s7",
        when="sent_in",
        match=Match(kind="not_now", because="We ask Dad first."),
    ),
    said("68 of 100 words read in March; 41 in November.", "lacey", id="s8"),
    said("Group work of more than three.", "lacey", "not_working", id="s9", match=Match(kind="watch")),
    said("“Inference” is hard.", "okafor", "not_working", id="s10"),
    said("Mina waits for slower friends. I saw it at the pool.", "lacey", "admire", id="s11"),
    said(
        "Mina should be asked before her seat is moved.",
        "mum",
        "put_right",
        id="s12",
        turn="close.put-right",
    ),
    said("We meet in the library from now on.", EVERYONE, id="s13"),
    said("I do not agree that it is only the noise.", "mum", "disagree", id="s14"),
]

GOALS: list[Entry | Score] = [
    chosen("delivered", "partly", "o1", review="r2"),
    said("Reads short books alone.", CHILD, "achieved", "o1", id="s20"),
    said("The quiet room was taken twice a week.", "lacey", "barriers", "o1", id="s21"),
    said("Book the library instead.", EVERYONE, "next", "o1", id="s22"),
    chosen("right_outcome", "yes", "o1", review="r2"),
    not_agreed(
        "o1",
        Position(person="child", word="so_so", reason="Some days."),
        Position(person="mum", number=2, reason="Homework still ends in tears."),
        Position(person="lacey", number=4, reason="68 of 100 read."),
        Position(person="okafor"),
        second=[
            Position(person="mum", number=2, reason="Still the same on Sundays."),
            Position(person="lacey", number=4),
        ],
        sides=[
            Side(person="mum", reason="Reading at home is a fight.", would_change="A week without tears."),
            Side(person="lacey", reason="68 of 100 read.", would_change="A bad week in class too."),
        ],
        next_step="Read the same book at home and at school.",
        by=date(2027, 4, 16),
    ),
    chosen("decision", "keep", "o1", review="r2"),
    chosen("delivered", "yes", "o2", review="r2"),
    said("Mina joins one club of her own choice by July.", "mum", "amended_wording", "o2", id="s30"),
    agreed(
        "o2",
        3,
        Position(person="mum", number=3),
        Position(person="lacey", number=4, reason="She asked to join."),
        talked=True,
    ),
    chosen("decision", "amend", "o2", review="r2"),
    said("She swims with the class.", "lacey", "ended_because", "o3", id="s40"),
    agreed("o3", 5, Position(person="lacey", number=5)),
    chosen("decision", "achieved", "o3", review="r2"),
]

CHECKED = [
    chosen("status", "part", "r1.a1", review="r2"),
    said("They came, and they are too big.", "lacey", "note", "r1.a1", id="s50"),
]

ASKED = [chosen("plan_future", "carry_on", review="r2")]

READ_BACK = [
    chosen("read_back", answer, by=person, review="r2")
    for person, answer in (("child", "yes"), ("mum", "yes_but"), ("lacey", "yes"), ("okafor", "no"))
]

PUT_ASIDE = [said("The bus is late on Mondays.", "mum", PARKED, id="s60")]

_BARE = Review(
    id="r2",
    period=2,
    date=date(2027, 3, 12),
    minutes=60,
    closed_at=datetime(2027, 3, 12, 10, 58, tzinfo=UTC),
    people=PEOPLE,
    actions=[
        Action(
            id="r2.a1",
            what="Find Mina a quiet place for lunch",
            who="Mr Lacey",
            person="lacey",
            by=date(2027, 3, 19),
            about="o1",
        ),
        Action(
            id="r2.a2",
            what="Ask for smaller ear defenders",
            who="Dad",
            person="dad",
            by=date(2027, 3, 26),
            confirm=Confirmation(who="Mum", by=date(2027, 3, 15)),
        ),
        Action(id="r2.a3", what="Look for a swimming club"),
    ],
    next_date=date(2027, 6, 25),
    left_open=[
        LeftOpen(turn="goal.achieved", item="o3", kind="skipped", because="We had no time."),
        LeftOpen(turn="child.well", kind="passed"),
    ],
)


def second(**changes: Any) -> Review:
    """Return Mina's second review with other fields, or with other parts of what was said and agreed.

    The parts are `said`, `goals` (entries and scores), `checked`, `asked`, `read_back` and `put_aside`.
    """
    parts: dict[str, list[Any]] = {
        "said": SAID,
        "goals": GOALS,
        "checked": CHECKED,
        "asked": ASKED,
        "read_back": READ_BACK,
        "put_aside": PUT_ASIDE,
    }
    parts |= {name: changes.pop(name) for name in parts if name in changes}
    every = list(chain.from_iterable(parts.values()))
    kept = {
        "entries": [one for one in every if isinstance(one, Entry)],
        "scores": [one for one in every if isinstance(one, Score)],
    }
    return _BARE.model_copy(update=kept | changes)


SECOND = second()

_DAY = date(2027, 3, 12)
PLAN = Plan(
    id="p1",
    format="small-plan",
    children=[Child(full_name="Mina Shah", known_as="Mina", date_of_birth=date(2017, 2, 3))],
    items=[
        *outcome(1, "Mina reads 100 words and spells 60 of them by July."),
        *outcome(2, "Mina joins the choir.", ended="amended", on=_DAY),
        *outcome(
            3,
            "Mina puts her face in the water.",
            ended="achieved",
            on=_DAY,
            because="She swims with the class.",
        ),
        *outcome(
            4,
            "Mina joins one club of her own choice by July.",
            id="r2.o4",
            replaces="o2",
            added=Mark(on=_DAY, review=2),
        ),
        *outcome(5, "Mina takes the bus with a friend."),
    ],
    reviews=[FIRST, SECOND],
)

EMPTY = Review(id="r3", period=3, date=date(2027, 6, 25), people=[])
EARLY = EMPTY.model_copy(
    update={
        "ended": "early",
        "ended_because": "The fire bell rang",
        "people": PEOPLE[:2],
        "entries": SAID[:1],
    }
)
