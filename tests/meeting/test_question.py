"""The question as people see it."""

from __future__ import annotations

from facilitator.meeting import events as ev
from facilitator.meeting.minutes_parts import Key
from facilitator.plan.people import CHILD
from tests.meeting.plans import a_plan
from tests.meeting.talk import Talk


def test_a_childs_question_has_the_childs_words_first() -> None:
    talk = Talk()
    talk.go("child.going-well")
    question = talk.question
    assert (question.to, question.to_child, question.speaker) == ("Ravi", True, "Ravi")
    assert question.child
    assert "Ravi" in question.adult
    assert (question.place, question.of > 3) == (1, True)


def test_a_question_is_put_to_the_child_in_the_childs_turn_and_to_nobody_who_is_away() -> None:
    talk = Talk()
    talk.go("close.right", CHILD)
    assert talk.question.to_child
    talk.go("close.right", "mum")
    assert not talk.question.to_child
    turns = talk.meeting.minutes.turns
    for turn in turns.values():
        alone = turns.to_child(Key(turn.id, CHILD))
        assert alone == (turn.to in ("child", "item")), turn.id


def test_lines_stand_with_their_number_speaker_and_manner() -> None:
    talk = Talk()
    talk.answer("child.going-well", "Lunch", "Mum for Ravi: and cards")
    first, second = talk.question.said
    assert (first.number, first.text, first.speaker, first.how) == (1, "Lunch", "Ravi", "own_words")
    assert (second.number, second.how, second.helper) == (2, "said_for", "Mum")


def test_last_terms_words_and_scores_stand_beside_an_outcome() -> None:
    talk = Talk(a_plan(reviews=2))
    talk.go("goal.achieved", "o1")
    beside = talk.question.beside
    assert [(said.text, said.speaker) for said in beside.said] == [("Reads more", "Mr Lacey")]
    assert beside.score is not None
    assert [(period, score.number) for period, score in beside.scores] == [(1, 2), (2, 2)]
    talk.go("child.hard")
    assert talk.question.beside.said == []


def test_the_first_review_has_nothing_beside() -> None:
    talk = Talk(a_plan())
    talk.go("goal.achieved", "o1")
    assert talk.question.beside.score is None


def test_everybodys_scores_stand_with_the_question() -> None:
    talk = Talk()
    talk.support("yes")
    talk.answer("goal.show", "so-so", "2", item="o1")
    assert [(shown.name, shown.position is not None) for shown in talk.question.shown] == [
        ("Ravi", True),
        ("Mum", True),
        ("Mr Lacey", False),
        ("Ms Okafor", False),
    ]
    talk.type("3")
    talk.type("3")
    talk.go("goal.score", "o1")
    assert len(talk.question.shown) == 4


def test_the_read_back_shows_everything_said() -> None:
    talk = Talk()
    talk.answer("child.going-well", "Lunch")
    talk.answer("home.working", "Sleep")
    talk.go("close.right", "mum")
    assert [said.text for said in talk.question.beside.said] == ["Lunch", "Sleep"]
    assert talk.question.to == "Mum"


def test_who_a_question_is_put_to() -> None:
    talk = Talk()
    for turn, item, to in [
        ("setup.date", "", "You, in the chair"),
        ("welcome.who", "", "Everyone"),
        ("home.working", "", "Mum"),
        ("others.working", "", "Ms Okafor"),
        ("goal.delivered", "o1/o1.p1", "Everyone"),
    ]:
        talk.go(turn, item)
        assert talk.question.to == to


def test_last_actions_are_named_in_the_question() -> None:
    talk = Talk()
    talk.go("last.status", "r1.a1")
    assert "Move the seat" in talk.question.adult
    assert "Mr Lacey" in talk.question.adult


def test_a_concern_is_quoted_with_who_said_it() -> None:
    talk = Talk()
    talk.answer("home.not-working", "The {{ bus }} is [late]")
    item = next(iter(talk.meeting.minutes.said))
    talk.go("next.concern", item)
    assert "The {{ bus }} is [late]" in talk.question.adult
    assert "Mum" in talk.question.adult


def test_titles_are_the_childs_while_the_child_is_there() -> None:
    talk = Talk()
    assert talk.view.title("home") == "Home"
    with_child = talk.view.title("outcomes")
    talk.go("home.working")
    talk.add(ev.PersonLeft(person=CHILD))
    assert talk.view.title("outcomes") != with_child


def test_there_is_no_question_when_the_meeting_can_close() -> None:
    talk = Talk()
    while talk.here is not None:
        talk.tab()
    assert talk.view.question() is None
