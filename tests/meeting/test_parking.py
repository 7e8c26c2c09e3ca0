"""A note of something that came up, put aside."""

from __future__ import annotations

import pytest

from facilitator.meeting.typed_answer import WhoIsMeant, note_parked
from facilitator.plan.people import EVERYONE
from tests.looking import parked
from tests.meeting.talk import Talk


@pytest.mark.parametrize(
    ("typed", "speaker", "words"),
    [
        ("The bus is late", EVERYONE, "The bus is late"),
        ("Mum: the bus is late", "mum", "the bus is late"),
        ("Mum for Ravi: the bus is loud", "mum", "the bus is loud"),
        ("Ravi with Mum: the bus is loud", "child", "the bus is loud"),
    ],
)
def test_a_note_stands_under_the_name_that_stands_first(typed: str, speaker: str, words: str) -> None:
    talk = Talk()
    talk.go("child.going-well")
    talk.add(note_parked(talk.meeting, typed))
    assert [(said.by, said.text) for said in parked(talk.review())] == [(speaker, words)]


def test_a_name_that_is_not_on_the_list_is_asked_about() -> None:
    with pytest.raises(WhoIsMeant):
        note_parked(Talk().meeting, "Dad: the bus is late")
