"""What may stand before words to say whose they are: "Mum: ...", "- Mr Lacey – ...", "[Dr Shah] ..."."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

LONGEST = 60
"""Letters that may stand before the words; a longer beginning is a sentence."""

_COLONS = frozenset(":：﹕︓∶꞉ː˸")
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d=>|\u2192\u00bb;\t"
_BULLETS = "-*•·▪◦‣●○–—>#~+_"
_HOUR = r"[\[(]?\d{1,2}[:.]\d{2}(?::\d{2})?[\])]?[ \t]+(?:[-\u2013\u2014][ \t]+)?"
_BRACKETS = {"[": "]", "(": ")", "<": ">", "（": "）", "【": "】"}
_FACES = frozenset(")(|/\\DP")


class Label(NamedTuple):
    """What stands before words, and the words; `plain` is set for a colon, which alone is sure."""

    before: str
    words: str
    plain: bool


def has_colon(text: str) -> bool:
    """Whether a text has a colon of any script in it."""
    return not _COLONS.isdisjoint(text)


def labels_of(text: str) -> Iterator[Label]:
    """Yield what may stand before the words of a text, the shortest first.

    A colon parts them, or a dash with white space beside it, a semicolon or a tab, or brackets round what
    stands before. The hour of 12:30, a web address and a face are not parted; a bullet, a number, an hour or
    an invisible mark in front is passed over, and after an hour nothing is certain.
    """
    start = _without_bullet(text)
    hour = re.match(_HOUR, start)
    start = start[hour.end() :] if hour else start
    closing = _BRACKETS.get(start[:1], "")
    end = start.find(closing, 1, LONGEST + 2) if closing else -1
    if end > 1:
        rest = start[end + 1 :].lstrip()
        colon = rest[:1] in _COLONS and bool(rest)
        yield Label(start[1:end].strip(), rest[1:].strip() if colon else rest, colon and not hour)
    for at, letter in enumerate(start[: LONGEST + 1]):
        if letter == "\n":
            return
        if letter in _COLONS and _parts(start, at):
            bold = "*_" if start[at + 1 : at + 2] in ("*", "_") else ""
            yield Label(start[:at].strip(), start[at + 1 :].lstrip(bold).strip(), not hour)
        elif letter in _DASHES and at and _stands_apart(start, at):
            yield Label(start[:at].strip(), start[at:].lstrip(_DASHES).strip(), plain=False)


def _parts(text: str, at: int) -> bool:
    """Whether a colon parts a name from words."""
    before, after = text[:at].rstrip(), text[at + 1 :]
    hour = before[-1:].isdecimal() and after[:1].isdecimal()
    face = after[:1] in _FACES and not after[1:2].isalpha()
    nose = after[:2] in ("-)", "-(", "-D", "-|", "-/")
    return bool(before) and not (hour or face or nose or after.startswith("//"))


def _stands_apart(text: str, at: int) -> bool:
    """Whether a dash parts two things: white space beside it, and no numbers on both sides."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if text[at] in "=>|;\t\u2014\u2192\u00bb" or before in _DASHES or after in _DASHES:
        return True
    numbers = text[:at].rstrip()[-1:].isdecimal() and text[at + 1 :].lstrip()[:1].isdecimal()
    return (before.isspace() or after.isspace() or not after) and not numbers


def _without_bullet(text: str) -> str:
    """Return a text without what stands in front of a list's item, and without invisible marks there."""
    start = text
    while start and (start[0].isspace() or unicodedata.category(start[0]) in ("Cf", "Cc")):
        start = start[1:]
    marks = start[: len(start) - len(start.lstrip(_BULLETS))]
    rest = start[len(marks) :]
    if marks and (rest[:1].isspace() or marks.strip("*_") == ""):
        start = rest.lstrip()
    number = start[: len(start) - len(start.lstrip("0123456789"))]
    if 0 < len(number) < 3 and start[len(number) : len(number) + 1] in (".", ")"):
        after = start[len(number) + 1 :]
        start = after.lstrip() if after[:1].isspace() else start
    return start
