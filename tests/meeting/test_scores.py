"""The score round: shown at once, talked through, and never computed (MEETING, rules 4 to 8)."""

from __future__ import annotations

from datetime import date

import pytest

from facilitator.meeting import events as ev
from facilitator.meeting.minutes import Key
from facilitator.meeting.typed_answer import WhoIsMeant, lines_of
from facilitator.plan.refusal import Refusal
from facilitator.plan.scores import Side
from facilitator.work.check import remarks
from tests.meeting.plans import a_plan
from tests.meeting.talk import Talk


@pytest.fixture
def talk() -> Talk:
    """A second review, at its first outcome, whose support was given."""
    talk = Talk(a_plan(reviews=1))
    talk.support("yes")
    return talk


def show(talk: Talk, *numbers: str, turn: str = "goal.show") -> None:
    talk.answer(turn, *numbers, item="o1")


def test_delivered_comes_before_scores() -> None:
    talk = Talk()
    with pytest.raises(Refusal, match="delivered-first"):
        talk.answer("goal.show", "3", item="o1")


def test_a_skipped_delivered_lets_the_scores_come() -> None:
    talk = Talk()
    talk.add(ev.TurnSkipped(turn="goal.delivered", item="o1/o1.p1", because="no time"))
    show(talk, "so-so", "3", "3", "3")
    assert len(talk.meeting.minutes.scores.shown("first", "o1")) == 4


def test_each_person_is_asked_once_and_then_it_goes_on(talk: Talk) -> None:
    asked = []
    talk.go("goal.show", "o1")
    for number in ("so-so", "2", "2", "2"):
        asked.append(talk.question.asks)
        talk.type(number)
    assert asked == ["Ravi", "Mum", "Mr Lacey", "Ms Okafor"]
    assert talk.here == ("goal.score", "o1")


def test_a_number_may_be_agreed_where_no_adult_has_one(talk: Talk) -> None:
    show(talk, "4", "don't know", "don't know", "don't know")
    assert talk.here == ("goal.score", "o1")
    talk.type("4")
    score = talk.outcome().score
    assert score is not None
    assert (score.result, score.number) == ("agreed", 4)


def test_all_equal_is_confirmed(talk: Talk) -> None:
    show(talk, "1", "4", "4", "don't know")
    assert talk.meeting.minutes.scores.same_number("o1") == 4
    talk.type("yes")
    score = talk.outcome().score
    assert score is not None
    assert (score.result, score.number) == ("agreed", 4)
    assert [at.number for at in score.positions] == [1, 4, 4, None]


def test_a_childs_face_stands_beside(talk: Talk) -> None:
    show(talk, "so-so", "2", "2", "2")
    position = talk.meeting.minutes.scores.shown("first", "o1")["child"]
    assert (position.number, position.word) == (None, "so_so")
    assert talk.here == ("goal.score", "o1")


def test_a_spread_of_one_is_talked_over_and_the_first_numbers_are_kept(talk: Talk) -> None:
    show(talk, "so-so", "2", "3", "3")
    assert talk.here == ("goal.lowest-first", "o1")
    talk.type("Mum: He still cries on Sundays")
    talk.tab()
    with pytest.raises(Refusal, match="say-the-number"):
        talk.type("yes")
    talk.type("3")
    score = talk.outcome().score
    assert score is not None
    assert (score.result, score.number) == ("agreed_after_talking", 3)
    assert [at.number for at in score.positions] == [None, 2, 3, 3]


def test_a_spread_of_three_that_stays_is_not_agreed_and_nothing_is_averaged(talk: Talk) -> None:
    show(talk, "so-so", "1", "Mr Lacey: 4, he read 68 words", "3")
    assert talk.here == ("goal.evidence", "o1")
    talk.tab()
    assert talk.here == ("goal.show-again", "o1")
    for number in ("so-so", "1", "4", "k"):
        talk.type(number)
    assert talk.here == ("goal.score-again", "o1")
    with pytest.raises(Refusal, match="still-apart"):
        talk.type("2")
    talk.type("not agreed")
    assert talk.here == ("goal.side", "o1/mum")
    talk.type("He has tears every week")
    talk.tab()
    assert talk.here == ("goal.change-mind", "o1/mum")
    talk.type("A week with none")
    talk.tab()
    assert talk.here == ("goal.change-mind", "o1/lacey"), "he gave his reason with the number"
    talk.tab()
    assert talk.here == ("goal.meanwhile", "o1"), "whoever stands between the two is asked for no reason"
    talk.type("We watch homework for three weeks")
    talk.tab()
    talk.type("2/4")
    score = talk.outcome().score
    assert score is not None
    assert (score.result, score.number) == ("not_agreed", None)
    assert [at.number for at in score.positions] == [None, 1, 4, 3]
    assert [at.number for at in score.second_positions] == [None, 1, 4, None]
    assert score.sides == [
        Side(person="mum", reason="He has tears every week", would_change="A week with none"),
        Side(person="lacey", reason="he read 68 words"),
        Side(person="okafor"),
    ]
    assert score.next_step == "We watch homework for three weeks"
    assert score.by == date(2027, 4, 2)


def test_numbers_that_come_together_can_be_agreed(talk: Talk) -> None:
    show(talk, "so-so", "1", "4", "3")
    talk.tab()
    for number in ("so-so", "3", "4", "3"):
        talk.type(number)
    talk.type("3")
    score = talk.outcome().score
    assert score is not None
    assert (score.result, score.number) == ("agreed_after_talking", 3)


def test_words_on_somebody_elses_side_stay_with_who_said_them(talk: Talk) -> None:
    show(talk, "so-so", "1", "4", "3")
    talk.go("goal.score-again", "o1")
    talk.type("not agreed")
    talk.answer("goal.side", "Mr Lacey: I can see that", item="o1/mum")
    outcome = talk.outcome()
    assert [(said.by, said.text) for said in outcome.said] == [("lacey", "I can see that")]
    assert outcome.score is not None
    assert all(side.reason == "" for side in outcome.score.sides)


def test_support_that_was_not_given_marks_the_score() -> None:
    talk = Talk()
    talk.support("no")
    assert talk.here == ("goal.achieved", "o1"), "what stopped it comes after what is new and in the way"
    talk.answer("goal.stopped", "Mr Lacey: Nobody covered for the TA", item="o1")
    talk.tab()
    assert talk.question.suggestion == "Put in place: Reading"
    talk.type("yes", suggestion=talk.question.suggestion)
    talk.type("Mr Lacey")
    assert talk.question.suggested_day == date(2027, 3, 30)
    talk.type("yes")
    show(talk, "hard", "1", "1", "1")
    talk.type("1")
    score = talk.outcome().score
    assert score is not None
    assert score.support_not_given
    action = talk.review().actions[0]
    assert (action.what, action.who, action.by, action.about) == (
        "Put in place: Reading",
        "Mr Lacey",
        date(2027, 3, 30),
        "o1",
    )


def test_low_twice_running_asks_if_the_outcome_is_right(talk: Talk) -> None:
    show(talk, "hard", "2", "2", "2")
    talk.type("2")
    assert "goal.right-outcome" in talk.asked
    assert "goal.change" in talk.asked


def test_low_once_does_not() -> None:
    talk = Talk(a_plan())
    talk.support("yes")
    show(talk, "hard", "2", "2", "2")
    talk.type("2")
    assert "goal.right-outcome" not in talk.asked
    assert "goal.change" in talk.asked


@pytest.mark.parametrize(
    ("number", "turn"), [("3", "goal.step-on"), ("4", "goal.last-step"), ("5", "goal.celebrate")]
)
def test_each_score_has_its_own_next_question(talk: Talk, number: str, turn: str) -> None:
    show(talk, "good", number, number, number)
    talk.type(number)
    assert talk.here == (turn, "o1")


@pytest.mark.parametrize("shown", [("4",), ("4", "k", "k", "k"), ("so-so", "k", "2", "k")])
def test_it_is_agreed_also_where_no_two_have_a_number(talk: Talk, shown: tuple[str, ...]) -> None:
    show(talk, *shown)
    assert "goal.score" in talk.asked
    show(talk, "3", turn="goal.score")
    assert talk.meeting.minutes.scores.agreed("o1") == 3


def test_shown_but_not_talked_through_is_not_settled(talk: Talk) -> None:
    show(talk, "so-so", "1", "4")
    score = talk.outcome().score
    assert score is not None
    assert (score.result, score.number, score.sides) == ("not_settled", None, [])


def test_what_a_meeting_writes_of_a_score_is_sound(talk: Talk) -> None:
    show(talk, "so-so", "2")
    talk.answer("goal.score", "not agreed", item="o1")
    plan = talk.written()
    assert plan.reviews[-1].scores[0].result == "not_agreed"
    assert not [one for one in remarks(plan, talk.script, date(2027, 3, 12)) if one.wrong]


def test_a_number_can_be_put_right(talk: Talk) -> None:
    show(talk, "so-so", "2", "3", "3")
    talk.answer("goal.show", "Mum 3", item="o1")
    assert talk.meeting.minutes.scores.shown("first", "o1")["mum"].number == 3
    assert "goal.lowest-first" not in talk.asked


def test_the_same_number_again_keeps_the_reason_that_was_given(talk: Talk) -> None:
    show(talk, "so-so", "Mum 2 because homework ends in tears", "Mum 2")
    shown = talk.meeting.minutes.scores.shown("first", "o1")
    assert shown["mum"].reason == "homework ends in tears"
    show(talk, "Mum 2 because of the bus")
    assert shown["mum"].reason == "of the bus"
    show(talk, "Mum 3")
    assert shown["mum"].reason == "", "the reason was for another number"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("9", "not-on-scale"),
        ("lots", "no-number"),
        ("0", "not-on-scale"),
        ("2.5", "which-number"),
        ("3/5", "which-number"),
        ("one of his best weeks", "no-number"),
    ],
)
def test_what_is_no_score_is_said(talk: Talk, typed: str, code: str) -> None:
    show(talk, "so-so")
    with pytest.raises(Refusal, match=code):
        talk.type(typed)


def test_a_child_may_answer_with_a_number_or_one_of_the_words(talk: Talk) -> None:
    talk.go("goal.show", "o1")
    with pytest.raises(Refusal, match="no-face"):
        talk.type("purple")
    talk.type("2")
    assert talk.meeting.minutes.scores.shown("first", "o1")["child"].number == 2


def test_when_all_have_shown_only_a_name_changes_a_number(talk: Talk) -> None:
    show(talk, "so-so", "3", "3", "3")
    talk.go("goal.show", "o1")
    with pytest.raises(Refusal, match="all-shown"):
        talk.type("4")


def test_agreeing_needs_a_number_or_not_agreed(talk: Talk) -> None:
    show(talk, "so-so", "3", "3", "3")
    with pytest.raises(Refusal, match="number-or-not-agreed"):
        talk.type("perhaps")
    with pytest.raises(Refusal, match="not-on-scale"):
        talk.type("7")


def test_a_number_may_have_its_reason_straight_after_it(talk: Talk) -> None:
    show(talk, "so-so", "4, 68 of 100 words read", "3: he tries", "2 - tired")
    shown = talk.meeting.minutes.scores.shown("first", "o1").values()
    assert [(at.number, at.reason) for at in shown][1:] == [
        (4, "68 of 100 words read"),
        (3, "he tries"),
        (2, "tired"),
    ]


def test_one_who_moves_in_the_second_show_does_not_move_the_others(talk: Talk) -> None:
    show(talk, "so-so", "1", "4", "4")
    show(talk, "Mum 2", turn="goal.show-again")
    talk.go("goal.score-again", "o1")
    with pytest.raises(Refusal, match="still-apart"):
        talk.type("2")


def test_one_who_has_a_number_only_the_second_time_is_a_side_too(talk: Talk) -> None:
    show(talk, "so-so", "k", "1", "4")
    show(talk, "so-so", "2 because of maths", "1", "k", turn="goal.show-again")
    show(talk, "not agreed", turn="goal.score-again")
    asked = [place.key.item for place in talk.meeting.agenda.places if place.turn.id == "goal.change-mind"]
    assert asked == ["o1/lacey", "o1/okafor"], "the two ends: 1, and 4 the first time"
    score = talk.outcome().score
    assert score is not None
    assert Side(person="mum", reason="of maths") in score.sides


def test_a_number_that_nobody_showed_was_talked_over(talk: Talk) -> None:
    show(talk, "2", "4", "4", "k")
    talk.type("3")
    score = talk.outcome().score
    assert score is not None
    assert (score.result, score.number) == ("agreed_after_talking", 3)


def test_a_number_that_is_put_right_does_not_undermine_what_was_agreed(talk: Talk) -> None:
    show(talk, "so-so", "3", "3", "3")
    talk.type("3")
    show(talk, "Mum 4")
    with pytest.raises(Refusal, match="agreed-already"):
        show(talk, "Mum 1")
    show(talk, "not agreed", turn="goal.score")
    show(talk, "Mum 1")
    show(talk, "Mum 3", turn="goal.show-again")
    show(talk, "3", turn="goal.score")
    show(talk, "Mum 2", turn="goal.show")
    assert talk.meeting.minutes.scores.agreed("o1") == 3


def test_a_name_may_stand_before_an_answer_without_a_number(talk: Talk) -> None:
    show(talk, "Mr Lacey don't know", "Ravi good")
    shown = talk.meeting.minutes.scores.shown("first", "o1")
    assert (shown["lacey"].number, shown["child"].word) == (None, "good")


def test_a_childs_number_is_no_side_of_a_disagreement(talk: Talk) -> None:
    show(talk, "1", "2", "4", "4")
    talk.go("goal.score-again", "o1")
    talk.type("not agreed")
    assert ("goal.side", "o1/child") not in [place.key for place in talk.meeting.agenda.places]
    score = talk.outcome().score
    assert score is not None
    assert [side.person for side in score.sides] == ["mum", "lacey", "okafor"]
    assert score.positions[0].number == 1


def test_a_next_step_that_one_person_names_is_the_next_step(talk: Talk) -> None:
    show(talk, "so-so", "1", "4", "4")
    talk.go("goal.score-again", "o1")
    talk.type("not agreed")
    talk.answer("goal.meanwhile", "Mr Lacey: We count words together", item="o1")
    outcome = talk.outcome()
    assert outcome.score is not None
    assert outcome.score.next_step == "We count words together"
    assert [said.by for said in outcome.said] == ["lacey"]


@pytest.mark.parametrize(
    "typed",
    ["3, Lacey", "3 Mr Lacey", "3 from Mum", "3 for Mum", "3 (Mum)", "2 - lacy", "3 Bob", "3, Aunt Bob"],
)
def test_a_number_with_a_name_behind_it_is_nobody_elses(talk: Talk, typed: str) -> None:
    talk.go("goal.show", "o1")
    with pytest.raises(Refusal, match="whose-number"):
        talk.type(typed)


@pytest.mark.parametrize(
    ("line", "scores"),
    [
        ("Mum 2, Mr Lacey 3", ["Mum 2", "Mr Lacey 3"]),
        ("Mum 2; lacey: 3; Ravi 4", ["Mum 2", "lacey: 3", "Ravi 4"]),
        ("Mum 2 and Mr Lacey 3", ["Mum 2", "Mr Lacey 3"]),
        ("Mum 2 because of tears, Mr Lacey 3", ["Mum 2 because of tears", "Mr Lacey 3"]),
        ("Mum 2, Mr Lacey 3 because he tries", ["Mum 2", "Mr Lacey 3 because he tries"]),
        ("Mum 2 because Mr Lacey, 3 times, went", ["Mum 2 because Mr Lacey, 3 times, went"]),
        ("Mum 2, Bob 3", ["Mum 2", "Bob 3"]),
        ("Bob 3, Mum 2", ["Bob 3", "Mum 2"]),
        ("Lindquist 3, Mum 2, Bob: 4", ["Lindquist 3", "Mum 2", "Bob: 4"]),
        ("Mum 2 because of tears, and Aunt Bob 3", ["Mum 2 because of tears", "Aunt Bob 3"]),
        ("Mum 2, Mr Lacey 3, because he tries", ["Mum 2", "Mr Lacey 3, because he tries"]),
        ("Mum 2, slow and sad, Mr Lacey 3", ["Mum 2, slow and sad", "Mr Lacey 3"]),
        ("Mum 2, Year 3", ["Mum 2, Year 3"]),
        ("Mum 2, Bob 3 times", ["Mum 2, Bob 3 times"]),
        (" 3 ", [" 3 "]),
        ("Mum 2, slow and sad", ["Mum 2, slow and sad"]),
        ("Mum and Mr Lacey 3", ["Mum and Mr Lacey 3"]),
        ("Mum 3 Mr Lacey 4", ["Mum 3", "Mr Lacey 4"]),
        ("mum 2 mr l 4 ms o 3", ["mum 2", "mr l 4", "ms o 3"]),
        ("Mum three, Mr Lacey 2 1/2 and Ravi so-so", ["Mum three", "Mr Lacey 2 1/2", "Ravi so-so"]),
        ("Ravi so-so Mum don't know Mr Lacey 3", ["Ravi so-so", "Mum don't know", "Mr Lacey 3"]),
        ("Mum 2 because he hit Mr Lacey 3 times", ["Mum 2 because he hit Mr Lacey 3 times"]),
    ],
)
def test_several_scores_in_a_line_are_one_each(talk: Talk, line: str, scores: list[str]) -> None:
    talk.go("goal.show", "o1")
    assert lines_of(talk.meeting, line) == scores


@pytest.mark.parametrize(
    "typed", ["Bob 3", "Bob: 3", "Aunt Bob 3", "Bob 3 because he saw it", "Bob Smith - 3"]
)
def test_a_number_of_somebody_who_is_not_on_the_list_is_asked_about(talk: Talk, typed: str) -> None:
    talk.go("goal.show", "o1")
    with pytest.raises(WhoIsMeant) as refused:
        talk.type(typed)
    assert (refused.value.code, refused.value.sought) == ("typed.unknown-score", "score")
    assert refused.value.name == typed.partition(" 3")[0].rstrip(" :-")
    talk.add(refused.value.by("mum"))
    assert talk.meeting.minutes.scores.last_show("o1")["mum"].number == 3


@pytest.mark.parametrize("typed", ["Lindquist 3, Mum 2, oh 4", "Bob 3, Mum lots"])
def test_no_name_that_is_asked_about_has_a_number_in_it(talk: Talk, typed: str) -> None:
    talk.go("goal.show", "o1")
    with pytest.raises(WhoIsMeant) as refused:
        talk.type(typed)
    assert not any(letter.isdecimal() for letter in refused.value.name)


@pytest.mark.parametrize("typed", ["3", "Mum 3", "Lindquist 3", "Bob 3", "3 Lacey", "Mum lots", "don't know"])
def test_whether_support_was_given_comes_before_whose_number_it_is(typed: str) -> None:
    talk = Talk(a_plan(reviews=1))
    talk.go("goal.show", "o1")
    with pytest.raises(Refusal, match="delivered-first"):
        talk.type(typed)


def numbers(talk: Talk, part: str) -> dict[str, int | None]:
    return {person: at.number for person, at in talk.meeting.minutes.scores.shown(part, "o1").items()}


@pytest.mark.parametrize(
    ("typed", "person", "number"),
    [
        ("Mum 3", "mum", 3),
        ("Mum: 3", "mum", 3),
        ("mum - 3.", "mum", 3),
        ("Mum three", "mum", 3),
        ("Mr Lacey 2 because he forgets", "lacey", 2),
        ("Ravi good", "child", None),
    ],
)
def test_a_number_may_change_where_people_talk_about_it(
    talk: Talk, typed: str, person: str, number: int | None
) -> None:
    """The tip of that question says so; who showed what at first is kept as well."""
    show(talk, "so-so", "2", "3", "3")
    assert talk.here == ("goal.lowest-first", "o1")
    before = numbers(talk, "first")
    talk.type(typed)
    assert numbers(talk, "second") == {person: number}
    assert numbers(talk, "first") == before
    assert talk.meeting.minutes.said == {}
    assert "open" not in [
        place.status for place in talk.meeting.agenda.places if place.turn.id == "goal.show-again"
    ]
    while talk.here != ("goal.score", "o1"):
        talk.tab()
    talk.type("3")
    score = talk.outcome().score
    assert score is not None
    assert (score.result, [at.number for at in score.positions]) == ("agreed_after_talking", [None, 2, 3, 3])


@pytest.mark.parametrize(
    "typed", ["Mum: 4 times this week he cried", "Mum: the 3 cards help", "Mum: 2 weeks ago"]
)
def test_words_with_a_number_in_them_stay_words(talk: Talk, typed: str) -> None:
    show(talk, "so-so", "2", "3", "3")
    talk.type(typed)
    assert [one.entry.text for one in talk.meeting.minutes.said.values()] == [typed.removeprefix("Mum: ")]
    assert numbers(talk, "second") == {}


def test_before_all_show_again_no_number_changes(talk: Talk) -> None:
    show(talk, "so-so", "1", "4", "3")
    with pytest.raises(Refusal, match="all-show-again"):
        talk.type("Mum 3")
    assert numbers(talk, "first")["mum"] == 1


def test_several_numbers_change_in_one_line(talk: Talk) -> None:
    show(talk, "so-so", "2", "3", "3")
    assert lines_of(talk.meeting, "Mum 3, Mr Lacey 4") == ["Mum 3", "Mr Lacey 4"]


def not_agreed(talk: Talk) -> None:
    show(talk, "so-so", "1", "4", "3")
    talk.tab()
    for number in ("so-so", "1", "4", "3"):
        talk.type(number)
    talk.type("not agreed")


@pytest.mark.parametrize("turn", ["goal.side", "goal.change-mind"])
def test_what_another_says_ticks_nobodys_row(talk: Talk, turn: str) -> None:
    not_agreed(talk)
    statuses = {}
    for words, item in (("Mr Lacey: she is tired", "o1/mum"), ("he read 68 words", "o1/lacey")):
        talk.answer(turn, words, item=item)
        talk.tab()
        statuses[item] = talk.meeting.agenda.place(Key(turn, item)).status
    assert statuses == {"o1/mum": "left", "o1/lacey": "answered"}
    talk.answer(turn, "Homework ends in tears", item="o1/mum")
    talk.tab()
    assert talk.meeting.agenda.place(Key(turn, "o1/mum")).status == "answered"
