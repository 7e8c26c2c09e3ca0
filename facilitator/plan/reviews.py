"""One meeting's record: views, outcome reviews, scores, actions and decisions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field, model_validator

from facilitator.plan.inconsistencies import at_odds, no_two
from facilitator.plan.manners import Given, Rung
from facilitator.plan.people import EVERYONE, Noun, Person
from facilitator.plan.text import Id, Line, SaidWords, Words

How = Literal["own_words", "with_help", "said_for"]
When = Literal["in_meeting", "sent_in"]
Delivered = Literal["yes", "partly", "no"]
Decision = Literal["keep", "amend", "remove", "achieved"]
ScoreResult = Literal["agreed", "agreed_after_talking", "not_agreed", "not_settled"]
ActionStatus = Literal["done", "part", "not_done", "not_needed"]
ReadBackAnswer = Literal["yes", "yes_but", "no"]

WORKING = "working"
NOT_WORKING = "not_working"


class Manner(Noun):
    """How an answer was given, and the rung of the ladder at which it came; None = not noted."""

    given: Given | None = None
    rung: Rung | None = None

    @property
    def noted(self) -> bool:
        """Whether anything is noted at all."""
        return bool(self.given or self.rung)


class Match(Noun):
    """How a *not working* ends: in an action, in an outcome, in watching it, or in "not now because"."""

    kind: Literal["action", "outcome", "watch", "not_now"]
    action: Id | None = None
    outcome: Id | None = None
    because: Words = ""

    @model_validator(mode="after")
    def _holds_what_its_kind_needs(self) -> Self:
        needed = {"action": self.action, "outcome": self.outcome, "watch": True, "not_now": self.because}
        if not needed[self.kind]:
            raise at_odds("odds.match-says-which", kind=self.kind)
        return self


class Statement(Noun):
    """One thing that one person said.

    `topic` says what it is about: *working*, *not_working*, another topic of the plan format, or a
    field of an outcome review. `turn` is the id of the question that it answers; `helper` is who helped to
    say it, or said it for the speaker. Words that the room agreed together are by `EVERYONE`. `given` is
    how it was given, `rung` how far the question had been reworded for the child by then, and `asked` the
    question in the words that were put, where the answer does not stand without them.
    """

    id: Id
    text: SaidWords
    speaker: Id
    topic: Id
    how: How = "own_words"
    when: When = "in_meeting"
    helper: Id | None = None
    turn: Line = ""
    match: Match | None = None
    given: Given | None = None
    rung: Rung | None = None
    asked: Words = ""


class Position(Noun):
    """One person's score for one outcome; no number = "don't know", unless a child gave a word or face."""

    person: Id
    number: int | None = None
    word: Line = ""
    reason: Words = ""
    given: Given | None = None
    rung: Rung | None = None


class Objection(Noun):
    """One person's side of a disagreement: why, and what would change their mind."""

    person: Id
    reason: Words = ""
    would_change: Words = ""


class Disagreement(Noun):
    """A score that was not agreed: each side, what happens next and by when."""

    sides: list[Objection]
    next_step: Words = ""
    by: dt.date | None = None


class ProgressScore(Noun):
    """The score that people agreed for one outcome, or that they did not agree, or did not get to.

    `positions` are the first show of fingers, kept whatever came after; `second_positions` the show
    after talking. The program never computes `number`: people say it.
    """

    result: ScoreResult
    number: int | None = None
    positions: list[Position] = []
    second_positions: list[Position] = []
    support_not_given: bool = False
    disagreement: Disagreement | None = None

    @model_validator(mode="after")
    def _number_goes_with_result(self) -> Self:
        if self.result.startswith("not_") != (self.number is None):
            raise at_odds("odds.number-and-result")
        return self


class OutcomeReview(Noun):
    """What a review said of one outcome; `choices` are the format's own questions with set answers.

    `chosen_how` is how the child chose, under the same fields.
    """

    outcome: Id
    delivered: Delivered | None = None
    statements: list[Statement] = []
    choices: dict[Id, Id] = {}
    chosen_how: dict[Id, Manner] = {}
    score: ProgressScore | None = None
    decision: Decision | None = None
    amended_to: Id | None = None


class Confirmation(Noun):
    """Who asks an absent owner, and by when; either may still be open."""

    who: Line = ""
    by: dt.date | None = None


class Action(Noun):
    """What somebody will do, by when; without an owner or a date it is not agreed (MEETING, rule 11)."""

    id: Id
    what: SaidWords
    who: Line = ""
    person: Id | None = None
    by: dt.date | None = None
    confirm: Confirmation | None = None
    outcome: Id | None = None

    @property
    def agreed(self) -> bool:
        """Whether it has an owner and a date, and no absent owner is still to be asked."""
        return bool(self.who and self.by and self.confirm is None)


class ActionCheck(Noun):
    """What became of an action of the last review."""

    action: Id
    status: ActionStatus | None = None
    statements: list[Statement] = []


class ReadBack(Noun):
    """One person's answer to the read-back."""

    person: Id
    answer: ReadBackAnswer
    given: Given | None = None
    rung: Rung | None = None


class LeftOpen(Noun):
    """A question that was skipped or parked, with the reason."""

    turn: Line
    item: Line = ""
    kind: Literal["skipped", "passed", "parked"]
    because: Words = ""


class Review(Noun):
    """One meeting's record, or one that was held elsewhere and recorded.

    `choices` are the format's own questions with set answers, and `chosen_how` is how the child chose.
    """

    id: Id
    period: int = Field(ge=1)
    date: dt.date
    minutes: int | None = None
    ended: Literal["in_full", "early"] = "in_full"
    ended_because: Words = ""
    closed_at: dt.datetime | None = None
    people: list[Person]
    statements: list[Statement] = []
    last_actions: list[ActionCheck] = []
    outcomes: list[OutcomeReview] = []
    actions: list[Action] = []
    choices: dict[Id, Id] = {}
    chosen_how: dict[Id, Manner] = {}
    next_date: dt.date | None = None
    read_back: list[ReadBack] = []
    parked: list[Statement] = []
    left_open: list[LeftOpen] = []

    def every_statement(self) -> Iterator[Statement]:
        """Yield each statement of the review once, wherever it stands."""
        yield from self.statements
        for check in self.last_actions:
            yield from check.statements
        for outcome in self.outcomes:
            yield from outcome.statements
        yield from self.parked

    def person(self, person_id: str) -> Person:
        """Return the person of that id."""
        return next(person for person in self.people if person.id == person_id)

    def outcome_review(self, outcome_id: str) -> OutcomeReview | None:
        """Return what was said of that outcome, or None."""
        return next((review for review in self.outcomes if review.outcome == outcome_id), None)

    @model_validator(mode="after")
    def _names_only_its_own(self) -> Self:
        people, actions = [person.id for person in self.people], [action.id for action in self.actions]
        statements = list(self.every_statement())
        no_two(people, "odds.two-people")
        no_two(actions, "odds.two-actions")
        no_two([statement.id for statement in statements], "odds.two-statements")
        for statement in statements:
            if not {statement.speaker, statement.helper} <= {*people, EVERYONE, None}:
                raise at_odds("odds.unknown-speaker", line=statement.id)
            match = statement.match
            if match and match.kind == "action" and match.action not in actions:
                raise at_odds("odds.unknown-action", line=statement.id)
        unknown = set(self._people_of_scores()) - set(people)
        if unknown:
            raise at_odds("odds.unknown-person", person=min(unknown))
        return self

    def _people_of_scores(self) -> Iterator[str]:
        yield from (answer.person for answer in self.read_back)
        for score in (outcome.score for outcome in self.outcomes):
            if score:
                yield from (position.person for position in [*score.positions, *score.second_positions])
                yield from (side.person for side in (score.disagreement.sides if score.disagreement else []))
