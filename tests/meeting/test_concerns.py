"""What was told further of something that is hard stands where it is settled (MEETING, rule 3)."""

from __future__ import annotations

import pytest

from tests.meeting.plans import a_plan
from tests.meeting.talk import Talk

SETTLING = {
    "next.concern": "",
    "next.concern-action": "1",
    "next.concern-outcome": "2",
    "next.concern-because": "4",
}


def _told() -> Talk:
    talk = Talk()
    talk.answer("child.hard", "Maths", "Lunch")
    talk.answer("child.where-hard", "In the hall")
    talk.answer("home.not-working", "Mum: Homework")
    talk.answer("home.tried", "Mum: A timer", "Mr Lacey: A later start")
    return talk


@pytest.mark.parametrize(("turn", "first"), SETTLING.items())
def test_what_was_told_further_of_a_concern_stands_with_how_it_ends(turn: str, first: str) -> None:
    talk = _told()
    maths, lunch, homework = (one.id for one in talk.meeting.minutes.said.concerns())
    for concern, further in ((maths, ["In the hall"]), (lunch, ["In the hall"]), (homework, ["A timer"])):
        if first:
            talk.answer("next.concern", first, item=concern)
        if talk.question.key.turn != turn or talk.question.key.item != concern:
            talk.go(turn, concern)
        assert [one.text for one in talk.question.beside.said] == further


def test_it_is_no_concern_of_its_own() -> None:
    """Where and when it is hard is not asked after a second time; it belongs to what is hard."""
    talk = _told()
    assert [one.text for one in talk.meeting.minutes.said.concerns()] == ["Maths", "Lunch", "Homework"]


@pytest.mark.parametrize(
    ("asked", "said", "turn", "shown"),
    [
        ("child.going-well", ["Art", "Lunch"], "child.who-helps", ["Art", "Lunch"]),
        ("child.hard", ["Maths"], "child.where-hard", ["Maths"]),
        ("home.not-working", ["Mum: Homework"], "home.tried", ["Homework"]),
        ("home.not-working", ["Mum: Homework"], "home.same-at-school", ["Homework"]),
        ("school.not-working", ["Mr Lacey: He rushes"], "school.learned", ["He rushes"]),
    ],
)
def test_a_question_that_follows_up_shows_what_it_is_about(
    asked: str, said: list[str], turn: str, shown: list[str]
) -> None:
    talk = Talk()
    talk.answer(asked, *said)
    talk.go(turn)
    assert [one.text for one in talk.question.beside.said] == shown


def test_where_no_outcome_goes_on_a_concern_is_part_of_none() -> None:
    """Nothing could be picked at the question for which outcome, and it may not be left out."""
    talk = Talk(a_plan(outcomes=0))
    talk.answer("home.not-working", "Mum: Homework")
    (homework,) = (one.id for one in talk.meeting.minutes.said.concerns())
    talk.go("next.concern", homework)
    assert [one.id for one in talk.question.options] == ["action", "watch", "not_now"]
    talk.answer("next.concern", "3", item=homework)
    assert talk.question.key.turn == "next.concern-because"
