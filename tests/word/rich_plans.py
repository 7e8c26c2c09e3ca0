"""What the tests of a form's words share: a support plan's layout and script, and a plan with everything."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache

from facilitator.plan.actions import Action, Confirmation
from facilitator.plan.entries import Entry, Manner, Match
from facilitator.plan.field_values import Value
from facilitator.plan.items import Item
from facilitator.plan.nouns import Ended, Mark
from facilitator.plan.people import CHILD, EVERYONE, Child, Person, Presence
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import LeftOpen, Review
from facilitator.plan.scores import Position, Score, Side
from facilitator.script.formats_and_turns import Script
from facilitator.script.layouts import Block, Layout, load_layout
from facilitator.script.loading import find_prompts, load_script


@cache
def the_layout() -> Layout:
    """Return the layout of a support plan, which also has a place for what people have seen."""
    layout = load_layout("support-plan", find_prompts())
    assert layout
    return layout.model_copy(update={"blocks": [_with_evidence(block) for block in layout.blocks]})


def _with_evidence(block: Block) -> Block:
    grids = []
    for grid in block.grids:
        also = {"also": ["outcome.evidence"]}
        columns = [
            one.model_copy(update=also) if one.records == "outcome.achieved" else one for one in grid.columns
        ]
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


def said(number: int, text: str, speaker: str, field: str, about: str | None = None, **more: object) -> Entry:
    """Return a statement of the rich review."""
    match = more.pop("match", None)
    given = {"id": f"s{number}", "value": text, "by": speaker, "field": field, "about": about, "match": match}
    return Entry.model_validate({**given, "manner": Manner.model_validate(more)})


def chosen(field: str, option: str, about: str | None = None, by: str = EVERYONE) -> Entry:
    """Return what was chosen in the rich review."""
    return Entry(id=f"c-{about}-{field}", field=field, value=option, about=about, by=by)


DAY = date(2026, 12, 4)
IN_REVIEW = Mark(on=DAY, review=1)


def an_outcome(
    number: int,
    *,
    ended: Ended | None = None,
    replaces: str | None = None,
    wording: str = "",
    advice: str = "",
) -> list[Item]:
    """Return an outcome with a step and provision in both places; that is the same in all, and no newer."""
    outcome, added = f"o{number}", IN_REVIEW if replaces else Mark()
    fields: dict[str, Value] = {
        "wording": wording or f"Outcome{number} wording",
        "advice": advice or "Dr Shah",
    }
    own = Item(
        id=outcome, kind="outcome", number=number, fields=fields, ended=ended, replaces=replaces, added=added
    )
    step: dict[str, Value] = {"wording": f"Step{number} one\nand more of it"}
    reading: dict[str, Value] = {"what": "Reading", "who": "Mrs Dunmore (TA)", "place": "education"}
    story: dict[str, Value] = {"what": "A story", "how_often": "daily", "place": "outside"}
    return [
        own,
        Item(id=f"{outcome}.1", kind="step", under=outcome, fields=step, added=added),
        Item(id=f"{outcome}.p1", kind="provision", under=outcome, fields=reading),
        Item(id=f"{outcome}.p2", kind="provision", under=outcome, fields=story),
    ]


def rich_review() -> Review:
    """Return a review with something in each place that a review has; no text of it stands twice."""
    return Review(
        id="r1",
        period=1,
        date=DAY,
        minutes=55,
        ended="early",
        ended_because="Firedrill rang",
        closed_at=datetime(2026, 12, 4, 15, 32, tzinfo=UTC),
        people=PEOPLE,
        entries=[
            said(1, "Iliketrains", CHILD, "working"),
            said(2, "Spokenforme", CHILD, "working", how="said_for", helper="mum"),
            said(3, "Mum: isshouting", CHILD, "not_working", match=Match(kind="not_now", because="Toobusy")),
            said(4, "Athomegood", "mum", "working", match=Match(kind="watch")),
            said(5, "Withhelpsaid", "dad", "not_working", how="with_help", helper="mum"),
            said(6, "Note: classview\nin two lines", "lacey", "working"),
            said(7, "Sentinearlier", "okafor", "working", when="sent_in"),
            said(8, "Doctorsview", "shah", "not_working", match=Match(kind="action", target="a1")),
            said(9, "Wealladmire", "lacey", "admire", given="drawn", asked="Askedlikethis"),
            said(10, "Togethersaid", EVERYONE, "working", match=Match(kind="outcome", target="o2")),
            said(13, "Achievedthis", EVERYONE, "achieved", "o1"),
            said(14, "Evidenceseen", "mum", "evidence", "o1"),
            said(15, "Mum: Barrierhere", EVERYONE, "barriers", "o1"),
            said(16, "Doagain \u2013 Mum, by 11/12/2026", EVERYONE, "next", "o1"),
            said(17, "Wordless topic", "lacey", "disagree"),
            said(18, "New Wording Here", EVERYONE, "amended_wording", "o1"),
            chosen("delivered", "partly", "o1"),
            chosen("right_outcome", "no", "o1"),
            chosen("decision", "amend", "o1"),
            said(19, "Namedachieved", "lacey", "achieved", "o2"),
            said(20, "Nolongerneeded", "mum", "ended_because", "o2"),
            chosen("delivered", "no", "o2"),
            chosen("decision", "remove", "o2"),
            said(21, "Whyachieved", EVERYONE, "ended_because", "o3"),
            chosen("decision", "achieved", "o3"),
            said(22, "Forlater", "mum", "parked"),
            chosen("stay_or_go", "stay"),
            chosen("read_back", "yes_but", by="mum"),
        ],
        scores=[
            Score(
                field="progress",
                about="o1",
                result="not_agreed",
                shows=[
                    [
                        Position(person="mum", number=1, reason="Firstreason"),
                        Position(person="lacey", number=4, reason="Otherreason"),
                        Position(person=CHILD, word="so_so"),
                        Position(person="dad"),
                    ],
                    [Position(person="mum", number=2, reason="Secondreason")],
                ],
                sides=[
                    Side(person="mum", reason="Sidereason", would_change="Ifsheread"),
                    Side(person="lacey", would_change="Ifshestops"),
                ],
                next_step="Nextstepagreed",
                by=date(2026, 12, 18),
            ),
            Score(
                field="progress",
                about="o2",
                result="agreed_after_talking",
                number=3,
                shows=[[Position(person="shah", number=3, reason="Seenit")]],
                support_not_given=True,
            ),
            Score(
                field="progress",
                about="o3",
                result="not_settled",
                shows=[[Position(person="shah", number=5)]],
            ),
        ],
        actions=[
            Action(id="a1", what="Loosething", who="Mum", person="mum", by=date(2026, 12, 9)),
            Action(id="a2", what="Boundthing", who="Mr Lacey", by=date(2026, 12, 10), about="o1"),
            Action(id="a3", what="Openthing\nin two lines", about="o1"),
            Action(
                id="a4",
                what="Absentthing",
                who="Grandad",
                by=date(2026, 12, 11),
                confirm=Confirmation(who="Sister", by=date(2026, 12, 12)),
                about="o3",
            ),
            Action(id="a5", what="Askedthing", who="Uncle", confirm=Confirmation(), about="o2"),
        ],
        next_date=date(2027, 2, 12),
        left_open=[LeftOpen(turn="welcome.rules", item="Whichitem", kind="skipped", because="Notime")],
    )


def rich_plan() -> Plan:
    """Return a plan that is as the rich review leaves it."""
    ended = {"on": DAY, "review": 1}
    return Plan(
        id="p-ravi",
        format="support-plan",
        started=date(2026, 9, 14),
        children=[
            Child(
                full_name="Ravi Example",
                known_as="Ravi",
                date_of_birth=date(2016, 10, 2),
                class_name="Year 5",
                communication="In signs\nand words",
            )
        ],
        entries=[
            Entry(id="t1", field="pep", value=True, note="since May"),
            Entry(id="t2", field="ehc", value=False),
            Entry(id="t3", field="fcaf", value="unknown", note="asked"),
        ],
        items=[
            *an_outcome(1, ended=Ended.model_validate({"how": "amended", **ended})),
            *an_outcome(
                2, ended=Ended.model_validate({"how": "removed", "because": "Nolongerneeded", **ended})
            ),
            *an_outcome(
                3, ended=Ended.model_validate({"how": "achieved", "because": "Whyachieved", **ended})
            ),
            *an_outcome(4, wording="New Wording Here", replaces="o1"),
        ],
        reviews=[rich_review()],
    )
