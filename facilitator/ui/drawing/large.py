"""The question in large letters where there is room, else with space and weight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from facilitator.ui.drawing import block_font
from facilitator.ui.drawing.drawn_text import LARGE_LIT, LIT, lit

if TYPE_CHECKING:
    from facilitator.voice.spans import Span

_GAP, _GAP_OF_SPACED = 4, 3
"""Columns between words: in large letters, and in letters that are set apart."""

_STYLE = "bold $ink"


def large_lines(text: str, word: Span | None, width: int, rows: int) -> list[Content]:
    """Return a text as large as it can be in so many rows, with a word lit or none.

    Block letters first; else letters set apart, with empty lines between; else only bold.
    """
    words = _words(text)
    return (
        _blocks(words, word, width, rows)
        or _spaced(words, word, width, rows)
        or lit(text, word, _STYLE).wrap(max(1, width))
    )


def _words(text: str) -> list[tuple[str, int]]:
    """Return the words with where each begins."""
    found, at = [], 0
    for one in text.split():
        at = text.index(one, at)
        found.append((one, at))
        at += len(one)
    return found


def _rows_of_words(widths: list[int], gap: int, width: int) -> list[list[int]] | None:
    """Return which words stand on each line, by number, or None where one is wider than a line."""
    lines: list[list[int]] = []
    room = 0
    for number, needed in enumerate(widths):
        if needed > width:
            return None
        if lines and needed + gap <= room:
            lines[-1].append(number)
            room -= needed + gap
        else:
            lines.append([number])
            room = width - needed
    return lines


def _blocks(words: list[tuple[str, int]], word: Span | None, width: int, rows: int) -> list[Content]:
    widths = [block_font.width_of(text) for text, _ in words]
    known = [one for one in widths if one is not None]
    lines = _rows_of_words(known, _GAP, width) if len(known) == len(widths) else None
    if lines is None or len(lines) * block_font.HEIGHT > rows:
        return []
    drawn: list[Content] = []
    for numbers in lines:
        glyphs = [(block_font.drawn(words[number][0]), _style(words[number], word)) for number in numbers]
        drawn += [
            _joined([(rows_of[row], style) for rows_of, style in glyphs], _GAP)
            for row in range(block_font.HEIGHT)
        ]
    return drawn


def _spaced(words: list[tuple[str, int]], word: Span | None, width: int, rows: int) -> list[Content]:
    apart = [" ".join(text) for text, _ in words]
    lines = _rows_of_words([len(text) for text in apart], _GAP_OF_SPACED, width)
    if lines is None or len(lines) * 2 - 1 > rows:
        return []
    drawn: list[Content] = []
    for numbers in lines:
        if drawn:
            drawn.append(Content(""))
        parts = [(apart[number], _style(words[number], word, underline=True)) for number in numbers]
        drawn.append(_joined(parts, _GAP_OF_SPACED))
    return drawn


def _style(one: tuple[str, int], word: Span | None, *, underline: bool = False) -> str:
    text, at = one
    if word is None or not at < word.end or not word.start < at + len(text):
        return _STYLE
    return LIT if underline else LARGE_LIT


def _joined(parts: list[tuple[str, str]], gap: int) -> Content:
    joined: list[Content | tuple[str, str]] = []
    for text, style in parts:
        if joined:
            joined.append((" " * gap, ""))
        joined.append((text, style))
    return Content.assemble(*joined)
