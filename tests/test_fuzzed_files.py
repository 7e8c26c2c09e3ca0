"""Files in which any value stands in any place end in a sentence, never in a mistake of the program."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from facilitator.files import plan_text
from facilitator.files.plans import new_plan, open_plan
from facilitator.meeting import events as ev
from facilitator.meeting.event_json import event_adapter, to_json
from facilitator.meeting.meeting import Meeting
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import NeedsDecision, Refusal
from facilitator.script.loading import load_script
from facilitator.script.words_by_key import explain
from facilitator.work.record import read_review
from tests.meeting.plans import a_plan, a_start
from tests.odd_values import REVIEW, changed

SCRIPT = load_script("support-plan")


@pytest.fixture
def count(request: pytest.FixtureRequest) -> int:
    """How many files of a kind are tried."""
    return 20_000 if request.config.getoption("--thorough") else 400


def _each(value: Any, count: int) -> Iterator[Any]:
    """Yield the value with each odd thing in each place, then as many with several."""
    chance = random.Random(11)  # noqa: S311 - the same every time
    for _ in range(count):
        yield changed(value, chance)


def _held(act: Callable[..., object], *given: Any) -> Any:
    """Return what something gives back, or None where it is refused with a sentence."""
    said = ""
    try:
        return act(*given)
    except (Refusal, NeedsDecision) as refusal:
        said = explain(refusal)
    assert said
    return None


def _read(given: object, term: int | None = None) -> object:
    return read_review(json.dumps(given).encode(), a_plan(reviews=1), SCRIPT, period=term)


@pytest.mark.parametrize(
    "given",
    [
        {"id": {}},
        {"people": [{"name": "x", "perspective": {}}]},
        {"people": [{"id": [], "name": "x", "perspective": "parent"}]},
        {"people": [{"name": "", "perspective": "parent"}], "actions": [{"what": "x"}]},
    ],
)
def test_a_review_with_one_odd_value_is_refused(given: dict[str, Any]) -> None:
    assert _held(_read, {**REVIEW, **given}, 2) is None


def test_any_review_is_read_or_refused(count: int) -> None:
    assert _held(_read, REVIEW) is not None
    read = [_held(_read, given) for given in _each(REVIEW, count)]
    assert 0 < read.count(None) < count


def test_any_plan_is_read_or_refused_and_goes_into_word(count: int, tmp_path: Path) -> None:
    good = json.loads(plan_text.render(a_plan(reviews=2)))
    for number, given in enumerate(_each(good, count // 2)):
        path = tmp_path / "a.plan.json"
        path.write_text(json.dumps(given))
        opened = _held(open_plan, path)
        if opened is not None and number % 4 == 0:
            _held(new_plan, tmp_path / f"{number}.docx", opened.plan)


@pytest.mark.parametrize("key", ["replaces", "under"])
def test_an_item_that_belongs_to_none_that_is_there_is_refused(key: str) -> None:
    data = json.loads(plan_text.render(a_plan(reviews=2)))
    data["items"][0][key] = "o-nowhere"
    assert _held(plan_text.parse, json.dumps(data).encode()) is None


def test_any_event_of_a_record_is_taken_up_or_refused(count: int) -> None:
    plan = a_plan(reviews=1)
    adapter = event_adapter()
    events = _some_events(plan)
    assert _held(Meeting.replay, SCRIPT, plan, [adapter.validate_json(json.dumps(one)) for one in events])
    for given in _each(events, count):
        read: list[Any] = []
        try:
            read = [adapter.validate_json(json.dumps(one)) for one in given if isinstance(one, dict)]
        except ValueError:
            continue
        _held(Meeting.replay, SCRIPT, plan, read)


def _some_events(plan: Plan) -> list[dict[str, Any]]:
    at = datetime(2026, 1, 10, 10, 0, tzinfo=UTC)
    meeting = Meeting(SCRIPT, plan, a_start(plan, at))
    key = next(place.key for place in meeting.agenda.places if place.turn.answer == "lines")
    meeting.add(ev.WentTo(turn=key.turn, item=key.item), at)
    for number in range(3):
        meeting.add(ev.LineSaid(turn=key.turn, item=key.item, speaker="child", text=f"line {number}"), at)
    meeting.add(ev.Undone(), at)
    meeting.add(ev.Redone(), at)
    meeting.add(ev.LineChanged(line=next(iter(meeting.minutes.said)), text="other"), at)
    return [to_json(event) for event in meeting.events]
