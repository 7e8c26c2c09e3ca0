"""Letters that a voice would spell out or call by a number, as those that it reads: Łódź, Nguyễn, Иван."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from facilitator.script.spoken import Spoken

_RUN = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+|.", re.DOTALL)
"""Letters with their marks, as far as nothing else stands between; or one of anything else."""

_WITH_MARK = re.compile(r"LATIN (?:SMALL|CAPITAL) LETTER ([A-Z]) WITH ")
_CONSONANTS, _VOWELS = "cnCN", tuple("aeiou")
_SHORT = 2
"""Words of so few letters may be spelled, and then a mark would be named."""


class SpokenLetters:
    """Changes letters by one table; where that has none, marks are left out."""

    def __init__(self, words: Spoken) -> None:
        self._read = set(words.read_letters)
        self._letters = words.letters

    def read(self, text: str) -> str:
        """Return words in letters that voices read."""
        return text if text.isascii() else "".join(letters for letters, _ in self.each(text))

    def each(self, text: str) -> Iterator[tuple[str, int]]:
        """Yield what is read for each letter, and the place of the letter; marks belong to it."""
        for run in _RUN.finditer(text):
            place = 0
            while place < len(run[0]):
                after = place + 1
                while _is_of_alphabet(run[0][place]) and unicodedata.combining(
                    run[0][after : after + 1] or " "
                ):
                    after += 1
                yield self._one(run[0], place, after), run.start() + place
                place = after

    def _one(self, word: str, start: int, end: int) -> str:
        letter = unicodedata.normalize("NFC", word[start:end])
        if letter.isascii() or not _is_of_alphabet(letter[0]):
            return letter
        if letter.lower() in self._read and _keeps_marks(word) and _is_heard(letter, word[end:]):
            return letter
        instead = self._letters.get(letter.lower())
        if instead is None:
            apart = [
                one for one in unicodedata.normalize("NFKD", letter) if unicodedata.category(one)[1] in "lu"
            ]
            instead = "".join(self._letters.get(one.lower(), _without_mark(one)) for one in apart).lower()
        if word.isupper() and len(word) > 1:
            return instead.upper()
        return instead[:1].upper() + instead[1:] if letter[0].isupper() else instead


def _keeps_marks(word: str) -> bool:
    """Whether voices read a word as one, marks and all: not a short one, or one with capitals within."""
    return sum(map(str.isalpha, word)) > _SHORT and word[1:] == word[1:].lower()


def _is_heard(letter: str, following: str) -> bool:
    """Whether a letter with a mark is read where it stands: a vowel is, a consonant before a vowel."""
    if unicodedata.normalize("NFD", letter)[0] in _CONSONANTS:
        return unicodedata.normalize("NFD", following)[:1] in _VOWELS
    return True


@cache
def _is_of_alphabet(letter: str) -> bool:
    """Whether it is a letter of the Latin, Greek or Cyrillic alphabet, or several in one."""
    return letter.isalpha() and unicodedata.name(letter, "").startswith(("LATIN", "GREEK", "CYRILLIC"))


def _without_mark(letter: str) -> str:
    """Return the letter that one with a stroke or a hook is a kind of, by its name in Unicode."""
    kind = _WITH_MARK.match(unicodedata.name(letter, ""))
    return kind[1] if kind else letter
