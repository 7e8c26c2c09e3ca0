"""A page as plain values, for a template that is no Python: each block a mapping that names its kind.

What a layout cannot find out cheaply stands beside the words: which way they run (`turn`), whether a word may
be wider than its line (`long`), and whether what belongs together has room on one page (`keeps`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Any, TypeAlias

from facilitator.summary.drawings import credit_of
from facilitator.summary.line_ends import loosened, with_seams
from facilitator.summary.page import (
    Block,
    Box,
    Break,
    Chart,
    Contents,
    Drawing,
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
    plain,
    right_to_left,
)
from facilitator.summary.room_on_page import (
    FEW,
    is_long,
    keeps,
    leads_on,
    most_lines,
    row_keeps,
    shares_of,
    table_keeps,
    texts_of,
)

Values: TypeAlias = dict[str, Any]

_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}))?")
_FROM_THE_RIGHT = frozenset({"ar", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})
_ROOM_IN_FOOTER = 120
_CUT = 24

_IN_ITEM, _IN_FRAME = 0.97, 0.94
_OF_HEADING = 0.5
_LABEL, _BESIDE = 0.22, 0.74
"""Widths within others, as shares of them; see `page.typ`."""


def page_values(page: Page) -> Values:
    """Return a page for a template.

    Its headings are put into order, the first of level 1 and none left out; a footer that has no room under a
    page stands at the end.
    """
    found = _LANGUAGE.fullmatch(page.language)
    language, region = (found[1].lower(), found[2]) if found else ("en", "GB")
    made = _Made("rtl" if language in _FROM_THE_RIGHT else "ltr", page.drawings)
    blocks = made.blocks(page.blocks, breaks=True)
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
        "short": page.at_most > 0,
        "footer": footer,
        "blocks": blocks,
        "credit": credit_of(page.drawings),
        "drawings": [one.svg.decode() for one in page.drawings],
    }


def _first_heading(page: Page) -> str:
    """Return what a page without a title is called: a PDF/UA has one."""
    headings = (plain(one.text).strip() for one in page.blocks if isinstance(one, Heading))
    return next(filter(None, headings), "…")


class _Made:
    """Blocks as values, one after the other, with the level of the last heading."""

    def __init__(self, way: str, drawings: list[Drawing]) -> None:
        self.way = way
        self._drawings = drawings
        self._level = 0

    def blocks(self, blocks: Iterable[Block], width: float = 1, *, breaks: bool = False) -> list[Values]:
        """Return blocks that stand in a column of a width, which is a share of the page's.

        One that `leads` on stays with what follows. Within another block no page `breaks`.
        """
        there = [block for block in blocks if not _is_empty_heading(block)]
        there = [block for block in there if breaks or not isinstance(block, Break)]
        made = [self._block(block, width) for block in there]
        return [one | {"leads": one["brief"] and leads_on(there, at)} for at, one in enumerate(made)]

    def _block(self, block: Block, width: float) -> Values:  # noqa: C901, PLR0911 - one for each kind
        made: Values = {"block": type(block).__name__.lower()} | _size(texts_of(block), width)
        match block:
            case Heading(level=level, text=text):
                self._level = min(level, self._level + 1)
                # Its letters are larger, so that a shorter word may be too wide.
                made |= _size(texts_of(block), width * _OF_HEADING)
                # Nothing in it is only drawn: it stands in lists of headings too.
                spoken = tuple(replace(span, drawn=False) for span in text)
                return made | {"level": self._level, "line": self._line(spoken)}
            case Para(tone=tone):
                return made | self._beside(block) | {"line": self._line(block.beside), "tone": tone}
            case Words(text=text, quoted=quoted, strong=strong):
                around = {"lead": self._line(block.lead), "after": self._line(block.after)}
                made |= self._beside(block) | around
                return made | self._own(text) | {"quoted": quoted, "strong": strong}
            case Said(who=who, words=words, more=more):
                made |= {"who": self._line(who), "keeps": keeps((block,), width)}
                return made | self._own(words) | {"more": self.blocks(more, width * _IN_FRAME)}
            case Items(items=items, marked=marked):
                return made | {
                    "items": [self._item(item, width * _IN_ITEM) for item in items],
                    "marked": marked,
                }
            case Pairs():
                return made | self._pairs(block, width)
            case Table():
                return made | self._table(block, width)
            case Box(role=role, blocks=blocks):
                return made | {"role": role, "blocks": self.blocks(blocks, width * _IN_FRAME)}
            case Keep(blocks=blocks):
                return made | {"keeps": keeps(blocks, width), "blocks": self.blocks(blocks, width)}
            case Break():
                return made
            case Contents(title=title):
                return made | {"line": self._line(title)}
            case Chart():
                return made | asdict(block) | {"keeps": "measured", "label": block.label}

    def _item(self, blocks: tuple[Block, ...], width: float) -> Values:
        return {"keeps": keeps(blocks, width), "blocks": self.blocks(blocks, width)}

    def _pairs(self, block: Pairs, width: float) -> Values:
        beside = block.beside and width >= _IN_FRAME
        of_label, of_blocks = (_LABEL * width, _BESIDE * width) if beside else (width, width)
        pairs = [
            {
                "line": self._line(label),
                **_size([plain(label)], of_label),
                "blocks": self.blocks(blocks, of_blocks),
            }
            for label, blocks in block.pairs
        ]
        return {"pairs": pairs, "beside": beside}

    def _table(self, table: Table, width: float) -> Values:
        shares = shares_of(table)
        widths = [share * width for share in shares]
        heads, whole = table.head, []
        if any(most_lines([plain(one)], wide) > FEW for one, wide in zip(heads, widths, strict=True)):
            # What stands above the rows of every page is never broken: whole it stands before them, once.
            whole = self.blocks((Items(tuple((Para(one),) for one in heads)),), width)
            heads = tuple((Span(f"{plain(one)[:_CUT].strip()}…"),) for one in heads)
        return {
            "line": self._line(table.caption),
            "whole-head": whole,
            "head": [
                {"line": self._line(one), "long": is_long([plain(one)], wide)}
                for one, wide in zip(heads, widths, strict=True)
            ],
            "rows": [
                {
                    "cells": [self.blocks(cell, wide) for cell, wide in zip(row, widths, strict=True)],
                    "keeps": row_keeps(row, widths),
                }
                for row in table.rows
            ],
            "widths": shares,
            "keeps": table_keeps(replace(table, head=heads), widths),
        }

    def _beside(self, block: Para | Words) -> Values:
        """Return which of the page's drawings stands beside a block, if any does."""
        return {"picture": self._drawings.index(block.picture) if block.picture else None}

    def _own(self, text: str) -> Values:
        return {"text": loosened(text), "turn": self._turn(text)}

    def _line(self, text: Text) -> list[Values]:
        return [
            {
                "text": loosened(span.text),
                "strong": span.strong,
                "drawn": span.drawn,
                "turn": self._turn(span.text) if span.apart else "",
            }
            for span in with_seams(text)
        ]

    def _turn(self, text: str) -> str:
        """Return which way people's words run where that may not be the page's own way, else nothing."""
        if text.isascii() and self.way == "ltr":
            return ""
        way = "rtl" if right_to_left(text) else "ltr"
        return "" if way == self.way and not any(map(_runs_from_the_right, text)) else way


def _size(texts: Iterable[str], width: float) -> Values:
    held = tuple(texts)
    return {"long": is_long(held, width), "brief": most_lines(held[:1], width) <= FEW}


def _is_empty_heading(block: Block) -> bool:
    return isinstance(block, Heading) and not plain(block.text).strip()


def _runs_from_the_right(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in ("R", "AL")
