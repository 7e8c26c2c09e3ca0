"""Progress over terms and years is the same on the plan's page and in `show`, with the plans before it."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

import pytest
from rich.cells import cell_len

from facilitator.files.plans import new_plan
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review
from facilitator.plan.scores import Score
from facilitator.script.loading import load_script
from facilitator.script.words_by_key import say
from facilitator.summary.progress import PlanBefore, progress_of
from facilitator.ui.drawing.plan_lines import plan_lines
from facilitator.ui.screens.plan_page import PlanPage
from facilitator.work.demo import demo_plan
from facilitator.work.plan_before import plans_before
from facilitator.work.progress_told import progress_lines
from tests.cli.running import call
from tests.making import agreed, not_agreed
from tests.summary.progress_plans import CASES, at
from tests.ui.room import SIZES, open_app

FORM = load_script("support-plan")
FIRST = 2024


def scores(year: int, term: int) -> list[Score]:
    if (year, term) == (1, 2):
        return [not_agreed("o1", at("p-mum", 2), at("p-teacher", 4), at("p-senco"))]
    return [agreed("o1", min(5, year + term), support_not_given=term == 3)]


def plans() -> list[Plan]:
    """Return the demo's plan in three years, each after the one before; the last has two reviews."""
    demo = demo_plan(date(FIRST, 9, 9))
    people = demo.reviews[0].people
    made = []
    for year in range(3):
        reviews = [
            Review(id=f"r{term}", period=term, date=day, people=people, scores=scores(year, term))
            for term, day in enumerate(
                (date(FIRST + year, 12, 4), date(FIRST + year + 1, 3, 12), date(FIRST + year + 1, 6, 18)), 1
            )
        ]
        changes = {
            "id": f"orla-{year}",
            "number": year + 1,
            "continues": f"orla-{year - 1}" if year else None,
            "reviews": reviews[: 2 if year == 2 else 3],
            "started": date(FIRST + year, 9, 12),
        }
        made.append(demo.model_copy(update=changes))
    return made


def in_files(folder: Path, every: list[Plan]) -> Path:
    """Write plans into a folder, and return the file of the last."""
    paths = [folder / f"orla {number}.plan.json" for number in range(len(every))]
    for path, plan in zip(paths, every, strict=True):
        new_plan(path, plan)
    return paths[-1]


@pytest.fixture
def last(tmp_path: Path) -> Path:
    """The last of three plans."""
    return in_files(tmp_path, plans())


def section(shown: str) -> list[str]:
    """Return the lines of progress in what `show` says."""
    _, _, after = shown.partition(f"{say('progress.heading')}\n")
    return after.partition("\n\nThe plan before this one")[0].splitlines()


def test_show_has_each_year_in_words_first_and_then_as_a_picture(last: Path) -> None:
    lines = section(call("show", last).out)
    begin = lines.index("  2025 to 2026")
    assert lines[begin : begin + 7] == [
        "  2025 to 2026",
        "  Term 1: 2 of 5, Limited progress.",
        "  Term 2: Not agreed (Mum: 2, Mr Lindqvist: 4, Mrs Holroyd: don't know).",
        "  Term 3: 4 of 5, Significant progress (support not given).",
        "  Term 1  ████······  agreed: 2 of 5",
        "  Term 2  ··░░░░░░··  not agreed: 2, 4",
        "  Term 3  ████████··  agreed: 4 of 5 [support not given]",
    ]
    years = [line for line in lines if line.startswith("  20")]
    assert years == ["  2024 to 2025", "  2025 to 2026", "  2026 to 2027"]


@pytest.mark.parametrize("size", SIZES)
async def test_the_plans_page_has_the_same_boxes_and_words(last: Path, size: tuple[int, int]) -> None:
    async with open_app(partial(PlanPage, last, None), size) as room:
        page = room.app.screen
        assert isinstance(page, PlanPage)
        lines = page._lines(size[0] - 4)
        shown = " ".join(" ".join(line.plain for line in lines).split())
        assert all(line.cell_length <= size[0] - 4 for line in lines)
        (one,) = page._progress
        for year, chart in one.years:
            assert year in shown
            for column in chart.columns:
                assert f"{column.head} " in shown
        told = section(call("show", last).out)
        bars = [line.split("  ")[2] for line in told if "█" in line and "·" in line and "agreed:" in line]
        assert len(bars) == 7
        assert all(bar in shown for bar in bars)
        if size[0] >= 80:
            assert "░░░░░░·· Not agreed (Mum: 2, Mr Lindqvist: 4, Mrs Holroyd: don't know)." in shown


async def test_at_its_end_a_page_tells_what_did_not_go_on(tmp_path: Path) -> None:
    first, second, third = plans()
    item = first.items[0]
    reworded = item.model_copy(update={"fields": {**item.fields, "wording": "Orla tells a joke."}})
    other = first.model_copy(update={"items": [reworded, *first.items[1:]]})
    last = in_files(tmp_path, [other, second, third])
    async with open_app(partial(PlanPage, last, None), (80, 24)) as room:
        page = room.app.screen
        assert isinstance(page, PlanPage)
        shown = "\n".join(line.plain for line in page._lines(76))
    after = shown.partition(say("progress.past"))[2]
    assert "Outcome 1  Orla tells a joke." in after
    assert "2024 to 2025" in after
    told = "\n".join(section(call("show", last).out))
    assert "Outcome 1: Orla tells a joke." in told.partition(say("progress.past"))[2]


def test_plans_that_follow_each_other_in_a_circle_are_read_once(tmp_path: Path) -> None:
    first, second, third = plans()
    last = in_files(tmp_path, [first.model_copy(update={"continues": third.id}), second, third])
    assert [one.held.plan.id for one in plans_before(third, last)] == [first.id, second.id]


def test_a_plan_before_that_cannot_be_read_ends_the_row_and_nothing_else(tmp_path: Path) -> None:
    last = in_files(tmp_path, plans())
    (tmp_path / "orla 0.plan.json").write_text('{"id": "orla-0", "number": ', encoding="utf-8")
    shown = section(call("show", last).out)
    assert [line for line in shown if line.startswith("  20")] == ["  2025 to 2026", "  2026 to 2027"]


def test_a_plan_in_which_nothing_was_judged_has_no_such_part(tmp_path: Path) -> None:
    new = plans()[0].model_copy(update={"reviews": []})
    assert say("progress.heading") not in call("show", in_files(tmp_path, [new])).out


@pytest.mark.parametrize("name", CASES)
def test_every_case_is_told_in_lines_that_fit(name: str) -> None:
    case = CASES[name]
    lines = list(progress_lines(case.plan, case.script, case.before))
    found = case.progress()
    whole = "\n".join(lines)
    pictures = [line for line in lines if any(sign in line for sign in "█░")]
    assert max(map(cell_len, pictures), default=0) <= 78
    for one in found:
        for chart in one.charts:
            assert all(f"  {column.head}: {column.words}" in whole for column in chart.columns)
    page = plan_lines(case.plan, (), case.script, 36, sensitive=False, progress=found)
    assert all(line.cell_length <= 36 for line in page)


def test_a_child_of_a_group_has_boxes_under_the_name_on_the_page() -> None:
    case = CASES["group"]
    lines = plan_lines(case.plan, (), case.script, 60, sensitive=False, progress=case.progress())
    shown = [line.plain.rstrip() for line in lines]
    at_last = len(shown) - shown[::-1].index("Tom")
    assert shown[at_last] == "   Term 1   ████··  The same."


def test_what_is_not_shared_stays_on_the_chairs_own_pages() -> None:
    plan = plans()[0]
    private = plan.items[0].model_copy(update={"not_shared": True})
    hidden = plan.model_copy(update={"items": [private, *plan.items[1:]]})
    assert "  Term 1  ██········  agreed: 1 of 5" in list(progress_lines(hidden, FORM))
    assert progress_of(hidden, hidden.reviews[-1], FORM, [PlanBefore(plan, FORM)]) == []
