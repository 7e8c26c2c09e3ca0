"""The language of `prompts/<format>/layout.yaml`: how the fields of a plan are found in a Word form.

Labels decide, never positions. A label is written as people know it; case, white space, quotes, dashes and
the punctuation at its end do not count when it is looked for. `{number}` in a label stands for a number in
figures or words ("2", "two", "second", "2nd"), `{answer}` for the answer itself, inside the label's line.
What a place records is a path into the plan, such as `child.full_name`, `outcome.wording`, `step.met` or
`review.working`: what the format declares, and what every plan has.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple, Self

from pydantic import ConfigDict, Field, model_validator

from facilitator.plan.people import Perspective
from facilitator.plan.text import Id
from facilitator.script.declared_fields import DeclaredField, Fields
from facilitator.script.format_declaration import ACTIONS, Declaration
from facilitator.script.format_declaration import Path as Records
from facilitator.script.formats_and_turns import FormatFile
from facilitator.script.loading import format_ids, load_format, read_file
from facilitator.script.phrases_in_forms import Phrases, load_phrases
from facilitator.script.prompt_data import Data, Loc, WordId
from facilitator.script.yaml_source import read_source

UNKNOWN_PATH = "script.layout-unknown-path"
LAYOUT_FILE = "layout.yaml"

Where = Literal["after", "right", "below", "under", "inside", "box"]
"""Where an answer stands: in the label's line after it, in the cell to the right, in the cell below, in the
label's cell under it, inside the label's line at `{answer}`, or as a tick box beside the label."""

REVIEW, CHILD, NUMBER, SCHOOL = "review", "child", "number", "school"

_LINE, _WORDS, _DAY, _COUNT = (DeclaredField(type=kind) for kind in ("line", "words", "date", "number"))
OF_CHILD = {
    **dict.fromkeys(("full_name", "first_name", "surname", "known_as"), _LINE),
    "date_of_birth": _DAY,
    **dict.fromkeys(("class_name", "pupil_number"), _LINE),
    "communication": _WORDS,
}
OF_PLAN = {NUMBER: _COUNT, "started": _DAY, SCHOOL: _LINE}
OF_REVIEW = {"date": _DAY, "next_date": _DAY, "period": _COUNT, ACTIONS: _WORDS}
_OWN: dict[str, Fields] = {CHILD: OF_CHILD, "plan": OF_PLAN, REVIEW: OF_REVIEW}
SIGNED, ON = "signed", "on"


def declared_at(path: Records, form: Declaration) -> DeclaredField | None:
    """Return what may stand at a path of a layout, or None where its format has none.

    `KIND.actions` are the actions that were agreed on an item, `signed.TO` who signed, `signed.TO.on` when.
    """
    if path.of == SIGNED:
        known = path.field in form.signs and path.part in ("", ON)
        return (_DAY if path.part else _LINE) if known else None
    if path.part:
        return None
    if path.field == ACTIONS and path.of in form.items:
        return _WORDS
    return _own(path, form) or form.field(path)


def _own(path: Records, form: Declaration) -> DeclaredField | None:
    """Return what stands at a path whatever a review may say there: what every plan has, and its items."""
    if path.of in form.items:
        return form.items[path.of].fields.get(path.field) or (_COUNT if path.field == NUMBER else None)
    return _OWN[path.of].get(path.field) if path.of in _OWN else None


def is_of_review(path: Records, form: Declaration) -> bool:
    """Whether a path is of what a review says, and not of what the plan itself holds."""
    if path.of == REVIEW or path.field == ACTIONS:
        return True
    may_be = path.of == CHILD or path.of in form.items
    return may_be and path.field != NUMBER and _own(path, form) is None


class Marks(Data):
    """How a form shows what came and went: what stands before an addition, and that an end is struck out.

    `added` has {text}, and {review} and {date} where the form has them: "R{review} {date}: {text}". Nothing
    is ever deleted.
    """

    added: str = ""
    ended: Literal["", "struck"] = ""


class OwnLine(Data):
    """What else stands in a box of an item, on a line of its own behind a label."""

    records: str
    labels: list[str] = Field(min_length=1)

    @property
    def path(self) -> Records:
        """What it records, as a path."""
        return Records.read(self.records)


class Place(Data):
    """A labelled place of a form, and what stands there; the base of fields, columns and rows.

    No `records` = the form's own text, which only helps to find the way. `of` = whose views or signature it
    is; `with` fixes fields of the items that stand there; `option` = a tick there chooses that option;
    `list` = each line is an item of its own. `also` names what else goes into the same cell, by its path,
    `own_lines` which fields of the same item stand in it on lines of their own, each behind a label.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, populate_by_name=True)

    records: str = ""
    labels: list[str] = Field(min_length=1)
    of: Perspective | None = None
    option: WordId | None = None
    fixed: dict[Id, WordId] = Field(default={}, alias="with")
    lists: bool = Field(default=False, alias="list")
    also: list[str] = []
    own_lines: list[OwnLine] = []

    @property
    def path(self) -> Records:
        """What it records, as a path."""
        return Records.read(self.records)


class Says(NamedTuple):
    """What the places of one answer say together: a row and a column, or one field."""

    records: str = ""
    of: str = ""
    option: str = ""
    fixed: tuple[tuple[str, str], ...] = ()
    lists: bool = False
    also: tuple[str, ...] = ()
    own_lines: tuple[OwnLine, ...] = ()

    @property
    def path(self) -> Records:
        """What is recorded, as a path."""
        return Records.read(self.records)


def says(*places: Place) -> Says:
    """Return what places say together; what a later one says counts."""
    records = of = option = ""
    lists, also, fixed, own_lines = False, list[str](), dict[str, str](), list[OwnLine]()
    for one in places:
        records, of, option = one.records or records, one.of or of, one.option or option
        lists = lists or one.lists
        also += one.also
        own_lines += one.own_lines
        fixed |= one.fixed
    return Says(records, of, option, tuple(sorted(fixed.items())), lists, tuple(also), tuple(own_lines))


def is_own_list(said: Says, form: Declaration) -> bool:
    """Whether each line of an answer is an item that belongs to nothing else, such as a document."""
    kind = form.items.get(said.path.of)
    return said.lists and kind is not None and kind.under is None


class LabelledField(Place):
    """One question of a form with its answer beside it.

    `starts` = its label begins a block. A `weak` label (such as "Date") is common elsewhere, so that it
    counts only inside a block that has begun. `review` fixes the review, for a cover that repeats its date.
    """

    answer: list[Where] = []
    starts: bool = False
    weak: bool = False
    review: int | None = None
    new: bool = True
    """Whether the empty form of the format must have it."""
    marks: Marks = Marks()


class Column(Place):
    """A column of a grid: its label stands in the grid's heading row."""


class RowLabel(Place):
    """A row of a grid: its label stands to the left of its answers."""


class Grid(Data):
    """A table, or a part of one: columns by a heading row; rows by labels, or one for each item or child.

    `each_row` is a kind of item, or `child`. Its rows are numbered by the column that records its number,
    else they stand in order. With `several_rows` one may take several rows, and each is read and filled.
    In a form that is made from the layout the points of the scale stand over the grid after `key`, one of
    the form's own texts.
    """

    id: Id
    columns: list[Column] = Field(min_length=1)
    rows: list[RowLabel] = []
    each_row: str = ""
    several_rows: bool = False
    key: str = ""
    marks: Marks = Marks()

    @model_validator(mode="after")
    def _has_rows(self) -> Self:
        if bool(self.rows) == bool(self.each_row):
            raise ValueError("a grid has either rows or each_row")
        return self


class Block(Data):
    """A part of a form, once or once for each item of a kind, child or review; fields come before grids.

    `review` = the review that the block belongs to, where a form has only one. An `extra` one is in the forms
    that the program makes, beyond the council's own: no form is known by it.
    """

    id: Id
    title: str = ""
    each: str = ""
    review: int | None = None
    extra: bool = False
    fields: list[LabelledField] = []
    grids: list[Grid] = []

    def is_reviews(self, places: tuple[Place, ...]) -> bool:
        """Whether what stands at some of its places belongs to a review."""
        fixed = any(isinstance(one, LabelledField) and one.review for one in places)
        return fixed or self.each == REVIEW or self.review is not None

    def answers(self) -> Iterator[tuple[tuple[Place, ...], Grid | None]]:
        """Yield the places of each answer: a field, a column, or the crossing of a row and a column."""
        for field in self.fields:
            yield (field,), None
        for grid in self.grids:
            for column in grid.columns:
                if not grid.rows:
                    yield (column,), grid
                for row in grid.rows:
                    yield (row, column), grid


class LayoutFile(Data):
    """How one plan format stands in Word: a format's `layout.yaml`.

    `title` is what the form calls itself; `own_text` begins the form's further texts, which are no answers;
    `hints` begin what a council prints into answer cells for people to write over. `date` is how a date is
    written, in strftime's terms.
    """

    title: list[str] = Field(min_length=1)
    date: str
    own_text: list[str] = []
    hints: list[str] = []
    blocks: list[Block] = Field(min_length=1)

    @model_validator(mode="after")
    def _keys_are_own_text(self) -> Self:
        keys = [grid.key for block in self.blocks for grid in block.grids if grid.key]
        if all(any(key.startswith(text) for text in self.own_text) for key in keys):
            return self
        raise ValueError("own_text must have the beginning of each grid's key")


class Layout(LayoutFile):
    """A layout with the phrases of its folder of prompts, and with what its format declares."""

    phrases: Phrases
    form: FormatFile


def load_layout(format_id: str, prompts: Path) -> Layout | None:
    """Read a format's layout, or None where it has none; Refusal with file and line where it is wrong."""
    path = prompts / format_id / LAYOUT_FILE
    if not path.is_file():
        return None
    file = read_file(path, LayoutFile)
    form = load_format(format_id, prompts)
    if form is None:
        return None
    for loc, values in unknown_paths(file, form):
        raise read_source(path).finding(loc, UNKNOWN_PATH, **values).refusal()
    return Layout.model_construct(**dict(file), phrases=load_phrases(prompts), form=form)


def unknown_paths(layout: LayoutFile, form: Declaration) -> Iterator[tuple[Loc, dict[str, str]]]:
    """Yield where a layout has a path that its format does not declare, with what is given and known."""
    for loc, _, place, _ in places_of(layout):
        paths: list[tuple[Loc, str]] = [((*loc, "records"), place.records)] if place.records else []
        paths += [((*loc, "also", index), name) for index, name in enumerate(place.also)]
        paths += [
            ((*loc, "own_lines", index, "records"), one.records) for index, one in enumerate(place.own_lines)
        ]
        for at, name in paths:
            path = Records.read(name)
            if declared_at(path, form) is None:
                yield at, {"given": name, "known": ", ".join(_known(path.of, form))}


class PlaceAt(NamedTuple):
    """A place of a layout, and where it stands in the file."""

    loc: Loc
    block: Block
    place: Place
    grid: Grid | None = None


def places_of(layout: LayoutFile) -> Iterator[PlaceAt]:
    """Yield every labelled place of a layout, in the order of its file."""
    for number, block in enumerate(layout.blocks):
        at: Loc = ("blocks", number)
        for index, field in enumerate(block.fields):
            yield PlaceAt((*at, "fields", index), block, field)
        for which, grid in enumerate(block.grids):
            for name, places in (("columns", grid.columns), ("rows", grid.rows)):
                for index, one in enumerate(places):
                    yield PlaceAt((*at, "grids", which, name, index), block, one, grid)


def _known(of: str, form: Declaration) -> list[str]:
    """Return what may be recorded of something; of what there is not, what there is something of."""
    own = [NUMBER, *form.items[of].fields] if of in form.items else [*_OWN.get(of, ())]
    agreed = [ACTIONS] if of in form.items else []
    names = form.signs if of == SIGNED else dict.fromkeys([*own, *form.fields_of(of), *agreed])
    return [f"{of}.{name}" for name in names] or [CHILD, "plan", REVIEW, *form.items]


def load_layouts(prompts: Path) -> dict[str, Layout]:
    """Return the layouts of a folder of prompts by the ids of their formats."""
    found = {format_id: load_layout(format_id, prompts) for format_id in format_ids(prompts)}
    return {format_id: layout for format_id, layout in found.items() if layout}
