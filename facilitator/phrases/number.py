"""Whole numbers written out, as people type them and as forms have them."""

from __future__ import annotations

ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def in_letters(word: str) -> int | None:
    """Return the number that one word in lower case is, or None."""
    if word in ONES:
        return ONES.index(word)
    return 10 * (TENS.index(word) + 2) if word in TENS else None
