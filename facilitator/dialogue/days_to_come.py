"""Days that are named: read back while they are typed, what is to be known of them, and told another day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from facilitator.dialogue.questions import question_in_a_line
from facilitator.dialogue.requests import Dialogue, Show, Tell
from facilitator.meeting import events as ev
from facilitator.meeting.answers.date import day_at, is_of_meeting, is_of_what_was_done
from facilitator.meeting.days_off import remarks
from facilitator.phrases.day import in_full
from facilitator.phrases.days_in_order import wrong_with
from facilitator.plan.refusal import Refusal
from facilitator.script.formats_and_turns import Turn
from facilitator.script.words_by_key import explain, say
from facilitator.work.session import Session

_MORE_THAN_A_NUMBER = re.compile(r"\d\D")

_LONG_YEARS = 5
"""What was done longer ago than this may be a slip of the year."""


def point_out(session: Session, event: object) -> Dialogue:
    """Tell what is to be known of the days to come that an event names."""
    if told := odd_days(session, event):
        yield Tell(told)


def odd_days(session: Session, event: object) -> str:
    """Return what is to be known of the days that an event names, or nothing."""
    if isinstance(event, ev.DateGiven):
        return odd_day(session, session.meeting.minutes.turns[event.turn], event.on)
    return " ".join(filter(None, (pointed_out(session, day) for day in _days(event))))


def odd_day(session: Session, turn: Turn, day: date) -> str:
    """Return what is to be known of a day at the question that asks for it, or nothing."""
    minutes, script = session.meeting.minutes, session.meeting.script
    done = is_of_what_was_done(turn, script)
    if not (done or is_of_meeting(turn)):
        return pointed_out(session, day)
    wrong = [] if done else [*wrong_with(day, minutes.period, minutes.plan, script.format)]
    told = [explain(one.refusal) for one in wrong]
    named = {"what": script.format.label_at(turn.path) if done else script.period_name(minutes.period)}
    if day > max(minutes.started.date, minutes.resumed or minutes.started.date):
        told.append(say("day.wrong-to-come", day=in_full(day), **named))
    if done and (years := minutes.today.year - day.year) > _LONG_YEARS:
        told.append(say("day.wrong-long-ago", day=in_full(day), count=years, **named))
    return " ".join(told)


def _days(event: object) -> Iterator[date]:
    named: tuple[date | None, ...] = ()
    if isinstance(event, ev.ActionAdded):
        named = (event.by,)
    elif isinstance(event, ev.ActionChanged):
        named = (event.by, event.confirm_by)
    yield from (day for day in named if day is not None)


def pointed_out(session: Session, day: date) -> str:
    """Return what is to be known of a day to come as a sentence, or nothing."""
    found = remarks(day, session.meeting.minutes.today, session.school)
    words = [say(f"day.{one.id}-why" if one.why else f"day.{one.id}", why=one.why) for one in found]
    return say("day.pointed-out", day=in_full(day), what=say("day.and").join(words)) if words else ""


def read_back(session: Session, text: str) -> str:
    """Return the day that is being typed in words, with what is to be known of it; nothing for none yet."""
    place = session.meeting.place
    if place is None:
        return ""
    try:
        day = day_at(place.turn, text, session.meeting.minutes)
    except Refusal as refusal:
        # "Friday 1" may become the 12th.
        told = refusal.code == "typed.other-weekday" and _MORE_THAN_A_NUMBER.search(text)
        return explain(refusal) if told else ""
    return odd_day(session, place.turn, day) or say("screen.that-is", day=in_full(day))


def told_again(session: Session) -> Dialogue:
    """Show, where a meeting is carried on on another day, the days that were named before."""
    began, named = session.meeting.started.date, list(_named(session))
    resumed = session.meeting.minutes.resumed or began
    if not named or resumed <= began:
        return
    days = (
        say("day.named", what=what, day=pointed_out(session, day).removesuffix(".") or in_full(day))
        for what, day in named
    )
    now = say("day.carried-on", began=in_full(began), today=in_full(resumed))
    yield Show(say("day.told-again"), (now, *days))


def _named(session: Session) -> Iterator[tuple[str, date]]:
    """Yield what a day was named for, and that day."""
    minutes = session.meeting.minutes
    for action in session.view.actions():
        for day in (action.by, action.confirm_by):
            if day is not None:
                yield f"“{action.what}”", day
    for place in session.meeting.agenda.places:
        day = minutes.replies.dates.get(place.key)
        hidden = session.view.hidden.hides(place.key, listed=True)
        if day is not None and not (hidden or is_of_meeting(place.turn)):
            yield question_in_a_line(session, place), day
