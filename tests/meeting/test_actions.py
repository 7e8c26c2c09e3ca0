"""Concerns and actions: every *not working* ends somewhere, and an action has a name and a day."""

from __future__ import annotations

from datetime import date

import pytest

from facilitator.meeting import events as ev
from facilitator.meeting.answers.action import in_hand
from facilitator.meeting.open_ends import unmatched
from facilitator.plan.actions import Confirmation
from facilitator.plan.entries import Match
from facilitator.plan.refusal import Refusal
from tests.looking import views, words_of
from tests.meeting.talk import Talk


@pytest.fixture
def talk() -> Talk:
    """A second review in which one thing is not working."""
    talk = Talk()
    talk.answer("child.hard", "The hall is too loud")
    return talk


def concern(talk: Talk) -> str:
    return unmatched(talk.meeting.minutes)[0].id


def test_a_concern_ends_in_an_action(talk: Talk) -> None:
    item = concern(talk)
    talk.answer("next.concern", "action", item=item)
    assert talk.here == ("next.concern-action", item)
    assert talk.question.part == ""
    talk.type("Eat in the library")
    assert (talk.question.part, talk.question.adult) == ("who", "Who will do it?")
    talk.type("Mr Lacey")
    assert talk.question.part == "by"
    talk.type("Friday")
    assert talk.here != ("next.concern-action", item)
    review = talk.review()
    assert views(review)[0].match == Match(kind="action", target=review.actions[0].id)
    assert unmatched(talk.meeting.minutes) == []


def test_a_concern_ends_in_an_outcome(talk: Talk) -> None:
    item = concern(talk)
    talk.answer("next.concern", "outcome", item=item)
    assert [option.adult for option in talk.question.options][1] == "2. Outcome 2 in words"
    assert unmatched(talk.meeting.minutes)
    talk.type("2")
    assert views(talk.review())[0].match == Match(kind="outcome", target="o2")


def test_a_concern_is_watched(talk: Talk) -> None:
    talk.answer("next.concern", "watch", item=concern(talk))
    assert views(talk.review())[0].match == Match(kind="watch")


def test_a_concern_is_not_for_now_because(talk: Talk) -> None:
    item = concern(talk)
    talk.answer("next.concern", "not_now", item=item)
    assert unmatched(talk.meeting.minutes)
    talk.type("The hall is being rebuilt")
    talk.type("Mum: fair enough")
    review = talk.review()
    assert views(review)[0].match == Match(kind="not_now", because="The hall is being rebuilt\nfair enough")
    assert [said.text for said in views(review)[1:]] == ["fair enough"]


def test_an_action_without_a_name_comes_up_again(talk: Talk) -> None:
    talk.answer("next.more", "Buy ear defenders")
    talk.tab()
    held = next(iter(talk.meeting.minutes.actions.values()))
    assert not talk.review().actions[0].agreed
    talk.answer("next.loose", "Mum", item=held.id)
    assert in_hand(talk.meeting.place, talk.meeting.minutes) is not None
    assert talk.question.part == "by"
    talk.type("in two weeks")
    assert "next.loose" not in talk.asked
    action = talk.review().actions[0]
    assert (action.who, action.person, action.by, action.agreed) == ("Mum", "mum", date(2027, 3, 26), True)


def test_an_owner_who_is_not_there_is_asked_by_somebody(talk: Talk) -> None:
    talk.answer("next.more", "Look at his ears", "Dr Shah", "in a month")
    assert talk.question.part == "confirm_who"
    assert "Dr Shah" in talk.question.adult
    talk.type("Mum")
    assert talk.question.part == "confirm_by"
    talk.type("Friday")
    action = talk.review().actions[0]
    assert action.confirm is not None
    assert (action.person, action.confirm.who, action.confirm.by) == ("shah", "Mum", date(2027, 3, 19))
    assert not action.agreed


def test_two_owners_who_are_both_there_are_agreed(talk: Talk) -> None:
    talk.answer("next.more", "Meet on Fridays", "mum and lacey", "Friday")
    assert talk.question.part == ""
    assert talk.review().actions[0].who == "Mum and Mr Lacey"


def test_a_child_takes_on_one_action_at_most(talk: Talk) -> None:
    talk.answer("next.more", "Choose a seat", "Ravi", "Friday", "Water the plants")
    with pytest.raises(Refusal, match="child-has-an-action"):
        talk.type("Ravi")
    key = {"turn": "next.more", "item": ""}
    with pytest.raises(Refusal, match="child-has-an-action"):
        talk.add(ev.ActionAdded(**key, what="And this", who="Ravi Example"))


def test_an_action_can_be_put_right_and_taken_out(talk: Talk) -> None:
    talk.answer("next.more", "Buy ear defenders", "Mum", "Friday")
    held = next(iter(talk.meeting.minutes.actions))
    talk.add(ev.ActionChanged(action=held, what="Borrow ear defenders"))
    action = talk.review().actions[0]
    assert (action.what, action.who) == ("Borrow ear defenders", "Mum")
    talk.add(ev.ActionRemoved(action=held))
    assert talk.review().actions == []
    for event in (ev.ActionRemoved(action=held), ev.ActionChanged(action=held, what="x")):
        with pytest.raises(Refusal, match="no-such-action"):
            talk.add(event)


def test_a_day_that_has_gone_is_not_a_day_for_an_action(talk: Talk) -> None:
    talk.answer("next.more", "Buy ear defenders", "Mum")
    with pytest.raises(Refusal, match="day-gone"):
        talk.type("1/3/2027")


def test_what_became_of_the_last_actions(talk: Talk) -> None:
    talk.answer("last.status", "part", item="r1.a1")
    assert talk.here == ("last.status", "r1.a2"), "the whole list first"
    talk.go("last.in-the-way", "r1.a1")
    talk.type("everyone: The room changed")
    talk.type("Mr Lacey: the desk is screwed down")
    talk.tab()
    talk.type("yes")
    assert talk.question.suggestion == "Move the seat"
    talk.answer("last.status", "not_needed", item="r1.a2")
    review = talk.review()
    assert (review.chosen("status", "r1.a1"), review.chosen("status", "r1.a2")) == ("part", "not_needed")
    assert [(said.by, said.text) for said in words_of(review, "r1.a1")] == [
        ("everyone", "The room changed"),
        ("lacey", "the desk is screwed down"),
    ]
    assert words_of(review, "r1.a2") == []


def test_what_is_taken_out_takes_its_match_along(talk: Talk) -> None:
    item = concern(talk)
    talk.answer("next.concern", "action", item=item)
    talk.type("Eat in the library")
    talk.add(ev.LineRemoved(line=item))
    review = talk.review()
    assert views(review) == []
    assert review.actions[0].what == "Eat in the library"


def test_a_new_owner_who_is_there_needs_nobody_to_ask() -> None:
    talk = Talk()
    talk.answer("next.more", "Look at his ears", "Dr Shah", "in a month", "Mum", "Friday")
    held = next(iter(talk.meeting.minutes.actions))
    talk.add(ev.ActionChanged(action=held, who="Mr Lacey"))
    action = talk.review().actions[0]
    assert (action.who, action.confirm, action.agreed) == ("Mr Lacey", None, True)
    talk.add(ev.ActionChanged(action=held, who="Dr Roy"))
    assert talk.meeting.minutes.actions[held].missing == "confirm_who"


def test_everyone_together_is_in_the_room() -> None:
    talk = Talk()
    talk.answer("next.more", "Say his name first", "all of us", "Friday")
    assert talk.question.part == ""
    action = talk.review().actions[0]
    assert (action.who, action.agreed) == ("all of us", True)


def test_a_child_who_shares_an_action_owns_it_too() -> None:
    talk = Talk()
    talk.answer("next.more", "Choose a seat", "Mum and Ravi", "Friday", "Water the plants")
    with pytest.raises(Refusal, match="child-has-an-action"):
        talk.type("Mr Lacey and Ravi")


def test_what_the_child_is_asked_to_do_is_the_childs() -> None:
    talk = Talk()
    talk.answer("next.child-job", "yes")
    talk.type("Water the plants")
    assert talk.question.part == "by"
    talk.type("Friday")
    assert (talk.review().actions[0].who, talk.review().actions[0].person) == ("Ravi", "child")


def test_each_owner_of_an_action_stays_on_the_list_under_the_name_that_they_like() -> None:
    talk = Talk()
    talk.answer("next.more", "Meet on Fridays", "Mum and Mr Lacey", "Friday")
    with pytest.raises(Refusal, match="person-has-spoken"):
        talk.add(ev.PersonRemoved(person="lacey"))
    talk.answer("next.more", "Buy ear defenders", "Mr Lacey", "Friday")
    talk.add(ev.PersonChanged(person="mum", name="Jo"))
    assert talk.review().actions[0].who == "Jo and Mr Lacey"


@pytest.mark.parametrize("typed", ["yes", "No.", "don't know"])
def test_a_yes_or_a_no_is_nobodys_name(typed: str) -> None:
    talk = Talk()
    talk.answer("next.more", "Buy ear defenders")
    with pytest.raises(Refusal, match="who-acts"):
        talk.type(typed)


def test_an_absent_owner_whom_nobody_asks_has_not_agreed() -> None:
    talk = Talk()
    talk.answer("next.more", "Look at his ears", "Dr Shah", "in a month")
    talk.tab()
    action = talk.review().actions[0]
    assert (action.confirm, action.agreed) == (Confirmation(), False)
