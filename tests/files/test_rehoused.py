"""What a version before let stand under an outcome or an action opens, its words where there is a box."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from facilitator.files.plans import open_plan, save_plan
from facilitator.plan.entries import Entry
from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import say
from tests.cli.running import call

WORDS = "She comes in by herself now."
PEOPLE = [
    {"id": "child", "name": "Ravi", "perspective": "child", "present": [{}]},
    {"id": "mum", "name": "Mum", "perspective": "parent", "present": [{}]},
]
ACTION = {"id": "a1", "what": "Buy a lamp", "who": "Mum", "by": "2026-12-01"}


def statement(number: int, topic: str, text: str = WORDS, **more: Any) -> dict[str, Any]:
    return {"id": f"s{number}", "text": text, "speaker": "mum", "topic": topic, **more}


def before(path: Path, *, outcome: list[Any], action: list[Any]) -> Path:
    first = {"id": "r1", "period": 1, "date": "2026-11-20", "people": PEOPLE, "actions": [ACTION]}
    second = {"id": "r2", "period": 2, "date": "2027-03-12", "people": PEOPLE}
    second |= {"outcomes": [{"outcome": "o1", "statements": outcome}]}
    second |= {"last_actions": [{"action": "a1", "status": "done", "statements": action}]}
    plan = {"schema_version": 3, "id": "p1", "format": "support-plan", "child": {"full_name": "Ravi Shah"}}
    plan |= {"outcomes": [{"id": "o1", "number": 1, "wording": "Ravi comes in."}], "reviews": [first, second]}
    path.write_text(json.dumps(plan), encoding="utf-8")
    return path


def line(path: Path, number: int) -> Entry:
    return next(one for one in open_plan(path).plan.reviews[1].entries if one.id == f"s{number}")


def test_a_line_of_the_review_under_an_outcome_opens_and_is_told(tmp_path: Path) -> None:
    path = before(tmp_path / "a.plan.json", outcome=[statement(1, "working")], action=[])
    entry = line(path, 1)
    assert (entry.field, entry.about, entry.text, entry.by) == ("evidence", "o1", WORDS, "mum")
    assert entry.manner.asked == "What's working"
    told = say(
        "plan.words-rehoused",
        period="Term 2",
        thing="Outcome 1",
        label="What's working",
        home="What each of us has seen",
    )
    assert open_plan(path).notices == (told,)
    assert told in " ".join(call("check", path).out.split())
    assert call("show", path).code == 0
    assert call("export", path).code == 0
    assert WORDS in (tmp_path / "a-term-2-summary.html").read_text(encoding="utf-8")


def test_a_line_under_an_action_goes_to_its_note_and_keeps_what_was_asked(tmp_path: Path) -> None:
    said = statement(1, "barriers", asked="What stops you?", match={"kind": "watch"})
    path = before(tmp_path / "a.plan.json", outcome=[], action=[said])
    entry = line(path, 1)
    assert (entry.field, entry.about, entry.text) == ("note", "a1", WORDS)
    assert entry.manner.asked == "Barriers to progress\nWhat stops you?"
    assert entry.match is not None
    assert "Buy a lamp" in open_plan(path).notices[0]


def test_what_has_a_box_stays_and_nothing_is_told_twice(tmp_path: Path) -> None:
    lines = [
        statement(1, "achieved"),
        statement(2, "not_working", "The bell."),
        statement(3, "objection_reason", "No."),
    ]
    path = before(tmp_path / "a.plan.json", outcome=lines, action=[statement(4, "action_note")])
    opened = open_plan(path)
    fields = {one.id: one.field for one in opened.plan.reviews[1].entries}
    assert [fields[f"s{number}"] for number in (1, 2, 3, 4)] == [
        "achieved",
        "evidence",
        "progress.reason",
        "note",
    ]
    assert len(opened.notices) == 1
    saved = save_plan(opened, opened.plan)
    again = open_plan(saved.path)
    assert again.plan == opened.plan
    assert again.notices == ()


def test_a_plan_of_today_is_refused_as_ever(tmp_path: Path) -> None:
    path = before(tmp_path / "a.plan.json", outcome=[statement(1, "achieved")], action=[])
    opened = open_plan(path)
    save_plan(opened, opened.plan)
    path.write_text(path.read_text(encoding="utf-8").replace('"achieved"', '"working"'), encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        open_plan(path)
    assert refused.value.code == "conformity.no-field"


def test_an_unknown_kind_of_thing_is_still_refused_with_its_place(tmp_path: Path) -> None:
    path = before(tmp_path / "a.plan.json", outcome=[statement(1, "working")], action=[])
    data = json.loads(path.read_text(encoding="utf-8"))
    data["reviews"][1]["choices"] = {"nothing": "yes"}
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        open_plan(path)
    assert refused.value.values["where"] == "reviews, item 2, choices, nothing"
