"""Room for more: which blocks and rows a form has too few of, and empty copies of those that it has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import pairwise
from typing import NamedTuple

from facilitator.plan.refusal import Refusal
from facilitator.script.layouts import NUMBER, REVIEW, Block, Grid
from facilitator.word.document.added_rows import Keep, clear, copy_block, copy_row, may_go_on, nothing, reword
from facilitator.word.document.cell_writer import ClosedPlace, put
from facilitator.word.document.change_check import Changes
from facilitator.word.document.runs import Manner
from facilitator.word.document.slots import CellSlot
from facilitator.word.document.view import Paragraph, Row
from facilitator.word.document.xml import Element
from facilitator.word.form.answer_places import number_column
from facilitator.word.form.form_contents import Instance, Reading
from facilitator.word.form.form_reader import reread
from facilitator.word.form.item_rows import names_row
from facilitator.word.form.keys import Key
from facilitator.word.form.labels import number_word

_WORD = re.compile(r"[^\W_]+")


def room_for(reading: Reading, kind: str, count: int) -> list[Key]:
    """Return the places of a form for so many items of a kind: each has what the first has."""
    own = [key for key in reading.found if key.item and key.anchor == kind]
    first = min((key.item for key in own), default=0)
    of_first = [key for key in own if key.item == first]
    return [key._replace(item=number) for number in range(first, count + 1) for key in of_first]


# What is missing


class Rows(NamedTuple):
    """The rows of a grid that has some for each item: their answers, of no item, and whose they are.

    `first` is the first row of the item that stands last, `last` its last one; `abreast` items stand side by
    side in each.
    """

    first: Row
    last: Row
    holds: frozenset[Key]
    items: frozenset[int]
    abreast: int = 1


def rows_of_items(reading: Reading) -> list[Rows]:
    """Return the rows of every grid that has some for each item; those of totals and notes are none."""
    keys: dict[int, list[Key]] = {}
    for key, found in reading.found.items():
        for one in found:
            if key.item and isinstance(one.slot, CellSlot):
                keys.setdefault(id(one.slot.cell.row), []).append(key)
    found_rows = []
    for instance, grid in _grids(reading):
        rows = [one.row for one in instance.rows.get(grid.id, ())]
        own = _are_lines(instance, grid, reading)
        known = [row for row in rows if grid.each_row and not own and id(row) in keys]
        if known:
            theirs = [key for row in known for key in keys[id(row)]]
            holds = frozenset(key._replace(item=0, line=0) for key in theirs)
            items = [{key.item for key in keys[id(row)]} for row in known]
            first = known[items.index(items[-1])]
            heading = instance.columns.get(grid.id)
            abreast = 1 + len(heading.beside) if heading else 1
            numbers = frozenset(key.item for key in theirs)
            found_rows.append(Rows(first, known[-1], holds, numbers, abreast))
    return found_rows


def missing_rows(reading: Reading, keys: Iterable[Key]) -> list[tuple[Rows, Key]]:
    """Return the first answer of each item that has no row in a grid whose rows hold such answers."""
    wanted: dict[Key, dict[int, Key]] = {}
    for key in keys:
        if key.item and key not in reading.found:
            wanted.setdefault(key._replace(item=0, line=0), {}).setdefault(key.item, key)
    missing: list[tuple[Rows, Key]] = []
    every = rows_of_items(reading)
    last = {of: rows for rows in every for of in rows.holds if not of.review}
    for rows in every:
        # Where the items themselves stand, a row comes with an item; of several such grids in the last.
        home = any(not of.review for of in rows.holds)
        holds = [of for of in rows.holds if (last[of] is rows if not of.review else not home)]
        theirs: dict[int, Key] = {}
        for of in (of for of in wanted if of in holds):  # the first that was asked for stands for a row
            theirs = wanted[of] | theirs
        missing += [(rows, theirs[item]) for item in sorted(theirs.keys() - rows.items)[:: rows.abreast]]
    return missing


class Lines(NamedTuple):
    """Further rows that an item needs behind its last one; `key` is the first answer that has none.

    `of_items` = each of them is for an item of its own, such as a step, and not only for more of the same.
    """

    row: Row
    needed: int
    key: Key
    of_items: bool


def missing_lines(reading: Reading, keys: Iterable[Key]) -> list[Lines]:
    """Return the rows that further lines of the same item need.

    Only where it is certain that no copy will be taken for another item's row.
    """
    last: dict[Key, int] = {}
    for key in reading.found:
        of = key._replace(line=0)
        last[of] = max(key.line, last.get(of, 0))
    more: dict[int, Lines] = {}
    for key in keys:
        line = last.get(key._replace(line=0), key.line)
        if key.line > line:
            slot = reading.found[key._replace(line=line)][0].slot
            grid = _grid_that_goes_on(reading, slot.cell.row) if isinstance(slot, CellSlot) else None
            if isinstance(slot, CellSlot) and grid:
                row = slot.cell.row
                before = more.get(id(row), Lines(row, 0, key, bool(grid.several_rows or key.each)))
                more[id(row)] = before._replace(needed=max(key.line - line, before.needed))
    return list(more.values())


def _grid_that_goes_on(reading: Reading, row: Row) -> Grid | None:
    """Return the grid of a row of which an empty copy is more of the same: by its label, or how it begins."""
    for instance, grid in _grids(reading):
        first = names_row(grid, reading.layout.form) if grid.each_row else None
        rows = instance.rows.get(grid.id, [])
        cells = [one.cell(first) if first else None for one in rows]
        named = any(cell is not None and cell.text.strip() for cell in cells)
        for one, cell in zip(rows, cells, strict=True):
            if one.row is row:
                begun = cell is not None and (named or may_go_on(cell))
                goes_on = _are_lines(instance, grid, reading) or (grid.several_rows and begun)
                return grid if grid.rows or goes_on else None
    return None


def _are_lines(instance: Instance, grid: Grid, reading: Reading) -> bool:
    """Whether the rows of a grid are parts of the item in whose block it stands, such as its support."""
    above = reading.layout.form.upwards(grid.each_row)[1:] if grid.each_row else []
    return instance.block.each in above


def _grids(reading: Reading) -> list[tuple[Instance, Grid]]:
    return [(instance, grid) for instance in reading.instances for grid in instance.block.grids]


# Copies


class Copies:
    """Puts empty copies of its own blocks and rows into a document; `reading` is how it reads with them.

    `keep` tells which words in the place of an answer are the form's own, and stay in a copy.
    """

    def __init__(self, reading: Reading, manner: Manner, changes: Changes, keep: Keep = nothing) -> None:
        self.reading, self._manner, self._changes, self._keep = reading, manner, changes, keep

    def add_blocks(self, block: Block, numbers: Iterable[int]) -> None:
        """Put copies of a block after the one before them, with their own numbers.

        Refusal where there is no block to copy.
        """
        reading = self.reading
        copies: list[tuple[int, int, list[Element]]] = []
        behind: dict[int, list[Element]] = {}
        for number in sorted(numbers):
            before = [one for one in reading.of_block(block) if reading.number(one) < number]
            if not before:
                code = "word.no-review-to-copy" if block.each == REVIEW else "word.no-item-to-copy"
                raise Refusal(code, number=number, kind=reading.called(block.each))
            last = before[-1]
            copied = copy_block(behind.get(id(last)) or _elements(last, reading), self._changes, self._manner)
            behind[id(last)] = copied
            copies.append((reading.number(last), number, copied))
        self.reading = reread(reading)
        for _, _, copied in copies:
            self._clear(self._instance_of(copied, block))
        self.reading = reread(self.reading)
        for old, number, copied in copies:
            self._renumber(self._instance_of(copied, block), number)
            self._renumber_captions(copied, old, number)
        self.reading = reread(self.reading)

    def _instance_of(self, copied: list[Element], block: Block) -> Instance:
        inside = {id(element) for one in copied for element in one.iter()}
        for instance in self.reading.of_block(block):
            if instance.things and all(id(thing.element) in inside for thing in instance.things):
                return instance
        raise Refusal("word.copy-not-understood")

    def _clear(self, instance: Instance) -> None:
        """Take the answers out of a copy; the numbers of the items' rows are the form's own."""
        block = instance.block
        places = [*block.fields, *(column for grid in block.grids for column in grid.columns)]
        numbers = {id(one) for one in places if one.path.field == NUMBER}
        for place, slots in instance.slots.items():
            for slot in slots:
                clear(slot, self._changes, nothing if place in numbers else self._keep)
        for row in (row for rows in instance.rows.values() for row in rows):
            for column, cell in row.cells.items():
                if row.number is None or column not in numbers:
                    clear(CellSlot(cell), self._changes, self._keep)

    def _renumber(self, instance: Instance, new: int) -> None:
        """Put the block's own number into its heading; a heading without one stays as it is."""
        started, old = instance.started, instance.number
        if started is None or old is None:
            return
        paragraphs = [started] if isinstance(started, Paragraph) else started.paragraphs
        for paragraph in reversed(paragraphs):
            place = _place_of(old, paragraph.text)
            if place is not None:
                reword(paragraph, *place, _like(paragraph.text[slice(*place)], new), self._changes)
                return
        raise Refusal("word.copy-not-understood")

    def _renumber_captions(self, copied: list[Element], old: int, new: int) -> None:
        """Put a copy's number into what its tables are called for people who hear them read."""
        names = self.reading.view.names
        for caption in (one for element in copied for one in element.iter(names.w("tblCaption"))):
            words = caption.get(names.w("val"), "")
            place = _place_of(old, words)
            if place is not None:
                start, end = place
                caption.set(names.w("val"), f"{words[:start]}{_like(words[start:end], new)}{words[end:]}")

    def add_rows(self, missing: Iterable[tuple[Rows, Key]]) -> None:
        """Put copies of rows behind the last of their grids, for further items.

        Where the rows of a grid are numbered, the copies get their numbers. Refusal where a copy is not known
        as a row of its item.
        """
        wanted = list(missing)
        items: dict[int, int] = {}
        made = []  # an element that nothing holds would get another id
        for rows, key in reversed(wanted):  # each is put straight behind the last row
            made.append(copy_row(rows.first, self._changes, self._manner, behind=rows.last, keep=self._keep))
            items[id(made[-1])] = key.item
        self.reading.begun += tuple(made)
        self.reading = reread(self.reading)
        self._number(items)
        self.reading = reread(self.reading)
        for _, key in wanted:
            if key not in self.reading.found:
                raise Refusal("word.no-row-to-copy", kind=self.reading.called(key.anchor), number=key.item)

    def _number(self, items: Mapping[int, int]) -> None:
        for instance, grid in _grids(self.reading):
            column = number_column(grid)
            for row in instance.rows.get(grid.id, ()):
                item = items.get(id(row.row.element))
                cell = row.cell(column) if column else None
                if item and cell:
                    clear(CellSlot(cell), self._changes)
                    with suppress(ClosedPlace):  # then it goes by the order of the rows
                        put(CellSlot(cell), [str(item)], self._manner, self._changes)

    def add_lines(self, keys: Iterable[Key]) -> None:
        """Put copies of rows behind them, for further lines of the same item."""
        more = missing_lines(self.reading, keys)
        for one in more:
            for _ in range(one.needed):
                copy_row(one.row, self._changes, self._manner, goes_on=True)
        self.reading = reread(self.reading) if more else self.reading


def _elements(instance: Instance, reading: Reading) -> list[Element]:
    """Return the elements, side by side, that hold a block: its heading and its tables, or rows of one."""
    names = reading.view.names
    others = [thing for other in reading.instances if other is not instance for thing in other.things]
    shared = {id(one) for thing in others for one in thing.element.iterancestors()}
    paths = [[thing.element, *thing.element.iterancestors()] for thing in instance.things]
    inside = (names.w("tc"), names.w("tr"), names.w("p"))
    around = [one for one in paths[0] if all(any(one is other for other in path) for path in paths)]
    around = around[1:] if len(paths) == 1 else around
    while around and around[0].tag in inside and id(around[0]) not in shared:
        around = around[1:]
    if around and around[0].tag == names.w("tbl") and id(around[0]) not in shared:
        around = around[1:]
    if not around:
        raise Refusal("word.copy-not-understood")
    holder = around[0]
    places = sorted(
        holder.index(inner) for path in paths for inner, outer in pairwise(path) if outer is holder
    )
    return list(holder)[places[0] : places[-1] + 1]


def _place_of(number: int, text: str) -> tuple[int, int] | None:
    """Return where a text says a number last, in figures or words, or None."""
    said = [word.span() for word in _WORD.finditer(text) if number_word(word[0].casefold()) == number]
    return said[-1] if said else None


def _like(printed: str, number: int) -> str:
    """Return a number in the manner of another: "2nd" becomes "3rd"; words become figures."""
    if printed[0].isdigit() and not printed.isdigit():
        teens = 10 < number % 100 < 14
        return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
    return str(number)
