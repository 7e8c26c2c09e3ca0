"""What an evidence pack holds, in the order in which it is read: facts of the plan, nothing filled in.

Text that people said or typed is plain `str`; a sentence of the catalogue is finished.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from facilitator.plan.plan import Plan
from facilitator.script.formats_and_turns import Script
from facilitator.summary.page import Chart
from facilitator.summary.summary_shapes import (
    Answer,
    Attendee,
    Said,
    Score,
    Signed,
    Thing,
    Topic,
    Views,
)


class HeldPlan(NamedTuple):
    """A plan with its reviews as they were held, and the script of its format with what the school has set.

    `in_document` are the periods of the reviews of which only what stands in a Word document is known.
    """

    plan: Plan
    script: Script
    in_document: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Line:
    """A line of support: its words, what more is to be known of it, and a text for each column."""

    words: str
    of: str
    notes: list[str]
    cells: list[str]


@dataclass(frozen=True)
class Lines:
    """Lines of support as a table; `head` names the columns, `total` is the last row where there is one."""

    head: list[str]
    lines: list[Line]
    total: list[str] = field(default_factory=list)

    @property
    def widths(self) -> list[int]:
        """The shares of the columns: the words have most room."""
        return [7, *(3 for _ in self.head[1:])]


@dataclass(frozen=True)
class Costs:
    """What the support costs: the table, how it was counted, and what that is held against."""

    table: Lines
    counted: list[str]
    against: list[str]


@dataclass(frozen=True)
class Judged:
    """What one review says of an outcome and of its parts, and what came of what was agreed on it.

    `silent` is said where the review says nothing of it; of what is `disputed` the sides stand elsewhere.
    """

    review: str
    things: list[Thing]
    came: list[Answer]
    silent: str
    disputed: bool


@dataclass(frozen=True)
class Parts:
    """The parts of one kind that an outcome has, such as its steps: each with what more is known of it."""

    kind: str
    parts: list[Answer]


@dataclass(frozen=True)
class Followed:
    """An outcome, or another thing that reviews judge, through one plan: all of its words, newest first.

    `earlier` are the words of before, each with when they changed; `parts` are its steps and targets.
    `no_support` is said where there is none, though the format has a place for it. `charts` are the pictures
    of how it and its parts went, those of the plans before with them, where more than one review was held.
    """

    title: str
    wording: str
    marks: list[str]
    earlier: list[Answer]
    serves: list[Answer]
    details: list[Answer]
    parts: list[Parts]
    support: Lines | None
    no_support: str
    reviews: list[Judged]
    charts: list[Chart] = field(default_factory=list)


@dataclass(frozen=True)
class Cycle:
    """One plan of the child: when it was, how it stands, and what became of each of its outcomes.

    `charts` are the pictures of what is judged and is no part of an outcome, such as the child.
    """

    title: str
    standing: str
    followed: list[Followed]
    none: str
    charts: list[Chart] = field(default_factory=list)


@dataclass(frozen=True)
class Meeting:
    """A meeting that was held: when, who was there, what the child and the family said, what was agreed.

    `known` says where only a part of it is known, `early` that it ended before its end. `came` are its
    actions, with what became of each.
    """

    title: str
    known: str
    early: str
    present: list[Attendee]
    away: list[Attendee]
    views: list[Views]
    came: list[Answer]
    next_date: str


@dataclass(frozen=True)
class Disputed:
    """A judgement that was not agreed, with every side in full."""

    title: str
    name: str
    wording: str
    score: Score


@dataclass(frozen=True)
class Disagreement:
    """Where people did not agree at one meeting."""

    meeting: str
    disputed: list[Disputed]
    said: list[Said]
    read_back: list[Answer]


@dataclass(frozen=True)
class Decisions:
    """What a meeting decided on the plan as a whole: the choices, the reasons, and who decided."""

    meeting: str
    answers: list[Answer]
    said: list[Topic]


@dataclass(frozen=True)
class Papers:
    """A list of papers of the school's own, and what it is for."""

    purpose: str
    papers: list[str]


@dataclass(frozen=True)
class Evidence:
    """The whole pack of a plan and of those that it follows, the oldest first.

    `missing` is everything that such a pack needs and the plan does not hold, a sentence each.
    """

    child: str
    format: str
    day: str
    standing: str
    versions: list[Answer]
    head: list[Answer]
    about: list[Topic]
    cycles: list[Cycle]
    costs: Costs
    meetings: list[Meeting]
    disagreements: list[Disagreement]
    decisions: list[Decisions]
    ways: list[Answer]
    signed: list[Signed]
    papers: list[Papers]
    missing: list[str]

    @property
    def has_charts(self) -> bool:
        """Whether there is any picture of progress, and so of how to read one."""
        return any(cycle.charts or any(one.charts for one in cycle.followed) for cycle in self.cycles)
