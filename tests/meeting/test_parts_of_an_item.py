"""What becomes of an item and of what belongs to it, where one review decides of both."""

from __future__ import annotations

from datetime import date
from itertools import permutations, product

import pytest

from facilitator.files.plans import open_plan
from facilitator.meeting.plan_after_review import decided
from facilitator.meeting.plan_changed_meanwhile import before
from facilitator.plan.entries import Entry, id_of_answer
from facilitator.plan.items import Item
from facilitator.plan.nouns import HowEnded
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review
from facilitator.plan.text import joined_id
from facilitator.script.declared_fields import DeclaredField
from facilitator.script.formats_and_turns import FormatFile
from facilitator.script.loading import load_script
from tests.making import chosen, said
from tests.shapes import FORMATS

ENDS: tuple[HowEnded, ...] = ("achieved", "amended", "removed")
PLAN = open_plan(FORMATS / "steps-and-targets" / "sample.plan.json").plan
PAIRS = [("o1", "o1.s1"), ("o1", "o1.p1"), ("o1.s1", "o1.s1.t1")]


def form() -> FormatFile:
    """Return the format with everything that can be decided of each of its kinds."""
    declared = load_script("steps-and-targets", FORMATS).format
    options = [{"id": "keep"}, *({"id": how, "ends": how} for how in ENDS)]
    fields = {
        "decision": DeclaredField.model_validate({"type": "choice", "role": "decision", "options": options}),
        "wording": DeclaredField(role="new_wording"),
    }
    about = {kind: {**declared.about.get(kind, {}), **fields} for kind in declared.items}
    return declared.model_copy(update={"about": about})


FORM = form()


def decides(item: str, how: str) -> list[Entry]:
    """Return what a review has of an item that it decides so of."""
    words = [said(f"{item} in new words", "everyone", "wording", item, id=joined_id(item, "w"))]
    return [chosen("decision", how, item), *(words if how == "amended" else [])]


def after(entries: list[Entry]) -> Plan:
    """Return the plan with a review of those entries, held to a plan's rules."""
    review = Review(id="now", period=1, date=date(2026, 4, 1), people=[], entries=entries)
    update = {"items": decided(PLAN, review, FORM), "reviews": [review.model_copy(update={"entries": []})]}
    return Plan.model_validate(PLAN.model_copy(update=update).model_dump(by_alias=True))


def words(items: list[Item]) -> list[str]:
    return [FORM.words_of(item) for item in items]


@pytest.mark.parametrize(("pair", "how", "of_part"), product(PAIRS, ENDS, ("keep", *ENDS, "added")))
def test_a_part_is_as_its_review_decided_of_it_whatever_became_of_what_it_is_under(
    pair: tuple[str, str], how: HowEnded, of_part: str
) -> None:
    parent, part = (PLAN.item(one) for one in pair)
    new = said("What is new", "everyone", f"new.{part.kind}", parent.id, id="new")
    of_both = decides(parent.id, how), [new] if of_part == "added" else decides(part.id, of_part)
    told = [after([*one, *other]) for one, other in permutations(of_both)]
    assert told[0].items == told[1].items
    plan = told[0]
    there = words(plan.of(part.kind))
    if how == "amended":
        ((heir),) = [item for item in plan.of(parent.kind) if item.replaces == parent.id]
        goes_on = {"keep": FORM.words_of(part), "added": "What is new", "amended": f"{part.id} in new words"}
        under = words(plan.of(part.kind, heir.id))
        assert (goes_on.get(of_part) in under) == (of_part in goes_on)
        assert (FORM.words_of(part) in there) == (of_part in ("keep", "added"))
    else:
        assert plan.of(part.kind, parent.id) == []
    ended = plan.item(part.id).ended
    assert (ended.how if ended else "keep") == ("keep" if of_part == "added" else of_part)


def test_what_is_new_under_a_step_goes_on_under_its_amended_outcome() -> None:
    new = said("Asks for two pens.", "everyone", "new.target", "o1.s1", id="new")
    plan = after([new, *decides("o1", "amended")])
    assert words(plan.of("target")) == ["Asks for the red pen.", "Asks for two pens."]


def test_what_goes_on_under_new_words_came_when_it_did_and_what_is_new_came_now() -> None:
    new = said("What is new", "everyone", "new.target", "o1.s1", id="n")
    plan = after([new, *decides("o1", "amended")])
    came = {FORM.words_of(item): item.added.review for item in plan.items if plan.is_current(item)}
    assert {words for words, review in came.items() if review} == {"o1 in new words", "What is new"}
    assert {FORM.words_of(item) for item in PLAN.of("target", "o1.s1")} <= came.keys()


@pytest.mark.parametrize("amended", [["o1"], ["o1.s1"], ["o1.s1", "o1"]])
def test_the_plan_before_a_review_has_nothing_of_what_that_amended(amended: list[str]) -> None:
    plan = after([entry for item in amended for entry in decides(item, "amended")])
    assert plan.items != PLAN.items
    assert sorted(map(str, before(plan, plan.reviews).items)) == sorted(map(str, PLAN.items))


def test_a_target_that_ended_does_not_come_back_where_all_above_it_is_amended() -> None:
    plan = after([*decides("o1.s1.t1", "achieved"), *decides("o1.s1", "amended"), *decides("o1", "amended")])
    assert words(plan.of("target")) == []
    assert "o1.s1 in new words" in words(plan.of("step"))


def with_ids(plan: Plan, ids: dict[str, str]) -> Plan:
    """Return a plan whose items have other ids."""
    text = plan.model_dump_json(by_alias=True)
    for old, new in ids.items():
        text = text.replace(f'"{old}"', f'"{new}"')
    return Plan.model_validate_json(text)


def test_what_is_amended_has_an_id_of_its_own_however_long_they_grow() -> None:
    plan = with_ids(PLAN, {item.id: f"{item.id:i<80}" for item in PLAN.items})
    for period in (1, 2, 3):
        current = [item.id for item in plan.items if plan.is_current(item)]
        told = [entry for item in current for entry in decides(item, "amended")]
        entries = [entry.model_copy(update={"id": f"s{place}"}) for place, entry in enumerate(told)]
        review = Review(id=f"r{period}", period=period, date=date(2026, 4, 1), people=[], entries=entries)
        items = decided(plan, review, FORM)
        reviews = [*plan.reviews, review.model_copy(update={"entries": []})]
        made = plan.model_copy(update={"items": items, "reviews": reviews})
        plan = Plan.model_validate(made.model_dump(by_alias=True))
        assert len(words(plan.of("target"))) == 1


def test_each_kind_of_an_amended_item_has_ids_of_its_own() -> None:
    kinds = {**FORM.items, "order": FORM.items["outcome"]}
    form = FORM.model_copy(update={"items": kinds, "about": {**FORM.about, "order": FORM.about["outcome"]}})
    other = Item(id="x1", kind="order", number=1, fields={"wording": "An order"})
    first = PLAN.item("o1").model_copy(update={"number": 1})
    plan = Plan(id="p", format="f", children=PLAN.children, items=[first, other])
    entries = [entry for item in ("o1", "x1") for entry in decides(item, "amended")]
    review = Review(id="r1", period=1, date=date(2026, 4, 1), people=[], entries=entries)
    made = [item.id for item in decided(plan, review, form)]
    assert len(set(made)) == 4


def test_each_answer_of_a_review_has_an_id_of_its_own_however_long_its_item_s() -> None:
    about = "i" * 80
    fields, people = ("decision", "delivered"), ("mum", "dad")
    made = {id_of_answer("r1", field, about, by) for field in fields for by in people}
    assert len(made) == 4
    assert {len(one) for one in made} == {80}
