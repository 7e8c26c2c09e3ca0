"""What is agreed of no outcome, or after a disagreement, stands in the Word plan where a form can take it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from facilitator.dialogue.before_writing import decided
from facilitator.dialogue.requests import Ask, Do
from facilitator.dialogue.ways_to_write import write
from facilitator.files.plans import open_plan
from facilitator.files.reviews_as_held import as_held
from facilitator.meeting import events as ev
from facilitator.plan.people import CHILD
from facilitator.plan.refusal import NeedsDecision
from facilitator.plan.reviews import Review
from facilitator.word.writing_choices import Choices
from facilitator.work.session import Session
from tests.cli.running import call, record
from tests.test_session import Clock
from tests.word_plans import word_plan, words_in

BELL, CARD, TALK = (
    "Ring the bell outside the door",
    "Start with the blue card",
    "We count the cards for a week",
)
FOR_ALL = "For the whole plan: "


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return word_plan(tmp_path / "mina.docx")


def review(**more: Any) -> dict[str, Any]:
    """Return a review with an action of an outcome, one of a concern, and a score that is not agreed."""
    shows = [{"person": "Mum", "number": 2}, {"person": "Ms Lacey", "number": 4}]
    return {
        "date": "2026-03-12",
        "period": 2,
        "people": [
            {"name": "Mum", "perspective": "parent"},
            {"name": "Ms Lacey", "perspective": "school", "role": "teacher"},
        ],
        "entries": [{"by": "Mum", "field": "not_working", "value": "The bell is too loud."}],
        "scores": [
            {"about": 1, "field": "progress", "result": "agreed", "number": 4},
            {
                "about": 2,
                "field": "progress",
                "result": "not_agreed",
                "shows": [shows],
                "next_step": TALK,
                "by": "2026-05-01",
            },
        ],
        "actions": [
            {"what": CARD, "who": "Ms Lacey", "by": "2026-03-27", "about": 1},
            {"what": BELL, "who": "Ms Lacey", "by": "2026-04-02"},
        ],
        **more,
    }


def last(plan: Path) -> Review:
    found = open_plan(plan).plan.last_review
    assert found is not None
    return found


def agreed(held: Review) -> list[tuple[str, str, date | None, bool]]:
    """Return what, who, by when, and whether it is of an outcome."""
    return [(one.what, one.who, one.by, one.about is not None) for one in held.actions]


def test_where_they_stand_is_asked_once_for_all_of_them(plan: Path) -> None:
    before = plan.read_bytes()
    done = record(plan, review())
    assert (done.code, plan.read_bytes()) == (3, before)
    assert BELL in done.err
    assert done.err.split()[-8:] == [
        f"--actions-in {number}".split()[at] for number in (1, 2, 3, 0) for at in (0, 1)
    ]


def test_they_stand_with_the_outcome_that_was_chosen_and_read_back_right(plan: Path) -> None:
    done = record(plan, review(), "--actions-in", "2")
    assert done.code == 0, done.err
    assert f"{FOR_ALL}{BELL}" in words_in(plan)
    assert agreed(last(plan)) == [
        (CARD, "Ms Lacey", date(2026, 3, 27), True),
        (TALK, "", date(2026, 5, 1), True),
        (BELL, "Ms Lacey", date(2026, 4, 2), False),
    ]
    assert "action" not in done.out
    assert "what is not agreed on outcome 2 (2 lines)" in done.out, "each side's reason, and no step"
    assert call("check", plan).code == 0
    assert len(as_held(open_plan(plan)).plan.reviews) == 2


def test_or_nowhere_and_then_that_is_said(plan: Path) -> None:
    done = record(plan, review(), "--actions-in", "0")
    assert done.code == 0, done.err
    assert BELL not in words_in(plan)
    assert TALK in words_in(plan), "a step has its own outcome's box"
    assert "action" in done.out.lower()


def test_a_second_review_asks_after_each_of_them_and_doubles_nothing(plan: Path) -> None:
    record(plan, review(), "--actions-in", "2")
    session = Session.begin(open_plan(plan), now=Clock())
    asked = [place.key.item for place in session.meeting.agenda.places if place.turn.id == "last.status"]
    earlier = {action.id: action.what for action in last(plan).actions}
    assert [earlier[one] for one in asked] == [CARD, TALK, BELL]
    session.record(ev.DateGiven(turn="setup.date", on=date(2026, 6, 12)))
    for one in asked:
        session.record(ev.ChoiceMade(turn="last.status", item=one, option="done"))
    session.record(ev.LineSaid(turn="child.hard", speaker=CHILD, text="The new hall is loud."))
    session.record(ev.MeetingEnded(early=True, because="Tea."))
    session.write()
    session.leave()
    for words in (BELL, CARD, TALK):
        assert words_in(plan).count(words) == 1
    held = as_held(open_plan(plan)).plan
    assert [action.what for action in held.reviews[1].actions] == [CARD, BELL, TALK]
    known = {action.id for one in held.reviews for action in one.actions}
    assert {entry.about for entry in held.reviews[2].entries if entry.field == "action.status"} <= known
    assert call("export", plan, "--to", "txt", "-o", plan.with_suffix(".txt")).code == 0


def test_written_again_it_is_the_same(plan: Path) -> None:
    record(plan, review(), "--actions-in", "2")
    first = words_in(plan)
    assert call("undo", plan, "--yes").code == 0
    record(plan, review(), "--actions-in", "2")
    assert words_in(plan) == first


def test_both_front_ends_have_the_same_words(plan: Path) -> None:
    options = ("--actions-in 1", "--actions-in 0")
    needs = NeedsDecision("word.actions-without-box", options, count=1, kind="outcome", what=BELL)
    ask = next(decided(needs, Choices(), plan, back="Back"))
    assert [one.words for one in ask.options][:2] == [  # type: ignore[union-attr]
        "With the next steps of outcome 1",
        "Nowhere in the form; they are in the summary",
    ]


def test_what_the_form_has_no_box_for_is_said_before_the_meeting(plan: Path) -> None:
    notices = " ".join(open_plan(plan).notices)
    assert "no box for: the date of the next review" in notices
    assert "actions" not in notices, "they can stand with an outcome"


def test_in_a_meeting_it_is_asked_when_it_is_written_and_only_once(plan: Path) -> None:
    session = Session.begin(open_plan(plan), now=Clock())
    session.record(ev.DateGiven(turn="setup.date", on=date(2026, 3, 12)))
    session.record(ev.LineSaid(turn="child.hard", speaker=CHILD, text="The bell is loud."))
    session.record(ev.ActionAdded(turn="next.more", what=BELL, who="Ms Lacey", by=date(2026, 4, 2)))
    session.record(ev.MeetingEnded(early=True, because="Tea."))
    dialogue = write(session)
    doing = next(dialogue)
    assert isinstance(doing, Do)
    with pytest.raises(NeedsDecision) as needs:
        doing.work()
    ask = dialogue.throw(needs.value)
    assert isinstance(ask, Ask)
    assert BELL in ask.lead
    again = dialogue.send(ask.options[2].value)
    assert isinstance(again, Do)
    assert session.actions_in == 3, "it is remembered, should the writing be refused now"
    dialogue.send(again.work())
    dialogue.close()
    session.leave()
    assert f"{FOR_ALL}{BELL}" in words_in(plan)
    assert [(one.what, one.about) for one in last(plan).actions] == [(BELL, None)]
