"""The invented shapes in Word: a plan converted both ways, two whole reviews written into the document."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.files.open_plan import OpenPlan
from facilitator.files.plans import open_plan
from facilitator.files.reviews_as_held import as_held
from facilitator.plan.field_values import Value
from facilitator.plan.items import Item
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review
from facilitator.script.conformity import misfits
from facilitator.script.loading import load_script
from facilitator.work.convert import conversion
from tests.plain import talk
from tests.shapes import FORMATS, LATER, SHAPES, TRANSCRIPTS, Shape


def document(shape: Shape, folder: Path) -> Path:
    """Convert the sample into a Word document, and return it."""
    target = folder / "plan.docx"
    conversion(shape.plan(folder), target, FORMATS).write()
    return target


def items(plan: Plan) -> list[tuple[str, int | None, dict[str, Value]]]:
    return [(item.kind, item.number, item.fields) for item in plan.items]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.format)
def test_a_plan_is_converted_into_a_document_and_back(shape: Shape, tmp_path: Path) -> None:
    before = open_plan(shape.plan(tmp_path)).plan
    after = open_plan(document(shape, tmp_path), FORMATS)
    assert after.word is not None
    assert after.word.problems == ()
    assert items(after.plan) == items(before)
    assert [child.full_name for child in after.plan.children] == [one.full_name for one in before.children]
    assert [(one.field, one.value) for one in after.plan.entries] == [
        (one.field, one.value) for one in before.entries
    ]
    assert after.plan.signatures == before.signatures


def held(shape: Shape, path: Path, reviews: int) -> OpenPlan:
    """Hold reviews of a Word plan; rows that are missing are added."""
    for number, name in enumerate(shape.reviews[:reviews]):
        typed = (TRANSCRIPTS / f"{name}.txt").read_text(encoding="utf-8")
        typed = typed.replace("\nMrs Quill: partly\n", "\npartly\n")  # people come in another order
        code, said = talk.hold(path, f"{typed}add block\n", prompts=FORMATS, later=LATER * number)
        assert code == 0, said[-1200:]
    return open_plan(path, FORMATS)


def native(shape: Shape, folder: Path, reviews: int = 2) -> Plan:
    """Hold reviews of the sample itself, and return its plan."""
    (folder / "native").mkdir()
    path = shape.plan(folder / "native")
    for number, name in enumerate(shape.reviews[:reviews]):
        typed = (TRANSCRIPTS / f"{name}.txt").read_text(encoding="utf-8")
        talk.hold(path, typed, prompts=FORMATS, later=LATER * number)
    return open_plan(path).plan


def said_in(item: Item) -> str:
    """Return the words of an item: its first field."""
    return str(next(iter(item.fields.values())))


def told(plan: Plan, review: Review) -> set[tuple[str, str, str]]:
    """Return which words and answers a review has, of what: children by name, items by kind and number."""
    names = {child.id: child.full_name for child in plan.children}
    names |= {item.id: f"{item.kind} {item.number or said_in(item)}" for item in plan.items}
    return {(one.field, names.get(one.about or "", ""), str(one.value)) for one in review.entries}


NOT_IN_FORM = ("read_back", "match.because", "because", "new_words", "decision", "status")
"""What these documents have no box for, or say in other words; what is new stands in the plan's own rows."""


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.format)
def test_two_reviews_are_written_into_the_document_and_read_back(shape: Shape, tmp_path: Path) -> None:
    word = held(shape, document(shape, tmp_path), 2)
    plan = native(shape, tmp_path)
    assert word.word is not None
    assert word.word.problems == ()
    assert list(misfits(word.plan, load_script(shape.format, FORMATS).format)) == []
    assert [(one.period, one.date, one.next_date) for one in word.plan.reviews] == [
        (one.period, one.date, one.next_date) for one in plan.reviews
    ]
    for there, meant in zip(word.plan.reviews, plan.reviews, strict=True):
        lost = told(plan, meant) - told(word.plan, there)
        kept = [
            one
            for one in lost
            if one[0].partition(".")[0] not in ("new", "colour") and one[0] not in NOT_IN_FORM
        ]
        assert kept == []
        actions = [[(one.what, one.who, one.by) for one in review.actions] for review in (there, meant)]
        assert actions[0] == actions[1]
        assert [(one.option, one.result) for one in there.scores if one.option] == [
            (one.option, "agreed") for one in meant.scores if one.option
        ]


def test_what_came_and_went_at_r1_is_marked_and_struck_in_the_document(tmp_path: Path) -> None:
    shape = next(shape for shape in SHAPES if shape.format == "steps-and-targets")
    word = held(shape, document(shape, tmp_path), 1)
    script = load_script(shape.format, FORMATS)
    assert word.word is not None
    assert word.word.problems == ()
    ended = {script.format.words_of(item) for item in word.plan.items if item.ended}
    assert ended == {"Noor asks for a turn.", "Lunch helper", "Noor writes three lines."}
    added = [item for item in word.plan.items if item.added.review == 1]
    assert {script.format.words_of(item): list(item.fields.values())[1:] for item in added} == {
        "Says no to one friend, with a card.": ["2026-04-16"],
        "Noor asks to join a game.": ["end of Year 6"],
        "Song box before lunch": ["Mrs Quill", "£3 a week", "School"],
        "Noor types half a page.": ["summer term"],
    }
    assert {item.added.on for item in added} == {word.plan.reviews[0].date}


def test_how_each_item_ended_is_taken_from_the_record_beside_the_document(tmp_path: Path) -> None:
    shape = next(shape for shape in SHAPES if shape.format == "steps-and-targets")
    word, meant = as_held(held(shape, document(shape, tmp_path), 2), FORMATS).plan, native(shape, tmp_path)
    ends = [{said_in(item): item.ended for item in plan.items} for plan in (word, meant)]
    assert ends[0] == ends[1]
    assert {end.how for end in ends[0].values() if end} == {"achieved", "removed"}


def test_steps_are_judged_in_the_document_by_what_they_say(tmp_path: Path) -> None:
    """New steps stand among the others of their outcome, so that a row's place does not tell its step."""
    shape = next(shape for shape in SHAPES if shape.format == "steps-and-targets")
    word, meant = held(shape, document(shape, tmp_path), 2).plan, native(shape, tmp_path)
    assert judged(word) == judged(meant)
    assert [len(review) for review in judged(word)] == [3, 3]
    assert parts(word) == parts(meant)


def judged(plan: Plan) -> list[dict[str, tuple[str | None, str, list[str], str | None, list[str]]]]:
    """Return of each review and step: the option, its result, what each one showed, the decision and why."""
    return [
        {
            said_in(plan.item(score.about)): (
                score.option,
                score.result,
                [str(at.option) for at in score.positions] if score.option is None else [],
                review.chosen("decision", score.about),
                [entry.text for entry in review.given("because", score.about)],
            )
            for score in review.scores
        }
        for review in plan.reviews
    ]


def parts(plan: Plan) -> set[tuple[str, str, str, int | None, bool]]:
    """Return every item by its words: what it is under, in which review it came, and whether it has ended."""
    words = {item.id: said_in(item) for item in plan.items}
    return {
        (item.kind, words[item.id], words.get(item.under or "", ""), item.added.review, bool(item.ended))
        for item in plan.items
    }
