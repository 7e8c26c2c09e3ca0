"""What is said for a word that is written in short: SENCO's, SALT/OT, 2½hrs, Yr 3."""

from __future__ import annotations

import re
from collections.abc import Collection

from facilitator.script.spoken import Spoken
from facilitator.voice.spoken_numbers import SpokenNumbers, is_number

_ENDINGS = ("'s", "’s", "'S", "’S", "s")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_NUMBERED = re.compile(r"([A-Za-z]+\.?)(\d+)(?:([/&]|[-–])(\d+))?(['’]?s)?")
_WITH_UNIT = re.compile(r"(.*[\d½⅓¼⅔¾⅛⅜⅝⅞])(-?)([A-Za-z/]+)")
_JOINED = re.compile(r"([/&+–—-])")
_DASHES = "-–—"
_ONE = "1"
_VOWELS, _CONSONANTS = re.compile(r"[AEIOUY]"), re.compile(r"[^AEIOUY]{3}")
_SPELLED = 3
"""A word in capitals of so few letters is spelled, unless it is one like MUM: a vowel between consonants."""
_LIKE_MUM = re.compile(r"[^AEIOUY]+[AEIOU][^AEIOUY]+")


class SpokenWords:
    """Says words, by one table and with some names that are left alone."""

    def __init__(self, words: Spoken, names: Collection[str] = ()) -> None:
        self._words = words
        self._names = names
        self._numbers = SpokenNumbers(words)
        self._known = {**words.calendar, **words.abbreviations}
        self._calendar = {**words.calendar, **words.calendar_beside}

    def said(self, core: str, before: str = "", after: str = "") -> str | None:
        """Return what is said for a word without the punctuation around it; None: as it is written.

        `before` and `after` are the words beside it; `after` begins with a full stop that stands between.
        """
        if core in self._names or re.sub(r"['’]s$", "", core) in self._names:
            return None
        for way in (self._beside_number, self._in_short):
            if (said := way(core, before, after)) is not None:
                return said
        if core.isalpha():
            return None
        if (said := self._numbered(core)) is not None:
            return said
        if (said := self._numbers.said(core, before, after)) is not None:
            return said
        for joined in (self._with_unit(core), self._per(core, before), self._joined(core)):
            if joined is not None:
                return joined
        return None

    def is_short(self, core: str, after: str, *, goes_on: bool) -> bool:
        """Whether a full stop after a word only says that it is short: "Dr.", "Tues. at 9", "no. 4"."""
        if core in self._words.abbreviations:
            return goes_on or "." in core or core.istitle()
        if f"{core}." in self._words.numbered:
            return is_number(after)
        if core in self._calendar:
            return goes_on or is_number(after)
        return goes_on and core.lower().replace(".", "") in self._words.half

    def is_of_calendar(self, core: str) -> bool:
        """Whether a word is a day or a month in short."""
        return core in self._calendar

    def _beside_number(self, core: str, before: str, after: str) -> str | None:
        """Return what is said for a word that is short for another beside a number: 2 hrs, Sat 5, Yr 3."""
        words = self._words
        if is_number(before) and core in words.units:
            return words.units[core][self._is_several(before, core)]
        if core in words.calendar_beside and (is_number(before) or is_number(after)):
            return words.calendar_beside[core]
        if is_number(after.removeprefix(".")) and core + after[: after.startswith(".")] in words.numbered:
            return words.numbered[core + after[: after.startswith(".")]]
        if core in ("x", "X") and (is_number(before) or is_number(after)):
            return words.signs.get("×")
        return self._numbers.half(core, before)

    def _in_short(self, core: str, _before: str, _after: str) -> str | None:
        """Return what is said for an abbreviation, also for several and for what is theirs."""
        known = self._known
        if core in known:
            return known[core]
        if core.count(".") > 1 and _INITIALS.fullmatch(core) and core.replace(".", "") in known:
            return known[core.replace(".", "")]
        for ending in _ENDINGS:
            base = core.removesuffix(ending)
            if base == core or (ending == "s" and sum(map(str.isupper, base)) < len("TA")):
                continue
            if base in known:
                return _with_ending(known[base], ending)
            if base.isupper() and ending.islower() and base.isalpha() and len(base) > 1:
                return _with_ending(_spelled(base) if _is_spelled(base) else base.lower(), ending)
            if _INITIALS.fullmatch(base):
                return _with_ending(_spelled(base.replace(".", "")), ending)
        return None

    def _numbered(self, core: str) -> str | None:
        """Return the words of Y4, Yr3/4, KS1-2, Y6s."""
        words, found = self._words, _NUMBERED.fullmatch(core)
        if found is None or found[1] not in words.numbered:
            return None
        number = found[2]
        if found[4]:
            way = words.range if found[3] in _DASHES else words.pair
            number = way.replace("{first}", found[2]).replace("{last}", found[4])
        return f"{words.numbered[found[1]]} {number}{found[5] or ''}"

    def _with_unit(self, core: str) -> str | None:
        """Return the words of 2hrs, 10-15mins or 30-min."""
        found = _WITH_UNIT.fullmatch(core)
        if found is None or found[3] not in self._words.units:
            return None
        number = self._numbers.said(found[1]) or found[1]
        return (
            f"{number} {self._words.units[found[3]][not found[2] and self._is_several(found[1], found[3])]}"
        )

    def _is_several(self, number: str, unit: str) -> bool:
        """Whether a unit after a number is said for several; after a part, as in ½ hr, as it is written."""
        return unit.endswith("s") if number in self._words.parts else number != _ONE

    def _per(self, core: str, before: str) -> str | None:
        """Return the words of 2x/week, £15/hr, or hrs/wk after a number."""
        first, slash, last = core.rpartition("/")
        if not slash or last not in self._words.per or not (is_number(first) or is_number(before)):
            return None
        return f"{self.said(first, before) or first} {self._words.per[last]}"

    def _joined(self, core: str) -> str | None:
        """Return the words of SALT/OT, Mon-Fri, TA-led; None where no part is short for anything."""
        if "://" in core or "@" in core:
            return None
        pieces = _JOINED.split(core)
        if len(pieces) == 1 or not all(pieces):
            return None
        parts, joints = pieces[::2], pieces[1::2]
        days = all(part in self._calendar for part in parts)
        said = [self._calendar.get(part) if days else self.said(part) for part in parts]
        if all(one is None for one in said):
            return None
        told = said[0] or parts[0]
        for joint, part, one in zip(joints, parts[1:], said[1:], strict=True):
            told += self._joint(joint, between=all(map(self._is_of_range, parts))) + (one or part)
        return told

    def _is_of_range(self, part: str) -> bool:
        return part in self._calendar or self._numbered(part) is not None

    def _joint(self, joint: str, *, between: bool) -> str:
        if joint not in _DASHES:
            return f" {self._words.signs.get(joint, joint)} "
        return f" {self._numbers.until()} " if between else "-"


def _with_ending(said: str, ending: str) -> str:
    """Return words in the plural, or with what says whose something is."""
    if ending != "s":
        return f"{said}'" if said.endswith("s") else f"{said}'s"
    return f"{said}'s" if re.search(r"(?:^|[ .-])[A-Z]$", said) else f"{said}s"


def _is_spelled(base: str) -> bool:
    """Whether a word in capitals is read letter by letter."""
    if len(base) <= _SPELLED:
        return not _LIKE_MUM.fullmatch(base)
    return not _VOWELS.search(base) or _CONSONANTS.search(base) is not None


def _spelled(base: str) -> str:
    """Return letters so that a voice spells them; an A alone would be read as a word."""
    return "-".join(base) if len(base) == len("TA") else ".".join(base)
