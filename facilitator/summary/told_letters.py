"""Letters that no font here can draw: told by their names, never left out.

A letter with its marks, and an emoji with all its joiners, is one thing: it is drawn whole or told whole.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from facilitator.summary.page import Span

T = TypeVar("T")

Tried = Callable[[list[str]], set[str]]
"""Tries to draw words, and returns what in them could not be drawn: letters, each with its marks."""

_SURE = re.compile(r"[\n\x20-\x7e\xa0-\u017f\u2010-\u2015\u2018-\u201f\u2022\u2026\u20ac]*")
"""Letters that the program's own fonts have, as a test says, so that they need not be tried."""

_WORD = re.compile("[^ \n]+")
_JOINER = "\u200d"
_JOINED = re.compile("[\u200d\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]")


def are_sure(texts: Iterable[str]) -> bool:
    """Whether the program's own fonts surely have every letter of some texts."""
    return all(map(_SURE.fullmatch, texts))


class ToldLetters:
    """What the fonts of this computer can draw, as far as it was tried."""

    def __init__(self, with_own_fonts: Tried, with_all_fonts: Tried) -> None:
        """Try words with the fonts that come with the program; what is left, with the computer's as well."""
        self._with_own_fonts, self._with_all_fonts = with_own_fonts, with_all_fonts
        self._tried: set[str] = set()
        self._of_other_fonts: set[str] = set()
        self._undrawn: set[str] = set()

    def learn(self, texts: Iterable[str]) -> bool:
        """Try what is new in some texts; return whether they need fonts that are not the program's own."""
        words = {word for text in texts if not _SURE.fullmatch(text) for word in _WORD.findall(text)}
        if new := sorted(words - self._tried):
            self._tried.update(new)
            missing = self._with_own_fonts(new)
            if without := [word for word in new if any(one in word for one in missing)]:
                self._undrawn |= (still := self._with_all_fonts(without))
                self._of_other_fonts.update(
                    word for word in without if any(one in word for one in missing - still)
                )
        return not words.isdisjoint(self._of_other_fonts)

    def cannot_draw(self, letters: Collection[str]) -> None:
        """Take it that these cannot be drawn, as was seen on a whole page."""
        self._undrawn.update(letters)

    def told(self, text: str) -> str:
        """Return a text with what cannot be drawn told by name: “[grinning face]”."""
        if not self._in(text):
            return text
        things = "".join(_named(thing) if self._in(thing) else thing for thing in _things(text))
        for letters in self._in(things):
            things = things.replace(letters, _named(letters))
        return things

    def lacks_a_letter_of(self, name: str) -> bool:
        """Whether a letter proper of a name cannot be drawn, so that it would not be a name any more."""
        return any(letter.isalpha() for letters in self._in(name) for letter in letters)

    def _in(self, text: str) -> list[str]:
        if _SURE.fullmatch(text):
            return []
        return sorted((one for one in self._undrawn if one in text), key=len, reverse=True)


def _things(text: str) -> Iterator[str]:
    """Yield the letters of a text, each with what is joined to it."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not _are_one(text[start:at], text[at]):
            yield text[start:at]
            start = at


def _are_one(before: str, letter: str) -> bool:
    if _JOINED.match(letter) or unicodedata.category(letter)[0] == "M" or before[-1] == _JOINER:
        return True
    return len(before) == 1 and bool(_FLAG.match(before) and _FLAG.match(letter))


def _named(thing: str) -> str:
    spoken = [letter for letter in thing if not _JOINED.match(letter)] or list(thing)
    if all(map(_FLAG.match, spoken)):
        return f"[flag {''.join(chr(ord(one) - 0x1F1E6 + ord('A')) for one in spoken)}]"
    names = (unicodedata.name(letter, f"U+{ord(letter):04X}") for letter in spoken)
    return f"[{', '.join(name if name.startswith('U+') else name.lower() for name in names)}]"


def texts_in(thing: object) -> Iterator[str]:
    """Yield every text in a page or a part of one."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, tuple):
        for one in thing:
            yield from texts_in(one)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from texts_in(getattr(thing, field.name))


def spans_in(thing: object) -> Iterator[Span]:
    """Yield every stretch of a line in a page or a part of one."""
    if isinstance(thing, Span):
        yield thing
    elif isinstance(thing, tuple):
        for one in thing:
            yield from spans_in(one)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from spans_in(getattr(thing, field.name))


def with_texts(thing: T, change: Callable[[str], str]) -> T:
    """Return a page, or a part of one, with every text in it changed."""
    made: Any = thing
    if isinstance(thing, str):
        made = change(thing)
    elif isinstance(thing, tuple):
        made = tuple(with_texts(one, change) for one in thing)
    elif is_dataclass(thing) and not isinstance(thing, type):
        made = replace(
            thing, **{one.name: with_texts(getattr(thing, one.name), change) for one in fields(thing)}
        )
    return made  # type: ignore[no-any-return]
