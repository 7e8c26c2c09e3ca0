"""Outcomes for the year, the steps to them and the provision for them."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from facilitator.plan.people import Noun
from facilitator.plan.text import Id, Line, SaidWords, Words

OutcomeStatus = Literal["current", "achieved", "amended", "removed"]


class Step(Noun):
    """One step on the way to an outcome."""

    id: Id
    text: SaidWords


class Provision(Noun):
    """What is done for an outcome, by whom and how often, in education or outside it."""

    id: Id
    where: Literal["education", "outside"]
    what: SaidWords
    who: Line = ""
    how_often: Line = ""


class Outcome(Noun):
    """One outcome of a plan; an amended outcome is ended and a new one replaces it (seed 000)."""

    id: Id
    number: int = Field(ge=1)
    wording: SaidWords
    steps: list[Step] = []
    provision: list[Provision] = []
    advice_from: Words = ""
    status: OutcomeStatus = "current"
    ended: date | None = None
    ended_because: Words = ""
    replaces: Id | None = None

    @property
    def current(self) -> bool:
        """Whether the outcome is still being worked on."""
        return self.status == "current"
