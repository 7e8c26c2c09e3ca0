"""Moving through a meeting: next, back, jump, skip, pass, park, undo, and what each leaves."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from facilitator.meeting import events as ev
from facilitator.meeting.meeting import Meeting
from facilitator.meeting.open_ends import open_ends
from facilitator.meeting.pace import pace
from facilitator.plan.people import CHILD, EVERYONE, Child
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import LeftOpen
from tests.looking import answers, parked, views, words_of
from tests.meeting.plans import PEOPLE, a_plan, a_start, person
from tests.meeting.talk import START, Talk


def test_a_question_is_never_asked_twice() -> None:
    talk, seen = Talk(), []
    while talk.here is not None:
        seen.append(talk.here)
        talk.tab()
    assert len(seen) == len(set(seen))
    assert talk.meeting.place is None


def test_back_goes_one_question_back_and_stops_at_the_first() -> None:
    talk = Talk()
    first = talk.here
    talk.add(ev.WentBack())
    assert talk.here == first
    talk.tab()
    talk.add(ev.WentBack())
    assert talk.here == first


def test_back_from_the_close_is_the_last_question() -> None:
    talk = Talk()
    while talk.here is not None:
        talk.tab()
    talk.add(ev.WentBack())
    assert talk.here is not None
    assert talk.here.turn == "close.period"


def test_a_segment_can_be_jumped_to_left_and_come_back_to() -> None:
    talk = Talk()
    agenda = talk.meeting.agenda
    key = agenda.first_of("outcomes")
    assert key is not None
    talk.go(*key)
    assert talk.meeting.agenda.segment_status("outcomes") == "open"
    talk.support("yes")
    back = talk.meeting.agenda.first_of("child")
    assert back is not None
    talk.go(*back)
    assert talk.here == ("child.going-well", "")
    again = talk.meeting.agenda.first_of("outcomes")
    assert again == ("goal.achieved", "o1")
    assert talk.meeting.agenda.first_of("nowhere") is None


def test_skipped_passed_and_parked_are_kept_with_the_reason() -> None:
    talk = Talk()
    talk.go("child.going-well")
    talk.add(ev.TurnSkipped(turn="child.going-well", because="Ravi is tired"))
    talk.go("child.hard")
    talk.add(ev.TurnPassed(turn="child.hard"))
    talk.go("home.working")
    talk.add(ev.TurnParked(turn="home.working"))
    assert talk.review().left_open == [
        LeftOpen(turn="child.going-well", kind="skipped", because="Ravi is tired"),
        LeftOpen(turn="child.hard", kind="passed"),
        LeftOpen(turn="home.working", kind="parked"),
    ]
    talk.answer("home.working", "Sleeps well")
    assert [left.kind for left in talk.review().left_open] == ["skipped", "passed"]


def test_what_is_parked_is_shown_before_closing() -> None:
    talk = Talk()
    talk.add(ev.NoteParked(speaker="mum", text="The bus is late"))
    talk.go("child.hard")
    talk.type("The hall is too loud")
    talk.tab()
    talk.add(ev.TurnParked(turn="home.working"))
    talk.go("next.more")
    talk.type("Buy ear defenders")
    ends = open_ends(talk.meeting.minutes, talk.meeting.agenda)
    kinds = [(end.kind, end.text, end.missing) for end in ends]
    assert ("concern", "The hall is too loud", "") in kinds
    assert ("action", "Buy ear defenders", "who") in kinds
    assert ("parked", "The bus is late", "") in kinds
    assert ("question", "", "") in kinds
    assert all(end.key in talk.meeting.agenda for end in ends if end.key)
    assert [said.text for said in parked(talk.review())] == ["The bus is late"]


@pytest.mark.parametrize("item", ["o1", "o2"])
def test_a_score_that_was_passed_over_is_named_by_its_outcome_before_closing(item: str) -> None:
    talk = Talk()

    def scores() -> list[tuple[str, str]]:
        ends = open_ends(talk.meeting.minutes, talk.meeting.agenda)
        keys = [end.key for end in ends if end.kind == "score" and end.key]
        return [
            (key.turn, key.item) for key in keys if key.item == item
        ]  # o1 is passed over on the way to o2

    talk.go("goal.show", item=item)
    assert ("goal.show", item) not in scores()
    talk.tab()
    assert scores() == [("goal.show", item)]
    talk.support("yes", outcome=item)
    talk.answer("goal.show", "Mum 3", item=item)
    talk.go("goal.score", item=item)
    talk.tab()
    assert scores() == [("goal.score", item)]
    talk.answer("goal.score", "3", item=item)
    assert scores() == []


def test_a_score_that_was_skipped_with_a_reason_is_not_open() -> None:
    talk = Talk()
    talk.go("goal.show", item="o1")
    talk.add(ev.TurnSkipped(turn="goal.show", item="o1", because="No time."))
    ends = open_ends(talk.meeting.minutes, talk.meeting.agenda)
    assert [end for end in ends if end.kind == "score"] == []


def test_the_set_up_says_that_nothing_is_kept_where_nothing_was_ever_said() -> None:
    talk = Talk(a_plan(reviews=1).with_child(Child(full_name="Mina Farrow")))
    talk.go("setup.takes-part")
    assert talk.question.tip == "Nothing is kept about this yet."
    talk = Talk(a_plan(reviews=1).with_child(Child(full_name="Mina Farrow", communication="Signs")))
    talk.go("setup.takes-part")
    assert talk.question.tip == "What was said last time stands until you change it."


def test_words_of_last_time_that_nobody_is_named_for_are_not_everyones() -> None:
    plan = a_plan(reviews=1)
    review = plan.reviews[0]
    nobodys = [one.model_copy(update={"by": EVERYONE}) for one in review.entries]
    plan = plan.model_copy(update={"reviews": [review.model_copy(update={"entries": nobodys})]})
    talk = Talk(plan)
    talk.go("goal.achieved", item="o1")
    assert talk.question.beside.said
    assert {line.speaker for line in talk.question.beside.said} == {""}


def test_undo_takes_back_the_last_thing_said_and_goes_there() -> None:
    talk = Talk()
    talk.answer("child.going-well", "I like my cards")
    talk.tab()
    talk.tab()
    talk.add(ev.Undone())
    assert talk.here == ("child.going-well", "")
    assert views(talk.review()) == []
    talk.add(ev.Redone())
    assert [said.text for said in views(talk.review())] == ["I like my cards"]


def test_after_something_new_nothing_can_be_put_back() -> None:
    talk = Talk()
    talk.answer("child.going-well", "One")
    talk.add(ev.Undone())
    talk.type("Two")
    with pytest.raises(Refusal, match="nothing-to-redo"):
        talk.add(ev.Redone())
    talk.add(ev.Undone())
    with pytest.raises(Refusal, match="nothing-to-undo"):
        talk.add(ev.Undone())
    assert not talk.meeting.can_undo
    assert talk.meeting.can_redo


def test_moving_about_between_undo_and_redo_loses_nothing() -> None:
    talk = Talk()
    talk.answer("child.going-well", "One")
    talk.add(ev.Undone())
    talk.go("goal.delivered", "o2/o2.p1")
    talk.add(ev.Redone())
    assert [said.text for said in views(talk.review())] == ["One"]
    again = Meeting.replay(talk.script, talk.plan, talk.meeting.events)
    assert again.place == talk.meeting.place


def test_the_child_leaves_and_the_childs_questions_wait() -> None:
    talk = Talk()
    talk.answer("child.going-well", "Lunch")
    talk.tab()
    talk.add(ev.PersonLeft(person=CHILD))
    assert talk.here is not None
    assert talk.here.turn == "home.working"
    assert "child.hard" not in talk.asked
    assert "child.going-well" in talk.asked
    talk.add(ev.PersonArrived(person=CHILD))
    assert "child.hard" in talk.asked
    stretches = talk.review().person(CHILD).present
    assert [(stretch.arrived, stretch.left) for stretch in stretches] == [(None, "child"), ("home", None)]


def test_a_child_who_is_not_there_is_asked_for_later() -> None:
    talk = Talk()
    talk.answer("setup.child", "no")
    assert "away.ask" in talk.asked
    assert "child.going-well" not in talk.asked
    assert talk.review().person(CHILD).apologies


def test_sent_in_words_of_an_absent_child_come_first() -> None:
    talk = Talk()
    talk.answer("setup.child", "no")
    talk.answer("setup.sent-in", "yes")
    talk.answer("setup.sent-in-working", "Ravi: I like lunch", "Dr Shah: He sleeps")
    assert "away.heard" in talk.asked
    talk.go("away.heard")
    assert [said.text for said in talk.question.beside.said] == ["I like lunch"]
    assert {said.manner.when for said in views(talk.review())} == {"sent_in"}
    talk.go("sent-in.heard", "shah")
    assert [said.text for said in talk.question.beside.said] == ["He sleeps"]


def test_when_the_last_open_question_goes_away_the_meeting_can_close() -> None:
    talk = Talk(people=[PEOPLE[0], PEOPLE[1]])
    while talk.here is not None and talk.here.turn != "close.heard":
        talk.tab()
    for turn in ("close.family-heard", "close.will-happen", "close.period"):
        talk.add(ev.TurnDone(turn=turn))
    talk.add(ev.PersonLeft(person=CHILD))
    assert talk.here is None


def test_ending_and_taking_the_end_back() -> None:
    talk = Talk()
    talk.add(ev.MeetingEnded(early=True, because="fire bell"))
    assert talk.meeting.ended
    assert talk.review().ended == "early"
    assert talk.review().ended_because == "fire bell"
    with pytest.raises(Refusal, match="ended"):
        talk.type("today")
    talk.add(ev.Undone())
    assert not talk.meeting.ended
    assert talk.review().ended == "in_full"


def test_a_short_meeting_leaves_segments_out_and_keeps_the_childs_turn() -> None:
    talk = Talk()
    whole = talk.asked
    talk.answer("setup.minutes", "30")
    assert len(talk.asked) < len(whole)
    assert [turn for turn in whole if turn.startswith("child.")] == [
        turn for turn in talk.asked if turn.startswith("child.")
    ]


def test_year_nine_is_asked_about_growing_up() -> None:
    plan = a_plan()
    older = plan.with_child(plan.child.model_copy(update={"date_of_birth": date(2013, 3, 1)}))
    assert "child.work" in Talk(older).asked
    assert "child.work" not in Talk(plan).asked


def test_the_third_review_asks_about_a_new_plan() -> None:
    assert "decide.new-year" in Talk(a_plan(reviews=2)).asked
    assert "decide.plan" in Talk(a_plan(reviews=1)).asked


def test_the_first_event_is_of_this_plan_and_has_the_child() -> None:
    plan = a_plan()
    script = Talk(plan).script
    start = a_start(plan, START)
    with pytest.raises(Refusal, match="other-plan"):
        Meeting(script, plan, start.model_copy(update={"plan": "p-other"}))
    with pytest.raises(Refusal, match="no-child"):
        Meeting(script, plan, a_start(plan, START, [PEOPLE[1]]))
    with pytest.raises(Refusal, match="no-start"):
        Meeting.replay(script, plan, [])
    with pytest.raises(Refusal, match="started-twice"):
        Talk(plan).add(start)


def test_pace_counts_minutes_but_not_pauses_and_never_hurries_the_child() -> None:
    talk = Talk()
    talk.go("child.going-well")
    talk.at += timedelta(minutes=30)
    talk.type("Lunch")
    now = pace(talk.meeting.minutes, talk.meeting.clock, talk.at)
    assert now.in_segment == 30
    assert not now.nudge
    talk.add(ev.Paused())
    talk.at += timedelta(hours=1)
    assert pace(talk.meeting.minutes, talk.meeting.clock, talk.at).in_segment == 30
    talk.add(ev.Resumed())
    talk.go("home.working")
    talk.at += timedelta(minutes=6)
    now = pace(talk.meeting.minutes, talk.meeting.clock, talk.at)
    assert (now.in_segment, now.nudge) == (6, True)
    assert now.spent in (36, 37)
    assert (now.length, now.planned) == (60, 6)


def test_pace_in_the_set_up_and_without_a_clock() -> None:
    talk = Talk()
    assert pace(talk.meeting.minutes, talk.meeting.clock, talk.at).planned == 0
    still = Meeting(talk.script, talk.plan, a_start(talk.plan, START).model_copy(update={"at": None}))
    still.add(ev.TurnDone(turn="setup.date"), None)
    assert pace(still.minutes, still.clock, None).spent == 0


def test_a_clock_that_is_put_back_takes_no_time_away() -> None:
    talk = Talk()
    talk.go("home.working")
    talk.meeting.add(ev.TurnDone(turn="home.working"), datetime(2020, 1, 1, tzinfo=UTC))
    assert pace(talk.meeting.minutes, talk.meeting.clock, datetime(2019, 1, 1, tzinfo=UTC)).spent >= 0


def test_somebody_who_comes_late_was_there_from_then() -> None:
    talk = Talk()
    talk.go("home.working")
    talk.add(ev.PersonAdded(name="Gran", perspective="parent"))
    gran = next(who for who in talk.review().people if who.name == "Gran")
    assert gran.present[0].arrived == "home"
    talk.add(ev.PersonChanged(person=gran.id, name="Granny Jo", role="grandmother"))
    assert talk.review().person(gran.id).name == "Granny Jo"
    talk.add(ev.PersonRemoved(person=gran.id))
    assert gran.id not in {who.id for who in talk.review().people}


def test_somebody_who_leaves_in_the_set_up_was_not_there() -> None:
    talk = Talk(people=[*PEOPLE, person("dad", "Dad", "parent")])
    talk.add(ev.PersonLeft(person="dad"))
    assert talk.review().person("dad").apologies


def test_a_question_that_is_come_back_to_takes_as_many_lines_as_the_first_time() -> None:
    talk = Talk()
    talk.answer("home.working", "Sleeps well")
    talk.tab()
    talk.answer("home.working", "Eats well", "Reads at night")
    assert talk.here == ("home.working", "")
    assert [said.text for said in talk.meeting.minutes.said.at(talk.here)] == [
        "Sleeps well",
        "Eats well",
        "Reads at night",
    ]
    talk.tab()
    assert talk.here == ("home.not-working", "")


def test_an_action_that_was_parked_is_given_whole_when_it_is_come_back_to() -> None:
    talk = Talk()
    talk.support("no")
    talk.go("goal.put-right", "o1")
    talk.add(ev.TurnParked(turn="goal.put-right", item="o1"))
    talk.answer("goal.put-right", "Find the reader pens", "Mr Lacey", "Friday", item="o1")
    action = talk.review().actions[0]
    assert (action.what, action.who, action.agreed) == ("Find the reader pens", "Mr Lacey", True)
    assert talk.here == ("goal.show", "o1")


def test_what_was_skipped_and_then_answered_was_not_left_out() -> None:
    talk = Talk()
    talk.add(ev.TurnSkipped(turn="home.working", because="Mum is late"))
    talk.answer("home.working", "Sleeps well")
    assert talk.review().left_open == []
    talk.add(ev.Undone())
    assert [left.because for left in talk.review().left_open] == ["Mum is late"]
    talk.answer("home.working", "Sleeps well")
    talk.add(ev.TurnPassed(turn="home.working"))
    assert [left.kind for left in talk.review().left_open] == ["passed"]


def test_a_concern_whose_end_is_half_given_is_named_once_before_closing() -> None:
    talk = Talk()
    talk.answer("child.hard", "The hall is too loud")
    concern = next(iter(talk.meeting.minutes.said))
    talk.answer("next.concern", "action", item=concern)
    talk.tab()
    ends = open_ends(talk.meeting.minutes, talk.meeting.agenda)
    assert [end.kind for end in ends if end.key and end.key.item == concern] == ["concern"]


def test_an_action_whose_question_is_gone_leads_nowhere_that_is_not_asked() -> None:
    talk = Talk()
    segments = [
        segment.model_copy(update={"turns": [turn for turn in segment.turns if turn.id != "next.loose"]})
        for segment in talk.script.segments
    ]
    talk = Talk(script=talk.script.model_copy(update={"segments": segments}))
    talk.support("yes")
    talk.answer("goal.show", "hard", "2", "2", "2", item="o1")
    talk.answer("goal.score", "2", item="o1")
    talk.answer("goal.specialist", "yes", item="o1")
    talk.answer("goal.ask-specialist", "Ask the reading team", item="o1")
    talk.add(ev.ChoiceMade(turn="goal.specialist", item="o1", option="no"))
    ends = open_ends(talk.meeting.minutes, talk.meeting.agenda)
    assert [(end.text, end.key) for end in ends if end.kind == "action"] == [("Ask the reading team", None)]


def test_saying_again_that_the_child_is_here_keeps_when_they_came_and_went() -> None:
    talk = Talk()
    talk.answer("child.hard", "The hall")
    talk.add(ev.PersonLeft(person=CHILD))
    talk.go("home.working")
    talk.add(ev.PersonArrived(person=CHILD))
    talk.answer("setup.child", "part")
    assert [(at.arrived, at.left) for at in talk.review().person(CHILD).present] == [
        (None, "child"),
        ("home", None),
    ]
    talk.answer("setup.child", "no")
    talk.answer("setup.child", "all")
    assert talk.meeting.minutes.people.in_room(CHILD)


def test_a_child_who_leaves_without_a_word_is_asked_for_later() -> None:
    talk = Talk()
    talk.go("welcome.stop")
    talk.add(ev.PersonLeft(person=CHILD))
    assert "away.ask" in talk.asked
    talk.add(ev.PersonArrived(person=CHILD))
    talk.answer("child.matters", "My dog")
    talk.add(ev.PersonLeft(person=CHILD))
    assert "away.ask" not in talk.asked


def test_what_is_no_longer_needed_and_that_all_agree_stand_in_the_review() -> None:
    talk = Talk()
    talk.answer("last.status", "not_done", item="r1.a1")
    talk.answer("last.still-needed", "no", item="r1.a1")
    assert talk.here == ("last.not-needed", "r1.a1")
    talk.type("Mr Lacey: The room has changed")
    talk.answer("decide.agree", "yes")
    review = talk.review()
    assert [said.text for said in words_of(review, "r1.a1")] == ["The room has changed"]
    assert answers(review) == {"all_agree": "yes"}


def test_who_went_back_step_by_step_goes_on_step_by_step() -> None:
    talk = Talk()
    talk.answer("setup.date", "today")
    talk.tab()
    talk.type("all")
    there = talk.here
    for _ in range(3):
        talk.add(ev.WentBack())
    assert talk.here == ("setup.date", "")
    talk.tab()
    assert talk.here == ("setup.people", "")
    talk.tab()
    talk.tab()
    assert talk.here == there
    talk.add(ev.WentBack())
    talk.go("child.hard")
    talk.tab()
    assert talk.here != there


def test_going_back_from_the_close_leads_to_the_close_again() -> None:
    talk = Talk()
    while talk.here is not None:
        talk.tab()
    talk.add(ev.WentBack())
    talk.tab()
    assert talk.here is None


def test_words_sent_in_stand_only_with_the_question_that_they_answer() -> None:
    talk = Talk()
    talk.answer("setup.sent-in", "yes")
    talk.answer("setup.sent-in-working", "Mum: She reads to him")
    talk.go("home.not-working")
    assert talk.question.beside.said == []
    talk.go("home.working")
    assert [said.text for said in talk.question.beside.said] == ["She reads to him"]


def test_a_part_in_which_nothing_was_given_is_not_done() -> None:
    talk = Talk()
    segment = next(one for one in talk.meeting.agenda.segments if one.id == "home").id
    talk.go("home.working")
    while talk.here and talk.here.turn.startswith("home."):
        talk.tab()
    assert talk.meeting.agenda.segment_status(segment) == "left"
    talk.answer("home.working", "Mum: he sleeps")
    talk.tab()
    assert talk.meeting.agenda.segment_status(segment) == "answered"
