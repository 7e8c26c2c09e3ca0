"""The quiet wait after a question to a child; shown to the chair alone, and never to hurry the child."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from facilitator.meeting.meeting import Meeting
from facilitator.plan.people import CHILD

WAIT_SECONDS = 10
"""How long to wait for a child's answer before other words are offered (MEETING, rule 1)."""


class Wait(NamedTuple):
    """Whole seconds since the question was put to the child, and whether it is time for other words."""

    seconds: int
    offer: bool


def wait(meeting: Meeting, now: datetime | None) -> Wait | None:
    """Return how long the child has had, or None where the child is not asked, or has answered."""
    place, minutes, since = meeting.place, meeting.minutes, meeting.put_at
    if place is None or now is None or since is None or meeting.clock.paused:
        return None
    asked = place.turn.to == "everyone" or minutes.turns.to_child(place.key)
    if not (asked and place.turn.child and minutes.people.in_room(CHILD)):
        return None
    by_child = any(said.by == CHILD for said in minutes.said.at(place.key))
    if by_child or (place.status == "answered"):
        return None
    seconds = max(0, int((now - since).total_seconds()))
    return Wait(seconds, offer=seconds >= WAIT_SECONDS)
