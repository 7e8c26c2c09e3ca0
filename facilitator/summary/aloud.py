"""A paper as sentences to be read aloud, in the order of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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
    Table,
    Text,
    Words,
)

_SENTENCE_END = re.compile(r"(?<=[.!?…])(?<!\bMr\.)(?<!\bMrs\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bSt\.)\s+|\n+")


def sentences_of(page: Page) -> list[str]:
    """Return what a page says, sentence by sentence.

    People's words are cut only where a sentence or a line ends; drawings of faces are left out, and so is
    what has no letter or figure to say.
    """
    return [part for text in _stacked(page.blocks) for part in _sentences(text)]


def _sentences(text: str) -> list[str]:
    parts = (part.strip() for part in _SENTENCE_END.split(text))
    return [part for part in parts if any(map(str.isalnum, part))]


def _stacked(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:  # noqa: C901 - one for each kind of block
    match block:
        case Heading(text=text):
            yield _ended(text)
        case Para(text=text):
            yield _heard(text)
        case Words(text=words, lead=lead, after=after):
            yield from (_heard(lead), words, _heard(after))
        case Said(who=who, words=words, more=more):
            yield f"{_heard(who)}:"
            yield words
            yield from _stacked(more)
        case Items(items=items):
            for item in items:
                yield from _stacked(item)
        case Pairs(pairs=pairs):
            for label, held in pairs:
                yield _ended(label)
                yield from _stacked(held)
        case Table():
            yield from _table(block)
        case Box(blocks=blocks) | Keep(blocks=blocks):
            yield from _stacked(blocks)
        case Chart(alt=alt):
            yield from ([f"{block.label}:"] if block.label else [])
            yield alt
        case Contents() | Break():
            return


def _table(table: Table) -> Iterator[str]:
    """Yield each row as its first cell, and the others, each after the name of its column."""
    yield _ended(table.caption)
    for first, *rest in table.rows:
        yield from _stacked(first)
        for name, cell in zip(table.head[1:], rest, strict=True):
            if cell:
                yield _ended(name, ":")
                yield from _stacked(cell)


def _heard(text: Text) -> str:
    """Return a line without the drawings in it."""
    return "".join(span.text for span in text if not span.drawn)


def _ended(text: Text, mark: str = ".") -> str:
    """Return a heading with a full stop, so that the voice pauses after it."""
    heading = _heard(text).strip()
    return heading if not heading or heading.endswith((".", "?", "!", ":")) else f"{heading}{mark}"
