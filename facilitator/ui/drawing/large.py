"""The question in large letters: broad where there is room, else narrow, else with space and weight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from facilitator.ui.drawing import block_font
from facilitator.ui.drawing.drawn_text import LARGE_LIT, blank_between, lit

if TYPE_CHECKING:
    from facilitator.voice.spans import Span

_GAP, _GAP_OF_NARROW = 3, 2
"""Columns between words in large letters, beside the one after each letter."""

_STYLE = "bold $ink"


def large_lines(text: str, word: Span | None, width: int, rows: int) -> list[Content]:
    """Return a text as large as it can be in so many rows, with a word lit or none.

    Broad block letters first, then narrow ones; else bold, with empty lines between where there is room.
    Letters are never set apart: a word is read by its shape.
    """
    words = _words(text)
    blocks = _blocks(words, word, width, rows) or _blocks(words, word, width, rows, narrow=True)
    if blocks:
        return blocks
    lines = lit(text, word, _STYLE).wrap(max(1, width))
    return lines if len(lines) * 2 - 1 > rows else blank_between([[line] for line in lines])


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


def _blocks(
    words: list[tuple[str, int]], word: Span | None, width: int, rows: int, *, narrow: bool = False
) -> list[Content]:
    widths = [block_font.width_of(text, narrow=narrow) for text, _ in words]
    gap = _GAP_OF_NARROW if narrow else _GAP
    known = [one for one in widths if one is not None]
    lines = _rows_of_words(known, gap, width) if len(known) == len(widths) else None
    if lines is None or len(lines) * block_font.HEIGHT > rows:
        return []
    drawn: list[Content] = []
    for numbers in lines:
        glyphs = [
            (block_font.drawn(words[number][0], narrow=narrow), _style(words[number], word))
            for number in numbers
        ]
        drawn += [
            _joined([(rows_of[row], style) for rows_of, style in glyphs], gap)
            for row in range(block_font.HEIGHT)
        ]
    return drawn


def _style(one: tuple[str, int], word: Span | None) -> str:
    text, at = one
    if word is None or not at < word.end or not word.start < at + len(text):
        return _STYLE
    return LARGE_LIT


def _joined(parts: list[tuple[str, str]], gap: int) -> Content:
    joined: list[Content | tuple[str, str]] = []
    for text, style in parts:
        if joined:
            joined.append((" " * gap, ""))
        joined.append((text, style))
    return Content.assemble(*joined)
