"""Two days of a plan that stand the wrong way round, such as a review before the plan began."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from facilitator.phrases.day import in_full
from facilitator.plan.field_values import Value, day_of
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import PLANNING_PERIOD, HeldMeeting
from facilitator.script.declared_fields import Fields
from facilitator.script.format_declaration import PLAN
from facilitator.script.formats_and_turns import FormatFile
from facilitator.script.plan_parts import bare_fields

_WRITTEN_AHEAD = timedelta(days=365)
"""So long before its start a plan may be written: a plan of the next school year is."""


class Backwards(NamedTuple):
    """A day that comes before what it must come after: the key of the sentence, and what fills it in."""

    code: str
    values: Mapping[str, str]

    @property
    def refusal(self) -> Refusal:
        """It as what is wrong with something."""
        return Refusal(self.code, **self.values)


def refuse_backwards(before: Plan | None, after: Plan, form: FormatFile, code: str) -> None:
    """Raise the Refusal of the first two days of a plan that did not stand the wrong way round `before`."""
    known = list(backwards(before, form)) if before else []
    for one in backwards(after, form):
        if one not in known:
            raise Refusal(code, problem=one.refusal)


def backwards(plan: Plan, form: FormatFile) -> Iterator[Backwards]:
    """Yield every day of a plan that stands before one that it must come after."""
    started = plan.started
    for child in plan.children:
        if started and child.date_of_birth and child.date_of_birth >= started:
            yield _wrong("birth", child.on_record, child.date_of_birth, started)
    for what, day in _due(plan, form):
        if started and day < started:
            yield _wrong("before-start", what, day, started)
    for meeting in plan.meetings():
        called = form.name_of_meeting(meeting.period)
        yield from wrong_with(meeting.date, meeting.period, plan, form, meeting)
        if meeting.next_date and meeting.next_date < meeting.date:
            yield _wrong("next", called, meeting.next_date, meeting.date)
        for action in meeting.actions:
            moved = [change.due for change in action.changes]
            for by in (action.by, action.confirm.by if action.confirm else None, *moved):
                if by and by < meeting.date:
                    yield _wrong("before-its-meeting", f"“{action.what}”", by, meeting.date, name=called)


def wrong_with(
    day: date, period: int, plan: Plan, form: FormatFile, meeting: HeldMeeting | None = None
) -> Iterator[Backwards]:
    """Yield what is wrong with the day of a meeting of a plan; None = it is not in the plan yet."""
    written, called = period == PLANNING_PERIOD, form.name_of_meeting(period)
    if plan.started and day < plan.started - (_WRITTEN_AHEAD if written else timedelta()):
        yield _wrong("long-before-start" if written else "before-start", called, day, plan.started)
    wrote = plan.planning if written else plan.planning[:1]
    earlier: list[HeldMeeting] = [*wrote[: wrote.index(meeting) if meeting in wrote else None]]
    earlier += [one for one in plan.reviews if one.period < period]
    last = max(earlier, key=lambda one: one.date, default=None)
    if last and day < last.date:
        yield _wrong("before-meeting", called, day, last.date, name=form.name_of_meeting(last.period))


def _wrong(code: str, what: str, day: date, other: date, **more: str) -> Backwards:
    return Backwards(
        f"day.wrong-{code}", {"what": what, "day": in_full(day), "other": in_full(other), **more}
    )


def _due(plan: Plan, form: FormatFile) -> Iterator[tuple[str, date]]:
    """Yield by when something of the plan itself is due, and each of its parts, with what that is called."""
    own: dict[str, Value] = {name: entry.value for name in form.plan for entry in plan.given(name)[:1]}
    yield from _days_due(own, bare_fields(PLAN, form))
    for item in plan.items:
        yield from _days_due(item.fields, bare_fields(item.kind, form))


def _days_due(values: Mapping[str, Value], fields: Fields) -> Iterator[tuple[str, date]]:
    for name, value in values.items():
        declared = fields.get(name)
        if declared and declared.type == "date" and declared.role == "due" and (day := day_of(value)):
            yield declared.label or name, day
