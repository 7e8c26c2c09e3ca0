"""How a name is spelt: when two spellings are the same, and when one may be a slip for the other."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_APOSTROPHES = str.maketrans(dict.fromkeys("'\u2018\u2019\u201b\u02bc\u02bb\u02b9\u2032\uff07`\u00b4", ""))
_NOT_DECOMPOSED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i"})

Words = tuple[str, ...]
"""The words of a name, folded."""


@lru_cache(maxsize=2048)
def folded(text: str) -> Words:
    """Return the words of a name as they are compared.

    Without what nobody sees or hears in a name: capitals, apostrophes, hyphens, dots, brackets, invisible
    marks, and whether a letter is composed.
    """
    text = unicodedata.normalize("NFKC", text.translate(_APOSTROPHES)).casefold()
    text = unicodedata.normalize("NFC", text)
    return tuple("".join(_letter(letter) for letter in text).split())


def _letter(letter: str) -> str:
    if letter.isalnum():
        return letter
    category = unicodedata.category(letter)
    if category[0] == "M":
        return "" if letter in "\ufe0e\ufe0f" else letter
    return "" if category in ("Cf", "Cc") and not letter.isspace() else " "


@lru_cache(maxsize=2048)
def unaccented(words: Words) -> str:
    """Return words as one, without accents: "Zoë Okafor-Lind" and "Zoe Okafor Lind" are the same."""
    text = unicodedata.normalize("NFD", "".join(words).translate(_NOT_DECOMPOSED))
    return "".join(letter for letter in text if not "\u0300" <= letter <= "\u036f")


@lru_cache(maxsize=2048)
def alike(one: str, other: str) -> bool:
    """Whether two words are the same but for a slip: one letter in four to six, two in more."""
    shorter = min(len(one), len(other))
    most = 0 if shorter < 3 else 1 if shorter < 7 else 2
    return abs(len(one) - len(other)) <= most and slips(one, other) <= most


def slips(one: str, other: str) -> int:
    """Return by how many slips two words differ: a letter wrong, missing, too many, or two changed round."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        above, row = row, [at]
        for there, known in enumerate(other, start=1):
            cost = min(above[there] + 1, row[-1] + 1, above[there - 1] + (letter != known))
            if at > 1 and there > 1 and (letter, one[at - 2]) == (other[there - 2], known):
                cost = min(cost, before[there - 2] + 1)
            row.append(cost)
        before = above
    return row[-1]
