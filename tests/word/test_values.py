"""A plan as the lines of a form, and back: nothing is lost on either way."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from facilitator.plan.models import Plan
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.plan.people import CHILD, EVERYONE
from facilitator.plan.reviews import (
    Review,
)
from facilitator.plan.text import clean
from facilitator.script.layouts import Block, LabelledField
from facilitator.script.loading import find_prompts
from facilitator.word.answers.days import write_day
from facilitator.word.answers.not_in_form import unheld, unheld_of_plan
from facilitator.word.answers.places_of_layout import keys_held
from facilitator.word.answers.plan_of import NOT_KNOWN, plan_of
from facilitator.word.answers.scores import last_positions
from facilitator.word.answers.understood import Problem
from facilitator.word.answers.values_of import pieces_of_review, values_of, values_of_review
from facilitator.word.form.keys import Key, Values
from tests.meeting.plans import a_plan
from tests.word.drawn_plans import DAYS, WORDS, plans
from tests.word.rich_plans import rich_plan, rich_review, the_layout, the_script

_WORD = re.compile(r"\w+")
_NO_WORDS = {"id", "outcome", "speaker", "topic", "turn", "person", "helper", "perspective", "replaces"}
_SETS = {"how", "when", "kind", "result", "status", "decision", "delivered", "answer", "ended", "amended_to"}


def texts_of(value: object, name: str = "") -> Iterator[str]:
    """Yield each text that people said or typed, wherever it stands in a dumped review."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if (key not in _NO_WORDS | _SETS and name != "match") or key == "because":
                yield from texts_of(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_of(inner, name)
    elif isinstance(value, str) and name not in ("choices", "action", "left", "arrived", "word"):
        yield value


def demo() -> Plan:
    return Plan.model_validate_json((find_prompts() / "demo/demo.plan.json").read_text(encoding="utf-8"))


def read_back(plan: Plan) -> tuple[Plan, list[Problem]]:
    """Return the plan as it comes back from its own form, with what was not understood."""
    problems: list[Problem] = []
    values = values_of(plan, the_script(), the_layout())
    held = {review.period for review in plan.reviews}
    return plan_of(values, the_script(), the_layout(), held=held, problems=problems), problems


@pytest.mark.parametrize("plan", [rich_plan(), demo(), a_plan(reviews=2)], ids=["rich", "demo", "sample"])
def test_each_word_of_a_review_has_a_place_or_is_named_as_having_none(plan: Plan) -> None:
    for review in plan.reviews:
        told = [
            line
            for piece in pieces_of_review(review, plan, the_script(), the_layout())
            for line in piece.lines
        ]
        told += [line for one in unheld(review, plan, the_script(), the_layout()) for line in one.lines]
        everything = "\n".join(told).replace("\n\u2003", "\n")
        texts = [text for text in texts_of(review.model_dump(exclude={"choices", "period"})) if text]
        assert len(texts) > 10
        assert [text for text in texts if text not in everything] == []


def test_what_has_no_place_is_said_by_kind() -> None:
    plan = rich_plan()
    kinds = {one.kind: one for one in unheld(plan.reviews[0], plan, the_script(), the_layout())}
    assert kinds.keys() == {
        "people", "meeting", "statements", "how", "concerns", "last_actions", "choices", "delivered",
        "scores", "disagreement", "actions", "read_back", "parked", "left_open",
    }  # fmt: skip
    assert kinds["people"].count == 6
    assert kinds["actions"].lines == ["Loosething \u2013 Mum, by 09/12/2026"]


def test_the_next_day_is_named_where_a_layout_does_not_ask_for_it() -> None:
    blocks = [
        block.model_copy(
            update={"fields": [one for one in block.fields if one.records != "review.next_date"]}
        )
        for block in the_layout().blocks
    ]
    layout = the_layout().model_copy(update={"blocks": blocks})
    [one] = [
        one for one in unheld(rich_review(), rich_plan(), the_script(), layout) if one.kind == "next_date"
    ]
    assert (one.about, one.lines, one.count) == ("the date of the next review", ["12/02/2027"], 1)


def test_a_topic_has_a_place_where_a_layout_asks_for_it_of_one_side_or_of_everybody() -> None:
    fields = [
        LabelledField(records="statement", topic="working", perspective="child", labels=["What I say"]),
        LabelledField(
            records="statement", topic="working", perspective="parent", labels=["What parents say"]
        ),
        LabelledField(records="statement", topic="admire", labels=["What people admire"]),
        LabelledField(records="review.date", labels=["Date"]),
    ]
    block = Block(id="review", each="review", fields=fields)
    layout = the_layout().model_copy(update={"blocks": [block]})
    values = values_of(rich_plan(), the_script(), layout) | {Key("outcome.wording", outcome=1): ["To read"]}
    assert values[Key("statement", "child", "working", review=1)] == [
        "Iliketrains",
        "Mum for Ravi: Spokenforme",
    ]
    assert values[Key("statement", "parent", "working", review=1)] == ["Mum: Athomegood"]
    assert values[Key("statement", "", "admire", review=1)] == ["Mr Lacey: Wealladmire"]
    review = plan_of(values, the_script(), layout, held={1}, problems=[]).reviews[0]
    assert [(said.topic, said.how, said.text) for said in review.statements] == [
        ("admire", "own_words", "Wealladmire"),
        ("working", "own_words", "Iliketrains"),
        ("working", "said_for", "Spokenforme"),
        ("working", "own_words", "Athomegood"),
    ]
    told = {
        one.about
        for one in unheld(rich_review(), rich_plan(), the_script(), layout)
        if one.kind == "statements"
    }
    assert "School's views: What's working" not in told
    assert "What's working" in told


def test_a_decision_to_keep_has_no_place_and_an_end_without_a_review_neither() -> None:
    plan = demo()
    about = [
        one.about
        for one in unheld(plan.reviews[0], plan, the_script(), the_layout())
        if one.kind == "decision"
    ]
    assert about == [f"what was decided on outcome {number}" for number in (1, 2, 3)]
    ended = plan.outcomes[0].model_copy(update={"status": "removed", "ended_because": "Moved on"})
    [one] = unheld_of_plan(plan.model_copy(update={"outcomes": [ended, *plan.outcomes[1:]]}))
    assert one.lines == ["It ends", "Moved on"]


def test_the_lines_of_a_review() -> None:
    values = values_of_review(rich_review(), rich_plan(), the_script(), the_layout())

    def lines(records: str, of: str = "", topic: str = "", outcome: int = 0) -> list[str]:
        return values[Key(records, of, topic, outcome, 1)]

    assert lines("review.date") == ["04/12/2026"]
    assert lines("review.next_date") == ["12/02/2027"]
    assert lines("view", "child", "working") == ["Iliketrains", "Mum for Ravi: Spokenforme"]
    assert lines("view", "child", "not_working") == ["Mum: isshouting"]
    assert lines("view", "parent", "not_working") == ["Amir (stepfather): Withhelpsaid"]
    assert lines("view", "school", "working") == ["Mr Lacey: Note: classview", "\u2003in two lines"]
    assert lines("view", "practitioner", "working") == ["Ms Okafor-Lind (SaLT): Sentinearlier"]
    assert lines("progress", "achieved", "", 1) == ["Achievedthis", "Mum: Evidenceseen"]
    assert lines("progress", "barriers", "", 1) == ["Everyone: Mum: Barrierhere"]
    assert lines("progress", "next", "", 1) == [
        "Everyone: Doagain \u2013 Mum, by 11/12/2026",
        "Boundthing \u2013 Mr Lacey, by 10/12/2026",
        "Openthing",
        "\u2003in two lines \u2013 owner not yet agreed, date not yet agreed",
        "This outcome ends here. New wording: New Wording Here",
    ]
    assert lines("progress.score", outcome=1) == ["Not agreed: Mum 2, Mr Lacey 4, Ravi so-so"]
    assert lines("progress.score", outcome=2) == ["3 (support not given)"]
    assert lines("progress.score", outcome=3) == ["Not settled: Dr Shah (practitioner) 5"]
    assert lines("progress", "next", "", 2)[-1] == "This outcome ends here. Reason: Nolongerneeded"
    assert lines("progress", "next", "", 3) == [
        "Absentthing \u2013 Grandad, by 11/12/2026 (not confirmed yet: Sister will ask by 12/12/2026)",
        "This outcome is achieved.",
    ]


# There and back


def as_held(plan: Plan) -> object:
    """Return of a plan what a form can hold, in an order of its own, to be compared."""
    numbers = {outcome.id: outcome.number for outcome in plan.outcomes}
    return (
        plan.number,
        plan.started,
        plan.child,
        sorted(
            (one.kind, str(one.in_place), one.note)
            for one in plan.other_plans
            if one.note or one.in_place is not None
        ),
        [
            (
                one.number,
                one.wording,
                [step.text for step in one.steps],
                sorted(
                    ((row.where, row.what, row.who, row.how_often) for row in one.provision),
                    key=lambda row: row[0],
                ),
                one.advice_from,
                (one.status, one.ended, one.ended_because),
                one.replaces and numbers[one.replaces],
            )
            for one in plan.outcomes
        ],
        [_review_as_held(review, numbers) for review in plan.reviews],
    )


def _review_as_held(review: Review, numbers: dict[str, int]) -> object:
    sides = {person.id: person.perspective for person in review.people}

    def name(speaker: str) -> str:
        return speaker if speaker in (CHILD, EVERYONE) else review.person(speaker).name

    views = [
        (
            sides[one.speaker],
            one.topic,
            name(one.speaker),
            one.text,
        )
        for one in review.statements
        if one.speaker != EVERYONE
    ]
    outcomes = [
        (
            numbers[one.outcome],
            one.decision,
            sorted(
                [(said.topic, name(said.speaker), said.text) for said in one.statements],
                key=lambda said: said[0],
            ),
            one.score
            and (
                one.score.result.removesuffix("_after_talking"),
                one.score.number,
                one.score.support_not_given,
                [(name(at.person), at.number, at.word) for at in last_positions(one.score)]
                if one.score.number is None
                else [],
            ),
        )
        for one in review.outcomes
    ]
    actions = sorted(
        ((numbers[one.outcome or ""], one.what, one.who, one.by, one.confirm) for one in review.actions),
        key=lambda one: one[0],
    )
    return review.date, review.next_date, sorted(views, key=lambda view: view[:2]), outcomes, actions


@settings(max_examples=150, deadline=None)
@given(plans())
def test_a_plan_comes_back_from_its_own_form(plan: Plan) -> None:
    back, problems = read_back(plan)
    assert problems == []
    assert as_held(back) == as_held(plan)
    assert read_back(back)[0] == back


def test_decisions_come_back_with_what_they_did_to_the_outcomes() -> None:
    back, problems = read_back(rich_plan())
    assert problems == []
    states = [(one.status, one.ended, one.ended_because, one.replaces) for one in back.outcomes]
    assert states == [
        (one.status, one.ended, one.ended_because, one.replaces) for one in rich_plan().outcomes
    ]
    assert [held.decision for held in back.reviews[0].outcomes] == ["amend", "remove", "achieved"]
    assert back.reviews[0].outcomes[0].amended_to == "o4"
    assert [outcome.number for outcome in back.current_outcomes] == [4]


def test_a_new_wording_without_a_box_of_its_own_is_an_outcome_all_the_same() -> None:
    values = values_of(rich_plan(), the_script(), the_layout())
    values = {key: lines for key, lines in values.items() if key.outcome != 4}
    back = plan_of(values, the_script(), the_layout(), held={1}, problems=[])
    new = back.outcomes[-1]
    assert (new.id, new.number, new.wording, new.replaces) == ("o4", 4, "New Wording Here", "o1")
    assert new.provision == back.outcomes[0].provision


def test_the_same_form_is_the_same_plan() -> None:
    values = values_of(rich_plan(), the_script(), the_layout())
    one = plan_of(values, the_script(), the_layout(), held={1}, problems=[])
    other = plan_of(dict(reversed(values.items())), the_script(), the_layout(), held={1}, problems=[])
    assert one == other
    assert one.id == NOT_KNOWN
    assert (one.reviews[0].id, one.outcomes[0].steps[0].id) == ("r-1-2026-12-04", "o1.1")


# Whatever stands in a form


def keys() -> list[Key]:
    """Return each key of the layout for two outcomes and two reviews."""
    found = []
    for key in sorted(keys_held(the_layout())):
        of_outcome = key.records.startswith(("outcome", "provision", "progress"))
        found += [
            key._replace(outcome=outcome, review=review)
            for outcome in ((1, 2) if of_outcome else (0,))
            for review in ((1, 2) if key.review else (0,))
        ]
    return found


@st.composite
def forms(draw: st.DrawFn) -> Values:
    """Draw what anybody may have typed into a form, with a child's name."""
    lines = st.lists(WORDS | st.sampled_from(["3", "Yes", "04/12/2026", "2-3", "Mum 2, Dad 3"]), max_size=3)
    found = {key: draw(lines) for key in draw(st.lists(st.sampled_from(keys()), unique=True, max_size=25))}
    for period in (1, 2):
        if draw(st.booleans()):
            found[Key("review.date", review=period)] = [write_day(draw(DAYS), "%d/%m/%Y")]
    return {**found, Key("child.name"): ["Ravi Example"]}


# What may be read as something else than words: a tick, a yes, everybody's name, the form's own phrases.
_OWN = {
    *(
        "x",
        "true",
        "false",
        "nil",
        "never",
        "tbc",
        "tba",
        "y",
        "n",
        "na",
        "none",
        "everyone",
        "yes",
        "no",
        "by",
        "not",
        "agreed",
        "settled",
        "known",
        "this",
    ),
    *("outcome", "ends", "here", "reason", "new", "wording", "is", "achieved", "for", "owner", "yet", "date"),
}


def words_in(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


@settings(max_examples=200, deadline=None)
@given(forms())
def test_what_stands_in_a_form_is_in_the_plan_or_named(values: Values) -> None:
    problems: list[Problem] = []
    plan = plan_of(values, the_script(), the_layout(), held={1}, problems=problems)
    known = words_in("\n".join(_strings(plan.model_dump(mode="json")))) | words_in(
        "\n".join(problem.text for problem in problems)
    )
    for key, lines in values.items():
        if key.records != "outcome.number":
            said = {word for line in lines for word in words_in(clean(line)) if not word.isdecimal()}
            assert said - known - _OWN == set(), key
    assert all(str(problem) for problem in problems)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize(
    ("key", "lines", "code"),
    [
        (Key("child.born"), ["31/02/2016"], "word.unclear-date"),
        (Key("plan.number"), ["many"], "word.unclear-number"),
        (Key("other_plan", "pep"), ["Yes / No"], "word.two-answers"),
        (Key("outcome.number", outcome=1), ["3"], "word.other-number"),
        (Key("outcome.steps", outcome=7), ["A step"], "word.no-wording"),
        (Key("provision.who", "outside", outcome=1, line=5), ["Nan"], "word.no-provision"),
        (Key("progress", "next", outcome=7, review=1), ["More"], "word.no-such-outcome"),
        (Key("progress.score", outcome=1, review=1), ["2-3"], "word.unclear-score"),
        (Key("progress.delivered", outcome=1, review=1), ["in parts"], "word.unclear-choice"),
        (Key("review.choice", "all_agree", review=1), ["perhaps"], "word.unclear-choice"),
        (Key("view", "child", "working", review=2), ["Later"], "word.not-held"),
        (Key("statement", topic="admire"), ["Kind"], "word.no-place"),
        (Key("child.known_as"), ["Ravi " * 100], "word.too-long"),
        (Key("outcome.advice", outcome=1), ["words " * 4000], "word.too-long"),
    ],
)
def test_what_is_not_understood_is_named_with_its_text(key: Key, lines: list[str], code: str) -> None:
    problems: list[Problem] = []
    values = values_of(rich_plan(), the_script(), the_layout()) | {key: lines}
    plan_of(values, the_script(), the_layout(), held={1}, problems=problems)
    assert [(one.key, one.text, one.code) for one in problems] == [(key, lines[0].strip(), code)]
    assert str(problems[0])
