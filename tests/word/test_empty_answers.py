"""What a box says that nobody has filled in: Word's own words, N/A, a dash; read as empty in every type."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import pytest

from facilitator.plan.entries import Entry
from facilitator.plan.field_values import Value
from facilitator.plan.people import CHILD, EVERYONE, Person
from facilitator.plan.reviews import Review
from facilitator.plan.scores import Score
from facilitator.word.plan import WordPlan
from facilitator.word.writing_choices import Choices
from tests.word.shapes import Shape, Table

OPTIONS = "options: [{id: one, label: One}, {id: two, label: Two}]"
SHAPE = Shape(
    f"""
    items:
      aim:
        {{label: Aim, role: outcome, numbered: true, fields: {{wording: {{type: words, role: wording}}}}}}
    review:
      words: {{type: words}}
      line: {{type: line}}
      said: {{type: said, of: child}}
      day: {{type: date}}
      figure: {{type: number}}
      cost: {{type: cost}}
      tick: {{type: tick}}
      choice: {{type: choice, {OPTIONS}}}
      several: {{type: several, {OPTIONS}}}
      other: {{type: choice, options: [{{id: some, label: Some}}, {{id: none, label: N/A}}]}}
    about:
      aim:
        met: {{type: score, role: progress, {OPTIONS}}}
    """,
    """
    title: [Shape]
    date: "%d/%m/%Y"
    blocks:
      - id: child
        fields:
          - {records: child.full_name, answer: [right], labels: [Name]}
      - id: aims
        grids:
          - id: aims
            each_row: aim
            columns:
              - {records: aim.number, labels: [No.]}
              - {records: aim.wording, labels: [What we aim at]}
      - id: review
        each: review
        fields:
          - {starts: true, labels: ["Review R{number}"]}
          - {records: review.date, answer: [right], labels: [Held on]}
          - {records: review.words, answer: [right], labels: [The words]}
          - {records: review.line, answer: [right], labels: [The line]}
          - {records: review.said, of: child, answer: [right], labels: [The saying]}
          - {records: review.day, answer: [right], labels: [The day]}
          - {records: review.figure, answer: [right], labels: [The figure]}
          - {records: review.cost, answer: [right], labels: [The cost]}
          - {records: review.tick, answer: [right], labels: [The tick]}
          - {records: review.choice, answer: [right], labels: [The choice]}
          - {records: review.several, answer: [right], labels: [The choices]}
          - {records: review.other, answer: [right], labels: [The other choice]}
        grids:
          - id: judged
            each_row: aim
            columns:
              - {records: aim.number, labels: [Aim no.]}
              - {records: aim.met, labels: [Was it met]}
    """,
)
VALUES: dict[str, Value] = {
    "words": "Likes maps.",
    "line": "Room 2",
    "said": "I like maps.",
    "day": "2027-03-12",
    "figure": 41,
    "cost": "£4 a week",
    "tick": True,
    "choice": "two",
    "several": ["one", "two"],
    "other": "some",
}
LABELS = {
    "words": "The words",
    "line": "The line",
    "said": "The saying",
    "day": "The day",
    "figure": "The figure",
    "cost": "The cost",
    "tick": "The tick",
    "choice": "The choice",
    "several": "The choices",
    "other": "The other choice",
}
ASKS = (
    "Click here to enter text.",
    "Click or tap here to enter text.",
    "Click or tap to enter a date.",
    "Choose an item.",
)
NOTHING = ("N/A", "n/a", "Not applicable.", "-", "\u2013", "\u2014")
WORDS = ("", *ASKS, *NOTHING)


def read(
    said: str,
    aim: str = "Reads a page.",
    met: str = "Two",
    held: str = "12/03/2027",
    empty: Collection[str] = (),
) -> WordPlan:
    """Read a document in which every box of the review says the same, but those that are `empty`."""
    aims: Table = [["No.", "What we aim at"], ["1", aim], ["2", "Writes a line."]]
    own = [[label, "" if field in empty else said] for field, label in LABELS.items()]
    judged: Table = [["Aim no.", "Was it met"], ["1", said], ["2", met]]
    boxes: Table = [["Held on", held], *own]
    return SHAPE.read("Shape", [["Name", "Ada Thorn"]], "", aims, "Review R1", boxes, "", judged)


def answers(word: WordPlan) -> dict[str, Value]:
    (review,) = word.plan.reviews
    return {one.field: one.value for one in review.entries}


@pytest.mark.parametrize("said", WORDS)
def test_it_is_no_answer_of_any_type_and_no_score(said: str) -> None:
    word = read(said)
    ticked = {"tick": False} if said in NOTHING else {}
    chosen = {"other": "none"} if said.casefold() == "n/a" else {}
    assert answers(word) == ticked | chosen, "of a tick it is a no, and where it is an option it is chosen"
    first, second = word.plan.items
    assert [(score.about, score.option) for score in word.plan.reviews[0].scores] == [(second.id, "two")]
    assert first.words("wording") == "Reads a page."


@pytest.mark.parametrize("said", WORDS)
def test_it_is_no_item(said: str) -> None:
    assert [item.words("wording") for item in read("", aim=said).plan.items] == ["Writes a line."]


@pytest.mark.parametrize("said", WORDS)
def test_answers_are_written_over_it_without_being_asked(said: str) -> None:
    word = read(said, met="", held="", empty=("tick", "other") if said in NOTHING else ())
    entries = [
        Entry(id=f"e-{field}", field=field, value=value, by=CHILD if field == "said" else EVERYONE)
        for field, value in VALUES.items()
    ]
    met = Score(field="met", about=word.plan.items[0].id, result="agreed", option="one")
    child = Person(id=CHILD, name="Ada Thorn", perspective="child")
    review = Review(id="r1", period=1, date=date(2027, 3, 12), people=[child], entries=entries, scores=[met])
    again = SHAPE.filled(word, word.plan.model_copy(update={"reviews": [review]}), Choices()).word
    assert answers(again) == VALUES
    assert [score.option for score in again.plan.reviews[0].scores] == ["one"]
