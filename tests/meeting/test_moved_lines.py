"""A line of words goes to another question, and undo takes it back."""

from __future__ import annotations

import pytest

from facilitator.meeting import events as ev
from facilitator.meeting.minutes import Key
from facilitator.plan.refusal import Refusal
from tests.looking import views
from tests.meeting.talk import Talk


def test_a_line_is_moved_to_another_question_and_undo_takes_it_back() -> None:
    talk = Talk()
    talk.answer("home.working", "Mum: The hall is too loud")
    line = next(iter(talk.meeting.minutes.said))
    before = talk.review().entries
    assert "next.concern" not in talk.asked
    talk.add(ev.LineMoved(line=line, turn="home.not-working"))
    moved = talk.meeting.minutes.said[line]
    assert (moved.entry.text, moved.entry.by, moved.entry.manner.turn) == (
        "The hall is too loud",
        "mum",
        "home.not-working",
    )
    assert "next.concern" in talk.asked
    assert talk.view.said_here(talk.meeting.agenda.place(Key("home.working"))) == []
    assert [one.id for one in talk.view.said_here(talk.meeting.agenda.place(Key("home.not-working")))] == [
        line
    ]
    talk.add(ev.Undone())
    assert talk.review().entries == before
    talk.add(ev.Redone())
    assert talk.meeting.minutes.said[line] == moved


def test_a_note_that_was_put_aside_can_answer_a_question() -> None:
    talk = Talk()
    talk.add(ev.NoteParked(speaker="mum", text="He sleeps well"))
    line = next(iter(talk.meeting.minutes.said))
    talk.add(ev.LineMoved(line=line, turn="home.working"))
    assert talk.meeting.minutes.said.parked() == []
    assert [one.text for one in views(talk.review())] == ["He sleeps well"]


@pytest.mark.parametrize(
    "turn", ["goal.delivered", "goal.show", "setup.date", "next.more", "child.board", "nowhere"]
)
def test_a_line_moves_to_no_question_that_is_not_answered_in_words(turn: str) -> None:
    talk = Talk()
    talk.answer("home.working", "Mum: He sleeps well")
    line = next(iter(talk.meeting.minutes.said))
    with pytest.raises(Refusal, match="only-words-move"):
        talk.add(ev.LineMoved(line=line, turn=turn, item="o1" if turn.startswith("goal") else ""))


def test_a_line_that_was_said_before_stands_before_what_is_there() -> None:
    talk = Talk()
    for turn, words in (("home.working", "Mum: First"), ("home.not-working", "Mum: Then")):
        talk.answer(turn, words)
    talk.add(ev.LineMoved(line=next(iter(talk.meeting.minutes.said)), turn="home.not-working"))
    there = talk.meeting.minutes.said.at(Key("home.not-working"))
    assert [one.text for one in there] == ["First", "Then"]
