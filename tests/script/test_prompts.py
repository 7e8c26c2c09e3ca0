"""The product's own prompts: sound, whole, and within the figures."""

from __future__ import annotations

import pytest

from facilitator.script import reading
from facilitator.script.check import check_prompts
from facilitator.script.loading import find_prompts, load_script
from facilitator.script.models import Script, Turn
from facilitator.script.rules.records import FITS
from facilitator.script.wording import VARIABLES, Wording
from facilitator.script.words import explain_finding


@pytest.fixture(scope="module")
def script() -> Script:
    return load_script("support-plan")


def to_child(script: Script) -> list[Turn]:
    return [turn for turn in script.turns_by_id().values() if turn.to == "child"]


def test_nothing_is_wrong_with_them() -> None:
    assert [explain_finding(one) for one in check_prompts(find_prompts())] == []


def test_the_support_plan_records_everything_that_a_review_holds(script: Script) -> None:
    recorded = {turn.records for turn in script.turns_by_id().values()}
    assert set(FITS) - recorded == set()


@pytest.mark.parametrize("minutes", [60, 45, 30])
def test_the_child_s_turn_comes_before_the_adults_and_is_whole(script: Script, minutes: int) -> None:
    agenda = script.agenda(minutes)
    held = list(agenda.segments)
    assert agenda.minutes == minutes
    assert held.index("child") < held.index("home") < held.index("outcomes") < held.index("read-back")
    assert agenda.segments["child"] == 8


def test_every_question_to_the_child_about_their_life_can_be_asked_another_way(script: Script) -> None:
    bare = [turn.id for turn in to_child(script) if turn.answer == "lines" and not turn.another_way.simpler]
    assert bare == []


def test_choices_offered_to_a_child_are_two_and_no_more(script: Script) -> None:
    for turn in script.turns_by_id().values():
        assert len(turn.another_way.choices) in (0, 2), turn.id


def test_each_question_to_the_child_is_easy_even_on_its_own(script: Script) -> None:
    wording = Wording()
    hard = {
        turn.id: reading.grade(wording.render(turn.child, VARIABLES))
        for turn in script.turns_by_id().values()
        if reading.grade(wording.render(turn.child, VARIABLES)) > 3
    }
    assert hard == {}


def test_the_local_advice_service_and_mediation_are_named_where_people_disagree(script: Script) -> None:
    turns = script.turns_by_id()
    for turn_id in ("goal.meanwhile", "decide.disagree", "close.not-right"):
        said = turns[turn_id].adult + turns[turn_id].tip
        assert "SENDIASS" in said, turn_id
        assert "mediation" in said, turn_id


def test_growing_up_is_asked_about_from_year_9(script: Script) -> None:
    late = [turn.id for turn in to_child(script) if turn.when.school_year]
    assert late == ["child.work", "child.own-home", "child.friends", "child.health"]
    year = script.turns_by_id()["child.work"].when.school_year
    assert year is not None
    assert [year.holds(number) for number in (8, 9, None)] == [False, True, False]


def test_faces_have_a_word_and_no_emoji(script: Script) -> None:
    for face in script.format.scale.faces:
        assert face.word
        assert face.drawing.isascii()
