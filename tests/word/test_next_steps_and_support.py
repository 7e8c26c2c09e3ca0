"""What comes next stands in its box as an action too, and support told line by line is told without noise."""
# ruff: noqa: E501 - a format and a layout stand as a line a field

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.files.plans import open_plan
from facilitator.meeting import events as ev
from facilitator.plan.actions import Action, Confirmation
from facilitator.plan.entries import Entry
from facilitator.plan.people import EVERYONE, Person
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review
from facilitator.plan.scores import Score
from facilitator.script.layouts import Layout
from facilitator.script.loading import load_script
from facilitator.word.answers.without_place import unplaced
from facilitator.work.session import Session
from tests.making import chosen, outcome, said, support_answered
from tests.test_session import Clock
from tests.word.new_plans import layout_of
from tests.word.shapes import Shape
from tests.word.test_shapes import back, with_review
from tests.word.values import plan_of, values_of
from tests.word_plans import word_plan

SCRIPT = load_script("support-plan")
OWN = layout_of("support-plan")
DAY = date(2027, 3, 12)
LINES = ("Story map", "Talk group", "Three drawings")
ANSWERS = ("yes", "partly", "no")


def _without_also(layout: Layout) -> Layout:
    """The same form, of which the layout names the words for what comes next alone."""
    given = layout.model_dump(by_alias=True, exclude={"phrases", "form"})
    for block in given["blocks"]:
        for grid in block["grids"]:
            for column in grid["columns"]:
                column["also"] = [one for one in column["also"] if not one.endswith(".actions")]
    return Layout.model_validate({**given, "phrases": layout.phrases, "form": layout.form})


LAYOUTS = {"its actions are named": OWN, "only the words are named": _without_also(OWN)}


def plan_with(actions: list[Action], *entries: Entry, scores: list[Score] | None = None) -> Plan:
    people = [Person(id="mum", name="Mum", perspective="parent")]
    review = Review(
        id="r1",
        period=1,
        date=DAY,
        people=people,
        actions=actions,
        entries=list(entries),
        scores=scores or [],
    )
    items = [*outcome(1, provision=[(line,) for line in LINES]), *outcome(2)]
    return Plan.model_validate(
        {"id": "p", "format": "support-plan", "children": [{"full_name": "Ravi Shah"}], "items": items,
         "reviews": [review]}
    )  # fmt: skip


WORDS = st.text("abcdefghij klmno'-", min_size=1, max_size=40).map(
    lambda text: f"Do {' '.join(text.split())} it"
)
ACTIONS = st.builds(
    Action,
    id=st.just("a"),
    what=WORDS,
    who=st.sampled_from(["", "Mum", "Ms Okafor"]),
    by=st.none() | st.dates(date(2027, 1, 1), date(2028, 1, 1)),
    about=st.sampled_from(["o1", "o2"]),
    confirm=st.none() | st.just(Confirmation(who="Mum", by=DAY)),
)


@pytest.mark.parametrize("named", LAYOUTS)
@settings(max_examples=40, deadline=None)
@given(st.lists(ACTIONS, max_size=4), st.booleans())
def test_what_will_be_done_for_an_outcome_comes_back_from_its_box_once(
    named: str, actions: list[Action], words: bool
) -> None:
    numbered = [one.model_copy(update={"id": f"a{number}"}) for number, one in enumerate(actions)]
    first = [said("Read together.", EVERYONE, "next", "o1")] if words else []
    meant, layout = plan_with(numbered, *first), LAYOUTS[named]
    shown = plan_of(values_of(meant, SCRIPT, layout), SCRIPT, layout, held={1}, problems=[])
    review = shown.reviews[0] if shown.reviews else None
    told = [(one.about, one.what, one.who, one.by, one.confirm) for one in review.actions] if review else []
    assert sorted(told, key=str) == sorted(
        ((one.about, one.what, one.who, one.by, one.confirm) for one in numbered), key=str
    )
    found = [one.about for one in unplaced(meant, shown, SCRIPT.format, reviews={1})]
    assert not [about for about in found if "will be done" in about or "What do" in about]
    again = plan_of(values_of(shown, SCRIPT, layout), SCRIPT, layout, held={1}, problems=[])
    assert [one.actions for one in again.reviews] == [one.actions for one in shown.reviews]


def test_the_next_meeting_of_a_document_finds_the_step_once_and_writes_it_no_second_time(
    tmp_path: Path,
) -> None:
    path = word_plan(tmp_path / "mina.docx")
    step = ev.ActionAdded(
        turn="goal.step-on", item="o1", what="Tell it to the class", who="Mum", by=date(2027, 4, 1)
    )
    for number, day in enumerate((date(2027, 3, 12), date(2027, 6, 12))):
        session = Session.begin(open_plan(path), now=Clock())
        session.record(ev.DateGiven(turn="setup.date", on=day))
        session.record(ev.PersonAdded(name="Mum", perspective="parent"))
        for answer in support_answered(session.meeting.plan, "o1"):
            session.record(answer)
        if number:
            session.record(ev.WentTo(turn="goal.achieved", item="o1"))
            question = session.view.question()
            assert question is not None
            beside = [(one.text, one.speaker) for one in question.beside.said if one.topic == "next"]
            assert beside == [("Tell it to the class", "Mum · by Thursday 1 April 2027")]
        else:
            mum = next(one.id for one in session.meeting.minutes.people.values() if one.name == "Mum")
            session.record(ev.ScoreShown(turn="goal.show", item="o1", person=mum, number=3))
            session.record(ev.ScoreSettled(turn="goal.score", item="o1", number=3))
            session.record(step)
        session.record(ev.MeetingEnded(early=True, because="Tea."))
        session.write()
    told = [action.what for review in open_plan(path).plan.reviews for action in review.actions]
    assert told.count(step.what) == 1


# Support line by line


@pytest.mark.parametrize("answers", [("yes", "yes", "yes"), ("no", "no", "no"), ("yes", "partly", "yes")])
def test_lines_without_a_box_are_told_with_the_one_answer_and_only_where_they_differ(
    answers: tuple[str, ...],
) -> None:
    whole = answers[0] if len(set(answers)) == 1 else "partly"
    lines = [chosen("delivered", one, f"o1.p{place}") for place, one in enumerate(answers, start=1)]
    meant = plan_with([], chosen("delivered", whole, "o1"), *lines, said("More.", EVERYONE, "achieved", "o1"))
    shown = plan_of(values_of(meant, SCRIPT, OWN), SCRIPT, OWN, held={1}, problems=[])
    [told] = [one for one in unplaced(meant, shown, SCRIPT.format, reviews={1}) if "given" in one.about]
    assert "Was the support given?" in told.about
    assert told.count == 1 + sum(one != whole for one in answers)


def test_support_that_was_not_given_comes_back_from_the_score_once() -> None:
    lines = [chosen("delivered", "no", f"o1.p{place}") for place in (1, 2, 3)]
    low = Score(field="progress", about="o1", result="agreed", number=1, support_not_given=True)
    meant = plan_with([], chosen("delivered", "no", "o1"), *lines, scores=[low])
    shown = plan_of(values_of(meant, SCRIPT, OWN), SCRIPT, OWN, held={1}, problems=[])
    [review] = shown.reviews
    assert [(one.about, one.value) for one in review.given("delivered", "o1")] == [("o1", "no")]
    assert not [one for one in review.entries if one.field == "delivered" and one.about != "o1"]


BY_LINE = Shape(
    """
items:
  outcome: {label: Outcome, role: outcome, numbered: true, fields: {wording: {type: words, role: wording}}}
  provision: {label: Provision, role: provision, under: outcome, fields: {what: {type: words, role: wording}}}
about:
  outcome: {delivered: {type: choice, role: delivered, options: [yes, partly, no], low: [no], label: Support given}}
  provision: {given: {type: choice, role: delivered, options: [yes, partly, no], low: [no], label: "Given?"}}
""",
    """
title: [My plan]
date: "%d %B %Y"
blocks:
  - id: cover
    fields:
      - {records: child.full_name, answer: [right], labels: [Name]}
      - {records: review.date, review: 1, answer: [right], labels: [Review date]}
  - id: progress
    review: 1
    grids:
      - id: outcomes
        each_row: outcome
        several_rows: true
        columns:
          - {records: outcome.wording, labels: [Outcomes sought]}
          - {records: provision.what, labels: [Provision]}
          - {records: provision.given, labels: ["Fully implemented?"]}
""",
)


@pytest.mark.parametrize("first", ANSWERS)
@pytest.mark.parametrize("second", ANSWERS)
def test_a_box_for_each_line_gives_the_one_answer_of_all_as_a_meeting_does(first: str, second: str) -> None:
    word = BY_LINE.opened_with(
        [["Name", "Ravi Shah"], ["Review date", ""]],
        [
            ["Outcomes sought", "Provision", "Fully implemented?"],
            ["Reads a book", "Story map", ""],
            ["", "Talk group", ""],
        ],
    )
    lines = [item.id for item in word.plan.of("provision")]
    whole = first if first == second else "partly"
    entries = [chosen("given", one, about) for one, about in zip((first, second), lines, strict=True)]
    reviewed = with_review(word.plan, entries=[one.model_dump() for one in entries])
    shown = back(BY_LINE, word, reviewed)
    told = {(one.field, one.about): one.value for one in shown.reviews[0].entries}
    [above] = [item.id for item in shown.of("outcome")]
    assert told == {
        **{("given", about): one for one, about in zip((first, second), lines, strict=True)},
        ("delivered", above): whole,
    }
