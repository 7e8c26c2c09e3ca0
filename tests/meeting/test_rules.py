"""What is not taken in, and that nothing changes then."""

from __future__ import annotations

import datetime as dt

import pytest

from facilitator.meeting import events as ev
from facilitator.plan.people import CHILD
from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import explain
from tests.meeting.talk import Talk

LONG_AGO = dt.date(2020, 1, 1)


@pytest.mark.parametrize(
    ("event", "code"),
    [
        (ev.LineSaid(turn="nowhere", speaker="mum", text="x"), "no-such-turn"),
        (ev.LineSaid(turn="goal.side", item="o1/mum", speaker="mum", text="x"), "not-asked"),
        (ev.LineSaid(turn="setup.date", speaker="mum", text="x"), "other-answer"),
        (ev.LineSaid(turn="child.hard", speaker="nobody", text="x"), "no-such-person"),
        (ev.LineSaid(turn="child.hard", speaker="mum", text="x", helper="nobody"), "no-such-person"),
        (ev.LineChanged(line="s9", text="x"), "no-such-line"),
        (ev.LineRemoved(line="s9"), "no-such-line"),
        (ev.ChoiceMade(turn="setup.minutes", option="77"), "no-such-option"),
        (ev.DateGiven(turn="decide.next-date", on=LONG_AGO), "day-gone"),
        (ev.ActionAdded(turn="next.more", what="x", by=LONG_AGO), "day-gone"),
        (ev.PersonAdded(name="MUM", perspective="parent"), "name-taken"),
        (ev.PersonAdded(name="Asha", perspective="child"), "one-child"),
        (ev.PersonChanged(person="nobody", name="x"), "no-such-person"),
        (ev.PersonChanged(person="mum", name="Mr Lacey"), "name-taken"),
        (ev.PersonChanged(person="mum", perspective="child"), "one-child"),
        (ev.PersonChanged(person=CHILD, perspective="parent"), "one-child"),
        (ev.PersonRemoved(person=CHILD), "person-has-spoken"),
        (ev.PersonArrived(person="mum"), "already-here"),
        (ev.PersonLeft(person="shah"), "not-here"),
        (ev.NoteParked(speaker="nobody", text="x"), "no-such-person"),
        (ev.SpeakerChosen(person="nobody"), "no-such-person"),
        (ev.WentTo(turn="nowhere"), "no-such-turn"),
        (ev.WentTo(turn="goal.delivered", item="o9"), "not-asked"),
    ],
)
def test_what_does_not_fit_is_refused_and_changes_nothing(event: ev.Event, code: str) -> None:
    talk = Talk()
    before = talk.review().model_copy(update={"closed_at": None})
    with pytest.raises(Refusal, match=code) as refused:
        talk.add(event)
    assert explain(refused.value).endswith((".", "?"))
    assert talk.review().model_copy(update={"closed_at": None}) == before
    assert len(talk.meeting.events) == 1


def test_the_day_of_the_meeting_may_have_gone() -> None:
    talk = Talk()
    talk.add(ev.DateGiven(turn="setup.date", on=LONG_AGO))
    assert talk.review().date == LONG_AGO


@pytest.mark.parametrize("says", ["said", "said about", "score", "choice", "action"])
def test_somebody_with_anything_in_the_review_stays_on_the_list(says: str) -> None:
    talk = Talk()
    if says == "said":
        talk.answer("home.working", "Sleeps well")
    elif says == "said about":
        talk.answer("close.right", "yes_but", item="mum")
        talk.answer("close.put-right", "Mr Lacey: She said it of the bus", item="mum")
    elif says == "score":
        talk.support("yes")
        talk.answer("goal.show", "Mum 3", item="o1")
    elif says == "choice":
        talk.answer("close.right", "yes", item="mum")
    else:
        talk.answer("next.more", "Buy ear defenders", "Mum")
    with pytest.raises(Refusal, match="person-has-spoken"):
        talk.add(ev.PersonRemoved(person="mum"))


def test_what_was_answered_stays_on_the_agenda_when_people_leave() -> None:
    talk = Talk()
    talk.answer("others.working", "Clear speech")
    talk.answer("close.right", "yes", item="okafor")
    talk.add(ev.PersonLeft(person="okafor"))
    keys = [place.key for place in talk.meeting.agenda.places]
    assert ("others.working", "") in keys
    assert ("close.right", "okafor") in keys


def test_somebody_who_has_left_is_asked_nothing_more() -> None:
    talk = Talk()
    talk.answer("close.right", "yes_but", item="okafor")
    talk.answer("close.put-right", "He said it more than once", item="okafor")
    talk.support("yes")
    talk.answer("goal.show", "so-so", "1", "4", "4", item="o1")
    talk.answer("goal.score-again", "not agreed", item="o1")
    talk.add(ev.PersonLeft(person="okafor"))
    asked = [place.key for place in talk.meeting.agenda.places if "okafor" in place.key.parts]
    assert asked == [("close.right", "okafor"), ("close.put-right", "okafor")]
    talk.add(ev.PersonArrived(person="okafor"))
    assert "others.working" in talk.asked
    assert ("goal.side", "o1/okafor") in talk.meeting.agenda


def test_the_words_that_somebody_sent_in_are_heard_when_they_have_left() -> None:
    talk = Talk()
    talk.answer("setup.sent-in", "yes")
    talk.answer("setup.sent-in-working", "Mum: He sleeps well")
    talk.go("welcome.rules")
    talk.add(ev.PersonLeft(person="mum"))
    assert ("sent-in.heard", "mum") in talk.meeting.agenda
