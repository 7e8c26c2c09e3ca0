"""Where a meeting stands: the question that is put, how it was put, who speaks, and what was left."""

from __future__ import annotations

from dataclasses import dataclass, field

from facilitator.meeting.events import MeetingEnded
from facilitator.meeting.kept import Asked, Key, Mark


@dataclass
class Whereabouts:
    """The question that is put now, and how the others were left.

    `current` is None after the last question, and `segment` is then still the last segment; both are kept by
    the meeting, which knows the agenda. `asked` is how the present question was put to the child last, None
    while only in its own words.
    """

    marks: dict[Key, Mark] = field(default_factory=dict)
    current: Key | None = None
    segment: str | None = None
    asked: Asked | None = None
    speaker: str | None = None
    ended: MeetingEnded | None = None

    def stand_at(self, key: Key | None, segment: str | None) -> None:
        """Stand at a question: nobody is taken to be speaking yet, and it is put in its own words."""
        if key != self.current:
            self.speaker = self.asked = None
        self.current, self.segment = key, segment

    def asked_at(self, key: Key) -> Asked | None:
        """Return how a question was put to the child last, where it is the present one."""
        return self.asked if key == self.current else None

    def no_longer_left(self, key: Key) -> bool:
        """Take away that a question was skipped, passed or parked; whether it was."""
        mark = self.marks.get(key)
        if mark is None or mark.kind == "done":
            return False
        del self.marks[key]
        return True

    def no_longer_speaks(self, person_id: str) -> None:
        """Take somebody to be speaking no more."""
        self.speaker = None if self.speaker == person_id else self.speaker
