"""Every kind of answer has its place, takes its own events alone, and is settled by what it records."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from facilitator.meeting import answers, event_effects
from facilitator.meeting import events as ev
from facilitator.meeting.answers.answer_kind import Parts
from facilitator.meeting.answers.registry import KINDS
from facilitator.plan.refusal import Refusal
from facilitator.script.formats_and_turns import AnswerKind, Script, Turn
from facilitator.script.ladder import IN_SCRIPT, KEYS
from tests.meeting.plans import a_plan
from tests.meeting.talk import Talk

EVENTS = set(get_args(get_args(ev.Event)[0]))
ANSWERS: dict[type[ev.Happening], dict[str, object]] = {
    ev.LineSaid: {"speaker": "mum", "text": "x"},
    ev.ChoiceMade: {"option": "yes"},
    ev.SeveralChosen: {"options": []},
    ev.TextGiven: {"text": "x"},
    ev.CardSorted: {"card": "x", "column": "good"},
    ev.DateGiven: {"on": "2027-05-01"},
    ev.ScoreShown: {"person": "mum", "number": 3},
    ev.ScoreSettled: {"number": 3},
    ev.ActionAdded: {"what": "x"},
}


def turn_of(script: Script, kind: str) -> Turn:
    return next(turn for turn in script.turns_by_id().values() if turn.answer == kind)


def test_each_kind_has_a_file_an_entry_and_a_row_of_the_script() -> None:
    kinds = set(get_args(AnswerKind))
    folder = Path(next(iter(answers.__path__)))
    assert kinds == set(KINDS) == set(IN_SCRIPT)
    assert all((folder / f"{kind}.py").exists() for kind in kinds)
    assert {key for row in IN_SCRIPT.values() for key in row.keys} == set(KEYS)


def test_every_event_but_the_start_is_taken_in_by_one_table() -> None:
    assert set(event_effects.TAKEN) == EVENTS - {ev.MeetingStarted}
    assert set(event_effects.ANSWERS) == set(ANSWERS)


def test_nothing_but_the_registry_tells_kinds_apart_in_a_meeting() -> None:
    told_apart = re.compile(r"\.answer (==|!=|in|not in) ")
    files = Path(next(iter(answers.__path__))).parent.rglob("*.py")
    assert [path.name for path in files if told_apart.search(path.read_text("utf-8"))] == []


@pytest.mark.parametrize("event", ANSWERS, ids=lambda event: event.__name__)
@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_of_another_kind_is_refused(kind: str, event: type[ev.Happening]) -> None:
    talk = Talk(a_plan(reviews=1))
    turn = turn_of(talk.script, kind)
    answer = event.model_validate({"turn": turn.id, "item": "o1", **ANSWERS[event]})
    if event in KINDS[turn.answer].takes:
        return
    with pytest.raises(Refusal, match="other-answer"):
        event_effects.check(answer, talk.meeting.minutes)  # type: ignore[arg-type]


ANSWERED = [
    ("setup.minutes", "", "45"),
    ("setup.date", "", "12 March 2027"),
    ("goal.delivered", "o1/o1.p1", "yes"),
    ("close.period", "", "1"),
]


@pytest.mark.parametrize(("turn", "item", "text"), ANSWERED)
def test_one_value_settles_and_taking_it_back_unsettles(turn: str, item: str, text: str) -> None:
    talk = Talk(a_plan(reviews=1))
    kind = KINDS[talk.script.turns_by_id()[turn].answer]
    minutes = talk.meeting.minutes
    talk.go(turn, item)
    key = talk.here
    assert key is not None
    assert not kind.settled(minutes.turns[turn], key, minutes)
    talk.type(text)
    assert kind.settled(minutes.turns[turn], key, minutes)
    assert minutes.touched(key)
    talk.add(ev.Undone())
    minutes = talk.meeting.minutes
    assert not kind.settled(minutes.turns[turn], key, minutes)
    assert not minutes.touched(key)


def test_a_question_shows_the_parts_of_its_own_kind_alone() -> None:
    talk = Talk(a_plan(reviews=1))
    shows = {
        "choice": {"options", "chosen", "proposed"},
        "period": {"options", "chosen", "proposed"},
        "outcome": {"options", "chosen", "proposed"},
        "several": {"options", "ticked"},
        "scores": {"asks", "shown"},
        "agree": {"shown"},
        "lines": {"shown"},
        "date": {"shown"},
        "text": {"suggestion", "proposed"},
        "action": {"part", "suggestion", "suggested_day"},
        "board": {"cards", "columns"},
        "people": set(),
    }
    for place in talk.meeting.agenda.places:
        parts = KINDS[place.turn.answer].parts(place, talk.meeting.minutes, lambda words: words)
        shown = {name for name, value in vars(parts).items() if value != getattr(Parts(), name)}
        assert shown <= shows[place.turn.answer], place.key
