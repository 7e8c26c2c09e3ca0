"""What support costs, in words."""

from __future__ import annotations

from facilitator.script.costs import Figures
from facilitator.script.ladder import Say
from facilitator.script.words_by_key import say


def money(pence: int) -> str:
    """Return a sum of money: "£1,040", "£12.40"; pence only where there are some."""
    pounds, rest = divmod(pence, 100)
    return f"£{pounds:,}.{rest:02}" if rest else f"£{pounds:,}"


def known(pence: int | None, *, tell: Say = say) -> str:
    """Return a sum of money, or that it is not known."""
    return tell("cost.not-known") if pence is None else money(pence)


def in_columns(costs: Figures, *, tell: Say = say) -> list[str]:
    """Return a cost by the week, the term and the year, for a table."""
    return [known(pence, tell=tell) for pence in costs]


def a_year(pence: int, *, tell: Say = say) -> str:
    """Return a sum of money of a year: "£6,000 a year"."""
    return tell("cost.year", money=money(pence))


def a_week(pence: int, *, tell: Say = say) -> str:
    """Return a sum of money of a week: "£40 a week"."""
    return tell("cost.week", money=money(pence))


def as_written(words: str, *, tell: Say = say) -> str:
    """Return words that stand for a cost and are none."""
    return tell("cost.as-written", words=words)
