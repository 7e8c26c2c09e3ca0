"""What a Word form says: its blocks as they are found, every answer under its key, and what is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from facilitator.script.format_declaration import Declaration
from facilitator.script.layouts import (
    REVIEW,
    Block,
    Column,
    Grid,
    Layout,
    Marks,
    RowLabel,
    declared_at,
    places_of,
)
from facilitator.word.document.look_of_numbers import standing_out
from facilitator.word.document.slots import Slot, lines_of, marked_text
from facilitator.word.document.view import Cell, Paragraph, Row, Spot, View
from facilitator.word.document.xml import Element
from facilitator.word.form.keys import Key, Values, is_answer, kind_label
from facilitator.word.form.labels import fold
from facilitator.word.form.prepared_layout import Form, Spec
from facilitator.word.tick_boxes import UNTICKED, ticked_words


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
    """A grid's heading row: where each column stands, and how many answer cells a row has.

    `beside` are the same headings further right, where a row has several items side by side.
    """

    grid: Grid
    row: Row
    cells: dict[int, Cell]
    beside: list[Columns] = field(default_factory=list)


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


NO_MARKS = Marks()
TICKED_TYPES = ("tick", "choice", "several")
"""The types of which a form may print boxes to tick."""


class Found(NamedTuple):
    """One answer's place in the document, what it is called there, and the marks that may stand in it."""

    slot: Slot
    called: Callable[[], str]
    marks: Marks = NO_MARKS

    @property
    def label(self) -> str:
        """What the place is called: few of the many are ever named."""
        return self.called()


class Unread(NamedTuple):
    """Words of the document that are no known label and no answer to one."""

    spot: Spot
    text: str


class Notice(NamedTuple):
    """Something about the document that the chair should know; `code` names its sentence."""

    code: str
    values: dict[str, object]


class State(Enum):
    """How far a review's block is filled in."""

    EMPTY = "empty"
    HALF = "half"
    HELD = "held"


@dataclass
class Reading:
    """A document read by one layout."""

    format_id: str
    form: Form
    view: View
    instances: list[Instance]
    numbers: dict[int, int] = field(default_factory=dict)
    found: dict[Key, list[Found]] = field(default_factory=dict)
    goes_on: dict[Key, Key] = field(default_factory=dict)
    """Answers about one of several rows that stand in the cell of the first, merged over the others."""
    before: dict[str, int] = field(default_factory=dict)
    """The largest number of the items in a grid that has new ones in each review, as far as it was read."""
    begun: tuple[Element, ...] = ()
    """Rows that were added for a further item, which says nothing yet."""
    notices: list[Notice] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    missing: list[Spec] = field(default_factory=list)
    other_names: list[tuple[Instance | None, str]] = field(default_factory=list)
    other_children: list[tuple[Instance | None, str, str]] = field(default_factory=list)
    repeated: frozenset[int] = frozenset()
    """The fields (by `id`) whose label stands there again with a further answer."""
    names: tuple[str, ...] = ()
    """Names of which only a person can tell which is the child's, the one that is taken first."""

    @property
    def layout(self) -> Layout:
        """The layout that the document was read by."""
        return self.form.layout

    def called(self, kind: str) -> str:
        """Return what an item of a kind is called in a sentence: "outcome"."""
        return kind_label(kind, self.layout.form).lower()

    def leave_unread(self, thing: Cell | Paragraph) -> None:
        """Name the words of a cell or a paragraph as not understood, where it has any."""
        if thing.text.strip():
            self.unread.append(Unread(thing.spot, thing.text.strip()))

    def of_block(self, block: Block) -> list[Instance]:
        """Return the instances of a block in the order in which they stand."""
        return [one for one in self.instances if one.block is block]

    def number(self, instance: Instance) -> int:
        """Return the number of an item's or a review's block, from 1; 0 for a block that stands once."""
        return self.numbers.get(id(instance), 0)

    def blocks_each(self, each: str) -> list[Block]:
        """Return the blocks that stand once for each item of a kind, or for each review."""
        return [block for block in self.layout.blocks if block.each == each]

    def periods(self) -> list[int]:
        """Return the numbers of the reviews that the document has a place for; a day on the cover is none.

        A part of the form that is a review's own is one, even where it has a box for the day alone.
        """
        parts = {one.number for one in self.instances if one.block.each == REVIEW and one.number}
        return sorted(
            {
                key.review
                for key in self.found
                if key.review and (key.records != "review.date" or key.review in parts)
            }
        )

    def text(self, key: Key) -> str:
        """Return what stands for a key, at its first place that is filled in.

        What a form prints for people to write over is nothing.
        """
        return next(filter(None, (self.said(key, one) for one in self.found.get(key, ()))), "")

    def said(self, key: Key, at: Found) -> str:
        """Return what was answered at one place of a key; what only the form says there is nothing."""
        text = self.form.answer(key, at.slot.text)
        if not text and is_score(key, self.layout.form):
            return standing_out(lines_of(at.slot), self.form.points.numbers)
        return "" if UNTICKED in text and self._waits(key, text) else text

    def _waits(self, key: Key, text: str) -> bool:
        """Whether an answer is only boxes to tick, as the form prints them, and none is ticked."""
        declared = declared_at(key.path, self.layout.form)
        return declared is not None and declared.type in TICKED_TYPES and ticked_words(text) == []

    def _marked(self, key: Key) -> str:
        ends = [one for one in self.found[key] if one.marks.ended and self._may_end(key)]
        texts = (self.form.without_hints(marked_text(one.slot)).strip() for one in ends)
        return next(filter(None, texts), "")

    def _may_end(self, key: Key) -> bool:
        """Whether a key is of what stands in the plan itself of an item."""
        return key.path.of in self.layout.form.items and not key.review and not key.is_number

    def values(self) -> Values:
        """Return every answer as lines of text; what is struck through is marked where that ends things."""
        answers = {key: self._marked(key) or self.text(key) for key in self.found}
        values = {key: text.split("\n") for key, text in answers.items() if text}
        return values | self._of_merged(values)

    def _of_merged(self, values: Values) -> Values:
        """Return the answers of rows whose cells are merged: a line each, or one that is of all of them."""
        found: Values = {}
        for top in set(self.goes_on.values()) & values.keys():
            rows = [top, *(key for key, of in self.goes_on.items() if of == top)]
            lines = values[top]
            each = lines if len(lines) == len(rows) else lines * len(rows) if len(lines) == 1 else []
            found |= {key: [line] for key, line in zip(rows, each, strict=False)}
        return found

    @property
    def several_plans(self) -> bool:
        """Whether the document holds a further plan behind the first, of another child or of another year.

        An item's number comes again behind the reviews, and then a review's does, or another name. Or a part
        of another child's name, or other names of a group, stand between two reviews. Or most labels that a
        form has once come again: behind another name, or where it has everything once.
        """
        if self._between_reviews():
            return True
        name = fold(self.text(Key("child.full_name")))
        others = [after for after, text in self.other_names if fold(text) != name]
        if others or not any(block.each for block in self.layout.blocks):
            known = {place for one in self.instances if not one.block.each for place in one.slots}
            if 2 * len(self.repeated & known) > len(known):
                return True
        behind: list[Instance] = []
        items: set[int | None] = set()
        reviews: set[int | None] = set()
        name = fold(self.text(Key("child.full_name")))
        others = [after for after, text in self.other_names if fold(text) != name]
        in_blocks = any(block.each not in ("", REVIEW) for block in self.layout.blocks)
        for one in self.instances:
            if one.block.each == REVIEW:
                again = one.number in reviews - {None}
                if again and (behind or (not in_blocks and others)):
                    return True
                reviews.add(one.number)
            elif one.block.each:
                behind += [one] if reviews and one.number in items - {None} else []
                items.add(one.number)
        places = {id(one): place for place, one in enumerate(self.instances)}
        first = min((places[id(one)] for one in behind), default=0)
        return bool(behind) and any(after is not None and places[id(after)] >= first - 1 for after in others)

    def _between_reviews(self) -> bool:
        """Whether what tells of another child stands behind one review and before another."""
        places = {id(one): place for place, one in enumerate(self.instances)}
        reviews = [place for place, one in enumerate(self.instances) if one.block.each == REVIEW]
        others = [
            places[id(after)]
            for after, records, text in self.other_children
            if after is not None and fold(text) != fold(self.text(Key(records)))
        ]
        return bool(reviews) and any(reviews[0] <= place < reviews[-1] for place in others)

    def state(self, review: int, values: Values) -> State:
        """Return how far a review is filled in, going by the answers of the document.

        It was held where it has a score, or answers in half of its places; and its date. A review with
        neither is half filled: somebody prepared it. In a box that takes words as well may be words alone:
        there a line must be one of the answers.
        """
        form = self.layout.form
        asked = [key for key in self.found if key.review == review and is_answer(key, form)]
        filled = [key for key in asked if key in values]
        dated = Key("review.date", review=review) in values
        if not filled:
            return State.HALF if dated else State.EMPTY
        with_words = {place.records for _, _, place, _ in places_of(self.layout) if place.also}
        scored = any(
            is_score(key, form) and (key.records not in with_words or self._judges(key, values[key]))
            for key in filled
        )
        return State.HELD if scored or (dated and 2 * len(filled) >= len(asked)) else State.HALF

    def _judges(self, key: Key, lines: Sequence[str]) -> bool:
        """Whether a line of a box is one of the answers to what is judged there, by its words."""
        scale = self.layout.form.scale_of(key.path)
        answers = {fold(point.adult) for point in scale.points} if scale else set()
        return any(fold(line).strip(" .") in answers for line in lines)


def is_score(key: Key, form: Declaration) -> bool:
    """Whether an answer is what was agreed of progress: nobody fills that in before a meeting."""
    declared = declared_at(key.path, form)
    return declared is not None and declared.type == "score"
