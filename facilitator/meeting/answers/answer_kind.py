"""What every kind of answer has: the events it takes, how text is read, when it is settled, its parts."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, NamedTuple

from facilitator.meeting import events as ev
from facilitator.meeting.agenda_place import AtQuestion, Place, Status
from facilitator.meeting.minutes import Minutes
from facilitator.meeting.minutes_parts import Key
from facilitator.plan.scores import Position
from facilitator.script.formats_and_turns import Turn

Fill = Callable[[str], str]
"""Fills the variables of a sentence of the script."""


class Offered(NamedTuple):
    """One set answer of a question, with its words filled in."""

    id: str
    child: str
    adult: str


class Shown(NamedTuple):
    """One person's score, or None while they have not shown."""

    name: str
    position: Position | None


class Sorted(NamedTuple):
    """One column of a board, and the cards that are in it: their words, in the order of sorting."""

    id: str
    child: str
    adult: str
    cards: list[str]


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What a kind of answer shows.

    `part` names what an action still needs (who, by, confirm_who, confirm_by) or a signature (note), `asks`
    the one person whose number is next. `options` are numbered from 1 in their order; `chosen` is an
    option's id. `cards` and `columns` are a board's; `ticked` are the options that hold where several do,
    `proposed` that of last time.
    """

    part: str = ""
    asks: str = ""
    options: list[Offered] = field(default_factory=list)
    chosen: str = ""
    shown: list[Shown] = field(default_factory=list)
    suggestion: str = ""
    suggested_day: date | None = None
    cards: list[str] = field(default_factory=list)
    columns: list[Sorted] = field(default_factory=list)
    ticked: list[str] = field(default_factory=list)
    proposed: str = ""


def anything(_event: ev.Happening, _minutes: Minutes) -> None:
    """Find any event in order, or record nothing of it."""


class Taken(NamedTuple):
    """How one type of event is taken in: checked by a rule, which raises a Refusal, then recorded.

    `asks_anew` = it may change which questions are asked, or how they stand, beyond what it says itself.
    """

    check: Callable[[Any, Minutes], None] = anything
    record: Callable[[Any, Minutes], None] = anything
    asks_anew: bool = True


TakenTypes = Mapping[type[ev.Happening], Taken]


class Typed(NamedTuple):
    """Text that was typed at a question.

    `insist` is set when the same text comes a second time running; `suggestion` are the words that "yes"
    accepts. `follows` is set for a line of a conversation after its first: without a name it is nobody's.
    """

    at: AtQuestion
    place: Place
    text: str
    insist: bool = False
    suggestion: str = ""
    follows: bool = False

    @property
    def minutes(self) -> Minutes:
        """The minutes of the meeting in which it was typed."""
        return self.at.minutes

    @property
    def turn(self) -> str:
        """The id of the turn that an event answers here."""
        return self.place.key.turn

    @property
    def item(self) -> str:
        """The item of which it is asked."""
        return self.place.key.item


class Kind(ABC):
    """A kind of answer."""

    takes: ClassVar[TakenTypes] = {}
    """The events that an answer of this kind is made of; no other answers such a turn."""

    only_picked: ClassVar[bool] = False
    """Whether it is picked from what is offered, and its text is never typed."""

    takes_notes: ClassVar[bool] = False
    """Whether words may stand beside its answer, which is no words itself."""

    one_each: ClassVar[bool] = False
    """Whether texts that are typed together stand each for itself, in any order."""

    when_done: ClassVar[Status] = "left"
    """How a question stands that was moved on from with nothing recorded at it."""

    @abstractmethod
    def read(self, typed: Typed) -> ev.Event:
        """Return the event that typed text means; Refusal where something is missing."""

    def apart(self, _at: AtQuestion, text: str) -> list[str]:
        """Return typed text as the texts to be taken in one after the other."""
        return [text]

    def settled(self, _turn: Turn, _key: Key, _minutes: Minutes) -> bool:
        """Whether what was given leaves nothing more to be said; lines may always be followed by more."""
        return False

    def parts(self, _place: Place, _minutes: Minutes, _fill: Fill) -> Parts:
        """Return what is shown with the question; `fill` puts in the variables of a sentence."""
        return Parts()


def so_far(place: Place, minutes: Minutes) -> list[Shown]:
    """Return a show so far: who has shown, then who has not."""
    shown = minutes.scores.shows.get(place.key, {})
    missing = [Shown(minutes.people[person].name, None) for person in minutes.scores.waiting_for(place.key)]
    return [Shown(minutes.people[person].name, position) for person, position in shown.items()] + missing


def as_they_stand(place: Place, minutes: Minutes) -> list[Shown]:
    """Return the scores for the outcome of a question, from the last show."""
    shown = minutes.scores.last_show(place.key.parts[0] if place.key.parts else "")
    return [Shown(minutes.people[person].name, position) for person, position in shown.items()]


def about_scores(place: Place, minutes: Minutes) -> list[Shown]:
    """Return the scores as they stand where a question is about a disagreement, else nothing."""
    wanted = place.turn.shows == "scores" or minutes.turns.is_score(place.key)
    return as_they_stand(place, minutes) if wanted else []
