"""Days in a form: written as its layout says, read only where they can mean one day alone."""

from __future__ import annotations

import re
from datetime import date

from facilitator.meeting.dates import read_date
from facilitator.phrases.day import MONTHS
from facilitator.plan.refusal import Refusal
from facilitator.script.phrases_in_forms import Phrases

_CLOCK = r"\d{1,2}(?:[:.]\d{2})?\s*(?:am|pm|noon)|\d{1,2}:\d{2}(?:\s*(?:hrs?|hours))?"
_TIME = re.compile(
    rf"(?<![\s,;(])[\s,;(]++(?:at\s++|@\s*+)?(?:from\s++)?(?:{_CLOCK})(?:\s*(?:-|to|until)\s*(?:{_CLOCK}|\d{{1,2}}))?\)?\.?$"
)
_YEARS = re.compile(r"\b((?:19|20)\d{2})(?:\s*[/\-\u2013]\s*(\d{2}(?:\d{2})?))?\b")
_SCHOOL_YEAR = 9
"""The month in which it begins."""
_LONG_AGO, _LATER = date(1904, 2, 10), date(2151, 9, 23)
"""Two days from which a text without a year, or one such as "tomorrow", is never the same day."""


def write_day(day: date, form: str) -> str:
    """Return a day as a layout writes it; `form` in strftime's terms."""
    return day.strftime(form)


def read_about(text: str, phrases: Phrases) -> date | None:
    """Return the first day of a season, a month or a week that a box holds, such as "Autumn term 2025".

    None where it holds none for certain: a year must stand in it. Of a school year ("Spring 2025/26") it is
    the year in which that season comes.
    """
    words = " ".join(re.sub(r"[,.()]", " ", text.casefold()).split())
    for lead in phrases.weeks:
        if words.startswith(f"{lead.casefold()} "):
            return read_day(words[len(lead) :])
    years = _YEARS.findall(words)
    said = [word for word in _YEARS.sub(" ", words).split() if word not in phrases.parts_of_terms]
    if len(years) != 1 or len(said) != 1:
        return None
    first, second = int(years[0][0]), years[0][1]
    month = phrases.seasons.get(said[0]) or _month(said[0])
    return date(first + bool(second and month < _SCHOOL_YEAR), month, 1) if month else None


def _month(word: str) -> int:
    found = [number for number, month in enumerate(MONTHS, 1) if month.casefold().startswith(word)]
    return found[0] if len(found) == 1 and len(word) > 2 else 0


def read_day(text: str) -> date | None:
    """Return the day that a box holds, or None where it holds none, or one that is not certain.

    A year must stand in it, and a weekday must be that day's; a time of day after it does not count.
    Numbers are day first, as in Britain.
    """
    words = re.sub(r"[\u2010-\u2015\u2212]", "-", text.casefold())
    words = " ".join(words.replace(",", " ").split())
    words = _TIME.sub("", words).rstrip(" .")
    try:
        day = read_date(words, _LONG_AGO)
        return day if day == read_date(words, _LATER) else None
    except Refusal:  # a weekday that is not that day's
        return None
