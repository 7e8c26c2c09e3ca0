"""A meeting that was begun while each question had a screen to itself is carried on, and loses no word."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.meeting import events as ev
from facilitator.meeting.event_json import event_adapter
from facilitator.meeting.meeting import Meeting
from facilitator.meeting.review_record import to_review
from facilitator.plan.reviews import Review
from facilitator.script.loading import load_script
from facilitator.work.demo import demo_plan
from tests.plain.talk import TODAY

BEFORE = Path(__file__).parents[1] / "version_before" / "turns"
MEETINGS = sorted(path.stem for path in BEFORE.iterdir())


def _events(name: str) -> list[ev.Event | ev.MeetingStarted]:
    lines = (BEFORE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [event_adapter().validate_python(json.loads(line)) for line in lines]


def _carried_on(name: str, most: int) -> Meeting:
    plan = demo_plan(TODAY).model_copy(update={"id": "plan-of-the-demo"})
    return Meeting.replay(load_script("support-plan"), plan, _events(name)[:most])


def _words(review: Review) -> Iterator[str]:
    yield from (entry.text for entry in review.entries)
    for score in review.scores:
        yield score.next_step
        yield from (words for side in score.sides for words in (side.reason, side.would_change))
    yield from (entry.match.because for entry in review.entries if entry.match)
    yield from (action.what for action in review.actions)


@pytest.mark.parametrize("name", MEETINGS)
def test_however_far_it_had_come_every_word_and_number_stays(name: str) -> None:
    events = _events(name)
    for most in (*range(1, len(events), 11), len(events)):
        review = to_review(_carried_on(name, most).minutes, None)
        kept = "\n".join(_words(review))
        given = events[:most]
        assert [one.text for one in given if isinstance(one, ev.LineSaid) and one.text not in kept] == []
        assert [one.what for one in given if isinstance(one, ev.ActionAdded) and one.what not in kept] == []
        shown = {
            (at.person, at.number, at.word) for score in review.scores for show in score.shows for at in show
        }
        said = {(one.person, one.number, one.word) for one in given if isinstance(one, ev.ScoreShown)}
        assert said <= shown


@pytest.mark.parametrize("name", MEETINGS)
def test_what_was_answered_as_a_whole_is_not_asked_again(name: str) -> None:
    for most in range(1, len(_events(name)) + 1, 11):
        meeting = _carried_on(name, most)
        answered = {
            one.item
            for one in meeting.events
            if isinstance(one, ev.ChoiceMade) and one.turn == "goal.delivered"
        }
        asked = [place for place in meeting.agenda.places if place.turn.id == "goal.delivered"]
        assert {place.key.item for place in asked if place.status == "answered"} == answered
        assert all(place.key.parts[0] not in answered for place in asked if place.status == "open")


def test_a_meeting_that_was_over_is_as_it_was() -> None:
    meeting = _carried_on("smooth-60", 1000)
    assert meeting.ended
    review = to_review(meeting.minutes, None)
    assert [score.number for score in review.scores] == [4, 3, 3]
    admired = [entry for entry in review.entries if entry.field == "admire"]
    assert len({entry.by for entry in admired}) == 4
