"""A date: a day that is named, of the meeting itself or one to come."""

from __future__ import annotations

from datetime import date, timedelta

from facilitator.meeting import events as ev
from facilitator.meeting.agenda_place import Place
from facilitator.meeting.answers.answer_kind import Fill, Kind, Parts, Taken, Typed, about_scores
from facilitator.meeting.event_rules import not_gone
from facilitator.meeting.minutes import Minutes
from facilitator.meeting.minutes_parts import Key, same_words
from facilitator.plan.refusal import Refusal
from facilitator.script.formats_and_turns import Script, Turn


def _check(event: ev.DateGiven, minutes: Minutes) -> None:
    turn = minutes.turns[event.turn]
    if not (is_of_meeting(turn) or is_of_what_was_done(turn, minutes.script)):
        not_gone(event.on, minutes)


def _record(event: ev.DateGiven, minutes: Minutes) -> None:
    minutes.replies.dates[event.key] = event.on


def is_of_meeting(turn: Turn) -> bool:
    """Whether a turn asks for the day of the meeting itself, not for one to come."""
    return turn.records == "review.date"


def is_of_what_was_done(turn: Turn, script: Script) -> bool:
    """Whether a turn asks on which day something was done."""
    declared = script.format.field(turn.path)
    return declared is not None and declared.role == "done"


def day(text: str, minutes: Minutes) -> date:
    """Return the day that typed text means for who says it now; Refusal where it is none."""
    from facilitator.meeting.dates import read_date

    found = read_date(text, minutes.today)
    if found is None:
        raise Refusal("typed.no-date", text=text.strip())
    return found


def day_at(turn: Turn, text: str, minutes: Minutes) -> date:
    """Return the day that text typed at a turn means; Refusal where it is none."""
    return _day_of_meeting(text, minutes) if is_of_meeting(turn) else day(text, minutes)


def _day_of_meeting(text: str, minutes: Minutes) -> date:
    """Read the day of the meeting itself: the nearest that is meant, since it may have been held before."""
    from facilitator.meeting.dates import read_date

    today = max(minutes.started.date, minutes.resumed or minutes.started.date)
    days: list[date] = []
    refused: Refusal | None = None
    for said_on in (today, today - timedelta(days=365)):
        try:
            found = read_date(text, said_on)
        except Refusal as refusal:  # its weekday may be that of the other year
            refused = refused or refusal
            continue
        if found is None:
            raise Refusal("typed.no-date", text=text.strip())
        days.append(found)
    if refused is not None and not days:
        raise refused
    return min(days, key=lambda day: abs(day - today))


def _suggested(place: Place, minutes: Minutes) -> date | None:
    """Return the day that the script proposes, or None; once a day is named nothing is proposed."""
    suggests = place.turn.suggests
    if suggests is None or suggests.weeks is None or place.key in minutes.replies.dates:
        return None
    return minutes.today + timedelta(weeks=suggests.weeks)


class Date(Kind):
    """One day."""

    takes = {ev.DateGiven: Taken(_check, _record)}

    def read(self, typed: Typed) -> ev.Event:
        """Read a day as people say it; "yes" takes the one that is proposed."""
        proposed = _suggested(typed.place, typed.minutes)
        accepts = same_words(typed.text).strip(" .") in typed.minutes.script.vocabulary.yes
        on = proposed if proposed and accepts else day_at(typed.place.turn, typed.text, typed.minutes)
        return ev.DateGiven(turn=typed.turn, item=typed.item, on=on)

    def settled(self, _turn: Turn, key: Key, minutes: Minutes) -> bool:
        """Once it is named."""
        return key in minutes.replies.dates

    def parts(self, place: Place, minutes: Minutes, _fill: Fill) -> Parts:
        """Return the day that is proposed, and the scores, where the day is about a disagreement."""
        return Parts(shown=about_scores(place, minutes), suggested_day=_suggested(place, minutes))
