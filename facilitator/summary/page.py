"""The page model: what every paper is made of, whoever it is for and whatever kind of file it becomes.

A template in `prompts/summaries/` builds a `Page` (see `page_builder.py`); a renderer walks its blocks and
knows no plan and no review. A new block is a class here and a branch in each renderer.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

_STRONG = {"L": False, "R": True, "AL": True}


@dataclass(frozen=True)
class Span:
    """A stretch of a line.

    `strong` is for emphasis; `apart` is a name or value that somebody typed, which keeps its own direction;
    `drawn` is a face made of letters, which the words beside it say as well.
    """

    text: str
    strong: bool = False
    apart: bool = False
    drawn: bool = False


Text: TypeAlias = tuple[Span, ...]
"""One line or sentence of ours, whole."""

Tone = Literal["", "note", "open", "when", "result", "label"]
"""How a paragraph is meant: an aside, what is open, the day, what was decided, what stands over words."""


BoxRole = Literal["child", "thing", "advice", "ending"]
"""What a frame is for: a child's part, a thing looked at, advice, how something ends (a label first)."""


@dataclass(frozen=True)
class Drawing:
    """A small picture beside words that say the same, so that nobody who hears the page is told of it.

    `svg` is a whole SVG that fetches nothing; `credited` says that its makers ask to be named.
    """

    svg: bytes
    credited: bool = False


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 (the page's own, once), 2, 3 or 4."""

    level: int
    text: Text


@dataclass(frozen=True)
class Para:
    """A paragraph in our words. A `picture` stands beside it, in place of a face that is `drawn`."""

    text: Text
    tone: Tone = ""
    picture: Drawing | None = None

    @property
    def beside(self) -> Text:
        """The line where pictures can be shown: without a face made of letters beside one."""
        return tuple(span for span in self.text if not span.drawn) if self.picture else self.text


@dataclass(frozen=True)
class Words:
    """What people said or typed, to the letter, with their own line ends.

    `quoted` puts it into quotation marks; `lead` and `after` are our own sentences in the same line. A
    `picture` stands beside it.
    """

    text: str
    quoted: bool = False
    strong: bool = False
    lead: Text = ()
    after: Text = ()
    picture: Drawing | None = None


@dataclass(frozen=True)
class Said:
    """What one person said: who and how in one line, the words, and what belongs to them."""

    who: Text
    words: str
    more: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Items:
    """A list, each item of one or more blocks; `marked` has a bar beside each, else a dot."""

    items: tuple[tuple[Block, ...], ...]
    marked: bool = False


@dataclass(frozen=True)
class Pairs:
    """Labels, each with what belongs to it; `beside` sets them in a column of their own, given room."""

    pairs: tuple[tuple[Text, tuple[Block, ...]], ...]
    beside: bool = False


@dataclass(frozen=True)
class Table:
    """A table whose first column holds the headers of its rows; `widths` are shares, one a column."""

    caption: Text
    head: tuple[Text, ...]
    rows: tuple[tuple[tuple[Block, ...], ...], ...]
    widths: tuple[int, ...] = ()


@dataclass(frozen=True)
class Box:
    """Blocks in a frame or on a ground of their own."""

    role: BoxRole
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Keep:
    """Blocks that stay together on one page where they fit on one, such as the slip of one person."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Break:
    """What follows begins a new printed page."""


@dataclass(frozen=True)
class Contents:
    """A list of the page's headings of level 2, where a kind of file can make one."""

    title: Text


@dataclass(frozen=True)
class Cell:
    """One step of the scale in one column of a chart, and what stands in it.

    `full` = agreed up to here (where nobody knows which end of a choice is low, only the option itself),
    `range` = between the lowest and the highest that were said, `empty` = neither, `none` = there is no
    score, so that no box is drawn. A `label` is short: a number, and who said it.
    """

    kind: Literal["full", "range", "empty", "none"]
    label: str = ""


@dataclass(frozen=True)
class Column:
    """One review in a chart: its name, the judgement in short, a note in a frame, its cells, lowest first.

    `words` are the whole of it in sentences, with everybody's answer and full name.
    """

    head: str
    under: str
    note: str
    cells: tuple[Cell, ...]
    words: str = ""


@dataclass(frozen=True)
class Chart:
    """Progress of one thing over reviews; nothing is ever joined by a line.

    `alt` is the same in words: the text alternative, and all that a kind of file without pictures shows.
    `scale` are the words of the steps, lowest first, as many as each column has cells. `over` is what stands
    over it; None = the title, nothing = a heading has said it.
    """

    title: str
    alt: str
    scale: tuple[str, ...]
    columns: tuple[Column, ...]
    over: str | None = None

    @property
    def label(self) -> str:
        """What stands over it."""
        return self.title if self.over is None else self.over


Block: TypeAlias = (
    Heading | Para | Words | Said | Items | Pairs | Table | Box | Keep | Break | Contents | Chart
)


@dataclass(frozen=True)
class Page:
    """A whole paper.

    `title` is the file's own and names no child; `footer` stands on every printed page. `size` is that of the
    printed letters, in points, and `at_most` how many pages there may be (0 = as many as it takes). `letter`
    says that it is laid out as a letter: larger, with no rules between its parts.
    """

    title: str
    blocks: tuple[Block, ...]
    language: str = "en-GB"
    footer: str = ""
    size: float = 12.0
    at_most: int = 0
    letter: bool = False

    @property
    def drawings(self) -> list[Drawing]:
        """The pictures that stand beside words on it, each once."""
        every = (one for block in self.blocks for one in inside(block))
        found = (one.picture for one in every if isinstance(one, Para | Words) and one.picture)
        return list(dict.fromkeys(found))


def plain(text: Sequence[Span]) -> str:
    """Return a line as mere letters."""
    return "".join(span.text for span in text)


def right_to_left(text: str) -> bool:
    """Whether a text runs from right to left: by its first letter that says so, as in HTML's `dir="auto"`."""
    found = (_STRONG.get(unicodedata.bidirectional(letter)) for letter in text)
    return next((strong for strong in found if strong is not None), False)


def inside(block: Block) -> Iterator[Block]:
    """Yield a block and, depth first, every block that stands in it."""
    yield block
    groups: list[tuple[Block, ...]] = []
    match block:
        case Said(more=more):
            groups = [more]
        case Items(items=items):
            groups = list(items)
        case Pairs(pairs=pairs):
            groups = [blocks for _, blocks in pairs]
        case Table(rows=rows):
            groups = [cell for row in rows for cell in row]
        case Box(blocks=blocks) | Keep(blocks=blocks):
            groups = [blocks]
    for group in groups:
        for one in group:
            yield from inside(one)
