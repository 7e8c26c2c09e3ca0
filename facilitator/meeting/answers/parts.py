"""The parts of a question that hang on its kind of answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from facilitator.plan.scores import Position

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

    `part` names what an action still needs (who, by, confirm_who, confirm_by), `asks` the one person whose
    number is next. `options` are numbered from 1 in their order; `chosen` is an option's id. `cards` and
    `columns` are a board's; `ticked` are the options that hold where several do, `proposed` that of last
    time.
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
