"""An action as it is said: who does it and by when are read out of it; all else stays as typed."""

from __future__ import annotations

from datetime import date

import pytest

from facilitator.meeting import events as ev
from facilitator.meeting.answers.action import in_hand
from facilitator.meeting.typed_answer import WhoIsMeant, interpret
from facilitator.plan.refusal import Refusal
from tests.meeting.talk import Talk

DAY = date(2027, 3, 19)
SENTENCES = [
    ("Mr Lacey will move the seat by 19 March", "Move the seat", "Mr Lacey", DAY),
    ("Mr Lacey will move the seat, by 19/3.", "Move the seat", "Mr Lacey", DAY),
    ("mr lacey will move the seat", "Move the seat", "Mr Lacey", None),
    ("Mum: give him the form", "Give him the form", "Mum", None),
    ("Mum: give him the form by next Friday", "Give him the form", "Mum", DAY),
    ("Mum – give him the form", "Give him the form", "Mum", None),
    ("Mum to ring the doctor by next Friday", "Ring the doctor", "Mum", DAY),
    ("Mum is going to ring the doctor", "Ring the doctor", "Mum", None),
    ("Mum'll ring the doctor", "Ring the doctor", "Mum", None),
    ("Mum has agreed to ring the doctor", "Ring the doctor", "Mum", None),
    ("By 19 March Mum will ring the doctor", "Ring the doctor", "Mum", DAY),
    ("Mum and Mr Lacey will talk by 19 March", "Talk", "Mum and Mr Lacey", DAY),
    ("Everyone will sign it by 19 March", "Sign it", "everyone", DAY),
    ("Dr Shah will see him by 19 March", "See him", "Dr Shah", DAY),
    ("Move the seat by 19 March", "Move the seat", "", DAY),
    ("Ravi will bring his card by 19 March", "Bring his card", "Ravi", DAY),
    # What is no name and no day stays.
    ("Buy the book by Dahl", "Buy the book by Dahl", "", None),
    ("Talk to Mum", "Talk to Mum", "", None),
    ("Ask Mr Lacey to move the seat", "Ask Mr Lacey to move the seat", "", None),
    ("The hall will be quiet", "The hall will be quiet", "", None),
    ("Maths: a new book", "Maths: a new book", "", None),
    ("We will all try again", "We will all try again", "", None),
    ("Mum will", "Mum will", "", None),
    ("Mum by 19 March", "Mum", "", DAY),
]


@pytest.mark.parametrize(("typed", "what", "who", "by"), SENTENCES)
def test_who_and_when_are_read_in_what_is_typed(typed: str, what: str, who: str, by: date | None) -> None:
    talk = Talk()
    talk.answer("next.more", typed)
    added = list(talk.meeting.minutes.actions.values())
    assert [(one.what, one.who.casefold(), one.by) for one in added] == [(what, who.casefold(), by)]


def test_only_what_is_missing_is_asked_then() -> None:
    talk = Talk()
    talk.answer("next.more", "Mr Lacey will move the seat by 19 March")
    assert talk.question.part == ""
    talk.type("Mr Lacey will ask the head")
    assert talk.question.part == "by"
    talk.type("by 19 March")
    talk.type("Ring the doctor by 19 March")
    assert talk.question.part == "who"
    talk.type("Mum")
    talk.type("Dr Shah will see him by 19 March")
    assert talk.question.part == "confirm_who"


def test_the_day_may_stand_with_the_name() -> None:
    talk = Talk()
    talk.answer("next.more", "Move the seat", "Mr Lacey by 19 March")
    assert [(one.who, one.by) for one in talk.meeting.minutes.actions.values()] == [("Mr Lacey", DAY)]


@pytest.mark.parametrize(
    "typed", ["Mr Lacy will move the seat by 19 March", "Mr Lacy: move the seat by 19 March"]
)
def test_a_name_that_is_nearly_on_the_list_is_asked_about(typed: str) -> None:
    talk = Talk()
    talk.go("next.more")
    with pytest.raises(WhoIsMeant) as asked:
        interpret(talk.meeting, typed)
    assert asked.value.likely == ("lacey",)
    talk.add(asked.value.by("lacey"))
    assert [(one.what, one.who, one.by) for one in talk.meeting.minutes.actions.values()] == [
        ("Move the seat", "Mr Lacey", DAY)
    ]
    assert asked.value.kept == ev.ActionAdded(turn="next.more", what=typed)


@pytest.mark.parametrize(
    "typed", ["Mum will ring by 1 March 2027", "Mum will ring by Monday 19 March", "Mr Lacy will ring"]
)
def test_what_is_asked_about_is_kept_as_words_when_it_is_typed_twice(typed: str) -> None:
    talk = Talk()
    talk.go("next.more")
    talk.type(typed, insist=True)
    assert [(one.what, one.who) for one in talk.meeting.minutes.actions.values()] == [(typed, "")]


def test_what_is_clear_is_read_the_second_time_as_well() -> None:
    talk = Talk()
    talk.go("next.more")
    talk.type("Mum will ring by 20 March", insist=True)
    assert [one.who for one in talk.meeting.minutes.actions.values()] == ["Mum"]


def test_a_day_that_has_gone_and_one_of_another_weekday_are_asked_about() -> None:
    talk = Talk()
    talk.go("next.more")
    for typed in ("Mum will ring by 1 March 2027", "Mum will ring by Monday 19 March"):
        with pytest.raises(Refusal):
            talk.type(typed)
    assert in_hand(talk.meeting.place, talk.meeting.minutes) is None


def test_the_childs_own_job_is_the_childs_until_somebody_else_is_named() -> None:
    talk = Talk()
    talk.answer("next.child-job", "yes")
    talk.type("bring my card by 19 March")
    assert [(one.what, one.who, one.by) for one in talk.meeting.minutes.actions.values()] == [
        ("bring my card", "Ravi", DAY)
    ]
