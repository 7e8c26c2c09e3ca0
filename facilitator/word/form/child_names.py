"""Whose name stands beside a label: the child's, or that of somebody else who is named in a form.

"Name" alone stands on a form for many people. It is the child's beside a class or a birth; it is not over a
table of people, nor with whoever completed the form. Where that does not tell, a person must say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from facilitator.plan.refusal import Refusal
from facilitator.script.layouts import CHILD
from facilitator.word.document.slots import Slot
from facilitator.word.document.view import Cell, Paragraph, Row, View
from facilitator.word.form.answer_places import right_of
from facilitator.word.form.labels import LONGEST_KNOWN, fold
from facilitator.word.form.prepared_layout import Form, Hit, Spec

FULL_NAME = "child.full_name"
_NAMES = ("full_name", "first_name", "surname", "known_as")
_LINES, _ROWS = 3, 2
"""How far away a class or a birth tells that a name is the child's."""
_MOST_BEFORE, _MOST_BEHIND = 4, 1
"""Words round what heads the details of somebody else, as in "This plan was completed by"."""
MOST_NAMES = 200
"""Places of a document where the child's name may stand; a form of many people has forty."""
_WIDE = re.compile(r"\t|[ \u00a0]{2,}|\n")


class NameAt(NamedTuple):
    """A place where the child's name may stand; `sure` = its label, or what is beside it, says so."""

    at: Paragraph | Cell
    slot: Slot | None
    sure: bool

    @property
    def name(self) -> str:
        """The name that stands there, in one line."""
        return " ".join(self.slot.text.split()) if self.slot else ""


def passed_over(names: Sequence[NameAt]) -> list[NameAt]:
    """Return the places before that of the child's name: others are surer, or are filled in."""
    best = max(names, key=_rank, default=None)
    return list(names[: names.index(best)]) if best else []


def alternatives(names: Sequence[NameAt]) -> tuple[str, ...]:
    """Return the names of which nobody but a person can tell which is the child's; the first is taken."""
    best = max(map(_rank, names), default=(False, False))
    found: list[str] = []
    for one in names:
        if _rank(one) == best and one.name and not any(_same(one.name, other) for other in found):
            found.append(one.name)
    return tuple(found) if len(found) > 1 else ()


def tells_child(spec: Spec) -> bool:
    """Whether a place is of a part of the child's name, or of the names of a whole group."""
    listed = spec.place.lists and spec.place.records == FULL_NAME
    return listed or spec.place.records in ("child.first_name", "child.surname")


def _rank(one: NameAt) -> tuple[bool, bool]:
    return one.sure, bool(one.name)


def _same(name: str, other: str) -> bool:
    words, others = set(fold(name).split()), set(fold(other).split())
    return words <= others or others <= words


class ChildNames:
    """Tells the child's name from those of other people by what stands around them in one document.

    `found` are the places where the child's may stand, in the document's order, without those in
    `passed_over`, by the `id` of their cell or paragraph.
    """

    def __init__(self, form: Form, view: View, passed_over: frozenset[int]) -> None:
        self._form, self._view, self._passed_over = form, view, passed_over
        self.found: list[NameAt] = []
        phrases = form.layout.phrases
        self._plain = {fold(one) for one in phrases.plain_names}
        self._others = sorted((fold(one) for one in phrases.others), key=len, reverse=True)
        self._adults = {fold(one) for one in phrases.beside_adults}
        self._headings = self._adults | {fold(one) for one in phrases.beside_names}
        # A text is asked about once for each name that stands near it.
        self._heads_others = cache(self._is_heading_of_others)
        self._asks_of_child = cache(self._has_childs_label)
        self._over: dict[int, list[str]] = {}
        self._places: dict[int, dict[int, int]] = {}

    def has(self, hit: Hit, at: Paragraph | Cell, slot: Slot | None) -> bool:
        """Whether the child's name may stand at a label, which is noted; of several children always."""
        spec = hit.spec
        if spec.place.records != FULL_NAME or spec.block.each:
            return True
        name = self._name_at(hit, at, slot)
        here = {id(at), id(at.cell if isinstance(at, Paragraph) else at)}
        if name is None or here & self._passed_over:
            return False
        self.found.append(name)
        if len(self.found) > MOST_NAMES:
            raise Refusal("word.part-too-large")
        return True

    def _name_at(self, hit: Hit, at: Paragraph | Cell, slot: Slot | None) -> NameAt | None:
        """Return the place of a name that may be the child's, or None where it is somebody else's."""
        if fold(hit.label) not in self._plain:
            return NameAt(at, slot, sure=True)
        cell = at if isinstance(at, Cell) else at.cell
        if self._heads_people(slot, cell):
            return None
        beside = self._is_childs(chain([at.text], self._row_of(cell)))
        if not beside and (self._is_adults(at, cell, slot) or self._is_under_others(at, cell)):
            return None
        sure = beside or self._is_childs(self._near(at, cell))
        if not sure and cell is not None and any(map(self._heads_others, self._line_over(cell.row))):
            return None
        return NameAt(at, slot, sure)

    # What stands around it

    def _heads_people(self, slot: Slot | None, cell: Cell | None) -> bool:
        """Whether it is the heading of a column, beside others such as "Role"."""
        beside = right_of(cell.row, cell) if cell else None
        texts = [slot.text if slot else "", beside.text if beside else ""]
        return any(len(text) <= LONGEST_KNOWN and fold(text) in self._headings for text in texts)

    def _is_adults(self, at: Paragraph | Cell, cell: Cell | None, slot: Slot | None) -> bool:
        """Whether a role, a signature or the like is asked for beside it."""
        parts = _WIDE.split(slot.text)[1:] if slot else []
        after = [] if cell is None else [one.text for one in cell.row.cells[cell.number :]]
        following = self._lines(at)[1][:1] if isinstance(at, Paragraph) else []
        return any(self._asks_of_adults(text) for text in (*parts, *after, *following))

    def _asks_of_adults(self, text: str) -> bool:
        return fold(re.split(r"[:\t]", text.strip())[0]) in self._adults

    def _is_under_others(self, at: Paragraph | Cell, cell: Cell | None) -> bool:
        """Whether what stands before it, or heads it, is about somebody else."""
        before = self._lines(at)[0] if isinstance(at, Paragraph) else []
        if any(map(self._heads_others, before)):
            return True
        if cell is None:
            return False
        left = [one.text for one in cell.row.cells[: cell.number - 1] if one.text.strip()]
        return any(map(self._heads_others, [*left[-1:], self._heading_over(cell.row)]))

    def _heading_over(self, row: Row) -> str:
        """Return the nearest row of one text above a row; empty where there is none."""
        over = self._over.get(id(row.table))
        if over is None:
            over = self._over[id(row.table)] = [""]
            for one in row.table.rows:
                texts = {cell.text.strip() for cell in one.cells} - {""}
                over.append(texts.pop() if len(texts) == 1 else over[-1])
        return over[row.number - 1]

    def _line_over(self, row: Row) -> Iterator[str]:
        """Yield the line above a row's table."""
        blocks = row.table.outer.blocks if row.table.outer else self._view.body
        place = next((place for place, one in enumerate(blocks) if one is row.table), 0)
        for block in reversed(blocks[:place]):
            if not isinstance(block, Paragraph):
                return
            if block.text.strip():
                yield block.text
                return

    def _is_heading_of_others(self, text: str) -> bool:
        """Whether a text heads what is asked of somebody else, and holds no answer itself."""
        if text.partition(":")[2].strip():
            return False
        words = f" {fold(text)} "
        for phrase in self._others:
            before, found, behind = words.rpartition(f" {phrase} ")
            if found:
                return len(before.split()) <= _MOST_BEFORE and len(behind.split()) <= _MOST_BEHIND
        return False

    def _is_childs(self, texts: Iterator[str]) -> bool:
        """Whether a label that only a child has, such as a class or a birth, begins a part of some texts."""
        return any(map(self._asks_of_child, texts))

    def _has_childs_label(self, text: str) -> bool:
        hits = (hit for part in _WIDE.split(text) for hit in self._form.hits(part.strip()))
        return any(self._is_own(hit) and (hit.alone or hit.match.separated) for hit in hits)

    @staticmethod
    def _is_own(hit: Hit) -> bool:
        records = hit.spec.place.records
        return records.startswith(f"{CHILD}.") and records.partition(".")[2] not in _NAMES

    @staticmethod
    def _row_of(cell: Cell | None) -> list[str]:
        return [one.text for one in cell.row.cells] if cell else []

    def _near(self, at: Paragraph | Cell, cell: Cell | None) -> Iterator[str]:
        if isinstance(at, Paragraph):
            yield from chain(*self._lines(at))
        if cell is not None:
            rows = cell.row.table.rows
            for row in rows[max(cell.row.number - 1 - _ROWS, 0) : cell.row.number + _ROWS]:
                yield from (one.text for one in row.cells)

    def _lines(self, at: Paragraph) -> tuple[list[str], list[str]]:
        """Return the lines before and behind one, the nearest first, up to a table."""
        blocks = at.cell.blocks if at.cell else self._view.body
        places = self._places.get(id(blocks))
        if places is None:
            places = self._places[id(blocks)] = {id(one): place for place, one in enumerate(blocks)}
        place = places.get(id(at))
        if place is None:  # in a text box
            return [], []
        before = (blocks[one] for one in range(place - 1, -1, -1))
        behind = (blocks[one] for one in range(place + 1, len(blocks)))
        return self._until_table(before), self._until_table(behind)

    @staticmethod
    def _until_table(blocks: Iterator[object]) -> list[str]:
        found: list[str] = []
        for block in blocks:
            if not isinstance(block, Paragraph) or len(found) == _LINES:
                break
            found += [block.text] if block.text.strip() else []
        return found
