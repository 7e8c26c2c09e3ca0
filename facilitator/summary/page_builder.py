"""What a template in `prompts/summaries/` calls to put blocks onto a page, one after the other.

Every method gives the empty text, so that a template may call it as `{{ page.para(...) }}`. One that holds
further blocks is called with them: `{% call page.box("child") %} ... {% endcall %}`. Words that a template
writes outside of such a call belong to no block, and are refused, like all that no kind of file could show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, get_args

from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import say
from facilitator.summary.page import (
    Block,
    Box,
    BoxRole,
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
    Tone,
    Words,
)
from facilitator.summary.sentences import Sentence, spans_of

Caller = Callable[[], str]
"""What a template has between `call` and `endcall`."""

_LEVELS = range(1, 5)
_SIZES = (6, 36)
"""The smallest and the largest letters that a page may have, in points."""


class PageBuilder:
    """A page as it grows."""

    def __init__(self, **page: Any) -> None:
        self._page = page
        self._blocks: list[Block] = []
        self._rows: list[Any] = []
        self._into = ""
        """The block whose parts stand here: `items` for each `item`, `row` for each `cell`."""

    def made(self) -> Page:
        """Return the page."""
        return Page(blocks=tuple(self._blocks), **self._page)

    def set(
        self,
        *,
        title: str | None = None,
        footer: str | None = None,
        letter: bool | None = None,
        size: float | None = None,
        at_most: int | None = None,
        language: str | None = None,
    ) -> str:
        """Say what the page as a whole is: `at_most` so many printed pages, letters of a `size` in points."""
        texts = {"title": title, "footer": footer, "language": language}
        found: dict[str, Any] = {name: str(one) for name, one in texts.items() if one is not None}
        if size is not None:
            found["size"] = _number("size", size, *_SIZES)
        if at_most is not None:
            found["at_most"] = int(_number("at_most", at_most, 0, 1000))
        if letter is not None:
            found["letter"] = bool(letter)
        self._page |= found
        return ""

    def heading(self, level: int, text: str) -> str:
        """Put a heading of a level from 1 to 4."""
        if level not in _LEVELS:
            raise _misused("heading", level)
        return self._put(Heading(level, spans_of(text)))

    def para(self, *texts: str | list[str], tone: Tone = "", picture: Drawing | None = None) -> str:
        """Put a paragraph of one or more sentences, or lists of them, with spaces between; none = nothing."""
        line = _line(texts)
        if tone not in get_args(Tone):
            raise _misused("tone", tone)
        return self._put(Para(line, tone, _picture(picture))) if line else ""

    def bold(self, text: str) -> Sentence:
        """Return a line in bold letters, for a paragraph or as what leads to words."""
        return Sentence(Span(one.text, strong=True, apart=one.apart) for one in spans_of(text, apart=False))

    def face(self, letters: str) -> Sentence:
        """Return a face made of letters, for a paragraph whose words say the same."""
        return Sentence([Span(letters, drawn=True)] if letters else [])

    def words(
        self,
        text: str,
        *,
        quoted: bool = False,
        strong: bool = False,
        lead: str = "",
        after: str | list[str] = "",
        picture: Drawing | None = None,
    ) -> str:
        """Put what people said or typed, to the letter; `after` is one sentence or a list of them."""
        around = spans_of(lead, apart=False), _line([after])
        return self._put(Words(str(text), quoted, strong, *around, _picture(picture)))

    def said(self, who: str, how: str, text: str, caller: Caller | None = None) -> str:
        """Put what one person said, with how it was said, and what belongs to it."""
        name = (Span(str(who), strong=True, apart=True),)
        line = (*name, *spans_of(say("summary.between"), apart=False), *spans_of(how)) if how else name
        return self._put(Said(line, str(text), self._inside(caller)))

    def items(self, caller: Caller, *, marked: bool = False) -> str:
        """Put a list of what `item` was called for."""
        rows = self._rows_of("items", caller)
        return self._put(Items(tuple(rows), marked)) if rows else ""

    def item(self, caller: Caller) -> str:
        """Put an item into the list."""
        self._part("item", "items", self._inside(caller))
        return ""

    def pairs(self, caller: Caller, *, beside: bool = False) -> str:
        """Put labels with what belongs to each, as `pair` was called for."""
        rows = self._rows_of("pairs", caller)
        return self._put(Pairs(tuple(rows), beside)) if rows else ""

    def pair(self, label: str, text: str = "", caller: Caller | None = None) -> str:
        """Put a label with a line, or with blocks."""
        line = spans_of(text)
        first: tuple[Block, ...] = (Para(line),) if line else ()
        self._part("pair", "pairs", (spans_of(label), (*first, *self._inside(caller))))
        return ""

    def table(
        self, head: Iterable[str], caller: Caller, *, caption: str = "", widths: Iterable[int] = ()
    ) -> str:
        """Put a table of the rows for which `row` was called."""
        rows = self._rows_of("table", caller)
        columns = tuple(spans_of(one) for one in head)
        if any(len(row) != len(columns) for row in rows):
            raise _misused("row", len(columns))
        shares = tuple(int(_number("widths", one, 1, 1000)) for one in widths)
        if len(shares) not in (0, len(columns)):
            raise _misused("widths", len(shares))
        return self._put(Table(spans_of(caption), columns, tuple(rows), shares)) if rows else ""

    def row(self, caller: Caller) -> str:
        """Put a row into the table, of the cells for which `cell` was called."""
        self._part("row", "table", tuple(self._rows_of("row", caller)))
        return ""

    def cell(self, text: str = "", caller: Caller | None = None) -> str:
        """Put a cell into the row, of a line or of blocks."""
        line = spans_of(text)
        first: tuple[Block, ...] = (Para(line),) if line else ()
        self._part("cell", "row", (*first, *self._inside(caller)))
        return ""

    def box(self, role: Any, caller: Caller) -> str:
        """Put blocks into a frame of their own."""
        blocks = self._inside(caller)
        if role not in get_args(BoxRole):
            raise _misused("box", role)
        return self._put(Box(role, blocks)) if blocks else ""

    def keep(self, caller: Caller) -> str:
        """Put blocks that stay together on a printed page."""
        blocks = self._inside(caller)
        return self._put(Keep(blocks)) if blocks else ""

    def page_break(self) -> str:
        """Begin a new printed page."""
        return self._put(Break())

    def contents(self, title: str) -> str:
        """Put a list of the headings."""
        return self._put(Contents(spans_of(title)))

    def chart(self, chart: Chart, over: str | None = None) -> str:
        """Put a picture of progress, with its title over it, or what is said instead; "" = nothing."""
        if not isinstance(chart, Chart):
            raise _misused("chart", chart)
        return self._put(chart if over is None else replace(chart, over=str(over)))

    def _put(self, block: Block) -> str:
        self._blocks.append(block)
        return ""

    def _part(self, name: str, of: str, part: Any) -> None:
        """Put a part into the block that holds it; raises Refusal where that does not stand around it."""
        if self._into != of:
            raise Refusal("summary.misplaced-block", name=name, of=of)
        self._rows.append(part)

    def _inside(self, caller: Caller | None) -> tuple[Block, ...]:
        """Return the blocks that a template puts between `call` and `endcall`."""
        outer, self._blocks = self._blocks, []
        try:
            if caller is not None:
                self._between("", caller)
            return tuple(self._blocks)
        finally:
            self._blocks = outer

    def _rows_of(self, block: str, caller: Caller) -> list[Any]:
        """Return the parts that a template puts into a block."""
        outer, self._rows = self._rows, []
        try:
            self._between(block, caller)
            return self._rows
        finally:
            self._rows = outer

    def _between(self, block: str, caller: Caller) -> None:
        outer, self._into = self._into, block
        try:
            nothing_between(caller())
        finally:
            self._into = outer


def nothing_between(text: str) -> None:
    """Take what a template wrote outside of blocks; raises Refusal where that is more than white space."""
    if text.strip():
        raise Refusal("summary.outside-blocks", words=" ".join(text.split())[:60])


def _line(texts: Iterable[str | list[str]]) -> Text:
    """Return sentences as one line, a space between each two."""
    line: list[Span] = []
    for text in (one for group in texts for one in (group if isinstance(group, list) else [group])):
        spans = spans_of(text)
        if spans:
            line += [*([Span(" ")] if line else []), *spans]
    return tuple(line)


def _picture(value: Drawing | None) -> Drawing | None:
    if value is not None and not isinstance(value, Drawing):
        raise _misused("picture", value)
    return value


def _number(name: str, value: Any, least: int, most: int) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise _misused(name, value)
    return value


def _misused(name: str, value: object) -> Refusal:
    return Refusal("summary.misused-block", name=name, value=str(value))
