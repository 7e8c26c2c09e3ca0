"""The body of a new document: every block of a layout, empty, in the order in which the layout has them.

Each answer stands where our own reader looks for it: beside, below, under, after or inside its label.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from _form_labels import (
    Way,
    ended,
    field_number,
    heading_parts,
    label_around,
    label_of,
    line_way,
    way_of,
)
from _form_pieces import (
    HEADING_FILL,
    LABEL_FILL,
    Cell,
    Row,
    Shown,
    answer,
    keep_together,
    paragraph,
    plain,
    strong,
    table,
    tick_box,
    w,
)
from _form_sizes import (
    HEADING,
    LABEL_SHARE,
    LINE,
    PAIR_LABEL_SHARE,
    Page,
    grid_widths,
    height_of,
    is_short,
    page_of,
    shares,
)
from facilitator.script.formats_and_turns import Script
from facilitator.script.layouts import (
    NUMBER,
    REVIEW,
    Block,
    Column,
    Grid,
    LabelledField,
    Layout,
)
from facilitator.script.words_by_key import say
from facilitator.word.document.xml import Element, W
from facilitator.word.form.keys import kind_label
from facilitator.word.form.labels import fold

MAY_GO_ON = "restart"
"""A cell that stays one where its row is copied for more of the same; alone it is a cell like any other."""

_ABREAST = 3
"""Answers below their labels stand at most so many beside each other, and tick boxes one fewer."""

_TABLE = f"{{{W}}}tbl"


@dataclass
class FormMaker:
    """Makes the body of one document."""

    script: Script
    layout: Layout
    page: Page = field(init=False)
    _boxes: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self.page = page_of(self.layout)
        self._reviews = max(len(self.script.format.period.names), 1)
        self._labels = {fold(label) for each in _places(self.layout) for label in each}

    def body(self) -> list[Element]:
        """Return the document's paragraphs and tables."""
        made = [paragraph("Title", self.layout.title[0])]
        for each, blocks in groupby(self.layout.blocks, key=lambda block: block.each):
            made += self._blocks(list(blocks), each)
        return list(_apart(made))

    def _blocks(self, blocks: Sequence[Block], each: str) -> Iterator[Element]:
        """Yield blocks that belong together: all of the first outcome or review, then all of the next."""
        count = self._reviews if each == REVIEW else 1 if each else None
        for number in [None] if count is None else range(1, count + 1):
            for place, block in enumerate(blocks):
                if (block.review or 0) <= self._reviews:
                    yield from self._block(block, number, goes_on=each == REVIEW and place > 0)

    def _block(self, block: Block, number: int | None, *, goes_on: bool = False) -> Iterator[Element]:
        """Yield a block; one that `goes_on` with the review of the block before stands on the same page."""
        titled = bool(block.title) and number in (None, 1) and fold(block.title) not in self._labels
        fields = [one for one in block.fields if one.new and (one.review or 0) <= self._reviews]
        new_page = (block.each == REVIEW or bool(block.review)) and not goes_on
        parts: list[Element] = []
        if titled:
            parts.append(paragraph("PageHeading" if new_page else "Heading1", block.title))
            new_page = False
        called = self._called(block, fields, number)
        for way, some in groupby(fields, key=way_of):
            if way == "heading":
                for one in some:
                    parts.append(self._heading(one, block, number, titled=titled, new_page=new_page))
                    new_page = False
            else:
                parts.append(self._fields(way, list(some), block, number, called))
        for grid in block.grids:
            parts += self._grid(grid, called)
        if new_page:
            parts.insert(0, paragraph("PageHeading", self._period(number or block.review or 1)))
        if block.each not in ("", REVIEW):
            keep_together([part for part in parts if part.tag == _TABLE])
            if parts and parts[-1].tag == _TABLE:
                parts.append(paragraph("BlockGap"))
        yield from parts

    def _called(self, block: Block, fields: Sequence[LabelledField], number: int | None) -> str:
        """Return what people call a block, for those who hear its tables read."""
        if not block.each and not block.review:
            return block.title or self.layout.title[0]
        start = next((one for one in fields if one.starts), None)
        words = " ".join("".join(heading_parts(start, number)).split()) if start else block.title
        if block.each != "review" and not block.review:
            return words or f"{kind_label(block.each, self.layout.form)} {number}"
        period = self._period(number or block.review or 1)
        return words if fold(period) in fold(words) else f"{words} ({period})" if words else period

    def _period(self, number: int) -> str:
        return self.script.period_name(number)

    def _heading(
        self, one: LabelledField, block: Block, number: int | None, *, titled: bool, new_page: bool
    ) -> Element:
        before, after = heading_parts(one, field_number(one, block, number))
        first = one.starts and not titled
        style = "PageHeading" if new_page else "Heading1" if first else "Heading2"
        return paragraph(style, before, after)

    # Fields

    def _fields(
        self, way: Way, fields: Sequence[LabelledField], block: Block, number: int | None, called: str
    ) -> Element:
        labels = [(one, field_number(one, block, number)) for one in fields]
        if way == "right":
            return self._beside(labels, called)
        if way == "below":
            return self._below(labels, called)
        return self._ticks(labels, called) if way == "box" else self._lines(labels, called)

    def _beside(self, fields: Sequence[tuple[LabelledField, int | None]], called: str) -> Element:
        pairs = list(_paired([one for one, _ in fields]))
        in_pairs = any(len(pair) > 1 for pair in pairs)
        share = PAIR_LABEL_SHARE if in_pairs else LABEL_SHARE
        widths = shares(self.page.text, share, 0.5 - share, share, 0.5 - share) if in_pairs else []
        widths = widths or shares(self.page.text, share, 1 - share)
        numbers = {id(one): number for one, number in fields}
        rows = []
        for pair in pairs:
            cells: list[Cell] = []
            for one in pair:
                style = "CellHeading" if one.starts else "Label"
                fill = HEADING_FILL if one.starts else LABEL_FILL
                cells.append(Cell([paragraph(style, label_of(one, numbers[id(one)]))], fill=fill))
                cells.append(Cell([answer()], span=len(widths) - 1 if len(pair) == 1 else 1))
            rows.append(Row(cells, height_of(pair)))
        return table(rows, widths, Shown(called, say("word.new-beside")))

    def _below(self, fields: Sequence[tuple[LabelledField, int | None]], called: str) -> Element:
        across = min(len(fields), _ABREAST)
        rows = []
        for start in range(0, len(fields), across):
            some = fields[start : start + across]
            span = across - len(some) + 1
            labels = [[paragraph("Label", label_of(one, number))] for one, number in some]
            answers = [[answer()] for _ in some]
            rows.append(Row(_stretched(labels, span, HEADING_FILL), HEADING, heading=len(fields) == across))
            rows.append(Row(_stretched(answers, span), max(height_of([one for one, _ in some]), 2 * LINE)))
        widths = shares(self.page.text, *[1] * across)
        return table(rows, widths, Shown(called, say("word.new-below")))

    def _ticks(self, fields: Sequence[tuple[LabelledField, int | None]], called: str) -> Element:
        across = min(len(fields), _ABREAST - 1)
        rows = []
        for start in range(0, len(fields), across):
            some = fields[start : start + across]
            boxes = [[self._tick(label_of(one, number))] for one, number in some]
            rows.append(Row(_stretched(boxes, across - len(some) + 1), LINE))
        return table(rows, shares(self.page.text, *[1] * across), Shown(called, say("word.new-ticks")))

    def _tick(self, label: str) -> Element:
        self._boxes += 1
        return paragraph("Answer", tick_box(label, self._boxes), f" {label}")

    def _lines(self, fields: Sequence[tuple[LabelledField, int | None]], called: str) -> Element:
        rows = []
        for one, number in fields:
            way = line_way(one)
            height = height_of([one])
            if way == "under":
                style = "CellHeading" if one.starts else "Label"
                words = [paragraph(style, label_of(one, number)), answer()]
                height += HEADING
            elif way == "inside":
                before, after = label_around(one, number)
                words = [paragraph("Label", before, plain("\u00a0"), after)]
            else:
                words = [paragraph("Label", ended(label_of(one, number)), plain(" "))]
            rows.append(Row([Cell(words)], height))
        return table(rows, [self.page.text], Shown(called, say("word.new-lines")))

    # Grids

    def _grid(self, grid: Grid, called: str) -> Iterator[Element]:
        if grid.key:
            points = [
                say("word.new-point", number=point.number, label=point.adult)
                for point in self.script.scale.points
            ]
            yield paragraph("Note", strong(grid.key), f" {'; '.join(points)}")
        headings = [label_of(column) for column in grid.columns]
        corner = [Cell([paragraph("Label")], fill=HEADING_FILL)] if grid.rows else []
        top = [Cell([paragraph("Label", heading)], fill=HEADING_FILL) for heading in headings]
        rows = self._label_rows(grid) if grid.rows else [self._item_row(grid)]
        about = say(
            "word.new-rows" if grid.rows else "word.new-item-rows",
            columns=", ".join(headings),
            kind=kind_label(grid.each_row, self.layout.form).lower(),
        )
        widths = grid_widths(grid, headings, self.page)
        yield table([Row([*corner, *top], HEADING, heading=True), *rows], widths, Shown(called, about))

    def _label_rows(self, grid: Grid) -> Iterator[Row]:
        for row in grid.rows:
            merge = MAY_GO_ON if row.fixed else ""
            label = Cell([paragraph("Label", label_of(row))], fill=LABEL_FILL, merge=merge)
            yield Row([label, *(Cell([answer()]) for _ in grid.columns)], height_of([row, *grid.columns]))

    def _item_row(self, grid: Grid) -> Row:
        cells = [self._item_cell(one, grid) for one in grid.columns]
        return Row(cells, height_of(grid.columns))

    def _item_cell(self, column: Column, grid: Grid) -> Cell:
        """Return a cell of an item's row; what is said once of an item is one cell for all its rows.

        Whether support was given may be said row by row.
        """
        path, declared = column.path, self.layout.form.field(column.path) if column.records else None
        once = path.of == grid.each_row and (declared is None or declared.role != "delivered")
        merge = MAY_GO_ON if grid.several_rows and once else ""
        if path.field == NUMBER:
            return Cell([paragraph("Label", "1")], fill=LABEL_FILL, merge=merge)
        return Cell([answer()], merge=merge)


def _stretched(contents: Sequence[Sequence[Element]], span: int, fill: str = "") -> list[Cell]:
    """Return cells of which the last one takes the columns that are left."""
    last = len(contents) - 1
    return [Cell(part, span if place == last else 1, fill) for place, part in enumerate(contents)]


def _paired(fields: Sequence[LabelledField]) -> Iterator[list[LabelledField]]:
    """Yield fields in rows: two short answers that follow each other share one."""
    waiting: list[LabelledField] = []
    for one in fields:
        short = is_short(one) and not one.starts
        if waiting and not short:
            yield waiting
            waiting = []
        waiting.append(one)
        if not short or len(waiting) == 2:
            yield waiting
            waiting = []
    if waiting:
        yield waiting


def _apart(parts: Sequence[Element]) -> Iterator[Element]:
    """Yield the parts with a small gap between two tables, which Word would make one, and after the last."""
    for part, following in pairwise([*parts, None]):
        if part is None:
            continue
        yield part
        if part.tag == _TABLE and (following is None or following.tag == _TABLE):
            gap = paragraph("Gap")
            if following is not None:
                gap[0].append(w("keepNext"))
            yield gap


def _places(layout: Layout) -> Iterator[list[str]]:
    for block in layout.blocks:
        for one in block.fields:
            yield one.labels
        for grid in block.grids:
            for place in [*grid.columns, *grid.rows]:
                yield place.labels
