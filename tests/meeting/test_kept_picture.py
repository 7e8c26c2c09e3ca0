"""The picture that was seen beside a child's words: kept with these words, and with no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.files.plan_text import parse, render
from facilitator.files.plans import new_plan, open_plan
from facilitator.files.reviews_as_held import as_held
from facilitator.meeting import events as ev
from facilitator.meeting.event_json import event_adapter, to_json
from facilitator.meeting.merged_plan import merging
from facilitator.plan.entries import Entry
from facilitator.plan.nouns import Mark
from facilitator.plan.people import CHILD, ChildSetUp
from facilitator.plan.plan import Plan
from facilitator.script.formats_and_turns import FormatFile
from facilitator.script.loading import load_format
from facilitator.script.plan_parts import ENTRY, Part, said_fields
from facilitator.script.words_by_key import say
from facilitator.work.demo import demo_plan
from facilitator.work.session import Session
from tests.changing import reword
from tests.cli.running import run
from tests.meeting.plans import a_plan
from tests.meeting.talk import Talk
from tests.meeting.test_child_set_up import a_plan_with
from tests.plain.talk import TODAY
from tests.test_session import Clock

HARD = "child.hard"


def loud(speaker: str = CHILD) -> ev.LineSaid:
    return ev.LineSaid(turn=HARD, speaker=speaker, text="The hall is loud", picture="noise")


def one_line(event: ev.Event | None = None) -> tuple[Talk, str]:
    """Return a meeting in which the child said a line with a picture, and the id of that line."""
    talk = Talk()
    talk.add(event or loud())
    return talk, list(talk.meeting.minutes.said)[-1]


def entry(talk: Talk, line: str) -> Entry:
    return next(one for one in talk.review().entries if one.id == line)


def test_the_record_keeps_it_with_the_childs_words_and_with_nobody_elses() -> None:
    talk, line = one_line()
    assert entry(talk, line).picture == "noise"
    talk, line = one_line(loud("mum"))
    assert entry(talk, line).picture == ""


@pytest.mark.parametrize(
    ("change", "picture"),
    [
        ({"text": "the  Hall is loud"}, "noise"),
        ({"text": "The hall is not loud"}, ""),
        ({"text": "I like lunch", "picture": "lunch"}, "lunch"),
        ({"picture": ""}, ""),
        ({"picture": "school"}, "school"),
        ({"speaker": "mum"}, ""),
        ({"speaker": "mum", "picture": "school"}, ""),
        ({"given": "pointed"}, "noise"),
        ({"how": "said_for"}, "noise"),
        ({"not_shared": True}, "noise"),
    ],
)
def test_other_words_another_speaker_or_the_chair_take_it_away(
    change: dict[str, object], picture: str
) -> None:
    talk, line = one_line()
    talk.add(ev.LineChanged.model_validate({"line": line, **change}))
    assert entry(talk, line).picture == picture
    talk.add(ev.Undone())
    assert entry(talk, line).picture == "noise"


def test_words_that_come_to_the_child_from_somebody_else_bring_none() -> None:
    talk, line = one_line(loud("mum"))
    talk.add(ev.LineChanged(line=line, speaker=CHILD))
    assert entry(talk, line).picture == ""


def test_a_line_that_is_moved_takes_it_along_and_one_that_is_removed_leaves_none() -> None:
    talk, line = one_line()
    talk.add(ev.LineMoved(line=line, turn="child.going-well"))
    assert entry(talk, line).picture == "noise"
    talk.add(ev.LineRemoved(line=line))
    talk.add(ev.LineSaid(turn=HARD, speaker=CHILD, text="I like my bag"))
    assert [one.picture for one in talk.review().entries if one.by == CHILD] == [""]


def test_a_card_keeps_its_own_wherever_it_is_sorted() -> None:
    talk = Talk(a_plan_with(ChildSetUp(says_by="board")))
    for column, picture in (("good", "noise"), ("hard", "school"), ("good", "")):
        talk.add(ev.CardSorted(turn="child.board", card="Loud hall", column=column, picture=picture))
    cards = [one for one in talk.review().entries if one.text == "Loud hall"]
    assert [one.picture for one in cards] == ["noise"]


def test_an_event_and_a_plan_file_keep_it_and_what_has_none_says_nothing_of_it() -> None:
    assert event_adapter().validate_python(to_json(loud())) == loud()
    assert "picture" not in to_json(ev.LineSaid(turn=HARD, speaker=CHILD, text="I like lunch"))
    plan = a_plan(reviews=1)
    assert b"picture" not in render(plan)
    assert parse(render(with_picture(plan, "noise"))) == with_picture(plan, "noise")


def with_picture(plan: Plan, picture: str, words: str = "I like lunch") -> Plan:
    """Return a plan with a picture beside the child's words of its first review."""
    review = plan.reviews[0]
    entries = [
        one.model_copy(update={"picture": picture, "value": words}) if one.by == CHILD else one
        for one in review.entries
    ]
    reviews = [review.model_copy(update={"entries": entries}), *plan.reviews[1:]]
    return plan.model_copy(update={"reviews": reviews})


@pytest.mark.parametrize(
    ("mine", "theirs", "stands"),
    [
        (("noise", "a"), ("noise", "a"), "noise"),
        (("noise", "a"), ("", "a"), ""),
        (("", "a"), ("noise", "a"), ""),
        (("noise", "a"), ("lunch", "a"), ""),
        (("noise", "a"), ("noise", "b"), ""),
    ],
)
def test_two_versions_in_one_have_it_where_both_have_it_beside_the_same_words(
    mine: tuple[str, str], theirs: tuple[str, str], stands: str
) -> None:
    plan = a_plan(reviews=1)
    found = merging(with_picture(plan, *mine), with_picture(plan, *theirs), [])
    assert [one["picture"] for one in found.data["reviews"][0]["entries"] if one["by"] == CHILD] == [stands]
    assert all("picture" not in clash.place for clash in found.clashes)
    assert all("picture" not in place for place in found.came)


def test_words_of_the_plan_that_are_reworded_lose_it() -> None:
    form = load_format("kirklees")
    assert isinstance(form, FormatFile)
    field = next(iter(said_fields(form)))
    own = Entry(id="plan.s1", field=field, value="I like lunch", by=CHILD, picture="lunch")
    plan = a_plan().model_copy(update={"format": "kirklees", "items": [], "entries": [own]})
    after = reword(plan, form, Part(ENTRY, "plan.s1"), field, "I like books", Mark()).plan
    assert [(one.text, one.picture) for one in after.entries] == [("I like books", "")]


def a_meeting(path: Path) -> Session:
    session = Session.begin(open_plan(path), now=Clock())
    session.record(loud())
    session.record(ev.MeetingEnded(early=True, because="Tea."))
    return session


@pytest.mark.parametrize("ending", ["plan.json", "docx"])
def test_it_lives_through_the_record_and_the_file(tmp_path: Path, ending: str) -> None:
    path = new_plan(tmp_path / f"demo.{ending}", demo_plan(TODAY)).path
    a_meeting(path).write()
    entries = as_held(open_plan(path)).plan.reviews[-1].entries
    assert [(one.text, one.picture) for one in entries if one.picture] == [("The hall is loud", "noise")]


def test_a_form_has_no_place_for_it_and_convert_says_so(tmp_path: Path) -> None:
    path = new_plan(tmp_path / "demo.plan.json", demo_plan(TODAY)).path
    a_meeting(path).write()
    done = run("convert", path, tmp_path / "demo.docx", "--yes")
    assert say("word.unplaced-pictures") in done.out + done.err
