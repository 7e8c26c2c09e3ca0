"""How the meeting stands against its time; shown to the chair alone, and never hurrying the child."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from facilitator.meeting import events as ev
from facilitator.meeting.agenda import segments_in_order
from facilitator.meeting.minutes import Minutes

NUDGE_AT = 0.8
"""The part of a segment's time after which the chair is nudged (MEETING, rule 13)."""


class Clock:
    """Time spent in each segment, added up from the events' own times; pauses do not count."""

    def __init__(self, started: datetime | None) -> None:
        self.spent: dict[str, timedelta] = {}
        self.paused = False
        self._since = started
        self._segment: str | None = None

    def tick(self, event: ev.Event, segment: str | None) -> None:
        """Take in an event; the time up to it belongs to the segment that was going on before it."""
        if not self.paused and not isinstance(event, ev.Resumed):
            self._add(event.at)
        self.paused = isinstance(event, ev.Paused) or (self.paused and not isinstance(event, ev.Resumed))
        self._since = event.at
        self._segment = segment

    def _add(self, until: datetime | None) -> None:
        if self._segment is None or until is None or self._since is None:
            return
        self.spent[self._segment] = self.spent.get(self._segment, timedelta()) + max(
            until - self._since, timedelta()
        )

    def spent_by(self, now: datetime | None, segment: str) -> timedelta:
        """Return the time spent in a segment until now."""
        spent = self.spent.get(segment, timedelta())
        if self.paused or segment != self._segment or now is None or self._since is None:
            return spent
        return spent + max(now - self._since, timedelta())


class Pace(NamedTuple):
    """Whole minutes: spent in the meeting and in this segment, and what the agenda gives the segment."""

    spent: int
    in_segment: int
    planned: int
    length: int
    nudge: bool


def pace(minutes: Minutes, clock: Clock, now: datetime | None) -> Pace:
    """Return how the meeting stands; a protected segment (the child's) has no nudge."""
    chosen = minutes.script.agenda(minutes.length)
    asked = [segment for segment in segments_in_order(minutes) if not segment.setup]
    spent = sum((clock.spent_by(now, segment.id) for segment in asked), timedelta())
    here = next((segment for segment in asked if segment.id == minutes.standing.segment), None)
    in_segment = clock.spent_by(now, here.id) if here else timedelta()
    planned = chosen.segments.get(here.id, 0) if here else 0
    nudge = bool(here and planned and not here.protected) and in_segment >= planned * NUDGE_AT * timedelta(
        minutes=1
    )
    return Pace(
        spent=int(spent.total_seconds() // 60),
        in_segment=int(in_segment.total_seconds() // 60),
        planned=planned,
        length=minutes.length,
        nudge=nudge,
    )
