"""Days as people say them: 12/3, Friday, in six weeks, the end of next month."""

from __future__ import annotations

import re
from datetime import date, timedelta

from facilitator.phrases.day import MONTHS, WEEKDAYS

_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "a couple of": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_UNITS = {"day": 1, "week": 7, "fortnight": 14, "half term": 42}

_NUMERIC = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})(?:\s*[/.\-]\s*(\d{4}|\d{2}))?$")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})$")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]+)\.?,?(?: (\d{4}|\d{2}))?$")
_MONTH_FIRST = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,?(?: (\d{4}|\d{2}))?$")
_IN = re.compile(
    r"(?:in |within )?(\d{1,3}|a couple of|[a-z]+) (school day|day|week|fortnight|month|half term|year)s?"
    r"(?: from (?:now|today)| today| time|'s? time|s' time)?$"
)
_WEEKDAY = re.compile(r"(?:(this|next|on|by|coming) )?([a-z]{3,9})( week)?$")
_WEEK_ON = re.compile(r"a week on ([a-z]{3,9})$")
_END = re.compile(r"end of (?:the |this |(next ))?([a-z]+)$")
_YEARS = range(1900, 2200)
"""Years that can be meant; counting on from a day of the year 9999 would go past what a date can hold."""
_LEADING = re.compile(r"^(?:(?:on|by|before|until|for|the) +)++")


def read_date(text: str, today: date) -> date | None:
    """Return the day that somebody means, or None where it is no day at all.

    A day without a year is the next such day from today on. Numbers are day first, as in Britain.
    A weekday is the next one after today; "next Friday" and "Friday week" are one week further, but
    "next Friday" said in an earlier week is that Friday.
    """
    words = " ".join(text.casefold().replace("\u2019", "'").replace(",", " ").split()).rstrip(".")
    words = _LEADING.sub("", words)
    fixed = {"today": 0, "now": 0, "tomorrow": 1, "yesterday": -1, "fortnight": 14}
    if words in fixed:
        return today + timedelta(days=fixed[words])
    for reader in (_iso, _numeric, _named, _weekday, _in_a_while, _at_the_end):
        found = reader(words, today)
        if found is not None:
            return found
    return None


def _iso(words: str, today: date) -> date | None:
    match = _ISO.match(words)
    return _make(int(match[3]), int(match[2]), match[1], today) if match else None


def _numeric(words: str, today: date) -> date | None:
    match = _NUMERIC.match(_without_weekday(words))
    return _make(int(match[1]), int(match[2]), match[3], today) if match else None


def _named(words: str, today: date) -> date | None:
    words = _without_weekday(words)
    if match := _NAMED.match(words):
        month = _index(MONTHS, match[2])
        return _make(int(match[1]), month + 1, match[3], today) if month is not None else None
    if match := _MONTH_FIRST.match(words):
        month = _index(MONTHS, match[1])
        return _make(int(match[2]), month + 1, match[3], today) if month is not None else None
    return None


def _without_weekday(words: str) -> str:
    first, _, rest = words.partition(" ")
    return rest.removeprefix("the ") if rest and _index(WEEKDAYS, first) is not None else words


def _weekday(words: str, today: date) -> date | None:
    if words in ("next week", "a week today", "in a week's time"):
        return today + timedelta(days=7)
    match = _WEEKDAY.match(_WEEK_ON.sub(r"\1 week", words))
    day = _index(WEEKDAYS, match[2]) if match else None
    if match is None or day is None:
        return None
    ahead = (day - today.weekday() - 1) % 7 + 1
    if match[3] or (match[1] == "next" and day > today.weekday()):
        ahead += 7
    return today + timedelta(days=ahead)


def _in_a_while(words: str, today: date) -> date | None:
    match = _IN.match(words)
    if match is None:
        return None
    count = int(match[1]) if match[1].isdigit() else _NUMBERS.get(match[1])
    if count is None or count > 400:
        return None
    if match[2] == "school day":
        return school_days_on(today, count)
    if match[2] in ("month", "year"):
        return _months_on(today, count * (12 if match[2] == "year" else 1))
    return today + timedelta(days=count * _UNITS[match[2]])


def _at_the_end(words: str, today: date) -> date | None:
    """Read the end of a week (its Friday) or of a month (its last day)."""
    match = _END.match(words)
    if match is None:
        return None
    if match[2] == "week":
        return today + timedelta(days=(4 - today.weekday()) % 7 + (7 if match[1] else 0))
    index = today.month - 1 + bool(match[1]) if match[2] == "month" else _index(MONTHS, match[2])
    if index is None:
        return None
    years_on = match[2] != "month" and index < today.month - 1
    following = (today.year + years_on) * 12 + index + 1
    return date(following // 12, following % 12 + 1, 1) - timedelta(days=1)


def _months_on(today: date, months: int) -> date | None:
    index = today.month - 1 + months
    year, month = today.year + index // 12, index % 12 + 1
    for day in range(today.day, 27, -1):
        if found := _day(year, month, day):
            return found
    return _day(year, month, today.day)


def _make(day: int, month: int, year: str | None, today: date) -> date | None:
    if year is not None:
        return _day(int(year) + (2000 if len(year) == 2 else 0), month, day)
    for ahead in range(9):  # a leap day may be years away
        found = _day(today.year + ahead, month, day)
        if found and found >= today:
            return found
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


def _index(names: tuple[str, ...], word: str) -> int | None:
    """Return the place of a name that is written out or cut to three letters or more."""
    if len(word) < 3:
        return None
    return next((index for index, name in enumerate(names) if name.startswith(word)), None)


def school_days_on(day: date, count: int) -> date:
    """Return the day that many school days (Monday to Friday) later; holidays are not known here."""
    while count:
        day += timedelta(days=1)
        if day.weekday() < 5:
            count -= 1
    return day
