"""What the child's letter holds, in the order in which it is read.

People's words are plain `str`, to the letter; our own sentences are `Told`, said where they are shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from facilitator.script.words_by_key import say
from facilitator.summary.drawings import credit_of
from facilitator.summary.page import Drawing, Text
from facilitator.summary.sentences import told


@dataclass(frozen=True)
class Told:
    """One of our own sentences: its key in the catalogue, and what it is filled with."""

    key: str
    values: dict[str, object] = field(default_factory=dict)

    def plain(self) -> str:
        """Return the sentence as text."""
        return say(self.key, **self.values)

    def __str__(self) -> str:
        """Return the sentence as text, as a template joins it to other words."""
        return self.plain()

    @property
    def spans(self) -> Text:
        """The sentence, with what people typed set apart."""
        return told(self.key, **self.values).spans


@dataclass(frozen=True)
class Own:
    """Words to the letter: the question they answer, and how they were said, where that must be known.

    `place` is a number of its own for everything that may be left out where a page is full. A `picture` is
    the one that the child's line was recorded with.
    """

    place: int
    text: str
    asked: str = ""
    notes: list[Told] = field(default_factory=list)
    picture: Drawing | None = None


@dataclass(frozen=True)
class Group:
    """Words about one thing, under a label for the child."""

    label: str
    words: list[Own]


@dataclass(frozen=True)
class Job:
    """One action: who and when, what in the words that people agreed, and what is not settled yet."""

    place: int
    lead: Told
    what: str
    notes: list[Told]


@dataclass(frozen=True)
class Aim:
    """One goal: its words as they are, the child's face or word for it, what was said, and what is next.

    A `picture` is that of the face or the point of the scale.
    """

    place: int
    title: Told
    wording: str
    face: str
    notes: list[Told]
    groups: list[Group]
    tasks: list[Job] = field(default_factory=list)
    picture: Drawing | None = None


@dataclass(frozen=True)
class Letter:
    """A whole letter.

    `no_tasks` says that nobody will do anything, where that is so. The lists of `more_...` say how much is
    left out and where it stands, in the sentences of `more`: those still lack their `count`. `differ` says
    about which goals people do not agree, `differ_unnamed` the same where not all of them are on the page.
    `foot` says that the plan is a
    draft, or final. `size` is that of the printed letters, in points.
    """

    title: Told
    page_title: Told
    lead: list[Told]
    heads: dict[str, Told]
    said: list[Group]
    tasks: list[Job]
    no_tasks: list[Told]
    will_know: list[Group]
    goals: list[Aim]
    differ: list[Told]
    differ_unnamed: list[Told]
    meet: list[Told]
    foot: str
    asked: Told
    more: dict[str, list[Told]]
    more_said: list[Told] = field(default_factory=list)
    more_tasks: list[Told] = field(default_factory=list)
    more_goals: list[Told] = field(default_factory=list)
    more_on_goals: list[Told] = field(default_factory=list)
    size: float = 14.0

    @property
    def pictured(self) -> list[Own | Aim]:
        """What a picture may stand beside, in the order of the page."""
        found: list[Own | Aim] = [own for group in self.said for own in group.words]
        for aim in self.goals:
            found += [aim, *(own for group in aim.groups for own in group.words)]
        return found

    @property
    def credit(self) -> str:
        """The line that names who made the pictures; nothing where nobody asks for it."""
        return credit_of([one.picture for one in self.pictured if one.picture])

    @property
    def shows_tasks(self) -> bool:
        """Whether there is a part for what people will do: not where all of it stands with the goals."""
        return bool(self.tasks or self.will_know or self.more_tasks or self.no_tasks)
