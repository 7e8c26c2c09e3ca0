"""A page as a Word document: on a school's own letterhead, or on a plain one of ours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.script.words_by_key import say
from facilitator.summary.page import (
    Block,
    Box,
    Break,
    Cell,
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
    inside,
    plain,
    right_to_left,
)
from facilitator.summary.room_on_page import leads_on

if TYPE_CHECKING:
    from facilitator.word.flow import Flow, Piece
    from facilitator.word.grid import Fill

_COLUMNS_TOGETHER = 6
"""Reviews that stand beside each other in a chart; further ones come below."""
_DEEPEST_DOT = 2
_NUMBER = re.compile("([\x00\x01])")
_FULL, _STRIPES, _CHILD, _HEAD = "1F3864", "6B7C93", "E9EFF7", "EEF1F5"
_GREY, _WHITE = "3B4A5E", "FFFFFF"


def as_word(page: Page, letterhead: Path | None = None) -> bytes:
    """Return a page as the bytes of a .docx; the same page gives the same bytes.

    All other words and parts of a `letterhead` stay as they are. What people said is only ever text: never a
    field, never a template. Raises Refusal, in one sentence, where the letterhead cannot be used.
    """
    from facilitator.word.letterhead import open_letterhead
    from facilitator.word.paper import Paper, fit_language
    from facilitator.word.plain_document import plain_document

    if letterhead is None:
        package = plain_document(
            page.size, fit_language(page.language), letter=page.letter, short=page.at_most > 0
        )
    else:
        package = open_letterhead(letterhead)
    paper = Paper(package, page.language)
    _Walk(page).blocks(page.blocks, paper.flow)
    return paper.finished(page.title, page.footer, list(_page_of_pages()))


def _page_of_pages() -> Iterable[Piece]:
    """Yield the number of the page and of all pages in a sentence, each counted by Word itself."""
    from facilitator.word.flow import Piece

    for part in _NUMBER.split(say("word.new-page", page="\x00", pages="\x01")):
        if part == "\x00":
            yield Piece("", number="page")
        elif part == "\x01":
            yield Piece("", number="pages")
        else:
            yield Piece(part)


class _Walk:
    """Goes through the blocks of a page; each kind has a method, and none knows a plan or a review."""

    def __init__(self, page: Page) -> None:
        from facilitator.word.flow import Look, Piece

        self._look, self._piece = Look, Piece
        self._letter, self._short = page.letter, page.at_most > 0
        every = [one for block in page.blocks for one in inside(block)]
        listed = any(isinstance(one, Contents) for one in every)
        self._parts = [one for one in every if isinstance(one, Heading) and one.level == 2] if listed else []
        self._met = 0
        self._depth = 0
        self._leads = False

    def blocks(self, blocks: Sequence[Block], flow: Flow) -> None:
        """Add blocks to a column, in their order."""
        for at, block in enumerate(blocks):
            self._leads = leads_on(blocks, at)
            self._block(block, flow)

    def _block(self, block: Block, flow: Flow) -> None:  # noqa: C901 - a case a kind
        match block:
            case Heading():
                self._heading(block, flow)
            case Para(text=text, tone=tone):
                self._para(text, tone, flow)
            case Words():
                self._words(block, flow)
            case Said():
                self._said(block, flow)
            case Items():
                self._items(block, flow)
            case Pairs():
                self._pairs(block, flow)
            case Table():
                self._table(block, flow)
            case Box():
                self._box(block, flow)
            case Keep(blocks=inner):
                since = len(flow.blocks)
                self.blocks(inner, flow)
                flow.keep_together(since)
            case Break():
                flow.new_page()
            case Contents(title=title):
                self._contents(title, flow)
            case Chart():
                self._chart(block, flow)

    # --- lines -----------------------------------------------------------------------------------

    def _pieces(self, text: Text, *, strong: bool = False, colour: str = "") -> list[Piece]:
        return [self._piece_of(span, strong=strong, colour=colour) for span in text if span.text]

    def _piece_of(self, span: Span, *, strong: bool, colour: str) -> Piece:
        aside = span.apart and right_to_left(span.text)
        return self._piece(span.text, strong=span.strong or strong, right_to_left=aside, colour=colour)

    def _heading(self, block: Heading, flow: Flow) -> None:
        bookmark = ""
        if block.level == 2 and self._parts:
            self._met += 1
            bookmark = _bookmark(self._met)
        flow.paragraph(self._pieces(block.text), self._look(level=block.level, bookmark=bookmark))

    def _para(self, text: Text, tone: Tone, flow: Flow) -> None:
        strong = tone in ("when", "result", "label", "open")
        colour = _GREY if tone == "note" else ""
        flow.paragraph(
            self._pieces(text, strong=strong, colour=colour), self._look(keep=tone == "label" or self._leads)
        )

    def _words(self, block: Words, flow: Flow) -> None:
        words = f"“{block.text}”" if block.quoted else block.text
        backward = right_to_left(block.text)
        said = self._piece(words, strong=block.strong, right_to_left=backward)
        style = "quote" if block.quoted and not block.lead and not block.after else ""
        look = self._look(style=style, right_to_left=backward and not block.lead)
        lead = self._pieces((*block.lead, Span(" "))) if block.lead else []
        after = self._pieces((Span(" "), *block.after)) if block.after else []
        flow.paragraph([*lead, said, *after], look)

    def _said(self, block: Said, flow: Flow) -> None:
        flow.paragraph(self._pieces(block.who, strong=True), self._look(keep=True))
        backward = right_to_left(block.words)
        look = self._look(style="quote", right_to_left=backward)
        flow.paragraph([self._piece(block.words, right_to_left=backward)], look)
        self.blocks(block.more, flow.inner())

    def _contents(self, title: Text, flow: Flow) -> None:
        """List the parts, each leading to its place; numbers of pages would go out of date."""
        flow.paragraph(self._pieces(title, strong=True), self._look(keep=True))
        for number, heading in enumerate(self._parts, 1):
            flow.dot(1)
            pieces = self._pieces(heading.text)
            flow.paragraph(one._replace(to=_bookmark(number)) for one in pieces)

    # --- lists -----------------------------------------------------------------------------------

    def _items(self, block: Items, flow: Flow) -> None:
        self._depth += 1
        for at, item in enumerate(block.items):
            if block.marked:
                if at:  # else their bars would be one
                    flow.gap()
                self.blocks(item, flow.inner(barred=True))
            elif item:
                self._dotted(item, flow)
        self._depth -= 1

    def _dotted(self, item: tuple[Block, ...], flow: Flow) -> None:
        """Add an item: its first line has the dot, and what else it holds stands under that."""
        first, *rest = item
        if isinstance(first, Para | Words | Said):
            flow.dot(min(self._depth, _DEEPEST_DOT))
            self._block(first, flow)
            self.blocks(rest, flow.inner())
        else:
            self.blocks(item, flow.inner())

    def _pairs(self, block: Pairs, flow: Flow) -> None:
        if not block.beside or flow.cells:
            for label, blocks in block.pairs:
                self._pair_in_lines(label, blocks, flow)
            return
        from facilitator.word.grid import Grid

        if not block.pairs:
            return
        grid = Grid(flow, (1, 2), lined=False, headed=False)
        for label, blocks in block.pairs:
            left, right = grid.row()
            left.paragraph(self._pieces(label, strong=True))
            self.blocks(blocks, right)
        grid.close()

    def _pair_in_lines(self, label: Text, blocks: Sequence[Block], flow: Flow) -> None:
        """Add a label with what belongs to it below; where pages are counted its line stands behind it."""
        pieces = self._pieces(label, strong=True)
        match blocks:
            case [Para(text=text, tone=""), *rest] if self._short:
                asked = plain(label).endswith((":", "?"))
                between = say("summary.answer-asked" if asked else "summary.answer", label="", answer="")
                whole = [*pieces, self._piece(between, strong=True), *self._pieces(text)]
                flow.paragraph(whole, self._look(keep=bool(rest)))
                self.blocks(rest, flow.inner())
            case _:
                flow.paragraph(pieces, self._look(keep=True))
                self.blocks(blocks, flow.inner())

    # --- tables and boxes ------------------------------------------------------------------------

    def _table(self, block: Table, flow: Flow) -> None:
        from facilitator.word.grid import Fill, Grid

        if block.caption:
            flow.paragraph(self._pieces(block.caption, strong=True), self._look(keep=True))
        columns = max([len(block.head), *map(len, block.rows)])
        if not columns or not (block.rows or any(block.head)):
            return
        if flow.cells > 1:
            self._rows_in_lines(block, flow)
            return
        shares = block.widths if len(block.widths) == columns else (1,) * columns
        about = "".join(span.text for span in block.caption)
        grid = Grid(flow, [max(1, share) for share in shares], about=about)
        if any(block.head):
            cells = grid.row(head=True, fills=[Fill(_HEAD)] * columns)
            for head, cell in zip(block.head, cells, strict=False):
                cell.paragraph(self._pieces(head))
        for row in block.rows:
            for at, (blocks, cell) in enumerate(zip(row, grid.row(), strict=False)):
                cell.strong = at == 0 and not self._short
                self.blocks(blocks, cell)
        grid.close()

    def _rows_in_lines(self, block: Table, flow: Flow) -> None:
        """Add rows one below the other, where a table would stand in one that is in another."""
        for row in block.rows or ((),):
            for head, blocks in zip_longest(block.head, row, fillvalue=()):
                if head:
                    flow.paragraph(self._pieces(head, strong=True))
                self.blocks(blocks, flow.inner())

    def _box(self, block: Box, flow: Flow) -> None:
        from facilitator.word.grid import Fill, Grid

        match block.role:
            case "thing":
                if not self._letter:
                    flow.rule()
                self.blocks(block.blocks, flow)
            case "ending":
                self.blocks(block.blocks, flow.inner(barred=True))
            case "child" | "advice" if flow.cells:
                self.blocks(block.blocks, flow.inner(barred=True))
            case "child" | "advice":
                grid = Grid(flow, (1,), headed=False, splits=self._short)
                fill = Fill(_CHILD if block.role == "child" else "")
                for part in _parts(block.blocks):  # each on one page: no program need split a tall row
                    (cell,) = grid.row(fills=[fill])
                    self.blocks(part, cell)
                grid.close()

    # --- charts ----------------------------------------------------------------------------------

    def _chart(self, block: Chart, flow: Flow) -> None:
        """Add a chart as a table: reviews side by side, the highest step on top, shaded; and it in words.

        In a cell there are only the words: programs take minutes over tables in tables in tables.
        """
        since = len(flow.blocks)
        if block.label:
            flow.paragraph([self._piece(block.label, strong=True)], self._look(keep=True))
        for at in range(0, 0 if flow.cells else len(block.columns), _COLUMNS_TOGETHER):
            self._columns(block, at, flow)
        if block.alt:
            flow.paragraph([self._piece(block.alt)])
        flow.keep_together(since)

    def _columns(self, block: Chart, at: int, flow: Flow) -> None:
        from facilitator.word.grid import Fill, Grid

        columns = block.columns[at : at + _COLUMNS_TOGETHER]
        grid = Grid(flow, (3, *(4 for _ in columns)), about=block.alt)
        _, *heads = grid.row(head=True, fills=[Fill(_HEAD)] * (1 + len(columns)))
        for column, cell in zip(columns, heads, strict=True):
            cell.paragraph([self._piece(column.head, strong=True)])
            if column.under:
                cell.strong = False
                cell.paragraph([self._piece(column.under)])
            if column.note:
                cell.strong = False
                cell.paragraph([self._piece(f" {column.note} ", framed=True)])
        steps = max([len(block.scale), *(len(column.cells) for column in columns)])
        for step in reversed(range(steps)):
            held = [column.cells[step] if step < len(column.cells) else Cell("none") for column in columns]
            scale, *cells = grid.row(fills=[Fill(edged=False), *map(_fill_of, held)])
            scale.paragraph([self._piece(block.scale[step] if step < len(block.scale) else "")])
            for one, cell in zip(held, cells, strict=True):
                colour = _WHITE if one.kind == "full" else ""
                cell.paragraph([self._piece(one.label, strong=True, colour=colour)])
        grid.close()


def _parts(blocks: Sequence[Block]) -> Iterator[Sequence[Block]]:
    """Yield blocks in parts, each with the headings that stand over it."""
    begins = 0
    for at in range(1, len(blocks)):
        if isinstance(blocks[at], Heading) and not isinstance(blocks[at - 1], Heading):
            yield blocks[begins:at]
            begins = at
    yield blocks[begins:]


def _fill_of(cell: Cell) -> Fill:
    from facilitator.word.grid import Fill

    match cell.kind:
        case "full":
            return Fill(_FULL)
        case "range":
            return Fill(_STRIPES, "thinDiagStripe")
        case "empty":
            return Fill()
        case "none":
            return Fill(edged=False)


def _bookmark(number: int) -> str:
    return f"part_of_paper_{number}"
