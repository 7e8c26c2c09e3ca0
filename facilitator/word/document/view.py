"""A Word document as people see it: paragraphs, tables, rows and cells, through everything that wraps them.

A view is a picture taken once: what is written into the XML afterwards needs a new view.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property

from facilitator.word.document.inline import (
    MC,
    Piece,
    choice_of,
    read_inline,
    shows_placeholder,
    with_offsets,
)
from facilitator.word.document.xml import Element, Names
from facilitator.word.struck_marks import STRUCK_FROM, STRUCK_TO, in_marks

_LINES = re.compile(r"(\n)")
_ADJOINING = re.compile(rf"{STRUCK_TO}([^\S\n]*+){STRUCK_FROM}")


@dataclass(frozen=True)
class Spot:
    """Where something stands, for people: numbers from 1, 0 = in none."""

    table: int = 0
    row: int = 0
    cell: int = 0
    paragraph: int = 0


@dataclass(eq=False, slots=True)
class Paragraph:
    """A `w:p` and what it says in the accepted view; see `inline`.

    `number` counts the paragraphs of its cell, or those of the body, from 1; in a text box it is the number
    of the paragraph that the box hangs on. `boxes` holds what stands in the text boxes that hang on it.
    """

    element: Element
    names: Names
    cell: Cell | None
    number: int
    in_text_box: bool
    pieces: list[Piece] = field(default_factory=list, repr=False)
    boxes: list[Paragraph | Table] = field(default_factory=list, repr=False)
    text: str = ""
    pictures: int = 0
    shifts: list[tuple[int, int]] = field(default_factory=list, repr=False)
    """What was put in since the view was taken: (offset, characters more), kept by `filling`."""
    looked_at: tuple[str, object] = field(default=("", None), repr=False, compare=False)
    """The text and what the reading of a form made of it, so that each format need not make it again."""

    @property
    def struck(self) -> bool:
        """Whether all its words are struck through; a paragraph without words is not."""
        shown = [piece for piece in self.pieces if not piece.text.isspace()]
        return bool(shown) and all(piece.struck for piece in shown)

    @property
    def placeholder(self) -> bool:
        """Whether its text is only the placeholder of a content control."""
        return bool(self.text.strip()) and not self.words.strip()

    @property
    def words(self) -> str:
        """Its text without placeholders."""
        return self.words_between(0, len(self.text))

    def words_between(self, start: int, end: int, *, marked: bool = False) -> str:
        """Return `text[start:end]` without placeholders; if `marked`, with marks round what is struck."""
        if not marked and not any(piece.placeholder for piece in self.pieces):
            return self.text[start:end]
        parts: list[str] = []
        for at, piece in with_offsets(self.pieces):
            words = "" if piece.placeholder else piece.text[max(start - at, 0) : max(end - at, 0)]
            struck = marked and piece.struck
            parts += [in_marks(line) for line in _LINES.split(words)] if struck else [words]
        return _ADJOINING.sub(r"\1", "".join(parts)) if marked else "".join(parts)

    @property
    def spot(self) -> Spot:
        """Where it stands."""
        place = self.cell.spot if self.cell else Spot()
        return Spot(place.table, place.row, place.cell, self.number)


@dataclass(eq=False, slots=True)
class Cell:
    """A `w:tc`: `column` is the grid column where it starts (from 0), `span` how many it covers.

    `number` counts the cells of its row from 1; `merged` = it goes on with the cell above. `paragraphs` are
    its own, also inside controls; those of nested tables belong to their cells.
    """

    element: Element
    row: Row
    number: int
    column: int
    span: int
    merged: bool
    blocks: list[Paragraph | Table] = field(default_factory=list, repr=False)
    paragraphs: list[Paragraph] = field(default_factory=list, repr=False)
    tables: list[Table] = field(default_factory=list, repr=False)
    text: str = ""

    @property
    def spot(self) -> Spot:
        """Where it stands."""
        return Spot(self.row.table.number, self.row.number, self.number)


@dataclass(eq=False, slots=True)
class Row:
    """A `w:tr` with its cells from left to right; `number` from 1."""

    element: Element
    table: Table
    number: int
    cells: list[Cell] = field(default_factory=list, repr=False)


@dataclass(eq=False, slots=True)
class Table:
    """A `w:tbl`; `number` from 1 in the document's order, `outer` the cell that it stands in."""

    element: Element
    number: int
    outer: Cell | None
    in_text_box: bool
    rows: list[Row] = field(default_factory=list, repr=False)


@dataclass(eq=False)
class View:
    """A whole document: `body` in order, and every table, nested ones and those in text boxes too."""

    root: Element
    names: Names
    body: list[Paragraph | Table] = field(default_factory=list, repr=False)
    tables: list[Table] = field(default_factory=list, repr=False)
    spent: bool = False
    """Its tree has been filled since, or may have been: the picture still tells what was there before."""

    def walk(self) -> Iterator[Paragraph | Cell]:
        """Yield everything in the document's order: each cell, then what stands in it.

        What is in a text box comes right after the paragraph that the box hangs on.
        """
        yield from self._in_order

    @cached_property
    def _in_order(self) -> list[Paragraph | Cell]:
        found: list[Paragraph | Cell] = []
        _add_in_order(self.body, found)
        return found


def _add_in_order(blocks: list[Paragraph | Table], found: list[Paragraph | Cell]) -> None:
    for block in blocks:
        if isinstance(block, Paragraph):
            found.append(block)
            _add_in_order(block.boxes, found)
        else:
            for row in block.rows:
                for cell in row.cells:
                    found.append(cell)
                    _add_in_order(cell.blocks, found)


def view_of(root: Element) -> View:
    """Return the view of a main part, from its `w:document` (or any element with such blocks in it)."""
    view = View(root, Names.of(root))
    body = root.find(view.names.w("body"))
    builder = _Builder(view)
    view.body = builder.blocks(root if body is None else body, _Inside())
    return view


@dataclass(slots=True)
class _Inside:
    """What the blocks that are being read stand in; `count` is how many paragraphs it has so far."""

    cell: Cell | None = None
    in_text_box: bool = False
    placeholder: bool = False
    anchor: int = 0
    count: int = 0


@dataclass
class _Builder:
    view: View

    def blocks(self, element: Element, inside: _Inside) -> list[Paragraph | Table]:
        """Return the paragraphs and tables in an element."""
        found: list[Paragraph | Table] = []
        names = self.view.names
        line = names.w("p")
        for child, held in unwrapped(element, names, ("p", "tbl")):
            read = self.paragraph if child.tag == line else self.table
            made = read(child, inside, held or inside.placeholder)
            if made is not None:
                found.append(made)
        return found

    def paragraph(self, element: Element, inside: _Inside, placeholder: bool) -> Paragraph | None:
        """Return one paragraph with what hangs on it, or None if it is empty and runs on into the next."""
        inside.count += 1
        number = inside.anchor or inside.count
        made = Paragraph(element, self.view.names, inside.cell, number, inside.in_text_box)
        made.pieces, boxes, made.pictures = read_inline(element, self.view.names, placeholder=placeholder)
        made.text = "".join(piece.text for piece in made.pieces)
        for box in boxes:
            made.boxes += self.blocks(box, _Inside(inside.cell, in_text_box=True, anchor=number))
        if made.text or not mark_is_deleted(element, self.view.names):
            return made
        inside.count -= 1
        return None

    def table(self, element: Element, inside: _Inside, placeholder: bool) -> Table | None:
        """Return one table, or None if all its rows are deleted."""
        names = self.view.names
        rows = [
            (row, held)
            for row, held in unwrapped(element, names, ("tr",))
            if row.find(names.w("trPr/del")) is None
        ]
        if not rows:
            return None
        table = Table(element, len(self.view.tables) + 1, inside.cell, inside.in_text_box)
        self.view.tables.append(table)
        above: set[int] = set()
        for row, held in rows:
            made = Row(row, table, len(table.rows) + 1)
            table.rows.append(made)
            above = self.cells(made, above, placeholder=placeholder or held)
        return table

    def cells(self, row: Row, above: set[int], *, placeholder: bool) -> set[int]:
        """Fill a row; `above` has the columns in which a merge is open, and so has what is returned."""
        names, w = self.view.names, self.view.names.w
        deleted, wide, across, down = shapes = _shape_tags(names)
        column = _number(_says(row.element, w("trPr"), (w("gridBefore"),)), w("gridBefore"), 0)
        still_open: set[int] = set()
        for element, held in unwrapped(row.element, names, ("tc",)):
            shape = _says(element, w("tcPr"), shapes)
            if deleted in shape:
                continue
            span = max(_number(shape, wide, 1), 1)
            if row.cells and shape.get(across) == "continue":
                row.cells[-1].span += span
                column += span
                continue
            merge = shape.get(down)
            if merge:
                still_open.add(column)
            merged = merge == "continue" and column in above
            cell = Cell(element, row, len(row.cells) + 1, column, span, merged)
            row.cells.append(cell)
            cell.blocks = self.blocks(element, _Inside(cell, row.table.in_text_box, placeholder or held))
            for block in cell.blocks:
                if isinstance(block, Paragraph):
                    cell.paragraphs.append(block)
                else:
                    cell.tables.append(block)
            cell.text = "\n".join(paragraph.words for paragraph in cell.paragraphs)
            column += span
        return still_open


def unwrapped(element: Element, names: Names, wanted: tuple[str, ...]) -> Iterator[tuple[Element, bool]]:
    """Yield the children of the wanted kinds, through everything that may wrap them.

    With each goes whether a content control around it shows only its placeholder. What tracked changes
    took out is left out.
    """
    kinds = _block_kinds(names, wanted)
    for child in element:
        kind = kinds.get(child.tag)
        if kind == "wanted":
            yield child, False
        elif kind == "wrap":
            yield from unwrapped(child, names, wanted)
        elif kind == "control":
            content = child.find(names.w("sdtContent"))
            if content is not None:
                held = shows_placeholder(child, names)
                for found, inner in unwrapped(content, names, wanted):
                    yield found, held or inner
        elif kind == "choice":
            branch = choice_of(child)
            if branch is not None:
                yield from unwrapped(branch, names, wanted)


@cache
def _block_kinds(names: Names, wanted: tuple[str, ...]) -> dict[object, str]:
    kinds: dict[object, str] = {names.w(name): "wrap" for name in ("ins", "moveTo", "customXml", "smartTag")}
    kinds[names.w("sdt")] = "control"
    kinds[f"{MC}AlternateContent"] = "choice"
    return kinds | {names.w(name): "wanted" for name in wanted}


def mark_is_deleted(paragraph: Element, names: Names) -> bool:
    """Return whether a tracked change took a paragraph's end out, so that it runs on into the next."""
    shape = next(paragraph.iterchildren(names.w("pPr")), None)
    mark = None if shape is None or not len(shape) else shape.find(names.w("rPr"))
    return mark is not None and mark.find(names.w("del")) is not None


@cache
def _shape_tags(names: Names) -> tuple[str, str, str, str]:
    """Return the tags that say how a cell stands on the grid of its table."""
    w = names.w
    return w("cellDel"), w("gridSpan"), w("hMerge"), w("vMerge")


def _says(element: Element, properties: str, wanted: tuple[str, ...]) -> dict[object, str]:
    """Return properties of a row or cell by their tags, each with its value; a merge without one goes on."""
    found = next(element.iterchildren(properties), None)
    if found is None:
        return {}
    space = properties.partition("}")[0]
    return {
        child.tag: child.get(f"{space}}}val", "continue" if "Merge" in str(child.tag) else "")
        for child in found.iterchildren(*wanted)
    }


def _number(says: dict[object, str], name: str, otherwise: int) -> int:
    """Return a number property, such as a span; what is no sensible number counts as not there."""
    value = says.get(name, "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 4 else otherwise
