"""The board: each card that the child sorts is a statement by the child, once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from facilitator.meeting import events as ev
from facilitator.meeting.answers.board import cards_to_sort
from facilitator.meeting.minutes import Key
from facilitator.plan.entries import Entry
from facilitator.plan.people import CHILD, ChildSetUp
from facilitator.plan.refusal import Refusal
from facilitator.script.check import check_prompts
from facilitator.script.loading import load_script
from tests.looking import views
from tests.making import outcome
from tests.meeting.plans import PEOPLE
from tests.meeting.talk import Talk
from tests.meeting.test_child_set_up import a_plan_with
from tests.plain.plans import FORMATS, passport

BOARD = Key("child.board")


@pytest.fixture
def talk() -> Talk:
    """A meeting at the board of a child who would sooner sort cards."""
    talk = Talk(a_plan_with(ChildSetUp(says_by="board")))
    talk.go("child.board")
    return talk


def said(talk: Talk) -> list[Entry]:
    return [held.entry for held in talk.meeting.minutes.said.values()]


def test_the_set_up_decides_if_a_child_talks_sorts_or_does_both() -> None:
    for says_by, turns in (
        ("talk", ["child.going-well", "child.hard"]),
        ("both", ["child.going-well", "child.hard", "child.board"]),
        ("board", ["child.board"]),
        (None, ["child.going-well", "child.hard"]),
    ):
        talk = Talk(a_plan_with(ChildSetUp(says_by=says_by)))  # type: ignore[arg-type]
        held = [turn for turn in talk.asked if turn in ("child.going-well", "child.hard", "child.board")]
        assert held == turns, says_by


def test_the_cards_are_the_plans_support_and_the_formats(talk: Talk) -> None:
    cards = talk.question.cards
    assert cards[:3] == ["Break time", "Lunch", "Reading"]
    assert cards.count("Reading") == 1, "what stands in both is one card"
    assert [(column.id, column.child) for column in talk.question.columns] == [
        ("good", "Good"),
        ("so_so", "So-so"),
        ("hard", "Hard"),
    ]


def test_a_long_sentence_of_the_plan_is_no_card() -> None:
    plan = a_plan_with(ChildSetUp(says_by="board"))
    support = [("A talk about the day, each day, at lunch",), ("The word box",)]
    talk = Talk(plan.model_copy(update={"items": outcome(1, provision=support)}))
    assert cards_to_sort(BOARD, talk.meeting.minutes)[-2:] == ["Homework", "The word box"]


@pytest.mark.parametrize(
    ("typed", "card", "topic"),
    [
        ("lunch: good", "Lunch", "working"),
        ("2: hard", "Lunch", "not_working"),
        ("The bell:2", "The bell", "so_so"),
        ("Ravi: Lunch: So", "Lunch", "so_so"),
    ],
)
def test_a_sorted_card_is_a_statement_by_the_child(talk: Talk, typed: str, card: str, topic: str) -> None:
    talk.type(typed)
    (one,) = said(talk)
    assert (one.text, one.by, one.field, one.manner.given) == (card, CHILD, topic, "pointed")
    assert one.manner.turn == "child.board"
    assert card not in talk.question.cards
    assert [column.cards for column in talk.question.columns if column.cards] == [[card]]


def test_a_card_that_is_sorted_again_moves(talk: Talk) -> None:
    talk.type("lunch: good")
    talk.type("LUNCH: hard")
    (one,) = said(talk)
    assert (one.text, one.field) == ("Lunch", "not_working")
    assert [concern.text for concern in talk.meeting.minutes.said.concerns()] == ["Lunch"]
    assert "next.concern" in talk.asked


def test_a_card_may_be_sorted_with_help_and_in_another_way(talk: Talk) -> None:
    talk.type("Ravi signed with Mum: bell: hard")
    (one,) = said(talk)
    assert (one.manner.how, one.manner.helper, one.manner.given, one.text) == (
        "with_help",
        "mum",
        "signed",
        "bell",
    )


def test_the_rung_is_kept_with_a_card(talk: Talk) -> None:
    for _ in range(2):
        event = talk.view.another_way()
        assert event is not None
        talk.add(event)
    talk.type("lunch: good")
    assert said(talk)[0].manner.rung == "simpler"


@pytest.mark.parametrize("typed", ["lunch", "lunch: purple", ": good", "Lunch:"])
def test_a_card_needs_its_place(talk: Talk, typed: str) -> None:
    with pytest.raises(Refusal, match="which-column"):
        talk.type(typed)
    assert not said(talk)


def test_an_adult_sorts_no_card(talk: Talk) -> None:
    with pytest.raises(Refusal, match="child-sorts"):
        talk.type("Mum: lunch: good")
    with pytest.raises(Refusal, match="no-such-option"):
        talk.add(ev.CardSorted(turn="child.board", card="Lunch", column="purple"))
    with pytest.raises(Refusal, match="no-such-person"):
        talk.add(ev.CardSorted(turn="child.board", card="Lunch", column="good", helper="nobody"))


def test_a_card_goes_with_undo_and_can_be_taken_out(talk: Talk) -> None:
    talk.type("lunch: good")
    talk.type("lunch: hard")
    talk.add(ev.Undone())
    assert said(talk)[0].field == "working"
    talk.add(ev.LineRemoved(line=said(talk)[0].id))
    assert "Lunch" in talk.question.cards


def test_a_column_on_what_the_child_wishes_away_is_left_out() -> None:
    away = ChildSetUp(says_by="board", topics_away=["not_working"])
    talk = Talk(a_plan_with(away))
    talk.go("child.board")
    assert [column.id for column in talk.question.columns] == ["good", "so_so"]
    all_away = ["working", "so_so", "not_working"]
    assert "child.board" not in Talk(a_plan_with(ChildSetUp(says_by="board", topics_away=all_away))).asked


def test_sorted_cards_stand_in_the_review(talk: Talk) -> None:
    talk.type("lunch: good")
    talk.type("noise: hard")
    talk.type("maths: so-so")
    topics = {one.text: one.field for one in views(talk.review())}
    assert topics == {"Lunch": "working", "Noise": "not_working", "Maths": "so_so"}
    assert talk.meeting.place is not None
    assert talk.meeting.place.status == "open"
    talk.tab()
    assert talk.meeting.agenda.place(BOARD).status == "answered"


def test_a_format_gets_a_board_by_its_yaml_alone(tmp_path: Path) -> None:
    prompts = Path(shutil.copytree(FORMATS, tmp_path / "prompts"))
    form, journey = (prompts / "two-reviews" / name for name in ("format.yaml", "segments/journey.yaml"))
    text = form.read_text(encoding="utf-8").replace("scale:\n", "cards: [Tea, The bus]\n\nscale:\n")
    # The board takes its time: the shorter agenda is a longer one.
    text = text.replace("minutes: 25", "minutes: 35").replace("roads: 7", "roads: 17")
    form.write_text(text, encoding="utf-8")
    board = """turns:
  - id: journey.board
    to: child
    child: Where does each card go?
    adult: Where does each card go?
    answer: board
    columns:
      - {id: sun, child: Sunny, adult: Sunny, records: review.working}
      - {id: cloud, child: Cloudy, adult: Cloudy, records: review.not_working}
    another_way: {simpler: Is it sunny or cloudy?}

"""
    text = journey.read_text(encoding="utf-8").replace("turns:\n", board, 1)
    journey.write_text(text, encoding="utf-8")
    assert check_prompts(prompts) == []
    plan = passport()
    talk = Talk(plan, people=PEOPLE[:2], script=load_script("two-reviews", prompts))
    talk.go("journey.board")
    assert talk.question.cards == ["Tea", "The bus", "A reading buddy"]
    talk.type("1: cloud")
    assert [(one.text, one.field) for one in said(talk)] == [("Tea", "not_working")]


def test_somebody_who_may_be_on_the_list_sorts_no_card_and_a_card_may_have_a_colon(talk: Talk) -> None:
    with pytest.raises(Refusal, match="child-sorts"):
        talk.type("Mrs Lacey: lunch: good")
    talk.type("Minecraft: creative: good")
    assert [line.text for line in said(talk)] == ["Minecraft: creative"]
