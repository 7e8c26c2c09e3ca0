"""The question as people see it: its words, what was said so far, and what stands beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import NamedTuple, Protocol

from facilitator.meeting import events as ev
from facilitator.meeting.answers.action import in_hand
from facilitator.meeting.answers.choice import options_of
from facilitator.meeting.answers.kind import Offered, Parts, Shown, Sorted
from facilitator.meeting.answers.registry import KINDS
from facilitator.meeting.meeting import Meeting
from facilitator.meeting.minutes import Held, Key
from facilitator.meeting.place import Place
from facilitator.meeting.set_up import set_up_lines
from facilitator.meeting.speakers import default_speaker
from facilitator.phrases.day import in_full
from facilitator.plan.actions import Action
from facilitator.plan.entries import Entry
from facilitator.plan.items import Item
from facilitator.plan.manners import Rung
from facilitator.plan.people import CHILD, EVERYONE, PERSPECTIVES
from facilitator.plan.scores import Score
from facilitator.plan.values import Value
from facilitator.script.fields import VIEWS, new_kind
from facilitator.script.ladder import Say, rungs
from facilitator.script.models import Scale
from facilitator.script.variables import values_of

__all__ = ["Beside", "Offered", "Question", "Renders", "Shown", "Sorted", "Spoken", "View"]


class Renders(Protocol):
    """Fills the variables of a sentence of the script."""

    def render(self, template: str, values: dict[str, object]) -> str:
        """Return the sentence with its values."""
        ...


class Spoken(NamedTuple):
    """One line of what was said: its number in this meeting, its words, and who said them, how and when."""

    number: int
    id: str
    text: str
    speaker: str
    how: str
    when: str
    helper: str = ""
    topic: str = ""
    given: str = ""
    asked: str = ""


@dataclass(frozen=True)
class Beside:
    """What stands beside the question: lines of last time, words sent in before, or last time's score."""

    said: list[Spoken] = field(default_factory=list)
    score: Score | None = None
    scores: list[tuple[int, Score]] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Question(Parts):
    """What is asked now, with the parts of its kind of answer.

    `place` and `of` count the questions of this segment. `to_child`: it is put to the child alone, who is
    there to hear it. `rung`, `easier` and `answers` are how it was put to the child last on the ladder, with
    the set answers that were offered (the last of them is none: something else, or not understood). `set_up`
    is the child's set-up, label by label.
    """

    key: Key
    segment: str
    to: str
    child: str
    adult: str
    to_child: bool
    tip: str
    answer: str
    only_picked: bool
    speaker: str
    said: list[Spoken]
    actions: list[Held]
    beside: Beside
    place: int
    of: int
    scale: Scale
    rung: Rung | None = None
    easier: str = ""
    answers: list[str] = field(default_factory=list)
    set_up: list[tuple[str, str]] = field(default_factory=list)

    @property
    def ticks(self) -> bool:
        """Whether several options may hold at once."""
        return bool(self.options) and not self.only_picked


class View:
    """Makes the question of a meeting readable; holds the wording that it needs and no state."""

    def __init__(self, meeting: Meeting, wording: Renders, say: Say) -> None:
        self.meeting = meeting
        self._wording = wording
        self._say = say

    def question(self) -> Question | None:
        """Return the question that is put now, or None when the meeting can close."""
        place = self.meeting.place
        if place is None:
            return None
        values, minutes = self.values(place), self.meeting.minutes
        kind = KINDS[place.turn.answer]
        parts = kind.parts(place, minutes, lambda words: self._render(words, values))
        child, adult = self._words(place, parts.part, values)
        here = [other for other in self.meeting.agenda.places if other.segment.id == place.segment.id]
        speaker, asked = default_speaker(self.meeting), minutes.standing.asked
        return Question(
            **vars(parts),
            key=place.key,
            segment=self.title(place.segment.id),
            to=self._to(place),
            child=child,
            adult=adult,
            to_child=bool(child) and minutes.people.in_room(CHILD) and minutes.turns.to_child(place.key),
            tip=self._render(place.turn.tip, values),
            answer=place.turn.answer,
            only_picked=kind.only_picked,
            speaker=self.name(speaker) if speaker else "",
            said=self.said_here(place),
            actions=minutes.actions.at(place.key),
            beside=self._beside(place),
            place=here.index(place) + 1,
            of=len(here),
            scale=minutes.turns.scale(place.key),
            rung=asked.rung if asked else None,
            easier=asked.words if asked else "",
            answers=self._answers(),
            set_up=self._set_up(place),
        )

    def _set_up(self, place: Place) -> list[tuple[str, str]]:
        if place.turn.shows != "set_up":
            return []
        return set_up_lines(self.meeting.minutes.child, self.meeting.script, self._say)

    def another_way(self, *, not_understood: bool = False) -> ev.AskedAnotherWay | None:
        """Return the event that puts the question to the child one rung further; the first after the last.

        None where the child is not in the room, or the question has no words for a child.
        """
        place = self.meeting.place
        minutes = self.meeting.minutes
        if place is None or not place.turn.child or not minutes.people.in_room(CHILD):
            return None
        if place.turn.path.field in minutes.child.set_up.topics_away:
            return None
        values, helper = self.values(place), minutes.child.set_up.helper
        steps = rungs(
            place.turn, minutes.band, lambda words: self._render(words, values), self._say, trusted=helper
        )
        here = minutes.standing.asked.rung if minutes.standing.asked else None
        index = next((index for index, step in enumerate(steps) if step.rung == here), -1)
        step = steps[(index + 1) % len(steps)]
        return ev.AskedAnotherWay(
            turn=place.key.turn,
            item=place.key.item,
            rung=step.rung,
            words=step.words,
            answers=list(step.answers),
            not_understood=not_understood,
        )

    def _answers(self) -> list[str]:
        """Return the set answers that the rung offers, and the one that is none."""
        asked = self.meeting.minutes.standing.asked
        if asked is None or not asked.answers:
            return []
        other = "ladder.something-else" if asked.rung == "choices" else "ladder.not-understood"
        return [*asked.answers, self._say(other)]

    def title(self, segment_id: str) -> str:
        """Return a segment's title for the agenda: for the child where the child is in the room."""
        segment = next(segment for segment in self.meeting.script.segments if segment.id == segment_id)
        minutes = self.meeting.minutes
        child = segment.title.child.at(minutes.band) if minutes.people.in_room(CHILD) else ""
        return self._render(child or segment.title.adult, self.meeting_values())

    def name(self, person_id: str) -> str:
        """Return the name of a person, or the word for everyone together."""
        if person_id == EVERYONE:
            return self._say("meeting.everyone")
        return self.meeting.minutes.people[person_id].name

    def answers_called(self, turn: str, ids: list[str]) -> list[str]:
        """Return the set answers of a turn that have these ids, in adults' words."""
        minutes, values = self.meeting.minutes, self.meeting_values()
        options = {one.id: one.adult for one in options_of(minutes.turns[turn], minutes)}
        return [self._render(options[one], values) if one in options else one for one in ids]

    def spoken(self, entry: Entry, number: int = 0) -> Spoken:
        """Return what was said in this meeting as a line; its number is looked for where it is not given."""
        number = number or list(self.meeting.minutes.said).index(entry.id) + 1
        manner = entry.manner
        return Spoken(
            number=number,
            id=entry.id,
            text=entry.text,
            speaker=self.name(entry.by),
            how=manner.how,
            when=manner.when,
            helper=self.name(manner.helper) if manner.helper else "",
            topic=entry.field,
            given=manner.given or "",
            asked=manner.asked,
        )

    def everything_said(self) -> list[Spoken]:
        """Return every line of the meeting, in the order in which it was said."""
        everything = self.meeting.minutes.said.values()
        return [self.spoken(said.entry, number) for number, said in enumerate(everything, start=1)]

    def said_here(self, place: Place) -> list[Spoken]:
        """Return what was said at a question."""
        numbers = {line: number for number, line in enumerate(self.meeting.minutes.said, start=1)}
        here = self.meeting.minutes.said.at(place.key)
        return [self.spoken(entry, numbers[entry.id]) for entry in here]

    # The words

    def meeting_values(self) -> dict[str, object]:
        """Return the variables that every sentence may use."""
        minutes, plan = self.meeting.minutes, self.meeting.plan
        period_name = self.meeting.script.period_name
        return {
            "child": minutes.child,
            "period": period_name(minutes.period),
            "last_period": period_name(plan.last_review.period) if plan.last_review else "",
            "minutes": minutes.length,
            "finish": self._finish(),
            "plan_format": self.meeting.script.format.name,
        }

    def _finish(self) -> str:
        """Return the time at which the meeting is to end, such as 15:05, or nothing before it has begun."""
        began = self.meeting.began
        if began is None:
            return ""
        return f"{began + timedelta(minutes=self.meeting.minutes.length):%H:%M}"

    def values(self, place: Place) -> dict[str, object]:
        """Return the variables of a question: the meeting's, and those of the items it is asked about."""
        minutes, values = self.meeting.minutes, self.meeting_values()
        items = {item.id: item for item in self.meeting.plan.items}
        children = {one.id: one for one in self.meeting.plan.children}
        kinds = self.meeting.script.format.items
        actions = {action.id: action for action in self.meeting.plan.last_actions()}
        for part in place.key.parts:
            if part in children:
                values["child"] = minutes.child if part == minutes.child.id else children[part]
            if part in minutes.people:
                values["person"] = minutes.people[part]
            elif part in items:
                values[items[part].kind] = values_of(items[part], kinds[items[part].kind])
            elif part in actions or part in minutes.actions:
                values["action"] = _action_values(actions.get(part) or minutes.actions[part])
            else:
                values |= self._of_line(minutes.said[part].entry)
        return values

    def _of_line(self, line: Entry) -> dict[str, object]:
        """Return the variable for a line that questions are asked about: a new item, or a concern."""
        kind = new_kind(line.field)
        if kind is None:
            return {"concern": {"text": line.text, "speaker": self.name(line.by)}}
        declared = self.meeting.script.format.items[kind]
        words: dict[str, Value] = {declared.role_field("wording") or "": line.text}
        return {kind: values_of(Item(id=line.id, kind=kind, fields=words), declared)}

    def _render(self, template: str, values: dict[str, object]) -> str:
        return self._wording.render(template, values).strip() if template else ""

    def _words(self, place: Place, part: str, values: dict[str, object]) -> tuple[str, str]:
        """Return the child's and the adults' words: of the part that is missing, else of the turn."""
        held = in_hand(place, self.meeting.minutes) if part else None
        if held:
            given = {"what": held.what, "who": held.who}
            return self._say(f"parts.{part}-child", **given), self._say(f"parts.{part}-adult", **given)
        minutes = self.meeting.minutes
        # What the child wishes not to be asked about is put to the adults alone.
        away = place.turn.path.field in minutes.child.set_up.topics_away
        child = "" if away else place.turn.child.at(minutes.band)
        return self._render(child, values), self._render(place.turn.adult, values)

    def _to(self, place: Place) -> str:
        minutes, to = self.meeting.minutes, place.turn.to
        if to == "child":
            return minutes.child.called
        if to == "item" or (place.key.parts and place.key.parts[-1] in minutes.people):
            person = minutes.people.get(place.key.parts[-1]) if place.key.parts else None
            # Words that were sent in are read out to the room.
            return person.name if person and not person.apologies else self._say("meeting.everyone")
        if to in ("parent", "school", "practitioner"):
            return ", ".join(person.name for person in minutes.people.present(to))
        return self._say(f"meeting.{to}")

    # What stands with it

    def _beside(self, place: Place) -> Beside:
        if place.turn.shows == "sent_in":
            return Beside(said=[self.spoken(said) for said in self._sent_in(place)])
        if place.turn.shows == "everything":
            return Beside(said=self.everything_said())
        item = place.key.parts[0] if place.key.parts else ""
        last = self.meeting.plan.last_review
        if last is None or place.segment.for_each not in self.meeting.script.format.items:
            return Beside()
        scores = [(held.period, score) for held in self.meeting.plan.reviews if (score := held.score(item))]
        told = [entry for entry in self.meeting.script.format.said(last) if entry.about == item]
        return Beside(said=[self._last_time(entry) for entry in told], score=last.score(item), scores=scores)

    def _last_time(self, entry: Entry) -> Spoken:
        last = self.meeting.plan.last_review
        known = {person.id: person.name for person in last.people} if last else {}
        speaker = known.get(entry.by) or self._say("meeting.everyone")
        manner = entry.manner
        return Spoken(0, entry.id, entry.text, speaker, manner.how, manner.when, topic=entry.field)

    def _sent_in(self, place: Place) -> list[Entry]:
        """Return the sent-in words that a question reads out.

        Those of its item; else of the perspectives that its condition names, or that it is put to; else all.
        """
        minutes, field = self.meeting.minutes, place.turn.path.field
        views = [path.field for role in VIEWS for path in self.meeting.script.paths_of(role)]
        everything = [
            said.entry
            for said in minutes.said.values()
            if said.entry.manner.when == "sent_in" and (field not in views or said.entry.field == field)
        ]
        if place.key.parts:
            return [entry for entry in everything if entry.by == place.key.parts[-1]]
        of = place.turn.when.sent_in or ([place.turn.to] if place.turn.to in PERSPECTIVES else [])
        return [entry for entry in everything if not of or minutes.people.perspective_of(entry.by) in of]


def _action_values(action: Action | Held) -> dict[str, object]:
    return {"what": action.what, "who": action.who, "by": in_full(action.by) if action.by else ""}
