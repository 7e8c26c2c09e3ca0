"""What people agreed of progress, or did not: a number of a scale, or one of a choice's options."""

import datetime as dt
from typing import Literal, Self

from pydantic import model_validator

from facilitator.plan.entries import Manner
from facilitator.plan.inconsistencies import at_odds
from facilitator.plan.nouns import Noun
from facilitator.plan.text import Id, Line, Words

ScoreResult = Literal["agreed", "agreed_after_talking", "not_agreed", "not_settled"]


class Position(Noun):
    """One person's own number or option; neither = "don't know", unless a child gave a word or face."""

    person: Id
    number: int | None = None
    option: Id | None = None
    word: Line = ""
    reason: Words = ""
    manner: Manner = Manner.model_construct()


class Side(Noun):
    """One person's side of a disagreement: why, and what would change their mind."""

    person: Id
    reason: Words = ""
    would_change: Words = ""


class Score(Noun):
    """What was agreed of an item or a child for a field, or that it was not agreed, or not got to.

    `shows` are the shows of fingers in order, the first kept whatever came after. The program never computes
    `number` or `option`: people say it. `sides`, `next_step` and `by` are of a score that is not agreed.
    """

    field: Id
    about: Id
    result: ScoreResult
    number: int | None = None
    option: Id | None = None
    shows: list[list[Position]] = []
    support_not_given: bool = False
    sides: list[Side] = []
    next_step: Words = ""
    by: dt.date | None = None

    @property
    def positions(self) -> list[Position]:
        """The first show of fingers."""
        return self.shows[0] if self.shows else []

    @property
    def second_positions(self) -> list[Position]:
        """The show after talking."""
        return self.shows[1] if len(self.shows) > 1 else []

    @model_validator(mode="after")
    def _what_stands_goes_with_the_result(self) -> Self:
        stands = (self.number is not None) + (self.option is not None)
        if stands != (0 if self.result.startswith("not_") else 1):
            raise at_odds("odds.number-and-result")
        return self
