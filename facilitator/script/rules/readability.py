"""Wording that people can follow: the figures for children and for adults, and no unexplained acronym.

The grade of one short sentence jumps about, so it is measured by turn: all of the child's wording of a
turn as one text (the question, its other ways and its options), and all of a turn's adult question.
Figures: MEETING, "Figures".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from facilitator.plan.manners import BANDS
from facilitator.plan.refusal import Refusal
from facilitator.script import reading_grade
from facilitator.script.filled_sentences import Wording
from facilitator.script.ladder import child_words
from facilitator.script.prompt_data import Loc
from facilitator.script.rules.sentences import by_age, texts
from facilitator.script.turns_in_order import Form, Place
from facilitator.script.variables import variables
from facilitator.script.yaml_source import Finding

CHILD_WORDS, CHILD_GRADE = 10, 2.0
ADULT_WORDS, ADULT_GRADE = 15, 4.0

_WHY = re.compile(r"\bwhy\b", re.IGNORECASE)
_ACRONYM = re.compile(r"\b[A-Z][A-Z]+s?\b")
_EXPLAINED = re.compile(r"\w \(([A-Z][A-Z]+s?)\)|\b([A-Z][A-Z]+s?) \(")
_JINJA = re.compile(r"\{[{%].*?[%}]\}")
_PLAIN = frozenset({"OK", "TV", "UK", "AM", "PM"})


Samples = dict[str, object]


def findings(form: Form) -> Iterator[Finding]:
    """Yield sentences that are too long, too hard, or not for a child."""
    wording, samples = Wording(), variables(form.file)
    for place in form.everywhere:
        filled = list(_filled(wording, place, samples))
        for loc, text in filled:
            yield from (_child(place, loc, text) if is_for_child(loc) else _adult(place, loc, text))
        yield from _grades(place, filled, wording, samples)
        yield from _acronyms(place)
    for index, card in enumerate(form.file.cards):
        for loc, text in by_age(("cards", index), card):
            for sentence in reading_grade.sentences(text):
                count = len(reading_grade.words(sentence))
                if count > CHILD_WORDS:
                    values = {"sentence": sentence, "words": count, "most": CHILD_WORDS}
                    yield form.finding("script.child-long", *loc, **values)


def is_for_child(loc: Loc) -> bool:
    """Whether the words at a place of a turn are put to the child."""
    return loc[0] == "another_way" or "child" in loc


def _filled(wording: Wording, place: Place, samples: Samples) -> Iterator[tuple[Loc, str]]:
    """Yield the sentences with samples in them; those that cannot be filled are found elsewhere."""
    for loc, text in texts(place):
        try:
            yield loc, wording.render(text, samples)
        except Refusal:
            continue


def _child(place: Place, loc: Loc, text: str) -> Iterator[Finding]:
    yield from _long(place, loc, text, "script.child-long", CHILD_WORDS)
    if _WHY.search(text):
        yield place.finding("script.child-why", *loc)
    if text.count("?") > 1:
        yield place.finding("script.child-two-questions", *loc)


def _adult(place: Place, loc: Loc, text: str) -> Iterator[Finding]:
    yield from _long(place, loc, text, "script.adult-long", ADULT_WORDS)
    if loc == ("tip",) and len(reading_grade.sentences(text)) > 1:
        yield place.finding("script.tip-long", *loc)


def _long(place: Place, loc: Loc, text: str, code: str, most: int) -> Iterator[Finding]:
    for sentence in reading_grade.sentences(text):
        count = len(reading_grade.words(sentence))
        if count > most:
            yield place.finding(code, *loc, sentence=sentence, words=count, most=most)


def _grades(
    place: Place, filled: list[tuple[Loc, str]], wording: Wording, samples: Samples
) -> Iterator[Finding]:
    """Measure what a child of each age is asked, and what adults are; the same words only once."""
    own = _JINJA.sub("", " ".join(text for _, text in texts(place)))
    adult = "\n".join(text for loc, text in filled if loc == ("adult",))
    yield from _too_hard(place, "adult", adult, ADULT_GRADE, own)
    measured = set()
    for band in BANDS:
        try:
            child = "\n".join(wording.render(text, samples) for text in child_words(place.turn, band))
        except Refusal:
            continue
        if child not in measured:
            measured.add(child)
            yield from _too_hard(place, "child", child, CHILD_GRADE, own)


def _too_hard(place: Place, key: str, text: str, most: float, own: str) -> Iterator[Finding]:
    """Measure a text; the words that are named are `own`, not those that stand for what is filled in."""
    grade = reading_grade.grade(text)
    if grade > most:
        words = sorted({*reading_grade.words(text)} & {*reading_grade.words(own)})
        longest = sorted(words, key=reading_grade.syllables, reverse=True)[:3]
        values = {"grade": f"{grade:.1f}", "most": f"{most:.0f}", "longest": ", ".join(longest)}
        yield place.finding(f"script.{key}-hard", key, **values)


def _acronyms(place: Place) -> Iterator[Finding]:
    for loc, text in texts(place):
        own = _JINJA.sub("", text)
        explained = {name for pair in _EXPLAINED.findall(own) for name in pair}
        for name in sorted(set(_ACRONYM.findall(own)) - explained - _PLAIN):
            yield place.finding("script.acronym", *loc, name=name)
