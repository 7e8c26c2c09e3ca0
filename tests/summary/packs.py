"""Tam's two plans, one after the other: a believable evidence pack with one of everything."""

from __future__ import annotations

from datetime import date
from typing import Any

from facilitator.plan.actions import Action
from facilitator.plan.entries import Entry, Manner
from facilitator.plan.items import Item
from facilitator.plan.nouns import Earlier, Ended, Mark
from facilitator.plan.people import CHILD, EVERYONE, Child, Contact, Person
from facilitator.plan.plan import Plan, School, Version
from facilitator.plan.reviews import PlanningMeeting, Review, Signature
from facilitator.plan.scores import Position, Score, Side
from facilitator.script.formats_and_turns import Script
from facilitator.script.loading import load_script
from facilitator.script.routes import WeeklyCost
from facilitator.script.school_days import Term
from facilitator.summary.evidence_shapes import HeldPlan
from tests.making import chosen, said

HIDDEN = "NOT-FOR-OTHERS"
"""Stands in everything that the chair marked as not for sharing, and in what is private by the format."""

PEOPLE = [
    Person(id=CHILD, name="Tam", perspective="child"),
    Person(id="mum", name="Ngozi Okoro", perspective="parent", role="mum"),
    Person(id="fenn", name="Miss Fenn", perspective="school", role="class teacher"),
    Person(id="lund", name="Ms Lund", perspective="practitioner", role="speech therapist", present=[]),
]
TAM = Child(full_name="Tamsin Okoro", known_as="Tam", date_of_birth=date(2018, 6, 11), class_name="2 Wren")
TERMS = [
    Term(name="Autumn", first=date(2026, 9, 2), last=date(2026, 12, 18)),
    Term(name="Spring", first=date(2027, 1, 4), last=date(2027, 3, 25)),
    Term(name="Summer", first=date(2027, 4, 12), last=date(2027, 7, 21)),
]


def script(**school: Any) -> Script:
    """Return the script of the SEND support plan with what a school has set down, all of it or as named."""
    own: dict[str, Any] = {
        "weekly_cost": WeeklyCost(against="Our SEN budget", pounds_a_year=2000, weeks=38),
        "papers": {"funding panel": ["The last two reviews", "Work from this term"]},
        "terms": TERMS,
    }
    return load_script("send-support-plan").model_copy(update=own | school)


def target(number: int, wording: str, **more: Any) -> Item:
    """Return a target; `fields` beside its words, and whatever else an item has."""
    fields = {"wording": wording, **more.pop("fields", {})}
    own = more.pop("id", f"t{number}")
    return Item(id=own, kind="target", number=number, fields=fields, **more)


def line(
    own: str, under: str, what: str, who: str = "", how_often: str = "", cost: str = "", **more: Any
) -> Item:
    """Return a line of support; what is empty is not there."""
    given = {"what": what, "who": who, "how_often": how_often, "cost": cost}
    fields = {name: words for name, words in given.items() if words} | more.pop("fields", {})
    return Item(id=own, kind="provision", under=under, fields=fields, **more)


def option_agreed(about: str, option: str) -> Score:
    """Return a judgement in words on which all agreed."""
    shown = [Position(person="mum", option=option), Position(person="fenn", option=option)]
    return Score(field="met", about=about, result="agreed", option=option, shows=[shown])


FIRST = Plan(
    id="plan-one",
    format="send-support-plan",
    started=date(2026, 3, 2),
    children=[TAM],
    items=[
        target(1, "Tam says five sounds.", ended=Ended(how="achieved", on=date(2026, 7, 3), review=1)),
        line("q1", "t1", "Sounds at the start of the day", "Miss Fenn", "Daily, 5 minutes"),
    ],
    reviews=[
        Review(
            id="a1",
            period=1,
            date=date(2026, 7, 3),
            people=PEOPLE[1:],
            entries=[
                chosen("delivered", "yes", "t1", review="a1"),
                said("She says them all.", "fenn", "seen", "t1", id="a1.s1"),
                chosen("decision", "met", "t1", review="a1"),
            ],
            scores=[option_agreed("t1", "met")],
        )
    ],
)

_DAY = date(2026, 12, 4)
NOT_AGREED = Score(
    field="met",
    about="t2",
    result="not_agreed",
    shows=[
        [
            Position(person=CHILD, option="partly", reason="I like the cards."),
            Position(person="mum", option="not_met", reason="At home he cannot tell me."),
            Position(person="fenn", option="met", reason="Four days out of five in class."),
        ]
    ],
    sides=[
        Side(person="mum", reason="At home he cannot tell me.", would_change="If he told me about lunch."),
        Side(person="fenn", reason="Four days out of five.", would_change="A week without the cards."),
    ],
    next_step="Both write down what they hear.",
    by=date(2027, 1, 15),
)

REVIEWS = [
    Review(
        id="b1",
        period=1,
        date=_DAY,
        people=PEOPLE,
        entries=[
            said("I like the cards.", id="b1.s1"),
            said(
                "Too loud at lunch.",
                field="not_working",
                id="b1.s2",
                how="with_help",
                helper="mum",
                given="signed",
            ),
            said("He sings in the car.", "mum", id="b1.s3"),
            said(f"{HIDDEN} at home", "mum", id="b1.s4").model_copy(update={"not_shared": True}),
            chosen("delivered", "yes", "t1", review="b1"),
            said("Reads 20 of 40 sounds.", "fenn", "seen", "t1", id="b1.s5"),
            chosen("decision", "change", "t1", review="b1"),
            said("Tam reads all 40 sounds by July.", EVERYONE, "new_words", "t1", id="b1.s6"),
            chosen("delivered", "no", "p3", review="b1"),
            chosen("decision", "go_on", "t2", review="b1"),
            said(f"{HIDDEN} of a target", "fenn", "seen", "t9", id="b1.s7"),
            chosen("funding", "think", review="b1"),
            said("We wait for the report.", EVERYONE, "funding_because", id="b1.s8"),
            chosen("decided_by", "Mrs Adair, SENCO", review="b1"),
            said("I do not agree that we wait.", "mum", "disagree", id="b1.s9"),
            chosen("read_back", "yes", by="fenn", review="b1"),
            chosen("read_back", "no", by="mum", review="b1"),
        ],
        scores=[option_agreed("t1", "partly"), NOT_AGREED, option_agreed("t9", "met")],
        actions=[
            Action(
                id="b1.a1",
                what="Ask Ms Lund for her report",
                who="Miss Fenn",
                by=date(2026, 12, 18),
                about="t2",
            ),
            Action(id="b1.a2", what="Find a quiet table at lunch"),
            Action(id="b1.a3", what=f"{HIDDEN} call", who="Mum", by=_DAY, not_shared=True),
        ],
        next_date=date(2027, 3, 19),
        signatures=[
            Signature(to="plan", party="mum", name="Ngozi Okoro", answer="with_note", note="Not the wait.")
        ],
    ),
    Review(
        id="b2",
        period=2,
        date=date(2027, 3, 19),
        people=[*PEOPLE[:3], PEOPLE[3].model_copy(update={"present": PEOPLE[2].present})],
        entries=[
            said("I can read my name book.", id="b2.s1"),
            said("He tells me about lunch.", "mum", id="b2.s2"),
            chosen("status", "done", "b1.a1", review="b2"),
            chosen("delivered", "yes", "b1.t3", review="b2"),
            said("31 of 40 sounds.", "fenn", "seen", "b1.t3", id="b2.s3"),
            chosen("decision", "go_on", "b1.t3", review="b2"),
            chosen("funding", "panel", review="b2"),
            said("Two rounds, and more is needed.", EVERYONE, "funding_because", id="b2.s4"),
            chosen("decided_by", "All of us", review="b2"),
        ],
        scores=[option_agreed("b1.t3", "partly")],
        actions=[Action(id="b2.a1", what="Fill in the form", who="Miss Fenn", by=date(2027, 3, 26))],
    ),
]

SECOND = Plan(
    id="plan-two",
    format="send-support-plan",
    number=2,
    continues="plan-one",
    started=date(2026, 9, 7),
    school=School(name="Foxlow Primary School"),
    children=[TAM],
    people=[Contact(id="gran", name="Gran Okoro", perspective="parent", not_shared=True)],
    entries=[
        Entry(id="n1", field="needs", value="The sounds of letters."),
        Entry(id="n2", field="needs", value="To be heard.", by="mum"),
        Entry(id="n3", field="needs", value=f"{HIDDEN} need", not_shared=True),
        Entry(id="c1", field="child_says", value="I want to read.", by=CHILD, manner=Manner(given="drawn")),
        Entry(id="g1", field="range_cognition", value=4),
        Entry(id="w1", field="weekly_total", value="£70"),
        Entry(id="y1", field="register", value=True),
    ],
    items=[
        target(
            1,
            "Tam reads 30 of the 40 sounds.",
            fields={"serves": ["n1", "n3"], "start": "12 of 40"},
            ended=Ended(how="amended", on=_DAY, review=1),
            earlier=[Earlier(field="wording", value="Tam reads the sounds.", on=date(2026, 9, 14))],
        ),
        line("p1", "t1", "Sounds with cards", "Mrs Bell", "Daily, 15 minutes", "£40 a week"),
        target(2, "Tam tells what he did, in three parts.", fields={"success": "Five a week are counted."}),
        line(
            "p2", "t2", "Talking group", "Ms Lund", "Weekly", "£390 a term", fields={"sort": "intervention"}
        ),
        line("p3", "t2", "Now-and-next board", cost="ask the office"),
        target(
            3,
            "Tam reads all 40 sounds by July.",
            id="b1.t3",
            replaces="t1",
            fields={"serves": ["n1"], "start": "20 of 40"},
            added=Mark(on=_DAY, review=1),
        ),
        line(
            "b1.p4",
            "b1.t3",
            "Sounds with a reader",
            "Mrs Bell",
            "Daily",
            "£30",
            added=Mark(on=_DAY, review=1),
        ),
        target(9, f"{HIDDEN} target", not_shared=True),
        line("p9", "t9", f"{HIDDEN} line", "Mr Hide", "Daily", "£900 a week"),
    ],
    signatures=[Signature(to="register", party="parent", name="Ngozi Okoro", on=date(2026, 9, 7))],
    versions=[
        Version(
            number=1,
            state="final",
            on=date(2026, 9, 14),
            mark="another",
            signatures=[Signature(to="plan", party="parent", name="Ngozi Okoro", on=date(2026, 9, 14))],
        )
    ],
    planning=[
        PlanningMeeting(id="b0", date=date(2026, 9, 7), people=PEOPLE[:3], next_date=_DAY),
    ],
    reviews=REVIEWS,
)


def plans(**school: Any) -> list[HeldPlan]:
    """Return both plans, with all that a school has set down or what is named of it."""
    return [HeldPlan(one, script(**school)) for one in (FIRST, SECOND)]
