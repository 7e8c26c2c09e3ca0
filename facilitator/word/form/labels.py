"""Compares labels as people do: by their words, whatever the case, quotes, dashes, spaces and punctuation."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from facilitator.word.form.numbers import number_word

_DROPPED = "'\u2018\u2019\u201b\u02bc`\u00b4\u00ad\u200b\u200c\u200d\ufeff"
_PARTS = re.compile(r"\{(number|answer)\}")
_NUMBER = r"([^\W_]{1,40})"
LONGEST_KNOWN = 400
"""The longest text whose words are remembered: labels are shorter, and memory is not for what is said."""
SEPARATORS = ":.\u2026=_\t\n-\u2013\u2014?"


class Folded(NamedTuple):
    """A text by its words: `at[i]` is where the i-th character of `words` stands in the text."""

    words: str
    at: tuple[int, ...]

    def since(self, place: int) -> Folded:
        """Return the words of the text from a place on, as if only that had been folded."""
        first = bisect_left(self.at, place)
        first += self.words[first : first + 1] == " "
        return Folded(self.words[first:], tuple(at - place for at in self.at[first:]))


def fold(text: str) -> str:
    """Return the words of a text, in one case and with single spaces between them."""
    return folded(text).words


def folded(text: str) -> Folded:
    """Return the words of a text, and where each of their characters came from."""
    return _folded_short(text) if len(text) <= LONGEST_KNOWN else _folded(text)


def _folded(text: str) -> Folded:
    words: list[str] = []
    at: list[int] = []
    for place, character in enumerate(text):
        if character in _DROPPED:
            continue
        for one in _plain(character):
            if one == " " and (not words or words[-1] == " "):
                continue
            words.append(one)
            at.append(place)
    if words and words[-1] == " ":
        words.pop()
        at.pop()
    return Folded("".join(words), tuple(at))


_folded_short = lru_cache(maxsize=4096)(_folded)
"""A document is read three times on its way through a review, and few of its texts change."""


@cache
def _plain(character: str) -> str:
    if character == "&":
        return " and "
    plain = "".join(one for one in unicodedata.normalize("NFKD", character) if not unicodedata.combining(one))
    return "".join(one if one.isalnum() else " " for one in plain.casefold())


@dataclass(frozen=True)
class Match:
    """How a label was found: its number, where its answer stands inside it, and where the text goes on.

    `answer`, `ends` and `rest` are places in the text: of the inner answer, of the label's end, and of what
    follows after punctuation and spaces. `left_over` counts the words after the label, 0 = there is no more.
    `separated` = punctuation, a tab or two spaces stand between the label and what follows; `small_print` =
    what follows is in brackets or stands in a line of its own.
    """

    length: int
    number: int | None
    answer: tuple[int, int] | None
    ends: int
    rest: int
    left_over: int
    separated: bool
    small_print: bool


def _pattern_of(parts: list[str]) -> str:
    """Return the pattern of a label's parts: words, and by turns the kind of a place.

    What stands between two answers is taken where it first fits, for good ("(?>"): trying every way to part
    a text among several answers would take hours.
    """
    done, pattern = "", ""
    for place, part in enumerate(parts):
        if part == "answer" and place % 2:
            done, pattern = f"{done}(?>{pattern})", "(.*?)" if any(parts[place + 1 :]) else "(.*)"
        elif place % 2:
            pattern += rf" ?{_NUMBER}"
        elif words := fold(part):
            pattern += (" ?" if done or pattern else "") + re.escape(words)
    ends = "" if pattern.endswith("(.*)") else r"(?![^\W_])"
    return f"{done}(?>{pattern}{ends})"


class Label:
    """A label of a layout, ready to be looked for."""

    def __init__(self, label: str) -> None:
        self.text = label
        parts = _PARTS.split(label)
        self.numbered, self.inside = "{number}" in label, "{answer}" in label
        self._pattern = re.compile(_pattern_of(parts))
        self.groups = [part for place, part in enumerate(parts) if place % 2]
        self.length = sum(len(fold(part)) for part in parts[::2])
        self.first = fold(parts[0]).partition(" ")[0]

    def match(self, text: str, words: Folded) -> Match | None:
        """Return how the label begins the text, or None."""
        found = self._pattern.match(words.words)
        if found is None:
            return None
        number = answer = None
        for place, kind in enumerate(self.groups, start=1):
            if kind == "number":
                number = number_word(found[place])
                if number is None:
                    return None
            else:
                answer = self._answer(found.span(place), words, text)
        end = found.end()
        label_end = words.at[end - 1] + 1 if end else 0
        rest, separated = _tail(text, label_end)
        left_over = len(words.words[end:].split())
        small_print = "\n" in text[label_end:rest] or text[rest : rest + 1] in ("(", "[")
        return Match(self.length, number, answer, label_end, rest, left_over, separated, small_print)

    @staticmethod
    def _answer(span: tuple[int, int], words: Folded, text: str) -> tuple[int, int]:
        start, end = span
        while end < len(words.words) and words.words[end] == " ":
            end += 1
        before = words.at[start - 1] + 1 if start else 0
        after = words.at[end] if end < len(words.at) else len(text)
        return answer_place(text, before, after)


def answer_place(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the answer stands in what follows a label: its words, or all the room for them."""
    first = _tail(text[:end], start)[0]
    if first < end:
        return first, len(text[:end].rstrip())
    while start < end and text[start] in ":?":
        start += 1
    return start, end


def _tail(text: str, start: int) -> tuple[int, bool]:
    """Return where the text goes on after a label, and whether something stands between the two."""
    end = start
    while end < len(text) and (text[end].isspace() or text[end] in SEPARATORS or text[end] in _DROPPED):
        end += 1
    between = text[start:end]
    separated = len(between) > 1 or any(one in SEPARATORS for one in between) or end == len(text)
    return end, separated


class Labels:
    """All labels of several places, by their first word: what a text may be the label of."""

    def __init__(self) -> None:
        self._by_first: dict[str, list[tuple[Label, object]]] = {}

    def add(self, label: str, place: object) -> None:
        """Add one label of a place."""
        one = Label(label)
        self._by_first.setdefault(one.first, []).append((one, place))

    def matches(self, text: str, words: Folded | None = None) -> list[tuple[Match, Label, object]]:
        """Return what the text begins with, the longest label first; at most one match for each place.

        `words` is the text folded, where that is known.
        """
        first = fold(text[:LONGEST_KNOWN].lstrip()).partition(" ")[0]
        if not first:
            return []
        candidates = [*self._by_first.get(first, ()), *self._by_first.get("", ())]
        if not candidates:  # a long text is not looked at letter by letter for nothing
            return []
        words = words or folded(text)
        found = [(match, label, place) for label, place in candidates if (match := label.match(text, words))]
        found.sort(key=lambda one: (-one[0].length, one[0].left_over))
        once: dict[int, tuple[Match, Label, object]] = {}
        for one in found:
            once.setdefault(id(one[2]), one)
        return list(once.values())
