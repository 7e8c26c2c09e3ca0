"""Words typed where an answer is picked come to the same answer and note in both front ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.meeting import events as ev
from facilitator.work.demo import demo_plan
from tests.plain import talk
from tests.plain.test_talk import END
from tests.ui.room import Room, open_room
from tests.ui.test_typing_ahead import strike

Noted = tuple[str, list[tuple[str, str]]]

TYPED: list[tuple[str, Noted]] = [
    ("partly - no cover", ("partly", [("everyone", "no cover")])),
    ("2 because Mum: no cover", ("partly", [("p-mum", "no cover")])),
    ("No: in 4 months it came twice", ("no", [("everyone", "in 4 months it came twice")])),
    ("Mum: in 4 months it came twice", ("", [("p-mum", "in 4 months it came twice")])),
    ("Mum: partly", ("", [("p-mum", "partly")])),
    ("partly", ("partly", [])),
    ("2", ("partly", [])),
]


def noted(events: list[ev.Event]) -> Noted:
    """What was chosen whether the support was given, and what was said beside it."""
    chosen = [one.option for one in events if isinstance(one, ev.ChoiceMade) and one.turn == "goal.delivered"]
    notes = [one.note for one in events if isinstance(one, ev.NoteBeside | ev.WithNote) and one.note]
    return "".join(chosen), [(note.speaker, note.text) for note in notes]


def by_lines(folder: Path, typed: str) -> Noted:
    path = talk.write(folder, demo_plan(talk.TODAY))
    code, said = talk.hold(path, f"go to outcomes\n{typed}\n{END}")
    assert code == 0, said
    review = talk.last_review(path)
    answers = [one for one in review.entries if one.field == "delivered" and one.about == "o1.p1"]
    parked = [(one.by, one.text) for one in review.entries if one.field == "parked"]
    notes = [("everyone", one.note) for one in answers if one.note]
    named = [
        ("p-mum", text.removeprefix("Mum: ")) if text.startswith("Mum: ") else (by, text)
        for by, text in notes
    ]
    return "".join(str(one.value) for one in answers), [*named, *parked]


async def by_keys(room: Room, typed: str) -> Noted:
    await room.go_to("goal.delivered", "o1/o1.p1")
    strike(room, typed, *(["enter"] if len(typed) > 1 else []))
    await room.settle()
    return noted(room.meeting.counting)


@pytest.mark.parametrize(("typed", "expected"), TYPED)
async def test_the_same_line_comes_to_the_same(tmp_path: Path, typed: str, expected: Noted) -> None:
    (tmp_path / "plain").mkdir()
    assert by_lines(tmp_path / "plain", typed) == expected
    async with open_room(tmp_path, plan=demo_plan(talk.TODAY)) as room:
        assert await by_keys(room, typed) == expected
