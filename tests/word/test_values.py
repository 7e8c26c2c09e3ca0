"""A plan as the lines of a form, and back: nothing is lost on either way."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.files.plans import open_plan
from facilitator.plan.entries import Entry, Manner
from facilitator.plan.nouns import Ended
from facilitator.plan.people import CHILD, EVERYONE
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review
from facilitator.plan.scores import Score
from facilitator.plan.text import clean
from facilitator.script.layouts import Block, LabelledField, load_layout
from facilitator.script.loading import load_script
from facilitator.script.words_by_key import say
from facilitator.word.answers.days import write_day
from facilitator.word.answers.layout_places import Boxes
from facilitator.word.answers.plan_to_form import pieces_of_review
from facilitator.word.answers.scores import last_positions
from facilitator.word.answers.understood_answers import Problem
from facilitator.word.answers.without_place import Unplaced, unplaced, unplaced_of_plan
from facilitator.word.form.keys import Key, Values
from tests.shapes import FORMATS
from tests.word.drawn_plans import DAYS, WORDS, plans
from tests.word.rich_plans import rich_plan, the_layout, the_script
from tests.word.values import plan_of, values_of, values_of_review

_WORD = re.compile(r"\w+")
_NO_WORDS = {"id", "field", "about", "turn", "person", "helper", "perspective", "option", "target"}
_SETS = {"how", "when", "kind", "result", "given", "left", "arrived", "word", "ended", "by"}
_OPTIONS = {"delivered", "decision", "right_outcome", "stay_or_go", "read_back"}


def texts_of(value: object, name: str = "") -> Iterator[str]:
    """Yield each text that people said or typed, wherever it stands in a dumped review."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in _NO_WORDS | _SETS and value.get("field") not in _OPTIONS:
                yield from texts_of(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_of(inner, name)
    elif isinstance(value, str):
        yield value


def read_back(plan: Plan) -> tuple[Plan, list[Problem]]:
    """Return the plan as it comes back from its own form, with what was not understood."""
    problems: list[Problem] = []
    values = values_of(plan, the_script(), the_layout())
    held = {review.period for review in plan.reviews}
    return plan_of(values, the_script(), the_layout(), held=held, problems=problems), problems


def lacking(plan: Plan) -> list[Unplaced]:
    """Return what of the reviews of a plan its own form does not show."""
    back, _ = read_back(plan)
    periods = {review.period for review in plan.reviews}
    return unplaced(plan, back, the_script().format, reviews=periods)


def test_each_word_of_a_review_has_a_place_or_is_named_as_having_none() -> None:
    plan = rich_plan()
    [review] = plan.reviews
    told = [
        line for piece in pieces_of_review(review, plan, the_script(), the_layout()) for line in piece.lines
    ]
    told += [text for one in lacking(plan) for fact in one.facts for text in _strings(fact)]
    everything = "\n".join(told).replace("\n\u2003", "\n")
    texts = [text for text in texts_of(review.model_dump()) if text]
    assert len(texts) > 40
    assert [text for text in texts if text not in everything] == []


def test_what_has_no_place_is_told_under_the_labels_of_the_format() -> None:
    assert [one.about for one in lacking(rich_plan())] == [
        "who was there (6 lines)",
        "how the meeting went (3 lines)",
        "what becomes of each thing that is not working (4 lines)",
        "how words were given, who helped, and what was sent in before (3 lines)",
        "What people like and admire",
        "Everybody's views: What's working",
        "What is not agreed",
        "outcome 1: Was the support given?",
        "outcome 1: Is it still the right outcome?",
        "outcome 2: What has been achieved",
        "The reason it ended (outcome 2, outcome 3)",
        "what was kept for later",
        "After my turn",
        "the read-back",
        "who showed what, and why (outcome 1, outcome 2)",
        "what is not agreed on outcome 1 (2 lines)",
        "actions that belong to no outcome",
        "questions that were left open",
    ]


def test_nothing_is_told_of_what_the_form_shows() -> None:
    plan = rich_plan()
    back, _ = read_back(plan)
    again, _ = read_back(back)
    assert unplaced(back, again, the_script().format, reviews={1}) == [
        one for one in unplaced(back, again, the_script().format, reviews={1}) if "who was there" in one.about
    ]


def test_the_next_day_is_named_where_a_layout_does_not_ask_for_it() -> None:
    blocks = [
        block.model_copy(
            update={"fields": [one for one in block.fields if one.records != "review.next_date"]}
        )
        for block in the_layout().blocks
    ]
    layout = the_layout().model_copy(update={"blocks": blocks})
    values = values_of(rich_plan(), the_script(), layout)
    back = plan_of(values, the_script(), layout, held={1}, problems=[])
    found = unplaced(rich_plan(), back, the_script().format, reviews={1})
    assert "the date of the next review" in [one.about for one in found]
    assert "the date of the next review" not in [one.about for one in lacking(rich_plan())]


def test_a_topic_has_a_place_where_a_layout_asks_for_it_of_one_side_or_of_everybody() -> None:
    fields = [
        LabelledField(records="review.working", of="child", labels=["What I say"]),
        LabelledField(records="review.working", of="parent", labels=["What parents say"]),
        LabelledField(records="review.admire", labels=["What people admire"]),
        LabelledField(records="review.date", labels=["Date"]),
        LabelledField(records="child.full_name", review=None, labels=["Name"]),
    ]
    block = Block(id="review", each="review", fields=fields)
    layout = the_layout().model_copy(update={"blocks": [block]})
    values = values_of(rich_plan(), the_script(), layout)
    assert values[Key("review.working", "child", review=1)] == ["Iliketrains", "Mum for Ravi: Spokenforme"]
    assert values[Key("review.working", "parent", review=1)] == ["Mum: Athomegood"]
    assert values[Key("review.admire", review=1)] == ["Mr Lacey: Wealladmire"]
    back = plan_of(values, the_script(), layout, held={1}, problems=[])
    assert [(said.field, said.manner.how, said.value) for said in back.reviews[0].entries] == [
        ("working", "own_words", "Iliketrains"),
        ("working", "said_for", "Spokenforme"),
        ("working", "own_words", "Athomegood"),
        ("admire", "own_words", "Wealladmire"),
    ]
    told = {one.about for one in unplaced(rich_plan(), back, the_script().format, reviews={1})}
    assert "School's views: What's working" in told
    assert "Parents' views: What's working" not in told


def test_a_decision_to_keep_has_no_place_and_an_end_without_a_review_neither() -> None:
    plan = rich_plan()
    [review] = plan.reviews
    entries = [
        one.model_copy(update={"value": "keep"}) if one.field == "decision" else one for one in review.entries
    ]
    items = [item.model_copy(update={"ended": None, "replaces": None}) for item in plan.items]
    kept = plan.model_copy(
        update={"reviews": [review.model_copy(update={"entries": entries})], "items": items}
    )
    assert "Decision (outcome 1, outcome 2, outcome 3)" in [one.about for one in lacking(kept)]
    ended = items[0].model_copy(update={"ended": Ended(how="removed", because="Moved on")})
    form = the_script().format
    alone = plan.model_copy(update={"items": [ended, *items[1:]], "reviews": []})
    [one] = unplaced_of_plan(alone, read_back(alone)[0], form)
    assert one.about == "how outcome 1 ended"


@pytest.mark.parametrize(
    "manner",
    [
        {"how": "with_help", "helper": "mum"},
        {"how": "said_for"},
        {"when": "sent_in"},
        {"given": "drawn"},
        {"asked": "Who helps?"},
    ],
    ids=str,
)
def test_how_the_plan_s_own_words_were_given_is_told_where_the_form_does_not_say_it(
    manner: dict[str, str],
) -> None:
    script, layout = load_script("steps-and-targets", FORMATS), load_layout("steps-and-targets", FORMATS)
    assert layout
    plan = open_plan(FORMATS / "steps-and-targets" / "sample.plan.json").plan
    own = plan.entries[0].model_copy(update={"manner": Manner.model_validate(manner)})
    plain = own.model_copy(update={"manner": Manner()})

    def told(entry: Entry) -> list[str]:
        meant = plan.model_copy(update={"entries": [entry, *plan.entries[1:]]})
        back = plan_of(values_of(meant, script, layout), script, layout, held=(), problems=[])
        return [one.about for one in unplaced_of_plan(meant, back, script.format)]

    assert set(told(own)) - set(told(plain)) == {say("word.unplaced-how")}


def test_what_is_not_to_be_shared_stands_in_no_form_and_is_told() -> None:
    plan = rich_plan()
    [review] = plan.reviews
    hidden = [
        one.model_copy(update={"not_shared": True}) if one.value == "Athomegood" else one
        for one in review.entries
    ]
    plan = plan.model_copy(update={"reviews": [review.model_copy(update={"entries": hidden})]})
    values = values_of(plan, the_script(), the_layout())
    assert not [key for key, lines in values.items() if any("Athomegood" in line for line in lines)]
    assert say("word.unplaced-not-shared") in [one.about for one in lacking(plan)]


def test_the_lines_of_a_review() -> None:
    plan = rich_plan()
    values = values_of_review(plan.reviews[0], plan, the_script(), the_layout())

    def lines(records: str, of: str = "", item: int = 0) -> list[str]:
        return values[Key(records, of, item=item, review=1)]

    assert lines("review.date") == ["04/12/2026"]
    assert lines("review.next_date") == ["12/02/2027"]
    assert lines("review.working", "child") == ["Iliketrains", "Mum for Ravi: Spokenforme"]
    assert lines("review.not_working", "child") == ["Mum: isshouting"]
    assert lines("review.not_working", "parent") == ["Amir (stepfather): Withhelpsaid"]
    assert lines("review.working", "school") == ["Mr Lacey: Note: classview", "\u2003in two lines"]
    assert lines("review.working", "practitioner") == ["Ms Okafor-Lind (SaLT): Sentinearlier"]
    assert lines("outcome.achieved", "", 1) == ["Achievedthis", "Mum: Evidenceseen"]
    assert lines("outcome.barriers", "", 1) == ["Everyone: Mum: Barrierhere"]
    assert lines("outcome.next", "", 1) == [
        "Everyone: Doagain \u2013 Mum, by 11/12/2026",
        "Boundthing \u2013 Mr Lacey, by 10/12/2026",
        "Openthing",
        "\u2003in two lines \u2013 owner not yet agreed, date not yet agreed",
        "Nextstepagreed \u2013 owner not yet agreed, by 18/12/2026",
        "This outcome ends here. New wording: New Wording Here",
    ]
    assert lines("outcome.progress", item=1) == ["Not agreed: Mum 2, Mr Lacey 4, Ravi so-so"]
    assert lines("outcome.progress", item=2) == ["3 (support not given)"]
    assert lines("outcome.progress", item=3) == ["Not settled: Dr Shah (practitioner) 5"]
    assert lines("outcome.next", "", 2)[-1] == "This outcome ends here. Reason: Nolongerneeded"
    assert lines("outcome.next", "", 3) == [
        "Absentthing \u2013 Grandad, by 11/12/2026 (not confirmed yet: Sister will ask by 12/12/2026)",
        "This outcome is achieved.",
    ]


# There and back


def as_held(plan: Plan) -> object:
    """Return of a plan what a form can hold, in an order of its own, to be compared."""
    return (
        plan.number,
        plan.started,
        plan.children,
        sorted((one.field, str(one.value), one.note) for one in plan.entries),
        [(item.kind, item.number, item.fields, item.ended, item.replaces, item.added) for item in plan.items],
        [_review_as_held(review) for review in plan.reviews],
    )


def _review_as_held(review: Review) -> object:
    def name(speaker: str) -> str:
        return speaker if speaker in (CHILD, EVERYONE) else review.person(speaker).name

    sides = {person.id: person.perspective for person in review.people}
    said = [
        (one.about or sides.get(one.by, ""), one.field, name(one.by), one.value)
        for one in review.entries
        if one.about or one.by != EVERYONE
    ]

    def score(one: Score) -> object:
        shown = [(name(at.person), at.number, at.word) for at in last_positions(one)]
        result = one.result.removesuffix("_after_talking")
        return one.about, result, one.number, one.support_not_given, [] if one.number else shown

    actions = [(one.about or "", one.what, one.who, one.by, one.confirm) for one in review.actions]
    return (
        review.date,
        review.next_date,
        sorted(said, key=lambda one: one[:2]),
        [score(one) for one in review.scores],
        sorted(actions, key=lambda one: one[0]),
    )


@settings(max_examples=150, deadline=None)
@given(plans())
def test_a_plan_comes_back_from_its_own_form(plan: Plan) -> None:
    back, problems = read_back(plan)
    assert problems == []
    assert as_held(back) == as_held(plan)
    assert read_back(back)[0] == back


def test_decisions_come_back_with_what_they_did_to_the_items() -> None:
    back, problems = read_back(rich_plan())
    assert problems == []

    def states(plan: Plan) -> list[object]:
        # Why an achieved outcome ended has no place among the phrases of a form.
        ended = [(one.ended.how, one.ended.on, one.ended.review) if one.ended else None for one in plan.items]
        whole = [(one.id, one.kind, one.under, one.number, one.fields, one.replaces) for one in plan.items]
        return [*zip(whole, [one.added for one in plan.items], ended, strict=True)]

    assert states(back) == states(rich_plan())
    [review] = back.reviews
    assert [review.chosen("decision", f"o{number}") for number in (1, 2, 3)] == [
        "amend",
        "remove",
        "achieved",
    ]
    assert [item.number for item in back.of("outcome")] == [4]


def test_a_new_wording_without_a_box_of_its_own_is_an_outcome_all_the_same() -> None:
    values = values_of(rich_plan(), the_script(), the_layout())
    values = {key: lines for key, lines in values.items() if key.item != 4}
    back = plan_of(values, the_script(), the_layout(), held={1}, problems=[])
    [new] = [item for item in back.items if item.replaces]
    assert (new.number, new.words("wording"), new.replaces) == (4, "New Wording Here", "o1")
    parts = [[part.fields for part in back.items if part.under == one] for one in ("o1", new.id)]
    assert parts[0] == parts[1] != []
    assert {part.added.review for part in back.items if part.under == new.id} == {None}, "taken along"


def test_the_same_form_is_the_same_plan() -> None:
    values = values_of(rich_plan(), the_script(), the_layout())
    one = plan_of(values, the_script(), the_layout(), held={1}, problems=[])
    other = plan_of(dict(reversed(values.items())), the_script(), the_layout(), held={1}, problems=[])
    assert one == other
    assert one.reviews[0].id == "r-1-2026-12-04"
    assert [item.id for item in one.items][:4] == ["o1", "o1.1", "o1.p1", "o1.p2"]


# Whatever stands in a form


def keys() -> list[Key]:
    """Return each key of the layout for two outcomes and two reviews."""
    found = []
    for box in Boxes(the_layout()):
        found += [
            box.key._replace(item=item, review=review)
            for item in ((1, 2) if box.rowed else (0,))
            for review in ((1, 2) if box.key.review else (0,))
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
    return {**found, Key("child.full_name"): ["Ravi Example"]}


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
        if not key.is_number:
            said = {word for line in lines for word in words_in(clean(line)) if not word.isdecimal()}
            assert said - known - _OWN == set(), key
    assert all(str(problem) for problem in problems)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _strings(inner)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize(
    ("key", "lines", "code"),
    [
        (Key("child.date_of_birth"), ["31/02/2016"], "word.unclear-date"),
        (Key("plan.number"), ["many"], "word.unclear-number"),
        (Key("plan.pep"), ["Yes / No"], "word.two-answers"),
        (Key("outcome.number", item=1), ["3"], "word.other-number"),
        (Key("step.wording", each="outcome", item=7), ["A step"], "word.no-wording"),
        (Key("provision.who", "outside", each="outcome", item=1, line=5), ["Nan"], "word.no-provision"),
        (Key("outcome.next", item=7, review=1), ["More"], "word.no-such-item"),
        (Key("outcome.progress", item=1, review=1), ["2-3"], "word.unclear-score"),
        (Key("outcome.delivered", item=1, review=1), ["in parts"], "word.unclear-choice"),
        (Key("review.all_agree", review=1), ["perhaps"], "word.unclear-choice"),
        (Key("review.working", "child", review=2), ["Later"], "word.not-held"),
        (Key("review.admire"), ["Kind"], "word.no-place"),
        (Key("child.known_as"), ["Ravi " * 100], "word.too-long"),
        (Key("outcome.advice", item=1), ["words " * 4000], "word.too-long"),
    ],
)
def test_what_is_not_understood_is_named_with_its_text(key: Key, lines: list[str], code: str) -> None:
    problems: list[Problem] = []
    values = values_of(rich_plan(), the_script(), the_layout()) | {key: lines}
    plan_of(values, the_script(), the_layout(), held={1}, problems=problems)
    assert [(one.key, one.text, one.code) for one in problems] == [(key, lines[0].strip(), code)]
    assert str(problems[0])
