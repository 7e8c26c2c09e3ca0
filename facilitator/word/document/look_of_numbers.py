"""Which number of a printed scale stands out: bold, underlined, highlighted, bordered, shaded or coloured."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from facilitator.word.document.inline import Piece, is_on, with_offsets
from facilitator.word.document.slots import Line
from facilitator.word.document.xml import Names, find, value

_LOOKS = ("u", "highlight", "bdr", "shd", "color")
_NONE = ("", "none", "auto", "nil", "000000", "ffffff")
_FEWEST = 3
"""Of two numbers nobody can say which one stands out."""

Look = frozenset[str]


def standing_out(lines: Iterable[Line], numbers: Collection[int]) -> str:
    """Return the one number of a scale that looks unlike all the others, which look alike; else nothing.

    It has something that they have not, or they are all struck through.
    """
    looks = [found for line in lines for found in _numbers_in(line)]
    if len(looks) < _FEWEST or sorted(number for number, _ in looks) != sorted(numbers):
        return ""
    usual, most = Counter(look for _, look in looks).most_common(1)[0]
    if most != len(looks) - 1:
        return ""
    number, look = next((number, look) for number, look in looks if look != usual)
    return str(number) if look > usual or usual == look | {"struck"} else ""


def _numbers_in(line: Line) -> Iterable[tuple[int, Look]]:
    """Yield the numbers of a line, each with how it looks; one whose figures look different is of no look."""
    found: list[tuple[str, int, Look]] = []
    for at, piece in with_offsets(line.paragraph.pieces):
        for place, letter in enumerate(piece.text, at):
            if not (line.start <= place < line.end and letter.isdecimal()):
                continue
            if found and found[-1][1] == place - 1:
                found[-1] = (found[-1][0] + letter, place, found[-1][2])
            else:
                found.append((letter, place, _look_of(piece)))
    return [(int(figures), look) for figures, _, look in found]


def _look_of(piece: Piece) -> Look:
    properties = None if piece.run is None else find(piece.run, "rPr")
    looks = {"struck"} if piece.struck else set[str]()
    if properties is None:
        return frozenset(looks)
    if is_on(properties, Names.of(properties).w("b")):
        looks.add("b")
    for name in _LOOKS:
        shown = find(properties, name)
        if value(shown, "fill" if name == "shd" else "val").casefold() not in _NONE:
            looks.add(name)
    return frozenset(looks)
