"""What a template in `prompts/summaries/` calls to put blocks onto a page, one after the other.

Every method gives the empty text, so that a template may call it as `{{ page.para(...) }}`. One that holds
further blocks is called with them: `{% call page.box("child") %} ... {% endcall %}`. Words that a template
writes outside of such a call belong to no block, and are refused.
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


class PageBuilder:
    """A page as it grows."""

    def __init__(self, **page: Any) -> None:
        self._page = page
        self._blocks: list[Block] = []
        self._rows: list[Any] = []

    def made(self) -> Page:
        """Return the page."""
        return Page(blocks=tuple(self._blocks), **self._page)

    def set(self, **values: Any) -> str:
        """Say what the page as a whole is: its `title`, `footer`, whether it is a `letter`, `at_most`."""
        self._page |= {
            name: one if isinstance(one, bool | int | float) else str(one) for name, one in values.items()
        }
        return ""

    def heading(self, level: int, text: str) -> str:
        """Put a heading."""
        return self._put(Heading(level, spans_of(text)))

    def para(self, *texts: str | list[str], tone: Tone = "") -> str:
        """Put a paragraph of one or more sentences, or lists of them, with spaces between; none = nothing."""
        line = _line(texts)
        if tone not in get_args(Tone):
            raise _misused("tone", tone)
        return self._put(Para(line, tone)) if line else ""

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
    ) -> str:
        """Put what people said or typed, to the letter; `after` is one sentence or a list of them."""
        return self._put(Words(str(text), quoted, strong, spans_of(lead, apart=False), _line([after])))

    def said(self, who: str, how: str, text: str, caller: Caller | None = None) -> str:
        """Put what one person said, with how it was said, and what belongs to it."""
        name = (Span(str(who), strong=True, apart=True),)
        line = (*name, *spans_of(say("summary.between"), apart=False), *spans_of(how)) if how else name
        return self._put(Said(line, str(text), self._inside(caller)))

    def items(self, caller: Caller, *, marked: bool = False) -> str:
        """Put a list of what `item` was called for."""
        rows = self._rows_of(caller)
        return self._put(Items(tuple(rows), marked)) if rows else ""

    def item(self, caller: Caller) -> str:
        """Put an item into the list."""
        self._rows.append(self._inside(caller))
        return ""

    def pairs(self, caller: Caller, *, beside: bool = False) -> str:
        """Put labels with what belongs to each, as `pair` was called for."""
        rows = self._rows_of(caller)
        return self._put(Pairs(tuple(rows), beside)) if rows else ""

    def pair(self, label: str, text: str = "", caller: Caller | None = None) -> str:
        """Put a label with a line, or with blocks."""
        line = spans_of(text)
        first: tuple[Block, ...] = (Para(line),) if line else ()
        self._rows.append((spans_of(label), (*first, *self._inside(caller))))
        return ""

    def table(
        self, head: Iterable[str], caller: Caller, *, caption: str = "", widths: Iterable[int] = ()
    ) -> str:
        """Put a table of the rows for which `row` was called."""
        rows = self._rows_of(caller)
        columns = tuple(spans_of(one) for one in head)
        if any(len(row) != len(columns) for row in rows):
            raise _misused("row", len(columns))
        return self._put(Table(spans_of(caption), columns, tuple(rows), tuple(widths))) if rows else ""

    def row(self, caller: Caller) -> str:
        """Put a row into the table, of the cells for which `cell` was called."""
        cells = self._rows_of(caller)
        self._rows.append(tuple(cells))
        return ""

    def cell(self, text: str = "", caller: Caller | None = None) -> str:
        """Put a cell into the row, of a line or of blocks."""
        line = spans_of(text)
        first: tuple[Block, ...] = (Para(line),) if line else ()
        self._rows.append((*first, *self._inside(caller)))
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
        return self._put(chart if over is None else replace(chart, over=str(over)))

    def _put(self, block: Block) -> str:
        self._blocks.append(block)
        return ""

    def _inside(self, caller: Caller | None) -> tuple[Block, ...]:
        if caller is None:
            return ()
        outer, self._blocks = self._blocks, []
        try:
            nothing_between(caller())
            return tuple(self._blocks)
        finally:
            self._blocks = outer

    def _rows_of(self, caller: Caller) -> list[Any]:
        outer, self._rows = self._rows, []
        try:
            nothing_between(caller())
            return self._rows
        finally:
            self._rows = outer


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


def _misused(name: str, value: object) -> Refusal:
    return Refusal("summary.misused-block", name=name, value=str(value))
