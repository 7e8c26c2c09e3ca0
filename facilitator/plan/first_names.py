"""The first name in a full name, for a child of whom nobody has said how they like to be called."""

from __future__ import annotations

_TITLES = frozenset(["master", "miss", "mister", "mr", "mrs", "ms", "mx", "dr"])
_FAMILY_NAME_FIRST = (("\u1100", "\u11ff"), ("\u2e80", "\u9fff"), ("\uac00", "\ud7ff"), ("\uf900", "\ufaff"))
"""From which to which letter names are Chinese, Japanese or Korean: there the family name comes first."""


def first_name(full_name: str, surname: str = "") -> str:
    """Return the first name, or the name as it is where it has no word that is surely one.

    What comes before a comma, is the `surname`, or stands alone in capitals before other words, is the family
    name. Of two first names it is the first: where they are one, somebody has to say so.
    """
    if any(first <= letter <= last for letter in full_name for first, last in _FAMILY_NAME_FIRST):
        return full_name
    family, comma, rest = full_name.partition(",")
    titled = (rest if comma and rest.strip() else family).split()
    words = [word for word in titled if word.strip(".").casefold() not in _TITLES]
    if len(words) == 1 < len(titled):  # "Miss Farrow"
        return full_name
    own = _without(words, surname.split())
    return own if own and _is_a_name(own) else full_name


def _without(words: list[str], surname: list[str]) -> str:
    """Return the first of the words that is no part of the family name; nothing where only that is left."""
    if surname and words[: len(surname)] == surname:
        words = words[len(surname) :]
    elif len(words) > 1 and _in_capitals(words[0]) and not all(map(_in_capitals, words)):
        words = [word for word in words if not _in_capitals(word)]
    return words[0] if words else ""


def _in_capitals(word: str) -> bool:
    """Whether a word is a family name in capitals; "TJ" is what somebody is called."""
    return word.isupper() and sum(map(str.isalpha, word)) > 2


def _is_a_name(word: str) -> bool:
    """Whether a word is more than an initial."""
    return sum(map(str.isalpha, word)) > 1
