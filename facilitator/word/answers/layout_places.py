"""Which answers a layout has a place for, whatever the document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from facilitator.plan.people import CHILD
from facilitator.script.declared_fields import DeclaredField
from facilitator.script.format_declaration import ACTIONS, Path
from facilitator.script.layouts import (
    REVIEW,
    SIGNED,
    Block,
    Grid,
    LabelledField,
    Layout,
    Marks,
    Place,
    Says,
    declared_at,
    is_of_review,
    says,
)
from facilitator.word.answers.phrasing import fold
from facilitator.word.form.keys import Anchor, Key, anchor_of, key_of
from facilitator.word.form.labels import Label, folded
from facilitator.word.form.prepared_layout import at_home, remembered
from facilitator.word.lines_to_write_on import without_leaders


class Box(NamedTuple):
    """One kind of answer of a form: its key without numbers, what it says, and what may stand there.

    The key's `review` is 1 where the answer belongs to a review. `rowed` = it stands in the block or row
    of an item or child, `grid` in which grid; `several` = that item may have several such rows.
    """

    key: Key
    says: Says
    declared: DeclaredField
    rowed: bool = False
    grid: str = ""
    several: bool = False
    marks: Marks = Marks()

    @property
    def path(self) -> Path:
        """What stands there, as a path."""
        return self.key.path

    @property
    def lists_all(self) -> bool:
        """Whether it is the one box for all items of its kind, a line each."""
        return self.says.lists and not self.rowed

    @property
    def also(self) -> list[Path]:
        """What else stands there."""
        return [Path.read(name) for name in self.says.also]


def own_line(text: str, box: Box, *, apart: bool = True) -> tuple[Path, str] | None:
    """Return the path and the answer of a line of a box that is for another field; None where it is not.

    `apart` = something stands between its label and the answer, such as a colon.
    """
    words = folded(text)
    for line in box.says.own_lines:
        for label in line.labels:
            found = Label(label).match(text, words)
            if found is not None and (not apart or found.separated or not found.left_over):
                return line.path, without_leaders(text[found.rest :])
    return None


class Boxes:
    """The boxes of a layout, in its order."""

    def __init__(self, layout: Layout) -> None:
        self._form = layout.form
        self._home = frozenset(at_home(layout))
        self._boxes: dict[Key, Box] = {}
        self._kinds: dict[tuple[str, str], list[Box]] = {}
        said = (says(*places) for block in layout.blocks for places, _ in block.answers())
        self._named = {name for one in said for name in (one.records, *one.also)}
        fields = [one for block in layout.blocks for one in block.fields if one.records == "review.date"]
        of_own = "review.next_date" in self._named
        self._on_cover = {one.review for one in fields if one.review and not of_own}
        labels: list[str] = []
        for block in layout.blocks:
            for places, grid in block.answers():
                box = self._box(block, places, grid)
                if box is not None and box.declared.type == "score":
                    labels += (fold(label).rstrip(" :.") for label in places[-1].labels)
                if box is not None and box.key not in self._boxes:
                    self._boxes[box.key] = box
                    self._kinds.setdefault((box.path.of, self._kind(box.key)), []).append(box)
        self.score_labels = sorted(labels, key=len, reverse=True)
        """The form's own labels of scores, which may stand in front of one: the longest first."""

    def _box(self, block: Block, places: tuple[Place, ...], grid: Grid | None) -> Box | None:
        said = self._with_actions(says(*places))
        declared = declared_at(said.path, self._form) if said.records else None
        if declared is None:
            return None
        own = block.each if block.each != REVIEW else ""
        row = grid.each_row if grid else ""
        within = anchor_of(row, {own: 0}, self._form)[0] if row and own else ""
        anchors = {kind: 0 for kind in [within or row or own] if kind}
        key = key_of(said, Anchor(anchors, int(block.is_reviews(places))), self._form, self._home)
        rowed = bool(key.each) or said.path.of in anchors
        marks = grid.marks if grid else places[0].marks if isinstance(places[0], LabelledField) else Marks()
        several = grid is not None and (grid.several_rows or bool(within or grid.rows))
        return Box(key, said, declared, rowed, grid.id if grid else "", several, marks)

    def _with_actions(self, said: Says) -> Says:
        """Let a box for what comes next take the actions on its item, where the form has none for them."""
        declared = self._form.field(said.path) if said.path.of in self._form.items else None
        own = f"{said.path.of}.{ACTIONS}"
        if declared is None or declared.role != "next" or said.lists or own in self._named:
            return said
        return said._replace(also=(own, *said.also))

    def __iter__(self) -> Iterator[Box]:
        return iter(self._boxes.values())

    def of(self, key: Key) -> Box | None:
        """Return the box that an answer stands in, or None where no plan of the format has such an answer."""
        kind = key._replace(item=0, line=0, review=min(key.review, 1))
        declared = declared_at(key.path, self._form) if kind not in self._boxes else None
        if declared is not None:
            return Box(kind, Says(key.records, key.of, key.option), declared, rowed=True)
        return self._boxes.get(kind)

    def of_plan(self, of: str) -> list[Box]:
        """Return the boxes for what the plan itself holds of something."""
        return self._kinds.get((of, "plan"), [])

    def of_review(self, of: str) -> list[Box]:
        """Return the boxes for what a review says of something, or of itself."""
        return self._kinds.get((of, "review"), [])

    def repeated(self, of: str) -> list[Box]:
        """Return the boxes in which a review repeats what the plan itself has, such as an item's number."""
        return self._kinds.get((of, "repeated"), [])

    def naming(self, kind: str) -> Box | None:
        """Return the box that says which item a row of a review is of, where their kind has no numbers.

        Of a child's row it is that of the name.
        """
        declared = self._form.items.get(kind)
        wording = declared.role_field("wording") if declared and not declared.numbered else None
        wording = "full_name" if kind == CHILD else wording
        own = (box for box in self.repeated(kind) if box.grid and not box.key.each)
        return next((box for box in own if box.path.field == wording), None)

    def planned(self, period: int) -> Key | None:
        """Return where the day of a review stands before it is held, for the review before to say; or None.

        That is on a cover with the days of all, in a form that has no box for the next one.
        """
        return Key("review.date", review=period) if period in self._on_cover else None

    def listing_children(self) -> Box | None:
        """Return the box in which the names of all children stand together, or None."""
        names = (box for box in self.of_plan(CHILD) if box.path.field == "full_name")
        return next((box for box in names if box.says.lists and not box.rowed), None)

    def is_repeated(self, key: Key) -> bool:
        """Whether an answer of a review only repeats what the plan itself has."""
        return self._kind(key) == "repeated"

    def _kind(self, key: Key) -> str:
        if not key.review:
            return "plan"
        own = key.path.of == SIGNED or is_of_review(key.path, self._form)
        return "review" if own else "repeated"


boxes_of = remembered(Boxes)
"""The boxes of a layout; they are asked for several times on the way through a review."""
