"""An answer that needs words is asked for them there and then, of the same person, before anybody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.files.plans import open_plan
from facilitator.meeting import events as ev
from facilitator.meeting.meeting import Meeting
from facilitator.meeting.minutes import Key
from facilitator.meeting.review_record import to_record
from facilitator.plan.reviews import Signature
from facilitator.script.formats_and_turns import Turn
from facilitator.script.loading import load_script
from tests.meeting.plans import a_plan, person
from tests.meeting.talk import Talk
from tests.shapes import OURS, PLANNED, SHAPES, Planned, Shape

GROWN_UPS = [
    person("mum", "Mum", "parent"),
    person("dad", "Dad", "parent"),
    person("lacey", "Mr Lacey", "school"),
]
HELD = [*OURS, *SHAPES, *PLANNED, None]
OWN = {"support-plan", *(one.format for one in OURS)}
"""Formats that come along with the program."""


def held(one: Shape | Planned | None, folder: Path) -> Talk:
    """Begin a review of a shape or of the support plan (None), or the meeting that writes a plan."""
    if one is None:
        return Talk(a_plan(), people=[person("child", "Ravi", "child"), *GROWN_UPS])
    planning = isinstance(one, Planned)
    path = one.empty(folder) if isinstance(one, Planned) else one.plan(folder)
    plan = open_plan(path, one.prompts).plan
    children = [person(child.id, child.called, "child") for child in plan.members]
    script = load_script(one.format, one.prompts, planning=planning)
    return Talk(plan, people=[*children, *GROWN_UPS], script=script)


def asked_of(talk: Talk, turn: Turn) -> list[Key]:
    return [place.key for place in talk.meeting.agenda.places if place.key.turn == turn.id]


def name_of(talk: Talk, key: Key) -> str:
    return talk.meeting.minutes.people[key.parts[-1]].name


@pytest.mark.parametrize(
    "one", HELD, ids=lambda one: f"{type(one).__name__}-{one.format}" if one else "support-plan"
)
def test_what_is_wrong_is_asked_of_whoever_says_so_before_the_next_is_asked(
    one: Shape | Planned | None, tmp_path: Path
) -> None:
    talk = held(one, tmp_path)
    followed = 0
    for turn in list(talk.meeting.minutes.turns.of_role("read_back")):
        words = any(turn.id in each.when.answers for each in talk.meeting.minutes.turns.values())
        for number, key in enumerate(asked_of(talk, turn) if words else ()):
            talk.go(*key)
            talk.add(ev.ChoiceMade(turn=key.turn, item=key.item, option=("yes_but", "no")[number % 2]))
            assert talk.here is not None
            assert talk.here.item == key.item, "the same person is asked for the words"
            assert name_of(talk, key) in talk.question.adult
            said = talk.type("the bus is late")
            assert isinstance(said, ev.LineSaid)
            assert said.speaker == key.parts[-1]
            followed += 1
    assert followed > 2 or (one is not None and one.format not in OWN)


@pytest.mark.parametrize("planned", PLANNED, ids=lambda planned: planned.format)
def test_who_signs_with_a_note_is_asked_for_it_and_it_stands_with_the_signature(
    planned: Planned, tmp_path: Path
) -> None:
    talk = held(planned, tmp_path)
    signing = [turn for turn in talk.meeting.minutes.turns.values() if turn.path.of == "signed"]
    keys = [key for turn in signing for key in asked_of(talk, turn)]
    for number, key in enumerate(keys):
        talk.go(*key)
        talk.add(ev.ChoiceMade(turn=key.turn, item=key.item, option="with_note"))
        assert talk.here == key
        assert name_of(talk, key) in talk.question.adult
        assert "note" in talk.question.adult
        talk.type(f"{number} Tuesdays" if number else "Tuesdays")
        assert talk.here != key
    assert [(one.party, one.note) for one in signatures(talk.meeting)] == [
        (key.parts[-1], f"{number} Tuesdays" if number else "Tuesdays") for number, key in enumerate(keys)
    ]


def signatures(meeting: Meeting) -> list[Signature]:
    return to_record(meeting.minutes, None).signatures


def test_a_note_may_be_left_out_taken_back_or_come_first(tmp_path: Path) -> None:
    talk = held(next(one for one in PLANNED if one.format == "kirklees"), tmp_path)
    turn = talk.meeting.minutes.turns["plan-end.signed"]
    child, mum, dad, lacey = asked_of(talk, turn)
    talk.go(*child)
    talk.type("2")
    talk.tab()
    assert talk.here == mum, "it may be left without words"
    talk.type("Not on Mondays, as he swims")
    assert talk.here == mum, "a note alone is no answer"
    talk.type("2")
    assert talk.here == dad, "the words are there already"
    talk.type("2")
    talk.type("1")
    assert talk.here == lacey, "another answer needs no note"
    talk.type("2")
    talk.type("Only in term time")
    assert talk.here not in (dad, lacey)
    talk.add(ev.Undone())
    assert talk.here == lacey
    assert "note" in talk.question.adult
    assert [(one.answer, one.note) for one in signatures(talk.meeting)] == [
        ("with_note", ""),
        ("with_note", "Not on Mondays, as he swims"),
        ("agreed", ""),
        ("with_note", ""),
    ]
