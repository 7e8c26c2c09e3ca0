"""Compares labels as people do, by their words, and reads numbers as people write them: 2, two, 2nd, II."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import NamedTuple

from facilitator.phrases.number import ONES, TENS, in_letters

_FIRSTS = {"first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}
_FIGURES = re.compile(r"(\d{1,3})(?:st|nd|rd|th)?$")
_APART = re.compile(r"[\s.:;,()\[\]#\-–—‐‑/]+")
_MOST_WORDS = 3
"""With more words before it, the number stands in a sentence and means something else."""


def read_number(text: str) -> int | None:
    """Return the number that a label or a box is, or None where it is none, or not certainly one.

    The number may stand after up to three words ("Outcome no. 2", "Term three") or before one ("second
    term"); two numbers ("1 and 2", "2-3", "2/3") and a number inside a sentence are none.
    """
    words = [word for word in _APART.split(unicodedata.normalize("NFKC", text).casefold()) if word]
    if not 0 < len(words) <= _MOST_WORDS + 1:
        return None
    numbers = [number_word(word) for word in words]
    found = [number for number in numbers if number is not None]
    if len(found) == 2 and len(words) > 1 and _is_compound(words[-2:]):
        return found[0] + found[1]
    rest = [word for word in words if number_word(word) is None]
    if len(found) != 1 or not all(word.isalpha() for word in rest):
        return None
    if numbers[-1] is not None:
        return numbers[-1]
    return numbers[0] if len(words) == 2 else None


def number_word(word: str) -> int | None:
    """Return the number that one word in lower case is, in figures or letters, or None."""
    figures = _FIGURES.match(word)
    if figures:
        return int(figures[1])
    for known in (_FIRSTS, _ROMAN):
        if word in known:
            return known[word]
    return in_letters(word) if word in ONES or word in TENS else in_letters(_cardinal(word))


def plain_number(word: str) -> int | None:
    """Return the number that one word is in figures or written out; never a Roman one: "v" may be a tick."""
    if word.isdecimal() and len(word) <= 3:
        return int(word)
    return in_letters(word)


def _cardinal(word: str) -> str:
    """Return "six" of "sixth" and "twenty" of "twentieth"; the rest is no number anyway."""
    return word[:-4] + "y" if word.endswith("ieth") else word.removesuffix("th")


def _is_compound(words: list[str]) -> bool:
    """Whether the words are such as "twenty one"."""
    unit = number_word(words[1]) or 0
    return words[0] in TENS and words[1].isalpha() and words[1] not in _ROMAN and 0 < unit < 10


_DROPPED = "'\u2018\u2019\u201b\u02bc`\u00b4\u00ad\u200b\u200c\u200d\ufeff"
_PARTS = re.compile(r"\{(number|answer)\}")
_NUMBER = r"([^\W_]{1,40})"
LONGEST_KNOWN = 400
"""The longest text whose words are remembered: labels are shorter, and memory is not for what is said."""
SEPARATORS = ":.\u2026=_\t\n-\u2013\u2014?"

_COUNTED = r"\d{1,2}(?:\.\d{1,2}){0,3}"
_ENUMERATOR = re.compile(
    rf"""\s*(?:
        (?:q|question|section|part)\s?\.?\s?(?:{_COUNTED}|[a-z])(?![^\W_])[.:)]?   # Q3  Section 2:
      | \(?(?:{_COUNTED}\s?[a-z]?|[a-z]|[ivx]{{1,4}})[.:)\]]{{1,2}}(?!\d)         # 1.  (a)  2b)  iv.
      | \d{{1,2}}(?:\.\d{{1,2}}){{1,3}}(?=\s)                                   # 1.2
      | \d{{1,2}}(?=\t|[ \u00a0]{{2}}|\s*[-\u2013\u2014])                       # 1 and a tab or a dash
    )[\s\-\u2013\u2014]*""",
    re.IGNORECASE | re.VERBOSE,
)
"""What numbers a label in a form: "1.", "a)", "Q3", "Section 2:"."""
_MOST_NUMBERS = 2


class Folded(NamedTuple):
    """A text by its words; `at[i] - start` is where the i-th character of `words` stands in the text."""

    words: str
    at: tuple[int, ...]
    start: int = 0

    def place(self, index: int) -> int:
        """Return where a character of `words` stands in the text."""
        return self.at[index] - self.start

    def since(self, place: int) -> Folded:
        """Return the words of the text from a place on, as if only that had been folded."""
        start = self.start + place
        first = bisect_left(self.at, start)
        first += self.words[first : first + 1] == " "
        return Folded(self.words[first:], self.at[first:], start)


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


def enumerator(text: str) -> int:
    """Return how many characters at a text's start only number what follows: "1. Name", "2: a) Name"."""
    end = 0
    for _ in range(_MOST_NUMBERS):
        found = _ENUMERATOR.match(text, end)
        end = found.end() if found and found.end() < len(text) else end
    return end


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

    def behind(self, start: int) -> Match:
        """Return the match as one in the text of which the label's own begins at a place."""
        answer = self.answer and (self.answer[0] + start, self.answer[1] + start)
        return replace(self, answer=answer, ends=self.ends + start, rest=self.rest + start)


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
        label_end = words.place(end - 1) + 1 if end else 0
        rest, separated = _tail(text, label_end)
        left_over = len(words.words[end:].split())
        small_print = "\n" in text[label_end:rest] or text[rest : rest + 1] in ("(", "[")
        return Match(self.length, number, answer, label_end, rest, left_over, separated, small_print)

    @staticmethod
    def _answer(span: tuple[int, int], words: Folded, text: str) -> tuple[int, int]:
        start, end = span
        while end < len(words.words) and words.words[end] == " ":
            end += 1
        before = words.place(start - 1) + 1 if start else 0
        after = words.place(end) if end < len(words.at) else len(text)
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

        What only numbers a label is passed over, unless the label is so written. `words` is the text folded,
        where that is known.
        """
        found = self._matches(text, words)
        start = 0 if found else enumerator(text)
        if not start:
            return found
        behind = self._matches(text[start:], words.since(start) if words else None)
        return [(match.behind(start), label, place) for match, label, place in behind]

    def _matches(self, text: str, words: Folded | None) -> list[tuple[Match, Label, object]]:
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
