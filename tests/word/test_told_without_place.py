"""What a form has no place for is told in a chair's words, whichever field of whichever format it is of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

import pytest

from facilitator.plan.actions import Action
from facilitator.plan.entries import Entry
from facilitator.plan.field_values import Value
from facilitator.plan.items import Item
from facilitator.plan.people import CHILD, Child, Person
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review
from facilitator.plan.scores import Score, ScoreResult
from facilitator.script.conformity import PARTS_OF_SCORE, fields_about
from facilitator.script.declared_fields import DeclaredField
from facilitator.script.format_declaration import new_kind
from facilitator.script.formats_and_turns import FormatFile
from facilitator.script.loading import find_prompts, format_ids, load_format
from facilitator.word.answers.without_place import unplaced, unplaced_of_plan

FORMATS = format_ids(find_prompts())
PEOPLE = [
    Person(id=CHILD, name="Ravi", perspective="child"),
    Person(id="mum", name="Mum", perspective="parent"),
    Person(id="lacey", name="Mr Lacey", perspective="school"),
]
_AN_ID = re.compile(r"[a-z]+([_.][a-z]+)+|match|plan|new|review")


def the_format(format_id: str) -> FormatFile:
    """Return a format of the program's own prompts."""
    form = load_format(format_id, find_prompts())
    assert form
    return form


def a_value(declared: DeclaredField) -> Value:
    """Return some value of the type of a field."""
    options = declared.option_ids or ["h1"]
    typed: dict[str, Value] = {"tick": True, "date": "2026-01-08", "number": 3, "cost": "£5"}
    typed |= {"choice": options[0], "several": options[:1]}
    return typed.get(declared.type, "Words")


def a_plan(form: FormatFile) -> Plan:
    """Return a plan with two of every kind of item, each of their fields filled in, and a review before."""
    items = [
        Item(
            id=f"{kind}{number}",
            kind=kind,
            number=number if declared.numbered else None,
            under=f"{declared.under}{number}" if declared.under else None,
            fields={name: a_value(field) for name, field in declared.fields.items()},
        )
        for kind, declared in form.items.items()
        for number in (1, 2)
    ]
    names = [CHILD, "ruby", "tom"][: form.children.least]
    action = Action(id="a1", what="Ring the nurse", who="Mum", person="mum", by=date(2026, 2, 2))
    return Plan(
        id="p",
        format=form.id,
        children=[Child(id=name, full_name=name.title()) for name in names],
        items=items,
        entries=[Entry(id=f"p.{name}", field=name, value=a_value(one)) for name, one in form.plan.items()],
        reviews=[Review(id="r1", period=1, date=date(2025, 12, 4), people=PEOPLE, actions=[action])],
    )


def every_entry(plan: Plan, form: FormatFile) -> Iterator[tuple[Entry, DeclaredField]]:
    """Yield an answer of a parent to everything that a review may record, and what is declared of it."""
    for thing, fields in fields_about(plan, form).items():
        for name, declared in fields.items():
            score = declared.type == "score"
            for field in [f"{name}.{part}" for part in PARTS_OF_SCORE] if score else [name]:
                value = "Words" if score else a_value(declared)
                yield Entry(id="r2.s1", field=field, about=thing, value=value, by="mum"), declared


def told_of(plan: Plan, form: FormatFile, *entries: Entry, scores: Iterable[Score] = ()) -> list[str]:
    """Return what is told of a second review that a document shows nothing of, but who was there."""
    day = date(2026, 1, 8)
    review = Review(id="r2", period=2, date=day, people=PEOPLE, entries=[*entries], scores=[*scores])
    meant = plan.model_copy(update={"reviews": [*plan.reviews, review]})
    found = [one.about for one in unplaced(meant, plan, form, reviews={2})]
    return [about for about in found if not about.startswith("who was there")]


@pytest.mark.parametrize("format_id", FORMATS)
def test_no_row_names_a_field_by_its_id(format_id: str) -> None:
    form = the_format(format_id)
    plan = a_plan(form)
    told = {}
    for entry, _ in every_entry(plan, form):
        for about in told_of(plan, form, entry):
            told[about] = f"{entry.about}: {entry.field}"
    children = [child.model_copy(update={"full_name": "Another"}) for child in plan.children]
    empty = Plan(id="p", format=form.id, children=children)
    told |= {one.about: "the plan" for one in unplaced_of_plan(plan, empty, form)}
    assert told
    bare = {
        about: of for about, of in told.items() if _AN_ID.fullmatch(about.partition(" (")[0]) or "_" in about
    }
    assert bare == {}


@pytest.mark.parametrize("format_id", FORMATS)
def test_each_answer_is_told_under_the_label_of_its_own_field(format_id: str) -> None:
    """What has a sentence of its own, such as the read-back, tells of all of its kind."""
    form = the_format(format_id)
    plan = a_plan(form)
    own = (
        "what became of the last actions",
        "what was kept for later",
        "the read-back",
        "what makes us wait",
        "what is not agreed on",
        "something that has gone since",
    )
    for entry, declared in every_entry(plan, form):
        told = told_of(plan, form, entry)
        for about in told:
            if not about.startswith(own) and not new_kind(entry.field):
                assert declared.label in about, (entry.field, entry.about, about)
            assert not about.endswith(": "), (entry.field, entry.about, about)


@pytest.mark.parametrize("format_id", FORMATS)
def test_what_a_review_says_of_its_choices_says_which(format_id: str) -> None:
    """Why a way on was chosen and who decided it stand alone in a list: “it” would be anything."""
    labels = {name: one.label for name, one in the_format(format_id).review.items()}
    assert {
        name: label for name, label in labels.items() if re.search(r"\b(choose|decided) it$", label)
    } == {}


def test_why_something_waits_is_told_with_who_said_so() -> None:
    form = the_format("support-plan")
    plan = a_plan(form)
    said = [
        Entry(id=f"r2.s{place}", field="match.because", value=f"Reason {place}", by=by)
        for place, by in enumerate(("mum", "lacey", "mum", "everyone"))
    ]
    assert told_of(plan, form, said[0]) == ["what makes us wait with what is not working (Mum)"]
    assert told_of(plan, form, *said) == [
        "what makes us wait with what is not working (Mum, Mr Lacey, everybody)"
    ]


def test_choices_are_told_by_their_names() -> None:
    form = the_format("coventry")
    plan = a_plan(form)
    names = ("plan_from_here", "assessment")
    chosen = [Entry(id=f"c.{name}", field=name, value=form.review[name].option_ids[0]) for name in names]
    assert told_of(plan, form, chosen[0]) == ["The plan from here"]
    assert told_of(plan, form, *chosen) == [
        "answers that were chosen (The plan from here, Request for an assessment)"
    ]


@pytest.mark.parametrize(
    ("result", "told"),
    [("agreed", "who showed what for outcome 1, and why"), ("not_agreed", "what is not agreed on outcome 1")],
)
def test_a_reason_beside_a_score_is_told_as_a_disagreement_only_where_there_is_one(
    result: ScoreResult, told: str
) -> None:
    form = the_format("coventry")
    plan = a_plan(form)
    score = Score(
        field="reached", about="outcome1", result=result, option="yes" if result == "agreed" else None
    )
    entry = Entry(id="r2.s1", field="reached.reason", about="outcome1", value="She read it", by="mum")
    assert told in told_of(plan, form, entry, scores=[score])
