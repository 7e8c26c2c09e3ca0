"""A page as plain values, for a template that is no Python: each block a mapping that names its kind.

What a layout cannot find out cheaply stands beside the words: which way they run (`turn`), whether a word may
be wider than its line (`long`), and whether what belongs together has room on one page (`keeps`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from functools import cache
from itertools import accumulate
from typing import Any, TypeAlias

from facilitator.summary.page import (
    Block,
    Box,
    Break,
    Chart,
    Contents,
    Heading,
    Items,
    Keep,
    Page,
    Pairs,
    Para,
    Said,
    Span,
    Table,
    Text,
    Words,
    inside,
    plain,
    right_to_left,
)

Values: TypeAlias = dict[str, Any]

_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}))?")
_FROM_THE_RIGHT = frozenset({"ar", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})
_ROOM_IN_FOOTER = 120
_LONG = {True: re.compile(r"[^ \n]{9}"), False: re.compile(r"[^ \n]{24}")}
"""The shortest word that may be wider than its line: in a narrow column, and across a page."""
_LONG_OF_PIECES = re.compile(r"[^ \n]{16,}")

_FEW, _MANY = 18, 70
"""Lines of which every page has room, and lines of which none has."""
_BROAD, _SLIM = 24, 110
"""Letters in a line where they are as broad as can be, and as slim."""


def page_values(page: Page) -> Values:
    """Return a page for a template.

    Its headings are put into order, the first of level 1 and none left out; a footer that has no room under a
    page stands at the end.
    """
    found = _LANGUAGE.fullmatch(page.language)
    language, region = (found[1].lower(), found[2]) if found else ("en", "GB")
    made = _Made("rtl" if language in _FROM_THE_RIGHT else "ltr")
    blocks = made.blocks(page.blocks)
    footer = " ".join(page.footer.split())
    if len(footer) > _ROOM_IN_FOOTER:
        blocks += made.blocks((Para((Span(footer),), "note"),))
        footer = ""
    return {
        "title": page.title.strip() or _first_heading(page),
        "language": language,
        "region": region.upper() if region else None,
        "way": made.way,
        "letter": page.letter,
        "footer": footer,
        "blocks": blocks,
    }


def _first_heading(page: Page) -> str:
    """Return what a page without a title is called: a PDF/UA has one."""
    headings = (plain(one.text).strip() for one in page.blocks if isinstance(one, Heading))
    return next(filter(None, headings), "…")


class _Made:
    """Blocks as values, one after the other, with the level of the last heading."""

    def __init__(self, way: str) -> None:
        self.way = way
        self._level = 0

    def blocks(self, blocks: Iterable[Block], *, narrow: bool = False) -> list[Values]:
        """Return blocks; `narrow` says that they stand beside others, so that a shorter word may be too wide."""
        return [self._block(block, narrow) for block in blocks if not _is_empty_heading(block)]

    def _block(self, block: Block, narrow: bool) -> Values:  # noqa: C901, PLR0911 - one for each kind
        kind: Values = {"block": type(block).__name__.lower(), "long": _is_long(_texts(block), narrow)}
        match block:
            case Heading(level=level, text=text):
                self._level = min(level, self._level + 1)
                return kind | {"level": self._level, "line": self._line(text)}
            case Para(text=text, tone=tone):
                return kind | {"line": self._line(text), "tone": tone}
            case Words(text=text, quoted=quoted, strong=strong):
                around = {"lead": self._line(block.lead), "after": self._line(block.after)}
                return kind | around | self._own(text) | {"quoted": quoted, "strong": strong}
            case Said(who=who, words=words, more=more):
                held = {"who": self._line(who), "more": self.blocks(more, narrow=narrow)}
                return kind | held | self._own(words) | {"keeps": _keeps((block,))}
            case Items(items=items, marked=marked):
                held = [{"blocks": self.blocks(one, narrow=True), "keeps": _keeps(one)} for one in items]
                return kind | {"items": held, "marked": marked}
            case Pairs(pairs=pairs, beside=beside):
                beside = beside and not narrow
                held = [self._pair(label, blocks, narrow or beside) for label, blocks in pairs]
                return kind | {"pairs": held, "beside": beside}
            case Table():
                return kind | self._table(block)
            case Box(role=role, blocks=blocks):
                return kind | {"role": role, "blocks": self.blocks(blocks, narrow=narrow)}
            case Keep(blocks=blocks):
                return kind | {"blocks": self.blocks(blocks, narrow=narrow), "keeps": _keeps(blocks)}
            case Break():
                return kind
            case Contents(title=title):
                return kind | {"line": self._line(title)}
            case Chart():
                return kind | asdict(block) | {"keeps": _keeps((block,))}

    def _pair(self, label: Text, blocks: tuple[Block, ...], narrow: bool) -> Values:
        return {
            "line": self._line(label),
            "long": _is_long([plain(label)], narrow),
            "blocks": self.blocks(blocks, narrow=narrow),
        }

    def _table(self, table: Table) -> Values:
        widths = table.widths or _widths(table)
        broad = [_BROAD * width / sum(widths) for width in widths]
        rows = [
            {
                "cells": [self.blocks(cell, narrow=True) for cell in row],
                "keeps": all(_most_lines(cell, wide) <= _FEW for cell, wide in zip(row, broad, strict=True)),
            }
            for row in table.rows
        ]
        head = [{"line": self._line(one), "long": _is_long([plain(one)], narrow=True)} for one in table.head]
        most = max(_lines(plain(one), wide) for one, wide in zip(table.head, broad, strict=True))
        return {
            "line": self._line(table.caption),
            "head": head,
            # What stands above each page's rows is never broken: one that leaves them no room is a row itself.
            "head-repeats": most <= _FEW,
            "rows": rows,
            "widths": list(widths),
        }

    def _own(self, text: str) -> Values:
        return {"text": _loosened(text), "turn": self._turn(text)}

    def _line(self, text: Text) -> list[Values]:
        return [
            {
                "text": _loosened(span.text),
                "strong": span.strong,
                "drawn": span.drawn,
                "turn": self._turn(span.text) if span.apart else "",
            }
            for span in _with_seams(text)
        ]

    def _turn(self, text: str) -> str:
        """Return which way people's words run where that may not be the page's own way, else nothing."""
        if text.isascii() and self.way == "ltr":
            return ""
        way = "rtl" if right_to_left(text) else "ltr"
        return "" if way == self.way and not any(map(_runs_from_the_right, text)) else way


def _with_seams(text: Text) -> Text:
    """Return a line in which a long word of several stretches may be broken between them."""
    inside_words = {at for word in _LONG_OF_PIECES.finditer(plain(text)) for at in range(word.start() + 1, word.end())}
    ends = accumulate(len(span.text) for span in text)
    return tuple(
        replace(span, text=f"{span.text}\u200b") if end in inside_words else span
        for span, end in zip(text, ends, strict=True)
    )


def _loosened(text: str) -> str:
    """Return a text in which a line may end after a space also beside a sign: “:) :) :)” else is one long word."""
    return _clinging().sub(" \u200b", text)


@cache
def _clinging() -> re.Pattern[str]:
    """Return what finds a space after which no line ends: before what closes, and behind what opens."""
    kinds: dict[str, str] = {"Po": "", "Pe": "", "Pf": "", "Ps": "", "Pi": ""}
    for letter in map(chr, range(0x21, 0x10000)):
        if (kind := unicodedata.category(letter)) in kinds and letter not in "\"#%&'*@\\":
            kinds[kind] += letter
    closing, opening = (re.escape("".join(kinds[kind] for kind in one)) for one in (("Po", "Pe", "Pf"), ("Ps", "Pi")))
    return re.compile(f" (?=[{closing}])|(?<=[{opening}]) ")


def _is_empty_heading(block: Block) -> bool:
    return isinstance(block, Heading) and not plain(block.text).strip()


def _runs_from_the_right(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in ("R", "AL")


def _is_long(texts: Iterable[str], narrow: bool) -> bool:
    return any(_LONG[narrow].search(text) for text in texts)


def _widths(table: Table) -> tuple[int, ...]:
    """Return shares for the columns of a table that says none: the more words in a cell, the more room."""
    columns = zip(*table.rows, strict=True) if table.rows else ((),) * len(table.head)
    longest = [
        max([len(plain(head)), *(sum(map(len, _all_texts(cell))) for cell in cells)])
        for head, cells in zip(table.head, columns, strict=True)
    ]
    return tuple(min(max(round(letters**0.5), 4), 16) for letters in longest)


def _keeps(blocks: tuple[Block, ...]) -> str:
    """Return whether blocks fit on one page: "always", "never", or to be "measured"."""
    if any(isinstance(one, Contents) for block in blocks for one in inside(block)):
        return "measured"
    if _most_lines(blocks, _BROAD) <= _FEW:
        return "always"
    letters = [len(text) for text in _all_texts(blocks)]
    return "never" if sum(letters) > _MANY * _SLIM else "measured"


def _most_lines(blocks: tuple[Block, ...], broad: float) -> float:
    """Return at most how many lines blocks take where so many letters stand in each."""
    return sum(_lines(text, broad) for text in _all_texts(blocks))


def _lines(text: str, broad: float) -> float:
    return sum(1 + len(line) // max(broad, 1) for line in text.split("\n"))


def _all_texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    return (text for block in blocks for one in inside(block) for text in _texts(one))


def _texts(block: Block) -> Iterator[str]:
    """Yield the texts that stand in a block itself."""
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
        case Chart(title=title, scale=scale, columns=columns):
            yield from (title, *scale)
            for one in columns:
                yield from (one.head, one.under, one.note, *(cell.label for cell in one.cells))
