"""Plans as schema versions 1 to 3 had them: one council's form, kept to read such files and nothing else.

What was wrong in such a file is told with the place in that file, so it is read as it was before it becomes
a plan of today.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal, Self

from pydantic import Field, model_validator

from facilitator.plan.actions import ActionStatus, Confirmation
from facilitator.plan.entries import How, When
from facilitator.plan.inconsistencies import at_odds
from facilitator.plan.manners import Given, Rung
from facilitator.plan.nouns import Noun
from facilitator.plan.people import Child, Person
from facilitator.plan.reviews import LeftOpen
from facilitator.plan.scores import ScoreResult, Side
from facilitator.plan.text import Id, Line, SaidWords, Words


class How3(Noun):
    """How an answer was given."""

    given: Given | None = None
    rung: Rung | None = None


class Step3(Noun):
    """One step on the way to an outcome."""

    id: Id
    text: SaidWords


class Provision3(Noun):
    """What is done for an outcome."""

    id: Id
    where: Literal["education", "outside"]
    what: SaidWords
    who: Line = ""
    how_often: Line = ""


class Outcome3(Noun):
    """One outcome with all that belonged to it."""

    id: Id
    number: int = Field(ge=1)
    wording: SaidWords
    steps: list[Step3] = []
    provision: list[Provision3] = []
    advice_from: Words = ""
    status: Literal["current", "achieved", "amended", "removed"] = "current"
    ended: dt.date | None = None
    ended_because: Words = ""
    replaces: Id | None = None


class Match3(Noun):
    """How a concern ended."""

    kind: Literal["action", "outcome", "watch", "not_now"]
    action: Id | None = None
    outcome: Id | None = None
    because: Words = ""


class Statement3(Noun):
    """One thing that one person said."""

    id: Id
    text: SaidWords
    speaker: Id
    topic: Id
    how: How = "own_words"
    when: When = "in_meeting"
    helper: Id | None = None
    turn: Line = ""
    match: Match3 | None = None
    given: Given | None = None
    rung: Rung | None = None
    asked: Words = ""


class Position3(Noun):
    """One person's score."""

    person: Id
    number: int | None = None
    word: Line = ""
    reason: Words = ""
    given: Given | None = None
    rung: Rung | None = None


class Disagreement3(Noun):
    """A score that was not agreed."""

    sides: list[Side]
    next_step: Words = ""
    by: dt.date | None = None


class Score3(Noun):
    """What was agreed of an outcome."""

    result: ScoreResult
    number: int | None = None
    positions: list[Position3] = []
    second_positions: list[Position3] = []
    support_not_given: bool = False
    disagreement: Disagreement3 | None = None


class OutcomeReview3(Noun):
    """What a review said of one outcome."""

    outcome: Id
    delivered: Literal["yes", "partly", "no"] | None = None
    statements: list[Statement3] = []
    choices: dict[Id, Id] = {}
    chosen_how: dict[Id, How3] = {}
    score: Score3 | None = None
    decision: Literal["keep", "amend", "remove", "achieved"] | None = None
    amended_to: Id | None = None


class Action3(Noun):
    """What somebody will do."""

    id: Id
    what: SaidWords
    who: Line = ""
    person: Id | None = None
    by: dt.date | None = None
    confirm: Confirmation | None = None
    outcome: Id | None = None


class ActionCheck3(Noun):
    """What became of an action of the last review."""

    action: Id
    status: ActionStatus | None = None
    statements: list[Statement3] = []


class ReadBack3(Noun):
    """One person's answer to the read-back."""

    person: Id
    answer: Literal["yes", "yes_but", "no"]
    given: Given | None = None
    rung: Rung | None = None


class Review3(Noun):
    """One meeting's record."""

    id: Id
    period: int = Field(ge=1)
    date: dt.date
    minutes: int | None = None
    ended: Literal["in_full", "early"] = "in_full"
    ended_because: Words = ""
    closed_at: dt.datetime | None = None
    people: list[Person]
    statements: list[Statement3] = []
    last_actions: list[ActionCheck3] = []
    outcomes: list[OutcomeReview3] = []
    actions: list[Action3] = []
    choices: dict[Id, Id] = {}
    chosen_how: dict[Id, How3] = {}
    next_date: dt.date | None = None
    read_back: list[ReadBack3] = []
    parked: list[Statement3] = []
    left_open: list[LeftOpen] = []


class OtherPlan3(Noun):
    """Another plan that a child may have."""

    kind: Id
    in_place: bool | None = None
    note: Line = ""


class Plan3(Noun):
    """One child's plan for a year."""

    schema_name: Line = Field(default="", alias="$schema")
    schema_version: Literal[3]
    id: Id
    format: Id
    number: int = Field(default=1, ge=1)
    started: dt.date | None = None
    child: Child
    other_plans: list[OtherPlan3] = []
    outcomes: list[Outcome3] = []
    reviews: list[Review3] = []

    @model_validator(mode="after")
    def _amended_to_what_is_there(self) -> Self:
        known = {outcome.id for outcome in self.outcomes}
        for review in self.reviews:
            made = [of.amended_to for of in review.outcomes if of.amended_to and of.amended_to not in known]
            if made:
                raise at_odds("odds.unknown-outcome", period=review.period, outcome=made[0])
        return self
