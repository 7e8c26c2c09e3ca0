"""What was promised in words alone is looked at, as actions are: once for each outcome, and nowhere else."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from facilitator.meeting import events as ev
from facilitator.meeting.last_next_steps import last_next_steps
from facilitator.meeting.meeting import Meeting
from facilitator.meeting.question import View
from facilitator.meeting.review_record import to_review
from facilitator.plan.entries import Entry
from facilitator.plan.plan import Plan
from facilitator.script.filled_sentences import Wording
from facilitator.script.loading import load_script
from facilitator.script.words_by_key import say
from facilitator.work.demo import demo_plan
from tests.making import not_agreed
from tests.meeting.plans import a_review, a_start
from tests.plain.talk import TODAY

AT = datetime(2026, 3, 12, 10, tzinfo=UTC)


def _plan(*, actions: bool) -> Plan:
    plan = demo_plan(TODAY)
    *before, last = plan.reviews
    agreed = [score.model_copy(update={"next_step": ""}) for score in last.scores]
    kept = last.model_copy(update={"scores": agreed, **({} if actions else {"actions": []})})
    return plan.model_copy(update={"reviews": [*before, kept]})


def _meeting(plan: Plan) -> Meeting:
    return Meeting(load_script("support-plan"), plan, a_start(plan, AT))


def test_only_where_the_last_review_names_nothing_that_somebody_does() -> None:
    with_words = {entry.about for entry in demo_plan(TODAY).reviews[-1].entries if entry.field == "next"}
    for actions in (True, False):
        places = _meeting(_plan(actions=actions)).agenda.places
        asked = {place.key.item for place in places if place.turn.id == "goal.last-next"}
        assert asked == (set() if actions else with_words)


def test_its_words_are_in_the_question_and_its_answer_in_the_review() -> None:
    meeting = _meeting(_plan(actions=False))
    meeting.add(ev.WentTo(turn="goal.last-next", item="o1"), AT)
    question = View(meeting, Wording(), say).question()
    assert question is not None
    assert "Say first, then, last with her fingers." in question.adult
    assert question.page[0].name == "Last time's next step"
    meeting.add(ev.ChoiceMade(turn="goal.last-next", item="o1", option="part"), AT)
    review = to_review(meeting.minutes, None)
    assert [(one.about, one.value) for one in review.entries if one.field == "next_done"] == [("o1", "part")]


@pytest.mark.parametrize("reviews", [0, 1])
def test_a_plan_without_words_about_what_comes_next_is_not_asked(reviews: int) -> None:
    plan = demo_plan(TODAY)
    bare = [one.model_copy(update={"actions": [], "entries": [], "scores": []}) for one in plan.reviews][
        :reviews
    ]
    places = _meeting(plan.model_copy(update={"reviews": bare})).agenda.places
    assert all(place.turn.id != "goal.last-next" for place in places)


@pytest.mark.parametrize("actions", [True, False])
def test_what_all_would_do_where_a_score_was_not_agreed_is_looked_at(*, actions: bool) -> None:
    plan = _plan(actions=actions)
    *before, last = plan.reviews
    apart = not_agreed("o1", next_step="Ask Ms Petrova to watch.", by=date(2026, 2, 1))
    others = [score for score in last.scores if score.about != "o1"]
    last = last.model_copy(update={"scores": [apart, *others]})
    meeting = _meeting(plan.model_copy(update={"reviews": [*before, last]}))
    asked = {place.key.item for place in meeting.agenda.places if place.turn.id == "goal.last-next"}
    assert "o1" in asked
    assert (asked == {"o1"}) is actions
    meeting.add(ev.WentTo(turn="goal.last-next", item="o1"), AT)
    question = View(meeting, Wording(), say).question()
    assert question is not None
    assert "Ask Ms Petrova to watch." in question.adult


def test_a_step_that_stands_among_the_actions_is_asked_after_once() -> None:
    plan = _plan(actions=True)
    *before, last = plan.reviews
    apart = not_agreed("o1", next_step=f"{last.actions[0].what}.", by=date(2026, 2, 1))
    last = last.model_copy(update={"scores": [apart, *(one for one in last.scores if one.about != "o1")]})
    places = _meeting(plan.model_copy(update={"reviews": [*before, last]})).agenda.places
    assert all(place.turn.id != "goal.last-next" for place in places)


def _early(plan: Plan, period: int, *entries: Entry, **more: Any) -> Plan:
    review = a_review(period, outcomes=0).model_copy(
        update={"actions": [], "ended": "early", "entries": list(entries), **more}
    )
    return plan.model_copy(update={"reviews": [*plan.reviews, review]})


def _asked(plan: Plan) -> set[str]:
    form = load_script("support-plan").format
    return {item.id for item in plan.items if last_next_steps(item.id, plan, form)}


def test_what_an_early_end_did_not_get_to_is_looked_at_by_the_next() -> None:
    plan = _plan(actions=False)
    promised = _asked(plan)
    assert promised
    assert _asked(_early(plan, 2)) == promised
    assert _asked(_early(_early(plan, 2), 3)) == promised
    assert _asked(_early(plan, 2, ended="in_full")) == set()


def test_what_a_review_that_ended_early_has_looked_at_is_over() -> None:
    plan = _plan(actions=False)
    told = Entry(id="e", field="next_done", about="o1", value="not_done")
    assert _asked(_early(plan, 2, told)) == _asked(plan) - {"o1"}


def test_what_all_would_do_where_a_score_was_not_agreed_stays_after_an_early_end() -> None:
    plan = _plan(actions=True)
    *before, last = plan.reviews
    apart = not_agreed("o1", next_step="Ask Ms Petrova to watch.", by=date(2026, 2, 1))
    last = last.model_copy(update={"scores": [apart], "entries": []})
    plan = _early(plan.model_copy(update={"reviews": [*before, last]}), 2)
    assert last_next_steps("o1", plan, load_script("support-plan").format) == "Ask Ms Petrova to watch."
    again = not_agreed("o1", next_step="Ask Ms Petrova to watch", by=date(2026, 4, 1))
    twice = _early(plan, 3, scores=[again])
    told = last_next_steps("o1", twice, load_script("support-plan").format)
    assert told.count("Petrova") == 1
