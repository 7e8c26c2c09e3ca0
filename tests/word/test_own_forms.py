"""Pupil support plans and group plans as schools have them: read whole, written into, and read again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from facilitator.phrases.misfit import hold_to_format
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import Review
from facilitator.word.plan import WordPlan
from tests.word.holding import opened
from tests.word.own_forms import (
    Facts,
    Parts,
    Variant,
    facts_of,
    group_parts,
    group_review,
    pupil_parts,
    pupil_review,
    told_of,
    written,
)
from tests.word.packing import sample
from tests.word.variants_of_group_plans import GROUP
from tests.word.variants_of_pupil_plans import PUPIL

pytestmark = pytest.mark.sampled(2)

NO_BOX = frozenset({"admire", "working", "our_part", "not_working", "delivered", "seen", "barriers"})
"""What a pupil support plan of a school has no box for; our own empty form has one for each."""


def facts(data: bytes) -> Facts:
    """Return what stands in a document that is as it should be."""
    return facts_of(opened(data).plan)


def faults(
    variant: Variant,
    make: Callable[[], Parts],
    review_of: Callable[[Plan], Review],
    no_box: frozenset[str] = NO_BOX,
) -> list[str]:
    """Return what is not as it should be with a document: on reading, and after a review is written."""
    expected = facts(Variant("").data(make()))
    variant.facts(expected)
    word = opened(variant.data(make()))
    hold_to_format(word.plan, word.script.format)
    found = [*_differ("reads", facts_of(word.plan), expected)]
    found += _differ("told", _codes(word), variant.told)
    found += _differ("unread", [one.text for one in word.reading.unread], variant.unread)
    if not word.plan.reviews:
        found += lost_in(word, review_of, variant.gone | no_box)
    return found


def _codes(word: WordPlan) -> list[str]:
    return [problem.code for problem in word.problems] + [one.code for one in word.reading.notices]


def lost_in(word: WordPlan, review_of: Callable[[Plan], Review], gone: frozenset[str]) -> list[str]:
    """Return what is not as it should be after a review is written; `gone` are fields without a box."""
    review = review_of(word.plan)
    made = written(word, review)
    again = replace(opened(made.data), known=frozenset({1}))
    measures = {"before"}  # what is measured first is the plan's own until a review has it
    kept = [[one for one in facts_of(plan) if one[0] not in measures] for plan in (again.plan, word.plan)]
    told = [told_of(plan, plan.reviews[-1]) for plan in (again.plan, made.plan)]
    lost = [one for one in told[1] if one not in told[0] and one[0] not in gone]
    more = [one for one in told[0] if one not in told[1] and one[0] not in measures]
    unread = [one.text for one in word.reading.unread]
    return [
        *_differ("after", kept[0], kept[1]),
        *_differ("unread after", [one.text for one in again.reading.unread], unread),
        *_differ("problems after", again.problems, word.problems),
        *(f"lost: {one}" for one in lost),
        *(f"not meant: {one}" for one in more),
    ]


def _differ(what: str, there: object, meant: object) -> list[str]:
    mine, other = (sorted(one, key=str) for one in (there, meant))  # type: ignore[call-overload]
    missing = [one for one in other if one not in mine]
    extra = [one for one in mine if one not in other]
    if mine == other:
        return []
    return [f"{what}: missing {missing}, not meant {extra}"]


def read_and_written(
    variant: Variant,
    make: Callable[[], Parts],
    review_of: Callable[[Plan], Review],
    no_box: frozenset[str] = NO_BOX,
) -> None:
    """Hold that a document is read and written as it must, or refused."""
    if variant.refused:
        with pytest.raises(Refusal, match=variant.refused):
            faults(variant, make, review_of, no_box)
    else:
        assert faults(variant, make, review_of, no_box) == []


@pytest.mark.sampled(2)
@pytest.mark.parametrize("variant", PUPIL, ids=lambda one: one.name)
def test_an_awkward_pupil_support_plan_is_read_and_written(variant: Variant) -> None:
    read_and_written(variant, pupil_parts, pupil_review)


@pytest.mark.sampled(2)
@pytest.mark.parametrize("variant", GROUP, ids=lambda one: one.name)
def test_an_awkward_group_plan_is_read_and_written(variant: Variant) -> None:
    read_and_written(variant, group_parts, group_review)


@pytest.mark.parametrize(
    ("name", "review_of"), [("s003p_01_word", pupil_review), ("s003g_01_word", group_review)]
)
def test_a_document_of_the_form_takes_a_review_and_loses_no_word(
    name: str, review_of: Callable[[Plan], Review]
) -> None:
    word = opened(sample(name))
    assert (word.problems, word.unread) == ((), ())
    assert lost_in(word, review_of, NO_BOX) == []
