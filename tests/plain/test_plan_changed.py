"""In a review of every format the plan itself is changed, the meeting is cut off, carried on and written."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from facilitator.files.plans import open_plan
from facilitator.files.reviews_as_held import as_held
from facilitator.meeting.plan_after_review import write_into
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.script.conformity import misfits
from facilitator.script.loading import find_prompts, format_ids, load_script
from facilitator.script.words_by_key import explain, say
from facilitator.work.convert import conversion
from facilitator.work.record import read_review
from tests.plain import talk
from tests.plain.test_edit_lines import typed
from tests.plain.test_transcripts import TRANSCRIPTS, UPDATE
from tests.shapes import FORMATS
from tests.summary.rendering import render
from tests.word.shapes import tables_of

CUT_OFF = "# The meeting is cut off here\n"
REFUSED = {
    "support-plan": [
        "add step to 1: Never taken in",
        "add step to 1: Never taken in either",
        "change provision 4.1 where: in education",
        "add how we talk: no such thing",
        "end 2 because it has ended already",
    ]
}
"""The lines that are refused on purpose."""
OURS = format_ids(find_prompts())


def sample(name: str, folder: Path) -> Path:
    """Write the plan of a format, and return its file."""
    if name == "support-plan":
        return talk.demo(folder)
    there = folder / "sample.plan.json"
    there.write_bytes((FORMATS / name / "sample.plan.json").read_bytes())
    return there


def held(name: str, path: Path, more: str = "") -> list[str]:
    """Hold the review of a transcript, cut off half way, and return what was said at both times."""
    first, second = (TRANSCRIPTS / f"changed-{name}.txt").read_text("utf-8").split(CUT_OFF)
    before, said = path.read_bytes(), []
    for lines, code in ((first, 3), (second + more, 0)):
        assert path.read_bytes() == before, "nothing is written before the meeting is"
        left, told = talk.hold(path, lines, prompts=find_prompts())
        assert left == code, told
        said.append(told)
    return said


def not_recorded(told: str) -> list[str]:
    """Return the lines that a meeting lists at its end as not taken in."""
    listed = re.split(r"(?:was|were) not recorded:\n", told)[1:]
    return [line.strip() for line in "".join(listed).splitlines() if line.startswith("  ")]


def native(name: str, folder: Path) -> tuple[Plan, list[str]]:
    folder.mkdir()
    path = sample(name, folder)
    said = held(name, path)
    return open_plan(path).plan, said


@pytest.mark.sampled(2)
@pytest.mark.parametrize("name", OURS)
def test_what_was_changed_is_said_back_and_stands_in_the_plan(name: str, tmp_path: Path) -> None:
    plan, said = native(name, tmp_path / "native")
    golden = TRANSCRIPTS / f"changed-{name}.out"
    if os.environ.get(UPDATE):
        golden.write_text("".join(said), encoding="utf-8")
    assert "".join(said) == golden.read_text("utf-8"), f"{UPDATE}=1 renews it, if this is right"
    assert [line for one in said for line in not_recorded(one)] == REFUSED.get(name, [])
    review, form = plan.reviews[-1], load_script(plan.format).format
    assert list(misfits(plan, form)) == []
    assert {one.by for one in review.changes} == {review.changes[0].by}
    marks = [one.added for one in plan.items if one.id in {change.part for change in review.changes}]
    assert {(mark.on, mark.by) for mark in marks if mark.review == review.period} <= {
        (talk.TODAY, review.changes[0].by)
    }


@pytest.mark.sampled(3)
@pytest.mark.parametrize("name", OURS)
def test_it_stands_in_a_word_form_and_is_read_there(name: str, tmp_path: Path) -> None:
    plan, _ = native(name, tmp_path / "native")
    path = tmp_path / "plan.docx"
    conversion(sample(name, tmp_path), path, find_prompts()).write()
    held(name, path, "add block\n")
    opened = open_plan(path)
    assert opened.word is not None
    assert opened.word.problems == ()
    assert told(opened.plan) == told(plan)
    meant, known = plan.reviews[-1].changes, as_held(opened).plan.reviews[-1].changes
    assert [(one.deed, one.kind, one.value, one.was) for one in known] == [
        (one.deed, one.kind, one.value, one.was) for one in meant
    ]
    script = load_script(plan.format)
    pages = [
        render(one, one.reviews[-1], script, kind="txt", prompts=find_prompts())
        for one in (plan, as_held(opened).plan)
    ]
    changed = [page.partition(say("summary.heading.changes"))[2].split("\n\n\n")[0] for page in pages]
    assert changed[0] == changed[1] != ""


def told(plan: Plan) -> list[object]:
    """Return what a plan says that a form has a box for: its parts, how they stand, and its own words."""
    form = load_script(plan.format).format
    items = [one for kind in form.items for one in plan.items if one.kind == kind]
    parts = [(one.kind, one.number, one.fields, one.ended is not None) for one in items]
    children = [(one.full_name, one.ended is not None) for one in plan.children]
    boxes = [one for one in plan.entries if one.field in form.plan and one.ended is None]
    own = [(one.field, one.text) for one in boxes if one.text]
    return [*parts, *children, *sorted(own)]


def test_in_a_form_that_strikes_out_additions_have_the_review_and_ends_are_struck(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    conversion(sample("kirklees", tmp_path), path, find_prompts()).write()
    held("kirklees", path, "add block\n")
    text = "\n".join(cell for table in tables_of(path.read_bytes()) for row in table for cell in row)
    for there in (
        "R1 12/03/2026: By the end of Year 5 Tamsin will read the hours.",
        "R1 12/03/2026: A quiet table at lunch",
        "~~Break card~~",
        "~~By Easter she asks twice in a lesson.~~ R1 12/03/2026: By Whitsun she asks four times",
        "Asthma, well kept.",
    ):
        assert there in text
    refused, history = typed(path, "earlier", "show", by="")
    assert (refused, "A summary of my needs now says: “Tamsin is autistic" in history) == (0, True)
    assert "Asthma, well" not in history, "where the plan is edited it is as hidden as elsewhere"


@pytest.mark.parametrize("name", ["support-plan", "group-intervention"])
def test_a_review_that_was_held_elsewhere_changes_the_plan_by_the_same_rules(
    name: str, tmp_path: Path
) -> None:
    meant, _ = native(name, tmp_path / "native")
    plan, script = open_plan(sample(name, tmp_path)).plan, load_script(name)
    data = json.loads(meant.reviews[-1].model_dump_json(exclude_defaults=True))
    review = read_review(json.dumps(data).encode(), plan, script)
    written = write_into(plan, review, script)
    assert written.items == meant.items
    assert told(written) == told(meant)
    for wrong in ({"kind": "biscuit"}, {"kind": "child", "deed": "ended", "part": "nobody"}):
        wrongly = {**data, "changes": [*data["changes"], data["changes"][0] | wrong]}
        with pytest.raises(Refusal, match=r"given\.") as refused:
            read_review(json.dumps(wrongly).encode(), plan, script)
        assert f"changes, item {len(wrongly['changes'])}" in explain(refused.value)
