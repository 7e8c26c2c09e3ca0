"""The beginning: a new meeting, or an unfinished one carried on exactly where it was cut off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from facilitator.files.journal_shelf import JournalFile
from facilitator.files.opened import OpenPlan
from facilitator.phrases.day import in_full
from facilitator.phrases.person import children_called
from facilitator.plain.before_meeting import chair_at_the_plan
from facilitator.plain.lines import Lines
from facilitator.plain.typed_words import understood
from facilitator.plan.refusal import NeedsDecision, Refusal
from facilitator.script.words import explain
from facilitator.work.before_meeting import AtThePlan
from facilitator.work.record_place import put_aside
from facilitator.work.session import Session


def begin(
    path: Path,
    lines: Lines,
    *,
    prompts: Path | None,
    now: Callable[[], datetime],
    record: Path | None = None,
) -> Session | None:
    """Return the meeting to hold, or None where the chair would rather not now; raises Refusal.

    `record` is the file of an unfinished meeting that somebody named: no other is looked for.
    """
    at_the_plan = chair_at_the_plan(path, lines, prompts=prompts, now=now, record=record)
    if at_the_plan is None:
        return None
    session = None
    try:
        if _goes_on_without(at_the_plan.away, lines):
            session = _begin(at_the_plan, lines)
        if session is not None and not _holds_all_the_same(session.hindrance, lines):
            session.leave()
            session = None
    finally:
        if session is None:
            at_the_plan.let_go()
    return session


def _begin(at_the_plan: AtThePlan, lines: Lines) -> Session | None:
    found = at_the_plan.found
    if at_the_plan.unwritten is not None:
        return _carried_on(at_the_plan.write_again(), lines)
    if found is None:
        session = at_the_plan.begin()
        lines.say("plain.begin", name=children_called(session.opened.plan.children), **_title(session))
        lines.say("plain.begin-help")
        _put_notices(session, lines)
        return session
    lines.say("plain.unfinished", day=in_full(found.started.date()), time=f"{found.started:%H:%M}")
    if found.dropped:
        torn = found.dropped.why == "torn"
        lines.say("plain.dropped-torn" if torn else "plain.dropped-damaged", line=found.dropped.line)
    if lines.by_hand and not _carries_on(found, at_the_plan.opened, lines):
        return None
    try:
        session = at_the_plan.carry_on()
    except Refusal as refusal:
        if refusal.code == "session.does-not-fit":
            lines.say("plain.how-to-put-aside")
        raise
    return _carried_on(session, lines)


def _carried_on(session: Session, lines: Lines) -> Session:
    lines.say("plain.carried-on", name=children_called(session.opened.plan.children), **_title(session))
    _put_notices(session, lines)
    return session


def _goes_on_without(away: Refusal | None, lines: Lines) -> bool:
    """Tell what cannot be reached; whether to go on without it. Nobody decides that by a file of lines."""
    if away is None:
        return True
    if isinstance(away, NeedsDecision) and not lines.by_hand:
        raise away
    lines.put(explain(away))
    return _goes_on("plain.without-it", lines)


def _holds_all_the_same(hindrance: Refusal | None, lines: Lines) -> bool:
    """Tell why the plan cannot be written now; whether to hold the meeting all the same."""
    if hindrance is None:
        return True
    lines.put(explain(hindrance))
    lines.say("writable.all-the-same")
    return _goes_on("plain.all-the-same", lines)


def _goes_on(question: str, lines: Lines) -> bool:
    """Ask a chair at the keyboard whether to go on; elsewhere it goes on, and was told."""
    while lines.by_hand:
        lines.say(question)
        typed = lines.ask()
        if typed is None or understood(typed, "not-now") is not None:
            return False
        if understood(typed, "carry-on") is not None:
            break
    return True


def _put_notices(session: Session, lines: Lines) -> None:
    if session.notices:
        lines.say("plain.notices")
    for notice in session.notices:
        lines.put(notice, 1)


def _title(session: Session) -> dict[str, str]:
    values = session.view.meeting_values()
    return {"format": str(values["plan_format"]), "period": str(values["period"])}


def _carries_on(found: JournalFile, opened: OpenPlan, lines: Lines) -> bool:
    while True:
        lines.say("plain.carry-on-or-not")
        typed = lines.ask()
        if typed is None or understood(typed, "not-now") is not None:
            return False
        if not typed or understood(typed, "carry-on") is not None:
            return True
        if understood(typed, "put-aside") is not None:
            put_aside(found, opened)
            lines.say("plain.was-put-aside", path=found.path)
            return False
