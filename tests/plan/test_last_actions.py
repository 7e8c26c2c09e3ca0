"""What the next review asks after: nothing that was promised is dropped because a meeting ended early."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from facilitator.plan.actions import Action, ActionChange
from facilitator.plan.entries import Entry
from facilitator.plan.people import Child
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import PlanningMeeting, Review

PROMISED = Action(id="a1", what="Ring the clinic", who="Mum", by=date(2026, 12, 4))
NEW = Action(id="b1", what="Move the seat", who="Mr Lacey", by=date(2027, 3, 4))


def said(value: str, field: str = "status") -> Entry:
    return Entry(id=f"e-{field}", field=field, about="a1", by="everyone", value=value)


def review(period: int, *actions: Action, **more: Any) -> Review:
    day = date(2026, 9 + period, 12)
    return Review(id=f"r{period}", period=period, date=day, people=[], actions=list(actions), **more)


def asked(*reviews: Review, planning: list[PlanningMeeting] | None = None) -> list[str]:
    children = [Child(full_name="Mina")]
    plan = Plan(
        id="p-mina", format="support-plan", children=children, reviews=list(reviews), planning=planning or []
    )
    return [one.id for one in plan.last_actions()]


def test_what_the_last_review_agreed_is_asked_after() -> None:
    assert asked(review(1, PROMISED)) == ["a1"]
    assert asked(review(1, PROMISED), review(2, NEW)) == ["b1"], "a whole review has got to everything"


def test_what_nobody_got_to_before_an_early_end_is_asked_after_again() -> None:
    assert asked(review(1, PROMISED), review(2, NEW, ended="early")) == ["a1", "b1"]
    assert asked(review(1, PROMISED), review(2, ended="early"), review(3, ended="early")) == ["a1"]


LEFT = [
    ([said("done")], False),
    ([said("not_needed")], False),
    ([said("part")], True),
    ([said("not_done")], True),
    ([said("not_done"), said("yes", "still_needed")], True),
    ([said("not_done"), said("no", "still_needed")], False),
]


@pytest.mark.parametrize("ended", ["in_full", "early"])
@pytest.mark.parametrize(("entries", "left"), LEFT)
def test_what_is_still_needed_stays_until_somebody_does_it(
    entries: list[Entry], left: bool, ended: str
) -> None:
    assert ("a1" in asked(review(1, PROMISED), review(2, entries=entries, ended=ended))) == left
    again = NEW.model_copy(update={"continues": "a1"})
    assert asked(review(1, PROMISED), review(2, again, entries=entries, ended=ended)) == ["b1"]


def ticked(on: date) -> Action:
    return PROMISED.model_copy(update={"changes": [ActionChange(on=on, status="done")]})


def test_what_was_ticked_off_before_a_review_is_over() -> None:
    assert asked(review(1, ticked(date(2026, 11, 1))), review(2, NEW, ended="early")) == ["b1"]


def test_what_is_ticked_off_since_the_last_review_keeps_its_place_until_the_next() -> None:
    since = ticked(date(2026, 11, 20))
    assert asked(review(1, since), review(2, NEW, ended="early")) == ["a1", "b1"]
    assert asked(review(1, since), review(2, NEW, ended="early"), review(3, ended="early")) == ["b1"]


def test_what_wrote_the_plan_is_asked_after_by_the_first_review_and_stays_as_long() -> None:
    wrote = PlanningMeeting(id="w", date=date(2026, 9, 1), people=[], actions=[PROMISED])
    assert asked(planning=[wrote]) == ["a1"]
    assert asked(review(1, NEW), planning=[wrote]) == ["b1"]
    assert asked(review(1, NEW, ended="early"), planning=[wrote]) == ["a1", "b1"]
