"""Where the answer to a label stands: in its line, beside it, below it, or in the columns of its row.

In a line labels may stand at its start, after a tab, a wide gap or a tick box.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from facilitator.script.layouts import NUMBER, Column, Grid
from facilitator.word.document.slots import AfterSlot, BoxSlot, CellSlot, Slot, UnderSlot
from facilitator.word.document.view import Cell, Paragraph, Row
from facilitator.word.form.form_contents import Columns
from facilitator.word.form.labels import Folded, Match, answer_place, folded, read_number
from facilitator.word.form.prepared_layout import Form, Hit, Hits

_BOX = "[\u2610\u2611\u2612]"
_MOST = 50
"""Places of one paragraph where a label is looked for; a line of many tick boxes has twenty."""
_STARTS = re.compile(rf"(?:^|\n|\t|[ \u00a0]{{2,}}|(?={_BOX}))\s*(?P<box>{_BOX})?\s*")


class Segment(NamedTuple):
    """A part of a line that begins with a label: `text[start:end]`, and the box before it, if any."""

    start: int
    end: int
    hits: Hits
    box: int | None


def segments(paragraph: Paragraph, form: Form) -> list[Segment]:
    """Return the parts of a paragraph's text that begin with a label; each ends where the next begins."""
    found: list[tuple[int, Hits, int | None]] = []
    taken, text, words = 0, paragraph.text, _words_of(paragraph)
    for start in islice(_STARTS.finditer(text), _MOST):
        if start.end() < taken:
            continue
        hits = form.hits(text[start.end() :], words.since(start.end()))
        if hits:
            box = start.start("box") if start["box"] else None
            found.append((start.end(), hits, box))
            whole = max((_label_end(hit.match) for hit in hits), default=0)
            taken = start.end() + whole
    if not found:
        return []
    ends = [*(_before(text, start, box) for start, _, box in found[1:]), len(text)]
    return [Segment(start, end, hits, box) for (start, hits, box), end in zip(found, ends, strict=True)]


def _words_of(paragraph: Paragraph) -> Folded:
    text, words = paragraph.looked_at
    if text != paragraph.text or not isinstance(words, Folded):
        words = folded(paragraph.text)
        paragraph.looked_at = (paragraph.text, words)
    return words


def _label_end(match: Match) -> int:
    """Return where a label is over; behind an answer that stands inside it a further label may stand."""
    return match.answer[0] if match.answer else match.rest


def _before(text: str, start: int, box: int | None) -> int:
    """Return where what stands before a segment ends."""
    return len(text[: start if box is None else box].rstrip())


_FEWEST_COLUMNS = 2
BOXES = "\u2610\u2611\u2612"


def line_slot(paragraph: Paragraph, part: Segment, hit: Hit) -> Slot | None:
    """Return where the answer stands that belongs to a label inside a line, or None."""
    answers, match = hit.spec.answers, hit.match
    if part.box is not None and "box" in answers:
        return BoxSlot(paragraph, part.box)
    if part.box is not None and match.answer is None:
        return None
    if match.answer is not None:
        start, end = (part.start + one for one in match.answer)
        return AfterSlot(paragraph, start, min(end, part.end)) if start <= part.end else None
    if "after" in answers and (match.separated or not match.left_over):
        start, end = answer_place(paragraph.text, part.start + match.ends, part.end)
        if "under" in answers and paragraph.cell is not None and part.end == len(paragraph.text):
            return UnderSlot(paragraph, [], start)
        return AfterSlot(paragraph, start, end)
    if "under" in answers and hit.alone:
        return _in_same_paragraph(paragraph, part, hit) or UnderSlot(paragraph, [])
    return None


def _in_same_paragraph(paragraph: Paragraph, part: Segment, hit: Hit) -> AfterSlot | None:
    """Return the answer that stands under its label after a line break; small print has brackets."""
    ends, rest = part.start + hit.match.ends, part.start + hit.match.rest
    if "\n" not in paragraph.text[ends:rest] or paragraph.text[rest : rest + 1] in ("", "(", "["):
        return None
    return AfterSlot(paragraph, rest, part.end)


def cell_slot(cell: Cell) -> Slot:
    """Return an answer cell, or the box in it where it holds nothing else."""
    for paragraph in cell.paragraphs:
        text = paragraph.text.strip()
        if len(text) == 1 and text in BOXES and cell.text.strip() == text:
            return BoxSlot(paragraph, paragraph.text.index(text))
    return CellSlot(cell)


def right_of(row: Row, cell: Cell) -> Cell | None:
    """Return the cell to the right of one."""
    place = row.cells.index(cell)
    return row.cells[place + 1] if place + 1 < len(row.cells) else None


def below(row: Row, cell: Cell) -> Cell | None:
    """Return the cell of the next row that begins in the same column."""
    rows = row.table.rows
    following = rows[row.number].cells if row.number < len(rows) else []
    return next((one for one in following if one.column == cell.column), None)


def heading_in(cells: list[Cell], hits: dict[int, Hits]) -> list[tuple[Hit, Cell]]:
    """Return the columns of the grid whose headings stand in a row, each with its cell, in whatever order.

    Where those of several grids do, of the one with the most; nothing where there are too few to be sure.
    """
    best: list[tuple[Hit, Cell]] = []
    for grid in {id(one.grid): one.grid for found in hits.values() for one, *_ in found if one.grid}.values():
        columns = _heading_of(grid, cells, hits)
        if len(columns) >= min(_FEWEST_COLUMNS, len(grid.columns)) and len(columns) > len(best):
            best = [*columns, *_with_answers(grid, cells, hits, columns)]
    return best


def _heading_of(grid: Grid, cells: list[Cell], hits: dict[int, Hits]) -> list[tuple[Hit, Cell]]:
    columns: dict[int, tuple[Hit, Cell]] = {}
    for cell in cells:
        for hit in hits.get(id(cell), ()):
            if hit.spec.role == "column" and hit.spec.grid is grid and hit.alone:
                columns.setdefault(id(hit.spec.place), (hit, cell))
                break
    return list(columns.values())


def headings_beside(heading: Columns, cells: list[Cell], hits: dict[int, Hits]) -> list[Columns]:
    """Return the same headings further right in a row: then each row has several items side by side."""
    found: list[Columns] = []
    taken = {id(cell) for cell in heading.cells.values()}
    while heading.grid.each_row:
        left = [cell for cell in cells if id(cell) not in taken]
        same = heading_in(left, hits)
        if len(same) != len(heading.cells) or same[0][0].spec.grid is not heading.grid:
            break
        found.append(Columns(heading.grid, heading.row, {id(hit.spec.place): cell for hit, cell in same}))
        taken |= {id(cell) for _, cell in same}
    return found


def is_heading_again(heading: Columns, row: Row, hits: dict[int, Hits]) -> bool:
    """Whether a row has the headings of its grid once more, as on the next page."""
    if heading.row.table is not row.table or heading.row is row:
        return False
    places = [id(hit.spec.place) for found in hits.values() for hit in found[:1] if hit.alone]
    return len(places) == len(hits) and set(places) == set(heading.cells)


def _with_answers(
    grid: Grid, cells: list[Cell], hits: dict[int, Hits], known: list[tuple[Hit, Cell]]
) -> Iterator[tuple[Hit, Cell]]:
    """Yield further headings of a row of headings, with an answer behind them: "Curriculum: Year 4"."""
    columns, taken = {id(hit.spec.place) for hit, _ in known}, {id(cell) for _, cell in known}
    for cell in cells:
        for hit in hits.get(id(cell), ()) if id(cell) not in taken else ():
            mine = hit.spec.role == "column" and hit.spec.grid is grid and hit.match.separated
            if mine and id(hit.spec.place) not in columns:
                columns.add(id(hit.spec.place))
                yield hit, cell
                break


def answer_cells(grid: Grid, heading: Columns | None, row: Row, label: Cell | None) -> dict[int, Cell]:
    """Return the cell of each column in a row, right of its label; nothing where that is not certain.

    By the columns of the page where the row is as wide as the headings, by their order where there are as
    many cells, and else by their order where there are as many as answers.
    """
    free = [cell for cell in row.cells if label is None or cell.number > label.number]
    if heading is None:
        return _in_order(list(grid.columns), free)
    wanted = [column for column in grid.columns if id(column) in heading.cells]
    wanted.sort(key=lambda column: heading.cells[id(column)].column)
    if _ends(row) == _ends(heading.row):
        found = _by_column(wanted, heading, free)
        if found:
            return found
    if len(row.cells) == len(heading.row.cells):
        beside = {id(column): row.cells[heading.cells[id(column)].number - 1] for column in wanted}
        return beside if all(cell in free for cell in beside.values()) else {}
    return _in_order(wanted, free)


def number_cell(row: Row, grid: Grid, cells: dict[int, Cell]) -> Cell | None:
    """Return the cell with the number of a row's item: the first, where the heading over it is missing."""
    column = number_column(grid)
    if column is None or id(column) in cells:
        return None if column is None else cells[id(column)]
    first = row.cells[0]
    return None if any(first is one for one in cells.values()) else first


def number_column(grid: Grid) -> Column | None:
    """Return the column with the numbers of the items that a grid has rows for."""
    return next((one for one in grid.columns if one.records == f"{grid.each_row}.{NUMBER}"), None)


def _in_order(wanted: list[Column], cells: list[Cell]) -> dict[int, Cell]:
    if len(wanted) != len(cells):
        return {}
    return {id(column): cell for column, cell in zip(wanted, cells, strict=True)}


def _ends(row: Row) -> int:
    """Return the column of the page in which a row ends."""
    return row.cells[-1].column + row.cells[-1].span if row.cells else 0


def _by_column(wanted: list[Column], heading: Columns, cells: list[Cell]) -> dict[int, Cell]:
    found: dict[int, Cell] = {}
    cells = [cell for cell in cells if not _is_number_under_a_shared_heading(cell, cells, wanted, heading)]
    for column in wanted:
        one = _below(heading.cells[id(column)], cells)
        if one is None or any(one is taken for taken in found.values()):
            return {}
        found[id(column)] = one
    return found


def _is_number_under_a_shared_heading(
    cell: Cell, cells: list[Cell], wanted: list[Column], heading: Columns
) -> bool:
    """Whether a cell has the number of its row, under a heading that goes over it and the cell beside it."""
    column = number_column(heading.grid)
    if column is None or column in wanted or cell is not cells[0] or read_number(cell.text) is None:
        return False
    over = [heading.cells[id(one)] for one in wanted if heading.cells[id(one)].column == cell.column]
    ends = cell.column + cell.span
    return any(one.column < ends < one.column + one.span for one in over)


def _below(head: Cell, cells: list[Cell]) -> Cell | None:
    """Return the cell that begins where a heading does, best one as wide; else the only one below it."""
    starts = [cell for cell in cells if cell.column == head.column]
    if starts:
        return next((cell for cell in starts if cell.span == head.span), starts[0])
    end = head.column + head.span
    inside = [cell for cell in cells if cell.column < end and head.column < cell.column + cell.span]
    return inside[0] if len(inside) == 1 else None


def goes_on_in(cell: Cell) -> Row | None:
    """Return the next row, where a cell goes on over it."""
    rows = cell.row.table.rows
    following = rows[cell.row.number] if cell.row.number < len(rows) else None
    goes_on = following and any(one.merged and one.column == cell.column for one in following.cells)
    return following if goes_on else None
