"""How much of a review stands in a document, whoever wrote it there and whatever was put right since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from difflib import SequenceMatcher
from typing import NamedTuple

from facilitator.script.format_declaration import Declaration
from facilitator.script.layouts import declared_at
from facilitator.word.answers.field_codecs import WORDY
from facilitator.word.answers.phrasing import fold
from facilitator.word.answers.pieces import Piece
from facilitator.word.document.container import Package
from facilitator.word.form.form_contents import Reading
from facilitator.word.form.keys import Key
from facilitator.word.lines_to_write_on import without_leaders
from facilitator.word.write import not_standing, stands_all

NEARLY_ALL = 0.8
"""How much of what was said must stand there where nothing else proves that it was written there."""

_ALIKE = 0.7
_SHORT = 200
"""Letters of a line that are compared one by one; of longer ones the words are."""


class Standing(NamedTuple):
    """How a review stands in a document.

    `whole` = every answer that has a place stands in it word for word, and there is one; `said` = how many
    words people said that have a place; `found` = those of them whose lines stand there, perhaps put right;
    `dated` = the day of the review stands there, or the form has no place for it; `answers` and `there` count
    the scores and the like in the same way.
    """

    whole: bool
    said: int
    found: int
    dated: bool
    answers: int
    there: int

    @property
    def nearly_whole(self) -> bool:
        """Whether nearly all that was said stands there under its day: mistakes may have been put right."""
        return self.whole or (self.dated and self.said > 0 and self.mostly(NEARLY_ALL))

    def mostly(self, share: float) -> bool:
        """Whether that share of what was said stands there; where nobody said anything, of the scores."""
        if self.said:
            return self.found >= share * self.said
        return self.whole or (self.dated and 0 < share * self.answers <= self.there)


def without_days_to_come(pieces: Iterable[Piece], held: Collection[int]) -> list[Piece]:
    """Return the answers of one review without the day that it set for the next, where that has been held.

    Then the day on which it was held has taken its place.
    """
    told = list(pieces)
    own = min((piece.key.review for piece in told if piece.key.review), default=0)
    return [
        piece
        for piece in told
        if not (piece.key.records == "review.date" and piece.key.review != own and piece.key.review in held)
    ]


def as_they_stand(reading: Reading, pieces: Iterable[Piece], since: Iterable[Piece]) -> list[Piece]:
    """Return answers, each as it stands in a document: `since` are others that may stand in their places."""
    others: dict[Key, list[Piece]] = {}
    for piece in since:
        others.setdefault(piece.key, []).append(piece)
    told = []
    for piece in pieces:
        ways = [piece, *reversed(others.get(piece.key, ()))]
        stands = (one for one in ways if len(ways) > 1 and stands_there(reading, one))
        told.append(next(stands, piece))
    return told


def stands_there(reading: Reading, piece: Piece) -> bool:
    """Whether an answer has a place in a document, and stands in it word for word."""
    return piece.key in reading.found and not not_standing(reading, [piece])


def standing(reading: Reading, package: Package, pieces: Iterable[Piece]) -> Standing:
    """Return how the answers of one review stand in a document that was read."""
    form = reading.layout.form
    placed = [piece for piece in pieces if piece.key in reading.found]
    lines = [
        (fold(without_leaders(line)), [one.slot.text for one in reading.found[piece.key]])
        for piece in placed
        if _is_said(piece.key, form)
        for line in piece.lines
    ]
    said = sum(len(wanted.split()) for wanted, _ in lines)
    found = sum(
        len(wanted.split()) for wanted, there in lines if any(_stands(wanted, text) for text in there)
    )
    tells = any(not piece.key.is_number for piece in placed)
    others = [
        piece
        for piece in placed
        if not (_is_said(piece.key, form) or piece.key.is_number or piece.key.records == "review.date")
    ]
    standing_still = sum(stands_all(reading, package, [piece]) for piece in others)
    dates = [piece for piece in placed if piece.key.records == "review.date"]
    whole = tells and stands_all(reading, package, placed)
    return Standing(whole, said, found, stands_all(reading, package, dates), len(others), standing_still)


def _is_said(key: Key, form: Declaration) -> bool:
    """Whether a box holds sentences; a date or a score is the same in many a review."""
    declared = declared_at(key.path, form)
    return key.review > 0 and declared is not None and declared.type in WORDY and not key.is_number


def _stands(wanted: str, text: str) -> bool:
    """Whether a line stands in a box, or one that somebody made of it by putting it right."""
    return wanted in fold(text) or any(_alike(wanted, fold(line)) for line in text.split("\n"))


def _alike(one: str, other: str) -> bool:
    words, others = Counter(one.split()), Counter(other.split())
    total = words.total() + others.total()
    if not total or 2 * (words & others).total() >= _ALIKE * total:
        return bool(total)
    if max(len(one), len(other)) > _SHORT:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE
