"""Numbers as people write them in labels and boxes: 2, two, second, 2nd, II, "Outcome 2"."""

from __future__ import annotations

import re
import unicodedata

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_FIRSTS = {"first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}
_FIGURES = re.compile(r"(\d{1,3})(?:st|nd|rd|th)?$")
_APART = re.compile(r"[\s.:;,()\[\]#\-–—‐‑/]+")
_MOST_WORDS = 3
"""With more words before it, the number stands in a sentence and means something else."""


def read_number(text: str) -> int | None:
    """Return the number that a label or a box is, or None where it is none, or not certainly one.

    The number may stand after up to three words ("Outcome no. 2", "Term three") or before one ("second
    term"); two numbers ("1 and 2", "2-3", "2/3") and a number inside a sentence are none.
    """
    words = [word for word in _APART.split(unicodedata.normalize("NFKC", text).casefold()) if word]
    if not 0 < len(words) <= _MOST_WORDS + 1:
        return None
    numbers = [number_word(word) for word in words]
    found = [number for number in numbers if number is not None]
    if len(found) == 2 and len(words) > 1 and _is_compound(words[-2:]):
        return found[0] + found[1]
    rest = [word for word in words if number_word(word) is None]
    if len(found) != 1 or not all(word.isalpha() for word in rest):
        return None
    if numbers[-1] is not None:
        return numbers[-1]
    return numbers[0] if len(words) == 2 else None


def number_word(word: str) -> int | None:
    """Return the number that one word in lower case is, in figures or letters, or None."""
    figures = _FIGURES.match(word)
    if figures:
        return int(figures[1])
    for known in (_FIRSTS, _ROMAN):
        if word in known:
            return known[word]
    return _in_letters(word) if word in _ONES or word in _TENS else _in_letters(_cardinal(word))


def plain_number(word: str) -> int | None:
    """Return the number that one word is in figures or written out; never a Roman one: "v" may be a tick."""
    if word.isdecimal() and len(word) <= 3:
        return int(word)
    return _in_letters(word)


def _cardinal(word: str) -> str:
    """Return "six" of "sixth" and "twenty" of "twentieth"; the rest is no number anyway."""
    return word[:-4] + "y" if word.endswith("ieth") else word.removesuffix("th")


def _in_letters(word: str) -> int | None:
    if word in _ONES:
        return _ONES.index(word)
    return 10 * (_TENS.index(word) + 2) if word in _TENS else None


def _is_compound(words: list[str]) -> bool:
    """Whether the words are such as "twenty one"."""
    unit = number_word(words[1]) or 0
    return words[0] in _TENS and words[1].isalpha() and words[1] not in _ROMAN and 0 < unit < 10
