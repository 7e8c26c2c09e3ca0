"""What is said for numbers: days, times, money, parts and ranges, each with the words beside it."""

from __future__ import annotations

import re

from facilitator.script.spoken import Spoken
from facilitator.script.words_by_key import fill

_DAY = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})")
_DAY_OF_COMPUTERS = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_PART = re.compile(r"(\d{1,3})/(\d{1,3})")
_SCHOOL_YEAR = re.compile(r"(20\d\d)/(\d\d|20\d\d)")
_PERCENT = re.compile(r"(\d{1,15}(?:[.,]\d{1,15})?)%")
_PENCE = re.compile(r"(\d{1,15})p")
_TIMES, _TIMES_BEFORE = re.compile(r"(\d{1,15})[xX×]"), re.compile(r"[xX×](\d{1,15})")
_RATIO = re.compile(r"(\d{1,2}):([1-9]\d?)")
_TIME = re.compile(r"(\d{1,2})([:.])(\d\d)\s?([ap]\.?m)?|(\d{1,2})([ap]\.?m)", re.IGNORECASE)
_TELEPHONE = re.compile(r"0\d{3,}")
_FIGURES = re.compile(r"\d{3,}")
_END = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d{1,4})(?:\.\d+|st|nd|rd|th)?")
"""What may stand on a side of a dash: no telephone number."""
_NUMBER = re.compile(r"[~<>≤≥£€$+−]?[\d½⅓¼⅔¾⅛⅜⅝⅞].*", re.DOTALL)
_DASH = re.compile(r"[-–—]")
_LAST_HOUR, _LAST_MINUTE, _STEP = 23, 59, 5
"""A time with a point ends in whole fives: at 9.30, but not at 9.37."""
_NOON, _EVENING = 12, 6


def is_number(word: str) -> bool:
    """Whether a word begins as a number does."""
    return _NUMBER.fullmatch(word) is not None


class SpokenNumbers:
    """Says numbers, by one table of words."""

    def __init__(self, words: Spoken) -> None:
        self._words = words
        marks = "".join(map(re.escape, words.currencies))
        thousands = "|".join(map(re.escape, words.thousands))
        self._amount = re.compile(rf"([{marks}])(\d[\d,]*)(?:\.(\d+))?({thousands})?")
        self._ways = (
            self._day,
            self._money,
            self._pair,
            self._day_in_short,
            self._piece,
            self._time,
            self._amounts,
            self._part,
            self._figures,
            self._range,
        )

    def said(self, core: str, before: str = "", after: str = "") -> str | None:
        """Return what is said for a number without the punctuation around it; None: as it is written."""
        said = (way(core, before, after) for way in self._ways)
        return next((one for one in said if one is not None), None)

    def half(self, core: str, before: str) -> str | None:
        """Return what is said for "am" or "pm" that stands apart, after a number."""
        hour = re.match(r"\d{1,2}", before)
        return self._half(core, int(hour[0])) or None if hour else None

    def until(self) -> str:
        """Return what is said for a dash between two numbers."""
        return fill(self._words.range, {"first": "", "last": ""}).strip()

    def _day(self, core: str, _before: str, _after: str) -> str | None:
        if (found := _DAY.fullmatch(core)) is not None:
            day, month, year = int(found[1]), int(found[3]), found[4]
        elif (found := _DAY_OF_COMPUTERS.fullmatch(core)) is not None:
            day, month, year = int(found[3]), int(found[2]), found[1]
        else:
            return None
        values = self._of_month(day, month)
        year = year if len(year) == len("2026") else f"20{year}"
        return fill(self._words.date, {**values, "year": year}) if values else None

    def _pair(self, core: str, before: str, _after: str) -> str | None:
        """Return the words of Year 3/4."""
        part = _PART.fullmatch(core) if before in self._words.classes else None
        return fill(self._words.pair, {"first": part[1], "last": part[2]}) if part else None

    def _day_in_short(self, core: str, before: str, after: str) -> str | None:
        """Return the day for 27/11, which is no part of 11; and for 5/11 after a word such as "on"."""
        part = _PART.fullmatch(core)
        values = self._of_month(int(part[1]), int(part[2])) if part else {}
        if part is None or not values or after in self._words.counted:
            return None
        told = before in self._words.before_days
        return fill(self._words.day, values) if told or int(part[1]) > int(part[2]) else None

    def _of_month(self, day: int, month: int) -> dict[str, object]:
        """Return the words of a day of a month; none where there is no such day."""
        if not (1 <= day <= 31 and 1 <= month <= 12):
            return {}
        ordinals = self._words.ordinals
        ending = ordinals.get(str(day), ordinals.get("other", ""))
        return {"day": f"{day}{ending}", "month": self._words.months[month - 1]}

    def _money(self, core: str, before: str, _after: str) -> str | None:
        words = self._words
        found = self._amount.fullmatch(before + core if before in words.currencies else core)
        if found is None:
            return None
        amount, small, thousand = found[2].replace(",", ""), found[3] or "", found[4]
        if thousand:
            amount = f"{amount}.{small}" if small else amount
            return fill(
                words.money,
                {"amount": amount, "unit": f"{words.thousands[thousand]} {self._several(found[1])}"},
            )
        if small and len(small) != len("50"):
            return None
        unit = words.currencies[found[1]][0] if amount == "1" else self._several(found[1])
        if not small.strip("0"):
            return fill(words.money, {"amount": amount, "unit": unit})
        if not amount.strip("0") and found[1] == "£":
            return fill(words.pence, {"number": int(small)})
        return fill(words.money_and, {"amount": amount, "unit": unit, "small": int(small)})

    def _several(self, mark: str) -> str:
        return self._words.currencies[mark][1]

    def _piece(self, core: str, before: str, _after: str) -> str | None:
        """Return the words of 1/2 or ½, alone or after a whole number: 2 1/2, 2½."""
        parts = self._words.parts
        if core in parts:
            whole = before.isdecimal()
            return (
                fill(self._words.mixed, {"whole": "", "part": parts[core]}).strip() if whole else parts[core]
            )
        if core[:-1].isdecimal() and core[-1] in parts:
            return fill(self._words.mixed, {"whole": core[:-1], "part": parts[core[-1]]})
        return None

    def _amounts(self, core: str, _before: str, _after: str) -> str | None:
        """Return the words of 50%, 20p, 3x or x3."""
        words = self._words
        for pattern, way in ((_PERCENT, words.percent), (_PENCE, words.pence), (_TIMES, words.times)):
            if (amount := pattern.fullmatch(core)) is not None:
                return fill(way, {"number": amount[1]})
        amount = _TIMES_BEFORE.fullmatch(core)
        return fill(words.times_before, {"number": amount[1]}) if amount else None

    def _part(self, core: str, _before: str, _after: str) -> str | None:
        """Return the words of 2025/26, 4/5 or 1:8."""
        words = self._words
        if (both := _SCHOOL_YEAR.fullmatch(core) or _RATIO.fullmatch(core)) is not None:
            return fill(words.range, {"first": both[1], "last": both[2]})
        part = _PART.fullmatch(core)
        return fill(words.part, {"part": part[1], "whole": part[2]}) if part else None

    @staticmethod
    def _figures(core: str, before: str, _after: str) -> str | None:
        """Return a telephone number figure by figure."""
        is_one = _TELEPHONE.fullmatch(core) or (_FIGURES.fullmatch(core) and _FIGURES.fullmatch(before))
        return " ".join(core) if is_one else None

    def _time(self, core: str, before: str, after: str) -> str | None:
        found = _TIME.fullmatch(core)
        return self._clock(found, before in self._words.before_times, after) if found else None

    def _clock(self, found: re.Match[str], told: bool, after: str) -> str | None:
        """Return the words of a time; one with a point must be told as such by the words beside it."""
        hour, minute = int(found[1] or found[5]), found[3] or "00"
        apart = self._half(after, hour)
        half = self._half(found[4] or found[6] or "", hour)
        told = told and int(minute) % _STEP == 0 and hour > 0
        told = told and after != "%" and after not in self._words.units
        if (
            hour > _LAST_HOUR
            or int(minute) > _LAST_MINUTE
            or (found[2] == "." and not (half or apart or told))
        ):
            return None
        if hour > _NOON and not half:
            hour -= _NOON
            half = self._half("pm", hour)
        values: dict[str, object] = {"hour": hour, "minute": int(minute), "half": half}
        if minute == "00" and (half or apart):
            return fill(self._words.hour_half, values).strip()
        if minute == "00":
            return fill(self._words.hour, values)
        said = fill(self._words.early if int(minute) < 10 else self._words.time, values)
        return f"{said} {half}" if half else said

    def _half(self, written: str, hour: int) -> str:
        """Return the words of "am" or "pm" at an hour; nothing for any other word."""
        half = written.lower().replace(".", "")
        if half == "pm" and _EVENING <= hour < _NOON:
            half = "evening"
        elif half not in ("am", "pm"):
            return ""
        return self._words.half.get(half, "")

    def _range(self, core: str, before: str, _after: str) -> str | None:
        """Return the words of what has a number on both sides of one dash, the last perhaps with its unit."""
        ends = _DASH.split(core)
        if len(ends) != len(("first", "last")) or not all(ends):
            return None
        first, last = ends
        if first[0] in self._words.currencies and _END.fullmatch(last):
            first, last = first[1:], first[0] + last
        if any(self._day_in_short(end, "", "") for end in ends):
            before = next(iter(self._words.before_days), before)  # 27/11-3/12: the other is a day too
        said = self.said(last, before) or (last if _END.fullmatch(last) else None)
        is_time = _TIME.fullmatch(last) is not None and said != last
        time = _TIME.fullmatch(first)
        begun = (self._clock(time, is_time, "") if time else None) or self.said(first, before)
        begun = begun or (first if _END.fullmatch(first) else None)
        if said is None or begun is None:
            return None
        return fill(self._words.range, {"first": begun, "last": said})
