"""What the chair says is not for sharing: kept in the review, and hidden on the screen."""

from __future__ import annotations

import json

import pytest

from facilitator.meeting import events as ev
from facilitator.meeting.event_json import event_adapter, to_json
from facilitator.meeting.meeting import Meeting
from facilitator.meeting.plan_in_meeting import drafted
from facilitator.meeting.review_record import to_review
from facilitator.phrases.manner import said_by
from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import say
from tests.meeting.plans import a_plan
from tests.meeting.talk import Talk

NAME = "Quillfeather"


def one_line() -> tuple[Talk, str]:
    """Return a meeting in which Mum said a line, and the id of that line."""
    talk = Talk()
    talk.answer("home.working", f"Mum: {NAME} rang.")
    return talk, list(talk.meeting.minutes.said)[-1]


def marked() -> tuple[Talk, str]:
    """Return the same with the line marked."""
    talk, line = one_line()
    talk.add(ev.LineChanged(line=line, not_shared=True))
    return talk, line


def shared(talk: Talk) -> dict[str, bool]:
    return {entry.id: not entry.not_shared for entry in to_review(talk.meeting.minutes, None).entries}


def test_a_line_is_marked_in_the_record_and_the_mark_is_taken_back() -> None:
    talk, line = marked()
    assert shared(talk)[line] is False
    talk.add(ev.LineChanged(line=line, not_shared=False))
    assert shared(talk)[line] is True


def test_a_mark_is_undone_and_put_back() -> None:
    talk, line = marked()
    talk.add(ev.Undone())
    assert shared(talk)[line] is True
    talk.add(ev.Redone())
    assert shared(talk)[line] is False


def test_other_words_or_another_question_leave_the_mark() -> None:
    talk, line = marked()
    talk.add(ev.LineChanged(line=line, text=f"{NAME} wrote."))
    talk.add(ev.LineMoved(line=line, turn="home.not-working"))
    assert shared(talk)[line] is False


def test_a_meeting_that_is_carried_on_has_the_mark() -> None:
    talk, line = marked()
    events = [event_adapter().validate_json(json.dumps(to_json(event))) for event in talk.meeting.events]
    again = Meeting.replay(talk.script, talk.plan, events)
    assert again.minutes.said[line].entry.not_shared


def test_the_screen_hides_a_marked_line_until_it_is_shown_and_says_that_it_is_marked() -> None:
    talk, line = marked()
    (spoken,) = [one for one in talk.view.everything_said() if one.id == line]
    assert NAME not in spoken.text
    assert said_by(spoken).endswith(say("manner.not-shared"))
    here = talk.view.question()
    assert here is not None
    assert here.hides
    assert all(NAME not in one.text for one in here.said)
    talk.view.toggle_hidden()
    assert NAME in talk.view.everything_said()[-1].text


def test_no_confirmation_has_the_words_of_what_is_marked() -> None:
    talk, _ = marked()
    assert all(talk.view.hidden.hides_event(event) for event in talk.meeting.events[-2:])


def test_nothing_is_hidden_before_it_is_marked() -> None:
    talk, _ = one_line()
    talk.answer("next.more", "Ring Mum", "Mum", "1 May")
    assert talk.view.everything_said()[-1].text == f"{NAME} rang."
    assert talk.view.actions()[-1].what == "Ring Mum"
    assert not talk.view.hidden.hides_event(talk.meeting.events[-1])


def test_an_action_is_marked_in_the_record_and_hidden_on_the_screen() -> None:
    talk = Talk()
    talk.answer("next.more", f"Ring {NAME}", "Mum", "1 May")
    action = list(talk.meeting.minutes.actions)[-1]
    talk.add(ev.ActionChanged(action=action, not_shared=True))
    assert to_review(talk.meeting.minutes, None).actions[-1].not_shared
    assert talk.view.actions()[-1].what == say("hidden.here")
    assert talk.view.hidden.hides_event(talk.meeting.events[-1])
    talk.add(ev.ActionChanged(action=action, not_shared=False))
    assert talk.view.actions()[-1].what == f"Ring {NAME}"


def test_what_was_told_of_a_marked_concern_goes_with_it() -> None:
    talk = Talk()
    talk.answer("school.not-working", f"Mr Lacey: {NAME} pushes.")
    concern = list(talk.meeting.minutes.said)[-1]
    talk.answer("next.concern", "4", item=concern)
    talk.answer("next.concern-because", f"Mum: {NAME} moves soon.", item=concern)
    reason = list(talk.meeting.minutes.said)[-1]
    with pytest.raises(Refusal) as refused:
        talk.add(ev.LineChanged(line=reason, not_shared=True))
    assert refused.value.code == "meeting.reason-goes-along"
    talk.add(ev.LineChanged(line=concern, not_shared=True))
    review = to_review(talk.meeting.minutes, None)
    assert [entry for entry in review.entries if NAME in str(entry) and not entry.not_shared] == []


def test_words_beside_an_answer_leave_it_when_they_are_marked() -> None:
    talk = Talk()
    talk.support("yes")
    key = next(one for one in talk.meeting.minutes.replies.choices if one.turn == "goal.delivered")
    note = ev.Note(speaker="mum", text=f"{NAME} helped.")
    talk.add(ev.NoteBeside(turn=key.turn, item=key.item, note=note))
    line = list(talk.meeting.minutes.said)[-1]
    talk.add(ev.LineChanged(line=line, not_shared=True))
    review = to_review(talk.meeting.minutes, None)
    assert [entry.not_shared for entry in review.entries if NAME in str(entry)] == [True]


def test_what_takes_the_place_of_an_outcome_by_a_marked_line_is_not_for_sharing_either() -> None:
    talk = Talk()
    talk.add(ev.ChoiceMade(turn="decide.outcome", item="o1", option="amend"))
    talk.answer("decide.new-words", f"{NAME} reads.", item="o1")
    line = list(talk.meeting.minutes.said)[-1]
    talk.add(ev.LineChanged(line=line, not_shared=True))
    (new,) = [item for item in drafted(talk.meeting.minutes).items if item.replaces == "o1"]
    assert new.not_shared


def test_a_new_part_of_the_plan_by_a_marked_line_is_not_for_sharing_either() -> None:
    talk = Talk()
    talk.add(ev.ChoiceMade(turn="decide.outcome", item="o1", option="amend"))
    talk.answer("decide.new-words", "She reads.", item="o1")
    talk.add(ev.ChoiceMade(turn="decide.plan", option="change"))
    talk.answer("revise.new-step", f"{NAME} helps.", item="o1")
    line = list(talk.meeting.minutes.said)[-1]
    talk.add(ev.LineChanged(line=line, not_shared=True))
    (new,) = [item for item in drafted(talk.meeting.minutes).items if item.id == line]
    assert new.not_shared


def test_a_line_that_is_not_there_cannot_be_marked() -> None:
    with pytest.raises(Refusal):
        Talk().add(ev.LineChanged(line="none", not_shared=True))


def test_what_was_promised_last_time_and_is_not_for_sharing_is_asked_after_without_its_words() -> None:
    plan = a_plan(reviews=1)
    *_, last = plan.reviews
    first, *others = last.actions
    private = first.model_copy(update={"what": f"Ring {NAME}", "not_shared": True})
    plan = plan.model_copy(update={"reviews": [last.model_copy(update={"actions": [private, *others]})]})
    talk = Talk(plan)
    talk.go("last.status", private.id)
    question = talk.question
    assert question.hides
    assert NAME not in str(question)
    talk.view.toggle_hidden()
    assert NAME in talk.question.adult
