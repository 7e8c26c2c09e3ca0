"""Which row of a grid is of which item: by its number, its order, or what was counted before."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.script.format_declaration import Declaration
from facilitator.script.layouts import NUMBER, REVIEW, Column, Grid, is_of_review
from facilitator.word.document.slots import CellSlot, has_picture
from facilitator.word.form.answer_places import number_column
from facilitator.word.form.form_contents import GridRow, Instance, Notice, Reading
from facilitator.word.form.keys import Anchor, Key, anchor_of

Given = tuple[GridRow, int]
"""A row, and the number of the item that it is of."""


class ItemRows:
    """The rows of one grid that has some for each item, in one block of a document."""

    def __init__(self, reading: Reading, instance: Instance, grid: Grid, at: Anchor) -> None:
        self._reading, self._instance, self._grid, self._at = reading, instance, grid, at
        self._rows, self._kind = instance.rows.get(grid.id, []), grid.each_row
        self._form, self._number = reading.layout.form, number_column(grid)
        own = [one for one in grid.columns if one.path.of == grid.each_row and one.path.field != NUMBER]
        self._own = own
        # Whether the items themselves stand there, and are not only repeated: new ones in each review.
        self._is_home = not at.review or any(
            one.records not in reading.form.home and not is_of_review(one.path, self._form) for one in own
        )

    def given(self) -> tuple[list[Given], int]:
        """Return the rows that are items', each with its number; empty rows without a number are spare.

        Also up to which number the rows print one that was counted on from before (`_counted_on`).
        """
        within = anchor_of(self._kind, self._at.items, self._form)[0]
        if within:  # the rows are those of the block's own item
            return [(row, self._at.items[within]) for row in self._rows], 0
        in_turn = self._grid.several_rows or not self._number
        given = list(self._in_turn() if in_turn else self._by_number())
        if not in_turn and self._rows and not any(row.number for row in self._rows):
            heading = self._instance.columns.get(self._grid.id)
            if heading is None or id(self._number) not in heading.cells:
                self._notice("word.rows-in-order")
        if self._instance.block.each == REVIEW and self._is_home:
            return self._counted_on(given)
        return given, 0

    def _notice(self, code: str, **values: object) -> None:
        kind = self._reading.called(self._kind)
        self._reading.notices.append(Notice(code, {**values, "review": self._at.review, "kind": kind}))

    def _counted_on(self, given: list[Given]) -> tuple[list[Given], int]:
        """Return rows that have new items in each review, numbered on from those of the reviews before.

        Also the number that those before had come to, 0 = the printed numbers go on from there themselves. An
        empty row of a review that has been held stays empty.
        """
        grid, known = self._grid.id, self._reading.before
        before = known.get(grid, 0)
        if self._reading.text(Key("review.date", review=self._at.review)):
            given = [(row, number) for row, number in given if any(self._says(row, one) for one in self._own)]
        printed = [row.number for row, _ in given if row.number]
        if not printed or min(printed) <= before:
            given, counted_from = [(row, before + number) for row, number in given], before
        else:
            counted_from = 0
        known[grid] = max([before, *(number for _, number in given)])
        return given, counted_from

    def _in_turn(self) -> Iterator[Given]:
        """Yield rows with their items where one may take several: a new one begins with its first cell."""
        first = names_row(self._grid, self._form) if self._grid.several_rows else None
        number = 0
        firsts = [row.cell(first) if first else None for row in self._rows]
        begun = {id(element) for element in self._reading.begun}
        blank = not any(cell is not None and cell.text.strip() for cell in firsts)
        for row, cell in zip(self._rows, firsts, strict=True):
            if row.printed and row.number is None and not (cell is not None and cell.merged):
                self._leave_out(row)  # a total, or a note
                continue
            begins = blank or id(row.row.element) in begun
            if cell is None or (not cell.merged and (begins or bool(cell.text.strip()))):
                number = row.number if self._number and row.number else number + 1
            if number:
                yield row, number

    def _by_number(self) -> Iterator[Given]:
        reading, rows = self._reading, self._rows
        in_blocks = bool(reading.blocks_each(self._kind))  # else the rows are all that there is of the items
        by_number = (
            self._of_blocks() if in_blocks else {row.number: [row.number] for row in rows if row.number}
        )
        unnumbered = [row for row in rows if row.number is None]
        if self._is_home and not in_blocks and len(unnumbered) == len(rows):
            yield from self._without_numbers()
            return
        empty = [row for row in unnumbered if not row.printed and not self._is_filled(row)]
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
                self._notice("word.row-without-number", number=number)
                yield row, number
            elif row not in empty:
                if row.number in taken:
                    self._notice("word.row-twice", number=row.number)
                self._leave_out(row)
        others = [number for number in everyone if number not in taken]
        if not in_blocks and self._is_home:  # the next rows are for the next items
            first = max(everyone, default=0) + 1
            others += range(first, first + max(0, len(empty) - len(others)))
        yield from zip(empty, others, strict=False)

    def _without_numbers(self) -> Iterator[Given]:
        """Yield the rows in which the items themselves stand, in order, where nobody has numbered them."""
        number = 0
        for row in self._rows:
            if row.printed:
                self._leave_out(row)
                continue
            number += 1
            if self._is_filled(row):
                self._notice("word.row-without-number", number=number)
            yield row, number

    def _of_blocks(self) -> dict[int, list[int]]:
        """Return the items' numbers by the number that their boxes print: a pasted box may repeat one."""
        reading = self._reading
        found: dict[int, list[int]] = {}
        for block in reading.blocks_each(self._kind):
            for instance in reading.of_block(block):
                number = reading.number(instance)
                found.setdefault(instance.number or number, []).append(number)
        for number in [number for numbers in found.values() for number in numbers]:
            found.setdefault(number, [number])
        return found

    def _is_filled(self, row: GridRow) -> bool:
        return any(self._says(row, one) for one in self._grid.columns if one.path.field != NUMBER)

    def _says(self, row: GridRow, column: Column) -> bool:
        """Whether anybody has answered in a row's cell; what the form prints there is nothing."""
        cell = row.cell(column)
        if cell is None:
            return False
        key = Key(column.records, option=column.option or "")
        return bool(self._reading.form.answer(key, CellSlot(cell).text)) or has_picture(CellSlot(cell))

    def _leave_out(self, row: GridRow) -> None:
        """Leave out a row that is of no item."""
        for cell in row.cells.values():
            self._reading.leave_unread(cell)


def names_row(grid: Grid, form: Declaration) -> Column | None:
    """Return the column that says which item a row is of: its number, its wording, or its first field."""
    own = {one.path.field: one for one in reversed(grid.columns) if one.path.of == grid.each_row}
    kind = form.items.get(grid.each_row)
    wording = kind.role_field("wording") if kind else None
    names = [name for name in (NUMBER, wording, "full_name") if name in own]
    return own[names[0]] if names else next(reversed(own.values()), None)
