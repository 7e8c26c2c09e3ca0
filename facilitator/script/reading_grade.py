"""How hard a text is to read: its sentences, words and syllables, and its Flesch-Kincaid grade.

Syllables come from the dictionary of the package syllapy, which is installed with the program, so that
nothing is looked up on a network. A grade of 2 is a reading age of about seven, a grade of 4 one of about
nine.
"""

from __future__ import annotations

import re

# What is quoted whole ends where its quotation mark does: “the hall is too loud” What next?
_SENTENCE_END = r"(?<=[.!?…])[\"'”’)]*\s+|(?<=”)\s+(?=[A-Z])|\n+"
_WORD = r"[^\W_]+(?:['’\-][^\W_]+)*"


def is_common_word(word: str) -> bool:
    """Whether a word in small letters, or what it is the plural of, is among the common ones of English."""
    import syllapy

    return any(form in syllapy.WORD_DICT for form in (word, word.removesuffix("s"), word.removesuffix("es")))


def sentences(text: str) -> list[str]:
    """Return the sentences of a text that hold a word."""
    return [part.strip() for part in re.split(_SENTENCE_END, text) if re.search(_WORD, part)]


def words(text: str) -> list[str]:
    """Return the words of a text; *don't* and *so-so* are one word each, and so is a number."""
    return re.findall(_WORD, text)


def syllables(word: str) -> int:
    """Return how many syllables a word has when spoken, at least 1; a number has one for each digit."""
    import syllapy

    if word.isdigit():
        return len(word)
    parts = [part for part in re.split(r"['’\-]", word.casefold()) if len(part) > 1] or [word]
    return sum(max(1, syllapy.count(part)) for part in parts)


def grade(text: str) -> float:
    """Return the Flesch-Kincaid grade of a text, 0 without a word.

    One long word in three moves the grade by four: measure a whole turn, not one short question.
    Source of the formula: Kincaid and others, 1975.
    """
    said, spoken = sentences(text), words(text)
    if not spoken:
        return 0.0
    spoken_syllables = sum(map(syllables, spoken))
    return 0.39 * len(spoken) / len(said) + 11.8 * spoken_syllables / len(spoken) - 15.59
