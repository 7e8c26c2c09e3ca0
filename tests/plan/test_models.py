"""The plan and its reviews: what may stand in them, and what may not."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from facilitator.plan.manners import Band
from facilitator.plan.migrations import migrate
from facilitator.plan.models import SCHEMA_VERSION, Plan
from facilitator.plan.people import EVERYONE, Child, ChildSetUp
from facilitator.plan.reviews import (
    Match,
    Objection,
    Position,
    ProgressScore,
    ReadBack,
    Review,
    Statement,
)
from tests.meeting.plans import a_plan, a_review, an_outcome


@pytest.mark.parametrize(
    ("born", "on", "year"),
    [
        (date(2016, 9, 1), date(2027, 3, 12), 5),
        (date(2016, 8, 31), date(2027, 3, 12), 6),
        (date(2013, 3, 1), date(2026, 9, 1), 9),
        (date(2013, 3, 1), date(2026, 8, 31), 8),
        (date(2022, 1, 1), date(2026, 11, 1), 0),
    ],
)
def test_the_school_year_on_a_day(born: date, on: date, year: int) -> None:
    assert Child(full_name="Asha", date_of_birth=born).school_year(on) == year


def test_without_a_date_of_birth_there_is_no_school_year() -> None:
    assert Child(full_name="Asha").school_year(date(2026, 1, 1)) is None


def test_a_child_is_called_what_they_like_to_be_called() -> None:
    assert Child(full_name="Asha Rani", known_as="Ash").called == "Ash"
    assert Child(full_name="Asha Rani").called == "Asha Rani"


def changed(**given: object) -> dict[str, Any]:
    return {**a_review().__dict__, **given}


TWICE = Statement(id="s", text="x", speaker="mum", topic="working")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"people": [*a_review().people, a_review().people[0]]}, "two-people"),
        ({"actions": [*a_review().actions, a_review().actions[0]]}, "two-actions"),
        ({"statements": [TWICE, TWICE]}, "two-statements"),
        ({"statements": [TWICE.model_copy(update={"speaker": "nobody"})]}, "unknown-speaker"),
        ({"statements": [TWICE.model_copy(update={"helper": "nobody"})]}, "unknown-speaker"),
        (
            {"statements": [TWICE.model_copy(update={"match": Match(kind="action", action="a9")})]},
            "unknown-action",
        ),
        ({"read_back": [ReadBack(person="nobody", answer="yes")]}, "unknown-person"),
    ],
)
def test_a_review_names_only_its_own(given: dict[str, object], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        Review.model_validate(changed(**given))


def test_words_of_the_whole_room_are_by_everyone() -> None:
    said = TWICE.model_copy(update={"speaker": EVERYONE})
    assert Review.model_validate(changed(statements=[said])).statements == [said]


def test_scores_are_by_people_of_the_review() -> None:
    score = ProgressScore(result="agreed", number=2, positions=[Position(person="nobody", number=2)])
    outcome = a_review().outcomes[0].model_copy(update={"score": score})
    with pytest.raises(ValidationError, match="unknown-person"):
        Review.model_validate(changed(outcomes=[outcome]))
    sides = {"sides": [Objection(person="nobody")]}
    score = ProgressScore.model_validate({"result": "not_agreed", "disagreement": sides})
    outcome = a_review().outcomes[0].model_copy(update={"score": score})
    with pytest.raises(ValidationError, match="unknown-person"):
        Review.model_validate(changed(outcomes=[outcome]))


@pytest.mark.parametrize("given", [{"result": "agreed"}, {"result": "not_agreed", "number": 3}])
def test_a_number_goes_with_an_agreed_score_alone(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="number-and-result"):
        ProgressScore.model_validate(given)


@pytest.mark.parametrize("kind", ["action", "outcome", "not_now"])
def test_a_match_says_which(kind: str) -> None:
    with pytest.raises(ValidationError, match="match-says-which"):
        Match.model_validate({"kind": kind})


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"outcomes": [an_outcome(1), an_outcome(1)]}, "two-outcomes"),
        ({"outcomes": [an_outcome(1), an_outcome(1).model_copy(update={"id": "o2"})]}, "two-numbers"),
        ({"reviews": [a_review(1), a_review(1)]}, "two-reviews"),
        ({"reviews": [a_review(1), a_review(2).model_copy(update={"period": 1})]}, "two-terms"),
        ({"outcomes": []}, "unknown-outcome"),
    ],
)
def test_a_plan_holds_each_thing_once(given: dict[str, object], says: str) -> None:
    values = {**a_plan(reviews=1).__dict__, **given}
    del values["schema_name"]  # it goes by $schema
    with pytest.raises(ValidationError, match=says):
        Plan.model_validate(values)


def test_a_plan_comes_back_from_its_json() -> None:
    plan = a_plan(reviews=3)
    assert Plan.model_validate_json(plan.model_dump_json(by_alias=True)) == plan
    assert plan.last_review is not None
    assert plan.last_review.period == 3
    assert a_plan().last_actions() == []


def test_a_plan_of_version_1_is_read_as_todays() -> None:
    old = {
        "$schema": "facilitator-plan.schema.json",
        "schema_version": 1,
        "id": "p-1",
        "format": "support-plan",
        "child": {"full_name": "Asha Rani"},
        "outcomes": [{"id": "o1", "number": 1, "wording": "Asha will read 100 words"}],
        "reviews": [
            {
                "id": "r1",
                "period": 1,
                "date": "2026-11-20",
                "people": [
                    {"id": "child", "name": "Asha", "perspective": "child", "present": True},
                    {"id": "mum", "name": "Mum", "perspective": "parent", "present": False},
                ],
                "outcomes": [{"outcome": "o1", "score": 3}],
            }
        ],
    }
    plan = Plan.model_validate_json(json.dumps(migrate(old)))
    assert plan.schema_version == SCHEMA_VERSION
    review = plan.reviews[0]
    assert not review.person("child").apologies
    assert review.person("mum").apologies
    assert review.outcomes[0].score == ProgressScore(result="agreed", number=3)


def test_a_plan_of_today_is_not_migrated() -> None:
    plan = a_plan(reviews=1).model_dump(mode="json", by_alias=True)
    assert migrate(plan) == plan


def test_a_plan_of_version_2_is_read_as_todays_and_nobody_has_set_the_child_up() -> None:
    today = a_plan(reviews=1)
    old = today.model_dump(mode="json", by_alias=True) | {"schema_version": 2}
    del old["child"]["set_up"]
    for review in old["reviews"]:
        del review["chosen_how"]
        for said in [
            *review["statements"],
            *(one for held in review["outcomes"] for one in held["statements"]),
        ]:
            del said["given"], said["rung"], said["asked"]
    plan = Plan.model_validate_json(json.dumps(migrate(old)))
    assert plan == today
    assert plan.child.set_up == ChildSetUp()


@pytest.mark.parametrize(
    ("born", "said", "band"),
    [
        (date(2019, 3, 13), None, "4-7"),
        (date(2019, 3, 12), None, "8-11"),
        (date(2015, 3, 13), "4-7", "8-11"),
        (date(2015, 3, 12), None, "12-18"),
        (None, None, "8-11"),
        (None, "4-7", "4-7"),
    ],
)
def test_the_wording_is_for_the_child_s_age_on_the_day(
    born: date | None, said: Band | None, band: str
) -> None:
    child = Child(full_name="Asha", date_of_birth=born, set_up=ChildSetUp(age_band=said))
    assert child.band(date(2027, 3, 12)) == band
