"""What `check` tells of a Word document: each answer, where it stands, what is wrong, how it was found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from facilitator.script.words import say
from facilitator.word.answers.answers import Problem
from facilitator.word.document.slots import has_picture, stretches
from facilitator.word.document.view import Spot
from facilitator.word.form.keys import Key
from facilitator.word.form.reading import Reading
from facilitator.word.form.why import why

SHOWN = 300
"""Characters of an answer that a report shows."""


class ReportLine(NamedTuple):
    """One answer of a form: its label and place there, what it says, and what is wrong with it, in words."""

    field: str
    where: str
    understood: str
    problem: str = ""


def report(reading: Reading, known: Iterable[Problem]) -> list[ReportLine]:
    """Return, answer by answer, what was understood and where it stands; an empty answer says nothing."""
    lines = []
    problems: dict[Key, list[Problem]] = {}
    for problem in known:
        problems.setdefault(problem.key, []).append(problem)
    for key, found in reading.found.items():
        for one in found:
            text = " ".join(one.slot.text.split())
            wrong = [str(each) for each in problems.get(key, ())]
            wrong += [say("word.has-picture")] if has_picture(one.slot) else []
            lines.append(ReportLine(one.label, where(one.slot.place), text[:SHOWN], " ".join(wrong)))
    return lines


def why_lines(reading: Reading) -> list[str]:
    """Return how each box of the layout was found, or that it was not, in words."""
    lines = []
    for one in why(reading):
        records = one.records or say("word.why-nothing")
        key = "word.why-line" if one.where else "word.why-line-nowhere"
        place = where(one.where) if one.where else ""
        lines.append(say(key, records=records, how=one.how, where=place))
    return lines


def struck_labels(reading: Reading) -> list[str]:
    """Return the labels of answers in which somebody struck a line through, where that ends nothing."""
    return [
        one.label
        for found in reading.found.values()
        for one in found
        if not one.marks.ended and any(each.paragraph.struck for each in stretches(one.slot))
    ]


def where(spot: Spot) -> str:
    """Return a place of a document in words."""
    if spot.table:
        return say("word.where-cell", table=spot.table, row=spot.row, cell=spot.cell)
    return say("word.where-line", line=spot.paragraph)
