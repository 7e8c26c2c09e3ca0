"""What becomes of an item and of what belongs to it, where one review decides of both."""

from __future__ import annotations

from datetime import date
from itertools import permutations, product

import pytest

from facilitator.files.plans import open_plan
from facilitator.meeting.plan_after import decided
from facilitator.plan.entries import Entry
from facilitator.plan.items import HowEnded, Item
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review
from facilitator.script.fields import DeclaredField
from facilitator.script.loading import load_script
from facilitator.script.models import FormatFile
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
    words = [said(f"{item} in new words", "everyone", "wording", item, id=f"{item}.w")]
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


def test_a_target_that_ended_does_not_come_back_where_all_above_it_is_amended() -> None:
    plan = after([*decides("o1.s1.t1", "achieved"), *decides("o1.s1", "amended"), *decides("o1", "amended")])
    assert words(plan.of("target")) == []
    assert "o1.s1 in new words" in words(plan.of("step"))


def long_id(own: str) -> str:
    """Return an id that is as long as one may be, and ends in its own letters."""
    return f"{'x' * (79 - len(own))}.{own}"


def test_items_with_the_longest_ids_keep_ids_of_their_own() -> None:
    ids = {item.id: long_id(item.id) for item in PLAN.items}
    items = [
        item.model_copy(update={"id": ids[item.id], "under": item.under and ids[item.under]})
        for item in PLAN.items
    ]
    entries = [
        chosen("decision", "amended", long_id("o1")),
        said("In new words", "everyone", "wording", long_id("o1"), id="words"),
    ]
    review = Review(id="now", period=1, date=date(2026, 4, 1), people=[], entries=entries)
    made = decided(PLAN.model_copy(update={"items": items}), review, FORM)
    assert len({item.id for item in made}) == len(made)
    for item in made:
        Item.model_validate(item.model_dump())


def test_kinds_that_begin_with_one_letter_are_told_apart_where_both_are_amended() -> None:
    """Also from what was said (`now.s1`) and agreed (`now.a1`) in the same review."""
    kinds = ("objective", "subject", "aim")
    form = FORM.model_copy(
        update={
            "items": {**FORM.items, **dict.fromkeys(kinds, FORM.items["outcome"])},
            "about": {**FORM.about, **dict.fromkeys(kinds, FORM.about["outcome"])},
        }
    )
    every = ("outcome", *kinds)
    own = [Item(id=kind, kind=kind, number=1, fields={"wording": kind}) for kind in every]
    entries = [entry for kind in every for entry in decides(kind, "amended")]
    review = Review(id="now", period=1, date=date(2026, 4, 1), people=[], entries=entries)
    made = decided(PLAN.model_copy(update={"items": own}), review, form)
    new = {item.id for item in made} - set(every)
    assert len(new) == len(every)
    assert new.isdisjoint({"now.s2", "now.a2", "now.p2"})
