"""A plan holds what its format declares, or is refused with the place in the file that does not fit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

import pytest

from facilitator.phrases.misfit import hold_to_format
from facilitator.plan.actions import Action
from facilitator.plan.entries import Entry
from facilitator.plan.items import Item
from facilitator.plan.nouns import Earlier, Ended
from facilitator.plan.people import CHILD, Child, Person
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import PARKED, PlanningMeeting, Review, Signature
from facilitator.plan.scores import Position, Score
from facilitator.script.conformity import misfits, refuse_children
from facilitator.script.declared_fields import DeclaredField
from facilitator.script.format_declaration import HowMany
from facilitator.script.formats_and_turns import FormatFile
from facilitator.script.loading import load_script
from facilitator.script.words_by_key import explain
from tests.making import agreed, chosen, not_agreed, outcome, said
from tests.needs import PROJECT

PASSPORT = load_script("two-reviews", PROJECT / "tests" / "formats").format
COLOURS = DeclaredField.model_validate({"type": "score", "options": ["red", "green"]})
EVERY_TYPE = {
    "said": DeclaredField(),
    "day": DeclaredField(type="date"),
    "count": DeclaredField(type="number"),
    "sure": DeclaredField(type="tick"),
    "one": DeclaredField.model_validate({"type": "choice", "options": ["a", "b"]}),
    "some": DeclaredField.model_validate({"type": "several", "options": ["a", "b"]}),
}
FORM: FormatFile = PASSPORT.model_copy(
    update={
        "signs": ["plan"],
        "plan": EVERY_TYPE,
        "review": {**PASSPORT.review, **EVERY_TYPE},
        "about": {**PASSPORT.about, "step": {"colour": COLOURS}, "person": {"comment": DeclaredField()}},
    }
)
DAY = date(2027, 3, 12)


def review(**parts: Any) -> Review:
    people = [
        Person(id="mum", name="Mum", perspective="parent"),
        Person(id=CHILD, name="Mina", perspective="child"),
    ]
    return Review(**{"id": "r1", "period": 1, "date": DAY, "people": people, **parts})


def plan(*entries: Entry | Score, items: list[Item] | None = None, **parts: Any) -> Plan:
    """Return a plan of the format with an outcome, a step and a review that has these entries and scores."""
    held = review(
        entries=[one for one in entries if isinstance(one, Entry)],
        scores=[one for one in entries if isinstance(one, Score)],
        actions=[Action(id="a1", what="Ring")],
    )
    made = [*outcome(1, steps=["Walk"], provision=[("Maps", "Mum", "daily")]), *(items or [])]
    given = {"id": "p1", "format": "two-reviews", "children": [Child(full_name="Mina Shah")]}
    return Plan(**{**given, "items": made, "reviews": [held], **parts})


SOUND = plan(
    said("Good.", "mum", id="s1"),
    said("The bus.", "mum", PARKED, id="s2"),
    said("Reads.", "mum", "seen", "o1", id="s3"),
    said("It is gone since.", "mum", "seen", None, id="s4"),
    said("Too low.", "mum", "progress.reason", "o1", id="s5"),
    said("We wait.", "mum", "match.because", id="s6"),
    said("I came.", "mum", "comment", "mum", id="s7"),
    said("It rang.", "mum", "note", "a1", id="s8"),
    chosen("status", "done", "a1"),
    chosen("delivered", "partly", "o1"),
    chosen("day", "2027-03-12"),
    chosen("count", 3),
    chosen("sure", False),
    chosen("one", "a"),
    chosen("some", ["a", "b"]),
    agreed("o1", 3, Position(person="mum", number=1)),
    Score(field="colour", about="o1.s1", result="agreed", option="red"),
    entries=[chosen("sure", "unknown", review="p1"), said("Words.", CHILD, "said", id="w1")],
    signatures=[Signature(to="plan", party="parent", name="Mum")],
)


def test_a_plan_that_holds_what_is_declared_is_sound() -> None:
    assert list(misfits(SOUND, FORM)) == []
    hold_to_format(SOUND, FORM)


class Wrong(NamedTuple):
    """A plan that does not fit: the code, where in the file, and words that its sentence has."""

    code: str
    where: str
    told: str
    plan: Plan


def _item(**parts: Any) -> Item:
    return Item(**{"id": "x", "kind": "step", "under": "o1", "fields": {"wording": "Walk"}, **parts})


def _wrong() -> Iterator[Wrong]:
    kind = plan(items=[_item(kind="bridge")])
    yield Wrong("no-kind", "items, item 4, kind", "no part called “bridge”", kind)
    loose, below = plan(items=[_item(under=None)]), plan(items=[_item(under="o1.s1")])
    yield Wrong("under", "items, item 4, under", "each step belongs to another part", loose)
    yield Wrong("under", "items, item 4, under", "each step belongs to another part", below)
    top = plan(items=[_item(kind="outcome", under="o1", number=2)])
    yield Wrong("under", "items, item 4, under", "each outcome belongs to another part", top)
    ended = plan(items=[_item(ended=Ended(how="achieved"))])
    yield Wrong("never-ends", "items, item 4, ended", "no step can end", ended)
    yield Wrong("no-number", "items, item 4", "has a number", plan(items=[_item(kind="outcome", under=None)]))
    field = plan(items=[_item(fields={"height": "3"})])
    yield Wrong("no-field", "items, item 4, fields, height", "no box called “height”", field)
    earlier = plan(items=[_item(earlier=[Earlier(field="height", value="3")])])
    yield Wrong("no-field", "items, item 4, earlier, item 1", "It has: wording", earlier)
    of_item = plan(items=[_item(fields={"wording": 3})])
    yield Wrong("wrong-type", "items, item 4, fields, wording", "(words)", of_item)
    yield from _wrong_entries()
    yield from _wrong_scores()
    two = [Child(full_name="Mina"), Child(id="tom", full_name="Tom")]
    yield Wrong("children", "children", "another number of children", plan(children=two))
    signed = [Signature(to="register", party="parent")]
    yield Wrong("not-signed", "signatures, item 1, to", "Nobody signs “register”", plan(signatures=signed))
    of_review = plan(reviews=[review(signatures=signed)])
    yield Wrong("not-signed", "reviews, item 1, signatures, item 1, to", "register", of_review)
    third = plan(reviews=[review(), review(id="r3", period=3)])
    yield Wrong(
        "period", "reviews, item 2, period", "has 2 reviews, and this file has one called stamp 3", third
    )


def _wrong_entries() -> Iterator[Wrong]:
    at = "reviews, item 1, entries, item 1"
    for entry, known in (
        (said("x", "mum", "seas"), "working"),
        (said("x", "mum", "working", "o1"), "seen, pack"),
        (said("x", "mum", "seen", "a1"), "status, note"),
        (said("x", "mum", "seen", "mum"), "comment"),
        (said("x", "mum", "seen", "o1.p1"), "It has: nothing."),
        (said("x", "mum", "seen.reason", "o1"), "seen, pack"),
        (said("x", "mum", PARKED, "o1"), "seen, pack"),
    ):
        yield Wrong("no-field", f"{at}, field", known, plan(entry))
    for name, value in (
        ("said", True),
        ("day", "12 March"),
        ("day", "2027-02-30"),
        ("count", "3"),
        ("count", True),
        ("sure", "yes"),
        ("sure", 1),
        ("some", "a"),
        ("one", ["a"]),
        ("one", 1),
    ):
        told = f"“{name}” is not of the kind that it takes ({EVERY_TYPE[name].type})"
        yield Wrong("wrong-type", f"{at}, value", told, plan(chosen(name, value)))
    of_score = plan(chosen("progress", "3", "o1"))
    yield Wrong("wrong-type", f"{at}, value", "(score)", of_score)
    yield Wrong("no-option", f"{at}, value", "“c” is none of the answers", plan(chosen("one", "c")))
    yield Wrong("no-option", f"{at}, value", "It has: a, b", plan(chosen("some", ["a", "c"])))
    before = chosen("one", "a").model_copy(update={"earlier": [Earlier(field="one", value="c")]})
    yield Wrong("no-option", f"{at}, earlier, item 1", "“c” is none", plan(before))
    of_plan = plan(entries=[chosen("seas", "a", review="p1")])
    yield Wrong("no-field", "entries, item 1, field", "It has: said, day", of_plan)
    meeting = PlanningMeeting(id="m1", date=DAY, people=review().people, entries=[said("x", "mum", "seas")])
    yield Wrong("no-field", "planning, item 1, entries, item 1, field", "seas", plan(planning=[meeting]))


def _wrong_scores() -> Iterator[Wrong]:
    at = "reviews, item 1, scores, item 1"
    yield Wrong("not-on-scale", f"{at}, number", "The number 4 is not on the scale", plan(agreed("o1", 4)))
    shown = not_agreed("o1", Position(person="mum", number=0))
    yield Wrong("not-on-scale", f"{at}, number", "The number 0", plan(shown))
    of_options = agreed("o1.s1", 2, field="colour")
    yield Wrong("not-on-scale", f"{at}, number", "The number 2", plan(of_options))
    pink = Score(field="colour", about="o1.s1", result="agreed", option="pink")
    yield Wrong("no-option", f"{at}, option", "“pink” is none of the answers", plan(pink))
    named = Score(field="progress", about="o1", result="agreed", option="red")
    yield Wrong("no-option", f"{at}, option", "It has: nothing.", plan(named))
    yield Wrong("no-field", f"{at}, field", "It has: colour", plan(agreed("o1.s1", 2)))
    yield Wrong("no-field", f"{at}, field", "no box called “seen”", plan(agreed("o1", 2, field="seen")))


WRONG = list(_wrong())


@pytest.mark.parametrize("wrong", WRONG, ids=[f"{one.code}-{one.where}" for one in WRONG])
def test_what_is_not_declared_is_refused_with_its_place(wrong: Wrong) -> None:
    assert [one.code for one in misfits(wrong.plan, FORM)] == [f"conformity.{wrong.code}"]
    with pytest.raises(Refusal) as refused:
        hold_to_format(wrong.plan, FORM)
    sentence = explain(refused.value)
    assert refused.value.values["where"] == wrong.where
    assert wrong.where in sentence
    assert wrong.told in sentence
    assert "“Learning Passport”" in sentence or wrong.code == "wrong-type"
    assert "Nothing was changed. Put" in sentence


def test_a_format_without_a_scale_has_no_numbers() -> None:
    form = FORM.model_copy(update={"scale": None})
    assert [one.code for one in misfits(plan(agreed("o1", 2)), form)] == ["conformity.not-on-scale"]


@pytest.mark.parametrize(
    ("least", "most", "fits"), [(1, 1, False), (2, 2, True), (2, None, True), (3, None, False)]
)
def test_a_group_has_as_many_children_as_its_format_allows(least: int, most: int | None, fits: bool) -> None:
    form = FORM.model_copy(update={"children": HowMany(least=least, most=most)})
    two = plan(children=[Child(full_name="Mina"), Child(id="tom", full_name="Tom")])
    assert [one.code for one in misfits(two, form)] == ([] if fits else ["conformity.children"])


def test_two_of_a_group_with_one_name_are_told_apart_before_anything_is_said() -> None:
    form = FORM.model_copy(update={"children": HowMany(least=2, most=None)})
    twins = [
        Child(full_name="Sam Hill"),
        Child(id="two", full_name="Tom Day"),
        Child(id="three", full_name="SAM  Hill"),
    ]
    (wrong,) = misfits(plan(children=twins), form)
    assert (wrong.code, wrong.where, wrong.values) == (
        "conformity.same-name",
        ("children", 2),
        {"name": "SAM Hill"},
    )
    with pytest.raises(Refusal, match=r"conformity\.same-name"):
        refuse_children(plan(children=twins), form)
    known = [twins[0].model_copy(update={"known_as": "Sammy"}), *twins[1:]]
    refuse_children(plan(children=known), form)


def test_a_group_of_one_is_refused_with_the_name_that_it_has() -> None:
    form = FORM.model_copy(update={"children": HowMany(least=2, most=None)})
    with pytest.raises(Refusal) as refused:
        refuse_children(plan(children=[Child(full_name="Sam Hill")]), form)
    assert "names Sam Hill alone" in explain(refused.value)


def test_the_one_child_of_a_plan_is_the_child_and_those_of_a_group_have_any_ids() -> None:
    """Else nobody would ask for the child's own view: its questions are put under that id."""
    asha = plan(children=[Child(id="asha", full_name="Asha")])
    (wrong,) = misfits(asha, FORM)
    assert (wrong.code, wrong.where) == ("conformity.child-id", ("children", 0, "id"))
    group = FORM.model_copy(update={"children": HowMany(least=1, most=None)})
    assert list(misfits(asha, group)) == []


def test_everything_that_does_not_fit_is_found_in_the_order_of_the_file() -> None:
    wrong = plan(chosen("one", "c"), agreed("o1", 9), items=[_item(kind="bridge")])
    assert [one.where[0] for one in misfits(wrong, FORM)] == ["items", "reviews", "reviews"]
