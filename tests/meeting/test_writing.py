"""The review that the minutes add up to, and the plan that it is written into."""

from __future__ import annotations

import pytest

from facilitator.meeting import events as ev
from facilitator.meeting.meeting import Meeting
from facilitator.meeting.plan_after import write_into
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import (
    Action,
    ActionCheck,
    OutcomeReview,
    Position,
    ProgressScore,
    ReadBack,
    Review,
)
from tests.meeting.plans import PEOPLE, a_plan, a_review
from tests.meeting.talk import Talk


def test_an_edit_in_the_last_segment_of_a_line_of_the_first() -> None:
    talk = Talk()
    talk.answer("child.going-well", "I like me cards")
    line = next(iter(talk.meeting.minutes.said))
    talk.go("close.will-happen")
    talk.add(ev.LineChanged(line=line, text="I like my cards", how="with_help", helper="mum"))
    said = talk.review().statements[0]
    assert (said.id, said.text, said.speaker, said.how, said.helper) == (
        line, "I like my cards", "child", "with_help", "mum",
    )  # fmt: skip
    talk.add(ev.LineChanged(line=line, speaker="mum"))
    said = talk.review().statements[0]
    assert (said.speaker, said.helper) == ("mum", None)


def test_words_of_an_absent_person_were_sent_in() -> None:
    talk = Talk()
    talk.answer("home.working", "Dr Shah: He sleeps well")
    assert talk.review().statements[0].when == "sent_in"


def test_the_formats_own_choices_and_the_read_back_are_kept() -> None:
    talk = Talk()
    talk.answer("decide.plan", "carry_on")
    talk.answer("close.right", "yes", item="child")
    talk.answer("close.right", "yes_but", item="mum")
    talk.answer("decide.next-date", "2/7")
    review = talk.review()
    assert review.choices == {"plan_future": "carry_on"}
    assert review.read_back == [
        ReadBack(person="child", answer="yes"),
        ReadBack(person="mum", answer="yes_but"),
    ]
    assert str(review.next_date) == "2027-07-02"


def test_an_outcome_kept_one_amended_one_removed() -> None:
    talk = Talk()
    talk.answer("decide.outcome", "keep", item="o1")
    talk.answer("decide.outcome", "amend", item="o2")
    talk.type("By July Ravi will write three sentences")
    talk.answer("decide.outcome", "remove", item="o3")
    talk.type("He swims now")
    plan = talk.written()
    first, second, third, fourth = plan.outcomes
    assert first.current
    assert (second.status, second.wording, str(second.ended)) == (
        "amended",
        "Outcome 2 in words",
        "2027-03-12",
    )
    assert (third.status, third.ended_because) == ("removed", "He swims now")
    assert (fourth.number, fourth.wording, fourth.replaces) == (
        4,
        "By July Ravi will write three sentences",
        "o2",
    )
    assert fourth.provision == second.provision
    review = plan.last_review
    assert review is not None
    amended = review.outcome_review("o2")
    assert amended is not None
    assert amended.amended_to == fourth.id


def test_an_amended_outcome_without_new_words_stays() -> None:
    talk = Talk()
    talk.answer("decide.outcome", "amend", item="o2")
    plan = talk.written()
    assert len(plan.outcomes) == 3
    assert plan.outcome("o2").current


def test_an_achieved_outcome_is_not_asked_about_next_time() -> None:
    talk = Talk()
    talk.answer("decide.outcome", "achieved", item="o1")
    later = Talk(talk.written())
    assert {place.key.item for place in later.meeting.agenda.places if place.turn.id == "decide.outcome"} == {
        "o2",
        "o3",
    }


def test_the_chair_says_which_term_it_was() -> None:
    talk = Talk()
    talk.go("close.period")
    assert [option.adult for option in talk.question.options] == ["Term 2", "Term 3"]
    talk.type("Term 3")
    plan = talk.written()
    assert [review.period for review in plan.reviews] == [1, 3]


@pytest.mark.parametrize(("next_empty", "period"), [(None, 2), (3, 3), (1, 2), (9, 2)])
def test_a_file_may_have_its_next_empty_place_for_a_later_term(next_empty: int | None, period: int) -> None:
    talk = Talk()
    started = talk.meeting.started.model_copy(update={"period": next_empty})
    meeting = Meeting(talk.script, talk.plan, started)
    assert meeting.minutes.period == period


def test_reviews_stand_in_the_order_of_their_terms() -> None:
    plan = a_plan().model_copy(update={"reviews": [a_review(2)]})
    talk = Talk(plan)
    assert [review.period for review in talk.written().reviews] == [1, 2]


def review_with(**given: object) -> Review:
    return Review.model_validate({**a_review(2).__dict__, **given})


@pytest.mark.parametrize(
    ("review", "code"),
    [
        (review_with(period=1), "period-taken"),
        (review_with(period=4), "period-taken"),
        (review_with(id="r1", period=2), "already-written"),
        (review_with(outcomes=[OutcomeReview(outcome="o9")]), "no-such-outcome"),
        (review_with(last_actions=[ActionCheck(action="a9")]), "no-such-action"),
        (
            review_with(
                outcomes=[OutcomeReview(outcome="o1", score=ProgressScore(result="agreed", number=6))]
            ),
            "not-on-scale",
        ),
        (
            review_with(
                outcomes=[
                    OutcomeReview(
                        outcome="o1",
                        score=ProgressScore(
                            result="not_agreed", positions=[Position(person="mum", number=0)]
                        ),
                    )
                ]
            ),
            "not-on-scale",
        ),
    ],
)
def test_a_review_that_does_not_fit_is_refused(review: Review, code: str) -> None:
    talk = Talk()
    with pytest.raises(Refusal, match=code):
        write_into(talk.plan, review, talk.script)


def test_a_fourth_review_is_refused() -> None:
    plan = a_plan(reviews=3)
    with pytest.raises(Refusal, match="used-up"):
        write_into(plan, review_with(id="r4", period=2), Talk().script)


def test_the_read_back_names_who_was_in_the_room() -> None:
    talk = Talk(people=PEOPLE)
    asked = [place.key.item for place in talk.meeting.agenda.places if place.turn.id == "close.right"]
    assert asked == ["child", "mum", "lacey", "okafor"]


def test_an_action_is_agreed_with_an_owner_and_a_day() -> None:
    assert not Action(id="a", what="x").agreed
    assert not Action(id="a", what="x", who="Mum").agreed


def test_words_put_under_another_person_lose_what_was_told_of_the_first() -> None:
    talk = Talk()
    talk.answer("home.working", "Dr Shah: He sleeps well")
    talk.answer("child.hard", "Mum for Ravi: the hall")
    for line in list(talk.meeting.minutes.said):
        talk.add(ev.LineChanged(line=line, speaker="mum"))
    told = [(said.speaker, said.when, said.how, said.helper) for said in talk.review().statements]
    assert told == [("mum", "in_meeting", "own_words", None)] * 2
    talk.add(ev.NoteParked(speaker="mum", text="The bus is late"))
    talk.add(ev.LineChanged(line=list(talk.meeting.minutes.said)[-1], speaker="shah"))
    assert [(said.speaker, said.when) for said in talk.review().parked] == [("shah", "in_meeting")]


def test_a_reason_outlives_the_concern_that_it_was_given_for() -> None:
    talk = Talk()
    talk.answer("child.hard", "The hall is too loud")
    concern = next(iter(talk.meeting.minutes.said))
    talk.answer("next.concern", "not_now", item=concern)
    talk.type("The hall is being rebuilt")
    talk.add(ev.LineRemoved(line=concern))
    assert [said.text for said in talk.review().statements] == ["The hall is being rebuilt"]


def test_what_became_of_the_last_actions_is_written_into_the_plan() -> None:
    talk = Talk()
    talk.answer("last.status", "done", item="r1.a1")
    talk.answer("last.status", "not_needed", item="r1.a2")
    review = talk.written().last_review
    assert review is not None
    assert [check.status for check in review.last_actions] == ["done", "not_needed"]
