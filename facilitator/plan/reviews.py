"""The records of meetings: the review, and the planning meeting that writes a plan."""

import datetime as dt
from typing import Literal, Self, get_args

from pydantic import Field, model_validator

from facilitator.plan.actions import Action
from facilitator.plan.changes import PlanChange
from facilitator.plan.entries import Entry
from facilitator.plan.inconsistencies import at_odds, no_two, not_everyone
from facilitator.plan.nouns import Noun
from facilitator.plan.people import EVERYONE, Person
from facilitator.plan.scores import Score
from facilitator.plan.text import Id, Line, Words

PARKED = "parked"
"""The field of a note that came up and was put aside; every format has it."""


AnswerToSigning = Literal["agreed", "with_note", "not_asked"]
ANSWERS_TO_SIGNING: tuple[AnswerToSigning, ...] = get_args(AnswerToSigning)


def is_beside(entry: Entry) -> bool:
    """Whether words of that field were said at a question that has no field of its own, and not put aside."""
    return entry.field == PARKED and bool(entry.manner.turn)


class Signature(Noun):
    """A party's consent or agreement as the chair typed it: who, to what, on which day; never guessed.

    `to` is what was signed (the plan, sharing it, the register), `party` a perspective or a person's id.
    """

    to: Id
    party: Id
    name: Line = ""
    on: dt.date | None = None
    answer: AnswerToSigning = "agreed"
    note: Words = ""


class LeftOpen(Noun):
    """A question that was skipped or parked, with the reason."""

    turn: Line
    item: Line = ""
    kind: Literal["skipped", "passed", "parked"]
    because: Words = ""


class Sitting(Noun):
    """One of the times a meeting was held, where it took more than one."""

    on: dt.date
    minutes: int | None = None


class MeetingRecord(Noun):
    """What every meeting leaves behind, whichever it was; it may have been held elsewhere and recorded.

    `changes` are those to the plan that were made in it, beside what its questions decided; in their order.
    """

    id: Id
    date: dt.date
    sittings: list[Sitting] = []
    minutes: int | None = None
    ended: Literal["in_full", "early"] = "in_full"
    ended_because: Words = ""
    closed_at: dt.datetime | None = None
    people: list[Person]
    entries: list[Entry] = []
    scores: list[Score] = []
    actions: list[Action] = []
    changes: list[PlanChange] = []
    signatures: list[Signature] = []
    next_date: dt.date | None = None
    left_open: list[LeftOpen] = []

    def person(self, person_id: str) -> Person:
        """Return the person of that id."""
        return next(person for person in self.people if person.id == person_id)

    def given(self, field: str, about: str | None = None) -> list[Entry]:
        """Return what was given for a field, in order, about one thing or (None) the meeting itself."""
        return [entry for entry in self.entries if entry.field == field and entry.about == about]

    def chosen(self, field: str, about: str | None = None) -> str | None:
        """Return the option that was chosen for a field, or None."""
        return next((entry.text for entry in self.given(field, about)), None)

    def about(self, thing: str) -> list[Entry]:
        """Return everything that was given about an item, an action, a child or a person, in order."""
        return [entry for entry in self.entries if entry.about == thing]

    def score(self, about: str, field: str | None = None) -> Score | None:
        """Return the score of an item or a child, or None."""
        scores = (score for score in self.scores if score.about == about and field in (None, score.field))
        return next(scores, None)

    @model_validator(mode="after")
    def _names_only_its_own(self) -> Self:
        people, actions = [person.id for person in self.people], [action.id for action in self.actions]
        no_two(people, "odds.two-people")
        not_everyone(people)
        no_two(actions, "odds.two-actions")
        no_two([entry.id for entry in self.entries], "odds.two-statements")
        no_two([(score.about, score.field) for score in self.scores], "odds.two-scores")
        for entry in self.entries:
            if not {entry.by, entry.manner.helper} <= {*people, EVERYONE, None}:
                raise at_odds("odds.unknown-speaker", line=entry.id)
            match = entry.match
            if match and match.kind == "action" and match.target not in actions:
                raise at_odds("odds.unknown-action", line=entry.id)
        scored = {position.person for score in self.scores for show in score.shows for position in show}
        scored |= {side.person for score in self.scores for side in score.sides}
        unknown = scored - set(people)
        if unknown:
            raise at_odds("odds.unknown-person", person=min(unknown))
        return self


PLANNING_PERIOD = 0
"""The period of what wrote the plan, before its first review."""


class Review(MeetingRecord):
    """The record of one review; `period` is its number in the plan, from 1 (1 = R1)."""

    period: int = Field(ge=1)


class PlanningMeeting(MeetingRecord):
    """The record of a meeting that wrote the plan; `parts` are the parts that were gone through."""

    parts: list[Id] = []

    @property
    def period(self) -> int:
        """Before all reviews."""
        return PLANNING_PERIOD


HeldMeeting = Review | PlanningMeeting
"""The record of either meeting of a plan."""
