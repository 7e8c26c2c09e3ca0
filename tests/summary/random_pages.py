"""Pages of every kind of block with made-up and hostile words, each from its number, alike in every run."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from random import Random
from typing import Any, Literal

from facilitator.plan.letters import clean
from facilitator.summary.page import (
    Block,
    Box,
    Break,
    Cell,
    Chart,
    Column,
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
    Tone,
    Words,
)

PIECES = (
    "Lunch club.",
    "two\nlines",
    "a\ttab",
    "<b>bold</b> & <w:p/> ]]> &lt;",
    "{{ cycler.__init__ }} {% if x %} {# no #}",
    '{ INCLUDETEXT "C:\\\\secrets" } PAGE NUMPAGES',
    "=SUM(A1) +cmd|' /C calc'!A0",
    '#read("x") $x$ @ref \\input{y}',
    "[[summary]]",
    "END:VEVENT\r\nBEGIN:VCALENDAR",
    "bell\x07 null\x00 escape\x1b[31m odd\ufffe",
    "میں اسکول پسند کرتی ہوں۔",
    "أحب المدرسة و Minecraft كثيرا!",
    "שלום, אני אוהבת לקרוא",
    "zażółć gęślą jaźń; Ọlọ́runtóbi",
    "🏊 and 👩‍👩‍👧 ☀️ 🇵🇱",
    "我喜欢学校的秋千",
    "  spaces  in  a  row  ",
    "",
    "w" * 300,
)
TONES: tuple[Tone, ...] = ("", "note", "open", "when", "result", "label")
ROLES: tuple[Literal["child", "thing", "advice", "ending"], ...] = ("child", "thing", "advice", "ending")
KINDS: tuple[Literal["full", "range", "empty", "none"], ...] = ("full", "range", "empty", "none")


class Maker:
    """Makes blocks by lot; each of its texts ends in a number of its own."""

    def __init__(self, seed: int) -> None:
        self.lot = Random(seed)  # noqa: S311 - the same pages each time, not secrets
        self.count = 0
        self.cells = 0

    def words(self) -> str:
        """Return some words, often hostile ones."""
        self.count += 1
        return " ".join([*self.lot.choices(PIECES, k=self.lot.randint(1, 3)), f"n{self.count:05d}"])

    def text(self) -> Text:
        """Return a line of one or more stretches."""
        yes = (True, False)
        return tuple(
            Span(self.words(), strong=self.lot.choice(yes), apart=self.lot.choice(yes))
            for _ in range(self.lot.randint(1, 3))
        )

    def blocks(self, depth: int, most: int = 3) -> tuple[Block, ...]:
        """Return up to so many blocks, nested so deep."""
        return tuple(self.block(depth) for _ in range(self.lot.randint(0, most)))

    def in_cell(self, depth: int, most: int = 3) -> tuple[Block, ...]:
        """Return some blocks for a cell, where a chart is in words alone."""
        self.cells += 1
        made = self.blocks(depth, most)
        self.cells -= 1
        return made

    def block(self, depth: int) -> Block:
        """Return one block."""
        flat: tuple[type[Block], ...] = (Heading, Para, Words, Break, *(() if self.cells else (Chart,)))
        nested: tuple[type[Block], ...] = (Said, Items, Pairs, Table, Box, Keep)
        return self.one(self.lot.choice(flat if depth == 0 else flat + nested), depth)

    def one(self, kind: type[Block], depth: int) -> Block:  # noqa: C901, PLR0911 - a case a kind
        """Return a block of a kind."""
        lot, inner = self.lot, depth - 1
        if kind is Heading:
            return Heading(lot.randint(2, 4), self.text())
        if kind is Para:
            return Para(self.text(), lot.choice(TONES))
        if kind is Words:
            lead, after = (self.text() if lot.random() < 0.3 else () for _ in range(2))
            return Words(self.words(), lot.random() < 0.5, lot.random() < 0.5, lead, after)
        if kind is Said:
            return Said(self.text(), self.words(), self.blocks(inner))
        if kind is Items:
            return Items(tuple(self.blocks(inner) for _ in range(lot.randint(0, 3))), lot.random() < 0.5)
        if kind is Pairs:
            pairs = tuple((self.text(), self.in_cell(inner)) for _ in range(lot.randint(0, 3)))
            return Pairs(pairs, lot.random() < 0.5)
        if kind is Table:
            columns = lot.randint(1, 4)
            head = tuple(self.text() for _ in range(columns)) if lot.random() < 0.8 else ()
            rows = tuple(
                tuple(self.in_cell(inner, 2) for _ in range(lot.randint(1, columns)))
                for _ in range(lot.randint(0, 3))
            )
            widths = tuple(lot.randint(0, 5) for _ in range(columns)) if lot.random() < 0.5 else ()
            return Table(self.text(), head, rows, widths)
        if kind is Box:
            return Box(lot.choice(ROLES), self.in_cell(inner))
        if kind is Keep:
            return Keep(self.blocks(inner))
        if kind is Chart:
            return self.chart()
        return Break() if lot.random() < 0.8 else Contents(self.text())

    def chart(self) -> Chart:
        """Return a chart; sometimes with more reviews than stand beside each other."""
        steps = self.lot.randint(2, 5)
        columns = tuple(
            Column(
                self.words(),
                self.words(),
                self.words() if self.lot.random() < 0.3 else "",
                tuple(Cell(self.lot.choice(KINDS), self.words()) for _ in range(steps)),
            )
            for _ in range(self.lot.choice((1, 3, 8)))
        )
        return Chart(self.words(), self.words(), tuple(self.words() for _ in range(steps)), columns)


EVERY = (Heading, Para, Words, Said, Items, Pairs, Table, Box, Keep, Break, Contents, Chart)


def page_of(seed: int, depth: int = 3) -> Page:
    """Return a page with every kind of block at least once."""
    maker = Maker(seed)
    blocks = [maker.one(kind, depth) for kind in EVERY]
    maker.lot.shuffle(blocks)
    return Page(maker.words(), (Heading(1, maker.text()), *blocks), footer=maker.words())


_NO_TEXTS = ("title", "language", "kind", "tone", "role")


def texts_of(thing: Any) -> list[str]:
    """Return every text in a page or block, as the gate for texts lets it through, in short."""
    own = [
        text
        for one in fields(thing)
        if one.name not in _NO_TEXTS or isinstance(thing, Chart | Contents)
        for text in _texts(getattr(thing, one.name))
    ]
    return [text for text in own if text]


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [" ".join(clean(value).split())]
    if isinstance(value, tuple):
        return [text for one in value for text in _texts(one)]
    return texts_of(value) if is_dataclass(value) else []
