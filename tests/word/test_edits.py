"""What is changed outside a meeting stands in a form: with its marks, or in the place of the words before."""
# ruff: noqa: E501 - a format and a layout stand as a line a field

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from facilitator.meeting.plan_changes import Change
from facilitator.plan.field_values import Value
from facilitator.plan.nouns import Ended, Mark
from facilitator.script.plan_parts import ENTRY, PLAN, Part
from facilitator.word.filled_document import fill
from facilitator.word.plan import WordPlan
from facilitator.word.writing_choices import REPLACE, Choices
from tests.changing import add_item, add_words, end, put_back, reword
from tests.word.shapes import Shape, Table, tables_of
from tests.word.test_marks import FIRST, OTHER, SECOND, SHAPE, rows

MARK = Mark(on=date(2026, 11, 29), by="Ms Khan")
ASKED = Choices(append=True, one_value=REPLACE, add=True, seen=True)

PLAIN = Shape(
    """
items:
  goal: {label: Goal, role: outcome, numbered: true, ends: true, fields: {wording: {type: words, role: wording, label: Goal}}}
  step: {label: Step, role: step, under: goal, ends: true, fields: {wording: {type: words, role: wording, label: Steps}}}
plan:
  about: {type: said, label: About me}
  health: {type: words, label: Health}
  consent: {type: tick, label: Consent}
  range: {type: choice, label: Range, options: [{id: low, label: Low}, {id: high, label: High}]}
review:
  keep_on: {label: What goes on}
""",
    """
title: [Our plan]
date: "%d/%m/%Y"
blocks:
  - id: cover
    fields:
      - {records: child.full_name, answer: [right], labels: [Name]}
      - {records: plan.about, answer: [right], labels: [About me]}
      - {records: plan.health, answer: [right], labels: [Health]}
      - {records: plan.consent, answer: [right], labels: [Consent]}
      - {records: plan.range, answer: [right], labels: [Range]}
  - id: goals
    each: goal
    fields:
      - {records: goal.wording, starts: true, answer: [right], labels: ["Goal {number}"]}
      - {records: step.wording, list: true, answer: [right], labels: [Steps]}
  - id: review
    each: review
    fields:
      - {records: review.date, starts: true, answer: [inside], labels: ["Review {number} held on {answer}"]}
      - {records: review.keep_on, answer: [right], labels: [What goes on]}
""",
)
COVER: Table = [
    ["Name", "Ada Thornberry"],
    ["About me", "Ada: I like maps\nMum: She sings"],
    ["Health", "Glasses\nInhaler"],
    ["Consent", "☐ Yes  ☒ No"],
    ["Range", "☒ Low  ☐ High"],
]
GOALS: Table = [
    ["Goal 1", "Read a page"],
    ["Steps", "Choose the book\nRead one line"],
    ["Goal 2", "Ask for help"],
    ["Steps", ""],
]
REVIEW: list[str | Table] = ["Review 1 held on ______", [["What goes on", ""]]]


def changed(word: WordPlan, shape: Shape, change: Callable[..., Change], **given: object) -> WordPlan:
    """Return a document after a change; nothing of it is misunderstood."""
    marked = {} if change is put_back else {"mark": MARK}
    made = change(word.plan, shape.form, **marked, **given)
    filled = fill(word, made.plan, ASKED, edited_by="Ms Khan")
    assert (filled.word.problems, filled.closed) == ((), ())
    return filled.word


def opened() -> WordPlan:
    return PLAIN.read(COVER, GOALS, *REVIEW)


def cells(word: WordPlan, table: int) -> list[str]:
    return [row[1] for row in tables_of(word.package.data)[table]]


def test_in_a_form_without_marks_an_end_stands_behind_the_words_and_goes_when_it_is_put_back() -> None:
    word = changed(
        opened(), PLAIN, end, part=Part("goal", "o1"), how="achieved", because="She reads: all of it."
    )
    assert (
        cells(word, 1)[0] == "Read a page [Achieved on 29/11/2026, noted by Ms Khan: She reads: all of it.]"
    )
    goal = word.plan.item("o1")
    assert goal.ended == Ended(how="achieved", because="She reads: all of it.", **MARK.model_dump())
    assert goal.words("wording") == "Read a page"
    assert cells(changed(word, PLAIN, put_back, part=Part("goal", "o1")), 1) == cells(opened(), 1)


@pytest.mark.parametrize("words", ["Read a pageant", "Read a page, then two", "Read a pag", "page"])
def test_words_that_begin_or_end_as_those_before_take_their_place(words: str) -> None:
    word = changed(opened(), PLAIN, reword, part=Part("goal", "o1"), field="wording", value=words)
    assert cells(word, 1)[0] == words
    back = changed(word, PLAIN, reword, part=Part("goal", "o1"), field="wording", value="Read a page")
    assert cells(back, 1) == cells(opened(), 1)


def test_in_a_list_only_the_line_of_the_part_is_changed() -> None:
    word = changed(opened(), PLAIN, end, part=Part("step", "o1.2"), how="removed", because="too easy")
    assert (
        cells(word, 1)[1]
        == "Choose the book\nRead one line [Ended on 29/11/2026, noted by Ms Khan: too easy]"
    )
    word = changed(word, PLAIN, reword, part=Part("step", "o1.1"), field="wording", value="Choose two books")
    assert cells(word, 1)[1].startswith("Choose two books\nRead one line [")
    word = changed(word, PLAIN, add_item, kind="step", words="Read to Sam", under="o1")
    assert [(one.words("wording"), one.ended is None) for one in word.plan.of("step", "o1", ended=True)] == [
        ("Choose two books", True), ("Read one line", False), ("Read to Sam", True),
    ]  # fmt: skip


def test_what_one_person_said_is_reworded_ended_and_added_beside_the_others() -> None:
    word = opened()
    first, second = word.plan.entries[:2]
    word = changed(word, PLAIN, reword, part=Part(ENTRY, second.id), field="about", value="She hums")
    assert cells(word, 0)[1] == "Ada: I like maps\nMum: She hums"
    word = changed(word, PLAIN, end, part=Part(ENTRY, first.id), how="removed", because="no more")
    assert (
        cells(word, 0)[1].split("\n")[0]
        == "Ada: I like maps [Ended on 29/11/2026, noted by Ms Khan: no more]"
    )
    entry = word.plan.entries[0]
    assert (entry.text, entry.by, entry.ended and entry.ended.because) == ("I like maps", "child", "no more")
    made = add_words(word.plan, PLAIN.form, "about", "I draw", "child")
    word = fill(word, made.plan, ASKED, edited_by="Ms Khan").word
    assert cells(word, 0)[1].split("\n")[2] == "Ada Thornberry: I draw"


@pytest.mark.parametrize(
    ("field", "value", "row", "text"),
    [
        ("health", "Glasses\nInhaler\nNuts", 2, "Glasses\nInhaler\nNuts"),
        ("health", "Glasses", 2, "Glasses\n"),
        ("health", "Nothing now", 2, "Nothing now\n"),
        ("consent", True, 3, "☒ Yes  ☐ No"),
        ("range", "high", 4, "☐ Low  ☒ High"),
        ("range", None, 4, "☐ Low  ☐ High"),
    ],
)
def test_a_box_says_its_new_answer_alone(field: str, value: Value | None, row: int, text: str) -> None:
    word = changed(opened(), PLAIN, reword, part=Part(PLAN), field=field, value=value)
    assert cells(word, 0)[row] == text
    assert [one.value for one in word.plan.given(field)] == ([] if value is None else [value])
    others = [at for at in range(5) if at != row]
    assert [cells(word, 0)[at] for at in others] == [cells(opened(), 0)[at] for at in others]


def test_in_a_form_with_marks_nothing_is_deleted_and_what_is_new_has_its_day() -> None:
    word = SHAPE.read(*rows(FIRST, SECOND, OTHER))
    word = changed(word, SHAPE, reword, part=Part("step", "o1.1"), field="wording", value="Choose two books")
    word = changed(word, SHAPE, end, part=Part("provision", "o1.p2"), how="removed", because="lost")
    word = changed(word, SHAPE, add_item, kind="provision", words="A timer", under="o2")
    table = tables_of(word.package.data)[2]
    assert table[1][1].split("\n")[0] == "~~Choose the book~~ 29/11/2026: Choose two books"
    assert (table[2][3], table[2][4]) == ("~~A bookmark~~", "~~Dad~~")
    assert table[-1][3] == "29/11/2026: A timer"
    step = word.plan.item("o1.1")
    assert (step.words("wording"), step.earlier[-1].value, step.earlier[-1].on) == (
        "Choose two books", "Choose the book", MARK.on,
    )  # fmt: skip
    assert word.plan.of("provision", "o2")[-1].added == Mark(on=MARK.on)
    word = changed(word, SHAPE, put_back, part=Part("provision", "o1.p2"))
    assert tables_of(word.package.data)[2][2][3:5] == ["A bookmark", "Dad"]


def test_words_that_were_changed_and_ended_come_back_without_the_ones_before() -> None:
    word = SHAPE.read(*rows(FIRST, OTHER))
    part = Part("provision", "o1.p1")
    word = changed(word, SHAPE, reword, part=part, field="what", value="Two pals")
    word = changed(word, SHAPE, end, part=part, how="removed", because="gone")
    assert word.plan.item(part.id).ended is not None
    word = changed(word, SHAPE, put_back, part=part)
    assert tables_of(word.package.data)[2][1][3].replace("~~~~ ~~", "~~ ") == "~~A pal~~ 29/11/2026: Two pals"
    assert word.plan.item(part.id).fields["what"] == "Two pals"
