"""What the next start of a review would take up of a meeting that was left, cut off or killed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.files.plans import new_plan, open_plan
from facilitator.meeting import events as ev
from facilitator.work.session import Session, unfinished
from tests.meeting.plans import a_plan

if TYPE_CHECKING:
    from pathlib import Path


def leave_at_a_question(path: Path, plan_id: str = "") -> None:
    """Write a plan whose meeting was left at the child's first question."""
    plan = a_plan(reviews=1)
    session = Session.begin(new_plan(path, plan.model_copy(update={"id": plan_id or plan.id})))
    session.record(ev.WentTo(turn="child.going-well"))
    session.leave()


def taken_up(plan: Path) -> Session | None:
    """Return the meeting that is taken up, let go of again; None where there is none."""
    opened = open_plan(plan)
    found = unfinished(opened)
    if found is None:
        return None
    session = Session.carry_on(opened, found.path)
    session.leave()
    return session


def lines_kept(plan: Path) -> list[str]:
    """Return what was said in that meeting."""
    session = taken_up(plan)
    assert session is not None
    return [said.entry.text for said in session.meeting.minutes.said.values()]
