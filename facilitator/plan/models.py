"""The plan: one child's support plan for a year, with its reviews."""

from __future__ import annotations

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from facilitator.plan.inconsistencies import at_odds, no_two
from facilitator.plan.outcomes import Outcome
from facilitator.plan.people import Child, Noun
from facilitator.plan.reviews import Action, Review
from facilitator.plan.text import Id, Line

SCHEMA_VERSION: Literal[3] = 3
SCHEMA_NAME = "facilitator-plan.schema.json"


class OtherPlan(Noun):
    """Another plan that a child may have, by its kind in the plan format; None = nobody has said."""

    kind: Id
    in_place: bool | None = None
    note: Line = ""


class Plan(Noun):
    """One child's support plan: profile, outcomes, provision and reviews.

    `schema_name` is written as `$schema`. Reviews stand in the order of their periods (terms), and no two
    are of the same one.
    """

    schema_name: Line = Field(default=SCHEMA_NAME, alias="$schema")
    schema_version: Literal[3] = 3
    id: Id
    format: Id
    number: int = Field(default=1, ge=1)
    started: date | None = None
    child: Child
    other_plans: list[OtherPlan] = []
    outcomes: list[Outcome] = []
    reviews: list[Review] = []

    @property
    def last_review(self) -> Review | None:
        """The review of the latest period that has one, or None."""
        return self.reviews[-1] if self.reviews else None

    @property
    def current_outcomes(self) -> list[Outcome]:
        """The outcomes that are still being worked on."""
        return [outcome for outcome in self.outcomes if outcome.current]

    def outcome(self, outcome_id: str) -> Outcome:
        """Return the outcome of that id."""
        return next(outcome for outcome in self.outcomes if outcome.id == outcome_id)

    def last_actions(self) -> list[Action]:
        """Return the actions of the last review, which the next one asks after."""
        return list(self.last_review.actions) if self.last_review else []

    @model_validator(mode="after")
    def _ids_and_periods_are_unique(self) -> Self:
        no_two([outcome.id for outcome in self.outcomes], "odds.two-outcomes")
        no_two([outcome.number for outcome in self.outcomes], "odds.two-numbers")
        no_two([review.id for review in self.reviews], "odds.two-reviews")
        no_two([review.period for review in self.reviews], "odds.two-terms")
        known = {outcome.id for outcome in self.outcomes}
        for review in self.reviews:
            named = [(held.outcome, held.amended_to or held.outcome) for held in review.outcomes]
            unknown = [outcome for both in named for outcome in both if outcome not in known]
            if unknown:
                raise at_odds("odds.unknown-outcome", period=review.period, outcome=unknown[0])
        return self
