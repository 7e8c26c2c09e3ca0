"""Days as people say them: 12/3, Friday, in six weeks, the end of next month."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice

from facilitator.meeting.days_off import is_working_day
from facilitator.phrases.day import MONTHS, WEEKDAYS, in_full
from facilitator.phrases.number import in_letters
from facilitator.plan.refusal import Refusal

_COUNTS = {"a": 1, "an": 1, "a couple of": 2}
_UNITS = {"day": 1, "week": 7, "fortnight": 14, "half term": 42}
_FIXED = {"today": 0, "now": 0, "tomorrow": 1, "yesterday": -1}
_OTHER_WEEKDAYS = {"weds": 2}
"""Short forms that do not begin the name; the others are its first two letters or more."""

_NUMERIC = r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})(?:\s*[/.\-]\s*(\d{4}|\d{2}))?$"
_ISO = r"(\d{4})-(\d{1,2})-(\d{1,2})$"
_NAMED = r"(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]+)(?: (\d{4}|\d{2}))?$"
_MONTH_FIRST = r"([a-z]+) (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}|\d{2}))?$"
_OF_MONTH = r"(\d{1,2})(st|nd|rd|th)?$"
_IN = (
    r"(?:in |within )?(\d{1,3}|a couple of|[a-z]+) (school day|day|week|fortnight|month|half term|year)s?"
    r"(?: from (?:now|today)| today| time|'s? time|s' time)?$"
)
_WEEKDAY = r"(?:(this|next|on|by|coming|this coming) )?([a-z]{3,9})(?: (week|fortnight))?$"
_WEEK_ON = r"a (week|fortnight) on ([a-z]{3,9})$"
_END = r"end of (?:the |this |(next ))?([a-z]+)$"
_YEARS = range(1900, 2200)
"""Years that can be meant; counting on from a day of the year 9999 would go past what a date can hold."""
_LEADING = r"^(?:(?:on|by|before|until|for|the) +)++"
_SIGNS = r"[,()]|(?<=[a-z])\."


def read_date(text: str, today: date) -> date | None:
    """Return the day that somebody means who says it today, or None where it is no day at all.

    A day without a year is the next such day from today on. Numbers are day first, as in Britain.
    A weekday is the next one after today; "next Friday" and "Friday week" are one week further, but
    "next Friday" said in an earlier week is that Friday. Raises Refusal for a weekday beside a date that
    is not that day's; without a year the last such day may be meant, as in "Friday 12 March" on the 13th.
    """
    words = " ".join(re.sub(_SIGNS, " ", text.casefold().replace("\u2019", "'")).split()).rstrip(".")
    words = re.sub(_LEADING, "", words)
    bare, weekday = _without_weekday(words)
    days = list(islice(_dated(bare, today, by_weekday=weekday is not None), 2))
    if weekday is not None and days:
        return _fitting(days, weekday, text.strip())
    if days:
        return days[0]
    for reader in (_weekday, _in_a_while, _at_the_end):
        found = reader(words, today)
        if found is not None:
            return found
    return None


# A weekday beside a date


def _without_weekday(words: str) -> tuple[str, int | None]:
    """Return words without a weekday before or after them, and its place in the week."""
    first, _, rest = words.partition(" ")
    if rest and (found := _day_of_week(first)) is not None:
        return rest.removeprefix("the "), found
    rest, _, last = words.rpartition(" ")
    if rest and (found := _day_of_week(last)) is not None:
        return rest.removesuffix(" a"), found
    return words, None


def _fitting(days: list[date], weekday: int, text: str) -> date:
    """Return the first of the days, likeliest first, that is on a weekday."""
    for day in days:
        if day.weekday() == weekday:
            return day
    day = days[0]
    near = day + timedelta(days=(weekday - day.weekday() + 3) % 7 - 3)
    raise Refusal("typed.other-weekday", text=text, day=in_full(day), near=in_full(near))


# A date


def _dated(words: str, today: date, *, by_weekday: bool) -> Iterator[date]:
    """Yield the days that a date may mean, likeliest first: the next one, and the last one without a year."""
    if words in _FIXED:
        yield today + timedelta(days=_FIXED[words])
    elif match := re.match(_ISO, words):
        yield from _in_year(int(match[3]), int(match[2]), match[1], today)
    elif match := re.match(_NUMERIC, words):
        yield from _in_year(int(match[1]), int(match[2]), match[3], today)
    elif (match := re.match(_NAMED, words)) and (month := _begun(MONTHS, match[2])) is not None:
        yield from _in_year(int(match[1]), month + 1, match[3], today)
    elif (match := re.match(_MONTH_FIRST, words)) and (month := _begun(MONTHS, match[1])) is not None:
        yield from _in_year(int(match[2]), month + 1, match[3], today)
    elif (match := re.match(_OF_MONTH, words)) and (match[2] or by_weekday):
        months = today.year * 12 + today.month - 1
        yield from _next_and_last(
            lambda at: _day((months + at) // 12, (months + at) % 12 + 1, int(match[1])), today
        )


def _in_year(day: int, month: int, year: str | None, today: date) -> Iterator[date]:
    if year is None:
        yield from _next_and_last(lambda at: _day(today.year + at, month, day), today)
    elif found := _day(int(year) + (2000 if len(year) == 2 else 0), month, day):
        yield found


def _next_and_last(at: Callable[[int], date | None], today: date) -> Iterator[date]:
    """Yield the next of the days that come again and again, from today on, then the last before it."""
    days = [day for ahead in range(-9, 10) if (day := at(ahead))]  # a leap day may be years away
    coming = next((index for index, day in enumerate(days) if day >= today), None)
    if coming is not None:
        yield days[coming]
        yield from days[:coming][-1:]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


# Seen from today


def _weekday(words: str, today: date) -> date | None:
    if words in ("next week", "a week today", "in a week's time"):
        return today + timedelta(days=7)
    if words == "fortnight":
        return today + timedelta(days=14)
    match = re.match(_WEEKDAY, re.sub(_WEEK_ON, r"\2 \1", words))
    day = _day_of_week(match[2]) if match else None
    if match is None or day is None:
        return None
    ahead = (day - today.weekday() - 1) % 7 + 1
    if match[3]:
        ahead += _UNITS[match[3]]
    elif match[1] == "next" and day > today.weekday():
        ahead += 7
    return today + timedelta(days=ahead)


def _in_a_while(words: str, today: date) -> date | None:
    match = re.match(_IN, words)
    if match is None:
        return None
    count = int(match[1]) if match[1].isdigit() else _COUNTS.get(match[1], in_letters(match[1]))
    if count is None or count > 400:
        return None
    if match[2] == "school day":
        return school_days_on(today, count)
    if match[2] in ("month", "year"):
        return _months_on(today, count * (12 if match[2] == "year" else 1))
    return today + timedelta(days=count * _UNITS[match[2]])


def _at_the_end(words: str, today: date) -> date | None:
    """Read the end of a week (its Friday) or of a month (its last day)."""
    match = re.match(_END, words)
    if match is None:
        return None
    if match[2] == "week":
        return today + timedelta(days=(4 - today.weekday()) % 7 + (7 if match[1] else 0))
    index = today.month - 1 + bool(match[1]) if match[2] == "month" else _begun(MONTHS, match[2])
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


def _day_of_week(word: str) -> int | None:
    """Return the place in the week of a day by its name or a short form of it."""
    return _OTHER_WEEKDAYS.get(word, _begun(WEEKDAYS, word, least=2))


def _begun(names: tuple[str, ...], word: str, least: int = 3) -> int | None:
    """Return the place of a name that is written out or cut to a few letters."""
    if len(word) < least:
        return None
    return next((index for index, name in enumerate(names) if name.startswith(word)), None)


def school_days_on(day: date, count: int) -> date:
    """Return the day that many school days later: Monday to Friday, without England's bank holidays."""
    while count:
        day += timedelta(days=1)
        if is_working_day(day):
            count -= 1
    return day
