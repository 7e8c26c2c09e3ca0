"""The plan and its reviews: what may stand in them, and what may not."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from facilitator.files.plan_text import parse
from facilitator.plan.entries import Entry, Manner, Match, id_of_answer
from facilitator.plan.items import Item
from facilitator.plan.nouns import Ended, Mark
from facilitator.plan.people import CHILD, EVERYONE, Child, Contact, Person
from facilitator.plan.plan import SCHEMA_VERSION, Plan
from facilitator.plan.reviews import Review
from facilitator.plan.scores import Position, Score, Side
from tests.making import agreed, chosen, not_agreed, outcome, said
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
    assert Child(full_name="Asha Rani").called == "Asha"


def changed(**given: object) -> dict[str, Any]:
    return {**a_review().__dict__, **given}


TWICE = said("x", "mum", id="s")


def helped_by(person: str) -> Entry:
    return TWICE.model_copy(update={"manner": Manner(helper=person)})


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"people": [*a_review().people, a_review().people[0]]}, "two-people"),
        ({"actions": [*a_review().actions, a_review().actions[0]]}, "two-actions"),
        ({"entries": [TWICE, TWICE]}, "two-statements"),
        ({"entries": [TWICE.model_copy(update={"by": "nobody"})]}, "unknown-speaker"),
        ({"entries": [helped_by("nobody")]}, "unknown-speaker"),
        (
            {"entries": [TWICE.model_copy(update={"match": Match(kind="action", target="a9")})]},
            "unknown-action",
        ),
        ({"entries": [chosen("read_back", "yes", by="nobody")]}, "unknown-speaker"),
        ({"scores": [agreed("o1", 2), agreed("o1", 3)]}, "two-scores"),
        ({"scores": [agreed("o1", 2, Position(person="nobody", number=2))]}, "unknown-person"),
        ({"scores": [not_agreed("o1", sides=[Side(person="nobody")])]}, "unknown-person"),
    ],
)
def test_a_review_names_only_its_own(given: dict[str, object], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        Review.model_validate(changed(**given))


def test_words_of_the_whole_room_are_by_everyone() -> None:
    words = TWICE.model_copy(update={"by": EVERYONE})
    assert Review.model_validate(changed(entries=[words])).entries == [words]


@pytest.mark.parametrize(
    "given",
    [
        {"result": "agreed"},
        {"result": "not_agreed", "number": 3},
        {"result": "not_settled", "option": "met"},
        {"result": "agreed", "number": 3, "option": "met"},
    ],
)
def test_a_number_goes_with_an_agreed_score_alone(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="number-and-result"):
        Score.model_validate({"field": "progress", "about": "o1", **given})


@pytest.mark.parametrize("kind", ["action", "outcome", "not_now"])
def test_a_match_says_which(kind: str) -> None:
    with pytest.raises(ValidationError, match="match-says-which"):
        Match.model_validate({"kind": kind})


def under(own: str, above: str) -> Item:
    return Item(id=own, kind="step", under=above)


def with_end(review: int) -> Item:
    return an_outcome(1)[0].model_copy(update={"ended": Ended(how="achieved", review=review)})


def review_about(thing: str) -> Review:
    words = said("x", about=thing, id="s9")
    return a_review().model_copy(update={"entries": [words], "scores": []})


def with_person(own: str) -> Review:
    review = a_review()
    return review.model_copy(
        update={"people": [*review.people, Person(id=own, name="A", perspective="parent")]}
    )


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"items": [*an_outcome(1), *an_outcome(1)]}, "two-items"),
        ({"items": [*an_outcome(1), an_outcome(1)[0].model_copy(update={"id": "o2"})]}, "two-numbers"),
        ({"children": [Child(full_name="A"), Child(full_name="B")]}, "two-children"),
        ({"reviews": [a_review(1), a_review(1)]}, "two-reviews"),
        ({"reviews": [a_review(1), a_review(2).model_copy(update={"period": 1})]}, "two-periods"),
        ({"items": []}, "about-nothing"),
        ({"items": [an_outcome(1)[1]], "reviews": []}, "unknown-item"),
        ({"items": [under("a", "b"), under("b", "a")], "reviews": []}, "under-itself"),
        ({"items": [under("a", "a")], "reviews": []}, "under-itself"),
        ({"items": outcome(1, added=Mark(review=2)), "reviews": []}, "mark-of-no-review"),
        ({"items": [with_end(3), *an_outcome(2), *an_outcome(3)]}, "mark-of-no-review"),
        ({"entries": [said("x", "mum", about="o9")]}, "about-nothing"),
        ({"entries": [said("x", "nobody")]}, "unknown-speaker"),
        ({"entries": [said("x", "o1")]}, "unknown-speaker"),
        ({"entries": [helped_by("nobody").model_copy(update={"by": CHILD})]}, "unknown-speaker"),
        ({"people": [Contact(id="dad", name="A"), Contact(id="dad", name="B")]}, "two-people"),
        ({"people": [Contact(id=CHILD, name="A")]}, "two-people"),
        ({"people": [Contact(id="o1", name="A")]}, "two-things"),
        ({"children": [Child(id="o1", full_name="A")]}, "two-things"),
        ({"people": [Contact(id=EVERYONE, name="A")]}, "called-everyone"),
        ({"children": [Child(full_name="A"), Child(id=EVERYONE, full_name="B")]}, "called-everyone"),
        ({"items": outcome(1, id=EVERYONE), "reviews": []}, "called-everyone"),
        ({"reviews": [with_person(EVERYONE)]}, "called-everyone"),
        ({"reviews": [review_about("o9")]}, "about-nothing"),
        ({"reviews": [a_review().model_copy(update={"scores": [agreed("o9", 2)]})]}, "score-of-nothing"),
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
    plan = parse(json.dumps(old).encode())
    assert plan.schema_version == SCHEMA_VERSION
    review = plan.reviews[0]
    assert not review.person("child").apologies
    assert review.person("mum").apologies
    assert review.scores == [agreed("o1", 3)]


def test_answers_about_the_longest_ids_have_ids_of_their_own() -> None:
    thing = "x" * 80
    ids = [id_of_answer("r-1", field, thing, by) for field in ("delivered", "why") for by in ("p1", "p2")]
    assert len(set(ids)) == len(ids)
    for one in ids:
        Entry(id=one, field="why", value="Words")
