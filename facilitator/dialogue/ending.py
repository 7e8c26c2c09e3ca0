"""Ending: what is still open, closing in full or early, a break, and stopping for today."""

from __future__ import annotations

from facilitator.dialogue.leaving import may_leave
from facilitator.dialogue.questions import end_in_a_line, not_asked, reviews_passed_over, settled, why
from facilitator.dialogue.requests import Ask, Asked, Dialogue, Leave, Option
from facilitator.dialogue.ways_to_write import write
from facilitator.meeting import events as ev
from facilitator.meeting.open_ends import OpenEnd, open_ends
from facilitator.script.words_by_key import say
from facilitator.work.session import Session

_REASONS = ("early-no-time", "early-child-had-enough", "early-upset", "early-other-day")


def before_we_close(session: Session) -> Dialogue:
    """Show what is still open, each one to be settled at once, and the ways to end."""
    ends = open_ends(session.meeting.minutes, session.meeting.agenda)
    left = not_asked(session)
    title = say("dialogue.still-open", count=len(ends)) if ends else say("dialogue.nothing-open")
    options = [_on_its_page(end_in_a_line(session, end)) for end in ends] + _ways_to_end(
        session, left, has_ends=bool(ends)
    )
    told = [say("dialogue.questions-left", count=left) if left else "", reviews_passed_over(session)]
    lead = " ".join(one for one in told if one)
    # With all done the pointer stands nowhere: an Enter too many must not write the review.
    at = (0 if ends else None) if not left else len(ends)
    picked = yield Ask(title, tuple(options), lead, at=at)
    if isinstance(picked, OpenEnd):
        yield from settled(session, picked)
    elif picked == "close":
        yield from write(session)
    elif picked == "early":
        yield from end_and_write(session)
    elif picked == "break":
        yield from have_a_break(session)
    elif picked == "later":
        yield from stop_for_today(session)


def _on_its_page(option: Option) -> Option:
    return option._replace(note=f"→ {option.note}")


def _ways_to_end(session: Session, left: int, *, has_ends: bool) -> list[Option]:
    period = session.meeting.script.period_name(session.meeting.minutes.period)
    heading = say("dialogue.ways-heading") if has_ends else ""
    first = Option("close", say("dialogue.close", period=period), heading=heading)
    if left and session.meeting.place is not None and not session.meeting.ended:
        note = say("dialogue.end-early-note", period=period)
        first = Option("early", say("dialogue.end-early"), note, heading)
    return [
        first,
        Option("break", say("dialogue.break")),
        Option("later", say("dialogue.later"), say("dialogue.later-note")),
        Option("back", say("dialogue.back-to-meeting")),
    ]


def end_early(session: Session, because: str = "") -> Asked[bool]:
    """End here, with a reason that is picked or typed; returns whether it ended."""
    del session
    reason = yield from why(say("dialogue.early-title"), _REASONS, because)
    if reason is None:
        return False
    yield ev.MeetingEnded(early=True, because=reason)
    return True


def end_and_write(session: Session) -> Dialogue:
    """End here, and write down what was said."""
    if (yield from end_early(session)):
        yield from write(session, ended_now=True)


def end_without_reason(session: Session, *, and_write: bool = False) -> Dialogue:
    """End the meeting from under the cover, with no reason in the record (MEETING, rule 12)."""
    yield ev.MeetingEnded(early=bool(not_asked(session)))
    if and_write:
        yield from write(session, ended_now=True)


def have_a_break(_session: Session) -> Dialogue:
    """Let the clock stand still for a while."""
    yield ev.Paused()
    over = Option("on", say("dialogue.break-over"), typed="go-on")
    yield Ask(say("dialogue.break-title"), (over,), say("dialogue.break-lead"))
    yield ev.Resumed()


def stop_for_today(session: Session) -> Dialogue:
    """Leave the meeting for now; it can be carried on."""
    if (yield from may_leave(session)):
        yield ev.Paused()
        yield Leave()
