"""What stays on one page with what follows: only as much as surely fits on one.

More than that is cut off by some programs, and others lay it out for ever.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from facilitator.word.document.runs import make
from facilitator.word.document.xml import Element, Names, find, value

_LETTER, _LINE, _BETWEEN = 11.0, 26.0, 160
"""Twips of a letter's width and of a line's height for each point of its size, and between paragraphs; broad
letters and tall scripts are as wide and as high as that."""
_MOST = 9000
"""Twips of height: about two thirds of a page."""


def fits(block: Element, width: int, half_points: int) -> bool:
    """Whether a block surely has room on one page, at a width in twips and letters of a size."""
    return _height(block, width, half_points) <= _MOST


def keep_together(blocks: Sequence[Element], width: int, half_points: int) -> None:
    """Keep blocks on one page with each other, if they surely fit on one."""
    if not blocks or sum(_height(one, width, half_points) for one in blocks) > _MOST:
        return
    w = Names.of(blocks[0]).w
    for block in blocks[:-1]:
        for paragraph in block.iter(w("p")):
            _keep(paragraph)


def _height(block: Element, width: int, half_points: int) -> int:
    """Return about how many twips a block takes from top to bottom, all cells one below the other."""
    w, size = Names.of(block).w, half_points / 2
    total = 0
    for paragraph in block.iter(w("p")):
        cell = next(paragraph.iterancestors(w("tc")), None)
        said = value(find(cell, "tcPr/tcW"), "w")
        room = max((int(said) if said else width) - _inset(paragraph), 300)
        per_line = max(1, int(room / (size * _LETTER)))
        texts = (one.text or "" if one.tag == w("t") else "\n" for one in paragraph.iter(w("t"), w("br")))
        lines = sum(max(1, ceil(len(line) / per_line)) for line in "".join(texts).split("\n"))
        total += int(lines * size * _LINE) + _BETWEEN
    return total


def _inset(paragraph: Element) -> int:
    indent = find(paragraph, "pPr/ind")
    said = value(indent, "left") or value(indent, "start")
    return int(said) if said.isdecimal() else 0


def _keep(paragraph: Element) -> None:
    if find(paragraph, "pPr/keepNext") is not None:
        return
    w = Names.of(paragraph).w
    properties = find(paragraph, "pPr")
    if properties is None:
        properties = make(paragraph, w("pPr"))
        paragraph.insert(0, properties)
    properties.insert(int(find(properties, "pStyle") is not None), make(paragraph, w("keepNext")))
