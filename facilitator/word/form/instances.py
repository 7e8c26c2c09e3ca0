"""What is found of a form: its blocks, each with its answers, its heading rows and its rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from facilitator.script.layouts import Block, Column, Grid, RowLabel
from facilitator.word.document.slots import Slot
from facilitator.word.document.view import Cell, Paragraph, Row
from facilitator.word.form.matching import Spec


class Behind(NamedTuple):
    """Words behind a label where no answer is looked for: small print, or somebody's."""

    spec: Spec
    thing: Paragraph | Cell
    text: str


@dataclass(eq=False)
class GridRow:
    """One row of a grid: its label, or its number as printed, and the cell of each column."""

    row: Row
    cells: dict[int, Cell]
    label: RowLabel | None = None
    number: int | None = None
    printed: str = ""

    def cell(self, column: Column) -> Cell | None:
        """Return the cell of a column, or None."""
        return self.cells.get(id(column))


@dataclass(eq=False)
class Columns:
    """A grid's heading row: where each column stands, and how many answer cells a row has."""

    grid: Grid
    row: Row
    cells: dict[int, Cell]


@dataclass(eq=False)
class Instance:
    """One block of the form as it was found: its printed number, its answers and its rows."""

    block: Block
    number: int | None = None
    started: Paragraph | Cell | None = None
    slots: dict[int, list[Slot]] = field(default_factory=dict)
    columns: dict[str, Columns] = field(default_factory=dict)
    rows: dict[str, list[GridRow]] = field(default_factory=dict)
    things: list[Paragraph | Cell] = field(default_factory=list)

    def has(self, spec: Spec) -> bool:
        """Whether the place was found in it already."""
        if spec.role == "field":
            return id(spec.place) in self.slots
        if spec.grid is None or spec.role == "column":
            return spec.grid is not None and spec.grid.id in self.columns
        return any(row.label is spec.place for row in self.rows.get(spec.grid.id, ()))

    @property
    def only_seems(self) -> bool:
        """Whether it is no block of a form, but a line of a contents list, a letter or a signature.

        It stands once for each item or review and has nothing but its heading, perhaps with a page
        number, or nothing but a weak label such as "Date" where its heading would have to be missing.
        """
        if not self.block.each or self.columns or self.rows:
            return False
        mine = [one for one in self.block.fields if id(one) in self.slots]
        if self.started is None:
            return all(one.weak for one in mine)
        texts = [slot.text for one in mine for slot in self.slots[id(one)]]
        return (
            isinstance(self.started, Paragraph)
            and all(one.starts for one in mine)
            and all(not text or text.isdecimal() for text in texts)
        )
