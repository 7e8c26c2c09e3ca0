"""Progress over terms and years: for each thing that a format judges, one picture a school year.

What one review found is one column; nothing joins them. Earlier words of an amended outcome belong to the
same picture, and so does what a plan before had in the same words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import NamedTuple

from facilitator.phrases.came_and_went import went
from facilitator.phrases.day import MONTHS
from facilitator.phrases.field import labelled
from facilitator.phrases.review import of_period
from facilitator.phrases.sentence import capital, ended
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import HeldMeeting
from facilitator.script.formats_and_turns import Script
from facilitator.script.words_by_key import say
from facilitator.summary.page import Chart, Column
from facilitator.summary.progress_column import Drawn, no_judgement
from facilitator.summary.progress_things import Judged, Thing, followed

MOST_COLUMNS = 4
"""How many reviews stand side by side in one picture; of a year with more, the rest stand in the next."""


class PlanBefore(NamedTuple):
    """A plan that another one follows, with its reviews as they were held."""

    plan: Plan
    script: Script


@dataclass(frozen=True)
class Progress:
    """How one thing went: its pictures with the school year of each, earliest first.

    `about` is its id in the plan, or in the last one that had it (`past`: it goes on in none), `kind` what it
    is, `words` its own. Where there is only one year, and it is not over, it has no name. `field` is what was
    judged, where that is more than one thing of its kind; the title has it as well. `plan` is the id of the
    plan that `about` belongs to.
    """

    about: str
    kind: str
    title: str
    words: str
    years: tuple[tuple[str, Chart], ...]
    past: bool = False
    field: str = ""
    plan: str = ""

    @property
    def in_title(self) -> bool:
        """Whether the title has all of the words."""
        return self.words.removesuffix(".") in self.title

    @property
    def compares(self) -> bool:
        """Whether there is more than one review to look at."""
        return sum(len(chart.columns) for chart in self.charts) > 1

    @property
    def charts(self) -> tuple[Chart, ...]:
        """The pictures alone."""
        return tuple(chart for _, chart in self.years)


def progress_of(
    plan: Plan,
    review: HeldMeeting | None,
    script: Script,
    before: Sequence[PlanBefore] = (),
    *,
    everything: bool = False,
) -> list[Progress]:
    """Return how all went that was judged, up to a review (None = up to the last); what goes on stands first.

    `before` are the plans that this one follows, the earliest first. What is private, or not shared with
    others, is left out, unless the chair looks at `everything`; then only what a screen hides is.
    """
    plans = [Judged(one.plan, None, one.script, everything=everything) for one in before]
    now = Judged(plan, review, script, everything=everything)
    found = [made for line in followed([*plans, now]) if (made := _progress(line, now))]
    order = {thing.about: at for at, thing in enumerate(now.things())}
    return sorted(found, key=lambda one: (one.past, order.get(one.about, 0)))


class _Held(NamedTuple):
    """What one review found, with the day and the name of it; `over` says that the thing ended there."""

    on: date
    name: str
    drawn: Drawn
    over: str = ""


def _progress(line: Sequence[Thing], now: Judged) -> Progress | None:
    """Return how a thing went; None where nobody judged it, or others may not see it."""
    last = line[-1]
    if last.about in last.held.hidden:
        return None
    held = _held(line)
    if not held:
        return None
    field = "" if last.alone else labelled(last.field, last.held.form, last.kind).removesuffix("?")
    title = say("progress.of-field", thing=last.title, field=field) if field else last.title
    years = _years(held, title, named=last.held is not now)
    over = _over(last, last.about)
    if over and not any(one.over == over for one in held):
        year, chart = years[-1]
        years[-1] = (year, replace(chart, alt=f"{chart.alt} {over}"))
    past = last.held is not now
    return Progress(last.about, last.kind, title, last.words, tuple(years), past, field, last.held.plan.id)


def _held(line: Sequence[Thing]) -> list[_Held]:
    """Return what each review found, in order; one that says nothing has the scale of those beside it."""
    found = [(thing, *one) for thing in line for one in thing.columns(line[-1].words)]
    known = [drawn for *_, drawn in found if drawn is not None]
    if not known:
        return []
    beside, held = known[0], []
    for thing, names, asked, drawn in found:
        beside = drawn or beside
        whole = drawn or no_judgement(beside, asked, names)
        over = _over(thing, asked.about) if asked.ended else ""
        held.append(_Held(names.review.date, whole.column.head, whole, over))
    return held


def _over(thing: Thing, about: str) -> str:
    """Return how an item ended, when and why, as a sentence; nothing where it goes on."""
    item = thing.held.items.get(about)
    words = went(item.ended, thing.held.form) if item else ""
    return ended(capital(words)) if words else ""


def _years(held: Sequence[_Held], title: str, *, named: bool) -> list[tuple[str, Chart]]:
    """Return a picture of each school year; a scale that changed has one of its own.

    The year is told where there are several, or it is to be `named`.
    """
    groups = groupby(held, key=lambda one: (_school_year(one.on), one.drawn.scale))
    parts = [part for _, group in groups for part in _parted(list(group))]
    names = [_year_told(_school_year(part[0].on)) for part in parts]
    if len(set(names)) == 1 and not named:
        return [("", _chart(title, part)) for part in parts]
    titles = [say("progress.of-year", thing=title, year=name) for name in names]
    return [(name, _chart(whole, part)) for name, whole, part in zip(names, titles, parts, strict=True)]


def _parted(group: list[_Held]) -> list[list[_Held]]:
    """Return what stands in one picture each: as many in the one as in the other, as far as that goes."""
    count = -(-len(group) // MOST_COLUMNS)
    each = -(-len(group) // count)
    return [group[at : at + each] for at in range(0, len(group), each)]


def _chart(title: str, held: Sequence[_Held]) -> Chart:
    told = [
        (say("progress.review", review=of_period(one.name, one.on), words=one.drawn.column.words), one.over)
        for one in held
    ]
    words = " ".join(filter(None, (part for parts in told for part in parts)))
    return Chart(title, words, held[0].drawn.scale, tuple(_apart(held)))


def _apart(held: Sequence[_Held]) -> list[Column]:
    """Return the columns; where two reviews have the same name, with the month of each."""
    names = [one.name for one in held]
    return [
        one.drawn.column if names.count(one.name) == 1 else replace(one.drawn.column, head=_in_month(one))
        for one in held
    ]


def _in_month(one: _Held) -> str:
    month = MONTHS[one.on.month - 1].title()
    return say("progress.month", period=one.name, month=month, year=one.on.year)


def _school_year(day: date) -> int:
    """Return the year in which the school year of a day began: on 1 September."""
    return day.year if day.month >= 9 else day.year - 1


def _year_told(first: int) -> str:
    return say("progress.year", first=first, last=first + 1)
