"""How single answers of a form are understood: days, scores, yes and no, names, and the lines of a cell."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.plan.people import CHILD, EVERYONE, Child, Perspective
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import Review
from facilitator.word.answers.days import read_day, write_day
from facilitator.word.answers.named_people import Named, Names
from facilitator.word.answers.phrasing import from_lines, to_lines
from facilitator.word.answers.scores import ScoreWords, Shown, read_score
from facilitator.word.answers.ticks import InPlace, in_place_words, read_in_place
from facilitator.word.answers.understood_answers import Problem
from facilitator.word.form.keys import Key, Values
from tests.word.rich_plans import rich_plan, the_layout, the_script
from tests.word.values import plan_of, values_of

MINA = Child(full_name="Mina Farrow-Adeyemi")
PHRASES = the_layout().phrases


def names(**known: Perspective | None) -> Names:
    return Names(PHRASES, the_script().vocabulary, MINA, dict(known))


# Days


@pytest.mark.parametrize(
    "text",
    [
        "04/12/2025",
        "4/12/25",
        "4.12.25",
        "4 December 2025",
        "4th Dec 2025",
        "2025-12-04",
        "4\u201312\u20132025",
        "Thursday 4 December 2025",
        "Thurs. 4th Dec 2025",
        "04/12/2025 2pm",
        "04/12/2025 at 14:00",
        "4 Dec 2025, 2.30 pm - 3.30pm",
        "December 4, 2025",
        "4\u00a0December\u00a02025",
        "the 4th of December 2025",
    ],
)
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert read_day(text) == date(2025, 12, 4)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "4 December",
        "04/12",
        "tomorrow",
        "next Friday",
        "in six weeks",
        "December 2025",
        "31/02/2026",
        "12/31/2025",
        "Friday 4 December 2025",
        "Tue 04/12/2025",
        "4/12/2025 and 5/12/2025",
        "4/12/2025?",
        "2025",
    ],
)
def test_what_is_not_certainly_one_day_is_none(text: str) -> None:
    assert read_day(text) is None


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_comes_back_as_it_was_written(day: date) -> None:
    assert read_day(write_day(day, the_layout().date)) == day


# Scores


def score(text: str) -> ScoreWords | None:
    return read_score(text, the_layout(), the_script().scale, names())


@pytest.mark.parametrize(
    "text",
    [
        "3",
        "3.",
        " 3 ",
        "\uff13",
        "three",
        "Three",
        "3/5",
        "3 out of 5",
        "3 - Moderate progress",
        "3. Moderate Progress",
        "3 (moderate)",
        "Moderate progress",
        "Score: 3",
        "Progress Measure 3",
        "Progress score = 3",
    ],
)
def test_a_number_of_the_scale_is_an_agreed_score(text: str) -> None:
    assert score(text) == ScoreWords("agreed", 3)


def test_the_words_of_the_form_that_the_scale_words_otherwise_are_understood() -> None:
    assert score("1. No progress or deterioration") == ScoreWords("agreed", 1)
    assert score("Achieved") == score("5 - fully achieved") == ScoreWords("agreed", 5)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0",
        "6",
        "-3",
        "2-3",
        "2/3",
        "2 3",
        "between 2 and 3",
        "3 or 4",
        "3?",
        "3+",
        "3a",
        "2.5",
        "3rd",
        "v",
        "x",
        "3 - limited progress",
        "3 - not achieved yet",
        "3 (was 2)",
        "3 (nearly)",
        "3/6",
        "good",
        "Not agreed: 2 and 4",
        "Not agreed: Mum 2, school 9",
        "Not agreed: Mum 2, Mum 3",
        "Not agreed: Florp 2, Mum 3",
        "Mum 2, school 4",
        "Not agreed: everyone 3",
        "3 (support not given) (support not given)",
    ],
)
def test_what_is_not_certainly_one_score_is_none(text: str) -> None:
    assert score(text) is None


def test_scores_that_are_not_agreed_keep_each_number() -> None:
    mum, school = Named("Mum", perspective="parent"), Named("school", perspective="school")
    both = (Shown(mum, 2), Shown(school, 4))
    assert score("Not agreed: Mum 2, school 4") == ScoreWords("not_agreed", shown=both)
    assert score("not agreed: Mum 2 / school 4") == ScoreWords("not_agreed", shown=both)
    assert score("Not settled: Mum 2, school 4") == ScoreWords("not_settled", shown=both)
    assert score("Not agreed: Mum 2, school 4 (support not given)") == ScoreWords(
        "not_agreed", shown=both, support_not_given=True
    )
    child = (Shown(Named(CHILD, perspective="child"), None, "so_so"), Shown(mum, 3))
    assert score("Not agreed: Mina so-so, Mum 3") == ScoreWords("not_agreed", shown=child)
    assert score("Not agreed.") == ScoreWords("not_agreed")


# Whether something is in place


@pytest.mark.parametrize(
    ("text", "found"),
    [
        *((tick, InPlace(True)) for tick in ("\u2713", "\u2714", "x", "X", "\u2612", "Yes", "yes.", "Y")),
        *((no, InPlace(False)) for no in ("No", "no.", "n/a", "N/A", "none", "-", "\u2013", "None")),
        *(
            (nothing, InPlace(None))
            for nothing in ("", "\u2610", "\u2610 Yes \u2610 No", "Not known", "\u2610 No")
        ),
        ("\u2610 Yes \u2612 No", InPlace(False)),
        ("Yes \u2612 No \u2610", InPlace(True)),
        ("\u2612 No", InPlace(False)),
        ("\u2612 since May", InPlace(True, "since May")),
        ("Yes \u2013 closed July 2025", InPlace(True, "closed July 2025")),
        ("Yes (since May)", InPlace(True, "(since May)")),
        ("No \u2013 closed in July", InPlace(False, "closed in July")),
        ("Not yet", InPlace(False, "Not yet")),
        ("Closed July 2025", InPlace(None, "Closed July 2025")),
        ("No social worker", InPlace(None, "No social worker")),
        ("?", InPlace(None, "?")),
        ("Speech care plan (Sept 2025)", InPlace(True, "Speech care plan (Sept 2025)")),
    ],
)
def test_an_answer_is_a_yes_a_no_or_nothing_yet(text: str, found: InPlace) -> None:
    assert read_in_place(text, PHRASES) == found


@pytest.mark.parametrize("text", ["Yes / No", "yes/no", "\u2612 Yes \u2612 No"])
def test_two_answers_are_none(text: str) -> None:
    assert read_in_place(text, PHRASES) is None


@pytest.mark.parametrize(
    "found", [InPlace(True, "x"), InPlace(False, "no"), InPlace(None, "Yes"), InPlace(None)]
)
def test_an_answer_comes_back_as_it_was_written(found: InPlace) -> None:
    assert read_in_place(in_place_words(found, PHRASES), PHRASES) == found


# Names


@pytest.mark.parametrize(
    ("text", "cell", "who"),
    [
        ("Mum: she reads", "parent", Named("Mum", "", "parent")),
        ("Mum and Dad: she reads", "parent", Named("Mum and Dad", "", "parent")),
        ("Nan Jean: she reads", "parent", Named("Nan Jean", "", "parent")),
        ("Mrs Farrow: she reads", "parent", Named("Mrs Farrow", "", "parent")),
        ("Mr Lacey: she reads", "school", Named("Mr Lacey", "", "school")),
        ("SENCo: she reads", "school", Named("SENCo", "", "school")),
        ("Mrs Hollis (SENDCo): she reads", "school", Named("Mrs Hollis", "SENDCo", "school")),
        ("Ms Okafor-Lind (SaLT): she reads", "practitioner", Named("Ms Okafor-Lind", "SaLT", "practitioner")),
        ("Ms Okafor-Lind, SaLT: she reads", "practitioner", Named("Ms Okafor-Lind", "SaLT", "practitioner")),
        ("Jane Smith: she reads", "practitioner", Named("Jane Smith", "", "practitioner")),
        ("Jane (EP): she reads", "practitioner", Named("Jane", "EP", "practitioner")),
        ("amina (nurse): she reads", "practitioner", Named("amina", "nurse", "practitioner")),
        ("Jess: she reads", "parent", Named("Jess", "", "parent")),
        ("Mina: I read", None, Named(CHILD, "", "child")),
        ("Everyone: we read", None, Named(EVERYONE)),
    ],
)
def test_a_name_before_a_colon_says_who_speaks(text: str, cell: Perspective | None, who: Named) -> None:
    found = names(jess=None).split(text, cell)
    assert found
    assert found[0] == who


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("Note: she was tired", "parent"),
        ("At home: she was tired", "parent"),
        ("10:30 is hard", "parent"),
        ("Targets (May): all met", "school"),
        ("School: too loud", "parent"),
        ("Dad: too loud", "school"),
        ("Dr Shah: seen twice", "parent"),
        ("Maths: better", "practitioner"),
        ("She said to Mum: no more", "parent"),
        ("Mum\nDad: no more", "parent"),
        ("Mrs: no more", "school"),
        ("Mum thinks: no more", "parent"),
        ("Jane Smith: no more", "parent"),
    ],
)
def test_words_before_a_colon_that_are_no_name_stay_words(text: str, cell: Perspective) -> None:
    known: dict[str, Perspective | None] = {"dr shah": "practitioner"}
    assert Names(PHRASES, the_script().vocabulary, MINA, known).split(text, cell) is None


# Cells of several lines


@given(st.lists(st.text("ab \n\u2003\t:", min_size=1).map(str.strip).filter(bool)))
def test_statements_of_several_lines_come_back_from_one_cell(texts: list[str]) -> None:
    assert from_lines([line for text in texts for line in to_lines(text)]) == texts


def the_review(values: Values) -> tuple[Review, list[Problem]]:
    problems: list[Problem] = []
    fixed = {
        Key("child.full_name"): ["Mina Farrow-Adeyemi"],
        Key("outcome.wording", item=1): ["To read"],
        Key("provision.what", "education", each="outcome", item=1): ["A group"],
        Key("provision.who", "education", each="outcome", item=1): ["Tilly"],
        Key("review.date", review=1): ["04/12/2025"],
    }
    plan = plan_of({**fixed, **values}, the_script(), the_layout(), held={1}, problems=problems)
    return plan.reviews[0], problems


def told(review: Review) -> list[tuple[str, str]]:
    """Return who said what."""
    people = {person.id: person.name for person in review.people} | {EVERYONE: EVERYONE}
    return [(people[said.by], said.text) for said in review.entries if said.field != "decision"]


def test_words_without_a_name_are_the_last_speakers_or_nobodys_in_particular() -> None:
    lines = ["She is calm.", "Mum: She reads.", "And she sings.", "Note: at bedtime"]
    review, problems = the_review({Key("review.working", "parent", review=1): lines})
    assert problems == []
    assert told(review) == [
        ("Parents", "She is calm."),
        ("Mum", "She reads."),
        ("Mum", "And she sings."),
        ("Mum", "Note: at bedtime"),
    ]


def test_a_name_alone_on_its_line_is_who_says_what_follows() -> None:
    lines = ["Mr Lacey:", "She reads.", "Tilly:", "Mrs Dunmore:", "She sings."]
    review, _ = the_review({Key("review.working", "school", review=1): lines})
    assert told(review) == [("Mr Lacey", "She reads."), ("Tilly", "Tilly:"), ("Mrs Dunmore", "She sings.")]


def test_a_practitioner_is_one_person_with_and_without_the_role_and_in_a_score() -> None:
    review, problems = the_review(
        {
            Key("review.working", "practitioner", review=1): ["Ms Okafor-Lind: a block was cancelled"],
            Key("review.not_working", "practitioner", review=1): ["Ms Okafor-Lind (SaLT): 8 words"],
            Key("outcome.progress", item=1, review=1): ["Not agreed: Ms Okafor-Lind 2, Tilly 4"],
        }
    )
    assert problems == []
    assert [(one.name, one.role, one.perspective) for one in review.people] == [
        ("Ms Okafor-Lind", "SaLT", "practitioner"),
        ("Tilly", "", "school"),
    ]


def test_a_name_that_provision_has_too_is_on_the_side_of_its_cell() -> None:
    found = Names(PHRASES, the_script().vocabulary, MINA, {"dr shah": None}).who(
        "Dr Shah (key worker)", "practitioner"
    )
    assert found == Named("Dr Shah", "key worker", "practitioner")


def test_what_a_child_says_stays_the_childs_whatever_it_looks_like() -> None:
    lines = ["Mum: stop", "Dr Shah (GP): again", "Mina: I like art", "Dad for Mina: she likes the cat"]
    review, _ = the_review({Key("review.working", "child", review=1): lines})
    assert [(said.by, said.text, said.manner.how) for said in review.entries] == [
        (CHILD, "Mum: stop", "own_words"),
        (CHILD, "Dr Shah (GP): again", "own_words"),
        (CHILD, "I like art", "own_words"),
        (CHILD, "she likes the cat", "said_for"),
    ]


def test_next_steps_hold_actions_and_a_decision_and_everything_else_as_words() -> None:
    lines = [
        "Put the cards out.",
        "Tracing \u2013 Mr Lacey, by 11/12/2025",
        "Tracing - Tilly, by next week",
        "Call the nurse - Mum, date not yet agreed",
        "This outcome is achieved.",
    ]
    review, problems = the_review({Key("outcome.next", item=1, review=1): lines})
    assert problems == []
    assert [(one.what, one.who, one.by) for one in review.actions] == [
        ("Tracing", "Mr Lacey", date(2025, 12, 11)),
        ("Call the nurse", "Mum", None),
    ]
    assert told(review) == [(EVERYONE, "Put the cards out."), (EVERYONE, "Tracing - Tilly, by next week")]
    assert review.chosen("decision", "o1") == "achieved"


# A whole form


def test_a_held_review_without_a_day_is_named_in_all_its_words() -> None:
    problems: list[Problem] = []
    values = values_of(rich_plan(), the_script(), the_layout())
    values[Key("review.date", review=1)] = ["in December"]
    plan = plan_of(values, the_script(), the_layout(), held={1}, problems=problems)
    assert plan.reviews == []
    assert {one.key for one in problems} == {key for key in values if key.review == 1}


def test_a_form_without_a_name_is_refused_and_a_class_beside_the_name_is_the_class() -> None:
    with pytest.raises(Refusal, match=r"word\.no-name"):
        plan_of({Key("child.class_name"): ["Year 3"]}, the_script(), the_layout(), held=set(), problems=[])
    values = {Key("child.full_name"): ["Mina Farrow-Adeyemi, Year 3"]}
    child = plan_of(values, the_script(), the_layout(), held=set(), problems=[]).child
    assert (child.full_name, child.class_name) == ("Mina Farrow-Adeyemi", "Year 3")
