"""Questions over many plans need tables; all of their rows come out of the model and the format."""

from __future__ import annotations

import json
from pathlib import Path

from facilitator.files.plan_text import parse
from facilitator.script.loading import load_script
from tests.plan.tables import tables

WRITTEN = Path(__file__).parents[1] / "plain" / "transcripts" / "written-in-schema-3.json"
SCRIPT = load_script("support-plan")


def written(name: str) -> bytes:
    return json.dumps(json.loads(WRITTEN.read_text(encoding="utf-8"))[name]).encode()


def test_what_stands_and_what_each_showed_are_rows_of_their_own() -> None:
    rows = tables(parse(written("spread-3")), SCRIPT.format)["observations"]
    scores = [row for row in rows if row["measure"] == "progress" and row["review"] == 2]
    room = [row for row in scores if row["who"] == "room"]
    assert [(row["result"], row["num"], row["low"], row["levels"]) for row in room] == [
        ("not_agreed", None, False, 5)
    ]
    first = [(row["who"], row["num"]) for row in scores if row["moment"] == "first"]
    second = [(row["who"], row["num"]) for row in scores if row["moment"] == "second"]
    assert first == [("child", None), ("parent", 1), ("school", 4), ("school", 3)]
    assert second == [("child", None), ("parent", 2), ("school", 5), ("school", None)]


def test_support_not_given_is_a_closed_answer_that_the_format_calls_low() -> None:
    rows = tables(parse(written("not-delivered")), SCRIPT.format)["observations"]
    given = [row for row in rows if row["measure"] == "delivered" and row["review"] == 2]
    assert [(row["code"], row["level"], row["levels"], row["low"]) for row in given] == [("no", 3, 3, True)]


def test_an_amended_outcome_is_one_that_ended_and_one_that_replaces_it() -> None:
    items = tables(parse(written("removed-amended")), SCRIPT.format)["items"]
    outcomes = {row["item"]: row for row in items if row["kind"] == "outcome"}
    assert [(row["ended_how"], row["ended_review"]) for row in outcomes.values()] == [
        ("achieved", 2),
        ("amended", 2),
        ("removed", 2),
        (None, None),
    ]
    assert [row["replaces"] for row in outcomes.values()] == [None, None, None, "o2"]
    assert {row["place"] for row in items if row["kind"] == "provision"} == {"education", "outside"}


def test_an_action_is_open_until_a_review_has_found_what_became_of_it() -> None:
    actions = tables(parse(written("half-done")), SCRIPT.format)["actions"]
    before = [(row["status"], row["checked_review"]) for row in actions if row["review"] == 1]
    assert before == [("done", 2), ("part", 2), ("not_needed", 2)]
    assert [row["status"] for row in actions if row["review"] == 2] == [None]


def test_words_never_become_rows() -> None:
    plan = parse(written("smooth-60"))
    rows = json.dumps(tables(plan, SCRIPT.format), default=str)
    said = [entry.text for review in plan.reviews for entry in SCRIPT.format.said(review)]
    assert said
    assert not [words for words in said if json.dumps(words)[1:-1] in rows]
