"""The blocks and grids of a form as its labels are found: which block a label is of, which row a row."""

from __future__ import annotations

from facilitator.script.layouts import Block, Grid, RowLabel
from facilitator.word.document.slots import Slot, UnderSlot
from facilitator.word.document.view import Cell, Paragraph, Row, View
from facilitator.word.form.answer_places import (
    answer_cells,
    heading_in,
    headings_beside,
    number_cell,
    number_column,
)
from facilitator.word.form.child_names import ChildNames
from facilitator.word.form.form_contents import Behind, Columns, GridRow, Instance
from facilitator.word.form.labels import folded, read_number
from facilitator.word.form.prepared_layout import Form, Hit, Hits, Spec


class GridFinder:
    """Keeps the blocks that are found, and finds the headings and the rows of their grids."""

    def __init__(self, form: Form, view: View, not_labels: frozenset[int]) -> None:
        self.form, self.view = form, view
        self.instances: list[Instance] = []
        self.used: set[int] = set()
        """The cells and paragraphs (by `id`) of which it is known what they are."""
        self.other_names: list[tuple[Instance | None, str]] = []
        """Further names of children that stand in the document, each with the block that it stands after."""
        self.other_children: list[tuple[Instance | None, str, str]] = []
        """Further surnames and the like, with the block that each stands after and what it records."""
        self.again: list[tuple[Hit, Slot]] = []
        """Labels of what has its answer already, each with a further one."""
        self.child_names = ChildNames(form, view, not_labels)
        self.behind: list[Behind] = []
        self._not_labels = not_labels
        self._current: Instance | None = None
        self._grid: tuple[Instance, Columns] | None = None
        self._under: UnderSlot | None = None
        self._rows: set[int] = set()

    # Blocks

    def _instance(
        self,
        spec: Spec,
        number: int | None = None,
        *,
        begins: bool = False,
        at: Paragraph | Cell | None = None,
    ) -> Instance | None:
        """Return the block that a label belongs to; a new one where it begins or where it must have begun.

        None where the label counts for nothing here: a weak one outside its block, or one more of a block
        that a form has once.
        """
        current = self._current
        mine = current if current is not None and current.block is spec.block and not begins else None
        if spec.weak and at is not None and not begins:
            return self._of_weak(spec, mine, at)
        if mine is not None and not mine.has(spec):
            return mine
        if not spec.block.each:
            mine = next((one for one in self.instances if one.block is spec.block), None)
            if mine is not None:
                if mine.has(spec):
                    return None
                if current is None or not current.block.each:
                    self._current = mine
                return mine
            if current is not None and current.block.each and not begins and spec.role == "field":
                return None
        return self._begin(spec.block, number)

    def _of_weak(self, spec: Spec, mine: Instance | None, at: Paragraph | Cell) -> Instance | None:
        """Return the block of a weak label: the one that it stands in, or one whose heading is missing.

        A block's fields come before its grids, so behind them it is of another, or of none (see `find`).
        """
        if mine is None:
            return None
        tables = {id(row.row.table) for rows in mine.rows.values() for row in rows}
        behind = bool(tables) and (not isinstance(at, Cell) or id(at.row.table) not in tables)
        if not behind:
            return None if mine.has(spec) else mine
        return self._begin(spec.block, None) if spec.block.each else None

    def _begin(self, block: Block, number: int | None) -> Instance:
        self._current = Instance(block, number)
        self._grid = None
        self.instances.append(self._current)
        return self._current

    # Grids

    def _headings(self, row: Row, cells: list[Cell], hits: dict[int, Hits]) -> bool:
        found = heading_in(cells, hits)
        grid = found[0][0].spec.grid if found else None
        instance = self._instance(found[0][0].spec) if found else None
        if grid is not None and instance is None:
            instance = self._goes_on(grid, row, len(found))
        if grid is None or instance is None:
            return False
        heading = Columns(grid, row, {id(hit.spec.place): cell for hit, cell in found})
        instance.columns.setdefault(grid.id, heading)
        alone = [(hit, cell) for hit, cell in found if hit.alone]  # others hold an answer
        self._know(instance, [cell for _, cell in alone])
        heading.beside += headings_beside(heading, cells, hits)
        for beside in heading.beside:
            self._know(instance, list(beside.cells.values()))
        self.behind += [Behind(hit.spec, cell, cell.text[hit.match.rest :]) for hit, cell in alone]
        self._grid = (instance, heading)
        return True

    def _goes_on(self, grid: Grid, row: Row, count: int) -> Instance | None:
        """Return the block of a grid whose headings stand once more, all of them, over a further table."""
        for one in self.instances:
            first = one.columns.get(grid.id)
            if first and len(first.cells) == count > 1 and first.row.table is not row.table:
                return one
        return None

    def _known_row(self, row: Row, first: Cell, hits: Hits) -> bool:
        """Take a row with a label under the headings of its grid, whatever its answers read like."""
        for hit in hits:
            heading = self._current.columns.get(hit.spec.grid.id) if self._current and hit.spec.grid else None
            if hit.spec.role == "row" and hit.alone and heading and heading.row.table is row.table:
                return self._labelled_row(row, first, (hit,))
        return False

    def _labelled_row(self, row: Row, first: Cell, hits: Hits) -> bool:
        for hit in hits:
            if hit.spec.role != "row" or not hit.alone or hit.spec.grid is None:
                continue
            grid, above = hit.spec.grid, self._grid
            instance = self._of_row_above(hit.spec, row) or self._instance(hit.spec)
            if instance is None:
                continue
            heading = instance.columns.get(grid.id)
            if heading is None and above is not None and (heading := _same_headings(grid, above[1], row)):
                instance.columns[grid.id] = heading
            cells = answer_cells(grid, heading, row, first)
            label = hit.spec.place if isinstance(hit.spec.place, RowLabel) else None
            self._keep(instance, grid, GridRow(row, cells, label=label), first)
            self.behind.append(Behind(hit.spec, first, first.text[hit.match.rest :]))
            if heading is not None:
                self._grid = (instance, heading)
            return True
        return self._further_row(row)

    def _of_row_above(self, spec: Spec, row: Row) -> Instance | None:
        """Return the block whose row straight above has the same label: this one has more of the same."""
        current = self._current
        rows = current.rows.get(spec.grid.id, []) if current and spec.grid else []
        above = [one for one in rows if one.row.table is row.table and one.row.number == row.number - 1]
        return current if any(one.label is spec.place for one in above) else None

    def _further_row(self, row: Row) -> bool:
        """Take a row without a label of its own, under one that has one: more of the same."""
        if self._grid is None or not self._grid[1].grid.rows:
            return False
        instance, heading = self._grid
        before = instance.rows.get(heading.grid.id, [])
        label_cell = row.cells[0] if row.cells else None
        if not before or before[-1].row.table is not row.table or label_cell is None:
            return False
        if label_cell.text.strip() and not label_cell.merged:
            return False
        cells = answer_cells(heading.grid, heading, row, label_cell)
        if len(cells) < len(heading.cells):
            return False
        self._keep(instance, heading.grid, GridRow(row, cells, label=before[-1].label))
        return True

    def _is_item_row(self, row: Row) -> bool:
        return bool(
            self._grid
            and self._grid[1].grid.each_row
            and self._grid[1].row.table is row.table
            and len(row.cells) >= len(self._grid[1].cells)
        )

    def _item_row(self, row: Row) -> None:
        """Take a row of a grid that has one for each item."""
        if self._grid is None:
            return
        instance, heading = self._grid
        grid = heading.grid
        if not grid.each_row:
            self._further_row(row)
            return
        for columns in (heading, *heading.beside):
            cells = answer_cells(grid, columns, row, None)
            if len(cells) < len(columns.cells):
                return
            number = number_cell(row, grid, cells)
            printed = number.text.strip() if number is not None else ""
            column = number_column(grid)
            if number is not None and column is not None and read_number(printed) is not None:
                cells = {**cells, id(column): number}  # also where the heading over it is missing
            self._keep(instance, grid, GridRow(row, cells, number=read_number(printed), printed=printed))

    def _keep(self, instance: Instance, grid: Grid, row: GridRow, *labels: Cell) -> None:
        instance.rows.setdefault(grid.id, []).append(row)
        self._know(instance, [*labels, *row.cells.values()])

    def _know(self, instance: Instance, cells: list[Cell]) -> None:
        instance.things.extend(cells)
        self.used.update(id(cell) for cell in cells)


def _same_headings(grid: Grid, taken: Columns, row: Row) -> Columns | None:
    """Return the headings over a row as those of its grid, where they were taken for another grid's."""
    if taken.row.table is not row.table:
        return None
    words = {
        folded(label).words: taken.cells[id(one)]
        for one in taken.grid.columns
        if id(one) in taken.cells
        for label in one.labels
    }
    known = [(one, folded(label).words) for one in grid.columns for label in one.labels]
    cells = {id(one): words[label] for one, label in known if label in words}
    return Columns(grid, taken.row, cells) if len(cells) == len(grid.columns) else None
