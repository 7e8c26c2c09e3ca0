"""Numbers that are typed at a show of scores, in both front ends: each its person's, others asked about."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from facilitator.files.plans import new_plan, open_plan
from facilitator.meeting import events as ev
from facilitator.meeting.meeting import Meeting
from facilitator.plain.conversation import Conversation
from facilitator.plain.lines_in_and_out import Lines
from facilitator.plain.typed_line import take
from facilitator.script.words_by_key import say
from facilitator.work.demo import demo_plan
from facilitator.work.session import Session
from tests.making import support_answered
from tests.meeting.test_numbers_in_a_line import BEFORE_A_NUMBER, BETWEEN_PEOPLE, NO_NUMBER, NOT_WHOLE
from tests.plain.talk import TODAY
from tests.ui.plans import START
from tests.ui.room import open_room

BEFORE: list[ev.Event] = [
    *support_answered(demo_plan(TODAY), "o1"),
    ev.WentTo(turn="goal.show", item="o1"),
]
SURE = [
    between.join(
        f"{name}{before}{number}" for name, number in (("mum", 2), ("SENCO", "three"), ("Mr Lindqvist", 4))
    )
    for between, before in zip(BETWEEN_PEOPLE, BEFORE_A_NUMBER * len(BETWEEN_PEOPLE), strict=False)
    if between != "\n"
]
UNSURE = [between.join(("mum 2", "Mr L 4", "Mrs H three")) for between in (", ", " ", " and ")]
ALL = {"p-mum": 2, "p-teacher": 4, "p-senco": 3}


def numbers(meeting: Meeting) -> dict[str, int | None]:
    return {who: at.number for who, at in meeting.minutes.scores.shown("first", "o1").items()}


def take_all_back(meeting: Meeting, undo: ev.Undone) -> Iterator[ev.Event]:
    while numbers(meeting):
        yield undo


@contextmanager
def conversation(folder: Path) -> Iterator[Conversation]:
    session = Session.begin(
        open_plan(new_plan(folder / "orla.plan.json", demo_plan(TODAY)).path), now=lambda: START
    )
    for event in BEFORE:
        session.record(event)
    yield Conversation(session, Lines(io.StringIO(), io.StringIO()), None)
    session.leave()


def test_line_by_line_each_number_is_its_persons(tmp_path: Path) -> None:
    with conversation(tmp_path) as talk:
        meeting = talk.session.meeting
        for line in SURE:
            take(talk, line)
            assert numbers(meeting) == ALL, line
            for undo in take_all_back(meeting, ev.Undone()):
                talk.session.record(undo)
        assert talk.not_recorded == []


def test_line_by_line_the_others_are_asked_about_one_after_the_other(tmp_path: Path) -> None:
    with conversation(tmp_path) as talk:
        meeting = talk.session.meeting
        for line in UNSURE:
            take(talk, line)
            assert numbers(meeting) == {"p-mum": 2}, line
            assert talk.not_recorded == ["Mr L 4; Mrs H three"]
            take(talk, "Mr Lindqvist")
            assert talk.not_recorded == ["Mrs H three"]
            take(talk, "Mrs Holroyd")
            assert numbers(meeting) == ALL
            assert talk.not_recorded == []
            for undo in take_all_back(meeting, ev.Undone()):
                talk.session.record(undo)


def test_line_by_line_what_is_no_whole_number_is_nobodys(tmp_path: Path) -> None:
    with conversation(tmp_path) as talk:
        for number in (*NOT_WHOLE, *NO_NUMBER):
            take(talk, f"Mum {number}")
            take(talk, number)
            assert numbers(talk.session.meeting) == {}, number


def test_line_by_line_only_what_is_wrong_in_a_line_is_left(tmp_path: Path) -> None:
    with conversation(tmp_path) as talk:
        take(talk, "Mum 2 1/2, SENCO 9, Mr Lindqvist 4")
        assert numbers(talk.session.meeting) == {"p-teacher": 4}
        assert talk.not_recorded == ["Mum 2 1/2; SENCO 9"]


async def test_by_keys_each_number_is_its_persons_and_others_are_asked_about(tmp_path: Path) -> None:
    async with open_room(tmp_path, plan=demo_plan(TODAY)) as room:
        for event in BEFORE:
            room.screen.take(event)
        await room.settle()
        for line in (*SURE, *UNSURE):
            await room.type(line)
            if line in UNSURE:
                assert numbers(room.meeting) == {"p-mum": 2}, line
                assert say("dialogue.whose-number-title") in room.words
                await room.type("Mr Lindqvist")
                await room.type("Mrs Holroyd")
            assert numbers(room.meeting) == ALL, line
            assert room.screen.sentence.text == ""
            for undo in take_all_back(room.meeting, ev.Undone()):
                room.screen.take(undo)
            await room.settle()


async def test_by_keys_what_is_no_whole_number_stays_to_be_put_right(tmp_path: Path) -> None:
    async with open_room(tmp_path, plan=demo_plan(TODAY)) as room:
        for event in BEFORE:
            room.screen.take(event)
        await room.settle()
        for number in NOT_WHOLE:
            await room.type(f"Mum {number}")
            assert numbers(room.meeting) == {}, number
            assert room.screen.sentence.text == f"Mum {number}"
        await room.type("Mum 2 1/2, SENCO 9, Mr Lindqvist 4")
        assert numbers(room.meeting) == {"p-teacher": 4}
        assert room.screen.sentence.text == "Mum 2 1/2\nSENCO 9"


@pytest.mark.parametrize(
    "typed", ["so-so because PE is loud", "Orla: so-so, PE is loud", "(-_-) - PE is loud"]
)
async def test_a_childs_word_or_face_takes_a_reason(tmp_path: Path, typed: str) -> None:
    (tmp_path / "lines").mkdir()
    with conversation(tmp_path / "lines") as talk:
        take(talk, typed)
        assert childs(talk.session.meeting) == ("so_so", "PE is loud")
    async with open_room(tmp_path, plan=demo_plan(TODAY)) as room:
        for event in BEFORE:
            room.screen.take(event)
        await room.settle()
        await room.type(typed)
        assert childs(room.meeting) == ("so_so", "PE is loud")


def childs(meeting: Meeting) -> tuple[str, str]:
    shown = meeting.minutes.scores.shown("first", "o1")["child"]
    return shown.word, shown.reason


@pytest.mark.parametrize("shown", range(4))
async def test_who_passes_in_a_round_passes_alone(tmp_path: Path, shown: int) -> None:
    """A pass of one adult passed for all who had not shown yet."""
    people = ["child", "p-mum", "p-teacher", "p-senco"]
    before = [
        *BEFORE,
        *(ev.ScoreShown(turn="goal.show", item="o1", person=who, number=3) for who in people[:shown]),
    ]
    after = {**dict.fromkeys(people[:shown], 3), people[shown]: None}
    (tmp_path / "lines").mkdir()
    with conversation(tmp_path / "lines") as talk:
        for event in before[2:]:
            talk.session.record(event)
        take(talk, "pass")
        assert numbers(talk.session.meeting) == after
    async with open_room(tmp_path, plan=demo_plan(TODAY)) as room:
        for event in before:
            room.screen.take(event)
        await room.settle()
        await room.press("f7")
        assert numbers(room.meeting) == after
        assert (room.turn == "goal.show") is (shown < 3)
