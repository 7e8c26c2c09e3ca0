"""The language of `prompts/<format>/layout.yaml`: how the fields of a plan are found in a Word form.

Labels decide, never positions. A label is written as people know it; case, white space, quotes, dashes and
the punctuation at its end do not count when it is looked for. `{number}` in a label stands for a number in
figures or words ("2", "two", "second", "2nd"), `{answer}` for the answer itself, inside the label's line.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator

from facilitator.plan.people import Perspective
from facilitator.plan.text import Id
from facilitator.script.data import Data
from facilitator.script.home import find_prompts
from facilitator.script.loading import SHARED, format_ids, read_file

LAYOUT_FILE, PHRASES_FILE = "layout.yaml", "phrases.yaml"

Record = Literal[
    "child.name",
    "child.known_as",
    "child.born",
    "child.class",
    "child.communication",
    "plan.number",
    "plan.started",
    "other_plan",
    "outcome.number",
    "outcome.wording",
    "outcome.steps",
    "outcome.advice",
    "provision.what",
    "provision.who",
    "provision.how_often",
    "review.date",
    "review.next_date",
    "review.choice",
    "statement",
    "view",
    "progress",
    "progress.delivered",
    "progress.score",
]
Where = Literal["after", "right", "below", "under", "inside", "box"]
"""Where an answer stands: in the label's line after it, in the cell to the right, in the cell below, in the
label's cell under it, inside the label's line at `{answer}`, or as a tick box beside the label."""

Each = Literal["", "outcome", "review"]

_NEEDED: dict[str, tuple[str, ...]] = {
    "other_plan": ("kind",),
    "provision.what": ("where",),
    "provision.who": ("where",),
    "provision.how_often": ("where",),
    "review.choice": ("field",),
    "statement": ("topic",),
    "view": ("perspective", "topic"),
    "progress": ("field",),
}
"""What a record must say besides its name; in a grid the row and the column say it together."""


class Place(Data):
    """A labelled place of a form, and what stands there; the base of fields, columns and rows.

    No `records` = the form's own text, which only helps to find the way. `also` names what else goes into
    the same cell: fields of an outcome review, `actions` or `decision`.
    """

    records: Record | None = None
    labels: list[str] = Field(min_length=1)
    perspective: Perspective | None = None
    topic: Id | None = None
    kind: Id | None = None
    where: Literal["education", "outside"] | None = None
    field: Id | None = None
    also: list[Id] = []

    def says(self) -> dict[str, str]:
        """Return what the place says of its record: `records`, `perspective`, `topic` and the like."""
        names = ("records", "perspective", "topic", "kind", "where", "field")
        return {name: value for name in names if (value := getattr(self, name))}


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


class Column(Place):
    """A column of a grid: its label stands in the grid's heading row."""


class RowLabel(Place):
    """A row of a grid: its label stands to the left of its answers."""


class Grid(Data):
    """A table, or a part of one: columns by a heading row; rows by labels, or one for each outcome.

    `each_row: outcome` numbers its rows by the column that records `outcome.number`, else they stand in the
    outcomes' order. With `several_rows` an outcome may take several rows, and each is read and filled.
    In a form that is made from the layout the points of the scale stand over the grid after `key`, one of
    the form's own texts.
    """

    id: Id
    columns: list[Column] = Field(min_length=1)
    rows: list[RowLabel] = []
    each_row: Literal["", "outcome"] = ""
    several_rows: bool = False
    key: str = ""

    @model_validator(mode="after")
    def _has_rows(self) -> Self:
        if bool(self.rows) == bool(self.each_row):
            raise ValueError("a grid has either rows or each_row")
        return self


class Block(Data):
    """A part of a form, once or once for each outcome or review; its fields come before its grids.

    `review` = the review that the block belongs to, where a form has only one.
    """

    id: Id
    title: str = ""
    each: Each = ""
    review: int | None = None
    fields: list[LabelledField] = []
    grids: list[Grid] = []


class Phrases(Data):
    """How what has no cell of its own is put in words, and read back; `{...}` are filled in.

    `said_for` is the child's turn spoken by somebody else. `no_owner` and `no_asker` stand where an action,
    or asking an absent owner, has nobody yet; `confirm` follows an action whose owner is still to be asked.
    """

    said_by: str
    said_for: str
    with_role: str
    action: str
    action_open: str
    no_owner: str
    confirm: str
    confirm_open: str
    no_asker: str
    score: str
    score_not_given: str
    score_not_agreed: str
    score_not_settled: str
    score_of: str
    between: str
    yes: str
    no: str
    partly: str
    not_known: str
    with_note: str
    amended: str
    removed: str
    removed_plain: str
    achieved: str


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
    """A layout with the phrases of its folder of prompts."""

    phrases: Phrases


def load_layout(format_id: str, prompts: Path) -> Layout | None:
    """Read a format's layout, or None where it has none; Refusal with file and line where it is wrong."""
    path = prompts / format_id / LAYOUT_FILE
    if not path.is_file():
        return None
    file = read_file(path, LayoutFile)
    return Layout.model_construct(**dict(file), phrases=load_phrases(prompts))


def load_phrases(prompts: Path) -> Phrases:
    """Read a folder's phrases; a folder that has none speaks as the program does."""
    path = prompts / SHARED / PHRASES_FILE
    return read_file(path if path.is_file() else find_prompts() / SHARED / PHRASES_FILE, Phrases)


def load_layouts(prompts: Path) -> dict[str, Layout]:
    """Return the layouts of a folder of prompts by the ids of their formats."""
    found = {format_id: load_layout(format_id, prompts) for format_id in format_ids(prompts)}
    return {format_id: layout for format_id, layout in found.items() if layout}


def missing(says: dict[str, str]) -> list[str]:
    """Return what a record must say besides its name and does not."""
    return [name for name in _NEEDED.get(says.get("records", ""), ()) if name not in says]
