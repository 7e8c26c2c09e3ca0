"""The child, and the people of a review."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from facilitator.plan.text import Id, Line, Name, Words

Perspective = Literal["child", "parent", "school", "practitioner"]
PERSPECTIVES: tuple[Perspective, ...] = ("child", "parent", "school", "practitioner")

CHILD = "child"
"""The child's person id in every plan."""

EVERYONE = "everyone"
"""The speaker of words that the room agreed together; not a person of the list."""


class Noun(BaseModel):
    """The base of every noun: immutable, and nothing unknown is dropped unseen."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)


class Child(Noun):
    """The child whose plan this is."""

    full_name: Name
    known_as: Line = ""
    date_of_birth: date | None = None
    class_name: Line = ""
    communication: Words = ""

    @property
    def called(self) -> str:
        """What the child wants to be called: *known as*, else the full name."""
        return self.known_as or self.full_name

    def school_year(self, on: date) -> int | None:
        """Return the English school year on a day (0 = Reception), or None without a date of birth.

        A child who is five on 31 August starts Year 1 the next day.
        """
        if self.date_of_birth is None:
            return None
        started = on.year if on.month >= 9 else on.year - 1
        born = self.date_of_birth
        age = started - born.year - (born.month >= 9)
        return age - 4


class Presence(Noun):
    """One stretch of a meeting: the segments at which a person came and went; None = its start or end."""

    arrived: Line | None = None
    left: Line | None = None


class Person(Noun):
    """Somebody of a review: there for all or parts of it, or absent with apologies.

    `present` lists the stretches in order; an absent person has none.
    """

    id: Id
    name: Name
    perspective: Perspective
    role: Line = ""
    present: list[Presence] = Field(default_factory=lambda: [Presence()])

    @property
    def apologies(self) -> bool:
        """Whether the person was not there at all."""
        return not self.present
