"""Where engines say that they are, as whole words of a text: pure, forward only."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from typing import NamedTuple

_WORD = re.compile(r"\S+")


class Span(NamedTuple):
    """A piece of a text, as a Python slice: code points from 0, `end` not included."""

    start: int
    end: int


def word_spans(text: str) -> list[Span]:
    """Return the words of a text as a reader sees them: whatever stands between white space."""
    return [Span(*found.span()) for found in _WORD.finditer(text)]


def from_code_units(text: str, units: int) -> int:
    """Return the code point at which a UTF-16 offset lies; SAPI and NSRange count UTF-16 units from 0."""
    if text.isascii():
        return min(max(units, 0), len(text))
    for index, letter in enumerate(text):
        if units <= 0:
            return index
        units -= 2 if ord(letter) > 0xFFFF else 1
    return len(text)


class WordTracker:
    """Turns places in a text into its words: each word once at most, and never one before the last."""

    def __init__(self, text: str, start: int = 0) -> None:
        """Begin at the word that holds `start`."""
        self.words = word_spans(text)
        self._starts = [word.start for word in self.words]
        self.last = max(bisect_right(self._starts, start) - 1, 0) - 1

    def heard(self, index: int) -> Span | None:
        """Return the word at a place, or None: a word that was heard, one before it, or no word at all."""
        found = bisect_right(self._starts, index) - 1
        if found <= self.last or index >= self.words[found].end:
            return None
        self.last = found
        return self.words[found]


class Pacing:
    """When each word of a text is due, from the marks that a synthesiser left in its sound.

    eSpeak leaves a mark out where its dictionary has two words as one ("of the"), and places several in one
    number. A word without a mark is due between its neighbours, by its letters. One thread may put marks in
    while another takes out what is due: they only share the two ends of a `deque`.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._tracker = WordTracker(text)
        self._due: deque[tuple[float, Span]] = deque()
        self._last = 0.0
        self.told = 0.0
        """Up to when words were told that were due."""

    def mark(self, seconds: float, index: int) -> None:
        """Take a mark in, in the order of the sound: at `seconds` the place `index` of the text begins."""
        before = self._tracker.last
        word = self._tracker.heard(index)
        if word is not None:
            self._fill(before + 1, self._tracker.last, seconds)
            self._due.append((seconds, word))
            self._last = seconds

    def over(self, seconds: float) -> None:
        """Say how long the whole sound is: what was never marked is due before its end."""
        after = self._tracker.last + 1
        self._fill(after, len(self._tracker.words), seconds)
        self._tracker.last = len(self._tracker.words) - 1

    def due(self, seconds: float) -> list[Span]:
        """Return the words that begin up to now, the oldest first, and forget them."""
        found = []
        while self._due and self._due[0][0] <= seconds:
            found.append(self._due.popleft()[1])
            self.told = seconds
        return found

    def _fill(self, first: int, end: int, until: float) -> None:
        """Place the words without a mark, from number `first` up to `end`, before `until` seconds."""
        missing = [word for word in self._tracker.words[first:end] if is_speakable(self._text[slice(*word)])]
        if not missing:
            return
        # The word that was marked before them takes its share of the time too.
        begin = self._tracker.words[first - 1].start if first else missing[0].start
        stop = self._tracker.words[end].start if end < len(self._tracker.words) else missing[-1].end
        for word in missing:
            share = (word.start - begin) / max(stop - begin, 1)
            self._due.append((self._last + share * (until - self._last), word))


def is_speakable(text: str) -> bool:
    """Whether there is a letter or a digit to speak; engines crash on text without (pyttsx3, issue 140)."""
    return any(letter.isalnum() for letter in text)
