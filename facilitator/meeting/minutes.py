"""What the events have said so far: the running minutes of a meeting, cut by what they are about."""

from __future__ import annotations

from collections import Counter
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
from facilitator.plan.changes import PlanChange
from facilitator.plan.items import Item
from facilitator.plan.manners import Band
from facilitator.plan.people import Child, as_called
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import PLANNING_PERIOD
from facilitator.script.formats_and_turns import Script

__all__ = ["Held", "Key", "Minutes", "Said"]


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

    Each part keeps the order in which things came. `plan` is the one that it `began_with`, with the `changes`
    that were made to it since; what the answers decide of it comes with the record. `read_aloud` is the voice
    and rate that were chosen, `resumed` the day on which the meeting was carried on last, `days` those when
    anything was answered.
    """

    script: Script
    plan: Plan
    began_with: Plan
    started: ev.MeetingStarted
    turns: Turns
    people: Attendance
    said: SaidLines
    replies: Replies
    scores: ScoreShows
    actions: NewActions
    given: Given = field(compare=False)
    changes: list[PlanChange] = field(default_factory=list)
    standing: Whereabouts = field(default_factory=Whereabouts)
    read_aloud: ev.VoiceChosen = field(default_factory=ev.VoiceChosen.model_construct)
    resumed: date | None = None
    days: set[date] = field(default_factory=set)
    _child: Child | None = field(default=None, compare=False)

    @classmethod
    def begin(cls, script: Script, plan: Plan, started: ev.MeetingStarted) -> Minutes:
        """Return the minutes as they stand after the first event."""
        given, turns = Given(), Turns(script)
        people = Attendance(as_called(started.people, plan.children), plan.children, script.vocabulary)
        return cls(
            script=script,
            plan=plan,
            began_with=plan,
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
    def sittings(self) -> list[date]:
        """The days on which the meeting was held, where it took several; none of one that was typed up."""
        later = {day for day in self.days if day > self.review_date}
        return sorted({self.review_date, *later}) if later and self.review_date == self.started.date else []

    @property
    def length(self) -> int:
        """How many minutes the meeting is meant to take."""
        chosen = self.replies.choice("review.minutes")
        return int(chosen) if chosen else self.started.minutes

    @property
    def period(self) -> int:
        """Which review of the plan this is, from 1: as confirmed, else the next that is not held.

        0 where the meeting writes the plan.
        """
        if self.script.planning:
            return PLANNING_PERIOD
        chosen = self.replies.choice("review.period")
        return int(chosen) if chosen else next_period(self.plan, self.script, self.started.period) or 1

    def items_of(self, kind: str, under: str | None = None) -> list[Item]:
        """Return the items of a kind that questions may be about, all or those under one item.

        They are those that go on, and those that went on till this meeting changed it: what was answered of
        them stays.
        """
        if not self.changes:
            return self.plan.of(kind, under)
        before = {item.id: item for item in self.began_with.items}
        every = self.plan.of(kind, under, ended=True)
        return [one for one in every if one.id not in before or self.began_with.is_current(before[one.id])]

    def has_ended(self, part: str) -> bool:
        """Whether something was ended at this meeting, or belongs to what was."""
        if not self.changes:
            return False
        item = next((one for one in self.plan.items if one.id == part), None)
        deeds = [change.deed for change in self.changes if change.part == part]
        last = [deed for deed in deeds if deed in ("ended", "put_back")][-1:]
        return not self.plan.is_current(item) if item else last == ["ended"]

    def is_new(self, part: str) -> bool:
        """Whether something is an item that was added to the plan at this meeting, beside its questions."""
        if not self.changes:
            return False
        before = {item.id for item in self.began_with.items}
        return part not in before and any(item.id == part for item in self.plan.items)

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
        found = {option} if (option := self.chosen(key)) else set()
        return words | self.replies.words_at(key) | self.scores.words_at(key) | found

    def chosen(self, key: Key) -> str | None:
        """Return the option chosen at one asking; where people were apart, the one they agreed on since."""
        option, turn = self.replies.choices.get(key), self.turns[key.turn]
        if option is None or option not in turn.apart:
            return option
        declared = self.script.format.field(turn.path)
        settled = [
            number
            for one, number in self.scores.settled.items()
            if one.parts == key.parts[-1:] and self.turns.path(one) == turn.path
        ]
        return declared.lowest_first[settled[0] - 1].id if declared and settled and settled[0] else None

    def was_heard(self, person_id: str) -> bool:
        """Whether a person said something in the room, or showed a number."""
        spoken = (said.entry for said in self.said.values() if said.entry.manner.when == "in_meeting")
        by = any(person_id in (entry.by, entry.manner.helper) for entry in spoken)
        return by or self.scores.mention(person_id)

    def has_something_from(self, person_id: str) -> bool:
        """Whether anything that was recorded is by or about a person."""
        return (
            self.said.mention(person_id)
            or self.scores.mention(person_id)
            or self.actions.mention(person_id)
            or any(change.speaker == person_id for change in self.changes)
            or any(person_id in key.parts for key in self.standing.marks)
            or any(person_id in key.parts and self.touched(key) for key in self.given.every_asking())
        )

    def rename(self, person_id: str, name: str) -> None:
        """Give a person a name, here and wherever they own an action."""
        self.people.change(person_id, name=name)
        self.actions.rename_owner(person_id)

    def tell_children_apart(self) -> None:
        """Give a child the name on record where somebody has come who is called the same."""
        taken = Counter(person.name.casefold() for person in self.people.values())
        for child in self.children:
            person = self.people.get(child.id)
            if person and person.name == child.called and taken[child.called.casefold()] > 1:
                self.rename(child.id, child.on_record)

    @property
    def children(self) -> list[Child]:
        """The children of the plan, the first as this meeting's set-up has them."""
        return [self.child, *self.plan.children[1:]]

    def new_id(self, letter: str, event: ev.Happening) -> str:
        """Return the id of the thing that an event makes."""
        return f"{self.started.review}.{letter}{event.n}"
