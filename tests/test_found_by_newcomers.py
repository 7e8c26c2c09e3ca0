"""What a first use of the program ran into, each over its whole kind."""

from __future__ import annotations

from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.meeting import events as ev
from facilitator.meeting.answers.registry import KINDS
from facilitator.meeting.typed_answer import interpret
from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import say
from tests.meeting.talk import Talk

NEVER_TAKEN_BACK = {
    "started",
    "undone",
    "redone",
    *(kind.model_fields["type"].default for kind in (*ev.NAVIGATION, *ev.BESIDE)),
}
EVENTS = [kind.model_fields["type"].default for kind in get_args(get_args(ev.Event)[0])]


@pytest.mark.parametrize("kind", sorted(set(EVENTS) - NEVER_TAKEN_BACK))
def test_whatever_can_be_taken_back_has_a_name(kind: str) -> None:
    assert say(f"dialogue.event-{kind.replace('_', '-')}")


@given(st.integers(-150, 150))
def test_a_day_of_the_meeting_with_its_weekday_is_that_day_of_this_year_or_the_last(days: int) -> None:
    talk = Talk()
    wanted = talk.meeting.started.date + timedelta(days=days)
    talk.go("setup.date")
    event = interpret(talk.meeting, f"{wanted:%A} {wanted.day} {wanted:%B}")
    assert isinstance(event, ev.DateGiven)
    assert event.on == wanted


def test_a_weekday_that_fits_neither_year_is_asked_about() -> None:
    talk = Talk()
    talk.go("setup.date")
    day = talk.meeting.started.date
    fitting = {f"{on:%A}" for year in (day.year - 1, day.year) for on in [date(year, day.month, day.day)]}
    other = next(name for name in ("Monday", "Tuesday", "Wednesday") if name not in fitting)
    with pytest.raises(Refusal):
        interpret(talk.meeting, f"{other} {day.day} {day:%B}")


def test_a_pasted_list_of_people_is_a_person_each() -> None:
    talk = Talk()
    talk.go("setup.people")
    place = talk.meeting.place
    assert place is not None
    assert KINDS["people"].apart(talk.meeting, "Gran\n\n Mr Osei, class teacher\nMrs Field, SENCO\n") == [
        "Gran",
        "Mr Osei, class teacher",
        "Mrs Field, SENCO",
    ]


def test_whoever_is_not_here_and_is_said_not_to_come_stays_so() -> None:
    talk = Talk()
    talk.go("setup.people")
    for _ in range(2):
        talk.type("Mum cannot come")
    assert not talk.meeting.minutes.people.in_room("mum")
