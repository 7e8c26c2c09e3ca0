"""What has room on a printed page, by the count of letters alone: rough, but never too hopeful.

Widths are shares of a page's: 1 is as wide as the page, and a column of a table may be 0.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from facilitator.summary.page import (
    Block,
    Chart,
    Contents,
    Heading,
    Pairs,
    Para,
    Said,
    Table,
    Words,
    inside,
    plain,
)

Keeps = Literal["always", "never", "measured"]

FEW = 18
"""Lines of which every page has room."""
_MANY = 70
"""Lines of which none has."""
_BROAD, _SLIM = 24, 110
"""Letters in a line across the page where they are as broad as can be, and as slim."""

_NARROW = 0.8
_LONG = {True: re.compile(r"[^ \n]{9}"), False: re.compile(r"[^ \n]{24}")}
"""The shortest word that may be wider than its line: in a narrow column, and across a page."""

_LEAST, _MOST = 4, 16


def is_long(texts: Iterable[str], width: float) -> bool:
    """Whether a word in some texts may be wider than its line."""
    return any(_LONG[width < _NARROW].search(text) for text in texts)


def keeps(blocks: Sequence[Block], width: float) -> Keeps:
    """Return whether blocks fit on one page: always, never, or whether it is to be measured."""
    if any(isinstance(one, Contents | Chart) for block in blocks for one in inside(block)):
        return "measured"
    if most_lines(_all_texts(blocks), width) <= FEW:
        return "always"
    return "never" if has_no_room(blocks, 1) else "measured"


def letters_of(blocks: Iterable[Block]) -> int:
    """Return how many letters stand in blocks."""
    return sum(map(len, _all_texts(blocks)))


def has_no_room(blocks: Sequence[Block], pages: int) -> bool:
    """Whether blocks surely have more than so many pages."""
    return letters_of(blocks) > pages * _MANY * _SLIM


def row_keeps(cells: Sequence[Sequence[Block]], widths: Sequence[float]) -> bool:
    """Whether the cells of a row surely fit on one page."""
    return all(keeps(cell, width) == "always" for cell, width in zip(cells, widths, strict=True))


def table_keeps(table: Table, widths: Sequence[float]) -> bool:
    """Whether a whole table surely fits on one page, with what stands over it."""
    heads = [[Para(one)] for one in table.head]
    rows = [
        max(most_lines(_all_texts(cell), width) for cell, width in zip(row, widths, strict=True))
        for row in (heads, *table.rows)
    ]
    return sum(rows) <= FEW and all(row_keeps(row, widths) for row in table.rows)


def most_lines(texts: Iterable[str], width: float) -> float:
    """Return the most lines that texts may take."""
    wide = max(_BROAD * width, 1)
    return sum(1 + len(line) // wide for text in texts for line in text.split("\n"))


def shares_of(table: Table) -> tuple[float, ...]:
    """Return the widths of a table's columns as shares of it; where it has none, by the words in it."""
    wanted: Sequence[float] = table.widths or [
        min(max(max(lengths) ** 0.5, _LEAST), _MOST)
        for lengths in zip(
            *([sum(map(len, cell)) for cell in row] for row in _texts_of_rows(table)), strict=True
        )
    ]
    return tuple(width / sum(wanted) for width in wanted)


def _texts_of_rows(table: Table) -> Iterator[list[list[str]]]:
    yield [[plain(head)] for head in table.head]
    for row in table.rows:
        yield [list(_all_texts(cell)) for cell in row]


def leads_on(blocks: Sequence[Block], at: int) -> bool:
    """Whether a block is a short paragraph between a heading and what is none: it stays with that."""
    block = blocks[at]
    if not isinstance(block, Para) or not 0 < at < len(blocks) - 1:
        return False
    between = isinstance(blocks[at - 1], Heading) and not isinstance(blocks[at + 1], Para)
    return between and most_lines(texts_of(block), 1) <= FEW


def texts_of(block: Block) -> Iterator[str]:
    """Yield the texts that stand in a block itself, and not in one within it."""
    match block:
        case Heading(text=text) | Para(text=text) | Contents(title=text):
            yield plain(text)
        case Words(text=words, lead=lead, after=after):
            yield f"{plain(lead)} {words} {plain(after)}"
        case Said(who=who, words=words):
            yield plain(who)
            yield words
        case Pairs(pairs=pairs):
            yield from (plain(label) for label, _ in pairs)
        case Table(caption=caption, head=head):
            yield from map(plain, (caption, *head))
        case Chart():
            yield block.label


def _all_texts(blocks: Iterable[Block]) -> Iterator[str]:
    return (text for block in blocks for one in inside(block) for text in texts_of(one))
