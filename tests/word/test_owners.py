"""A target stays under the step that a meeting gave it, also where several steps stand in one box."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from facilitator.files.open_plan import OpenPlan
from facilitator.files.plans import open_plan, save_plan
from facilitator.files.records import keep_recorded
from facilitator.files.reviews_as_held import as_held
from facilitator.meeting.plan_after_review import write_into
from facilitator.plan.entries import Entry
from facilitator.plan.people import CHILD, EVERYONE, Person
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review
from tests.test_records import put_right, saved_again
from tests.word.kirklees_form import Form
from tests.word.test_kirklees import DAY, DECIDED, SCRIPT, opened

Decided = Sequence[tuple[str, str, str]]
"""What a review says of a part: the field, the value, and the words of what it is about."""

STEPS = ("He asks", "He waits", "He shares")
ENDS: dict[str, Decided] = {
    "nothing": (),
    "the first step is done": (("change", "done", "He asks"),),
    "the last step stops": (("change", "stop", "He waits"),),
    "the first step has new words": (
        ("change", "to_change", "He asks"),
        ("new_words", "He asks anybody", "He asks"),
    ),
    "the last step has new words": (
        ("change", "to_change", "He waits"),
        ("new_words", "He waits a minute", "He waits"),
    ),
    "a target of the first is reached": (("now", "done", "twice"),),
    "a step is new": (("new.step", "He shares", "outcome"),),
}
NEW: dict[str, Decided] = {
    "no target is new": (),
    "a target of the first": (("new.target", "three times", "He asks"),),
    "a target of the last": (("new.target", "ten seconds", "He waits"),),
    "one of each": (("new.target", "three times", "He asks"), ("new.target", "ten seconds", "He waits")),
}
CELLS = {
    "as many targets as steps": ("He asks\nHe waits", "twice\nfive seconds"),
    "fewer": ("He asks\nHe waits", "twice"),
    "more": ("He asks\nHe waits", "twice\nfive seconds\nsix seconds"),
    "one struck": ("He asks\n~~He stands~~\nHe waits", "twice\nfive seconds"),
    "a row each": ("He asks", "twice"),
}


def document(cells: tuple[str, str], folder: Path) -> OpenPlan:
    form = Form()
    form.table("provision")[1][1:3] = cells
    if "waits" not in cells[0]:
        form.table("provision").insert(2, ["1", "He waits", "five seconds", "", "", "", ""])
    return opened(form.data(), folder)


def review_of(plan: Plan, decided: Decided) -> Review:
    ids = {SCRIPT.format.words_of(item): item.id for item in plan.items if plan.is_current(item)}
    ids["outcome"] = plan.of("outcome")[0].id
    entries = [
        Entry(id=f"r{len(plan.reviews)}x{at}", field=field, value=value, about=ids[about], by=EVERYONE)
        for at, (field, value, about) in enumerate(decided)
        if about in ids
    ]
    people = [Person(id=CHILD, name=plan.child.on_record, perspective="child")]
    said = Entry(id=f"r{len(plan.reviews)}s", field="working", value="The card.", by=EVERYONE)
    period = len(plan.reviews) + 1
    return Review(id=f"r{period}", period=period, date=DAY, people=people, entries=[said, *entries])


def held(before: OpenPlan, decided: Decided) -> Plan:
    """Write the next review into a document, and return the plan as the meeting left it."""
    plan = write_into(before.plan, review_of(before.plan, decided), SCRIPT)
    save_plan(before, plan, choices=DECIDED)
    return plan


def owners(plan: Plan) -> list[tuple[str, str, str]]:
    """Return each part by its words, and those of what it is under."""
    words = {item.id: SCRIPT.format.words_of(item) for item in plan.items}
    return sorted((item.kind, words[item.id], words.get(item.under or "", "")) for item in plan.items)


@pytest.mark.sampled(4)
@pytest.mark.parametrize("cells", CELLS.values(), ids=CELLS)
@pytest.mark.parametrize("ends", ENDS.values(), ids=ENDS)
@pytest.mark.parametrize("new", NEW.values(), ids=NEW)
def test_what_a_meeting_wrote_is_read_under_the_same_step(
    new: Decided, ends: Decided, cells: tuple[str, str], tmp_path: Path
) -> None:
    first = document(cells, tmp_path)
    meant = held(first, [*ends, *new])
    saved_again(first.path)
    there = open_plan(first.path)
    assert owners(there.plan) == owners(meant)
    meant = held(there, (("change", "done", "He waits"), ("new.target", "a whole day", "He asks")))
    assert owners(open_plan(first.path).plan) == owners(meant)


def kept(before: OpenPlan, decided: Decided) -> None:
    """Write the next review into a document, and keep its record on this computer."""
    plan = write_into(before.plan, review_of(before.plan, decided), SCRIPT)
    saved = save_plan(before, plan, choices=DECIDED)
    keep_recorded(before, plan, [plan.reviews[-1].id], saved)


def test_a_part_that_moved_leaves_the_review_told_as_it_was_held(tmp_path: Path) -> None:
    first = document(CELLS["more"], tmp_path)
    kept(first, (("now", "done", "twice"), ("change", "goes_on", "He asks")))
    kept(open_plan(first.path), ENDS["the last step has new words"])
    there = open_plan(first.path)
    told = as_held(there)
    assert (told.in_document, told.changed) == (frozenset({1}), frozenset()), "the first has no record"
    words = {item.id: SCRIPT.format.words_of(item) for item in told.plan.items}
    said = {(one.field, words.get(one.about or "", "")) for one in told.plan.reviews[1].entries}
    assert said == {("working", ""), ("now", "twice"), ("change", "He asks")}


def test_of_a_part_that_somebody_took_out_the_rest_is_told_as_it_was_held(tmp_path: Path) -> None:
    first = document(CELLS["more"], tmp_path)
    kept(first, (("now", "goes_on", "twice"), ("change", "goes_on", "He asks")))
    put_right(first.path, ("twice", ""))
    told = as_held(open_plan(first.path))
    assert (told.in_document, told.changed) == (frozenset({1}), frozenset())
    review = told.plan.reviews[1]
    assert review.id == "r2", "the record's own"
    words = {item.id: SCRIPT.format.words_of(item) for item in told.plan.items}
    assert ("change", "He asks") in {(one.field, words.get(one.about or "", "")) for one in review.entries}
    assert "twice" not in words.values()


def test_what_a_review_made_new_is_read_so_again_once_the_next_one_was_taken_back(tmp_path: Path) -> None:
    first = document(CELLS["as many targets as steps"], tmp_path)
    meant = held(first, NEW["a target of the first"])
    before = first.path.read_bytes()
    held(open_plan(first.path), ENDS["the first step has new words"])
    first.path.write_bytes(before)
    assert owners(open_plan(first.path).plan) == owners(meant)
