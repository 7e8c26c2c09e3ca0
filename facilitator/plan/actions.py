"""What somebody will do, by when, and what became of it."""

import datetime as dt
from typing import Literal

from facilitator.plan.nouns import Noun
from facilitator.plan.text import Id, Line, SaidWords, Words

ActionStatus = Literal["done", "part", "not_done", "not_needed"]
STATUSES: tuple[ActionStatus, ...] = ("done", "part", "not_done", "not_needed")


class Confirmation(Noun):
    """Who asks an absent owner, and by when; either may still be open."""

    who: Line = ""
    by: dt.date | None = None


class ActionChange(Noun):
    """What became of an action on a day, between reviews: a status, another owner or another date."""

    on: dt.date
    by: Line = ""
    status: ActionStatus | None = None
    who: Line = ""
    due: dt.date | None = None
    because: Words = ""


class Action(Noun):
    """What somebody will do, by when; without an owner or a date it is not agreed (MEETING, rule 11).

    `continues` is the action of an earlier review that this one carries on; `about` an item of the plan.
    """

    id: Id
    what: SaidWords
    who: Line = ""
    person: Id | None = None
    by: dt.date | None = None
    confirm: Confirmation | None = None
    about: Id | None = None
    continues: Id | None = None
    changes: list[ActionChange] = []
    not_shared: bool = False

    @property
    def agreed(self) -> bool:
        """Whether it has an owner and a date, and no absent owner is still to be asked."""
        return bool(self.who and self.by and self.confirm is None)
