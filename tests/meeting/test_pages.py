"""Questions that share a page: which stand on one, in which order they come, and moving about on it."""

from __future__ import annotations

from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.meeting import events as ev
from facilitator.meeting.meeting import Meeting
from facilitator.plan.refusal import Refusal
from facilitator.script.review_by_role import reviewed
from tests.making import outcome
from tests.meeting.plans import PEOPLE, a_plan, person
from tests.meeting.talk import Talk


def turns_of(talk: Talk, segment: str) -> list[list[tuple[str, str]]]:
    """Return the questions of a part of the meeting, page by page."""
    pages = talk.meeting.agenda.pages_of(segment)
    return [[(place.key.turn, place.key.item) for place in page] for page in pages]


@pytest.mark.parametrize("minutes", ["60", "45", "30"])
def test_a_page_is_a_run_of_the_agenda_and_no_question_stands_on_two(minutes: str) -> None:
    talk = Talk()
    talk.answer("setup.minutes", minutes)
    agenda = talk.meeting.agenda
    runs = [place.page for place in agenda.places]
    assert len([page for page, _ in groupby(runs)]) == len(set(runs))
    for place in agenda.places:
        assert [other.page for other in agenda.page(place.key)] == [place.page] * runs.count(place.page)


def test_a_list_is_asked_to_its_end_before_what_follows_from_it() -> None:
    talk = Talk()
    talk.answer("last.status", "not_done", "part", item="r1.a1")
    assert turns_of(talk, "last-time") == [
        [("last.status", "r1.a1"), ("last.status", "r1.a2")],
        [("last.in-the-way", "r1.a1"), ("last.still-needed", "r1.a1")],
        [("last.in-the-way", "r1.a2"), ("last.still-needed", "r1.a2")],
    ]


def test_in_a_short_meeting_each_thing_is_followed_through_before_the_next() -> None:
    talk = Talk()
    talk.answer("setup.minutes", "30")
    talk.answer("child.hard", "The hall is loud", "The bus is late")
    hall, bus = talk.meeting.minutes.said
    talk.answer("next.concern", "action", item=hall)
    assert talk.here == ("next.concern-action", hall)
    page = talk.meeting.agenda.page(("next.concern", bus))  # type: ignore[arg-type]
    assert [tuple(place.key) for place in page] == [
        ("next.concern", hall),
        ("next.concern-action", hall),
        ("next.concern", bus),
    ]


def test_a_page_comes_up_once_an_answer_calls_for_it_and_goes_when_that_is_taken_back() -> None:
    talk = Talk()
    before = len(turns_of(talk, "outcomes"))
    talk.support("partly")
    assert [("goal.stopped", "o1"), ("goal.put-right", "o1")] in turns_of(talk, "outcomes")
    assert len(turns_of(talk, "outcomes")) == before + 1
    talk.add(ev.Undone())
    assert len(turns_of(talk, "outcomes")) == before
    talk.add(ev.Redone())
    assert len(turns_of(talk, "outcomes")) == before + 1


def test_one_goes_back_and_forth_on_a_page_and_nothing_is_lost() -> None:
    talk = Talk()
    talk.answer("home.working", "He sleeps")
    page = talk.meeting.place and talk.meeting.place.page
    talk.tab()
    talk.type("The bus")
    talk.add(ev.WentBack())
    assert talk.here == ("home.working", "")
    assert talk.meeting.place is not None
    assert talk.meeting.place.page == page
    talk.type("He eats")
    talk.tab()
    assert talk.here == ("home.not-working", "")
    assert [one.here for one in talk.question.page] == [False, True]
    assert [one.status for one in talk.question.page] == ["answered", "open"]
    talk.tab()
    assert talk.here is not None
    assert talk.meeting.place.page != page
    assert Meeting.replay(talk.script, talk.plan, talk.meeting.events).place == talk.meeting.place
    talk.add(ev.Undone())
    assert talk.here == ("home.working", "")


def test_pages_are_counted_and_not_questions() -> None:
    talk = Talk()
    talk.go("home.not-working")
    assert (talk.question.place, talk.question.of, len(talk.question.page)) == (1, 2, 2)
    talk.go("child.hard")
    assert talk.question.page == []


def test_in_a_round_whoever_has_spoken_is_ticked_off() -> None:
    talk = Talk()
    talk.go("good.adults")
    assert talk.question.round == [("Mum", False), ("Mr Lacey", False), ("Ms Okafor", False)]
    talk.type("Ms Okafor: He is kind")
    assert talk.question.round == [("Mum", False), ("Mr Lacey", False), ("Ms Okafor", True)]
    talk.add(ev.PersonLeft(person="mum"))
    assert [name for name, _ in talk.question.round] == ["Mr Lacey", "Ms Okafor"]
    talk.add(ev.Undone())
    talk.add(ev.Undone())
    assert not any(spoken for _, spoken in talk.question.round)
    talk.go("home.future")
    assert talk.question.round == []


def test_in_a_round_of_one_words_without_a_name_are_theirs_else_it_is_asked() -> None:
    alone = Talk(people=[PEOPLE[0], PEOPLE[1]])
    alone.answer("good.adults", "He is kind")
    assert [said.entry.by for said in alone.meeting.minutes.said.values()] == ["mum"]
    with pytest.raises(Refusal, match="who-said"):
        Talk().answer("good.adults", "He is kind")


# Support, line by line

LINES = [("Reading", "TA"), ("A quiet room", "SENCO"), ("Cards", "Mum")]


def with_lines(count: int = 3) -> Talk:
    """A second review of an outcome with so many lines of support."""
    plan = a_plan(reviews=1, outcomes=1)
    items = [item for item in plan.items if item.id not in ("o1", "o1.s1", "o1.p1")]
    made = outcome(1, steps=["A first step"], provision=LINES[:count])
    return Talk(plan.model_copy(update={"items": [*items, *made]}))


def kept(talk: Talk) -> list[tuple[str, object]]:
    """Return what is kept of the support: of what, and the answer."""
    return [(str(entry.about), entry.value) for entry in talk.review().entries if entry.field == "delivered"]


@pytest.mark.parametrize(
    ("answers", "whole"),
    [
        (("yes", "yes", "yes"), "yes"),
        (("no", "no", "no"), "no"),
        (("partly", "partly", "partly"), "partly"),
        (("yes", "no", "no"), "partly"),
        (("yes", "yes", "no"), "partly"),
        (("yes", "partly", "yes"), "partly"),
        (("no", "partly", "no"), "partly"),
    ],
)
def test_each_line_of_the_support_is_kept_and_one_answer_of_them_all(
    answers: tuple[str, ...], whole: str
) -> None:
    talk = with_lines()
    talk.support(*answers)
    assert sorted(kept(talk)) == sorted(
        [("o1", whole), *((f"o1.p{n}", answer) for n, answer in enumerate(answers, start=1))]
    )
    assert ("goal.stopped" in talk.asked) == (whole != "yes")
    talk.answer("goal.show", "hard", "2", "2", "2", item="o1")
    score = reviewed(talk.plan, talk.review(), talk.script.format)[0].score
    assert score is not None
    assert score.support_not_given == (whole == "no")


def test_what_was_not_given_is_named_where_it_is_put_right() -> None:
    talk = with_lines()
    talk.support("yes", "no", "partly")
    talk.go("goal.put-right", "o1")
    assert talk.question.suggestion == "Put in place: A quiet room, Cards"


def test_an_outcome_without_a_line_of_support_is_asked_about_itself() -> None:
    talk = with_lines(0)
    assert [place.key.item for place in talk.meeting.agenda.places if place.turn.id == "goal.delivered"] == [
        "o1"
    ]
    talk.answer("goal.delivered", "no", item="o1")
    assert kept(talk) == [("o1", "no")]
    talk.go("goal.put-right", "o1")
    assert talk.question.suggestion == "Put the support for outcome 1 in place"


@pytest.mark.parametrize("line", ["o1/o1.p1", "o1/o1.p2", "o1/o1.p3"])
@pytest.mark.parametrize("passed_over", [ev.TurnSkipped, ev.TurnPassed, ev.TurnDone, ev.TurnParked])
def test_no_score_before_each_line_is_answered_or_passed_over(
    line: str, passed_over: type[ev.OfTurn]
) -> None:
    talk = with_lines()
    for other in ("o1/o1.p1", "o1/o1.p2", "o1/o1.p3"):
        if other != line:
            talk.answer("goal.delivered", "yes", item=other)
    with pytest.raises(Refusal, match="delivered-first"):
        talk.answer("goal.show", "3", item="o1")
    because = {"because": "no time"} if passed_over is ev.TurnSkipped else {}
    talk.add(passed_over.model_validate({"turn": "goal.delivered", "item": line, **because}))  # type: ignore[arg-type]
    talk.answer("goal.show", "3", item="o1")


# The ends of the numbers

NUMBERS = st.lists(st.none() | st.integers(1, 5), min_size=4, max_size=7)


@given(first=NUMBERS, second=NUMBERS)
def test_the_furthest_apart_are_all_at_an_end_and_nobody_between(
    first: list[int | None], second: list[int | None]
) -> None:
    adults = [person(f"a{n}", f"Adult {chr(65 + n)}", "parent") for n in range(len(first) - 1)]
    talk = Talk(people=[PEOPLE[0], *adults])
    talk.support("yes")
    ids = ["child", *(adult.id for adult in adults)]
    for turn, numbers in (("goal.show", first), ("goal.show-again", second)):
        for who, number in zip(ids, numbers, strict=False):
            event = ev.ScoreShown(turn=turn, item="o1", person=who, number=number)
            if turn == "goal.show" or ("goal.show-again", "o1") in talk.meeting.agenda:
                talk.add(event)
    scores = talk.meeting.minutes.scores
    sides, ends = scores.sides("o1"), scores.furthest_apart("o1")
    held = [at.number for at in sides.values() if at.number is not None]
    assert "child" not in ends
    assert set(ends) == {who for who, at in sides.items() if at.number in (min(held), max(held))}
    if len(set(held)) > 1:
        assert len(ends) >= 2


def test_only_the_ends_that_gave_no_reason_yet_are_asked_for_one() -> None:
    talk = Talk(people=[*PEOPLE, person("dad", "Dad", "parent"), person("gran", "Gran", "parent")])
    talk.support("yes")
    shown = "Ravi so-so", "Mum 1 because of tears", "Mr Lacey 5", "Ms Okafor 3", "Dad 1", "Gran don't know"
    talk.answer("goal.show", *shown, item="o1")
    talk.answer("goal.score-again", "not agreed", item="o1")
    asked = [place.key for place in talk.meeting.agenda.places if place.turn.id == "goal.side"]
    assert [key.parts[-1] for key in asked] == ["lacey", "dad"]
    minds = [
        place.key.parts[-1] for place in talk.meeting.agenda.places if place.turn.id == "goal.change-mind"
    ]
    assert minds == ["mum", "lacey", "dad"]


# The next step


@pytest.mark.parametrize(
    ("number", "turn"), [("1", "goal.change"), ("3", "goal.step-on"), ("4", "goal.last-step")]
)
def test_the_next_step_is_something_that_somebody_does_by_a_day(number: str, turn: str) -> None:
    talk = Talk()
    talk.support("yes")
    talk.answer("goal.show", "so-so", number, number, number, item="o1")
    talk.answer("goal.score", "yes", item="o1")
    talk.answer(turn, "Read to the little ones", "Mr Lacey", "in two weeks", item="o1")
    (action,) = talk.review().actions
    assert (action.what, action.who, action.about, action.agreed) == (
        "Read to the little ones",
        "Mr Lacey",
        "o1",
        True,
    )
    assert [entry for entry in talk.review().entries if entry.field == "next"] == []
    talk.add(ev.Undone())
    assert talk.review().actions[0].by is None


def test_what_comes_after_an_outcome_that_is_reached_stays_in_words() -> None:
    talk = Talk()
    talk.support("yes")
    talk.answer("goal.show", "good", "5", "5", "5", item="o1")
    talk.answer("goal.score", "yes", item="o1")
    talk.answer("goal.celebrate", "Mum: A cake", item="o1")
    assert [entry.text for entry in talk.review().entries if entry.field == "next"] == ["A cake"]
