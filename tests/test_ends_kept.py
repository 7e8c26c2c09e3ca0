"""What ended between reviews in a form that only strikes it is told with its day, its way and its reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from facilitator.dialogue.plan_told import told_part
from facilitator.files.plans import new_plan, open_plan
from facilitator.files.reviews_as_held import as_held
from facilitator.plan.changes import PlanChange
from facilitator.plan.nouns import Ended
from facilitator.plan.people import Child
from facilitator.plan.plan import Plan
from facilitator.script.loading import load_script
from facilitator.script.plan_parts import Part
from facilitator.summary.progress import progress_of
from facilitator.ui.drawing.plan_lines import plan_lines
from facilitator.work.edit import Editing, word_choices
from facilitator.work.show import as_data, as_lines
from tests.changing import ending, putting_back
from tests.plain.test_edit_lines import typed
from tests.word.kirklees_form import Form

SCRIPT = load_script("kirklees")
DAY = datetime(2026, 3, 20, 9).astimezone()
HELP, STEP = Part("provision", "o2.p1"), Part("step", "o2.1")


@pytest.fixture
def editing(tmp_path: Path) -> Iterator[Editing]:
    path = tmp_path / "plan.docx"
    path.write_bytes(Form().data())
    found = Editing.begin(path, by="Ms Khan", now=lambda: DAY)
    yield found
    found.let_go()


def make(editing: Editing, *changes: PlanChange) -> None:
    for change in changes:
        editing.make(change, word_choices(editing.opened))


def told(editing: Editing, part: Part) -> list[str]:
    """Return the lines about a part in `show`, on the plan's page and in the editor, with how it ended."""
    plan = as_held(open_plan(editing.opened.path)).plan
    words = SCRIPT.format.words_of(plan.item(part.id))
    shown = [line for line in as_lines(plan, SCRIPT) if words in line]
    progress = progress_of(plan, None, SCRIPT, everything=True)
    lines = plan_lines(plan, (), SCRIPT, 200, sensitive=False, progress=progress)
    page = [line.plain for line in lines]
    at = next(place for place, line in enumerate(page) if words in line)
    in_editor = list(told_part(editing.plan, part, SCRIPT.format, below=False))
    return [shown[0].partition(words)[2], page[at + 1].strip(), in_editor[1].strip()]


def test_how_it_ended_when_and_why_is_told_wherever_the_plan_is_told(editing: Editing) -> None:
    make(editing, ending(HELP, "removed", "It is over."), ending(STEP, "achieved", "He asks"))
    of_help, of_step = (
        "ended on Friday 20 March 2026: It is over.",
        "achieved on Friday 20 March 2026: He asks",
    )
    for part, words in ((HELP, of_help), (STEP, of_step)):
        assert all(words in line for line in told(editing, part))
    data = as_data(as_held(open_plan(editing.opened.path)).plan, SCRIPT)["items"]
    assert {one["id"]: one["status"] for one in data if one["status"] != "current"} == {
        "o1.p1": "removed",
        "o2.p1": "removed",
        "o2.1": "achieved",
        "o2.1.target1": "ended_with",
    }


def test_in_which_review_it_came_is_told_wherever_the_plan_is_told(editing: Editing) -> None:
    came = "new in 1st review (R1), Monday 23 February 2026"
    assert all(came in line for line in told(editing, Part("provision", "o1.p3")))
    assert not any("new in" in line for line in told(editing, HELP))


def test_what_another_one_takes_the_place_of_is_told_as_changed(editing: Editing) -> None:
    instead = ending(Part("outcome", "o1"), "amended", "It is wider")
    make(editing, instead.model_copy(update={"into": "o2"}))
    assert all(
        "changed on Friday 20 March 2026: It is wider" in line
        for line in told(editing, Part("outcome", "o1"))
    )


def test_where_it_is_not_known_nothing_stands_open(editing: Editing, monkeypatch: pytest.MonkeyPatch) -> None:
    make(editing, ending(HELP, "achieved", "It is over."))
    monkeypatch.setattr("facilitator.files.reviews_as_held.kept_changes", lambda _ids: [])
    plan = as_held(open_plan(editing.opened.path)).plan
    assert plan.item(HELP.id).ended == Ended(how="removed")
    assert list(told_part(plan, HELP, SCRIPT.format, below=False))[1].strip() == "(ended)"
    assert not [line for line in as_lines(plan, SCRIPT) if ": )" in line or "()" in line]


def test_what_is_put_back_or_taken_back_has_not_ended_and_what_ends_again_does_so_as_it_did_last(
    editing: Editing,
) -> None:
    make(editing, ending(HELP, "removed", "First"), putting_back(HELP))
    assert editing.plan.item(HELP.id).ended is None
    make(editing, ending(HELP, "achieved", "Then"))
    editing.undo()
    assert editing.plan.item(HELP.id).ended is None
    make(editing, ending(HELP, "achieved", "Last"))
    end = Ended(how="achieved", on=date(2026, 3, 20), by="Ms Khan", because="Last")
    assert editing.plan.item(HELP.id).ended == end


def test_what_had_ended_before_stays_so_when_what_it_belongs_to_is_put_back(editing: Editing) -> None:
    outcome = Part("outcome", "o2")
    make(editing, ending(HELP, "achieved", "He can"), ending(outcome, "removed", "He moved"))
    assert editing.plan.item(HELP.id).ended is not None
    make(editing, putting_back(outcome))
    over = [one.id for one in open_plan(editing.opened.path).plan.items if one.ended]
    assert over == ["o1.p1", HELP.id]


def test_support_with_words_and_a_cost_in_one_box_ends_goes_on_and_changes(tmp_path: Path) -> None:
    plan = Plan(id="plan-of-al", format="kirklees", children=[Child(full_name="Al Bo")])
    path = new_plan(tmp_path / "al.docx", plan).path
    refused, said = typed(
        path,
        "add outcome: Al reads",
        "add provision to 1: Some help",
        "change provision 1.1 resources: education",
        *("change provision 1.1 cost: £9 a week", "change provision 1.1 cost: £12 a week"),
        *("end provision 1.1 because y", "put back provision 1.1"),
        "change provision 1.1 resources: health",
        *("end provision 1.1 because y", "put back provision 1.1", "end 1 because z", "put back 1"),
    )
    assert refused == 0, said
    (support,) = open_plan(path).plan.of("provision")
    assert (support.fields["resources"], support.fields["cost"], support.ended) == (
        "health",
        "£12 a week",
        None,
    )
