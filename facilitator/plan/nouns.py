"""What every noun of a plan is; the marks of when something came, was reworded or ended, and who did it."""

import datetime as dt
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from facilitator.plan.field_values import Value
from facilitator.plan.text import Id, Line, Words

HowEnded = Literal["achieved", "amended", "removed"]
HOW_ENDED: tuple[HowEnded, ...] = ("achieved", "removed", "amended")


class Noun(BaseModel):
    """The base of every noun: immutable, and nothing unknown is dropped unseen.

    One that is given nothing is *constructed*: there is nothing to check, and no checker is made for it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)


class Mark(Noun):
    """When something came or went: the day, the review by its number (1 = R1), and who did it.

    No review = when the plan was written, or between reviews.
    """

    on: dt.date | None = None
    review: int | None = Field(default=None, ge=1)
    by: Line = ""


class Ended(Mark):
    """How a part of a plan ended: shown struck through where the form strikes out."""

    how: HowEnded
    because: Words = ""


STRUCK = Ended.model_construct(how="removed")
"""How a part ended that a form strikes through, where nothing says more of it."""


class Earlier(Mark):
    """What a field held before it was reworded: `on`, `review` and `by` are of the change."""

    field: Id
    value: Value
