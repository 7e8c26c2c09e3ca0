"""One question of the agenda, and what can be asked of a meeting that stands at one."""

from __future__ import annotations

from typing import Literal, NamedTuple, Protocol

from facilitator.meeting.minutes import Minutes
from facilitator.meeting.minutes_parts import Key
from facilitator.script.formats_and_turns import Page, Segment, Turn

Status = Literal["open", "answered", "left", "skipped", "passed", "parked"]
"""How a question stands; *left* was moved on from without an answer."""


class Place(NamedTuple):
    """One question of the agenda: its turn, segment and item, and the page that it shares with others."""

    turn: Turn
    segment: Segment
    key: Key
    status: Status
    shared: Page | None = None

    @property
    def page(self) -> Key:
        """The page on which it stands, and what that is about; two questions with the same are in sight."""
        if self.shared is None:
            return self.key
        of_one = self.segment.for_each or self.shared.each
        return Key(self.shared.id, self.key.parts[0] if of_one and self.key.parts else "")


class AtQuestion(Protocol):
    """A meeting as far as a question needs it: its minutes, and the question that is put now."""

    minutes: Minutes

    @property
    def place(self) -> Place | None:
        """The question that is put now, or None when there is none left."""
        ...
