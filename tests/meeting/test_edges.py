"""Corners that a usual meeting does not reach."""

from __future__ import annotations

import pytest

from facilitator.meeting import events as ev
from facilitator.meeting.agenda import holds
from facilitator.meeting.event_json import event_adapter, to_json
from facilitator.meeting.meeting import Meeting
from facilitator.plan.refusal import Refusal
from facilitator.script.conditions import Condition
from facilitator.script.formats_and_turns import Option, Script
from facilitator.script.routes import Range
from tests.looking import views
from tests.meeting.plans import a_plan
from tests.meeting.talk import Talk


def holds_now(talk: Talk, *parts: str, **given: object) -> bool:
    return holds(Condition.model_validate(given), parts, talk.meeting.minutes)


def test_conditions_about_the_second_show() -> None:
    talk = Talk()
    apart = {"second_spread": Range(at_least=2)}
    assert not holds_now(talk, "o1", **apart)
    talk.support("yes")
    talk.answer("goal.show", "so-so", "1", "4", "4", item="o1")
    talk.answer("goal.show-again", "so-so", "1", "4", "4", item="o1")
    assert holds_now(talk, "o1", **apart)
    assert not holds_now(talk, "o1", second_spread=Range(at_most=1))


def test_conditions_about_people_and_the_meeting() -> None:
    talk = Talk()
    assert holds_now(talk, present="practitioner", absent=[])
    assert not holds_now(talk, absent=["practitioner"])
    assert not holds_now(talk, sent_in="parent")
    assert holds_now(talk, had_review=True, minutes=Range(at_least=60))
    assert not holds_now(talk, had_review=False)
    assert not holds_now(talk, minutes=Range(at_most=45))
    assert not holds_now(talk, school_year=Range(at_most=1))


def test_the_segments_of_the_agenda_stand_in_order() -> None:
    titles = [segment.id for segment in Talk().meeting.agenda.segments]
    assert titles[:3] == ["setup", "welcome", "good-things"]


def test_every_event_comes_back_from_its_json() -> None:
    talk = Talk()
    talk.answer("home.working", "Sleeps well")
    talk.add(ev.MeetingEnded(early=True))
    adapter = event_adapter()
    again = [adapter.validate_python(to_json(event)) for event in talk.meeting.events]
    assert again == talk.meeting.events
    assert Meeting.replay(talk.script, talk.plan, again).minutes.standing.ended


def test_a_length_that_is_no_number_is_refused() -> None:
    talk = Talk()
    script = with_options(talk.script, "setup.minutes", [Option(id="long", adult="As long as it takes")])
    other = Talk(script=script)
    with pytest.raises(Refusal, match="no-such-option"):
        other.add(ev.ChoiceMade(turn="setup.minutes", option="long"))


def with_options(script: Script, turn_id: str, options: list[Option]) -> Script:
    segments = [
        segment.model_copy(
            update={
                "turns": [
                    turn.model_copy(update={"options": options}) if turn.id == turn_id else turn
                    for turn in segment.turns
                ]
            }
        )
        for segment in script.segments
    ]
    return script.model_copy(update={"segments": segments})


def test_what_is_put_back_may_move_to_where_nobody_is_asked_any_more() -> None:
    talk = Talk()
    talk.support("no")
    talk.go("goal.put-right", "o1")
    talk.add(ev.Undone())
    talk.add(ev.Redone())
    assert talk.here == ("goal.put-right", "o1")


def test_answering_at_the_close_stays_at_the_close() -> None:
    talk = Talk(a_plan())
    while talk.here is not None:
        talk.tab()
    talk.add(ev.LineSaid(turn="child.hard", speaker="child", text="The hall"))
    assert talk.here is None


def test_a_nearest_question_is_looked_for_among_those_that_stood_after() -> None:
    talk = Talk()
    talk.support("no")
    talk.go("goal.stopped", "o1")
    talk.add(ev.ChoiceMade(turn="goal.delivered", item="o1/o1.p1", option="yes"))
    assert talk.here == ("goal.show", "o1")


def test_a_helper_stays_when_only_the_words_are_put_right() -> None:
    talk = Talk()
    talk.answer("child.hard", "Mum for Ravi: the hal")
    line = next(iter(talk.meeting.minutes.said))
    talk.add(ev.LineChanged(line=line, text="the hall"))
    said = views(talk.review())[0]
    assert (said.text, said.manner.how, said.manner.helper) == ("the hall", "said_for", "mum")


def test_amending_keeps_a_second_outcome_apart() -> None:
    talk = Talk()
    for outcome, wording in (("o1", "First new words"), ("o3", "Other new words")):
        talk.answer("decide.outcome", "amend", item=outcome)
        talk.answer("decide.new-words", wording, item=outcome)
    plan = talk.written()
    assert [(one.number, one.replaces) for one in plan.of("outcome", ended=True)[3:]] == [
        (4, "o1"),
        (5, "o3"),
    ]
