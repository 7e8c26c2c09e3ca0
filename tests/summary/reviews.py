"""Mina's plan in its second term: one believable review with one of everything, and an empty one."""

from __future__ import annotations

from datetime import UTC, date, datetime

from facilitator.plan.outcomes import Outcome

from facilitator.plan.actions import Action, Confirmation
from facilitator.plan.entries import Match
from facilitator.plan.people import EVERYONE, Child, Person, Presence
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import LeftOpen, Review
from facilitator.plan.scores import Position, Score

# GONE ['ActionCheck', 'Disagreement', 'OutcomeReview', 'ReadBack']

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
    outcomes=[OutcomeReview(outcome="o1", score=Score(result="agreed", number=2, support_not_given=True))],
    actions=[
        Action(id="r1.a1", what="Buy ear defenders", who="Mr Lacey", person="lacey", by=date(2026, 12, 4)),
        Action(id="r1.a2", what="Ask the hall to be opened at lunch", who="Ms Okafor", by=date(2026, 12, 11)),
    ],
)

STATEMENTS = [
    Statement(id="s1", text="I like my cards. Mr Lacey comes.", speaker="child", topic="working"),
    Statement(id="s2", text="Lunch club.", speaker="child", topic="working", how="with_help", helper="mum"),
    Statement(
        id="s3",
        text="The hall is too loud.",
        speaker="child",
        topic="not_working",
        how="said_for",
        helper="mum",
        match=Match(kind="action", action="r2.a1"),
    ),
    Statement(id="s4", text="My cat.", speaker="child", topic="matters"),
    Statement(id="s5", text="She reads to her brother at bedtime now.", speaker="mum", topic="working"),
    Statement(
        id="s6",
        text="Homework still ends in tears.\nMost of all on Sundays.",
        speaker="mum",
        topic="not_working",
        match=Match(kind="outcome", outcome="o1"),
    ),
    Statement(
        id="s7",
        text="He works two jobs and cannot help on Thursdays.",
        speaker="dad",
        topic="not_working",
        when="sent_in",
        match=Match(kind="not_now", because="We ask Dad first."),
    ),
    Statement(
        id="s8", text="68 of 100 words read in March; 41 in November.", speaker="lacey", topic="working"
    ),
    Statement(
        id="s9",
        text="Group work of more than three.",
        speaker="lacey",
        topic="not_working",
        match=Match(kind="watch"),
    ),
    Statement(id="s10", text="“Inference” is hard.", speaker="okafor", topic="not_working"),
    Statement(
        id="s11", text="Mina waits for slower friends. I saw it at the pool.", speaker="lacey", topic="admire"
    ),
    Statement(
        id="s12",
        text="Mina should be asked before her seat is moved.",
        speaker="mum",
        topic="put_right",
        turn="close.put-right",
    ),
    Statement(id="s13", text="We meet in the library from now on.", speaker=EVERYONE, topic="working"),
    Statement(id="s14", text="I do not agree that it is only the noise.", speaker="mum", topic="disagree"),
]

OUTCOMES = [
    OutcomeReview(
        outcome="o1",
        delivered="partly",
        statements=[
            Statement(id="s20", text="Reads short books alone.", speaker="child", topic="achieved"),
            Statement(
                id="s21", text="The quiet room was taken twice a week.", speaker="lacey", topic="barriers"
            ),
            Statement(id="s22", text="Book the library instead.", speaker=EVERYONE, topic="next"),
        ],
        choices={"right_outcome": "yes"},
        score=Score(
            result="not_agreed",
            positions=[
                Position(person="child", word="so_so", reason="Some days."),
                Position(person="mum", number=2, reason="Homework still ends in tears."),
                Position(person="lacey", number=4, reason="68 of 100 read."),
                Position(person="okafor"),
            ],
            second_positions=[
                Position(person="mum", number=2, reason="Still the same on Sundays."),
                Position(person="lacey", number=4),
            ],
            disagreement=Disagreement(
                sides=[
                    Objection(
                        person="mum",
                        reason="Reading at home is a fight.",
                        would_change="A week without tears.",
                    ),
                    Objection(
                        person="lacey", reason="68 of 100 read.", would_change="A bad week in class too."
                    ),
                ],
                next_step="Read the same book at home and at school.",
                by=date(2027, 4, 16),
            ),
        ),
        decision="keep",
    ),
    OutcomeReview(
        outcome="o2",
        delivered="yes",
        statements=[
            Statement(
                id="s30",
                text="Mina joins one club of her own choice by July.",
                speaker="mum",
                topic="amended_wording",
            )
        ],
        score=Score(
            result="agreed_after_talking",
            number=3,
            positions=[
                Position(person="mum", number=3),
                Position(person="lacey", number=4, reason="She asked to join."),
            ],
        ),
        decision="amend",
        amended_to="r2.o4",
    ),
    OutcomeReview(
        outcome="o3",
        statements=[
            Statement(id="s40", text="She swims with the class.", speaker="lacey", topic="ended_because")
        ],
        score=Score(result="agreed", number=5, positions=[Position(person="lacey", number=5)]),
        decision="achieved",
    ),
]

SECOND = Review(
    id="r2",
    period=2,
    date=date(2027, 3, 12),
    minutes=60,
    closed_at=datetime(2027, 3, 12, 10, 58, tzinfo=UTC),
    people=PEOPLE,
    statements=STATEMENTS,
    last_actions=[
        ActionCheck(
            action="r1.a1",
            status="part",
            statements=[
                Statement(
                    id="s50", text="They came, and they are too big.", speaker="lacey", topic="action_note"
                )
            ],
        )
    ],
    outcomes=OUTCOMES,
    actions=[
        Action(
            id="r2.a1",
            what="Find Mina a quiet place for lunch",
            who="Mr Lacey",
            person="lacey",
            by=date(2027, 3, 19),
            outcome="o1",
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
    choices={"plan_future": "carry_on"},
    next_date=date(2027, 6, 25),
    read_back=[
        ReadBack(person="child", answer="yes"),
        ReadBack(person="mum", answer="yes_but"),
        ReadBack(person="lacey", answer="yes"),
        ReadBack(person="okafor", answer="no"),
    ],
    parked=[Statement(id="s60", text="The bus is late on Mondays.", speaker="mum", topic="parked")],
    left_open=[
        LeftOpen(turn="goal.achieved", item="o3", kind="skipped", because="We had no time."),
        LeftOpen(turn="child.well", kind="passed"),
    ],
)

PLAN = Plan(
    id="p1",
    format="small-plan",
    child=Child(full_name="Mina Shah", known_as="Mina", date_of_birth=date(2017, 2, 3)),
    outcomes=[
        Outcome(id="o1", number=1, wording="Mina reads 100 words and spells 60 of them by July."),
        Outcome(
            id="o2", number=2, wording="Mina joins the choir.", status="amended", ended=date(2027, 3, 12)
        ),
        Outcome(
            id="o3",
            number=3,
            wording="Mina puts her face in the water.",
            status="achieved",
            ended=date(2027, 3, 12),
            ended_because="She swims with the class.",
        ),
        Outcome(
            id="r2.o4", number=4, wording="Mina joins one club of her own choice by July.", replaces="o2"
        ),
        Outcome(id="o5", number=5, wording="Mina takes the bus with a friend."),
    ],
    reviews=[FIRST, SECOND],
)

EMPTY = Review(id="r3", period=3, date=date(2027, 6, 25), people=[])
EARLY = EMPTY.model_copy(
    update={
        "ended": "early",
        "ended_because": "The fire bell rang",
        "people": PEOPLE[:2],
        "statements": STATEMENTS[:1],
    }
)
