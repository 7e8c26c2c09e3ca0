"""A plan is changed outside its meetings: every part, of every shape, in a native plan and in a Word form."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from facilitator.dialogue.typed_values import typed_value
from facilitator.files.meeting_lock import MeetingLock
from facilitator.files.plans import new_plan, open_plan
from facilitator.meeting.plan_changes import made as changed_by
from facilitator.phrases.plan_fields import fields_of
from facilitator.plan.changes import PlanChange
from facilitator.plan.nouns import Mark
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.script.declared_fields import DeclaredField
from facilitator.script.plan_parts import (
    CHILD,
    ENTRY,
    PERSON,
    PLAN,
    Part,
    ended_of,
    entries_of,
    name_of,
    parts_of,
    said_fields,
    value_in,
)
from facilitator.word.filled_document import fill
from facilitator.word.form.keys import Key
from facilitator.work.edit import Editing, word_choices
from facilitator.work.edited_document import refuse_other
from facilitator.work.session import local_now
from tests.changing import adding, ending, putting_back, rewording
from tests.shapes import FORMATS, SHAPES
from tests.word_plans import word_plan

pytestmark = pytest.mark.sampled(2)

DEMO = Path(__file__).parents[1] / "prompts" / "demo" / "demo.plan.json"
NO_ROOM = ("edit.no-place", "edit.changes-more")
TODAY = date(2026, 11, 29)
MARK = Mark(on=TODAY, by="Ms Khan")
OTHER = {
    "words": "Quite other words",
    "line": "Others",
    "date": "1/3/2027",
    "number": "7",
    "cost": "£12 a week",
}


class Kind(NamedTuple):
    """A plan of a kind of file: where it comes from, and in which folder its format is."""

    name: str
    ending: str
    prompts: Path | None = None

    def at(self, folder: Path) -> Path:
        """Put it into a folder."""
        source = DEMO if self.prompts is None else FORMATS / self.name / "sample.plan.json"
        native = Path(shutil.copy(source, folder / "child.plan.json"))
        if self.ending == "json":
            return native
        made = new_plan(folder / "child.docx", open_plan(native, self.prompts).plan, prompts=self.prompts)
        return made.path


KINDS = [
    Kind(name, ending, FORMATS if name != "support-plan" else None)
    for name in ("support-plan", *(shape.format for shape in SHAPES))
    for ending in ("json", "docx")
]


@pytest.fixture(params=KINDS, ids=lambda kind: f"{kind.name}-{kind.ending}")
def editing(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Editing]:
    kind: Kind = request.param
    found = Editing.begin(kind.at(tmp_path), kind.prompts, by="Ms Khan")
    yield found
    found.let_go()


def made(editing: Editing, change: PlanChange) -> bool:
    """Make a change; False where the form of a document has no box for it, with nothing changed."""
    before, refused = editing.opened.path.read_bytes(), ""
    try:
        editing.make(change, word_choices(editing.opened))
    except Refusal as refusal:
        refused = refusal.code
    assert refused in ("", *(NO_ROOM if editing.opened.word else ()))
    assert (editing.opened.path.read_bytes() == before) == bool(refused)
    return not refused


def every_part(editing: Editing) -> list[Part]:
    """Return the parts of a plan, of items the first two of each kind."""
    plan, form = editing.plan, editing.form
    parts = [*parts_of(plan, CHILD), Part(PLAN), *parts_of(plan, PERSON)]
    parts += [one for field in said_fields(form) for one in entries_of(plan, field)]
    kinds = ([Part(item.kind, item.id) for item in plan.items if item.kind == kind] for kind in form.items)
    return [*parts, *(part for parts_of_kind in kinds for part in parts_of_kind[:2])]


def field_of(editing: Editing, part: Part) -> str:
    return next((one.field for one in editing.plan.entries if one.id == part.id), "")


def another(declared: DeclaredField, name: str, value: object) -> str:
    """Return what may be typed so that a field says something else."""
    if declared.type == "tick":
        return "no" if value is True else "yes"
    if declared.options:
        return next(one for one in declared.option_ids if value not in (one, [one]))
    if name in ("date_of_birth", "started"):
        return "3/2/2018" if name == "date_of_birth" else "1/9/2025"
    if declared.role == "done":
        return "1/9/2026"
    return OTHER[{"said": "words"}.get(declared.type, declared.type)]


def no_room(refusal: Refusal) -> Plan | None:
    assert refusal.code in NO_ROOM
    return None


def read_after(editing: Editing, change: PlanChange) -> Plan | None:
    """Return the plan as its file would say it after a change, which is not saved; None for no box."""
    changed, opened = changed_by(editing.plan, editing.form, change, MARK), editing.opened
    if opened.word is None:
        return changed.plan
    try:
        filled = fill(opened.word, changed.plan, word_choices(opened), edited_by="Ms Khan")
        refuse_other(changed.plan, opened, editing.form, filled)
    except Refusal as refusal:
        return no_room(refusal)
    return filled.word.plan


def test_every_field_of_every_part_can_say_something_else(editing: Editing) -> None:
    form, done = editing.form, 0
    for part in every_part(editing):
        for name, declared in fields_of(part.kind, form, field_of(editing, part)).items():
            if name == "surname":  # it is a part of the name
                continue
            typed = another(declared, name, value_in(editing.plan, part, name))
            wanted = typed_value(typed, declared, TODAY)
            now = read_after(editing, rewording(part, name, wanted))
            if now is None:
                continue
            same = [part] if part.kind not in form.items else list(parts_of(now, part.kind))
            assert wanted is False or wanted in [value_in(now, one, name) for one in same]
            done += 1
    assert done > 8


def test_a_change_is_undone_to_the_byte(editing: Editing) -> None:
    before = editing.opened.path.read_bytes()
    reworded(editing, Part(CHILD, editing.plan.child.id), "full_name", "Somebody Else")
    changed = editing.opened.path.read_bytes()
    if editing.form.items:
        last = every_part(editing)[-1]
        reworded(editing, last, name_of(last.kind, editing.form), "New")
        editing.undo()
        assert editing.opened.path.read_bytes() == changed
    editing.undo()
    assert editing.opened.path.read_bytes() == before
    with pytest.raises(Refusal, match=r"edit\.nothing-to-undo"):
        editing.undo()


def test_what_ends_is_kept_with_its_reason_and_can_be_put_back(editing: Editing) -> None:
    form = editing.form
    for part in every_part(editing):
        kind = form.items.get(part.kind)
        can_end = part.kind in (PERSON, ENTRY) or bool(kind and kind.ends)
        if can_end and made(editing, ending(part, "removed", "It is done.")):
            now = open_plan(editing.opened.path, editing.prompts).plan
            assert ended_of(now, part) is not None
            assert editing.history()[-1].because == "It is done."
            assert made(editing, putting_back(part))
            assert ended_of(open_plan(editing.opened.path, editing.prompts).plan, part) is None


def test_something_new_comes_to_every_part_that_has_parts(editing: Editing) -> None:
    form, items = (
        editing.form,
        [(one.kind, one.id) for one in every_part(editing) if one.kind in editing.form.items],
    )
    places: list[tuple[str, str | None]] = [(kind, None) for kind, one in form.items.items() if not one.under]
    places += [(kind, at) for above, at in items for kind, one in form.items.items() if one.under == above]
    for kind, under in places:
        if (now := read_after(editing, adding(kind, "Some new words", under))) is not None:
            there = [one for one in now.items if form.words_of(one) == "Some new words"]
            assert [(one.kind, one.under) for one in there] == [(kind, under)]


def test_the_words_before_stay_with_who_changed_them_and_when(tmp_path: Path) -> None:
    editing = Editing.begin(Path(shutil.copy(DEMO, tmp_path / "a.plan.json")), by="Ms Khan")
    item = editing.plan.of("outcome")[0]
    reworded(editing, Part("outcome", item.id), "wording", "New words")
    earlier = open_plan(editing.opened.path).plan.item(item.id).earlier[-1]
    assert earlier.value == editing.form.words_of(item)
    assert (earlier.by, earlier.on, earlier.review) == ("Ms Khan", editing.today, None)
    editing.let_go()


def reworded(editing: Editing, part: Part, field: str, value: str) -> None:
    editing.make(rewording(part, field, value), word_choices(editing.opened))


def test_a_file_that_somebody_else_changed_is_read_again_and_nothing_is_overwritten(tmp_path: Path) -> None:
    path = Path(shutil.copy(DEMO, tmp_path / "a.plan.json"))
    editing = Editing.begin(path, by="Ms Khan")
    theirs = path.read_text(encoding="utf-8").replace("3 Kestrel", "4 Kestrel")
    path.write_text(theirs, encoding="utf-8")

    with pytest.raises(Refusal, match=r"edit\.changed-meanwhile"):
        reworded(editing, Part(CHILD, "child"), "known_as", "Olly")
    assert path.read_text(encoding="utf-8") == theirs
    reworded(editing, Part(CHILD, "child"), "known_as", "Olly")
    child = open_plan(path).plan.child
    assert (child.known_as, child.class_name) == ("Olly", "4 Kestrel")
    editing.let_go()


def test_nothing_is_changed_while_a_meeting_of_the_plan_is_held(tmp_path: Path) -> None:
    path = Path(shutil.copy(DEMO, tmp_path / "a.plan.json"))
    opened = open_plan(path)
    lock = MeetingLock.take(path, opened.plan.id, local_now())
    with pytest.raises(Refusal, match=r"edit\.is-open"):
        Editing.begin(path)
    lock.let_go()
    Editing.begin(path).let_go()


def test_in_a_word_form_only_the_boxes_that_changed_are_touched(tmp_path: Path) -> None:
    editing = Editing.begin(word_plan(tmp_path / "child.docx"), by="Ms Khan")
    before, item = boxes(editing), editing.plan.of("outcome")[0]
    reworded(editing, Part("outcome", item.id), "wording", "New words")
    after = boxes(editing)
    changed = {key for key in before if before[key] != after[key]}
    assert {(key.records, key.item) for key in changed} == {("outcome.wording", item.number)}
    assert after.keys() == before.keys()
    editing.let_go()


def boxes(editing: Editing) -> dict[Key, list[str]]:
    assert editing.opened.word is not None
    found = editing.opened.word.reading.found
    return {key: [one.slot.text for one in places] for key, places in found.items()}


def test_a_surname_that_is_kept_apart_goes_with_the_name(tmp_path: Path) -> None:
    editing = Editing.begin(Path(shutil.copy(DEMO, tmp_path / "a.plan.json")), by="Ms Khan")
    child = Part(CHILD, "child")
    with pytest.raises(Refusal, match=r"edit\.not-in-name"):
        reworded(editing, child, "surname", "Kestrel")
    names = []
    for field, name in (("surname", "Fenwick"), ("surname", "Ash"), ("full_name", "Orla May Ashby")):
        reworded(editing, child, field, name)
        names.append((editing.plan.child.full_name, editing.plan.child.surname))
    assert names == [("Orla Fenwick", "Fenwick"), ("Orla Ash", "Ash"), ("Orla May Ashby", "Ashby")]
    editing.let_go()
