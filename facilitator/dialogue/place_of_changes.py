"""Where the changes of an editor go: a plan file, or the meeting that is held of the plan."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import date
from typing import ClassVar, NamedTuple

from facilitator.dialogue.asking_after_words import Nudge
from facilitator.dialogue.requests import Asked, Words
from facilitator.meeting.plan_changes import Change
from facilitator.plan.changes import PlanChange
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import NeedsDecision
from facilitator.script.formats_and_turns import FormatFile
from facilitator.script.plan_parts import Part


class Made(NamedTuple):
    """A change that was made: what is said of it, the part as it is found now, and what is asked about it."""

    told: Words
    part: Part
    asked: Nudge | None = None


class PlaceOfChanges(ABC):
    """A plan that is looked at and changed, and where its changes go.

    `by` is who makes them, empty = nobody has said yet; `needs` is raised where nobody is there to say it.
    """

    by: str = ""
    needs: NeedsDecision | None = None
    at: Part | None = None
    """The part that is in hand when it is opened."""
    signs: ClassVar[bool] = False
    """Whether who signs is noted here; a meeting asks for it by its own questions."""
    words: ClassVar[str]
    """How the keys of its own words begin."""

    @property
    @abstractmethod
    def plan(self) -> Plan:
        """The plan as it is now."""

    @property
    @abstractmethod
    def form(self) -> FormatFile:
        """What the plan may hold."""

    @property
    @abstractmethod
    def today(self) -> date:
        """The day of a change."""

    @property
    @abstractmethod
    def last(self) -> str:
        """What undo would take back, in words; nothing where there is nothing."""

    @abstractmethod
    def begin(self) -> Asked[None]:
        """Open the plan; raises Refusal where it cannot be changed now."""

    @abstractmethod
    def look_again(self) -> None:
        """Take in what somebody else changed meanwhile."""

    @abstractmethod
    def made(self, change: PlanChange) -> Change:
        """Return what a change would come to; raises Refusal, before anybody is asked anything."""

    @abstractmethod
    def make(self, change: PlanChange) -> Asked[Made | None]:
        """Make a change; None where somebody went back from a question. Raises NeedsDecision and Refusal."""

    @abstractmethod
    def undo(self) -> Asked[Words]:
        """Take the last change back; returns what is said of it. Raises Refusal."""

    @abstractmethod
    def history(self) -> list[str]:
        """Return the changes that are known, the newest first."""

    @abstractmethod
    def earlier(self, part: Part) -> list[str]:
        """Return what is known of what a part said before, beside what stands with it in the plan."""

    @abstractmethod
    def names(self) -> Iterable[str]:
        """Return the names of those who may be making the changes, the likeliest first."""

    @abstractmethod
    def let_go(self) -> None:
        """Leave the plan."""
