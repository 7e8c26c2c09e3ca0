"""A long meeting costs what its length costs: counted in the agendas that are made, not in seconds."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from facilitator.meeting import agenda
from facilitator.meeting import events as ev
from facilitator.meeting.agenda_place import Status
from facilitator.meeting.meeting import Meeting
from facilitator.meeting.minutes import Key, Minutes
from facilitator.script.formats_and_turns import Turn
from facilitator.script.loading import load_script
from tests.meeting.plans import a_plan, a_start

SCRIPT, AT = load_script("support-plan"), datetime(2026, 1, 10, 10, 0, tzinfo=UTC)


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each question that was looked at to make an agenda."""
    seen: list[str] = []
    status_of = agenda.status_of

    def counted(turn: Turn, key: Key, minutes: Minutes) -> Status:
        seen.append(key.turn)
        return status_of(turn, key, minutes)

    monkeypatch.setattr(agenda, "status_of", counted)
    return seen


@pytest.mark.parametrize("topic", ["working", "not_working"])
def test_taking_up_a_meeting_grows_with_its_length_alone(topic: str, looked_at: list[str]) -> None:
    work = {}
    for count in (500, 2_000):
        events = _meeting(topic, count).events
        looked_at.clear()
        again = Meeting.replay(SCRIPT, a_plan(reviews=1), events)
        assert len(again.minutes.said) == count
        assert again.agenda.places
        work[count] = len(looked_at)
    assert work[2_000] <= 5 * work[500]
    assert work[2_000] < 5 * 2_000


def test_one_more_line_makes_no_agenda(looked_at: list[str]) -> None:
    meeting = _meeting("working", 2_000)
    assert meeting.agenda.places
    looked_at.clear()
    _say(meeting, "one more")
    assert meeting.agenda.places
    assert looked_at == []


def _meeting(topic: str, count: int) -> Meeting:
    plan = a_plan(reviews=1)
    meeting = Meeting(SCRIPT, plan, a_start(plan, AT))
    lines = [place for place in meeting.agenda.places if place.turn.answer == "lines"]
    key = next(place.key for place in lines if place.turn.path.field == topic)
    meeting.add(ev.WentTo(turn=key.turn, item=key.item), AT)
    for number in range(count):
        _say(meeting, f"line {number}")
    return meeting


def _say(meeting: Meeting, text: str) -> None:
    key = meeting.minutes.standing.current
    assert key is not None
    meeting.add(ev.LineSaid(turn=key.turn, item=key.item, speaker="child", text=text), AT)
