"""Copies the rows that a form has too few of: one for a further item, or for a further line of one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import NamedTuple

from facilitator.plan.refusal import Refusal
from facilitator.script.layouts import NUMBER, Grid
from facilitator.word.document.filling import ClosedPlace, put
from facilitator.word.document.growing import Keep, clear, copy_row, may_go_on, nothing
from facilitator.word.document.runs import Manner
from facilitator.word.document.slots import CellSlot
from facilitator.word.document.verifying import Changes
from facilitator.word.document.view import Row
from facilitator.word.document.xml import Element
from facilitator.word.form.copies import reread
from facilitator.word.form.item_rows import names_row
from facilitator.word.form.keys import Key
from facilitator.word.form.reading import Reading


def room_for(reading: Reading, kind: str, count: int) -> list[Key]:
    """Return the places of a form for so many items of a kind: each has what the first has."""
    own = [key for key in reading.found if key.item and key.anchor == kind]
    first = min((key.item for key in own), default=0)
    of_first = [key for key in own if key.item == first]
    return [key._replace(item=number) for number in range(first, count + 1) for key in of_first]


class Rows(NamedTuple):
    """The rows of a grid that has some for each item: their answers, of no item, and whose they are.

    `first` is the first row of the item that stands last, `last` its last one.
    """

    first: Row
    last: Row
    holds: frozenset[Key]
    items: frozenset[int]


def rows_of_items(reading: Reading) -> list[Rows]:
    """Return the rows of every grid that has some for each item; those of totals and notes are none."""
    keys: dict[int, list[Key]] = {}
    for key, found in reading.found.items():
        for one in found:
            if key.item and isinstance(one.slot, CellSlot):
                keys.setdefault(id(one.slot.cell.row), []).append(key)
    found_rows = []
    for grid, rows in _grids(reading):
        known = [row for row in rows if grid.each_row and id(row) in keys]
        if known:
            theirs = [key for row in known for key in keys[id(row)]]
            holds = frozenset(key._replace(item=0, line=0) for key in theirs)
            items = [{key.item for key in keys[id(row)]} for row in known]
            first = known[items.index(items[-1])]
            found_rows.append(Rows(first, known[-1], holds, frozenset(key.item for key in theirs)))
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
        missing += [(rows, theirs[item]) for item in sorted(theirs.keys() - rows.items)]
    return missing


def add_rows(
    reading: Reading,
    missing: Iterable[tuple[Rows, Key]],
    manner: Manner,
    changes: Changes,
    keep: Keep = nothing,
) -> Reading:
    """Put empty copies of rows behind the last of their grids, for further items; return the new reading.

    Where the rows of a grid are numbered, the copies get their numbers. Refusal where a copy is not known
    as a row of its item.
    """
    wanted = list(missing)
    copies: list[tuple[Element, int]] = []
    for rows, key in reversed(wanted):  # each is put straight behind the last row
        copies.append((copy_row(rows.first, changes, manner, behind=rows.last, keep=keep), key.item))
    reading = reread(reading)
    _number({id(element): item for element, item in copies}, reading, manner, changes)
    reading = reread(reading)
    for _, key in wanted:
        if key not in reading.found:
            raise Refusal("word.no-row-to-copy", number=key.review)
    return reading


def _number(items: Mapping[int, int], reading: Reading, manner: Manner, changes: Changes) -> None:
    for instance in reading.instances:
        for grid in instance.block.grids:
            column = next((one for one in grid.columns if one.records == f"{grid.each_row}.{NUMBER}"), None)
            for row in instance.rows.get(grid.id, ()):
                item = items.get(id(row.row.element))
                cell = row.cell(column) if column else None
                if item and cell:
                    clear(CellSlot(cell), changes)
                    with suppress(ClosedPlace):  # then it goes by the order of the rows
                        put(CellSlot(cell), [str(item)], manner, changes)


def add_lines(reading: Reading, keys: Iterable[Key], manner: Manner, changes: Changes) -> Reading:
    """Put empty copies of rows behind them, for further lines of the same item; return the new reading.

    Only where it is certain that no copy will be taken for another item's row.
    """
    lines: dict[Key, int] = {}
    for key in reading.found:
        of = key._replace(line=0)
        lines[of] = max(key.line, lines.get(of, 0))
    more: dict[int, tuple[Row, int]] = {}
    for key in keys:
        last = lines.get(key._replace(line=0), key.line)
        if key.line > last:
            slot = reading.found[key._replace(line=last)][0].slot
            if isinstance(slot, CellSlot) and _is_known_to_go_on(reading, slot.cell.row):
                row = slot.cell.row
                more[id(row)] = row, max(key.line - last, more.get(id(row), (row, 0))[1])
    for row, count in more.values():
        for _ in range(count):
            copy_row(row, changes, manner, goes_on=True)
    return reread(reading) if more else reading


def _is_known_to_go_on(reading: Reading, row: Row) -> bool:
    """Whether an empty copy of a row is more of the same: its label says so, or the cell that begins it."""
    for instance in reading.instances:
        for grid in instance.block.grids:
            first = names_row(grid, reading.layout.form) if grid.each_row else None
            rows = instance.rows.get(grid.id, [])
            cells = [one.cell(first) if first else None for one in rows]
            named = any(cell is not None and cell.text.strip() for cell in cells)
            for one, cell in zip(rows, cells, strict=True):
                if one.row is row:
                    begun = cell is not None and (named or may_go_on(cell))
                    return bool(grid.rows) or (grid.several_rows and begun)
    return False


def _grids(reading: Reading) -> Iterable[tuple[Grid, list[Row]]]:
    for instance in reading.instances:
        for grid in instance.block.grids:
            yield grid, [row.row for row in instance.rows.get(grid.id, ())]
