"""Plans and forms for hypothesis: what people may type, and plans that a form can hold whole."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from facilitator.plan.actions import Action, Confirmation
from facilitator.plan.entries import Entry
from facilitator.plan.field_values import Value
from facilitator.plan.items import Item
from facilitator.plan.people import CHILD, EVERYONE, Child, Person
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review
from facilitator.plan.scores import Position, Score, ScoreResult
from facilitator.plan.text import clean
from facilitator.word.tick_boxes import EMPTY_BOXES, TICKS
from tests.word.rich_plans import an_outcome, chosen, the_script

WORDS = st.one_of(
    st.sampled_from(
        [
            "She asks for help.",
            "Note: she was tired",
            "Mum: she said so",
            "Dr Shah (GP): once more",
            "Everyone: all of it",
            "Mum for Ravi: I like it",
            "Not agreed: Mum 2, Dad 3",
            "Read daily \u2013 Mum, by 04/12/2026",
            "This outcome is achieved.",
            "This outcome ends here. Reason: it is done",
            "This outcome ends here.",
            "10:30 \u2013 a break\n\n- and one at 2\n\u2003indented",
            "Mum:",
            "\u0645\u0631\u062d\u0628\u0627: \u4f60\u597d \u2014 na\u00efve",
        ]
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=40),
    st.text("aB1:.\u2013-() \n\u2003\t,", min_size=1, max_size=25),
).map(lambda text: clean(text).strip()).filter(bool)  # fmt: skip
LINES = WORDS.map(lambda text: " ".join(text.split())).filter(bool)
NOTES = LINES.filter(lambda text: text[0] not in TICKS + EMPTY_BOXES)
"""Words beside an answer: where they begin with a box, a form says that the box is of the answer."""
PLAIN_WORDS = WORDS.filter(lambda text: ":" not in text and "\u2013" not in text and "-" not in text)
DAYS = st.dates(date(2001, 1, 1), date(2098, 12, 31))
PARENTS = ("Mum", "Dad", "Amira", "Mrs O\u2019Brien-L\u00f6f", "Nan Jean", "\u6797\u5c0f\u96e8")
SCHOOL = ("Mr Lacey", "SENCO", "Jo", "Miss Ferreira")
OTHERS = ("Ms Okafor-Lind", "Dr Shah", "Sam Hill", "aline")


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Draw a plan that a form can hold whole, with one review."""
    people = [Person(id=CHILD, name="Ravi", perspective="child")]
    for side, names in (("parent", PARENTS), ("school", SCHOOL), ("practitioner", OTHERS)):
        for name in draw(st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True)):
            role = (
                draw(st.sampled_from(["", "SaLT", "nurse", "key worker"])) if side == "practitioner" else ""
            )
            people.append(
                Person.model_validate(
                    {"id": f"x{len(people)}", "name": name, "perspective": side, "role": role}
                )
            )
    ids = st.sampled_from([person.id for person in people])
    count = iter(range(1000))

    def statement(fields: tuple[str, ...], speaker: str, text: str, about: str | None = None) -> Entry:
        field = draw(st.sampled_from(fields))
        return Entry(id=f"s{next(count)}", value=text, by=speaker, field=field, about=about)

    texts = st.lists(WORDS, max_size=4)
    items, entries, found, actions = [], [], [], []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        outcome = an_outcome(number, wording=draw(WORDS), advice=draw(WORDS))[0]
        items += [outcome, *draw(parts(outcome.id))]
        said = [
            statement(("achieved", "barriers", "next"), EVERYONE, text, outcome.id) for text in draw(texts)
        ]
        said += [statement(("evidence",), draw(ids), text, outcome.id) for text in draw(texts)]
        score = draw(st.none() | scores(people, outcome.id))
        found += [score] if score else []
        said += [chosen("delivered", "no", outcome.id)] if score and score.support_not_given else []
        entries += said
        if said or score:
            actions += draw(st.lists(st.builds(
                Action, id=st.builds(lambda: f"a{next(count)}"), what=PLAIN_WORDS,
                who=st.sampled_from(["", "Mum", "Mr Lacey", "Mum and Nan", "the SENCO"]), by=st.none() | DAYS,
                confirm=st.none() | st.builds(Confirmation, who=st.just("Jo"), by=st.none() | DAYS),
                about=st.just(outcome.id),
            ), max_size=2))  # fmt: skip
    entries += [
        statement(("working", "not_working"), draw(ids), text) for text in draw(st.lists(WORDS, max_size=9))
    ]
    review = Review(
        id="r1",
        period=1,
        date=draw(DAYS),
        next_date=draw(st.none() | DAYS),
        people=people,
        entries=entries,
        scores=found,
        actions=actions,
    )
    ticks = [
        Entry(id=f"t-{field}", field=field, value=draw(st.booleans()), note=draw(st.just("") | NOTES))
        for field in draw(st.lists(st.sampled_from([*the_script().format.plan]), unique=True))
    ]
    child = Child(
        full_name="Ravi Example",
        known_as="Ravi",
        date_of_birth=draw(st.none() | DAYS),
        class_name=draw(LINES),
        communication=draw(WORDS),
    )
    return Plan(
        id="p",
        format="support-plan",
        started=draw(st.none() | DAYS),
        children=[child],
        entries=ticks,
        items=items,
        reviews=[review],
    )


@st.composite
def parts(draw: st.DrawFn, under: str) -> list[Item]:
    """Draw the steps and the provision of an outcome."""
    steps = [
        Item(id=f"{under}.{at}", kind="step", under=under, fields={"wording": text})
        for at, text in enumerate(draw(st.lists(WORDS, max_size=4)), 1)
    ]
    rows: list[dict[str, Value]] = [
        {
            "place": draw(st.sampled_from(["education", "outside"])),
            "what": what,
            "who": draw(LINES),
            "how_often": draw(LINES),
        }
        for what in draw(st.lists(WORDS, max_size=3))
    ]
    rows.sort(key=lambda row: str(row["place"]))
    return [
        *steps,
        *(
            Item(id=f"{under}.p{at}", kind="provision", under=under, fields=row)
            for at, row in enumerate(rows, 1)
        ),
    ]


@st.composite
def scores(draw: st.DrawFn, people: list[Person], about: str) -> Score:
    """Draw a score that was agreed, not agreed or not settled."""
    not_given = draw(st.booleans())
    if draw(st.booleans()):
        agreed: list[ScoreResult] = ["agreed", "agreed_after_talking"]
        return Score(
            field="progress",
            about=about,
            result=draw(st.sampled_from(agreed)),
            number=draw(st.integers(1, 5)),
            support_not_given=not_given,
        )
    who = draw(st.lists(st.sampled_from(people), unique_by=lambda person: person.id))
    shown = [
        Position(person=one.id, word=draw(st.sampled_from(["good", "so_so", "hard"])))
        if one.id == CHILD
        else Position(person=one.id, number=draw(st.integers(1, 5)))
        for one in who
    ]
    open_: list[ScoreResult] = ["not_agreed", "not_settled"]
    return Score(
        field="progress",
        about=about,
        result=draw(st.sampled_from(open_)),
        shows=[shown] if shown else [],
        support_not_given=not_given,
    )
