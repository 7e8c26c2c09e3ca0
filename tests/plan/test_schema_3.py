"""Plans of schema 3 become plans of today and could be turned back: nothing is lost, and nothing invented."""

from __future__ import annotations

import string
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.files.plan_text import parse, render
from facilitator.plan import schema_3 as old
from facilitator.plan.entries import Entry, Match, id_of_answer
from facilitator.plan.field_values import UNKNOWN
from facilitator.plan.from_schema_3 import plan_of
from facilitator.plan.items import Item
from facilitator.plan.manners import Given, Rung
from facilitator.plan.people import CHILD, EVERYONE, Child, Person
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import PARKED, Review
from facilitator.plan.scores import Position, Score, Side
from facilitator.script.conformity import misfits
from facilitator.script.loading import load_script
from facilitator.script.words_by_key import explain, say

SCRIPT = load_script("support-plan")
FORM = SCRIPT.format
PEOPLE = [
    Person(id=CHILD, name="Ravi", perspective="child"),
    Person(id="mum", name="Mum", perspective="parent"),
    Person(id="lacey", name="Mr Lacey", perspective="school", present=[]),
]
SAID = [name for name, field in FORM.review.items() if field.type == "said"]
CHOICES = {name: field.option_ids for name, field in FORM.review.items() if field.type == "choice"}
OF_OUTCOME = {
    name: field.option_ids for name, field in FORM.about["outcome"].items() if field.type == "choice"
}
del CHOICES["read_back"], OF_OUTCOME["delivered"], OF_OUTCOME["decision"]
DAY = date(2026, 11, 20)

words = st.text(string.ascii_letters + " “é”\n", min_size=1, max_size=12).map(str.strip).filter(bool)
maybe = st.one_of(st.just(""), words)
speakers = st.sampled_from([CHILD, "mum", "lacey", EVERYONE])
days = st.dates(DAY, DAY + timedelta(days=300))
given_so: st.SearchStrategy[Given | None] = st.sampled_from([None, "spoken", "drawn"])
rungs: st.SearchStrategy[Rung | None] = st.sampled_from([None, "simpler", "yes_no"])


class Ids:
    """Ids that stand nowhere twice in one plan."""

    def __init__(self) -> None:
        self._made = 0

    def __call__(self, letter: str) -> str:
        self._made += 1
        return f"{letter}{self._made}"


@st.composite
def statements(draw: st.DrawFn, ids: Ids, topics: list[str], actions: list[str]) -> list[old.Statement3]:
    made = []
    for _ in range(draw(st.integers(0, 3))):
        topic = draw(st.sampled_from(topics))
        match = None
        if topic == "not_working" and draw(st.booleans()):
            kinds = ["watch", "not_now", *(["action"] if actions else [])]
            kind = draw(st.sampled_from(kinds))
            match = old.Match3(
                kind=kind,  # type: ignore[arg-type]
                action=draw(st.sampled_from(actions)) if kind == "action" else None,
                because=draw(words) if kind == "not_now" else "",
            )
        made.append(
            old.Statement3(
                id=ids("s"),
                text=draw(words),
                speaker=draw(speakers),
                topic=topic,
                how=draw(st.sampled_from(["own_words", "with_help", "said_for"])),
                when=draw(st.sampled_from(["in_meeting", "sent_in"])),
                helper=draw(st.sampled_from([None, "mum"])),
                turn=draw(st.sampled_from(["", "child.going-well"])),
                match=match,
                given=draw(given_so),
                rung=draw(rungs),
                asked=draw(maybe),
            )
        )
    return made


@st.composite
def scores(draw: st.DrawFn) -> old.Score3 | None:
    if draw(st.booleans()):
        return None
    agreed = draw(st.booleans())
    results = ["agreed", "agreed_after_talking"] if agreed else ["not_agreed", "not_settled"]

    def shown(people: list[str]) -> list[old.Position3]:
        return [
            old.Position3(
                person=person,
                number=draw(st.one_of(st.none(), st.integers(1, 5))),
                word=draw(st.sampled_from(["", "good"])) if person == CHILD else "",
                reason=draw(maybe),
                given=draw(given_so),
                rung=draw(rungs),
            )
            for person in people
        ]

    first = shown(draw(st.sampled_from([[], [CHILD], [CHILD, "mum", "lacey"]])))
    second = shown(draw(st.sampled_from([[], ["mum", "lacey"]]))) if first else []
    result = draw(st.sampled_from(results))
    sides = None
    if result == "not_agreed" and draw(st.booleans()):
        side = Side(person="mum", reason=draw(maybe), would_change=draw(maybe))
        sides = old.Disagreement3(sides=[side], next_step=draw(maybe), by=draw(st.one_of(st.none(), days)))
    return old.Score3(
        result=result,  # type: ignore[arg-type]
        number=draw(st.integers(1, 5)) if agreed else None,
        positions=first,
        second_positions=second,
        support_not_given=draw(st.booleans()),
        disagreement=sides,
    )


@st.composite
def hows(draw: st.DrawFn, fields: list[str]) -> dict[str, old.How3]:
    """How the child chose; where nothing is noted of it, schema 3 held nothing either."""
    made = {field: old.How3(given=draw(given_so), rung=draw(rungs)) for field in fields}
    return {field: how for field, how in made.items() if how.given or how.rung}


@st.composite
def plans(draw: st.DrawFn) -> old.Plan3:
    ids = Ids()
    outcomes = []
    for number in range(1, draw(st.integers(0, 3)) + 1):
        own = f"o{number}"
        steps = [old.Step3(id=ids("st"), text=draw(words)) for _ in range(draw(st.integers(0, 2)))]
        provision = [
            old.Provision3(
                id=ids("p"),
                where=draw(st.sampled_from(["education", "outside"])),
                what=draw(words),
                who=" ".join(draw(maybe).split()),
                how_often=" ".join(draw(maybe).split()),
            )
            for _ in range(draw(st.integers(0, 2)))
        ]
        outcomes.append(
            old.Outcome3(
                id=own,
                number=number,
                wording=draw(words),
                steps=steps,
                provision=provision,
                advice_from=draw(maybe),
            )
        )
    reviews = [draw(reviews_of(period, outcomes, ids)) for period in range(1, draw(st.integers(0, 3)) + 1)]
    kinds = st.sampled_from(list(FORM.plan))
    other = {
        kind: old.OtherPlan3(
            kind=kind,
            in_place=draw(st.sampled_from([True, False, None])),
            note=" ".join(draw(words).split()) or "x",
        )
        for kind in draw(st.lists(kinds, unique=True))
    }
    return old.Plan3(
        schema_version=3,
        id="plan-one",
        format="support-plan",
        number=draw(st.integers(1, 3)),
        started=draw(st.one_of(st.none(), days)),
        child=Child(full_name="Ravi Example", known_as="Ravi"),
        other_plans=list(other.values()),
        outcomes=[draw(ended(one, reviews)) for one in outcomes],
        reviews=reviews,
    )


@st.composite
def ended(draw: st.DrawFn, outcome: old.Outcome3, reviews: list[old.Review3]) -> old.Outcome3:
    if not draw(st.booleans()):
        return outcome
    update = {
        "status": draw(st.sampled_from(["achieved", "removed", "amended"])),
        "ended": draw(st.sampled_from([None, DAY, *(review.date for review in reviews)])),
        "ended_because": draw(maybe),
    }
    return outcome.model_copy(update=update)


@st.composite
def reviews_of(draw: st.DrawFn, period: int, outcomes: list[old.Outcome3], ids: Ids) -> old.Review3:
    own = f"r{period}"
    actions = [
        old.Action3(
            id=f"{own}.a{place}",
            what=draw(words),
            who=" ".join(draw(maybe).split()),
            by=draw(st.one_of(st.none(), days)),
            outcome=draw(st.sampled_from([None, *(one.id for one in outcomes)])),
        )
        for place in range(draw(st.integers(0, 2)))
    ]
    known = [action.id for action in actions]
    chosen = draw(st.lists(st.sampled_from(sorted(CHOICES)), unique=True, max_size=3))
    held = []
    for one in outcomes:
        of = draw(st.lists(st.sampled_from(sorted(OF_OUTCOME)), unique=True, max_size=2))
        topics = ["achieved", "barriers", "next", "objection_reason", "disagreement_next", "ended_because"]
        held.append(
            old.OutcomeReview3(
                outcome=one.id,
                delivered=draw(st.sampled_from([None, "yes", "no"])),
                statements=draw(statements(ids, topics, [])),
                choices={field: draw(st.sampled_from(OF_OUTCOME[field])) for field in of},
                chosen_how=draw(hows(of)),
                score=draw(scores()),
                decision=draw(st.sampled_from([None, "keep", "achieved", "remove"])),
            )
        )
    return old.Review3(
        id=own,
        period=period,
        date=DAY + timedelta(days=90 * period),
        minutes=draw(st.sampled_from([None, 45])),
        ended=draw(st.sampled_from(["in_full", "early"])),
        ended_because=draw(maybe),
        people=PEOPLE,
        statements=draw(statements(ids, [*SAID, "match_because"], known)),
        outcomes=[one for one in held if one != old.OutcomeReview3(outcome=one.outcome)],
        actions=actions,
        choices={field: draw(st.sampled_from(CHOICES[field])) for field in chosen},
        chosen_how=draw(hows(chosen)),
        next_date=draw(st.one_of(st.none(), days)),
        read_back=[
            old.ReadBack3(person=person, answer="yes", given=draw(given_so), rung=draw(rungs))
            for person in draw(st.sampled_from([[], [CHILD], [CHILD, "mum"]]))
        ],
        parked=draw(statements(ids, [PARKED], [])),
    )


# Back again: for the test alone, which needs to see that nothing is missing

TOPICS = {
    "note": "action_note",
    "match.because": "match_because",
    "progress.reason": "objection_reason",
    "progress.would_change": "objection_would_change",
    "progress.next_step": "disagreement_next",
}


def as_schema_3(plan: Plan) -> old.Plan3:
    """Return a plan of the support-plan format as schema 3 had it."""
    return old.Plan3(
        schema_version=3,
        id=plan.id,
        format=plan.format,
        number=plan.number,
        started=plan.started,
        child=plan.child,
        other_plans=[
            old.OtherPlan3(
                kind=entry.field,
                in_place=entry.value if isinstance(entry.value, bool) else None,
                note=entry.note,
            )
            for entry in plan.entries
        ],
        outcomes=[_outcome(item, plan) for item in plan.items if item.kind == "outcome"],
        reviews=[_review(review) for review in plan.reviews],
    )


def _outcome(item: Item, plan: Plan) -> old.Outcome3:
    parts = [one for one in plan.items if one.under == item.id]
    end = item.ended
    return old.Outcome3(
        id=item.id,
        number=item.number or 0,
        wording=item.words("wording"),
        steps=[old.Step3(id=one.id, text=one.words("wording")) for one in parts if one.kind == "step"],
        provision=[
            old.Provision3(
                id=one.id,
                where="education" if one.words("place") == "education" else "outside",
                what=one.words("what"),
                who=one.words("who"),
                how_often=one.words("how_often"),
            )
            for one in parts
            if one.kind == "provision"
        ],
        advice_from=item.words("advice"),
        status=end.how if end else "current",
        ended=end.on if end else None,
        ended_because=end.because if end else "",
        replaces=item.replaces,
    )


def _statement(entry: Entry) -> old.Statement3:
    match, manner = entry.match, entry.manner
    return old.Statement3(
        id=entry.id,
        text=entry.text,
        speaker=entry.by,
        topic=TOPICS.get(entry.field, entry.field),
        match=_match(match) if match else None,
        **manner.model_dump(),
    )


def _match(match: Match) -> old.Match3:
    return old.Match3(
        kind=match.kind,
        action=match.target if match.kind == "action" else None,
        outcome=match.target if match.kind == "outcome" else None,
        because=match.because,
    )


def _position(at: Position) -> old.Position3:
    return old.Position3(
        person=at.person,
        number=at.number,
        word=at.word,
        reason=at.reason,
        given=at.manner.given,
        rung=at.manner.rung,
    )


def _score(score: Score) -> old.Score3:
    disputed = bool(score.sides)
    return old.Score3(
        result=score.result,
        number=score.number,
        positions=[_position(at) for at in score.positions],
        second_positions=[_position(at) for at in score.second_positions],
        support_not_given=score.support_not_given,
        disagreement=old.Disagreement3(sides=score.sides, next_step=score.next_step, by=score.by)
        if disputed
        else None,
    )


def _review(review: Review) -> old.Review3:
    def is_answer(entry: Entry) -> bool:
        return entry.id == id_of_answer(review.id, entry.field, entry.about, entry.by)

    answers = [entry for entry in review.entries if is_answer(entry)]
    said = [entry for entry in review.entries if not is_answer(entry)]
    own = [entry for entry in answers if entry.about is None and entry.field != "read_back"]
    things = dict.fromkeys(entry.about for entry in review.entries if entry.about)
    things |= dict.fromkeys(score.about for score in review.scores)
    outcomes = [_outcome_review(str(about), said, answers, review) for about in things]
    return old.Review3(
        **{name: getattr(review, name) for name in ("id", "period", "date", "minutes", "ended")},
        **{name: getattr(review, name) for name in ("ended_because", "closed_at", "people", "next_date")},
        left_open=review.left_open,
        statements=[_statement(one) for one in said if one.about is None and one.field != PARKED],
        outcomes=sorted(outcomes, key=lambda one: one.outcome),
        actions=[
            old.Action3(
                **one.model_dump(include={"id", "what", "who", "person", "by", "confirm"}), outcome=one.about
            )
            for one in review.actions
        ],
        choices={entry.field: entry.text for entry in own},
        chosen_how={entry.field: _how(entry) for entry in own if entry.by == CHILD},
        read_back=[
            old.ReadBack3(person=entry.by, answer=entry.value, **_how(entry).model_dump())  # type: ignore[arg-type]
            for entry in answers
            if entry.field == "read_back"
        ],
        parked=[_statement(one) for one in said if one.field == PARKED],
    )


def _how(entry: Entry) -> old.How3:
    return old.How3(given=entry.manner.given, rung=entry.manner.rung)


def _outcome_review(
    about: str, said: list[Entry], answers: list[Entry], review: Review
) -> old.OutcomeReview3:
    own = {entry.field: entry for entry in answers if entry.about == about}
    rest = {field: entry for field, entry in own.items() if field not in ("delivered", "decision")}
    score = review.score(about)
    values: dict[str, Any] = {
        "delivered": own["delivered"].text if "delivered" in own else None,
        "decision": own["decision"].text if "decision" in own else None,
    }
    return old.OutcomeReview3(
        outcome=about,
        statements=[_statement(one) for one in said if one.about == about],
        choices={field: entry.text for field, entry in rest.items()},
        chosen_how={field: _how(entry) for field, entry in rest.items() if entry.by == CHILD},
        score=_score(score) if score else None,
        **values,
    )


@settings(max_examples=150, deadline=None)
@given(plan=plans())
def test_a_plan_of_schema_3_loses_nothing_and_is_sound_today(plan: old.Plan3) -> None:
    now = plan_of(plan)
    assert list(misfits(now, FORM)) == []
    assert as_schema_3(now) == plan
    again = parse(render(now))
    assert again == now


def test_nobody_knows_is_kept_where_schema_3_had_only_a_note() -> None:
    noted = old.OtherPlan3(kind="pep", note="since May")
    plan = old.Plan3(
        schema_version=3, id="p", format="support-plan", child=Child(full_name="A"), other_plans=[noted]
    )
    (entry,) = plan_of(plan).entries
    assert (entry.value, entry.note) == (UNKNOWN, "since May")


def test_an_amended_outcome_had_its_parts_twice_under_one_id() -> None:
    step = old.Step3(id="st1", text="A page.")
    before = old.Outcome3(id="o1", number=1, wording="Old.", steps=[step], status="amended", ended=DAY)
    after = old.Outcome3(id="o2", number=2, wording="New.", steps=[step], replaces="o1")
    review = old.Review3(
        id="r1",
        period=1,
        date=DAY,
        people=PEOPLE,
        outcomes=[old.OutcomeReview3(outcome="o1", decision="amend", amended_to="o2")],
    )
    plan = old.Plan3(
        schema_version=3,
        id="p",
        format="support-plan",
        child=Child(full_name="A"),
        outcomes=[before, after],
        reviews=[review],
    )
    now = plan_of(plan)
    assert [(item.id, item.under) for item in now.items] == [
        ("o1", None),
        ("st1", "o1"),
        ("o2", None),
        ("o2.st1", "o2"),
    ]
    assert now.item("o1").ended is not None
    assert now.item("o2").added.review == 1
    assert list(misfits(now, FORM)) == []


def test_an_outcome_that_was_amended_to_nothing_is_refused() -> None:
    review = old.Review3.model_construct(
        id="r1",
        period=1,
        date=DAY,
        people=PEOPLE,
        outcomes=[old.OutcomeReview3(outcome="o1", decision="amend", amended_to="o9")],
    )
    plan = old.Plan3.model_construct(
        schema_version=3,
        id="p",
        format="support-plan",
        child=Child(full_name="A"),
        outcomes=[old.Outcome3(id="o1", number=1, wording="Old.")],
        reviews=[review],
    )
    with pytest.raises(Refusal) as caught:
        parse(plan.model_dump_json(by_alias=True, exclude_unset=True).encode())
    assert say("odds.unknown-outcome", period=1, outcome="o9") in explain(caught.value)
