"""Ending: what is still open, closing in full or early, a break, and another folder when the disk fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.meeting import events as ev
from facilitator.meeting.minutes import Key
from facilitator.meeting.open_ends import OpenEnd, open_ends
from facilitator.phrases.left_open import what_is_missing
from facilitator.script.words import say
from facilitator.ui.drawing.question import words_of
from facilitator.ui.flows.asking import ask, ask_or_type, session_of
from facilitator.ui.flows.leaving import may_leave
from facilitator.ui.flows.leaving import save_elsewhere as save_in_folder
from facilitator.ui.screens.ask import Ask, Typed
from facilitator.ui.widgets.choices import Choice

if TYPE_CHECKING:
    from facilitator.ui.app import FacilitatorApp
    from facilitator.ui.screens.meeting_keys import MeetingKeys
    from facilitator.work.session import Session


async def before_we_close(screen: MeetingKeys) -> None:
    """Show what is still open, each one Enter away from being settled, and the ways to end."""
    session = session_of(screen)
    ends = open_ends(session.meeting.minutes, session.meeting.agenda)
    left = sum(place.status == "open" for place in session.meeting.agenda.places)
    title = say("screen.still-open", count=len(ends)) if ends else say("screen.nothing-open")
    choices = [_end_choice(session, end) for end in ends] + _ways_to_end(session, left, has_ends=bool(ends))
    lead = say("screen.questions-left", count=left) if left else ""
    # With all done the pointer stands nowhere: an Enter too many must not write the review.
    at = (0 if ends else None) if not left else len(ends)
    picked = await ask(screen, title, choices, lead=lead, at=at)
    if isinstance(picked, OpenEnd):
        await _settle(screen, picked)
    elif picked == "close":
        await _close(screen, ev.MeetingEnded())
    elif picked == "early":
        await end_early(screen)
    elif picked == "break":
        await _have_a_break(screen)
    elif picked == "later":
        await _leave_for_later(screen)


def _end_choice(session: Session, end: OpenEnd) -> Choice:
    name = session.view.name(end.speaker) if end.speaker else ""
    words = end.text
    if end.kind == "question" and end.key is not None:
        words = words_of(session, session.meeting.agenda.place(end.key))
    missing = what_is_missing(end.kind, end.missing)
    return Choice(end, say("open.of", speaker=name, text=words) if name else words, f"→ {missing}")


def _ways_to_end(session: Session, left: int, *, has_ends: bool) -> list[Choice]:
    period = session.meeting.script.period_name(session.meeting.minutes.period)
    heading = say("screen.ways-heading") if has_ends else ""
    if left and session.meeting.place is not None and not session.meeting.ended:
        first = Choice(
            "early", say("screen.end-early"), say("screen.end-early-note", period=period), heading=heading
        )
    else:
        first = Choice("close", say("screen.close", period=period), heading=heading)
    return [
        first,
        Choice("break", say("screen.break")),
        Choice("later", say("screen.later"), say("screen.later-note")),
        Choice("back", say("screen.back-to-meeting")),
    ]


async def _settle(screen: MeetingKeys, end: OpenEnd) -> None:
    """Go where an open thing is settled; a parked note can become an action, stay, or be taken out."""
    if end.key is not None:
        screen.take(ev.WentTo(turn=end.key.turn, item=end.key.item))
        return
    session = session_of(screen)
    more = _place_for_actions(session)
    choices = [Choice("action", say("screen.parked-action"))] if more else []
    choices += [Choice("keep", say("screen.parked-keep")), Choice("out", say("screen.parked-out"))]
    picked = await ask(screen, say("screen.parked-title"), choices, lead=f"“{end.text}”")
    if picked == "action" and more:
        screen.take(ev.WentTo(turn=more.turn, item=more.item))
        screen.sentence.put(end.text)
    elif picked == "out":
        screen.take(ev.LineRemoved(line=end.line))


def _place_for_actions(session: Session) -> Key | None:
    """Return the question at which any action can be added, or None."""
    return next(
        (
            place.key
            for place in session.meeting.agenda.places
            if place.turn.answer == "action" and not place.key.item and not place.turn.suggests
        ),
        None,
    )


async def end_early(screen: MeetingKeys) -> None:
    """End here, with a reason that is picked or typed."""
    reasons = ("no-time", "child-had-enough", "upset", "other-day")
    choices = [Choice(say(f"screen.early-{reason}"), say(f"screen.early-{reason}")) for reason in reasons]
    page = Ask(
        say("screen.early-title"), choices, typed=Typed(placeholder=say("screen.type-reason")), at=None
    )
    because = await ask_or_type(screen, page)
    if isinstance(because, str):
        await _close(screen, ev.MeetingEnded(early=True, because=because))


async def _close(screen: MeetingKeys, ended: ev.MeetingEnded) -> None:
    """End the meeting and write it; when it cannot be written it stays open, and nothing is lost."""
    from facilitator.ui.flows.writing import write

    session = session_of(screen)
    if session.meeting.ended or screen.take(ended) is not None:
        await write(screen)


async def _have_a_break(screen: MeetingKeys) -> None:
    screen.take(ev.Paused())
    await ask(
        screen,
        say("screen.break-title"),
        [Choice("on", say("screen.break-over"))],
        lead=say("screen.break-lead"),
    )
    screen.take(ev.Resumed())


async def end_from_anywhere(app: FacilitatorApp) -> None:
    """End the meeting from under the cover, with no reason in the record (MEETING, rule 12).

    What was being asked is left; but a meeting that is being written by now goes on by itself.
    """
    from facilitator.ui.screens.meeting_keys import MeetingKeys

    desk = app.desk
    holds = (one for one in app.screen_stack if isinstance(one, MeetingKeys) and one.desk is desk)
    screen = next(holds, None)
    if desk is None or screen is None or desk.session.meeting.ended:
        return
    await screen.leave_flow()
    while app.screen is not screen:
        await app.pop_screen()
    screen.flow(_end_without_reason)


async def _end_without_reason(screen: MeetingKeys) -> None:
    left = any(place.status == "open" for place in session_of(screen).meeting.agenda.places)
    await _close(screen, ev.MeetingEnded(early=left))


async def _leave_for_later(screen: MeetingKeys) -> None:
    app = screen.facilitator
    if app.desk is None or await may_leave(app, app.desk):
        screen.take(ev.Paused())
        app.leave_review(screen)


async def save_elsewhere(screen: MeetingKeys) -> None:
    """Go on keeping the record in another folder."""
    if screen.desk is None or screen.desk.session.trouble is None:
        screen.say(say("screen.is-saved"))
        return
    told = await save_in_folder(screen.facilitator, screen.desk)
    if told:
        screen.say(told)
