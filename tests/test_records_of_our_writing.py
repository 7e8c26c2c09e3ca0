"""What the program itself writes into a form later leaves the record of an earlier review as it was."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from facilitator.dialogue.confirm_plan import Given, Told, confirm_plan
from facilitator.files.kept_beside_form import with_kept
from facilitator.files.plans import open_plan
from facilitator.files.records import recorded
from facilitator.files.reviews_as_held import as_held
from facilitator.meeting.plan_versions import family_of
from facilitator.plain.lines_in_and_out import Lines
from facilitator.plain.outside_meetings import carried_in_lines
from facilitator.plan.changes import PlanChange
from facilitator.plan.people import Child
from facilitator.plan.refusal import Refusal
from facilitator.script.loading import load_script
from facilitator.script.plan_parts import Part
from facilitator.work.convert import conversion
from facilitator.work.edit import Editing, word_choices
from facilitator.work.undo import come_to_undo
from tests.answering import answered
from tests.changing import ending, putting_back, rewording
from tests.plain import talk
from tests.shapes import LATER, OURS, SHAPES, Shape
from tests.test_records import put_right, saved_again

if TYPE_CHECKING:
    from _pytest.mark.structures import ParameterSet


class Document:
    """A Word plan of which reviews are held one after the other, and all that the program does besides."""

    def __init__(self, shape: Shape, folder: Path) -> None:
        self.shape, self.path, self.days = shape, folder / "plan.docx", 0
        conversion(shape.plan(folder), self.path, shape.prompts).write()
        self.form = load_script(shape.format, shape.prompts).format

    @property
    def now(self) -> datetime:
        return talk.BEGINNING + timedelta(days=self.days + 1)

    def review(self) -> None:
        self.days += LATER
        answered(self.path, self.shape.prompts, later=self.days, mark=f"Day{self.days}")

    def edit(self) -> None:
        """Give every item other words, and end one of each kind, of which the last is put back."""
        editing = Editing.begin(self.path, self.shape.prompts, by="Ms Khan", now=lambda: self.now)
        made = 0
        for item in [one for one in editing.plan.items if editing.plan.is_current(one)]:
            field = self.form.items[item.kind].role_field("wording")
            words = f"{item.words(field)} again" if field else ""
            made += bool(field) and self.make(
                editing, rewording(Part(item.kind, item.id), field or "", words)
            )
        for kind in self.form.items:
            for item in editing.plan.of(kind)[:1]:
                made += self.make(editing, ending(Part(kind, item.id), "removed", "It is over."))
                self.make(editing, putting_back(Part(kind, item.id)))
        editing.let_go()
        assert made > 2

    @staticmethod
    def make(editing: Editing, change: PlanChange) -> bool:
        """Make a change; False where it cannot be: not everything ends, and not every form has room."""
        try:
            editing.make(change, word_choices(editing.opened))
        except Refusal:
            return False
        return True

    def undo(self) -> None:
        found = come_to_undo(self.path, prompts=self.shape.prompts, now=lambda: self.now)
        found.undo()
        found.let_go()
        self.days -= LATER  # the meeting goes on from where it was

    def confirm(self) -> None:
        family = family_of(with_kept(open_plan(self.path, self.shape.prompts)))
        names = [one.on_record if isinstance(one, Child) else one.name for one in family]
        told = Told([Given(name, "agreed") for name in names or ["Mr Fenn"]])
        asked = confirm_plan(self.path, told=told, now=lambda: self.now, prompts=self.shape.prompts)
        assert carried_in_lines(asked, Lines(io.StringIO(), io.StringIO()))

    def is_known(self, *periods: int, changed: frozenset[int] = frozenset()) -> None:
        """Hold that the record of each review is known, and that only some are told as changed."""
        opened = open_plan(self.path, self.shape.prompts)
        records = recorded(opened, self.shape.prompts)
        assert [one.review.period for one in records] == [*periods]
        assert {one.review.period for one in records if one.changed} == changed
        held = as_held(opened, self.shape.prompts)
        assert (held.in_document, held.changed) == (changed, changed)


def formats() -> Iterator[ParameterSet]:
    """Yield every format; all but a few are for a thorough run."""
    for shape in (*SHAPES, *OURS):
        quick = shape.name in ("kirklees", "termly-targets")
        yield pytest.param(shape, marks=[] if quick else [pytest.mark.thorough], id=shape.name)


@pytest.mark.slow
@pytest.mark.parametrize("shape", formats())
def test_only_what_somebody_changed_by_hand_is_told_as_changed(shape: Shape, tmp_path: Path) -> None:
    document = Document(shape, tmp_path)
    document.review()
    document.is_known(1)
    for ours in (document.edit, document.confirm):
        ours()
        document.is_known(1)
    last = len(document.form.period.names)
    for number in range(2, last + 1):
        document.review()
        document.is_known(*range(1, number + 1))
        if number == 2:
            document.undo()
            document.is_known(1)
            document.review()
        saved_again(document.path)
        document.is_known(*range(1, number + 1))
    put_right(document.path, (f"Day{document.days} ", "By hand "))
    document.is_known(*range(1, last + 1), changed=frozenset({last}))
