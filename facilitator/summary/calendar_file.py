"""The dates of a review as a calendar file (.ics, RFC 5545): what was agreed, by when, and the next review.

Days are whole days, as no hour was agreed; so there is no time zone to get wrong.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID, uuid5

from facilitator.phrases import action as phrases
from facilitator.phrases.item import within
from facilitator.plan.actions import Action
from facilitator.plan.letters import clean
from facilitator.plan.refusal import Refusal
from facilitator.plan.text import in_short
from facilitator.summary.names_of_ids import Names

if TYPE_CHECKING:
    from icalendar import Event

NO_DATES = "calendar.no-dates"
"""The refusal of a calendar file with nothing in it."""

_OURS = UUID("6f1d1c2e-0000-5000-8000-7f0e6a5b9c11")
"""The program's own space of names for events, fixed for ever: with another one nothing would be updated."""
_MAKER = "-//facilitator//review//EN"
_LONGEST_TITLE = 200
_MOST = 2**31 - 1
"""The largest number that a calendar file may hold."""
_WEEK_BEFORE = timedelta(days=-7, hours=9)
"""An alarm at nine in the morning: a whole day begins at midnight."""
_TITLES = {"done": "calendar.action-done", "not_needed": "calendar.action-not-needed"}


class Dates(NamedTuple):
    """A calendar file, and the actions that are in none as nobody or no day is agreed for them yet."""

    data: bytes
    left_out: tuple[str, ...]

    def left_out_told(self, names: Names) -> str:
        """Return a sentence for what is in no calendar; nothing where all is in it."""
        told = (names.speak("calendar.left-out-action", what=in_short(one, 80)) for one in self.left_out)
        return names.speak("calendar.left-out", actions=", ".join(told)) if self.left_out else ""


def calendar_file(names: Names, saved: datetime) -> Dates:
    """Return the dates of the review of `names` as the bytes of an .ics.

    `saved` is when the plan was last written. An event is always the same one, by ids alone. Its number in
    the sequence is the seconds from the close of the review to `saved`: it grows with every change to the
    plan, also when one is undone or made by hand in Word, so that a calendar takes the newer file. The same
    plan gives the same bytes. Raises Refusal where nothing has a date.
    """
    from icalendar import Calendar

    review = names.review
    closed = _moment(review.closed_at or datetime.combine(review.date, time(12), UTC))
    stamp = max(closed, _moment(saved))
    actions = [one.as_it_stands for one in review.actions]
    maker = _Events(names, stamp, min(int((stamp - closed).total_seconds()), _MOST))
    events = [maker.action(one) for one in actions if one.agreed]
    if review.next_date:
        events.append(maker.next_review(review.next_date))
    if not events:
        raise Refusal(NO_DATES)
    whole = Calendar()
    for name, said in (("prodid", _MAKER), ("version", "2.0"), ("method", "PUBLISH")):
        whole.add(name, said)
    for event in events:
        whole.add_component(event)
    return Dates(whole.to_ical(), tuple(one.what for one in actions if not one.agreed))


def _moment(when: datetime) -> datetime:
    known = when if when.tzinfo else when.replace(tzinfo=UTC)
    return known.astimezone(UTC).replace(microsecond=0)


class _Events:
    """Makes the events of one file."""

    def __init__(self, names: Names, stamp: datetime, sequence: int) -> None:
        self._names, self._stamp, self._sequence = names, stamp, sequence

    def action(self, action: Action) -> Event:
        """Return the last day of an action."""
        assert action.by is not None  # noqa: S101 - one without a day is not agreed
        names = self._names
        item = names.thing(action.about)
        status = action.now.status
        who = self._who(action)
        title = names.speak(_TITLES.get(status or "", "calendar.action"), who=who, what=action.what)
        about = [
            action.what,
            phrases.who_by(who, action.by, tell=names.speak),
            phrases.on_item(within(item, names.script.format), tell=names.speak) if item else "",
            names.speak("calendar.from", day=names.day(names.review.date)),
        ]
        made = self._event(action.id, action.by, title, about)
        made.add("status", "CANCELLED" if status == "not_needed" else "CONFIRMED")
        return made

    def _who(self, action: Action) -> str:
        """Return whose an action is. A calendar is seen by others: a child is called as in the room."""
        names, who = self._names, action.who
        for child in names.plan.children:
            for name in (child.full_name, child.on_record):
                who = who.replace(name, names.title(child.id))
        return who

    def next_review(self, day: date) -> Event:
        """Return the day of the next review, which is called to mind a week before."""
        from icalendar import Alarm

        names = self._names
        children = names.plan.children
        of = names.title(children[0].id) if len(children) == 1 else ""
        title = names.speak("calendar.review-of", child=of) if of else names.speak("calendar.review")
        about = [names.speak("calendar.review-from", day=names.day(names.review.date))]
        made = self._event(f"{names.review.id}/next", day, title, about)
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", names.speak("calendar.in-a-week"))
        alarm.add("trigger", _WEEK_BEFORE)
        made.add_component(alarm)
        return made

    def _event(self, own: str, day: date, title: str, about: list[str]) -> Event:
        from icalendar import Event

        made = Event()
        made.add("uid", f"{uuid5(_OURS, f'{self._names.plan.id}/{own}')}@facilitator.invalid")
        made.add("dtstamp", self._stamp)
        made.add("last-modified", self._stamp)
        made.add("sequence", self._sequence)
        made.add("dtstart", day)
        if day < date.max:
            made.add("dtend", day + timedelta(days=1))  # the end is no part of an event
        made.add("summary", in_short(clean(title), _LONGEST_TITLE))
        made.add("description", clean("\n".join(filter(None, about))))
        made.add("transp", "TRANSPARENT")  # it takes up nobody's day
        made.add("class", "PRIVATE")
        return made
