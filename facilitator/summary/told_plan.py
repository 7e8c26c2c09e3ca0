"""A plan as others may see it, with names for all that it and each of its meetings hold."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from facilitator.phrases.review import of_period
from facilitator.plan.people import Person
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import HeldMeeting, PlanningMeeting
from facilitator.script.ladder import Say
from facilitator.script.plan_parts import everybody
from facilitator.script.review_by_role import Reviewed, reviewed
from facilitator.summary.evidence_shapes import HeldPlan
from facilitator.summary.names_of_ids import Names


class ToldPlan:
    """One plan of an evidence pack; `tell` is the voice of its sentences."""

    def __init__(self, held: HeldPlan, tell: Say) -> None:
        self.script, self.form, self.tell = held.script, held.script.format, tell
        self.in_document = held.in_document
        self.whole = held.plan
        self.names = Names(held.plan, _everybody_met(held.plan), held.script, tell)
        people = [one for one in self.names.plan.people if not one.not_shared]
        self.plan = self.names.plan.model_copy(update={"people": people})
        self.standing = self.names.standing
        self._reviewed: dict[str, list[Reviewed]] = {}

    @cached_property
    def meetings(self) -> list[Names]:
        """The names of each meeting that was held: those that wrote the plan, then its reviews."""
        return [Names(self.whole, one, self.script, self.tell) for one in self.whole.meetings()]

    @cached_property
    def reviews(self) -> list[Names]:
        """The names of each review."""
        held = {review.id for review in self.whole.reviews}
        return [names for names in self.meetings if names.review.id in held]

    def reviewed(self, names: Names) -> list[Reviewed]:
        """Return everything that a meeting speaks of; it is brought together once."""
        key = names.review.id
        if key not in self._reviewed:
            self._reviewed[key] = reviewed(names.plan, names.review, self.form)
        return self._reviewed[key]

    def title(self, meeting: HeldMeeting) -> str:
        """Return what a meeting is called, with its day."""
        return of_period(self.script.period_name(meeting.period), meeting.date, tell=self.tell)

    @property
    def last_day(self) -> date | None:
        """The day of the last meeting, else the one on which the plan began, where either is known."""
        days = [meeting.date for meeting in self.whole.meetings()]
        return max(days, default=self.whole.started)


def _everybody_met(plan: Plan) -> HeldMeeting:
    """Return a record of no meeting that knows all whom the plan knows, so that its own words have names."""
    sides = {one.id: one.perspective for one in plan.people if one.perspective}
    sides |= {person.id: person.perspective for held in plan.meetings() for person in held.people}
    sides |= {child.id: "child" for child in plan.children}
    roles = {one.id: one.role or one.relationship for one in plan.people}
    people = [
        Person(id=one, name=name, perspective=sides.get(one, "school"), role=roles.get(one, ""))
        for one, name in everybody(plan).items()
    ]
    return PlanningMeeting(id="everybody", date=plan.started or date.min, people=people)
