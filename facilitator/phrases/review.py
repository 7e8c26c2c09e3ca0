"""A review in words: which it was, and when the next one is."""

from __future__ import annotations

from datetime import date

from facilitator.phrases.day import in_full
from facilitator.plan.reviews import PLANNING_PERIOD
from facilitator.script.ladder import Say
from facilitator.script.words_by_key import say


def meeting_key(key: str, period: int) -> str:
    """Return the key of a text about a meeting: another one where the meeting writes the plan."""
    return f"{key}-planning" if period == PLANNING_PERIOD else key


def of_period(period: str, day: date, *, tell: Say = say) -> str:
    """Return a review by its name in the plan and its day: "Term 2, Friday 12 March 2027"."""
    return tell("review.of-period", period=period, day=in_full(day))


def next_review(day: date) -> str:
    """Return when the next review is, as a sentence."""
    return say("review.next", day=in_full(day))
