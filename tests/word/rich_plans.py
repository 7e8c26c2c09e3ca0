"""What the tests of a form's words share: a support plan's layout and script, and a plan with everything."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache

from facilitator.plan.models import OtherPlan, Plan
from facilitator.plan.outcomes import Outcome, Provision, Step

from facilitator.plan.people import CHILD, EVERYONE, Child, Person, Presence
from facilitator.plan.reviews import (
    Action,
    ActionCheck,
    Confirmation,
    Disagreement,
    LeftOpen,
    Match,
    Objection,
    OutcomeReview,
    Position,
    ProgressScore,
    ReadBack,
    Review,
    Statement,
)
from facilitator.script.layouts import Block, Layout, load_layout
from facilitator.script.loading import find_prompts, load_script
from facilitator.script.models import Script


@cache
def the_layout() -> Layout:
    """Return the layout of a support plan, which also has a place for what people have seen."""
    layout = load_layout("support-plan", find_prompts())
    assert layout
    return layout.model_copy(update={"blocks": [_with_evidence(block) for block in layout.blocks]})


def _with_evidence(block: Block) -> Block:
    grids = []
    for grid in block.grids:
        also = {"also": ["evidence"]}
        columns = [one.model_copy(update=also) if one.field == "achieved" else one for one in grid.columns]
        grids.append(grid.model_copy(update={"columns": columns}))
    return block.model_copy(update={"grids": grids})


@cache
def the_script() -> Script:
    """Return the script of a support plan."""
    return load_script("support-plan", find_prompts())


PEOPLE = [
    Person(id=CHILD, name="Ravi", perspective="child"),
    Person(id="mum", name="Mum", perspective="parent", role="mother"),
    Person(id="dad", name="Amir", perspective="parent", role="stepfather"),
    Person(id="lacey", name="Mr Lacey", perspective="school", role="class teacher"),
    Person(id="okafor", name="Ms Okafor-Lind", perspective="practitioner", role="SaLT", present=[]),
    Person(
        id="shah",
        name="Dr Shah",
        perspective="practitioner",
        present=[Presence(arrived=None, left="school")],
    ),
]


def said(number: int, text: str, speaker: str, topic: str, **more: object) -> Statement:
    """Return a statement of the rich review."""
    return Statement.model_validate(
        {"id": f"s{number}", "text": text, "speaker": speaker, "topic": topic, **more}
    )


def an_outcome(number: int, **more: object) -> Outcome:
    """Return an outcome with a step and provision in both places."""
    return Outcome.model_validate(
        {
            "id": f"o{number}",
            "number": number,
            "wording": f"Outcome{number} wording",
            "steps": [Step(id=f"o{number}.1", text=f"Step{number} one\nand more of it")],
            "provision": [
                Provision(id=f"o{number}.p1", where="education", what="Reading", who="Mrs Dunmore (TA)"),
                Provision(id=f"o{number}.p2", where="outside", what="A story", how_often="daily"),
            ],
            "advice_from": "Dr Shah",
            **more,
        }
    )


def rich_review() -> Review:
    """Return a review with something in each place that a review has; no text of it stands twice."""
    return Review(
        id="r1",
        period=1,
        date=date(2026, 12, 4),
        minutes=55,
        ended="early",
        ended_because="Firedrill rang",
        closed_at=datetime(2026, 12, 4, 15, 32, tzinfo=UTC),
        people=PEOPLE,
        statements=[
            said(1, "Iliketrains", CHILD, "working"),
            said(2, "Spokenforme", CHILD, "working", how="said_for", helper="mum"),
            said(3, "Mum: isshouting", CHILD, "not_working", match=Match(kind="not_now", because="Toobusy")),
            said(4, "Athomegood", "mum", "working", match=Match(kind="watch")),
            said(5, "Withhelpsaid", "dad", "not_working", how="with_help", helper="mum"),
            said(6, "Note: classview\nin two lines", "lacey", "working"),
            said(7, "Sentinearlier", "okafor", "working", when="sent_in"),
            said(8, "Doctorsview", "shah", "not_working", match=Match(kind="action", action="a1")),
            said(9, "Wealladmire", "lacey", "admire", given="drawn", asked="Askedlikethis"),
            said(10, "Togethersaid", EVERYONE, "working", match=Match(kind="outcome", outcome="o2")),
        ],
        last_actions=[
            ActionCheck(action="a0", status="done", statements=[said(11, "Lasttimedone", "mum", "learned")]),
            ActionCheck(action="a00", statements=[said(12, "Notlooked", "mum", "learned")]),
        ],
        outcomes=[
            OutcomeReview(
                outcome="o1",
                delivered="partly",
                statements=[
                    said(13, "Achievedthis", EVERYONE, "achieved"),
                    said(14, "Evidenceseen", "mum", "evidence"),
                    said(15, "Mum: Barrierhere", EVERYONE, "barriers"),
                    said(16, "Doagain \u2013 Mum, by 11/12/2026", EVERYONE, "next"),
                    said(17, "Wordless topic", "lacey", "disagree"),
                    said(18, "New Wording Here", EVERYONE, "amended_wording"),
                ],
                choices={"right_outcome": "no"},
                score=ProgressScore(
                    result="not_agreed",
                    positions=[
                        Position(person="mum", number=1, reason="Firstreason"),
                        Position(person="lacey", number=4, reason="Otherreason"),
                        Position(person=CHILD, word="so_so"),
                        Position(person="dad"),
                    ],
                    second_positions=[Position(person="mum", number=2, reason="Secondreason")],
                    disagreement=Disagreement(
                        sides=[
                            Objection(person="mum", reason="Sidereason", would_change="Ifsheread"),
                            Objection(person="lacey", would_change="Ifshestops"),
                        ],
                        next_step="Nextstepagreed",
                        by=date(2026, 12, 18),
                    ),
                ),
                decision="amend",
                amended_to="o4",
            ),
            OutcomeReview(
                outcome="o2",
                delivered="no",
                statements=[
                    said(19, "Namedachieved", "lacey", "achieved"),
                    said(20, "Nolongerneeded", "mum", "ended_because"),
                ],
                score=ProgressScore(
                    result="agreed_after_talking",
                    number=3,
                    positions=[Position(person="shah", number=3, reason="Seenit")],
                    support_not_given=True,
                ),
                decision="remove",
            ),
            OutcomeReview(
                outcome="o3",
                statements=[said(21, "Whyachieved", EVERYONE, "ended_because")],
                score=ProgressScore(result="not_settled", positions=[Position(person="shah", number=5)]),
                decision="achieved",
            ),
        ],
        actions=[
            Action(id="a1", what="Loosething", who="Mum", person="mum", by=date(2026, 12, 9)),
            Action(id="a2", what="Boundthing", who="Mr Lacey", by=date(2026, 12, 10), outcome="o1"),
            Action(id="a3", what="Openthing\nin two lines", outcome="o1"),
            Action(
                id="a4",
                what="Absentthing",
                who="Grandad",
                by=date(2026, 12, 11),
                confirm=Confirmation(who="Sister", by=date(2026, 12, 12)),
                outcome="o3",
            ),
            Action(id="a5", what="Askedthing", who="Uncle", confirm=Confirmation(), outcome="o2"),
        ],
        choices={"stay_or_go": "stay"},
        next_date=date(2027, 2, 12),
        read_back=[ReadBack(person="mum", answer="yes_but")],
        parked=[said(22, "Forlater", "mum", "parked")],
        left_open=[LeftOpen(turn="welcome.rules", item="Whichitem", kind="skipped", because="Notime")],
    )


def rich_plan() -> Plan:
    """Return a plan that is as the rich review leaves it."""
    ended = {"ended": date(2026, 12, 4)}
    return Plan(
        id="p-ravi",
        format="support-plan",
        started=date(2026, 9, 14),
        child=Child(
            full_name="Ravi Example",
            known_as="Ravi",
            date_of_birth=date(2016, 10, 2),
            class_name="Year 5",
            communication="In signs\nand words",
        ),
        other_plans=[
            OtherPlan(kind="pep", in_place=True, note="since May"),
            OtherPlan(kind="ehc", in_place=False),
            OtherPlan(kind="fcaf", in_place=None, note="asked"),
        ],
        outcomes=[
            an_outcome(1, status="amended", **ended),
            an_outcome(2, status="removed", ended_because="Nolongerneeded", **ended),
            an_outcome(3, status="achieved", **ended),
            an_outcome(4, wording="New Wording Here", replaces="o1"),
        ],
        reviews=[rich_review()],
    )
