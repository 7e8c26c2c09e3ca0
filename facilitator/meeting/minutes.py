"""What the events have said so far: the running minutes of a meeting."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from facilitator.meeting import events as ev
from facilitator.meeting import naming, statements
from facilitator.meeting.given import Given, conditions_on
from facilitator.meeting.kept import Asked, Held, Key, Mark, Said
from facilitator.meeting.periods import next_period
from facilitator.meeting.set_up import child_now
from facilitator.plan.manners import Band
from facilitator.plan.models import Plan
from facilitator.plan.people import CHILD, EVERYONE, Child, Person, Perspective, Presence
from facilitator.plan.reviews import NOT_WORKING, Manner, Position, Statement
from facilitator.plan.spelling import folded
from facilitator.script.models import Script, Segment, Turn

__all__ = ["PARKED", "Held", "Key", "Mark", "Minutes", "Said"]

PARKED = statements.PARKED


_NOTHING_ASKED_CHANGES = (
    *(ev.LineSaid, ev.CardSorted, ev.NoteParked, ev.LineChanged, ev.LineRemoved),  # they say themselves
    *(ev.AskedAnotherWay, ev.SpeakerChosen, ev.WentTo, ev.WentBack, ev.Paused, ev.Resumed),
)


@dataclass
class Minutes:
    """The state that a list of events adds up to. Only `record` changes it.

    Dictionaries keep the order in which things were said. `current` is None after the last question, and
    `segment` is then still the last segment; both are kept by the meeting, which knows the agenda. `asked`
    is how the present question was put to the child last, None while only in its own words.
    """

    script: Script
    plan: Plan
    started: ev.MeetingStarted
    turns: dict[str, Turn]
    segment_of: dict[str, Segment]
    conditions_on: frozenset[str] = frozenset()
    people: dict[str, Person] = field(default_factory=dict)
    said: dict[str, Said] = field(default_factory=dict)
    choices: dict[Key, str] = field(default_factory=dict)
    chosen_how: dict[Key, Manner] = field(default_factory=dict)
    texts: dict[Key, str] = field(default_factory=dict)
    several: dict[Key, ev.SeveralChosen] = field(default_factory=dict)
    dates: dict[Key, date] = field(default_factory=dict)
    shows: dict[Key, dict[str, Position]] = field(default_factory=dict)
    settled: dict[Key, int | None] = field(default_factory=dict)
    actions: dict[str, Held] = field(default_factory=dict)
    marks: dict[Key, Mark] = field(default_factory=dict)
    current: Key | None = None
    segment: str | None = None
    asked: Asked | None = None
    voice: str | None = None
    rate: int | None = None
    speaker: str | None = None
    ended: ev.MeetingEnded | None = None
    given: Given = field(default_factory=Given, compare=False)
    _child: Child | None = None
    _names: tuple[tuple[Person, ...], naming.Names] | None = field(default=None, compare=False)

    @classmethod
    def begin(cls, script: Script, plan: Plan, started: ev.MeetingStarted) -> Minutes:
        """Return the minutes as they stand after the first event."""
        minutes = cls(
            script=script,
            plan=plan,
            started=started,
            turns=script.turns_by_id(),
            segment_of={turn.id: segment for segment in script.segments for turn in segment.every_turn()},
            conditions_on=conditions_on(script),
        )
        minutes.people = {person.id: person for person in started.people}
        return minutes

    # Readings

    @property
    def child(self) -> Child:
        """The child, with what this meeting's set-up says of how they take part."""
        if self._child is None:
            self._child = child_now(self)
        return self._child

    @property
    def band(self) -> Band:
        """The age band of the words that are put to the child."""
        return self.child.band(self.review_date)

    @property
    def review_date(self) -> date:
        """The day of the meeting: as set in the set-up, else the day it was started."""
        return self._recorded_date("date") or self.started.date

    @property
    def length(self) -> int:
        """How many minutes the meeting is meant to take."""
        chosen = self.recorded_choice("minutes")
        return int(chosen) if chosen else self.started.minutes

    @property
    def period(self) -> int:
        """Which review of the plan this is, from 1: as confirmed, else the next that is not held."""
        chosen = self.recorded_choice("period")
        return int(chosen) if chosen else next_period(self.plan, self.script, self.started.period) or 1

    def in_room(self, person_id: str) -> bool:
        """Whether a person is in the room now."""
        person = self.people.get(person_id)
        return bool(person and person.present and person.present[-1].left is None)

    def perspective_of(self, speaker: str) -> Perspective | None:
        """Return whose view a speaker gives; None for words that the room agreed together."""
        return None if speaker == EVERYONE else self.people[speaker].perspective

    def present(self) -> list[Person]:
        """Return the people who are in the room now, in the order of the list."""
        return [person for person in self.people.values() if self.in_room(person.id)]

    def has_something_from(self, person_id: str) -> bool:
        """Whether anything that was recorded is by or about a person."""
        return (
            any(person_id in (said.statement.speaker, said.statement.helper) for said in self.said.values())
            or any(person_id in shown for shown in self.shows.values())
            or any(person_id in held.owners for held in self.actions.values())
            or any(person_id in key.parts for key in self.marks)
            or any(person_id in key.parts and self.touched(key) for key in self.given.every_asking())
        )

    def concerns(self) -> list[Statement]:
        """Return every *not working* so far, in the order in which they were said."""
        return [said.statement for said in self.said.values() if said.statement.topic == NOT_WORKING]

    def said_at(self, key: Key) -> list[Statement]:
        """Return what was said in answer to one asking."""
        return [self.said[line].statement for line in self.given.lines_at(key)]

    def actions_at(self, key: Key) -> list[Held]:
        """Return the actions that came up at one asking."""
        return [self.actions[action] for action in self.given.actions_at(key)]

    def touched(self, key: Key) -> bool:
        """Whether anything was recorded at one asking."""
        return any(
            key in answers for answers in (self.choices, self.dates, self.texts, self.several, self.settled)
        ) or bool(self.given.lines_at(key) or self.given.actions_at(key) or self.shows.get(key))

    def recorded_choice(self, records: str, item: str = "") -> str | None:
        """Return the option chosen at the turn that records this, for an item, or None."""
        for key, option in self.choices.items():
            if key.item == item and self.turns[key.turn].records == records:
                return option
        return None

    def _recorded_date(self, records: str) -> date | None:
        return next((on for key, on in self.dates.items() if self.turns[key.turn].records == records), None)

    def shown(self, records: str, outcome: str) -> dict[str, Position]:
        """Return the first or second show of scores for an outcome: by person, in order."""
        for key, shown in self.shows.items():
            if key.parts[:1] == (outcome,) and self.turns[key.turn].records == records:
                return shown
        return {}

    def last_show(self, outcome: str) -> dict[str, Position]:
        """Return everybody's score for an outcome as it stands: from the second show, else from the first."""
        return {**self.shown("first_scores", outcome), **self.shown("second_scores", outcome)}

    def sides(self, outcome: str) -> dict[str, Position]:
        """Return the adults with a number for an outcome, each one side of a disagreement, with that number.

        One who had a number and now does not know still holds the first; the same number shown again
        without a reason keeps the one that was given.
        """
        sides: dict[str, Position] = {}
        for records in ("first_scores", "second_scores"):
            for person, at in self.shown(records, outcome).items():
                before = sides.get(person)
                again = before is not None and before.number == at.number and not at.reason
                if person != CHILD and at.number is not None and not again:
                    sides[person] = at
        return sides

    def agreed_number(self, outcome: str) -> int | None:
        """Return the number that was agreed for an outcome, or None."""
        return next((number for key, number in self.settled.items() if key.parts[:1] == (outcome,)), None)

    # Recording

    def record(self, event: ev.Event) -> None:
        """Take in one event that has been found to be in order."""
        self._child = None
        if not isinstance(event, _NOTHING_ASKED_CHANGES):
            self.given.version += 1
        if isinstance(event, ev.ANSWERS):
            self._no_longer_left(Key(event.turn, event.item))
            self.given.asked(Key(event.turn, event.item))
        recorder = getattr(self, f"_on_{event.type}", None)
        if recorder is not None:
            recorder(event)

    def read_aloud_as(self, chosen: ev.VoiceChosen) -> None:
        """Read aloud in a voice and at a rate from now on; taking back leaves them as they are."""
        self.voice, self.rate, self._child = chosen.voice, chosen.rate, None

    def _no_longer_left(self, key: Key) -> None:
        """Take away that a question was skipped, passed or parked: it is being answered after all."""
        mark = self.marks.get(key)
        if mark is not None and mark.kind != "done":
            del self.marks[key]
            self.given.version += 1

    def stand_at(self, key: Key | None, segment: str | None) -> None:
        """Stand at a question: nobody is taken to be speaking yet, and it is put in its own words."""
        if key != self.current:
            self.speaker = self.asked = None
        self.current, self.segment = key, segment

    def new_id(self, letter: str, event: ev.Happening) -> str:
        """Return the id of the thing that an event makes."""
        return f"{self.started.review}.{letter}{event.n}"

    def _asked_at(self, key: Key) -> Asked | None:
        return self.asked if key == self.current else None

    def _on_said(self, event: ev.LineSaid) -> None:
        key = Key(event.turn, event.item)
        self._keep(statements.said(event, self.new_id("s", event), self, self._asked_at(key)))

    def _on_sorted(self, event: ev.CardSorted) -> None:
        key = Key(event.turn, event.item)
        self._keep(statements.sorted_card(event, self.new_id("s", event), self, self._asked_at(key)))

    def _keep(self, said: Said) -> None:
        self._put_line(said)

    def _put_line(self, said: Said) -> None:
        before = self.said.get(said.statement.id)
        self.said[said.statement.id] = said
        matters = said.key is not None and said.key.turn in self.conditions_on
        self.given.put_line(said, before, matters=matters)

    def _on_note(self, event: ev.NoteParked) -> None:
        self._put_line(statements.note(event, self.new_id("s", event)))

    def _on_line_changed(self, event: ev.LineChanged) -> None:
        self._put_line(statements.changed(event, self.said[event.line], self))

    def _on_another_way(self, event: ev.AskedAnotherWay) -> None:
        if Key(event.turn, event.item) == self.current:
            self.asked = Asked(event.rung, event.words, tuple(event.answers))

    def _on_line_removed(self, event: ev.LineRemoved) -> None:
        self.given.drop_line(self.said.pop(event.line))

    def _on_chosen(self, event: ev.ChoiceMade) -> None:
        key = Key(event.turn, event.item)
        self.chosen_how[key] = statements.manner(event, self, self._asked_at(key))
        self.choices[key] = event.option
        if self.turns[event.turn].records == "child_presence":
            was_there = self.people[CHILD].present or [Presence()]
            self._change_person(CHILD, present=[] if event.option == "no" else was_there)

    def _on_several(self, event: ev.SeveralChosen) -> None:
        self.several[Key(event.turn, event.item)] = event

    def _on_text(self, event: ev.TextGiven) -> None:
        self.texts[Key(event.turn, event.item)] = event.text
        if self.turns[event.turn].field == "known_as":
            self._child = None
            self._rename(CHILD, self.child.called)

    def _on_date(self, event: ev.DateGiven) -> None:
        self.dates[Key(event.turn, event.item)] = event.on

    def _on_score(self, event: ev.ScoreShown) -> None:
        key = Key(event.turn, event.item)
        shows = self.shows.setdefault(key, {})
        shows[event.person] = statements.position(event, self._asked_at(key), shows.get(event.person))

    def _on_settled(self, event: ev.ScoreSettled) -> None:
        self.settled[Key(event.turn, event.item)] = event.number

    def _on_action(self, event: ev.ActionAdded) -> None:
        held = Held(id=self.new_id("a", event), key=Key(event.turn, event.item), what=event.what, by=event.by)
        self.actions[held.id] = self._owned(held, event.who)
        self.given.put_action(held)

    def _on_action_changed(self, event: ev.ActionChanged) -> None:
        held = self.actions[event.action]
        if event.who is not None:
            held = self._owned(held, event.who)
        given = event.model_dump(include={"what", "by", "confirm_who", "confirm_by"}, exclude_none=True)
        self.actions[held.id] = replace(held, **given)

    def _owned(self, held: Held, who: str) -> Held:
        """Give an action its owner or owners; one who is not in the room must still be asked."""
        owners = self.names.owners(who)
        name = naming.together(owners) or who
        here = self.means_everyone(who) or (owners and all(self.in_room(person.id) for person in owners))
        if name != held.who:  # whoever was to ask was to ask somebody else
            held = replace(held, confirm_who="", confirm_by=None)
        ids = tuple(person.id for person in owners)
        return replace(held, who=name, owners=ids, absent=bool(who) and not here)

    def means_everyone(self, who: str) -> bool:
        """Whether a typed name means the room together."""
        return folded(who) in self.script.vocabulary.everyone_words

    def _on_action_removed(self, event: ev.ActionRemoved) -> None:
        self.given.drop_action(self.actions.pop(event.action))

    def person_called(self, name: str) -> Person | None:
        """Return the person whom a typed name means, or None where it could be nobody or several."""
        return self.names.meant(name).person

    @property
    def names(self) -> naming.Names:
        """The names and roles of the people as they are now."""
        people = tuple(self.people.values())
        if self._names is None or self._names[0] != people:
            self._names = people, naming.Names(self.people, self.plan.child, self.script.vocabulary)
        return self._names[1]

    def _on_person(self, event: ev.PersonAdded) -> None:
        person = Person(
            id=self.new_id("p", event),
            name=event.name,
            perspective=event.perspective,
            role=event.role,
            present=[Presence(arrived=self._segment_now())] if event.present else [],
        )
        self.people[person.id] = person

    def _segment_now(self) -> str | None:
        """Return the segment that is going on; None in the set-up, since that is before the start."""
        segment = next((segment for segment in self.script.segments if segment.id == self.segment), None)
        return segment.id if segment and not segment.setup else None

    def _change_person(self, person_id: str, **given: object) -> None:
        self.people[person_id] = self.people[person_id].model_copy(update=given)

    def _on_person_changed(self, event: ev.PersonChanged) -> None:
        given = event.model_dump(include={"name", "role", "perspective"}, exclude_none=True)
        self._change_person(event.person, **given)
        self._rename(event.person, self.people[event.person].name)

    def _rename(self, person_id: str, name: str) -> None:
        """Give a person a name, here and wherever they own an action."""
        self._change_person(person_id, name=name)
        for held in self.actions.values():
            if person_id in held.owners:
                who = naming.together(self.people[owner] for owner in held.owners)
                self.actions[held.id] = replace(held, who=who)

    def _on_person_removed(self, event: ev.PersonRemoved) -> None:
        del self.people[event.person]
        self._no_longer_speaks(event.person)

    def _on_arrived(self, event: ev.PersonArrived) -> None:
        present = [*self.people[event.person].present, Presence(arrived=self._segment_now())]
        self._change_person(event.person, present=present)

    def _on_left(self, event: ev.PersonLeft) -> None:
        self._no_longer_speaks(event.person)
        stretches = self.people[event.person].present
        now = self._segment_now()
        if now is None:
            self._change_person(event.person, present=[])
            return
        last = stretches[-1].model_copy(update={"left": now})
        self._change_person(event.person, present=[*stretches[:-1], last])

    def _on_done(self, event: ev.TurnDone) -> None:
        self.marks[Key(event.turn, event.item)] = Mark("done")

    def _on_skipped(self, event: ev.TurnSkipped) -> None:
        self.marks[Key(event.turn, event.item)] = Mark("skipped", event.because)

    def _on_passed(self, event: ev.TurnPassed) -> None:
        self.marks[Key(event.turn, event.item)] = Mark("passed")

    def _on_parked(self, event: ev.TurnParked) -> None:
        self.marks[Key(event.turn, event.item)] = Mark("parked")

    def _no_longer_speaks(self, person_id: str) -> None:
        self.speaker = None if self.speaker == person_id else self.speaker

    def _on_speaker(self, event: ev.SpeakerChosen) -> None:
        self.speaker = event.person

    def _on_ended(self, event: ev.MeetingEnded) -> None:
        self.ended = event
