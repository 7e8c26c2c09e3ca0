"""The hardest wording of a folder of prompts: what to look at first when it is to get easier."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from facilitator.plan.manners import BANDS
from facilitator.script import loading, reading_grade
from facilitator.script.filled_sentences import Wording
from facilitator.script.formats_and_turns import Script
from facilitator.script.ladder import child_words
from facilitator.script.variables import variables

FOR_CHILD, FOR_ADULTS = "child", "adult"

_MOST = 10
"""How many wordings of each are shown."""


@dataclass(frozen=True)
class Measured:
    """The words of one turn for a child of some ages (all of its rungs), or for adults (the question).

    `grade` is theirs together (Flesch-Kincaid), `longest` the sentence with the most words, `count` how many.
    """

    turn: str
    whom: str
    ages: tuple[str, ...]
    grade: float
    longest: str
    count: int


def measured(script: Script) -> Iterator[Measured]:
    """Yield the words of every turn of a format, for each age that has words of its own, and for adults."""
    wording, samples = Wording(), variables(script.format)
    for turn in script.turns_by_id().values():
        ages: dict[str, list[str]] = {}
        for band in BANDS:
            said = "\n".join(wording.render(words, samples) for words in child_words(turn, band))
            ages.setdefault(said, []).append(band)
        yield from (_measure(turn.id, FOR_CHILD, said, bands) for said, bands in ages.items() if said)
        yield _measure(turn.id, FOR_ADULTS, wording.render(turn.adult, samples), [])


def _measure(turn: str, whom: str, said: str, ages: list[str]) -> Measured:
    longest = max(reading_grade.sentences(said), key=lambda one: len(reading_grade.words(one)), default="")
    count = len(reading_grade.words(longest))
    return Measured(turn, whom, tuple(ages), reading_grade.grade(said), longest, count)


def hardest(prompts: Path) -> tuple[list[Measured], list[Measured]]:
    """Return the hardest words for children and for adults, the hardest first; so many of each.

    Turns that several formats share are named once. Raises Refusal where a format cannot be read.
    """
    found = {
        one for name in loading.format_ids(prompts) for one in measured(loading.load_script(name, prompts))
    }
    ordered = sorted(found, key=lambda one: (-one.grade, -one.count, one.turn, one.ages))
    child, adult = ([one for one in ordered if one.whom == whom][:_MOST] for whom in (FOR_CHILD, FOR_ADULTS))
    return child, adult
