"""Wording that people can follow: the figures for children and for adults, and no unexplained acronym.

The grade of one short sentence jumps about, so it is measured by turn: all of the child's wording of a
turn as one text (the question, its other ways and its options), and all of a turn's adult question.
Figures: MEETING, "Figures".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from facilitator.plan.refusal import Refusal
from facilitator.script import reading
from facilitator.script.form import Form, Place
from facilitator.script.rules.sentences import texts
from facilitator.script.source import Finding, Loc
from facilitator.script.wording import VARIABLES, Wording

CHILD_WORDS, CHILD_GRADE = 10, 2.0
ADULT_WORDS, ADULT_GRADE = 15, 4.0

_WHY = re.compile(r"\bwhy\b", re.IGNORECASE)
_ACRONYM = re.compile(r"\b[A-Z][A-Z]+s?\b")
_EXPLAINED = re.compile(r"\w \(([A-Z][A-Z]+s?)\)|\b([A-Z][A-Z]+s?) \(")
_JINJA = re.compile(r"\{[{%].*?[%}]\}")
_PLAIN = frozenset({"OK", "TV", "UK", "AM", "PM"})
_CHILD_PARTS = ("child", "another_way")


def findings(form: Form) -> Iterator[Finding]:
    """Yield sentences that are too long, too hard, or not for a child."""
    wording = Wording()
    for place in form.everywhere:
        filled = list(_filled(wording, place))
        for loc, text in filled:
            for_child = loc[0] in _CHILD_PARTS or loc[-1] == "child"
            yield from (_child(place, loc, text) if for_child else _adult(place, loc, text))
        yield from _grades(place, filled)
        yield from _acronyms(place)


def _filled(wording: Wording, place: Place) -> Iterator[tuple[Loc, str]]:
    """Yield the sentences with samples in them; those that cannot be filled are found elsewhere."""
    for loc, text in texts(place):
        try:
            yield loc, wording.render(text, VARIABLES)
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
    if loc == ("tip",) and len(reading.sentences(text)) > 1:
        yield place.finding("script.tip-long", *loc)


def _long(place: Place, loc: Loc, text: str, code: str, most: int) -> Iterator[Finding]:
    for sentence in reading.sentences(text):
        count = len(reading.words(sentence))
        if count > most:
            yield place.finding(code, *loc, sentence=sentence, words=count, most=most)


def _grades(place: Place, filled: list[tuple[Loc, str]]) -> Iterator[Finding]:
    child = "\n".join(text for loc, text in filled if loc[0] in _CHILD_PARTS or loc[-1] == "child")
    adult = "\n".join(text for loc, text in filled if loc == ("adult",))
    for key, text, most in (("child", child, CHILD_GRADE), ("adult", adult, ADULT_GRADE)):
        grade = reading.grade(text)
        if grade > most:
            longest = sorted(set(reading.words(text)), key=reading.syllables, reverse=True)[:3]
            values = {"grade": f"{grade:.1f}", "most": f"{most:.0f}", "longest": ", ".join(longest)}
            yield place.finding(f"script.{key}-hard", key, **values)


def _acronyms(place: Place) -> Iterator[Finding]:
    for loc, text in texts(place):
        own = _JINJA.sub("", text)
        explained = {name for pair in _EXPLAINED.findall(own) for name in pair}
        for name in sorted(set(_ACRONYM.findall(own)) - explained - _PLAIN):
            yield place.finding("script.acronym", *loc, name=name)
