"""Rows of a review without numbers: whose each is, by what it says, and where a new step gets its own row."""
# ruff: noqa: E501 - a format and a layout stand as a line a field

from __future__ import annotations

from datetime import date

import pytest

from facilitator.plan.items import Item
from facilitator.plan.people import CHILD, Person
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import NeedsDecision
from facilitator.plan.reviews import Review
from facilitator.plan.scores import Score
from facilitator.word.writing_choices import Choices
from tests.word.shapes import Shape, Table, tables_of

STEPS = Shape(
    """
items:
  outcome: {label: Outcome, role: outcome, numbered: true, ends: true, fields: {wording: {type: words, role: wording, label: Outcome}}}
  step: {label: Step, role: step, under: outcome, ends: true, fields: {wording: {type: words, role: wording, label: Steps}}}
about:
  step:
    met: {type: score, role: progress, options: [{id: no, label: Not met}, {id: met, label: Met}], label: Met}
""",
    """
title: [Our plan]
date: "%d/%m/%Y"
blocks:
  - id: cover
    fields: [{records: child.full_name, answer: [right], labels: [Name]}]
  - id: outcomes
    grids:
      - id: steps
        each_row: outcome
        several_rows: true
        columns:
          - {records: outcome.number, labels: [No.]}
          - {records: outcome.wording, labels: [Outcome]}
          - {records: step.wording, labels: [Steps]}
        marks: {added: "R{review}: {text}", ended: struck}
  - id: review
    each: review
    fields: [{records: review.date, starts: true, answer: [after], labels: ["Review {number}"]}]
    grids:
      - id: judged
        each_row: step
        columns:
          - {records: step.wording, labels: [Step gone through]}
          - {records: step.met, labels: [Was it met]}
""",
)
COVER: Table = [["Name", "Ada Thornberry"], ["", ""]]
PLAN: Table = [
    ["No.", "Outcome", "Steps"],
    ["1", "Read a page", "Choose the book"],
    ["1", "", "Read one line"],
    ["2", "Ask for a break", "Show the card"],
]
HEAD = ["Step gone through", "Was it met"]


def judged(plan: Plan) -> dict[str, str | None]:
    """Return what was agreed of each step in the last review, by its words."""
    return {str(plan.item(score.about).fields["wording"]): score.option for score in plan.reviews[-1].scores}


def reviewed(plan: Plan, *new: Item, period: int = 1, **met: str) -> Plan:
    """Return a plan with a review in which steps, by their places, were met or not."""
    steps = plan.of("step", ended=True)
    scores = [
        Score(field="met", about=steps[int(number[1:])].id, result="agreed", option=option)
        for number, option in met.items()
    ]
    people = [Person(id=CHILD, name="Ada", perspective="child")]
    review = Review(id="new", period=period, date=date(2026, 3, 12), people=people, scores=scores)
    return plan.model_copy(update={"reviews": [*plan.reviews, review], "items": [*plan.items, *new]})


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        pytest.param(
            [["Show the card", "Met"], ["Read one line", "Not met"]],
            {"Show the card": "met", "Read one line": "no"},
            id="in another order",
        ),
        pytest.param(
            [["", "Met"], ["", "Not met"], ["", "Met"]],
            {"Choose the book": "met", "Read one line": "no", "Show the card": "met"},
            id="no words",
        ),
        pytest.param(
            [["Read one line", "Met"], ["", "Not met"]],
            {"Read one line": "met", "Show the card": "no"},
            id="words only in the first",
        ),
        pytest.param(
            [["", "Met"], ["choose  the BOOK", "Not met"]],
            {"Choose the book": "no"},
            id="a row whose turn is another's",
        ),
    ],
)
def test_a_row_is_of_the_step_whose_words_it_says_and_else_goes_by_order(
    rows: Table, found: dict[str, str]
) -> None:
    word = STEPS.opened_with(COVER, PLAN, "Review 1: 12/03/2026", [HEAD, *rows])
    assert judged(word.plan) == found


def test_words_of_no_step_are_told_as_not_understood() -> None:
    rows = [["Choose the book", "Met"], ["Sing a song", "Not met"]]
    word = STEPS.opened_with(COVER, PLAN, "Review 1: 12/03/2026", [HEAD, *rows])
    assert [problem.text for problem in word.problems] == ["Sing a song"]


def test_words_that_a_step_had_before_are_still_its_own() -> None:
    plan = [*PLAN[:2], ["1", "", "~~Read one line~~ R1: Read two lines"], PLAN[3]]
    rows = [["Read one line", "Not met"], ["Show the card", "Met"]]
    word = STEPS.read(COVER, plan, "Review 1: 12/03/2026", [HEAD, *rows])
    assert judged(word.plan) == {"Read two lines": "no", "Show the card": "met"}


def test_what_is_judged_comes_into_the_row_that_somebody_prepared() -> None:
    rows = [["Show the card", ""], ["Choose the book", ""], ["", ""]]
    word = STEPS.opened_with(COVER, PLAN, "Review 1:", [HEAD, *rows])
    plan = reviewed(word.plan, s0="met", s1="no", s2="no")
    made = STEPS.filled(word, plan)
    assert tables_of(made.data)[2][1:] == [
        ["Show the card", "Not met"],
        ["Choose the book", "Met"],
        ["Read one line", "Not met"],
    ]
    assert judged(made.word.plan) == judged(plan)


def test_a_new_step_gets_a_row_of_its_outcome_and_moves_no_judgement() -> None:
    word = STEPS.opened_with(COVER, PLAN, "Review 1:", [HEAD, ["", ""]])
    step = Item(id="new.1", kind="step", under="o1", fields={"wording": "Read to Sam"})
    plan = reviewed(word.plan, step, s0="met", s2="no")
    with pytest.raises(NeedsDecision) as asked:
        STEPS.filled(word, plan)
    assert (asked.value.code, asked.value.values) == ("word.row-missing", {"number": 2, "kind": "step"})
    made = STEPS.filled(word, plan, Choices(add=True))
    steps = [row[2] for row in tables_of(made.data)[1][1:]]
    assert steps == ["Choose the book", "Read one line", "Read to Sam", "Show the card"]
    assert judged(made.word.plan) == {"Choose the book": "met", "Show the card": "no"}
    assert made.left_out == ("who was there",)


def test_a_further_row_for_a_new_step_is_asked_for() -> None:
    word = STEPS.opened_with(COVER, PLAN, "Review 1:", [HEAD, ["", ""]])
    step = Item(id="new.1", kind="step", under="o1", fields={"wording": "Read to Sam"})
    with pytest.raises(NeedsDecision) as asked:
        STEPS.filled(word, reviewed(word.plan, step, s0="met"))
    assert (asked.value.code, asked.value.values) == ("word.line-missing", {"number": 1, "kind": "outcome"})
