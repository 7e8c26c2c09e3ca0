"""What people said, chose or ticked: one entry for each answer, under whoever gave it."""

from typing import Literal, Self

from pydantic import model_validator

from facilitator.plan.field_values import Value
from facilitator.plan.inconsistencies import at_odds
from facilitator.plan.manners import Given, Rung
from facilitator.plan.nouns import Earlier, Ended, Noun
from facilitator.plan.people import EVERYONE
from facilitator.plan.text import Id, Line, Words, joined_id

How = Literal["own_words", "with_help", "said_for"]
When = Literal["in_meeting", "sent_in"]


class Manner(Noun):
    """How an answer came; None = not noted.

    `helper` helped to say it, or said it for the speaker; `given` is spoken, signed, pointed at and so on;
    `rung` is how far the question had been reworded for the child by then; `turn` is the question that it
    answers, and `asked` its words as they were put, where the answer does not stand without them.
    """

    how: How = "own_words"
    helper: Id | None = None
    when: When = "in_meeting"
    given: Given | None = None
    rung: Rung | None = None
    turn: Line = ""
    asked: Words = ""


class Match(Noun):
    """How a concern ends: in an action or an item (`target`), in watching it, or in "not now because"."""

    kind: Literal["action", "outcome", "watch", "not_now"]
    target: Id | None = None
    because: Words = ""

    @model_validator(mode="after")
    def _holds_what_its_kind_needs(self) -> Self:
        needed = {"action": self.target, "outcome": self.target, "watch": True, "not_now": self.because}
        if not needed[self.kind]:
            raise at_odds("odds.match-says-which", kind=self.kind)
        return self


class Entry(Noun):
    """What one person, or the room together (`EVERYONE`), gave for a field.

    Words, a choice, several of them, a tick, a number or a day: the format declares the type. `about` is an
    item, an action, a child or a person; None = the plan or the review itself. `note` goes with an answer
    that is no words. One of the plan itself may be `ended`. What is `not_shared` is in no paper for others.
    `picture` is the id of the one that was seen beside a child's words and let stand; empty = none, and one
    that is not known (any more) is none either.
    """

    id: Id
    field: Id
    value: Value
    about: Id | None = None
    note: Words = ""
    by: Id = EVERYONE
    manner: Manner = Manner.model_construct()
    match: Match | None = None
    earlier: list[Earlier] = []
    ended: Ended | None = None
    not_shared: bool = False
    picture: Line = ""

    @property
    def text(self) -> str:
        """The words of an entry; nothing for a tick, a number or several options."""
        return self.value if isinstance(self.value, str) else ""


def id_of_answer(whose: str, field: str, about: str | None = None, by: str = EVERYONE) -> str:
    """Return the id of the one answer to a field; `whose` is the review's id, or "plan"."""
    return joined_id(whose, about, field, None if by == EVERYONE else by)
