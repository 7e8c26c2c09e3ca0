"""What somebody will do, by when, and what became of it."""

import datetime as dt
from typing import Literal, NamedTuple, Self

from facilitator.plan.nouns import Noun
from facilitator.plan.text import Id, Line, SaidWords, Words

ActionStatus = Literal["done", "part", "not_done", "not_needed"]
STATUSES: tuple[ActionStatus, ...] = ("done", "part", "not_done", "not_needed")
OVER: tuple[ActionStatus, ...] = ("done", "not_needed")
"""What an action may have become so that nobody has to do anything more."""


class Confirmation(Noun):
    """Who asks an absent owner, and by when; either may still be open."""

    who: Line = ""
    by: dt.date | None = None


class ActionChange(Noun):
    """What became of an action on a day, between reviews: a status, another owner or another date.

    `by` is who noted it, `agreed` who agreed to it; `because` is what came of it, or the reason.
    """

    on: dt.date
    by: Line = ""
    agreed: Line = ""
    status: ActionStatus | None = None
    who: Line = ""
    due: dt.date | None = None
    because: Words = ""


class ActionNow(NamedTuple):
    """How an action stands since it was agreed: whose it is, by when, what became of it, and who said so."""

    who: str
    by: dt.date | None
    status: ActionStatus | None = None
    noted: ActionChange | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.status not in OVER

    def is_overdue(self, today: dt.date) -> bool:
        """Whether it is still to be done, and the day for it is over."""
        return self.is_open and self.by is not None and self.by < today


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

    @property
    def now(self) -> ActionNow:
        """How it stands after what was noted since the meeting that agreed it."""
        now = ActionNow(self.who, self.by)
        for one in self.changes:
            now = now._replace(who=one.who or now.who, by=one.due or now.by)
            if one.status:
                now = now._replace(status=one.status, noted=one)
        return now

    @property
    def as_it_stands(self) -> Self:
        """It with the owner and the date that it has by now."""
        now = self.now
        owner = {"who": now.who, "person": None} if now.who != self.who else {}
        return self.model_copy(update={**owner, "by": now.by})
