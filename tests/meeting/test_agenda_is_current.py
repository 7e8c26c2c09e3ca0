"""The agenda that a meeting keeps is the one that would be made anew, whatever has just happened."""

from __future__ import annotations

from datetime import datetime
from functools import partialmethod
from typing import TYPE_CHECKING

import pytest

from facilitator.meeting import events as ev
from facilitator.meeting.agenda import Agenda
from facilitator.meeting.meeting import Meeting
from facilitator.plan.people import EVERYONE
from tests.plain import talk
from tests.shapes import PLANNED, Planned, typed_in

if TYPE_CHECKING:
    from pathlib import Path


class Watched:
    """The meetings that are held, and what of an agenda was not as it would be if it were made anew."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.odd: list[object] = []
        self.count = 0
        self._add = Meeting.add
        monkeypatch.setattr(Meeting, "add", partialmethod(_watching, self))

    def added(
        self, meeting: Meeting, event: ev.Event, at: datetime | None, *, recorded: bool = False
    ) -> ev.Event:
        """Add an event, and look."""
        self.meeting = meeting
        kept = self._add(meeting, event, at, recorded=recorded)
        kept_agenda, anew = (
            [(one.key, one.status) for one in made.places]
            for made in (meeting.agenda, Agenda(meeting.minutes))
        )
        self.count += 1
        if kept_agenda != anew:
            self.odd.append((kept.type, set(kept_agenda) ^ set(anew)))
        return kept


def _watching(
    meeting: Meeting, watched: Watched, event: ev.Event, at: datetime | None, *, recorded: bool = False
) -> ev.Event:
    return watched.added(meeting, event, at, recorded=recorded)


def hold(planned: Planned, folder: Path) -> None:
    typed = typed_in(planned.transcript)
    talk.hold(planned.empty(folder), "\n".join(typed[:-1]), prompts=planned.prompts, planning=True)


@pytest.mark.parametrize("planned", PLANNED, ids=lambda planned: planned.format)
def test_after_every_event_and_one_more_line_at_every_question(
    planned: Planned, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = Watched(monkeypatch)
    hold(planned, tmp_path)
    meeting = watched.meeting
    asked = [place.key for place in meeting.agenda.places if place.turn.answer == "lines"]
    for key in asked:
        meeting.add(ev.LineSaid(**key._asdict(), speaker=EVERYONE, text="One more."), None)
    assert watched.count > len(asked) > 3
    assert watched.odd == []
