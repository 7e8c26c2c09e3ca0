"""How many lines a text takes on paper, at most: in whatever font a browser has, wherever it breaks lines.

Widths are in sizes of the letters, where each font's 0 is made 0.556 wide, as Arial's is: the page asks for
that with `font-size-adjust`. They are the widest of the bold fonts in common use. What is left over in most
of them is the price of a page that is one page in all of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

FIXED = 0.556
"""The width of each letter, and of a space, in a font whose letters are all alike."""

_WIDTHS = {
    letter: width
    for width, letters in {
        0.36: " ",
        0.39: "ijl!'(),.:;[]",
        0.51: "fIrtz-/\\",
        0.57: "cJs$*012356789{|}",
        0.65: 'abdeghknopquvxy"4?_`',
        0.71: "FPS#+<=>^~",
        0.88: "ABCDEGHKLNOQRTUVwXYZ",
        1.13: "mMW%&@",
        8 * FIXED: "\t",
    }.items()
    for letter in letters
}

_LETTER, _SIGN, _BROAD = 1.13, 1.65, 2.2
"""A letter beyond ASCII, or the box for one that no font has; a sign or picture; one of a broad script."""

_BROAD_SCRIPTS = re.compile("[\u0a80-\u0dff\u1000-\u139f\u1400-\u167f\u1700-\u1cff\ua840-\uabff]")
"""Gujarati to Sinhala, Burmese, Ethiopic, Balinese and their like."""

_IDEOGRAPHS = (
    "\u3041-\u3096\u30a1-\u30fa\u3105-\u31bf\u3400-\u4dbf\u4e00-\ua48c\uac00-\ud7a3\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_PIECE = re.compile(f"[{_IDEOGRAPHS}]?[^{_IDEOGRAPHS}]*")
"""What is never parted: a word, or one Chinese, Japanese or Korean letter with the marks that follow it."""

_PARTING = 2.5
"""What stays free at the end of a Chinese line, as marks and small letters may begin none."""

_LINE_END = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")

Width = Callable[[str], float]


@lru_cache(maxsize=4096)
def line_count(text: str, room: float) -> int:
    """Return into how many lines a text breaks at most, its own line ends counted.

    Args:
        text: What is printed; of several spaces each counts.
        room: The width of a line, in sizes of the letters.
    """
    return sum(
        max(_broken(line, room, _varied), _broken(line, room, _fixed)) for line in _LINE_END.split(text)
    )


def _broken(line: str, room: float, width: Width) -> int:
    """Return the lines that one line of a text becomes.

    A browser that may break in more places than these needs no more lines for it. What is longer than a line
    is broken at places of the browser's choice, at worst after a little more than half of each line.
    """
    count, used, space = 1, 0.0, width(" ")
    for word in line.split(" "):
        pieces = [piece for piece in _PIECE.findall(word) if piece]
        full = room - _PARTING if len(pieces) > 1 else room
        for wide in map(width, pieces):
            if used and used + wide > full:
                count, used = count + 1, 0.0
            if wide > full:
                count, used = count + int(2 * wide / full), full
            else:
                used += wide
        used += space
    return count


def _varied(text: str) -> float:
    return sum(map(_letter, text))


def _fixed(text: str) -> float:
    return sum(FIXED if letter.isascii() else _letter(letter) for letter in text)


@lru_cache(maxsize=4096)
def _letter(letter: str) -> float:
    """Return the width of a letter; one that stands for several, even for a whole word, has theirs."""
    known = _WIDTHS.get(letter)
    if known is not None:
        return known
    parts = unicodedata.normalize("NFKC", letter)
    if len(parts) > 1:
        return sum(map(_letter, parts))
    if _BROAD_SCRIPTS.match(letter):
        return _BROAD
    plain = unicodedata.category(letter) in _PLAIN or "\u2010" <= letter <= "\u2026"
    return (
        _LETTER if plain or (unicodedata.east_asian_width(letter) in "WF" and letter <= "\uffff") else _SIGN
    )


_PLAIN = {"Ll", "Lm", "Lo", "Mn", "Nd", "Cf", "Zs"}
"""The categories of Unicode whose letters are no wider than a Chinese one."""
