"""Two days of a plan that stand the wrong way round, such as a review before the plan began."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from facilitator.phrases.day import in_full
from facilitator.phrases.plan_fields import fields_of
from facilitator.plan.field_values import Value, day_of
from facilitator.plan.people import CHILD
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import PLANNING_PERIOD, HeldMeeting
from facilitator.script.declared_fields import Fields
from facilitator.script.format_declaration import PLAN
from facilitator.script.formats_and_turns import FormatFile
from facilitator.script.words_by_key import say

_WRITTEN_AHEAD = timedelta(days=365)
"""So long before its start a plan may be written: a plan of the next school year is."""


class Backwards(NamedTuple):
    """A day that comes before what it must come after: what it is the day of, and what is wrong with it."""

    what: str
    day: date
    wrong: str

    @property
    def told(self) -> str:
        """It as a sentence."""
        pointed_out = say("day.pointed-out", day=in_full(self.day), what=self.wrong)
        return say("edit.field", label=self.what, value=pointed_out)


def refuse_backwards(before: Plan | None, after: Plan, form: FormatFile, code: str) -> None:
    """Raise the Refusal of the first two days of a plan that did not stand the wrong way round `before`."""
    known = set(backwards(before, form)) if before else set()
    for one in backwards(after, form):
        if one not in known:
            raise Refusal(code, problem=one.told)


def backwards(plan: Plan, form: FormatFile) -> Iterator[Backwards]:
    """Yield every day of a plan that stands before one that it must come after."""
    born = fields_of(CHILD, form)["date_of_birth"].label
    for child in plan.children:
        if plan.started and child.date_of_birth and child.date_of_birth >= plan.started:
            yield Backwards(born, child.date_of_birth, _since("day.not-before-start", plan.started))
    for what, day in _due(plan, form):
        if plan.started and day < plan.started:
            yield Backwards(what, day, _since("day.before-start", plan.started))
    for meeting in plan.meetings():
        called = form.name_of_meeting(meeting.period)
        for wrong in wrong_with(meeting.date, meeting.period, plan, form, meeting):
            yield Backwards(called, meeting.date, wrong)
        for what, day in _to_come(meeting):
            if day < meeting.date:
                wrong = say("day.before-its-meeting", name=called, day=in_full(meeting.date))
                yield Backwards(what, day, wrong)


def wrong_with(
    day: date, period: int, plan: Plan, form: FormatFile, meeting: HeldMeeting | None = None
) -> Iterator[str]:
    """Yield what is wrong with the day of a meeting of a plan, in words; None = it is not in the plan yet."""
    written = period == PLANNING_PERIOD
    if plan.started and day < plan.started - (_WRITTEN_AHEAD if written else timedelta()):
        yield _since("day.long-before-start" if written else "day.before-start", plan.started)
    wrote = plan.planning if written else plan.planning[:1]
    earlier: list[HeldMeeting] = [*wrote[: wrote.index(meeting) if meeting in wrote else None]]
    earlier += [one for one in plan.reviews if one.period < period]
    last = max(earlier, key=lambda one: one.date, default=None)
    if last and day < last.date:
        name = form.name_of_meeting(last.period)
        yield say("day.before-meeting", name=name, day=in_full(last.date))


def _since(key: str, started: date) -> str:
    return say(key, day=in_full(started))


def _due(plan: Plan, form: FormatFile) -> Iterator[tuple[str, date]]:
    """Yield by when something of the plan itself is due, and each of its parts, with what that is called."""
    own: dict[str, Value] = {name: entry.value for name in form.plan for entry in plan.given(name)[:1]}
    yield from _days_due(own, fields_of(PLAN, form))
    for item in plan.items:
        yield from _days_due(item.fields, fields_of(item.kind, form))


def _days_due(values: dict[str, Value], fields: Fields) -> Iterator[tuple[str, date]]:
    for name, value in values.items():
        declared = fields.get(name)
        if declared and declared.type == "date" and declared.role == "due" and (day := day_of(value)):
            yield declared.label or name, day


def _to_come(meeting: HeldMeeting) -> Iterator[tuple[str, date]]:
    """Yield the days that a meeting set: of the next one, and by when something is to be done."""
    if meeting.next_date:
        yield say("day.of-next"), meeting.next_date
    for action in meeting.actions:
        for day in filter(None, (action.by, action.confirm.by if action.confirm else None)):
            yield f"“{action.what}”", day
