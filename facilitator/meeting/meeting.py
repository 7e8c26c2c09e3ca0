"""The meeting: events in, the next question out. The same events always give the same meeting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from facilitator.meeting import event_effects
from facilitator.meeting import events as ev
from facilitator.meeting.agenda import Agenda
from facilitator.meeting.agenda_place import Place
from facilitator.meeting.answers.registry import KINDS
from facilitator.meeting.minutes import Key, Minutes
from facilitator.meeting.pace import Clock
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import PlanningMeeting
from facilitator.script.formats_and_turns import Script


class _Counted(NamedTuple):
    """An event that counts, and where it led: the question, its segment, and whether step by step."""

    event: ev.Event
    led_to: Key | None
    segment: str | None
    walking: bool


def with_planned(plan: Plan, planned: Sequence[PlanningMeeting]) -> Plan:
    """Return a plan with the meetings that wrote it, where its file has no place for them."""
    return plan.model_copy(update={"planning": [*planned]}) if planned and not plan.planning else plan


class Meeting:
    """One meeting of one plan: a list of events, and what it adds up to.

    `began_with` is its plan, and `plan` that with what was changed in it since. `events` holds everything
    that happened, what was taken back too. `minutes` and `agenda` are readings of the events that still
    count; nobody but this class changes them. `began` is when the set-up was over, `put_at` when the
    present question was last put.
    """

    def __init__(self, script: Script, plan: Plan, started: ev.MeetingStarted) -> None:
        """Begin with the first event; Refusal where it belongs to another plan, or leaves out a child."""
        if started.plan != plan.id or started.format != plan.format:
            raise Refusal("meeting.other-plan")
        if not {child.id for child in plan.members} <= {person.id for person in started.people}:
            raise Refusal("meeting.no-child")
        self.script = script
        self.began_with = plan = with_planned(plan, started.planned)
        self.started = started.model_copy(update={"n": 1})
        self.events: list[ev.Event] = [self.started]
        self._counting: list[_Counted] = []
        self._taken_back: list[list[_Counted]] = []
        self.clock = Clock(self.started.at)
        self.began: datetime | None = None
        self.put_at = self.started.at
        self._agenda: tuple[int, Agenda] | None = None
        self.minutes = Minutes.begin(self.script, plan, self.started)
        self._begin_again([])

    @classmethod
    def replay(cls, script: Script, plan: Plan, events: Iterable[ev.Event]) -> Meeting:
        """Return the meeting that a list of events adds up to, the first being its start."""
        remaining = iter(events)
        first = next(remaining, None)
        if not isinstance(first, ev.MeetingStarted):
            raise Refusal("meeting.no-start")
        meeting = cls(script, plan, first)
        for event in remaining:
            meeting.add_recorded(event)
        return meeting

    def add_recorded(self, event: ev.Event) -> ev.Event:
        """Take in an event that was recorded before, at its own time; raises a Refusal as `add` does."""
        return self.add(self._as_asked_now(event), event.at, recorded=True)

    def _as_asked_now(self, event: ev.Event) -> ev.Event:
        if not isinstance(event, ev.OfTurn):
            return event
        key = self.minutes.turns.as_asked_now(event.key)
        return event if key == event.key else event.model_copy(update=key._asdict())

    def add(self, event: ev.Event, at: datetime | None, *, recorded: bool = False) -> ev.Event:
        """Take an event in and return it as it is kept: numbered, and with its time.

        Raises a Refusal, with nothing changed, where it does not fit. One that was `recorded` stays also
        where its question is not asked any more, since a version before may have asked it; not where what it
        is about has gone from the plan.
        """
        if isinstance(event, ev.MeetingStarted):
            raise Refusal("meeting.started-twice")
        event_effects.check(event, self.minutes)
        if isinstance(event, ev.OfTurn):
            fits = self._knows if recorded else self._asks
            if not fits(event.key):
                raise Refusal("meeting.not-asked", turn=event.turn)
        event = event.model_copy(update={"n": len(self.events) + 1, "at": at})
        was_at = self.minutes.standing.current
        if isinstance(event, ev.Undone):
            self._take_back()
        elif isinstance(event, ev.Redone):
            self._put_back()
        else:
            self._count(event)
        self.events.append(event)
        self.clock.tick(event, self.minutes.standing.segment)
        if self.minutes.standing.current != was_at or isinstance(event, ev.AskedAnotherWay | ev.Resumed):
            self.put_at = event.at
        if self.began is None and self.minutes.standing.current is not None and not self._in_set_up():
            self.began = event.at
        return event

    def _asks(self, key: Key) -> bool:
        return key == self.minutes.standing.current or key in self.agenda or self._changes_numbers(key)

    def _changes_numbers(self, key: Key) -> bool:
        """Whether numbers that were shown may change at an asking, though nobody is asked to show again."""
        shown = (first for first, numbers in self.minutes.scores.shows.items() if numbers)
        return any(self.minutes.turns.shown_again(first) == key for first in shown)

    def _knows(self, key: Key) -> bool:
        """Whether everything that an asking is about is there: items, people, actions and lines."""
        minutes, plan = self.minutes, self.minutes.plan
        known = {thing.id for some in (plan.items, plan.children, plan.last_actions()) for thing in some}
        return all(
            part in known or part in minutes.people or part in minutes.said or part in minutes.actions
            for part in key.parts
        )

    # Taking back

    @property
    def to_take_back(self) -> ev.Event | None:
        """What would be taken back now, or None."""
        counting = (counted.event for counted in reversed(self._counting))
        return next((event for event in counting if not isinstance(event, ev.NAVIGATION)), None)

    @property
    def to_put_back(self) -> ev.Event | None:
        """What would be put back now, or None."""
        return self._taken_back[-1][0].event if self._taken_back else None

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return self.to_take_back is not None

    @property
    def can_redo(self) -> bool:
        """Whether something that was taken back can be put back."""
        return self.to_put_back is not None

    def _take_back(self) -> None:
        for index in range(len(self._counting) - 1, -1, -1):
            if not isinstance(self._counting[index].event, ev.NAVIGATION):
                self._taken_back.append(self._counting[index:])
                self._begin_again(self._counting[:index])
                return
        raise Refusal("meeting.nothing-to-undo")

    def _put_back(self) -> None:
        if not self._taken_back:
            raise Refusal("meeting.nothing-to-redo")
        for counted in self._taken_back.pop():
            self._apply(counted.event)

    def _begin_again(self, counting: list[_Counted]) -> None:
        """Stand where the meeting stood after these events: where each led is known."""
        before = self.minutes
        self.minutes = Minutes.begin(self.script, self.began_with, self.started)
        # Taking back leaves what is beside the things that are said.
        self.minutes.read_aloud, self.minutes.resumed = before.read_aloud, before.resumed
        self._agenda = None
        self._move_to(self.agenda.next_open(0))
        for counted in counting:
            event_effects.record(counted.event, self.minutes)
            self.minutes.standing.stand_at(counted.led_to, counted.segment)
        self._counting = counting

    # Moving on

    def _count(self, event: ev.Event) -> None:
        if isinstance(event, ev.BESIDE):
            event_effects.record(event, self.minutes)
            return
        if not isinstance(event, ev.NAVIGATION):
            self._taken_back.clear()
        self._apply(event)

    def _apply(self, event: ev.Event) -> None:
        was_at = self.minutes.standing.current
        if self._is_one_more(event, was_at):
            event_effects.record(event, self.minutes)
        else:
            before = self.agenda
            event_effects.record(event, self.minutes)
            self._move_to(self._where_next(event, before, was_at))
        walking = self._walks_on(event)
        self._counting.append(
            _Counted(event, self.minutes.standing.current, self.minutes.standing.segment, walking)
        )

    def _where_next(self, event: ev.Event, before: Agenda, was_at: Key | None) -> Key | None:
        if isinstance(event, ev.WentTo):
            wanted = event.key
            return wanted if wanted in self.agenda else was_at
        if isinstance(event, ev.WentBack):
            return self.agenda.before(was_at) or was_at
        if was_at is None:
            return None
        if was_at not in self.agenda:
            return self._nearest(before, was_at)
        if self._still_here(event, was_at, before):
            return was_at
        after = self.agenda.index(was_at) + 1
        if self._walking and before.place(was_at).status != "open" and after < len(self.agenda.places):
            return self.agenda.places[after].key
        return self.agenda.next_open(after)

    def _is_one_more(self, event: ev.Event, was_at: Key | None) -> bool:
        """Whether an event is one more line at the question that is put, which then stays as it is."""
        if was_at is None or not isinstance(event, ev.LineSaid | ev.CardSorted):
            return False
        said = self.minutes.said
        return self._asked_at(event) == was_at and said.are_at(was_at) and not said.is_watched(was_at)

    def _in_set_up(self) -> bool:
        return self.minutes.turns.begun(self.minutes.standing.segment) is None

    @property
    def _walking(self) -> bool:
        """Whether the chair went back step by step, and so goes on step by step to what is open."""
        return bool(self._counting) and self._counting[-1].walking

    def _walks_on(self, event: ev.Event) -> bool:
        if isinstance(event, ev.WentBack):
            return True
        here = self.minutes.standing.current
        if not self._walking:
            return False
        at_open = here is None or self.agenda.place(here).status == "open"
        return not at_open and not isinstance(event, ev.WentTo)

    def _still_here(self, event: ev.Event, was_at: Key, before: Agenda) -> bool:
        """Whether an event leaves the chair here: it was for another question, or this one takes more."""
        if self._asked_at(event) != was_at or isinstance(event, ev.AskedAnotherWay):
            return True
        if isinstance(event, ev.NoteBeside):  # it leads on where the answer waited for it alone
            return before.place(was_at).status == self.agenda.place(was_at).status
        if isinstance(event, ev.TurnDone | ev.TurnSkipped | ev.TurnPassed | ev.TurnParked):
            return False
        # One that was moved on from and come back to takes as many answers as the first time.
        turn = self.minutes.turns[was_at.turn]
        return not KINDS[turn.answer].settled(turn, was_at, self.minutes)

    def _asked_at(self, event: ev.Event) -> Key | None:
        if isinstance(event, ev.ActionChanged):
            return self.minutes.actions[event.action].key
        return event.key if isinstance(event, ev.OfTurn) else None

    def _nearest(self, before: Agenda, was_at: Key) -> Key | None:
        """The question went away: go to the first open one that stood after it."""
        for place in before.places[before.index(was_at) :]:
            if place.key in self.agenda and self.agenda.place(place.key).status == "open":
                return place.key
        return None

    def _move_to(self, key: Key | None) -> None:
        if key is None or key == self.minutes.standing.current:
            self.minutes.standing.stand_at(key, self.minutes.standing.segment)
        else:
            self.minutes.standing.stand_at(key, self.agenda.place(key).segment.id)

    # Readings

    @property
    def plan(self) -> Plan:
        """The plan as the meeting has changed it, without what its answers decide of it."""
        return self.minutes.plan

    @property
    def agenda(self) -> Agenda:
        """Every question that would be asked as things stand; made anew once something has changed them."""
        version = self.minutes.given.version
        if self._agenda is None or self._agenda[0] != version:
            self._agenda = (version, Agenda(self.minutes))
        return self._agenda[1]

    @property
    def place(self) -> Place | None:
        """The question that is put now, or None when there is none left: then the meeting can close."""
        current = self.minutes.standing.current
        return self.agenda.place(current) if current is not None else None

    @property
    def counting(self) -> list[ev.Event]:
        """The events that still count: all but those that were taken back, and those beside what is said."""
        return [self.started, *(counted.event for counted in self._counting)]

    @property
    def since_here(self) -> list[ev.Event]:
        """The events that count since the meeting came to the question that is put now."""
        here: Key | None = self.minutes.standing.current
        found: list[ev.Event] = []
        for counted in reversed(self._counting):
            if counted.led_to != here:
                return found[-2::-1]  # the first of them led here
            found.append(counted.event)
        return found[::-1]

    @property
    def ended(self) -> bool:
        """Whether the meeting has ended; it can still be taken back until it is written."""
        return self.minutes.standing.ended is not None
