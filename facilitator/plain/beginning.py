"""The beginning: a new meeting, or an unfinished one carried on exactly where it was cut off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from facilitator.files.journal import Journal
from facilitator.files.journal_shelf import JournalFile
from facilitator.files.plans import OpenPlan
from facilitator.meeting.dates import in_full
from facilitator.plain.lines import Lines
from facilitator.plain.typed_words import understood
from facilitator.plan.refusal import Refusal
from facilitator.session import Session, unfinished


def begin(
    opened: OpenPlan, lines: Lines, *, prompts: Path | None, now: Callable[[], datetime]
) -> Session | None:
    """Return the meeting to hold, or None where the chair would rather not now; raises Refusal."""
    found = unfinished(opened, prompts)
    if found is None:
        session = Session.begin(opened, prompts=prompts, now=now)
        lines.say("plain.begin", name=opened.plan.child.called, **_title(session))
        lines.say("plain.begin-help")
        _put_notices(session, lines)
        return session
    lines.say("plain.unfinished", day=in_full(found.started.date()), time=f"{found.started:%H:%M}")
    if found.dropped:
        torn = found.dropped.why == "torn"
        lines.say("plain.dropped-torn" if torn else "plain.dropped-damaged", line=found.dropped.line)
    if lines.by_hand and not _carries_on(found, lines):
        return None
    try:
        session = Session.carry_on(opened, found.path, prompts=prompts, now=now)
    except Refusal as refusal:
        if refusal.code == "session.does-not-fit":
            lines.say("plain.how-to-put-aside")
        raise
    lines.say("plain.carried-on", name=opened.plan.child.called, **_title(session))
    _put_notices(session, lines)
    return session


def _put_notices(session: Session, lines: Lines) -> None:
    if session.notices:
        lines.say("plain.notices")
    for notice in session.notices:
        lines.put(notice, 1)


def _title(session: Session) -> dict[str, str]:
    values = session.view.meeting_values()
    return {"format": str(values["plan_format"]), "period": str(values["period"])}


def _carries_on(found: JournalFile, lines: Lines) -> bool:
    while True:
        lines.say("plain.carry-on-or-not")
        typed = lines.ask()
        if typed is None or understood(typed, "not-now") is not None:
            return False
        if not typed or understood(typed, "carry-on") is not None:
            return True
        if understood(typed, "put-aside") is not None:
            # Closed without a review: it is kept, and not offered again.
            Journal.resume(found.path).close("put aside")
            lines.say("plain.was-put-aside", path=found.path)
            return False
