"""The ladder: the rung and the manner of an answer are kept, and a picked answer is the child's words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from facilitator.meeting import events as ev
from facilitator.meeting.event_json import event_adapter, to_json
from facilitator.meeting.meeting import Meeting
from facilitator.meeting.quiet_wait import WAIT_SECONDS, wait
from facilitator.meeting.typed_answer import NotUnderstood, WhoIsMeant, interpret, way_called
from facilitator.plan.entries import Entry, Manner
from facilitator.plan.manners import Given, Rung
from facilitator.plan.people import CHILD, Child, ChildSetUp
from facilitator.plan.refusal import Refusal
from tests.meeting.plans import PEOPLE, a_plan, person
from tests.meeting.talk import Talk


def asked(talk: Talk, rung: Rung) -> ev.AskedAnotherWay:
    """Go along the ladder of the question that is put now, up to a rung."""
    while True:
        event = talk.view.another_way()
        assert event is not None
        talk.add(event)
        if event.rung == rung:
            return event


def last(talk: Talk) -> Entry:
    """What was said last."""
    return list(talk.meeting.minutes.said.values())[-1].entry


@pytest.fixture
def talk() -> Talk:
    """A meeting at the first question of the child's turn."""
    talk = Talk()
    talk.go("child.going-well")
    return talk


def test_the_ladder_goes_rung_by_rung_and_begins_again(talk: Talk) -> None:
    rungs = []
    for _ in range(7):
        event = talk.view.another_way()
        assert event is not None
        rungs.append(event.rung)
        talk.add(event)
        assert talk.question.rung == event.rung
        assert talk.question.easier == event.words
    assert rungs == ["same", "simpler", "choices", "yes_no", "trusted", "pass", "same"]


def test_the_rung_is_kept_with_what_the_child_says_and_with_nobody_elses_words(talk: Talk) -> None:
    talk.type("Art.")
    assert last(talk).manner.rung is None
    asked(talk, "simpler")
    talk.type("Lunch.")
    assert (last(talk).manner.rung, last(talk).manner.asked) == ("simpler", "")
    talk.type("Mum: He likes his friends.")
    assert (last(talk).manner.rung, last(talk).manner.asked) == (None, "")


def test_a_picked_choice_is_the_childs_words_with_the_question_that_was_asked(talk: Talk) -> None:
    question = asked(talk, "choices")
    assert talk.question.answers == ["A lesson", "A friend", "Something else"]
    talk.type("2")
    said = last(talk)
    assert (said.text, said.by, said.manner.rung, said.manner.asked) == (
        "A friend",
        CHILD,
        "choices",
        question.words,
    )
    talk.type("a lesson.")
    assert last(talk).text == "A lesson"
    talk.type("The bus.")
    assert (last(talk).text, last(talk).manner.rung, last(talk).manner.asked) == ("The bus.", "choices", "")


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("y", "Yes"),
        ("yes", "Yes"),
        ("No.", "No"),
        ("n", "No"),
        ("don't know", "Don't know"),
        ("k", "Don't know"),
        ("dont know", "Don't know"),
        ("I do. Ok?", "I do. Ok?"),
        ("ok", "ok"),
        ("3", "Don't know"),
        ("Ravi: yes", "Yes"),
        ("Ravi with Mum: 2", "No"),
    ],
)
def test_yes_no_and_dont_know_are_answers(talk: Talk, typed: str, text: str) -> None:
    asked(talk, "yes_no")
    talk.type(typed)
    said = last(talk)
    assert (said.text, said.by, said.manner.rung) == (text, CHILD, "yes_no")
    assert said.manner.asked == "Do you like school? Say yes, no or don't know."


def test_a_yes_of_somebody_else_stays_theirs(talk: Talk) -> None:
    asked(talk, "yes_no")
    talk.type("Mum: yes")
    said = last(talk)
    assert (said.text, said.by, said.manner.asked, said.manner.rung) == ("yes", "mum", "", None)


def test_a_pick_at_a_question_to_everyone_is_the_childs() -> None:
    talk = Talk()
    talk.go("welcome.who")
    asked(talk, "yes_no")
    talk.type("no")
    assert (last(talk).text, last(talk).by) == ("No", CHILD)


def test_something_else_asks_what(talk: Talk) -> None:
    asked(talk, "choices")
    for typed in ("3", "something else"):
        with pytest.raises(Refusal, match="say-what-else"):
            talk.type(typed)
    assert not talk.meeting.minutes.said


@pytest.mark.parametrize("typed", ["4", "I don't get the question", "Ravi: I don't understand."])
def test_not_understood_is_no_answer_and_can_be_insisted_on_as_words(talk: Talk, typed: str) -> None:
    asked(talk, "yes_no")
    with pytest.raises(NotUnderstood):
        talk.type(typed)
    assert not talk.meeting.minutes.said
    talk.type(typed, insist=True)
    assert last(talk).text == typed


def test_not_understood_is_kept_with_the_rung_that_follows(talk: Talk) -> None:
    event = talk.view.another_way(not_understood=True)
    assert event is not None
    assert event.not_understood
    talk.add(event)
    assert talk.here is not None


def test_what_an_adult_did_not_understand_is_said(talk: Talk) -> None:
    talk.type("Mum: I don't understand")
    assert last(talk).by == "mum"


def test_a_question_that_is_come_back_to_is_put_in_its_own_words(talk: Talk) -> None:
    asked(talk, "yes_no")
    talk.tab()
    assert talk.question.rung is None
    talk.add(ev.WentBack())
    assert talk.question.rung is None
    assert talk.question.answers == []


def test_taking_back_an_answer_keeps_how_it_was_asked_before(talk: Talk) -> None:
    asked(talk, "choices")
    talk.type("1")
    asked(talk, "yes_no")
    talk.add(ev.Undone())
    rungs = [talk.question.rung]
    assert not talk.meeting.minutes.said
    talk.add(ev.Redone())
    assert [*rungs, talk.question.rung] == ["choices", "yes_no"]


def test_the_ladder_of_another_question_changes_nothing_here(talk: Talk) -> None:
    talk.add(ev.AskedAnotherWay(turn="child.hard", rung="pass"))
    assert talk.question.rung is None


def test_the_ladder_is_for_a_child_who_is_there(talk: Talk) -> None:
    talk.go("welcome.who")
    talk.add(ev.PersonLeft(person=CHILD))
    assert talk.view.another_way() is None
    with pytest.raises(Refusal, match="no-other-way"):
        talk.add(ev.AskedAnotherWay(turn="welcome.who", rung="same"))
    talk.go("setup.minutes")
    assert talk.view.another_way() is None


def test_a_line_put_under_the_child_later_has_the_rung_at_which_it_came() -> None:
    talk = Talk()
    talk.go("welcome.who")
    asked(talk, "yes_no")
    talk.type("Mum: I do.")
    line = last(talk).id
    assert last(talk).manner.rung is None
    talk.add(ev.LineChanged(line=line, speaker=CHILD))
    assert (last(talk).manner.rung, last(talk).manner.asked[:16]) == ("yes_no", "Do you know them")
    talk.add(ev.LineChanged(line=line, speaker="mum"))
    assert (last(talk).manner.rung, last(talk).manner.asked) == (None, "")


# How it was given


@pytest.mark.parametrize(
    ("typed", "given", "how"),
    [
        ("Ravi pointed: the swings", "pointed", "own_words"),
        ("Ravi signs: more", "signed", "own_words"),
        ("Ravi drew with Mum: a bus", "drawn", "with_help"),
        ("ravi wrote: cards", "written", "own_words"),
        ("Ravi: cards", None, "own_words"),
        ("Mum for Ravi: he hates it", None, "said_for"),
    ],
)
def test_how_it_was_given_may_stand_after_the_name(
    talk: Talk, typed: str, given: Given | None, how: str
) -> None:
    talk.type(typed)
    said = last(talk)
    assert (said.by, said.manner.given, said.manner.how, said.text) == (
        CHILD,
        given,
        how,
        typed.split(": ")[1],
    )


@pytest.mark.parametrize(
    ("typed", "given"),
    [("pointed", "pointed"), ("Points.", "pointed"), ("with signs", "signed"), ("sung", None)],
)
def test_a_word_for_how_it_was_given(talk: Talk, typed: str, given: Given | None) -> None:
    assert way_called(talk.meeting.minutes, typed) == given


def test_somebody_who_is_not_on_the_list_did_not_point_at_anything(talk: Talk) -> None:
    with pytest.raises(WhoIsMeant):
        talk.type("Sam pointed: the swings")


def test_how_it_was_given_can_be_put_right(talk: Talk) -> None:
    talk.type("Cards.")
    line = last(talk).id
    talk.add(ev.LineChanged(line=line, given="signed"))
    assert last(talk).manner.given == "signed"
    talk.add(ev.LineChanged(line=line, speaker="mum"))
    assert last(talk).manner.given is None


def test_scores_choices_and_the_read_back_keep_how_the_child_gave_them() -> None:
    talk = Talk()
    talk.go("goal.delivered", "o1/o1.p1")
    talk.type("yes")
    talk.go("goal.show", "o1")
    asked(talk, "simpler")
    talk.add(ev.ScoreShown(turn="goal.show", item="o1", person=CHILD, word="so_so", given="pointed"))
    talk.type("mum 3")
    talk.go("close.heard")
    asked(talk, "simpler")
    talk.add(ev.ChoiceMade(turn="close.heard", option="a_bit", given="signed"))
    talk.go("close.right", CHILD)
    asked(talk, "simpler")
    talk.type("yes")
    talk.go("close.right", "mum")
    talk.type("yes")
    review = talk.review()
    score = review.scores[0]
    assert [(at.person, at.manner.given, at.manner.rung) for at in score.positions] == [
        (CHILD, "pointed", "simpler"),
        ("mum", None, None),
    ]
    assert review.given("felt_heard")[0].manner == Manner(given="signed", rung="simpler")
    told = [(one.by, one.manner.rung) for one in review.given("read_back")]
    assert told == [(CHILD, "simpler"), ("mum", None)]


def test_how_a_choice_or_a_score_was_given_may_stand_after_the_name() -> None:
    talk = Talk()
    talk.support("Ravi signed: yes")
    talk.go("goal.show", "o1")
    for typed, who, given in (
        ("Ravi pointed: so-so", CHILD, "pointed"),
        ("mum: 2 because it is slow", "mum", None),
        ("Mr Lacey 3", "lacey", None),
    ):
        kept = talk.type(typed)
        assert isinstance(kept, ev.ScoreShown)
        assert (kept.person, kept.given) == (who, given)
    talk.go("close.heard")
    beside = talk.type("Mum: yes")  # it is not for her to say, and is kept as her words
    assert isinstance(beside, ev.NoteBeside)
    assert talk.question.chosen == ""
    kept = talk.type("Ravi pointed: a bit")
    assert isinstance(kept, ev.ChoiceMade)
    assert (kept.option, kept.given) == ("a_bit", "pointed")
    assert talk.review().given("felt_heard")[0].manner.given == "pointed"


# For the age


@pytest.mark.parametrize(
    ("born", "words"),
    [
        (date(2021, 1, 1), "What is good at school?"),
        (date(2016, 1, 1), "What is going well at school?"),
        (date(2012, 1, 1), "What is going well for you at school?"),
    ],
)
def test_the_question_is_put_in_words_for_the_age(born: date, words: str) -> None:
    plan = a_plan()
    talk = Talk(plan.with_child(Child(full_name="Ravi", date_of_birth=born)))
    talk.go("child.going-well")
    assert talk.question.child == words


def test_the_trusted_person_of_the_set_up_is_offered_by_name() -> None:
    plan = a_plan()
    child = plan.child.model_copy(update={"set_up": ChildSetUp(helper="Mr Lacey")})
    talk = Talk(plan.with_child(child))
    talk.go("child.hard")
    assert asked(talk, "trusted").words == "Would you like to tell Mr Lacey?"


# The wait


def test_other_words_are_offered_after_ten_seconds_and_never_once_the_child_has_answered(talk: Talk) -> None:
    def after(seconds: int) -> tuple[int, bool] | None:
        now = wait(talk.meeting, talk.at + timedelta(seconds=seconds))
        return (now.seconds, now.offer) if now else None

    assert after(0) == (0, False)
    assert after(WAIT_SECONDS - 1) == (9, False)
    assert after(WAIT_SECONDS) == (10, True)
    asked(talk, "same")
    assert after(3) == (3, False)
    talk.type("Mum: He likes art.")
    assert after(3) == (23, True), "somebody else has spoken; the child has still been waiting"
    talk.add(ev.Paused())
    assert after(30) is None
    talk.add(ev.Resumed())
    assert after(4) == (4, False)
    talk.type("Ravi: Art.")
    assert after(30) is None


def test_nobody_is_waited_for_where_no_child_is_asked(talk: Talk) -> None:
    assert wait(talk.meeting, None) is None
    talk.go("home.working")
    assert wait(talk.meeting, talk.at) is None
    talk.go("close.heard")
    talk.type("yes")
    talk.go("close.heard")
    assert wait(talk.meeting, talk.at) is None


# Journals of before


def test_events_of_an_older_journal_mean_what_they_meant() -> None:
    adapter = event_adapter()
    people = [person(one.id, one.name, one.perspective) for one in PEOPLE[:2]]
    start = Talk(people=people).meeting.started
    old = [
        {**to_json(start), "n": 1},
        {"type": "said", "turn": "child.going-well", "speaker": "child", "text": "Cards.", "n": 2},
        {"type": "chosen", "turn": "close.heard", "option": "yes", "n": 3},
        {"type": "went_to", "turn": "goal.delivered", "item": "o1", "n": 4},
        {"type": "chosen", "turn": "goal.delivered", "item": "o1", "option": "yes", "n": 5},
        {"type": "score", "turn": "goal.show", "item": "o1", "person": "child", "word": "good", "n": 6},
        {"type": "line_changed", "line": "r-new.s2", "how": "with_help", "helper": "mum", "n": 7},
    ]
    talk = Talk()
    meeting = Meeting.replay(talk.script, talk.plan, [adapter.validate_python(event) for event in old])
    said = meeting.minutes.said["r-new.s2"].entry
    assert (said.text, said.manner.how, said.manner.given, said.manner.rung, said.manner.asked) == (
        "Cards.",
        "with_help",
        None,
        None,
        "",
    )
    assert [to_json(event) for event in meeting.events] == [
        {key: value for key, value in event.items() if value is not None} for event in old
    ]


def test_there_is_nothing_to_pick_without_a_ladder(talk: Talk) -> None:
    event = interpret(talk.meeting, "1")
    assert isinstance(event, ev.LineSaid)
    assert event.text == "1"
    with pytest.raises(NotUnderstood):
        interpret(talk.meeting, "Ravi: I don't get it")
