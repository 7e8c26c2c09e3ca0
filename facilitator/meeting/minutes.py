"""What the events have said so far: the running minutes of a meeting, cut by what they are about."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from facilitator.meeting import events as ev
from facilitator.meeting.attendance import Attendance
from facilitator.meeting.child_set_up import child_now
from facilitator.meeting.given_so_far import Given, NewActions, Replies, SaidLines
from facilitator.meeting.minutes_parts import Asked, Held, Key, Mark, Said
from facilitator.meeting.periods import next_period
from facilitator.meeting.score_shows import ScoreShows
from facilitator.meeting.turns import Turns
from facilitator.plan.manners import Band
from facilitator.plan.people import Child
from facilitator.plan.plan import Plan
from facilitator.script.formats_and_turns import Script

__all__ = ["Held", "Key", "Mark", "Minutes", "Said"]


@dataclass
class Whereabouts:
    """Where a meeting stands: the question that is put now, and how the others were left.

    `current` is None after the last question, and `segment` is then still the last segment; both are kept by
    the meeting, which knows the agenda. `asked` is how the present question was put to the child last, None
    while only in its own words.
    """

    marks: dict[Key, Mark] = field(default_factory=dict)
    current: Key | None = None
    segment: str | None = None
    asked: Asked | None = None
    speaker: str | None = None
    ended: ev.MeetingEnded | None = None

    def stand_at(self, key: Key | None, segment: str | None) -> None:
        """Stand at a question: nobody is taken to be speaking yet, and it is put in its own words."""
        if key != self.current:
            self.speaker = self.asked = None
        self.current, self.segment = key, segment

    def asked_at(self, key: Key) -> Asked | None:
        """Return how a question was put to the child last, where it is the present one."""
        return self.asked if key == self.current else None

    def no_longer_left(self, key: Key) -> bool:
        """Take away that a question was skipped, passed or parked; whether it was."""
        mark = self.marks.get(key)
        if mark is None or mark.kind == "done":
            return False
        del self.marks[key]
        return True

    def no_longer_speaks(self, person_id: str) -> None:
        """Take somebody to be speaking no more."""
        self.speaker = None if self.speaker == person_id else self.speaker


@dataclass
class Minutes:
    """The state that a list of events adds up to; only the handlers of events change it.

    Each part keeps the order in which things came. `read_aloud` is the voice and rate that were chosen,
    `resumed` the day on which the meeting was carried on last.
    """

    script: Script
    plan: Plan
    started: ev.MeetingStarted
    turns: Turns
    people: Attendance
    said: SaidLines
    replies: Replies
    scores: ScoreShows
    actions: NewActions
    given: Given = field(compare=False)
    standing: Whereabouts = field(default_factory=Whereabouts)
    read_aloud: ev.VoiceChosen = field(default_factory=ev.VoiceChosen.model_construct)
    resumed: date | None = None
    _child: Child | None = field(default=None, compare=False)

    @classmethod
    def begin(cls, script: Script, plan: Plan, started: ev.MeetingStarted) -> Minutes:
        """Return the minutes as they stand after the first event."""
        given, turns = Given(), Turns(script)
        people = Attendance(started.people, plan.child, script.vocabulary)
        return cls(
            script=script,
            plan=plan,
            started=started,
            turns=turns,
            people=people,
            said=SaidLines(given, script),
            replies=Replies(turns),
            scores=ScoreShows(turns, people),
            actions=NewActions(given, people),
            given=given,
        )

    @property
    def child(self) -> Child:
        """The child, with what this meeting's set-up says of how they take part."""
        if self._child is None:
            self._child = child_now(self.plan.child, self.replies, self.read_aloud)
        return self._child

    def look_at_child_again(self) -> None:
        """Forget the child as last worked out: the set-up may say something else now."""
        self._child = None

    @property
    def band(self) -> Band:
        """The age band of the words that are put to the child."""
        return self.child.band(self.review_date)

    @property
    def review_date(self) -> date:
        """The day of the meeting: as set in the set-up, else the day it was started."""
        return self.replies.day("review.date") or self.started.date

    @property
    def today(self) -> date:
        """The day on which things are said: that of the meeting, unless it is carried on on a later one.

        One that is typed up on another day than it was held is still of the day that was set.
        """
        typed_up = self.review_date != self.started.date
        return self.review_date if typed_up else max(self.review_date, self.resumed or self.review_date)

    @property
    def length(self) -> int:
        """How many minutes the meeting is meant to take."""
        chosen = self.replies.choice("review.minutes")
        return int(chosen) if chosen else self.started.minutes

    @property
    def period(self) -> int:
        """Which review of the plan this is, from 1: as confirmed, else the next that is not held."""
        chosen = self.replies.choice("review.period")
        return int(chosen) if chosen else next_period(self.plan, self.script, self.started.period) or 1

    def touched(self, key: Key) -> bool:
        """Whether anything was recorded at one asking."""
        return (
            self.replies.are_at(key)
            or self.said.are_at(key)
            or self.scores.are_at(key)
            or self.actions.are_at(key)
        )

    def answers_at(self, key: Key) -> set[str]:
        """Return everything that was answered at one asking, as a condition of the script names it."""
        words = {said.text for said in self.said.at(key)} | {held.what for held in self.actions.at(key)}
        return words | self.replies.words_at(key) | self.scores.words_at(key)

    def has_something_from(self, person_id: str) -> bool:
        """Whether anything that was recorded is by or about a person."""
        return (
            self.said.mention(person_id)
            or self.scores.mention(person_id)
            or self.actions.mention(person_id)
            or any(person_id in key.parts for key in self.standing.marks)
            or any(person_id in key.parts and self.touched(key) for key in self.given.every_asking())
        )

    def rename(self, person_id: str, name: str) -> None:
        """Give a person a name, here and wherever they own an action."""
        self.people.change(person_id, name=name)
        self.actions.rename_owner(person_id)

    def new_id(self, letter: str, event: ev.Happening) -> str:
        """Return the id of the thing that an event makes."""
        return f"{self.started.review}.{letter}{event.n}"
