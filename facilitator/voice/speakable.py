"""Speakable text from written text: signs and abbreviations in words, and where each letter came from.

"The TA gave 80% on 12/03/2026" is said "The teaching assistant gave 80 per cent on 12th of March 2026."; each
letter of that knows the written letter it stands for, so that the written word lights up as it is said.
Names stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass

from facilitator.script.spoken import Spoken
from facilitator.voice.spans import Span, is_speakable, word_spans
from facilitator.voice.spoken_letters import SpokenLetters
from facilitator.voice.spoken_numbers import SpokenNumbers, is_number
from facilitator.voice.spoken_words import SpokenWords

_DASHES = re.compile(r"[-–—]+")
_LEADERS = re.compile(r"[._…\-–—*=~·•]{3,}|…")
_STOPS = ".!?:;,…"
_ADDRESS = re.compile(r"(?P<scheme>https?://|)(?:www\.|(?<=://))")
"""The beginning of a page's address, which voices read well without "https"."""
_FULL_STOPS = (".", "!", "?")
_INITIAL = re.compile(r"[B-Z]")
"""The letter of a name. An A without its full stop would be said as the word it is."""
_DROPPED = {"So", "Cc", "Cf", "Co", "Cn", "Cs", "Sk"}
"""Kinds of characters that are never said: pictures, controls, marks that nobody sees."""
_JOINERS = "\u200c\u200d\u2019\u00ad"
_OPENING, _CLOSING = "([{\"'“‘«¡¿", ")]}\"'”’»"


@dataclass(frozen=True)
class Speakable:
    """What is said for a written text; `origins[n]` is the written place of the spoken letter `n`."""

    written: str
    spoken: str
    origins: tuple[int, ...]

    @property
    def is_silent(self) -> bool:
        """Whether there is nothing to say."""
        return not is_speakable(self.spoken)

    def written_at(self, spoken: int) -> int:
        """Return the written place that a spoken place stands for."""
        return self.origins[min(max(spoken, 0), len(self.origins) - 1)] if self.origins else 0

    def spoken_at(self, written: int) -> int:
        """Return where to begin to speak, so that the written word at that place is the first one said."""
        start = next((word.start for word in word_spans(self.written) if word.end > written), written)
        return bisect_left(self.origins, start)


class Speaking:
    """Makes texts speakable, by one table of words and with some names that are left alone."""

    def __init__(self, words: Spoken, names: Collection[str] = ()) -> None:
        self._signs, self._currencies = words.signs, words.currencies
        self._letters = SpokenLetters(words)
        # The "Mrs" of a name is no name.
        parts = [name.split() for name in names]
        titled = {each[0] for each in parts if len(each) > 1 and each[0] in words.abbreviations}
        self._words = SpokenWords(words, {part for each in parts for part in each} - titled)
        self._until = SpokenNumbers(words).until()

    def speakable(self, written: str) -> Speakable:
        """Return what is said for a text."""
        out = _Out(written)
        words = [_Word(written, span) for span in word_spans(written)]
        beside = [None, *words, None]
        end = 0
        for word, before, after in zip(words, beside, beside[2:], strict=False):
            if "\n" in written[end : word.span.start]:
                self._end_line(out, written[word.span.start :])
            self._put_word(out, word, before, after)
            end = word.span.end
        self._end_line(out, "")
        return Speakable(written, "".join(out.letters), tuple(out.origins))

    @staticmethod
    def _end_line(out: _Out, following: str) -> None:
        """Put a full stop at the end of a line that has none, but where the sentence goes on in the next."""
        last = "".join(out.letters[-5:]).rstrip(_CLOSING + " ")[-1:]
        if out.letters and not following[:1].islower() and not (last and last in _STOPS):
            out.add(".")

    def _put_word(self, out: _Out, word: _Word, before: _Word | None, after: _Word | None) -> None:
        text, core = word.text, word.core
        first, last = before.core if before else "", after.core if after else ""
        if text in self._currencies and is_number(last):
            return  # said with its number
        if not is_speakable(text) and not any(letter in self._signs for letter in text):
            if _DASHES.fullmatch(text) and out.letters and out.last not in _STOPS:
                if self._is_range(first, last):
                    out.space(word.start)
                    out.put(self._until, word.start)
                else:
                    out.add(",")
            return
        out.space(word.span.start)
        out.keep(word.span.start, word.start)
        ends = word.closing[:1] if word.closing[:1] in _FULL_STOPS else ""
        ended = before is not None and before.closing[:1] in _FULL_STOPS
        begun = not ended or self._words.is_short(first, core, goes_on=True)
        said = self._words.said(core, first if begun else "", f"{ends}{last}")
        end = word.end
        if said is not None:
            out.put(self._letters.read(said), word.start)
        elif (address := _ADDRESS.match(core)) is not None:
            out.keep(word.start + address.end("scheme"), end)
        else:
            self._spell(out, word.start, end)
        if ends == "." and self._is_short(core, last, out.written[end:], first):
            end += 1
        out.keep(end, word.span.end)

    def _is_range(self, first: str, last: str) -> bool:
        """Whether a dash between two words says "to"."""
        if self._words.is_of_calendar(first):
            return self._words.is_of_calendar(last)
        return is_number(first) and is_number(last)

    def _is_short(self, core: str, after: str, following: str, before: str) -> bool:
        """Whether a full stop only says that its word is short: "Dr. Smith", but not "We did PE. Then"."""
        if _INITIAL.fullmatch(core):
            return after[:1].isupper() and (not before or before[:1].isupper())
        goes_on = following[1:].lstrip(_CLOSING + " ")[:1].islower()
        return self._words.is_short(core, after, goes_on=goes_on)

    def _spell(self, out: _Out, start: int, end: int) -> None:
        """Put a word as it is written, with words for the signs in it."""
        leaders = {
            place for found in _LEADERS.finditer(out.written, start, end) for place in range(*found.span())
        }
        for letters, offset in self._letters.each(out.written[start:end]):
            place = start + offset
            letter = out.written[place]
            sign = self._signs.get(letter)
            if sign == "":
                continue
            if sign is not None:
                out.space(place)
                out.put(sign, place)
                if place + 1 < end:
                    out.space(place)
            elif place in leaders:
                out.space(place)
            elif letter in _JOINERS or unicodedata.category(letter) not in _DROPPED:
                out.put(letters, place)


class _Word:
    """A written word, and its core: what is left without the punctuation around it."""

    def __init__(self, written: str, span: Span) -> None:
        self.span = span
        self.text = written[slice(*span)]
        self.start, self.end = span
        while self.start < self.end and written[self.start] in _OPENING:
            self.start += 1
        while self.end > self.start and written[self.end - 1] in _CLOSING + _STOPS:
            self.end -= 1
        self.core = written[self.start : self.end]
        self.closing = written[self.end : span.end]


class _Out:
    """Spoken letters as they are put together."""

    def __init__(self, written: str) -> None:
        self.written = written
        self.letters: list[str] = []
        self.origins: list[int] = []

    @property
    def last(self) -> str:
        """The last letter, or nothing."""
        return self.letters[-1] if self.letters else ""

    def add(self, letter: str) -> None:
        """Put a letter that belongs to the one before."""
        self.letters.append(letter)
        self.origins.append(self.origins[-1] if self.origins else 0)

    def put(self, text: str, origin: int) -> None:
        """Put letters that stand for one written place."""
        self.letters += text
        self.origins += [origin] * len(text)

    def keep(self, start: int, end: int) -> None:
        """Put written letters as they are."""
        self.letters += self.written[start:end]
        self.origins += range(start, end)

    def space(self, origin: int) -> None:
        """Put a space, if there is something before it and no space yet."""
        if self.letters and self.last != " ":
            self.put(" ", origin)
