"""The chair marks a part of a plan as not for sharing: in a plan of every shape, native and in Word."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from facilitator.files.plans import open_plan
from facilitator.files.reviews_as_held import as_held
from facilitator.meeting.plan_changes import made
from facilitator.phrases.plan_change import change_told
from facilitator.plan.changes import PlanChange
from facilitator.plan.nouns import Mark
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.script.loading import load_script
from facilitator.script.plan_parts import (
    CHILD,
    ENTRY,
    PERSON,
    PLAN,
    Part,
    entries_of,
    is_unshared,
    name_of,
    parts_of,
    said_fields,
    unshared_items,
)
from facilitator.summary.kept_back import for_others
from facilitator.work.demo import demo_plan
from facilitator.work.edit import Editing, word_choices
from tests.plain.talk import TODAY
from tests.test_edit import KINDS, NO_ROOM, Kind

pytestmark = pytest.mark.sampled(2)

NAME = "Quillfeather"


WITH_PARTS = [kind for kind in KINDS if kind.name not in ("group-intervention", "reading-group")]


@pytest.fixture(params=WITH_PARTS, ids=lambda kind: f"{kind.name}-{kind.ending}")
def editing(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Editing]:
    kind: Kind = request.param
    found = Editing.begin(kind.at(tmp_path), kind.prompts, by="Ms Khan")
    yield found
    found.let_go()


def parts(plan: Plan, editing: Editing) -> list[Part]:
    """Return every part of a plan that can be marked."""
    items = [Part(item.kind, item.id) for item in plan.items]
    said = [part for field in said_fields(editing.form) for part in entries_of(plan, field)]
    return [*items, *parts_of(plan, PERSON), *said]


def marking(part: Part, *, shared: bool = False) -> PlanChange:
    return PlanChange(deed="shared" if shared else "kept_back", kind=part.kind, part=part.id)


def make(editing: Editing, change: PlanChange) -> str:
    return editing.make(change, word_choices(editing.opened)).told


def known(plan: Plan, editing: Editing) -> list[str]:
    """Return the words of what is marked in a plan, whatever its ids."""
    items = [editing.form.words_of(item) for item in plan.items if item.not_shared]
    entries = [entry.text for entry in plan.entries if entry.not_shared]
    return sorted([*items, *entries, *(one.name for one in plan.people if one.not_shared)])


def test_every_part_is_marked_and_the_mark_is_taken_back(editing: Editing) -> None:
    for part in parts(editing.plan, editing):
        before = editing.opened.base
        make(editing, marking(part))
        assert is_unshared(editing.plan, part)
        assert (editing.opened.base == before) is (editing.opened.word is not None)
        for deed in ("kept_back", "shared"):
            assert (deed == "kept_back") is refuses(editing, marking(part, shared=deed == "shared"))
        make(editing, marking(part, shared=True))
        assert known(editing.plan, editing) == []


def refuses(editing: Editing, change: PlanChange) -> bool:
    try:
        editing.made(change)
    except Refusal as refusal:
        return refusal.code.startswith(("edit.not-shared", "edit.shared"))
    return False


def test_a_mark_is_found_again_and_undone(editing: Editing) -> None:
    part = parts(editing.plan, editing)[0]
    make(editing, marking(part))
    marked = known(editing.plan, editing)
    held = as_held(open_plan(editing.opened.path, editing.prompts), editing.prompts).plan
    assert known(held, editing) == marked != []
    editing.undo()
    assert known(editing.plan, editing) == []
    held = as_held(open_plan(editing.opened.path, editing.prompts), editing.prompts).plan
    assert known(held, editing) == []


def test_other_words_leave_the_mark_and_the_mark_leaves_the_words(editing: Editing) -> None:
    part = next(one for one in parts(editing.plan, editing) if one.kind not in (PERSON, ENTRY))
    make(editing, marking(part))
    field, words = name_of(part.kind, editing.form), editing.form.words_of(editing.plan.item(part.id))
    try:
        change = PlanChange(
            deed="reworded", kind=part.kind, part=part.id, field=field, value=f"{words} {NAME}"
        )
        done = editing.make(change, word_choices(editing.opened))
    except Refusal as refusal:
        code = refusal.code
    else:
        code, part = "", done.part or part
    assert code in ("", *NO_ROOM)
    assert is_unshared(editing.plan, part)
    if code:
        return
    again = open_plan(editing.opened.path, editing.prompts).plan
    assert any(editing.form.words_of(item) == f"{words} {NAME}" for item in again.items)


def test_other_words_of_what_stands_above_leave_the_mark_of_a_part(editing: Editing) -> None:
    below = next((item for item in editing.plan.items if item.under), None)
    if below is None:
        return
    above, words = editing.plan.item(below.under or ""), editing.form.words_of(below)
    make(editing, marking(Part(below.kind, below.id)))
    field = name_of(above.kind, editing.form)
    change = PlanChange(deed="reworded", kind=above.kind, part=above.id, field=field, value="Others")
    with suppress(Refusal):  # a form may have no room for it
        make(editing, change)
    marked = [editing.form.words_of(item) for item in editing.plan.items if item.not_shared]
    assert set(marked) == {words}


def test_what_is_marked_is_in_no_paper_nor_is_the_mark(editing: Editing) -> None:
    plan = editing.plan
    review = next(iter(plan.reviews), None)
    if review is None:
        return
    part = parts(plan, editing)[0]
    change = marking(part)
    after = made(plan, editing.form, change, Mark(on=date(2026, 11, 29), by="Ms Khan")).plan
    with_it = review.model_copy(update={"changes": [change, marking(part, shared=True)]})
    shown, told = for_others(after, with_it, editing.form, editing.script.turns_by_id())
    assert part.id not in {item.id for item in shown.items}
    assert told.changes == []
    assert change_told(change, after, editing.form)


def test_what_stands_under_a_marked_part_goes_with_it_and_has_no_mark_of_its_own(editing: Editing) -> None:
    below = next((item for item in editing.plan.items if item.under), None)
    if below is None:
        return
    above = editing.plan.item(below.under or "")
    make(editing, marking(Part(above.kind, above.id)))
    assert below.id in unshared_items(editing.plan)
    with pytest.raises(Refusal) as refused:
        editing.made(marking(Part(below.kind, below.id), shared=True))
    assert refused.value.code == "edit.not-shared-above"


@pytest.mark.parametrize("kind", [CHILD, PLAN])
def test_a_child_and_the_plan_as_a_whole_cannot_be_marked(kind: str) -> None:
    plan, form = demo_plan(TODAY), load_script("support-plan").format
    part = Part(kind, plan.child.id if kind == CHILD else "")
    with pytest.raises(Refusal) as refused:
        made(plan, form, marking(part), Mark(by="Ms Khan"))
    assert refused.value.code == "edit.never-kept-back"
