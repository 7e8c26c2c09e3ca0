"""How a meeting starts: its first event, and its plan with what this computer alone knows of it."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from facilitator.files.open_plan import OpenPlan
from facilitator.files.reviews_as_held import planning_as_held
from facilitator.meeting import events as ev
from facilitator.meeting.meeting import with_planned
from facilitator.meeting.periods import next_period
from facilitator.phrases.person import people_met, people_of
from facilitator.plan.people import Person, Presence
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import PlanningMeeting
from facilitator.script.formats_and_turns import Script


def plan_to_begin_with(
    opened: OpenPlan, planned: Sequence[PlanningMeeting], prompts: Path | None = None
) -> Plan:
    """Return a plan with the meetings that wrote it, where its file has no place for them.

    With them come the links to what was hoped for there alone, what its reviews left open, what became of the
    actions since, and what is not for sharing.
    """
    if opened.word is None:
        return opened.plan
    from facilitator.files.change_record import kept_changes
    from facilitator.files.kept_follow_up import with_kept_follow_up
    from facilitator.files.kept_links import with_links
    from facilitator.files.kept_marks import with_kept_marks
    from facilitator.files.left_open import with_left_open
    from facilitator.files.records import recorded

    form = opened.word.script.format
    plan = with_kept_marks(opened.plan, kept_changes(opened.ids), form)
    if planned:
        plan = with_links(with_planned(plan, planned), form, opened.ids)
    with contextlib.suppress(Refusal):  # a plan can be opened without its records
        plan = with_left_open(plan, recorded(opened, prompts), form)
    return with_kept_follow_up(plan, kept_changes(opened.ids))


def plan_asked_after(opened: OpenPlan, prompts: Path | None = None) -> Plan:
    """Return a plan with the actions that its next review asks after, as they stand now."""
    return plan_to_begin_with(opened, [] if opened.plan.meetings() else planning_as_held(opened), prompts)


def first_event(
    plan: Plan,
    script: Script,
    at: datetime,
    period: int | None = None,
    written_before: str = "",
    expected: Iterable[Person] = (),
) -> ev.MeetingStarted:
    """Return the event that starts a meeting: the people of last time, today, and the longest agenda.

    It holds which review this is, whatever others write meanwhile. `period` is the one that the file has its
    next empty place for, where it has not one for each. Those are away whose apologies were `written_before`.
    Who is `expected` is proposed where no meeting was held yet.
    """
    return ev.MeetingStarted(
        at=at,
        plan=plan.id,
        format=plan.format,
        review=f"r-{secrets.token_hex(5)}",
        date=at.date(),
        minutes=max(agenda.minutes for agenda in script.format.agendas),
        people=_people_to_start_from(plan, script, written_before, expected),
        period=None if script.planning else next_period(plan, script, period),
        planning=script.planning,
    )


def _people_to_start_from(
    plan: Plan, script: Script, written_before: str, expected: Iterable[Person]
) -> list[Person]:
    """Return the children, and who came last time; who was away then is away until it is said otherwise.

    Where there was no last time, who is `expected`.
    """
    children = people_of(plan, in_room=script.format.children.in_room)
    others = people_met(plan) if plan.meetings() else list(expected)
    here = {person.id for person in others if person.present}
    if written_before:
        from facilitator.meeting.apologies import away

        here -= away(written_before, others, script.vocabulary)
    return [
        *children,
        *(
            person.model_copy(update={"present": [Presence.model_construct()] if person.id in here else []})
            for person in others
        ),
    ]
