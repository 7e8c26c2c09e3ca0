"""Our own large letters, each eight points high and as wide as it needs; two points make one row.

They are drawn broad, a point a column, or narrow, with two points in a column.
A row of letters stands above its eight rows of points. Made for reading from the back of a room: an open a
and g as children learn to write them, and no letter that looks like another.
"""

from __future__ import annotations

from functools import cache

_DRAWN = (
    ("abcdefghi", """
..... #.... ..... ....# ..... ..## ..... #.... #
..... #.... ..... ....# ..... .#.. ..... #.... .
.###. ####. .###. .#### .###. #### .#### ####. #
....# #...# #...# #...# #...# .#.. #...# #...# #
.#### #...# #.... #...# ##### .#.. #...# #...# #
#...# #...# #...# #...# #.... .#.. .#### #...# #
.#### ####. .###. .#### .###. .#.. ....# #...# #
..... ..... ..... ..... ..... .... .###. ..... .
"""),
    ("jklmnopqr", """
...# #...  #. ....... ..... ..... ..... ..... ....
.... #...  #. ....... ..... ..... ..... ..... ....
...# #..#  #. ######. ####. .###. ####. .#### #.##
...# #.#.  #. #..#..# #...# #...# #...# #...# ##..
...# ##..  #. #..#..# #...# #...# #...# #...# #...
...# #.#.  #. #..#..# #...# #...# ####. .#### #...
#..# #..#  ## #..#..# #...# .###. #.... ....# #...
.##. ....  .. ....... ..... ..... #.... ....# ....
"""),
    ("stuvwxyz", """
.... .... ..... ..... ....... ..... ..... .....
.... .#.. ..... ..... ....... ..... ..... .....
.### #### #...# #...# #..#..# #...# #...# #####
#... .#.. #...# #...# #..#..# .#.#. #...# ...#.
.##. .#.. #...# #...# #..#..# ..#.. #...# ..#..
...# .#.. #...# .#.#. #..#..# .#.#. .#### .#...
###. ..## .#### ..#.. .##.##. #...# ....# #####
.... .... ..... ..... ....... ..... .###. .....
"""),
    ("ABCDEFGHI", """
.###. ####. .###. ####. ##### ##### .###. #...# ###
#...# #...# #...# #...# #.... #.... #...# #...# .#.
#...# #...# #.... #...# #.... #.... #.... #...# .#.
##### ####. #.... #...# ####. ####. #.### ##### .#.
#...# #...# #.... #...# #.... #.... #...# #...# .#.
#...# #...# #...# #...# #.... #.... #...# #...# .#.
#...# ####. .###. ####. ##### #.... .###. #...# ###
..... ..... ..... ..... ..... ..... ..... ..... ...
"""),
    ("JKLMNOPQR", """
....# #...# #.... #.....# #...# .###. ####. .###. ####.
....# #..#. #.... ##...## ##..# #...# #...# #...# #...#
....# #.#.. #.... #.#.#.# #.#.# #...# #...# #...# #...#
....# ##... #.... #..#..# #..## #...# ####. #...# ####.
....# #.#.. #.... #.....# #...# #...# #.... #.#.# #.#..
#...# #..#. #.... #.....# #...# #...# #.... #..#. #..#.
.###. #...# ##### #.....# #...# .###. #.... .##.# #...#
..... ..... ..... ....... ..... ..... ..... ..... .....
"""),
    ("STUVWXYZ", """
.#### ##### #...# #...# #.....# #...# #...# #####
#.... ..#.. #...# #...# #.....# #...# #...# ....#
#.... ..#.. #...# #...# #.....# .#.#. .#.#. ...#.
.###. ..#.. #...# #...# #..#..# ..#.. ..#.. ..#..
....# ..#.. #...# #...# #.#.#.# .#.#. ..#.. .#...
....# ..#.. #...# .#.#. ##...## #...# ..#.. #....
####. ..#.. .###. ..#.. #.....# #...# ..#.. #####
..... ..... ..... ..... ....... ..... ..... .....
"""),
    ("0123456789", """
.##. ..#. .###. .###. ...#. ##### .###. ##### .###. .###.
#..# .##. #...# #...# ..##. #.... #.... ....# #...# #...#
#..# ..#. ....# ....# .#.#. ####. #.... ...#. #...# #...#
#..# ..#. ...#. ..##. #..#. ....# ####. ..#.. .###. .####
#..# ..#. ..#.. ....# ##### ....# #...# ..#.. #...# ....#
#..# ..#. .#... #...# ...#. #...# #...# ..#.. #...# ....#
.##. .### ##### .###. ...#. .###. .###. ..#.. .###. .###.
.... .... ..... ..... ..... ..... ..... ..... ..... .....
"""),
    (".,:;!?'\"-–()/&%+", """
. .. . .. # .###. # #.# ... ..... ..# #.. ....# .##.. ##..# .....
. .. . .. # #...# # #.# ... ..... .#. .#. ....# #..#. ##.#. ..#..
. .. # .# # ....# . ... ... ..... #.. ..# ...#. #.#.. ..#.. ..#..
. .. . .. # ...#. . ... ### ##### #.. ..# ..#.. .#... .#... #####
. .. . .. # ..#.. . ... ... ..... #.. ..# .#... #.#.# #..## ..#..
. .. # .# . ..... . ... ... ..... #.. ..# #.... #..#. ...## ..#..
# .# . .# # ..#.. . ... ... ..... .#. .#. #.... .##.# ..... .....
. #. . #. . ..... . ... ... ..... ..# #.. ..... ..... ..... .....
"""),
)  # fmt: skip

_ALIKE = {"’": "'", "‘": "'", "“": '"', "”": '"', "—": "–", "\u00a0": " ", "\u2011": "-"}
_SPACE = ("...",) * 8

HEIGHT = 4
"""Rows of a line of large letters."""

_QUARTERS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""The characters of four points, by those that are there: 1 and 2 above, 4 and 8 below."""

_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


@cache
def _letters() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {" ": _SPACE}
    for letters, drawn in _DRAWN:
        rows = [row.split() for row in drawn.strip().split("\n")]
        for letter, *points in zip(letters, *rows, strict=True):
            found[letter] = tuple(points)
    return found


@cache
def glyph(letter: str, *, narrow: bool = False) -> tuple[str, ...] | None:
    """Return the rows of a letter with the gap after it, or None for one that was never drawn."""
    points = _letters().get(_ALIKE.get(letter, letter))
    if points is None:
        return None
    pairs = zip(points[::2], points[1::2], strict=True)
    return tuple(_narrow(upper, lower) if narrow else _broad(upper, lower) for upper, lower in pairs)


def _broad(upper: str, lower: str) -> str:
    return (
        "".join(_HALVES[above == "#", below == "#"] for above, below in zip(upper, lower, strict=True)) + " "
    )


def _narrow(upper: str, lower: str) -> str:
    columns = (
        len(upper) // 2 + 1
    )  # a letter begins in a new column, and at least half of one is free after it
    points = [
        [one == "#" for one in half.ljust(columns * 2, ".")[at::2]]
        for half in (upper, lower)
        for at in (0, 1)
    ]
    there = zip(*points, strict=True)
    return "".join(_QUARTERS[sum(1 << bit for bit, on in enumerate(four) if on)] for four in there)


def width_of(word: str, *, narrow: bool = False) -> int | None:
    """Return how many columns a word takes, or None where one of its letters was never drawn."""
    drawn = [glyph(letter, narrow=narrow) for letter in word]
    widths = [len(one[0]) for one in drawn if one is not None]
    return sum(widths) if len(widths) == len(drawn) else None


def drawn(word: str, *, narrow: bool = False) -> list[str]:
    """Return the rows of a word; every letter must have been drawn."""
    letters = [found for letter in word if (found := glyph(letter, narrow=narrow)) is not None]
    return ["".join(one[row] for one in letters) for row in range(HEIGHT)]
