"""Answers of several rows that stand in one box, because the form has merged their cells."""

from __future__ import annotations

from collections.abc import Iterable

from facilitator.word.answers.phrasing import NOTHING
from facilitator.word.answers.pieces import Piece
from facilitator.word.form.form_contents import Reading
from facilitator.word.form.keys import Key


def joined(reading: Reading, pieces: Iterable[Piece]) -> list[Piece]:
    """Return answers of which those of merged cells are one: what all say, else a line for each row."""
    tops = set(reading.goes_on.values())
    apart: list[Piece] = []
    together: dict[Key, dict[Key, Piece]] = {}
    for piece in pieces:
        top = reading.goes_on.get(piece.key)
        if top is None and piece.key not in tops:
            apart.append(piece)
        else:
            together.setdefault(top or piece.key, {})[piece.key] = piece
    for top, mine in together.items():
        rows = [top, *(key for key, of in reading.goes_on.items() if of == top)]
        lines = [line for key in rows for line in (mine[key].lines if key in mine else [NOTHING])]
        alike = len(set(lines)) == 1
        first = next(iter(mine.values()))
        apart.append(first._replace(key=top, lines=lines[:1] if alike else lines))
    return apart
