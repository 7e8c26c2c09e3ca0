"""The review that the minutes add up to, and the plan that it is written into."""

from __future__ import annotations

from datetime import date

import pytest

from facilitator.meeting import events as ev
from facilitator.meeting.meeting import Meeting
from facilitator.meeting.plan_after_review import write_into
from facilitator.plan.actions import Action
from facilitator.plan.nouns import Ended, Mark
from facilitator.plan.people import EVERYONE
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import Review
from facilitator.plan.scores import Position
from facilitator.script.conformity import review_misfits
from facilitator.script.declared_fields import DeclaredField
from facilitator.script.formats_and_turns import Turn
from facilitator.script.loading import load_script
from facilitator.work.record import read_review
from tests.looking import answers, became, parked, read_back, views
from tests.making import agreed, chosen, not_agreed, said
from tests.meeting.plans import PEOPLE, a_plan, a_review
from tests.meeting.talk import Talk


def test_an_edit_in_the_last_segment_of_a_line_of_the_first() -> None:
    talk = Talk()
    talk.answer("child.going-well", "I like me cards")
    line = next(iter(talk.meeting.minutes.said))
    talk.go("close.will-happen")
    talk.add(ev.LineChanged(line=line, text="I like my cards", how="with_help", helper="mum"))
    line_now = views(talk.review())[0]
    assert (line_now.id, line_now.text, line_now.by, line_now.manner.how, line_now.manner.helper) == (
        line, "I like my cards", "child", "with_help", "mum",
    )  # fmt: skip
    talk.add(ev.LineChanged(line=line, speaker="mum"))
    line_now = views(talk.review())[0]
    assert (line_now.by, line_now.manner.helper) == ("mum", None)


def test_words_of_an_absent_person_were_sent_in() -> None:
    talk = Talk()
    talk.answer("home.working", "Dr Shah: He sleeps well")
    assert views(talk.review())[0].manner.when == "sent_in"


def test_the_formats_own_choices_and_the_read_back_are_kept() -> None:
    talk = Talk()
    talk.answer("decide.plan", "carry_on")
    talk.answer("close.right", "yes", item="child")
    talk.answer("close.right", "yes_but", item="mum")
    talk.answer("decide.next-date", "2/7")
    review = talk.review()
    assert answers(review) == {"plan_future": "carry_on"}
    assert read_back(review) == [("child", "yes"), ("mum", "yes_but")]
    assert str(review.next_date) == "2027-07-02"


def test_an_outcome_kept_one_amended_one_removed() -> None:
    talk = Talk()
    talk.answer("decide.outcome", "keep", item="o1")
    talk.answer("decide.outcome", "amend", item="o2")
    talk.answer("decide.outcome", "remove", item="o3")
    assert talk.here == ("decide.new-words", "o2"), "what a decision asks for comes after the list"
    talk.type("By July Ravi will write three sentences")
    talk.tab()
    assert talk.here == ("decide.ended-because", "o3")
    talk.type("He swims now")
    plan = talk.written()
    mark = Mark(on=date(2027, 3, 12), review=2)
    first, second, third, fourth = plan.of("outcome", ended=True)
    assert first.ended is None
    assert second.ended == Ended(how="amended", on=mark.on, review=mark.review)
    assert second.words("wording") == "Outcome 2 in words"
    assert third.ended == Ended(how="removed", on=mark.on, review=mark.review, because="He swims now")
    wording = "By July Ravi will write three sentences"
    assert (fourth.number, fourth.words("wording"), fourth.replaces, fourth.added) == (4, wording, "o2", mark)
    for kind in ("step", "provision"):
        old, new = plan.of(kind, "o2", ended=True), plan.of(kind, fourth.id)
        assert [one.fields for one in old] == [one.fields for one in new]
        assert [one.added for one in new] == [one.added for one in old], "what is taken along is no newer"


def test_an_amended_outcome_without_new_words_stays() -> None:
    talk = Talk()
    talk.answer("decide.outcome", "amend", item="o2")
    plan = talk.written()
    assert len(plan.of("outcome")) == 3
    assert plan.item("o2").ended is None


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
        (review_with(entries=[said("x", "mum", "achieved", "o9")]), "no-such-item"),
        (review_with(entries=[chosen("status", "done", "a9")]), "no-such-item"),
        (
            review_with(scores=[agreed("o1", 6)]),
            "not-on-scale",
        ),
        (review_with(scores=[not_agreed("o1", Position(person="mum", number=0))]), "not-on-scale"),
        (review_with(actions=a_review(1).actions), "id-taken"),
        (review_with(actions=[Action(id="o1", what="Ring a bell")]), "id-taken"),
        (review_with(entries=[said("x", "mum", "new.step", "o1", id="o2")]), "id-taken"),
    ],
)
def test_a_review_that_does_not_fit_is_refused(review: Review, code: str) -> None:
    talk = Talk()
    with pytest.raises(Refusal, match=code):
        write_into(talk.plan, review, talk.script)


def test_a_format_may_have_its_reviews_held_in_order_and_no_later_one_before_an_earlier() -> None:
    script = load_script("support-plan")
    period = script.format.period.model_copy(update={"in_order": True})
    ordered = script.model_copy(update={"format": script.format.model_copy(update={"period": period})})
    talk = Talk(a_plan(reviews=1), script=ordered)
    talk.go("close.period")
    assert [option.adult for option in talk.question.options] == ["Term 2"]
    with pytest.raises(Refusal, match="no-such-option"):
        talk.add(ev.ChoiceMade(turn="close.period", option="3"))
    assert write_into(talk.plan, review_with(period=2), ordered).reviews
    for write in (write_into, lambda plan, review, script: read_review(record_of(review), plan, script)):
        with pytest.raises(Refusal, match=r"review\.not-in-order") as refused:
            write(talk.plan, review_with(period=3), ordered)
        assert refused.value.values == {"earlier": "Term 2", "period": "Term 3"}


def record_of(review: Review) -> bytes:
    return review.model_dump_json().encode()


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
    told = [(said.by, said.manner.when, said.manner.how, said.manner.helper) for said in views(talk.review())]
    assert told == [("mum", "in_meeting", "own_words", None)] * 2
    talk.add(ev.NoteParked(speaker="mum", text="The bus is late"))
    talk.add(ev.LineChanged(line=list(talk.meeting.minutes.said)[-1], speaker="shah"))
    assert [(said.by, said.manner.when) for said in parked(talk.review())] == [("shah", "in_meeting")]


def test_a_reason_outlives_the_concern_that_it_was_given_for() -> None:
    talk = Talk()
    talk.answer("child.hard", "The hall is too loud")
    concern = next(iter(talk.meeting.minutes.said))
    talk.answer("next.concern", "not_now", item=concern)
    talk.type("The hall is being rebuilt")
    talk.add(ev.LineRemoved(line=concern))
    assert [said.text for said in views(talk.review())] == ["The hall is being rebuilt"]


def test_what_became_of_the_last_actions_is_written_into_the_plan() -> None:
    talk = Talk()
    talk.answer("last.status", "done", item="r1.a1")
    talk.answer("last.status", "not_needed", item="r1.a2")
    review = talk.written().last_review
    assert review is not None
    assert became(review) == ["done", "not_needed"]


def test_what_is_said_and_chosen_of_a_person_is_kept_under_them() -> None:
    script = load_script("support-plan")
    fields = {
        "fits": DeclaredField.model_validate({"type": "choice", "options": ["yes", "no"]}),
        "wish": DeclaredField(label="A wish"),
    }
    form = script.format.model_copy(update={"about": {**script.format.about, "person": fields}})
    asked = {"to": "item", "for_each": "present", "child": "Is it?", "adult": "Is it?"}
    options = [{"id": "yes", "adult": "Yes"}, {"id": "no", "adult": "No"}]
    choice = {
        **asked,
        "id": "own.fits",
        "answer": "choice",
        "records": "person.fits",
        "options": options,
    }
    wish = {**asked, "id": "own.wish", "answer": "lines", "records": "person.wish"}
    turns = [Turn.model_validate(one) for one in (choice, wish)]
    segments = [
        one.model_copy(update={"turns": [*one.turns, *turns]}) if one is script.segments[-1] else one
        for one in script.segments
    ]
    talk = Talk(script=script.model_copy(update={"format": form, "segments": segments}))
    talk.answer("own.fits", "yes", item="mum")
    talk.answer("own.wish", "Mum: A card of my own", item="mum")
    kept = [(entry.field, entry.value, entry.by) for entry in talk.review().about("mum")]
    assert kept == [("wish", "A card of my own", "mum"), ("fits", "yes", EVERYONE)]
    assert list(review_misfits(talk.review(), talk.plan, form)) == []
