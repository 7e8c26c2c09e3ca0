"""Walks a form from its first line to its last and finds which label stands where, in which block.

Labels decide, never positions: a block begins at its starting label, or, where that is missing, at a label
that its block has had already. What is found is only collected here; `reading` says what it means.
"""

from __future__ import annotations

from facilitator.plan.refusal import Refusal
from facilitator.word.document.slots import AfterSlot, CellSlot, Slot, UnderSlot
from facilitator.word.document.view import Cell, Paragraph, Row
from facilitator.word.form.answer_places import (
    BOXES,
    Segment,
    answer_cells,
    below,
    cell_slot,
    is_heading_again,
    line_slot,
    number_cell,
    right_of,
    segments,
)
from facilitator.word.form.child_names import FULL_NAME, tells_child
from facilitator.word.form.form_contents import Behind
from facilitator.word.form.grid_finder import GridFinder
from facilitator.word.form.labels import read_number
from facilitator.word.form.prepared_layout import Hit, Hits, Spec
from facilitator.word.lines_to_write_on import is_blank

MOST_AGAIN = 2000
"""How often labels of a document may say again what they have said; sixty outcomes come to 500."""


class Finder(GridFinder):
    """Finds the blocks of one form in one document."""

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

    # Rows

    def _row(self, row: Row) -> None:
        cells = [cell for cell in row.cells if not cell.merged]
        hits = {id(cell): self._hits(cell) for cell in cells}
        first = next((cell for cell in cells if cell.text.strip()), None)
        if self._grid and is_heading_again(self._grid[1], row, hits):
            self.used.update(id(cell) for cell in row.cells)
            return
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
        lines = [one.text for one in first.paragraphs if one.text.strip()]
        ticked = first.text.lstrip()[:1] in tuple(BOXES)
        own = self.form.is_own(first.text) and all(map(self.form.is_own, lines))
        if not own or ticked or first.tables:
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
        if any((one.alone or one.match.separated) and one.spec.block is hit.spec.block for one in more):
            self.used.discard(id(cell))
            self.used.add(id(cell.paragraphs[0]))
        return more

    def _field(self, hit: Hit, row: Row, cell: Cell) -> bool:
        spec, answers = hit.spec, hit.spec.answers
        in_cell = [answer for answer in answers if answer in ("right", "below")]
        inside = hit.match.answer is not None and not is_blank(cell.text[slice(*hit.match.answer)])
        if inside or (answers and not in_cell) or (hit.match.answer is not None and not in_cell):
            return False
        if in_cell and hit.match.left_over and "after" in answers and hit.match.separated:
            return False  # the answer stands in the label's own line
        target = self._answer_cell(in_cell, row, cell)
        if in_cell and target is None:
            return False
        if not self._take(hit, cell, cell_slot(target) if target else None):
            return False
        if target is not None and spec.place.lists and target.column == cell.column:
            self._go_on_below(spec, target)
        self.behind.append(Behind(spec, cell, cell.text[hit.match.rest :]))
        self.used.update(id(one) for one in (cell, target) if one is not None)
        return True

    def _go_on_below(self, spec: Spec, target: Cell) -> None:
        """Take the boxes under the first one of a list, up to the next label: each has more of the list."""
        instance = next(one for one in reversed(self.instances) if id(spec.place) in one.slots)
        while (further := self._answer_cell(["below"], target.row, target)) is not None:
            if self.form.is_own(further.text) or self.form.hits(further.text):
                break
            instance.slots[id(spec.place)].append(cell_slot(further))
            self._know(instance, [further])
            target = further

    def _take(self, hit: Hit, at: Paragraph | Cell, slot: Slot | None) -> bool:
        """Keep a label and the place of its answer in its block; False where it counts for nothing here."""
        spec, number = hit.spec, hit.match.number
        if not self.child_names.has(hit, at, slot):
            return False
        instance = self._instance(spec, number, begins=spec.starts, at=at)
        if instance is None:
            name = slot.text.strip() if slot and spec.place.records == FULL_NAME else ""
            after, said = self.instances[-1] if self.instances else None, slot.text.strip() if slot else ""
            self.other_names += [(after, name)] if name else []
            self.other_children += [(after, spec.place.records, said)] if said and tells_child(spec) else []
            self.again += [(hit, slot)] if slot and self._has_already(spec) else []
            if len(self.again) > MOST_AGAIN:
                raise Refusal("word.part-too-large")
            return False
        if spec.starts and instance.started is None:
            instance.number, instance.started = number, at
        instance.things += [at, slot.cell] if isinstance(slot, CellSlot) else [at]
        instance.slots.setdefault(id(spec.place), []).extend([slot] if slot else [])
        return True

    def _has_already(self, spec: Spec) -> bool:
        """Whether a label says what its block, or that in which it stands, has said before."""
        mine = [self._current] if spec.block.each else self.instances
        return any(one.block is spec.block and one.has(spec) for one in mine if one)

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

    # Paragraphs

    def _paragraph(self, paragraph: Paragraph) -> None:
        found = False
        parts = [] if id(paragraph) in self._not_labels else segments(paragraph, self.form)
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
        """Take the label of a part of a line, and others that have their answer in it, too.

        Such are the words behind a box to tick, and a second answer of the same line.
        """
        inside = tuple(hit for hit in part.hits if hit.match.answer is not None)
        first = part.hits if part.box is None else tuple(hit for hit in part.hits if hit not in inside)
        taken = [found] if (found := self._first_of(first, paragraph, part)) else []
        while part.box is not None or (taken and taken[0][0] in inside):
            answers = {hit.match.answer for hit, _ in taken}
            others = tuple(hit for hit in inside if hit.match.answer not in answers)
            if (found := self._first_of(others, paragraph, part)) is None:
                break
            taken.append(found)
        if taken and not any(_holds_line(slot) for _, slot in taken):
            hit = taken[0][0]
            words = paragraph.text[part.start + hit.match.rest : part.end]
            self.behind.append(Behind(hit.spec, paragraph, words))
        return bool(taken)

    def _goes_on_under(self, hit: Hit, paragraph: Paragraph, slot: Slot | None) -> bool:
        """Whether a label only goes on from another of the same place: the answer stands under the second."""
        above, place = self._under, id(hit.spec.place)
        if (
            above is None
            or above.text
            or above.label.cell is not paragraph.cell
            or not isinstance(slot, UnderSlot)
        ):
            return False
        for instance in self.instances:
            if above in instance.slots.get(place, ()):
                instance.slots[place] = [slot if one is above else one for one in instance.slots[place]]
                return True
        return False

    def _first_of(self, hits: Hits, paragraph: Paragraph, part: Segment) -> tuple[Hit, Slot | None] | None:
        """Take the first of some labels whose answer can stand here, and return it with its place.

        Of labels that several blocks have, that of the block in which it stands.
        """
        here = self._current.block if self._current else None
        for hit in sorted(hits, key=lambda one: (-one.match.length, one.spec.block is not here)):
            slot = line_slot(paragraph, part, hit)
            if hit.spec.role != "field" or (slot is None and (hit.spec.answers or not hit.alone)):
                continue
            if not (self._goes_on_under(hit, paragraph, slot) or self._take(hit, paragraph, slot)):
                continue
            self._under = slot if isinstance(slot, UnderSlot) else None
            return hit, slot
        return None


def _holds_line(slot: Slot | None) -> bool:
    """Whether an answer has a place on the line of its label, so that no words there are the label's."""
    return isinstance(slot, AfterSlot) or (isinstance(slot, UnderSlot) and bool(slot.own_line))
