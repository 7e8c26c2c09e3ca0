"""Days out of order, costs that are none, values of another type: a sentence, and nothing is changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from facilitator.script.words_by_key import say
from tests.cli.running import Done, call, record, run
from tests.plain.talk import demo
from tests.word_plans import word_plan

Json = dict[str, Any]
ENDINGS = (".plan.json", ".docx")


def held(date: str, **more: object) -> Json:
    return {"period": 2, "date": date, "people": [{"name": "Mum", "perspective": "parent"}], **more}


def written_by_hand(folder: Path, given: Json, ending: str = ".plan.json") -> Done:
    """Start a plan from a file that somebody wrote; nothing is left of it where it is refused."""
    source = folder / "given.json"
    source.write_text(json.dumps(given), encoding="utf-8")
    done = call("new", folder / f"new{ending}", "--from", source)
    assert (folder / f"new{ending}").exists() == (done.code == 0)
    return done


def group(**more: object) -> Json:
    children = [{"full_name": "Ava Reed"}, {"full_name": "Ben Rai"}]
    return {"format": "group-intervention", "children": children, **more}


def entry(field: str, value: object, **more: object) -> Json:
    return {"id": "e1", "field": field, "value": value, **more}


# Days out of order


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(
    ("review", "wrong"),
    [
        (held("2019-03-12"), "Term 2: Tuesday 12 March 2019 is before"),
        (
            held("2026-03-12", next_date="2018-03-12"),
            "The next review: Monday 12 March 2018 is before Term 2",
        ),
        (
            held("2026-03-12", actions=[{"what": "Buy a lamp", "by": "2025-03-20"}]),
            "“Buy a lamp”: Thursday 20",
        ),
    ],
)
def test_a_review_whose_days_are_out_of_order_is_not_recorded(
    tmp_path: Path, ending: str, review: Json, wrong: str
) -> None:
    path = demo(tmp_path) if ending == ".plan.json" else word_plan(tmp_path / "mina.docx")
    before = path.read_bytes()
    done = record(path, review)
    assert done.code == 1
    assert wrong in done.err
    assert path.read_bytes() == before


def test_check_names_every_day_that_is_out_of_order(tmp_path: Path) -> None:
    path = demo(tmp_path)
    plan = json.loads(path.read_text(encoding="utf-8"))
    plan["reviews"][0] |= {"date": "2020-01-01", "next_date": "2019-01-01"}
    path.write_text(json.dumps(plan), encoding="utf-8")
    out = " ".join(call("check", path).out.split())
    assert "Term 1: Wednesday 1 January 2020 is before the plan began on" in out
    assert "The next review: Tuesday 1 January 2019 is before Term 1 on Wednesday 1 January 2020" in out


def test_the_start_of_a_plan_is_not_put_behind_the_day_on_which_it_is_due(tmp_path: Path) -> None:
    assert written_by_hand(tmp_path, group(entries=[entry("review_on", "2027-02-14")])).code == 0
    path = tmp_path / "new.plan.json"
    before = path.read_bytes()
    typed = "change start of the plan: 1/1/2030\ndone\n"
    done = run("edit", path, "--plain", "--by", "Ms Khan", typed=typed)
    assert "Review date: Sunday 14 February 2027 is before the plan began on Tuesday 1 January" in done.out
    assert (done.code, path.read_bytes()) == (1, before)


def test_the_start_of_a_plan_is_not_years_behind_the_meeting_that_wrote_it(tmp_path: Path) -> None:
    planning = {"id": "m", "date": "2026-06-12", "people": []}
    given = group(started="2026-09-01", planning=[planning])
    assert written_by_hand(tmp_path, given).code == 0  # it is written in summer, and begins in autumn
    typed = "change start of the plan: 1/1/2030\ndone\n"
    done = run("edit", tmp_path / "new.plan.json", "--plain", "--by", "Ms Khan", typed=typed)
    assert (done.code, "is more than a year before the plan began" in done.out) == (1, True)


def test_a_plan_is_not_started_from_days_that_are_out_of_order(tmp_path: Path) -> None:
    done = written_by_hand(tmp_path, group(started="2026-09-01", entries=[entry("review_on", "2025-02-14")]))
    assert (done.code, "Review date: Friday 14 February 2025 is before" in done.err) == (1, True)


# Values of another type, consent


SEND: Json = {"format": "send-support-plan", "child": {"full_name": "Ava Reed"}}
KIRKLEES: Json = {"format": "kirklees", "child": {"full_name": "Ava Reed"}}


def target(**fields: object) -> Json:
    return {**SEND, "targets": [{"wording": "Reads", "provision": [{"what": "Reading", **fields}]}]}


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("cost", ["lots", "£1,000,000,000,000", "£12 a week"])
def test_a_cost_that_is_none_starts_no_plan(tmp_path: Path, ending: str, cost: str) -> None:
    done = written_by_hand(tmp_path, target(cost=cost), ending)
    refused = cost != "£12 a week"
    assert (done.code, say("edit.no-cost", text=cost, label="Weekly cost") in done.err) == (
        refused,
        refused,
    ), done.err


WRONG = [
    ({"entries": [entry("range_cognition", "a few")]}, "(number)"),
    ({"entries": [entry("range_cognition", True)]}, "(number)"),
    ({"entries": [entry("review_on", "soon")]}, "(date)"),
    ({"entries": [entry("register", "perhaps")]}, "(tick)"),
]


@pytest.mark.parametrize(("more", "why"), WRONG)
def test_a_value_of_another_type_starts_no_plan_and_is_not_recorded(
    tmp_path: Path, more: Json, why: str
) -> None:
    done = written_by_hand(tmp_path, {**SEND, **more})
    assert (done.code, why in done.err) == (1, True)
    assert written_by_hand(tmp_path, SEND).code == 0
    path = tmp_path / "new.plan.json"
    before = path.read_bytes()
    entries = [{**one, "field": f"plan.{one['field']}"} for one in more["entries"]]
    done = record(path, held("2027-03-12", period=1, entries=entries))
    assert (done.code, why in done.err, path.read_bytes()) == (1, True, before)


def reworded(kind: str, part: str, field: str, value: object) -> Json:
    change = {"deed": "reworded", "kind": kind, "part": part, "field": field, "value": value}
    return {"changes": [change]}


@pytest.mark.parametrize(
    ("given", "review", "why"),
    [
        (
            group(),
            {"entries": [entry("cost", "lots")]},
            say("edit.no-cost", text="lots", label="Cost of intervention"),
        ),
        (group(), {"entries": [entry("goes_on", "perhaps")]}, "“perhaps” is none of the answers"),
        (KIRKLEES, {"entries": [entry("plan.story_by", ["nobody"])]}, "“nobody” is none of the answers"),
        (KIRKLEES, {"entries": [entry("plan.linked_on", "some day")]}, "(date)"),
        (
            target(),
            reworded("provision", "t1.p1", "cost", "lots"),
            say("edit.no-cost", text="lots", label="Weekly cost"),
        ),
        (
            KIRKLEES,
            reworded("plan", "", "pep", "perhaps"),
            "(tick)",
        ),
    ],
)  # fmt: skip
def test_a_review_is_held_to_the_types_of_its_boxes(
    tmp_path: Path, given: Json, review: Json, why: str
) -> None:
    done = written_by_hand(tmp_path, given)
    assert done.code == 0, done.err
    path = tmp_path / "new.plan.json"
    before = path.read_bytes()
    done = record(path, held("2027-03-12", period=1, **review))
    assert done.code == 1
    assert why in done.err
    assert path.read_bytes() == before


@pytest.mark.parametrize("ending", ENDINGS)
def test_nobody_stands_on_the_register_from_a_file_without_a_parents_consent(
    tmp_path: Path, ending: str
) -> None:
    ticked = {**SEND, "entries": [entry("register", True)]}
    done = written_by_hand(tmp_path, ticked, ending)
    label = "Name on the SEND register"
    assert (done.code, say("review.no-consent", label=label) in done.err) == (1, True), done.err
    signed = {**ticked, "signatures": [{"to": "register", "party": "parent", "on": "2026-03-12"}]}
    assert written_by_hand(tmp_path, signed, ending).code == 0
