"""Who has been heard: counted for the chair, and worded kindly."""

from __future__ import annotations

from facilitator.meeting import events as ev
from facilitator.meeting.heard_so_far import heard, kindly
from facilitator.plan.people import CHILD
from facilitator.script.words_by_key import say
from tests.meeting.talk import Talk


def words(talk: Talk) -> str:
    """What the chair is told."""
    return kindly(heard(talk.meeting.minutes), say)


def test_nobody_has_been_heard_at_first() -> None:
    talk = Talk()
    assert words(talk) == "Nobody has been heard yet."
    assert heard(talk.meeting.minutes).share is None


def test_lines_are_counted_by_person_and_by_perspective() -> None:
    talk = Talk()
    talk.answer("home.working", "Mum: One.", "Mum: Two.", "Mr Lacey: Three.", "Ms Okafor: Four.")
    count = heard(talk.meeting.minutes)
    assert [(person.name, number) for person, number in count.people[:2]] == [("Mum", 2), ("Mr Lacey", 1)]
    assert count.perspectives == {"child": 0, "parent": 2, "school": 1, "practitioner": 1}
    assert (count.child, count.share) == (0, 0.0)
    assert words(talk) == (
        "We have heard Mum 2 times, Mr Lacey once, Ms Okafor once and Ravi not yet."
        " Is there something Ravi would like to add?"
    )


def test_a_child_who_was_heard_as_often_is_not_asked_for_more() -> None:
    talk = Talk()
    talk.answer("child.going-well", "Ravi: One.", "Ravi: Two.", "Mum: Three.")
    assert words(talk) == "We have heard Ravi 2 times and Mum once."
    assert heard(talk.meeting.minutes).share == 2 / 3


def test_what_all_agreed_and_what_was_sent_in_are_nobodys_turn() -> None:
    talk = Talk()
    talk.go("setup.sent-in")
    talk.type("yes")
    talk.answer("setup.sent-in-working", "Dr Shah: He walks more.")
    talk.answer("welcome.who", "Everyone: All of us.")
    talk.add(ev.NoteParked(speaker="mum", text="The bus."))
    assert words(talk) == (
        "We have heard Mum once and Ravi not yet. Is there something Ravi would like to add?"
    )


def test_without_the_child_nobody_asks_for_more() -> None:
    talk = Talk()
    talk.answer("setup.child", "no")
    talk.answer("home.working", "Mum: One.")
    assert words(talk) == "We have heard Mum once."
    assert CHILD not in {person.id for person, _ in heard(talk.meeting.minutes).people}
