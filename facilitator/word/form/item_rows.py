"""Which row of a grid is of which item: by its number, its order, or what was counted before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from facilitator.script.fields import Declaration
from facilitator.script.layouts import (
    NUMBER,
    REVIEW,
    Column,
    Grid,
    is_of_review,
)
from facilitator.word.document.slots import CellSlot
from facilitator.word.document.view import Cell
from facilitator.word.form.keys import Anchor, Key, anchor_of, kind_label
from facilitator.word.form.places import number_column
from facilitator.word.form.reading import GridRow, Instance, Notice, Reading, Unread


def rows_of_items(
    reading: Reading, instance: Instance, grid: Grid, rows: list[GridRow], at: Anchor
) -> tuple[list[tuple[GridRow, int]], int]:
    """Return the rows of a grid that are items', each with its number; empty rows without a number are spare.

    Also up to which number the rows print one that was counted on from before (`_counted_on`).
    """
    kind, form = grid.each_row, reading.layout.form
    within = anchor_of(kind, at.items, form)[0]
    given: Iterable[tuple[GridRow, int]]
    if within:  # the rows are those of the block's own item
        return [(row, at.items[within]) for row in rows], 0
    if grid.several_rows or not number_column(grid):
        given = _rows_in_turn(reading, grid, rows)
    else:
        given = _rows_by_number(reading, grid, rows, at.review, home=_is_home(reading, grid, at))
        if rows and not any(row.number for row in rows) and not _has_numbers(instance, grid):
            label = kind_label(kind, form).lower()
            reading.notices.append(Notice("word.rows-in-order", {"review": at.review, "kind": label}))
    if instance.block.each == REVIEW and _is_home(reading, grid, at):
        return _counted_on(reading, grid, list(given), at.review)
    return list(given), 0


def _counted_on(
    reading: Reading, grid: Grid, given: list[tuple[GridRow, int]], review: int
) -> tuple[list[tuple[GridRow, int]], int]:
    """Return rows that have new items in each review, numbered on from those of the reviews before.

    Also the number that those before had come to, 0 = the printed numbers go on from there themselves. An
    empty row of a review that has been held stays empty.
    """
    before = reading.before.get(grid.id, 0)
    if reading.text(Key("review.date", review=review)):
        own = [one for one in grid.columns if one.path.of == grid.each_row and one.path.field != NUMBER]
        given = [(row, number) for row, number in given if any(_says(row.cell(one)) for one in own)]
    printed = [row.number for row, _ in given if row.number]
    if printed and min(printed) > before:
        counted, before = given, 0
    else:
        counted = [(row, before + number) for row, number in given]
    last = max([reading.before.get(grid.id, 0), *(number for _, number in counted)])
    reading.before[grid.id] = last
    return counted, before


def _says(cell: Cell | None) -> bool:
    return cell is not None and not CellSlot(cell).empty


def _is_home(reading: Reading, grid: Grid, at: Anchor) -> bool:
    """Whether the items of a grid's rows stand there, and are not only repeated: new ones in each review."""
    own = [one for one in grid.columns if one.path.of == grid.each_row and one.path.field != NUMBER]
    form = reading.layout.form
    return not at.review or any(
        one.records not in reading.form.home and not is_of_review(one.path, form) for one in own
    )


def _has_numbers(instance: Instance, grid: Grid) -> bool:
    """Whether a grid's headings have one over the numbers of its items."""
    heading = instance.columns.get(grid.id)
    return heading is not None and id(number_column(grid)) in heading.cells


def _rows_in_turn(reading: Reading, grid: Grid, rows: list[GridRow]) -> Iterator[tuple[GridRow, int]]:
    """Yield rows with their items where one may take several: a new one begins with its first cell."""
    first = names_row(grid, reading.layout.form) if grid.several_rows else None
    number = 0
    firsts = [row.cell(first) if first else None for row in rows]
    blank = not any(cell is not None and cell.text.strip() for cell in firsts)
    for row, cell in zip(rows, firsts, strict=True):
        if row.printed and row.number is None and not (cell is not None and cell.merged):
            not_understood(reading, row)  # a total, or a note
            continue
        begins = cell is None or (not cell.merged and (blank or bool(cell.text.strip())))
        if begins:
            number = row.number if number_column(grid) and row.number else number + 1
        if number:
            yield row, number


def names_row(grid: Grid, form: Declaration) -> Column | None:
    """Return the column that says which item a row is of: its number, its wording, or its first field."""
    own = [one for one in grid.columns if one.path.of == grid.each_row]
    kind = form.items.get(grid.each_row)
    wording = kind.role_field("wording") if kind else None
    for name in (NUMBER, wording, "full_name"):
        for column in own:
            if column.path.field == name:
                return column
    return own[0] if own else None


def _rows_by_number(
    reading: Reading, grid: Grid, rows: list[GridRow], review: int, *, home: bool
) -> Iterator[tuple[GridRow, int]]:
    kind = grid.each_row
    by_number = _by_printed(reading, kind)
    if not reading.blocks_each(kind):  # the rows are all that there is of the items
        by_number = {row.number: [row.number] for row in rows if row.number}
    unnumbered = [row for row in rows if row.number is None]
    empty = [row for row in unnumbered if not row.printed and not _filled(reading, row)]
    everyone = sorted({number for numbers in by_number.values() for number in numbers})
    in_turn = {id(row): number for row, number in zip(rows, everyone, strict=False)}
    taken: set[int] = set()
    for row in rows:
        left = [number for number in by_number.get(row.number or 0, []) if number not in taken]
        if left:
            taken.add(left[0])
            yield row, left[0]
        elif len(unnumbered) == len(rows) and not row.printed and row not in empty and id(row) in in_turn:
            number = in_turn[id(row)]
            taken.add(number)
            label = kind_label(kind, reading.layout.form).lower()
            values: dict[str, object] = {"number": number, "review": review, "kind": label}
            reading.notices.append(Notice("word.row-without-number", values))
            yield row, number
        elif row not in empty:
            not_understood(reading, row)
    others = [number for number in everyone if number not in taken]
    if not reading.blocks_each(kind) and home:  # the next rows are for the next items
        first = max(everyone, default=0) + 1
        others += range(first, first + max(0, len(empty) - len(others)))
    yield from zip(empty, others, strict=False)


def _filled(reading: Reading, row: GridRow) -> bool:
    return any(reading.form.without_hints(CellSlot(cell).text).strip() for cell in row.cells.values())


def not_understood(reading: Reading, row: GridRow) -> None:
    """Leave out a row that is of no item: its words are named as not understood."""
    for cell in row.cells.values():
        if cell.text.strip():
            reading.unread.append(Unread(cell.spot, cell.text.strip()))


def _by_printed(reading: Reading, kind: str) -> dict[int, list[int]]:
    """Return the items' numbers by the number that their boxes print: a pasted box may repeat one."""
    found: dict[int, list[int]] = {}
    for block in reading.blocks_each(kind):
        for instance in reading.of_block(block):
            number = reading.number(instance)
            found.setdefault(instance.number or number, []).append(number)
    for number in [number for numbers in found.values() for number in numbers]:
        found.setdefault(number, [number])
    return found
