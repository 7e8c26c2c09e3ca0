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

from facilitator.script.catalogue import fill
from facilitator.script.spoken import Spoken
from facilitator.voice.spans import Span, is_speakable, word_spans

_DAY = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})")
_DAY_OF_COMPUTERS = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_RANGE = re.compile(r"(\d+)[-–—](\d+)")
_PART = re.compile(r"(\d{1,3})/(\d{1,3})")
_SCHOOL_YEAR = re.compile(r"(20\d\d)/(\d\d|20\d\d)")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)%")
_MONEY = re.compile(r"£(\d[\d,]*)(?:\.(\d\d))?")
_PENCE = re.compile(r"(\d+)p")
_TIME = re.compile(r"(\d{1,2})[:.](\d\d)\s?(am|pm)?|(\d{1,2})(am|pm)", re.IGNORECASE)
_NUMBERED = re.compile(r"([A-Za-z]+)(\d+)")
_DASHES = re.compile(r"[-–—]+")
_LEADERS = re.compile(r"[._…\-–—*=~·•]{3,}|…")
_STOPS = ".!?:;,…"
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
        self._words = words
        self._names = {part for name in names for part in name.split()}

    def speakable(self, written: str) -> Speakable:
        """Return what is said for a text."""
        out = _Out(written)
        end = 0
        for word in word_spans(written):
            if "\n" in written[end : word.start]:
                self._end_line(out, written[word.start :])
            self._put_word(out, word)
            end = word.end
        self._end_line(out, "")
        return Speakable(written, "".join(out.letters), tuple(out.origins))

    @staticmethod
    def _end_line(out: _Out, following: str) -> None:
        """Put a full stop at the end of a line that has none, but where the sentence goes on in the next."""
        last = "".join(out.letters[-5:]).rstrip(_CLOSING + " ")[-1:]
        if out.letters and not following[:1].islower() and not (last and last in _STOPS):
            out.add(".")

    def _put_word(self, out: _Out, word: Span) -> None:
        text = out.written[slice(*word)]
        if not is_speakable(text) and not any(letter in self._words.signs for letter in text):
            if _DASHES.fullmatch(text) and out.letters and out.last not in _STOPS:
                out.add(",")
            return
        start, end = word
        while start < end and out.written[start] in _OPENING:
            start += 1
        while end > start and out.written[end - 1] in _CLOSING + _STOPS:
            end -= 1
        out.space(word.start)
        out.keep(word.start, start)
        core = out.written[start:end]
        said = None if re.sub(r"['’]s$", "", core) in self._names else self._said(core)
        if said is not None:
            out.put(said, start)
            end += self._is_short(core, out.written[end:])
        else:
            self._spell(out, start, end)
        out.keep(end, word.end)

    def _is_short(self, core: str, following: str) -> bool:
        """Whether a full stop only says that its word is short: "Dr. Smith", but not "We did PE. Then"."""
        if core not in self._words.abbreviations or not following.startswith("."):
            return False
        goes_on = following[1:].lstrip(_CLOSING + " ")[:1].islower()
        return "." in core or core.istitle() or goes_on

    def _said(self, core: str) -> str | None:
        """Return what is said for a word without the punctuation around it; None: as it is written."""
        known = self._words.abbreviations
        base, ending = core, ""
        for plural in ("'s", "’s", "s"):
            if core not in known and core.endswith(plural) and core.removesuffix(plural).isupper():
                base, ending = core.removesuffix(plural), plural
        if base in known:
            return known[base] + ending
        if core.isalpha():
            return None
        numbered = _NUMBERED.fullmatch(core)
        if numbered and numbered[1] in self._words.numbered:
            return f"{self._words.numbered[numbered[1]]} {numbered[2]}"
        return self._number(core)

    def _number(self, core: str) -> str | None:
        words = self._words
        if (day := self._day(core)) is not None:
            return day
        if (amount := _MONEY.fullmatch(core)) is not None:
            return self._money(amount[1].replace(",", ""), amount[2] or "")
        if core in words.parts:
            return words.parts[core]
        if (time := _TIME.fullmatch(core)) is not None:
            return self._time(time)
        if (amount := _PERCENT.fullmatch(core) or _PENCE.fullmatch(core)) is not None:
            return fill(words.pence if core.endswith("p") else words.percent, {"number": amount[1]})
        if (both := _SCHOOL_YEAR.fullmatch(core) or _RANGE.fullmatch(core)) is not None:
            return fill(words.range, {"first": both[1], "last": both[2]})
        if (part := _PART.fullmatch(core)) is not None:
            return fill(words.part, {"part": part[1], "whole": part[2]})
        return None

    def _day(self, core: str) -> str | None:
        if (found := _DAY.fullmatch(core)) is not None:
            day, month, year = int(found[1]), int(found[2]), found[3]
        elif (found := _DAY_OF_COMPUTERS.fullmatch(core)) is not None:
            day, month, year = int(found[3]), int(found[2]), found[1]
        else:
            return None
        if not (1 <= day <= 31 and 1 <= month <= 12):
            return None
        ordinals = self._words.ordinals
        ending = ordinals.get(str(day), ordinals.get("other", ""))
        values: dict[str, object] = {"day": f"{day}{ending}", "month": self._words.months[month - 1]}
        return fill(self._words.date, {**values, "year": year if len(year) == 4 else f"20{year}"})

    def _money(self, pounds: str, pence: str) -> str:
        if pence.strip("0") and not pounds.strip("0"):
            return fill(self._words.pence, {"number": int(pence)})
        said = fill(self._words.pound if pounds == "1" else self._words.pounds, {"pounds": pounds})
        if pence.strip("0"):
            return fill(self._words.pounds_and_pence, {"pounds": said, "pence": int(pence)})
        return said

    def _time(self, found: re.Match[str]) -> str | None:
        hour, minute = found[1] or found[4], found[2] or "00"
        half = self._words.half.get((found[3] or found[5] or "").lower(), "")
        if int(hour) > 24 or int(minute) > 59 or ("." in found[0] and not half):
            return None
        values: dict[str, object] = {"hour": int(hour), "minute": int(minute), "half": half}
        if minute == "00":
            return fill(self._words.hour_half if half else self._words.hour, values)
        said = fill(self._words.early if int(minute) < 10 else self._words.time, values)
        return f"{said} {half}" if half else said

    def _spell(self, out: _Out, start: int, end: int) -> None:
        """Put a word as it is written, with words for the signs in it."""
        leaders = {
            place for found in _LEADERS.finditer(out.written, start, end) for place in range(*found.span())
        }
        for place in range(start, end):
            letter = out.written[place]
            sign = self._words.signs.get(letter)
            if sign is not None:
                out.space(place)
                out.put(sign, place)
                if place + 1 < end:
                    out.space(place)
            elif place in leaders:
                out.space(place)
            elif letter in _JOINERS or unicodedata.category(letter) not in _DROPPED:
                out.keep(place, place + 1)


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
