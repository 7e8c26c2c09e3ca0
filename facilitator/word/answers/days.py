"""Days in a form: written as its layout says, read only where they can mean one day alone."""

from __future__ import annotations

import re
from datetime import date

from facilitator.meeting.dates import read_date
from facilitator.plan.refusal import Refusal

_CLOCK = r"\d{1,2}(?:[:.]\d{2})?\s*(?:am|pm|noon)|\d{1,2}:\d{2}(?:\s*(?:hrs?|hours))?"
_TIME = re.compile(
    rf"(?<![\s,;(])[\s,;(]++(?:at\s++|@\s*+)?(?:from\s++)?(?:{_CLOCK})(?:\s*(?:-|to|until)\s*(?:{_CLOCK}|\d{{1,2}}))?\)?\.?$"
)
_LONG_AGO, _LATER = date(1904, 2, 10), date(2151, 9, 23)
"""Two days from which a text without a year, or one such as "tomorrow", is never the same day."""


def write_day(day: date, form: str) -> str:
    """Return a day as a layout writes it; `form` in strftime's terms."""
    return day.strftime(form)


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
