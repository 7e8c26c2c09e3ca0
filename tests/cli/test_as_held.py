"""`show` and `convert` give a Word plan's reviews as they were held: a form has no place for everything."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from facilitator.files.folders import data_folder
from facilitator.files.plans import open_plan
from facilitator.meeting import events as ev
from facilitator.plan.people import CHILD
from facilitator.script.words_by_key import say
from facilitator.work.session import Session
from tests.cli.running import call
from tests.looking import every_word
from tests.making import support_answered
from tests.test_records import (
    IN_THE_MEETING,
    amended,
    as_it_is,
    held,
    held_early,
    known_as,
    parent,
    plain,
    put_right,
    renamed,
    saved_again,
    saved_again_and_moved,
)
from tests.test_session import Clock
from tests.word_plans import word_plan

SLOW = pytest.mark.thorough
LIKED = "She shares her crayons with everybody."


@pytest.fixture
def word(folder: Path) -> Path:
    return word_plan(folder / "mina.docx")


def nothing_said(path: Path) -> None:
    session = Session.begin(open_plan(path), now=Clock())
    session.record(ev.DateGiven(turn="setup.date", on=date(2027, 3, 12)))
    session.record(ev.MeetingEnded(early=True, because="Fire bell."))
    session.write()


def only_good_things(path: Path) -> None:
    session = Session.begin(open_plan(path), now=Clock())
    session.record(ev.DateGiven(turn="setup.date", on=date(2027, 6, 12)))
    session.record(ev.LineSaid(turn="good.adults", speaker=parent(session, "Mum"), text=LIKED))
    session.record(ev.MeetingEnded(early=True, because="Fire bell."))
    session.write()


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    ("in_the_meeting", "afterwards"),
    [
        pytest.param(meeting, after, marks=[] if meeting is amended or after is as_it_is else SLOW)
        for meeting in IN_THE_MEETING
        for after in (as_it_is, renamed, saved_again_and_moved)
    ],
)
def test_all_that_was_said_is_counted_and_converted(
    word: Path, folder: Path, in_the_meeting: Callable[[Session], None], afterwards: Callable[[Path], Path]
) -> None:
    closed = held(word, in_the_meeting)
    path, native = afterwards(word), folder / "mina.plan.json"
    count = len(list(every_word(closed.review)))
    shown = call("show", path)
    assert say("show.review", review="Term 2, Friday 12 March 2027", count=count) in shown.out
    assert shown.err == ""
    assert json.loads(call("show", path, "--json").out)["reviews"][1]["statements"] == count
    assert call("convert", path, native, "--yes").code == 0
    plan = open_plan(native).plan
    (review,) = [one for one in plan.reviews if one.period == 2]
    assert [one.text for one in every_word(review)] == [one.text for one in every_word(closed.review)]
    assert review.ended_because == "Tea."
    assert plan.child.called == closed.opened.plan.child.called
    assert plan.child.communication == closed.opened.plan.child.communication
    assert call("check", native).code == 0
    for_all = call("show", native).out.splitlines()
    assert [line for line in call("show", path).out.splitlines() if "Word document" not in line] == [
        line for line in for_all if not line.startswith("Term 1, ")
    ]


def test_a_review_of_which_the_form_holds_next_to_nothing(word: Path, folder: Path) -> None:
    only_good_things(word)
    assert "2027: one thing that people said.\n" in call("show", word).out
    assert call("convert", word, folder / "mina.plan.json", "--yes").code == 0
    assert LIKED in (folder / "mina.plan.json").read_text(encoding="utf-8")


def test_a_review_in_which_nothing_was_said(word: Path, folder: Path) -> None:
    nothing_said(word)
    assert "Term 2, Friday 12 March 2027: 0 things that people said.\n" in call("show", word).out
    assert call("convert", word, folder / "mina.plan.json", "--yes").code == 0
    assert "Fire bell." in (folder / "mina.plan.json").read_text(encoding="utf-8")


def test_where_there_is_no_record_it_is_said_that_only_the_document_is_counted(word: Path) -> None:
    held(word, plain)
    shutil.rmtree(data_folder())
    shown = call("show", word).out
    for period, day, count in (
        ("Term 1", "Thursday 4 December 2025", 17),
        ("Term 2", "Friday 12 March 2027", 3),
    ):
        assert say("show.review-in-document", review=f"{period}, {day}", count=count) in shown


def test_words_that_were_put_right_in_the_document_stand(word: Path, folder: Path) -> None:
    held(word, known_as)
    put_right(word, (" all of the ", " al of the "))
    native = folder / "mina.plan.json"
    shown = call("show", word)
    assert shown.err.strip() == say("show.changed-since", period="Term 2")
    assert "Term 2, Friday 12 March 2027: 3 things that people said stand in" in shown.out
    told = say("commands.convert.changed-since", period="Term 2", name="mina.docx")
    refused = call("convert", word, native)
    assert (refused.code, native.exists()) == (3, False)
    assert told in refused.out
    assert call("convert", word, native, "--yes").code == 0
    assert "al of the" in native.read_text(encoding="utf-8")


def test_what_became_of_an_action_is_told_of_the_action_of_the_record(word: Path, folder: Path) -> None:
    session = Session.begin(open_plan(word), now=Clock())
    session.record(ev.DateGiven(turn="setup.date", on=date(2027, 3, 12)))
    session.record(ev.LineSaid(turn="child.hard", speaker=CHILD, text="The bell."))
    parent(session, "Mum")
    for answer in support_answered(session.opened.plan, "o1", "partly"):
        session.record(answer)
    session.record(
        ev.ActionAdded(turn="goal.put-right", item="o1", what="Buy a lamp", who="Mum", by=date(2027, 4, 1))
    )
    session.record(ev.MeetingEnded(early=True, because="Tea."))
    session.write()
    saved_again(word)
    second = Session.begin(open_plan(word), now=Clock())
    (action,) = second.meeting.plan.last_actions()
    second.record(ev.DateGiven(turn="setup.date", on=date(2027, 6, 12)))
    second.record(ev.ChoiceMade(turn="last.status", item=action.id, option="done"))
    second.record(ev.MeetingEnded(early=True, because="Tea."))
    second.write()
    assert "Done." in call("show", word).out
    assert call("convert", word, folder / "mina.plan.json", "--yes").code == 0
    assert "Done." in call("show", folder / "mina.plan.json").out


def test_a_short_review_of_a_short_review(word: Path) -> None:
    held_early(word)
    only_good_things(word)
    assert "3 reviews held" in call("show", word).out
    assert "in the Word document" in call("show", word).out.split("Term 2,")[0]
    assert "in the Word document" not in call("show", word).out.split("Term 2,")[1]


def test_two_actions_of_the_same_words_keep_apart_what_became_of_them(word: Path, folder: Path) -> None:
    session = Session.begin(open_plan(word), now=Clock())
    session.record(ev.DateGiven(turn="setup.date", on=date(2027, 3, 12)))
    session.record(ev.LineSaid(turn="child.hard", speaker=CHILD, text="The bell."))
    parent(session, "Mum")
    for answer in support_answered(session.opened.plan, "o1", "partly"):
        session.record(answer)
    for day in (date(2027, 4, 1), date(2027, 5, 1)):
        session.record(ev.ActionAdded(turn="goal.put-right", item="o1", what="Buy a lamp", who="Mum", by=day))
    session.record(ev.MeetingEnded(early=True, because="Tea."))
    session.write()
    saved_again(word)
    second = Session.begin(open_plan(word), now=Clock())
    first, other = second.meeting.plan.last_actions()
    assert first.what == other.what
    second.record(ev.DateGiven(turn="setup.date", on=date(2027, 6, 12)))
    second.record(ev.ChoiceMade(turn="last.status", item=first.id, option="done"))
    second.record(ev.ChoiceMade(turn="last.status", item=other.id, option="not_done"))
    second.record(ev.MeetingEnded(early=True, because="Tea."))
    second.write()
    native = folder / "mina.plan.json"
    assert call("convert", word, native, "--yes").code == 0
    for path in (word, native):
        told = [line for line in call("show", path).out.splitlines() if "Buy a lamp" in line]
        assert ["1 April" in line and "Done." in line for line in told] == [True, False]
        assert ["1 May" in line and "Not done" in line for line in told] == [False, True]
