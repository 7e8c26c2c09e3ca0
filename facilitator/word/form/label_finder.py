"""Walks a form from its first line to its last and finds which label stands where, in which block.

Labels decide, never positions: a block begins at its starting label, or, where that is missing, at a label
that its block has had already. What is found is only collected here; `reading` says what it means.
"""

from __future__ import annotations

from facilitator.script.layouts import Block, Grid, RowLabel
from facilitator.word.document.slots import AfterSlot, CellSlot, Slot, UnderSlot
from facilitator.word.document.view import Cell, Paragraph, Row, View
from facilitator.word.form.answer_places import (
    Segment,
    answer_cells,
    below,
    cell_slot,
    heading_in,
    line_slot,
    number_cell,
    right_of,
    segments,
)
from facilitator.word.form.form_contents import Behind, Columns, GridRow, Instance
from facilitator.word.form.labels import read_number
from facilitator.word.form.prepared_layout import Form, Hit, Hits, Spec

_MOST_PASSES = 4


def find(
    form: Form, view: View, not_labels: frozenset[int] = frozenset(), more: int = _MOST_PASSES
) -> Finder:
    """Return what was found of a form in a document, without what only looked like a block of it.

    `not_labels` are the cells and paragraphs (by `id`) that did; they are looked for so many times `more`.
    """
    finder = Finder(form, view, not_labels)
    finder.find()
    seeming = {id(thing) for one in finder.instances if one.only_seems for thing in one.things}
    if not more or not seeming or all(one.only_seems for one in finder.instances if one.block.each):
        return finder
    return find(form, view, not_labels | seeming, more - 1)


class Finder:
    """Finds the blocks of one form in one document."""

    def __init__(self, form: Form, view: View, not_labels: frozenset[int]) -> None:
        self.form, self.view = form, view
        self.instances: list[Instance] = []
        self.used: set[int] = set()
        """The cells and paragraphs (by `id`) of which it is known what they are."""
        self.other_names: list[tuple[Instance | None, str]] = []
        """Further names of children that stand in the document, each with the block that it stands after."""
        self.behind: list[Behind] = []
        self._not_labels = not_labels
        self._current: Instance | None = None
        self._grid: tuple[Instance, Columns] | None = None
        self._under: UnderSlot | None = None
        self._rows: set[int] = set()

    def find(self) -> None:
        """Find the blocks in the order in which they stand."""
        for thing in self.view.walk():
            if isinstance(thing, Cell):
                if id(thing.row) not in self._rows and not self._is_in_answer(thing):
                    self._rows.add(id(thing.row))
                    self._row(thing.row)
                    self._under = None if thing.row.table.outer is None else self._under
            elif thing.cell is None or not (id(thing.cell) in self.used or self._is_in_answer(thing.cell)):
                self._paragraph(thing)

    def _is_in_answer(self, cell: Cell) -> bool:
        """Whether a cell is in a table that somebody put into an answer, or into a label."""
        outer = cell.row.table.outer
        return outer is not None and (id(outer) in self.used or self._is_in_answer(outer))

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

    # Rows

    def _row(self, row: Row) -> None:
        cells = [cell for cell in row.cells if not cell.merged]
        hits = {id(cell): self._hits(cell) for cell in cells}
        first = next((cell for cell in cells if cell.text.strip()), None)
        if self._numbered_row(row) or (first is not None and self._known_row(row, first, hits[id(first)])):
            return
        found = self._fields(row, cells, hits, starts=True)
        found |= self._headings(row, cells, hits)
        found |= self._fields(row, cells, hits)
        if found:
            return
        if first is not None and id(first) not in self.used:
            if self._labelled_row(row, first, hits[id(first)]):
                return
            if self._own_row(row, first) or self._under_row(row, first):
                return
        self._item_row(row)

    def _hits(self, cell: Cell) -> Hits:
        """Return the labels that a cell may be; one that holds tables is only there to lay out the page."""
        if id(cell) in self.used or id(cell) in self._not_labels or cell.tables:
            return ()
        return self.form.hits(cell.text)

    def _numbered_row(self, row: Row) -> bool:
        """Take a row that gives its item's number, even where that reads like the label of an item."""
        if self._grid is None or not self._is_item_row(row):
            return False
        heading = self._grid[1]
        cells = answer_cells(heading.grid, heading, row, None)
        cell = number_cell(row, heading.grid, cells) if len(cells) == len(heading.cells) else None
        if cell is None or read_number(cell.text) is None:
            return False
        self._item_row(row)
        return True

    def _own_row(self, row: Row, first: Cell) -> bool:
        """Know a row that holds the form's own text; a cell with more in it is read line by line."""
        lines = [one for one in first.paragraphs if one.text.strip()]
        if not self.form.is_own(first.text) or len(lines) > 1 or first.tables:
            return False
        self.used.update(id(cell) for cell in row.cells if self.form.is_own(cell.text))
        return True

    def _under_row(self, row: Row, first: Cell) -> bool:
        """Take a table of one cell as the answer to the label in the line above it."""
        under, table = self._under, row.table
        if under is None or len(table.rows) != 1 or len(row.cells) != 1 or under.text.strip():
            return False
        for instance in self.instances:
            for slots in instance.slots.values():
                if under in slots:
                    slots[slots.index(under)] = CellSlot(first)
                    self._know(instance, [first])
        self._under = None
        return True

    def _fields(self, row: Row, cells: list[Cell], hits: dict[int, Hits], *, starts: bool = False) -> bool:
        """Take the row's labels whose answers stand in cells of their own; return whether there were any.

        Those that begin a block (`starts`) come before the row's headings, all others after them.
        """
        any_found = False
        in_item_row = self._is_item_row(row)
        for place, cell in enumerate(cells):
            if id(cell) in self.used or (in_item_row and place > 0):
                continue
            for hit in hits[id(cell)]:
                mine = hit.spec.role == "field" and hit.spec.starts == starts and hit.alone
                if mine and self._field(hit, row, cell):
                    any_found = True
                    hits[id(cell)] = self._more_hits(hit, cell)
                    break
        return any_found

    def _more_hits(self, hit: Hit, cell: Cell) -> Hits:
        """Return the labels of a cell's further lines, where the first is only the heading of a block."""
        if hit.spec.answers or not hit.spec.starts or "\n" not in cell.text.strip():
            return ()
        more = self.form.hits(cell.text.strip().partition("\n")[2])
        if any(one.alone and one.spec.block is hit.spec.block for one in more):
            self.used.discard(id(cell))
        return more

    def _field(self, hit: Hit, row: Row, cell: Cell) -> bool:
        spec, answers = hit.spec, hit.spec.answers
        in_cell = [answer for answer in answers if answer in ("right", "below")]
        if hit.match.answer is not None or (answers and not in_cell):
            return False
        if in_cell and hit.match.left_over and "after" in answers and hit.match.separated:
            return False  # the answer stands in the label's own line
        target = self._answer_cell(in_cell, row, cell)
        if in_cell and target is None:
            return False
        if not self._take(hit, cell, cell_slot(target) if target else None):
            return False
        self.behind.append(Behind(spec, cell, cell.text[hit.match.rest :]))
        self.used.update(id(one) for one in (cell, target) if one is not None)
        return True

    def _take(self, hit: Hit, at: Paragraph | Cell, slot: Slot | None) -> bool:
        """Keep a label and the place of its answer in its block; False where it counts for nothing here."""
        spec, number = hit.spec, hit.match.number
        instance = self._instance(spec, number, begins=spec.starts, at=at)
        if instance is None:
            name = slot.text.strip() if slot and spec.place.records == "child.full_name" else ""
            if name:
                self.other_names.append((self.instances[-1] if self.instances else None, name))
            return False
        if spec.starts and instance.started is None:
            instance.number, instance.started = number, at
        instance.things += [at, slot.cell] if isinstance(slot, CellSlot) else [at]
        instance.slots.setdefault(id(spec.place), []).extend([slot] if slot else [])
        return True

    def _answer_cell(self, answers: list[str], row: Row, cell: Cell) -> Cell | None:
        for answer in answers:
            found = right_of(row, cell) if answer == "right" else below(row, cell)
            if found is not None and not found.merged and id(found) not in self.used:
                labels = [hit for hit in self.form.hits(found.text) if hit.match.left_over == 0]
                if not any(self._is_free(hit.spec) for hit in labels):
                    return found
        return None

    def _is_free(self, spec: Spec) -> bool:
        """Whether a label is still looked for here, so that a cell that reads like it is no answer."""
        current = self._current
        if current is not None and current.block is spec.block:
            return not current.has(spec)
        return not any(one.block is spec.block and one.has(spec) for one in self.instances)

    # Grids

    def _headings(self, row: Row, cells: list[Cell], hits: dict[int, Hits]) -> bool:
        found = heading_in(cells, hits)
        grid = found[0][0].spec.grid if found else None
        instance = self._instance(found[0][0].spec) if found else None
        if grid is None or instance is None:
            return False
        heading = Columns(grid, row, {id(hit.spec.place): cell for hit, cell in found})
        instance.columns[grid.id] = heading
        self._know(instance, [cell for _, cell in found])
        self.behind += [Behind(hit.spec, cell, cell.text[hit.match.rest :]) for hit, cell in found]
        self._grid = (instance, heading)
        return True

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
            grid = hit.spec.grid
            instance = self._instance(hit.spec)
            if instance is None:
                continue
            heading = instance.columns.get(grid.id)
            cells = answer_cells(grid, heading, row, first)
            label = hit.spec.place if isinstance(hit.spec.place, RowLabel) else None
            self._keep(instance, grid, GridRow(row, cells, label=label), first)
            self.behind.append(Behind(hit.spec, first, first.text[hit.match.rest :]))
            if heading is not None:
                self._grid = (instance, heading)
            return True
        return self._further_row(row)

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
        cells = answer_cells(grid, heading, row, None)
        if len(cells) < len(heading.cells):
            return
        number = number_cell(row, grid, cells)
        printed = number.text.strip() if number is not None else ""
        self._keep(instance, grid, GridRow(row, cells, number=read_number(printed), printed=printed))

    def _keep(self, instance: Instance, grid: Grid, row: GridRow, *labels: Cell) -> None:
        instance.rows.setdefault(grid.id, []).append(row)
        self._know(instance, [*labels, *row.cells.values()])

    def _know(self, instance: Instance, cells: list[Cell]) -> None:
        instance.things.extend(cells)
        self.used.update(id(cell) for cell in cells)

    # Paragraphs

    def _paragraph(self, paragraph: Paragraph) -> None:
        found = False
        parts = [] if id(paragraph) in self._not_labels else segments(paragraph.text, self.form)
        for part in parts:
            found |= self._segment(paragraph, part)
        if found:
            self.used.add(id(paragraph))
        elif self.form.is_own(paragraph.text):
            self.used.add(id(paragraph))
            self._under = None
        elif self._under is not None and self._under.label.cell is paragraph.cell:
            self._under.paragraphs.append(paragraph)
            self.used.add(id(paragraph))

    def _segment(self, paragraph: Paragraph, part: Segment) -> bool:
        for hit in part.hits:
            slot = line_slot(paragraph, part, hit)
            if hit.spec.role != "field" or (slot is None and (hit.spec.answers or not hit.alone)):
                continue
            if not self._take(hit, paragraph, slot):
                continue
            if not isinstance(slot, AfterSlot):
                words = paragraph.text[part.start + hit.match.rest : part.end]
                self.behind.append(Behind(hit.spec, paragraph, words))
            self._under = slot if isinstance(slot, UnderSlot) else None
            return True
        return False
