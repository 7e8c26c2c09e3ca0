"""Two versions of a plan, changed apart in any way: together they have every word of either."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.files.plans import new_plan, open_plan
from facilitator.meeting.merged_plan import MINE, THEIRS, merged, merging
from facilitator.meeting.plan_changes import sound
from facilitator.plan.actions import ActionChange, ActionStatus
from facilitator.plan.items import Item
from facilitator.plan.nouns import Ended, Mark
from facilitator.plan.people import Child
from facilitator.plan.plan import Plan, Version
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import Signature
from facilitator.script.formats_and_turns import FormatFile
from facilitator.script.loading import load_script
from facilitator.script.plan_parts import name_of, parts_of, said_fields
from facilitator.ui.screens.plan_page import PlanPage
from tests.changing import add_item, add_person, add_words, end, put_back, reword
from tests.cli.running import run
from tests.held_meetings import held
from tests.meeting.plans import a_plan
from tests.shapes import FORMATS, OURS, SHAPES
from tests.ui.room import open_app, until
from tests.ui.test_edit_pages import pick
from tests.word_plans import word_plan

DEMO = Path(__file__).parents[1] / "prompts" / "demo" / "demo.plan.json"
EVERY = [("support-plan", DEMO, None)] + [
    (shape.name, FORMATS / shape.name / "sample.plan.json", shape.prompts) for shape in (*SHAPES, *OURS)
]
ON = date(2026, 11, 30)
MARK = Mark(on=ON, by="Ms Khan")


def leaves(value: Any, key: str = "") -> Iterator[str]:
    """Yield the words that stand anywhere in a plan; ids and marks are none."""
    if isinstance(value, dict):
        for name, one in value.items():
            if name not in ("id", "about", "under", "replaces", "target", "continues", "added"):
                yield from leaves(one, name)
    elif isinstance(value, list):
        for one in value:
            yield from leaves(one, key)
    elif isinstance(value, str) and value.startswith("Words "):
        yield value


def change(plan: Plan, form: FormatFile, words: str, draw: st.DrawFn) -> Plan:
    """Make one change of a kind that is drawn, where the plan takes it."""
    kinds = [kind for kind in form.items if list(parts_of(plan, kind))]
    deed = draw(st.sampled_from(["add", "reword", "reword", "end", "back", "person", "say", "own"]))
    with contextlib.suppress(Refusal):
        if deed == "person":
            return add_person(plan, form, words, MARK).plan
        if deed in ("say", "own") and said_fields(form):
            field = draw(st.sampled_from(sorted(said_fields(form))))
            return add_words(plan, form, field, words).plan
        if not kinds:
            return plan
        part = draw(st.sampled_from([one for kind in kinds for one in parts_of(plan, kind)]))
        if deed == "add":
            return add_item(plan, form, part.kind, words, MARK, plan.item(part.id).under).plan
        if deed == "end":
            return end(plan, form, part, "removed", words, MARK).plan
        if deed == "back":
            return put_back(plan, form, part).plan
        return reword(plan, form, part, name_of(part.kind, form), words, MARK).plan
    return plan


@pytest.mark.parametrize(("path", "prompts"), [one[1:] for one in EVERY], ids=[one[0] for one in EVERY])
@pytest.mark.sampled(3)
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_is_changed_apart_no_word_of_either_is_lost(
    path: Path, prompts: Path | None, data: st.DataObject
) -> None:
    start = open_plan(path, prompts).plan
    form = load_script(start.format, prompts).format
    sides: list[list[Plan]] = [[start], [start]]
    for side, plans in enumerate(sides):
        for number in range(data.draw(st.integers(0, 5))):
            words = f"Words {side}.{number}"
            drawn: Any = data.draw
            plans.append(change(plans[-1], form, words, drawn))
    mine, theirs = sides[0][-1], sides[1][-1]
    past = sides[0][:-1] if data.draw(st.booleans()) else []
    found = merging(mine, theirs, past)
    picked = [data.draw(st.sampled_from([MINE, THEIRS])) for _ in found.clashes]
    plan = sound(Plan.model_validate(merged(found, picked, ON, "Ms Khan"), strict=False), start, form)
    said = set(leaves(plan.model_dump(mode="json")))
    whole = [clash for clash in found.clashes if isinstance(clash.mine or clash.theirs, dict)]
    gone = {words for clash in whole for words in leaves([clash.mine, clash.theirs])}
    assert {*leaves(mine.model_dump(mode="json")), *leaves(theirs.model_dump(mode="json"))} <= said | gone
    again = merging(plan, theirs, [mine])
    asked = {clash.place for clash in found.clashes}
    assert set(again.came) <= asked, "what came once is there"
    assert (merging(mine, mine, past).clashes, merging(mine, mine, past).came) == ((), ())


def edited(path: Path, *lines: str, by: str = "Ms Khan") -> None:
    done = run("edit", path, "--plain", "--by", by, typed="".join(f"{line}\n" for line in lines))
    assert done.code == 0, done


def copy_of(path: Path) -> Path:
    name, _, ending = path.name.partition(".")
    return Path(shutil.copy(path, path.with_name(f"{name} (1).{ending}")))


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return Path(shutil.copy(DEMO, tmp_path / "a.plan.json"))


def test_what_only_one_changed_comes_unasked_and_what_both_changed_is_picked(plan: Path) -> None:
    other = copy_of(plan)
    edited(plan, "change 1: Words of mine", "add outcome: Tie her laces")
    edited(other, "change 1: Words of theirs", "add outcome: Swim ten metres", "change class: 5C", by="Mr O")
    before = plan.read_bytes(), other.read_bytes()
    done = run("merge", plan, other)
    assert (done.code, (plan.read_bytes(), other.read_bytes())) == (3, before)
    assert "in one place" in done.err
    assert "--take mine" in done.err
    done = run("merge", plan, other, "--take", "theirs", "--by", "Ms Khan", "--yes")
    assert (done.code, done.err) == (0, "")
    assert "Class: 5C" in done.out
    found = open_plan(plan).plan
    assert {"Words of theirs", "Tie her laces", "Swim ten metres"} <= set(found.headings())
    assert "Words of mine" in found.model_dump_json(), "what was not picked is in the history"
    assert found.child.class_name == "5C"
    assert other.read_bytes() == before[1]
    assert run("check", plan).code == 0
    again = run("merge", plan, other, "--take", "theirs")
    assert (again.code, "says nothing that is not in the plan" in again.out) == (0, True)
    undone = run("edit", plan, "--plain", typed="undo\n")
    assert "Taken back" in undone.out
    assert plan.read_bytes() == before[0]


def test_an_earlier_version_brings_nothing_back(plan: Path) -> None:
    other = copy_of(plan)
    edited(plan, "end 2: achieved because she does", "change class: 5C")
    done = run("merge", plan, other, "--yes")
    assert done.code == 0
    assert "an earlier version of this plan" in " ".join(done.out.split())
    assert open_plan(plan).plan.child.class_name == "5C"


def reviewed(path: Path, words: str) -> None:
    held(path, words, scored=False).write()


def test_a_review_that_only_one_has_comes_with_all_its_words(tmp_path: Path) -> None:
    from tests.cli.test_forget import native

    path = native(tmp_path)
    other = copy_of(path)
    held(other, "The hall is loud.").write()
    edited(path, "change 1: Words of mine")
    assert run("merge", path, other, "--yes").code == 0
    assert len(open_plan(path).plan.reviews) == len(open_plan(other).plan.reviews)
    assert "The hall is loud." in open_plan(path).plan.model_dump_json()
    assert "Words of mine" in open_plan(path).plan.model_dump_json()


def test_of_two_reviews_of_one_term_one_is_picked_and_the_other_file_keeps_the_other(tmp_path: Path) -> None:
    from tests.cli.test_forget import native

    path = native(tmp_path)
    other = copy_of(path)
    held(path, "The hall is loud.").write()
    held(other, "The bus is fun.").write()
    done = run("merge", path, other)
    assert done.code == 3
    assert run("merge", path, other, "--take", "theirs", "--yes").code == 0
    assert "The bus is fun." in open_plan(path).plan.model_dump_json()
    assert "The hall is loud." not in open_plan(path).plan.model_dump_json()
    assert "The bus is fun." in open_plan(other).plan.model_dump_json()
    undone = run("edit", path, "--plain", typed="undo\n")
    assert "Taken back" in undone.out
    assert "The hall is loud." in open_plan(path).plan.model_dump_json()


def test_word_plans_are_brought_together_box_by_box(tmp_path: Path) -> None:
    path = word_plan(tmp_path / "a.docx")
    other = copy_of(path)
    edited(path, "change 1: Words of mine")
    edited(other, "change 2: Words of theirs", by="Mr O")
    done = run("merge", path, other)
    assert done.code == 3, "a form says nothing of which is older"
    assert run("merge", path, other, "--take", "theirs", "--yes").code == 0
    said = open_plan(path).plan.model_dump_json()
    assert "Words of theirs" in said


# What happened in either


def noted(plan: Plan, *changes: ActionChange) -> Plan:
    """Return a plan in which something was noted of its first action."""
    action = plan.reviews[0].actions[0]
    return plan.with_action(action.model_copy(update={"changes": [*action.changes, *changes]}))


def of_day(day: int, status: ActionStatus) -> ActionChange:
    return ActionChange(on=date(2026, 11, day), by="A", status=status)


def status_in(data: dict[str, Any]) -> ActionStatus | None:
    return Plan.model_validate(data, strict=False).reviews[0].actions[0].now.status


def test_what_was_noted_of_an_action_comes_and_is_told() -> None:
    mine, theirs = a_plan(reviews=1), noted(a_plan(reviews=1), of_day(5, "done"))
    found = merging(mine, theirs, [])
    assert len(found.came) == 1
    assert status_in(merged(found, [], ON, "")) == "done"


def test_of_two_notes_the_later_day_stands_and_of_one_day_somebody_picks() -> None:
    plan = a_plan(reviews=1)
    found = merging(noted(plan, of_day(5, "done")), noted(plan, of_day(3, "not_done")), [])
    assert not found.clashes
    assert status_in(merged(found, [], ON, "")) == "done"
    found = merging(noted(plan, of_day(5, "done")), noted(plan, of_day(5, "not_done")), [])
    assert [status_in(merged(found, [side], ON, "")) for side in (MINE, THEIRS)] == ["done", "not_done"]


def test_two_children_who_came_in_either_are_two_children() -> None:
    path = FORMATS / "group-intervention" / "sample.plan.json"
    plan = open_plan(path, OURS[-1].prompts).plan
    cara = Child(id="child-9", full_name="Cara Mine")
    dan = Child(id="child-9", full_name="Dan Theirs", communication="Signs with Makaton")
    both = [plan.model_copy(update={"children": [*plan.children, one]}) for one in (cara, dan)]
    found = merging(both[0], both[1], [plan])
    children = Plan.model_validate(merged(found, [], ON, ""), strict=False).children
    assert {(one.full_name, one.communication) for one in children[-2:]} == {
        ("Cara Mine", ""),
        ("Dan Theirs", "Signs with Makaton"),
    }


ENDED = Ended(on=ON, how="removed", because="It came too soon.")


@pytest.mark.parametrize("mine_ended", [False, True])
@pytest.mark.parametrize("past", ["none", "the same", "the other"])
def test_an_end_and_a_part_put_back_are_never_taken_for_one_another_unasked(
    mine_ended: bool, past: str
) -> None:
    going = a_plan(reviews=1)
    ended = going.model_copy(
        update={"items": [going.items[0].model_copy(update={"ended": ENDED}), *going.items[1:]]}
    )
    mine, theirs = (ended, going) if mine_ended else (going, ended)
    found = merging(mine, theirs, {"none": [], "the same": [mine], "the other": [theirs]}[past])
    stands = merged(found, [MINE] * len(found.clashes), ON, "")["items"][0]["ended"]
    if past == "the other":  # mine was changed since
        assert (found.clashes, found.came) == ((), ())
        assert bool(stands) == mine_ended
    elif past == "the same" and not mine_ended:  # it was ended there since, and that is told
        assert len(found.came) == 1
        assert stands
    else:
        assert [clash.place[-1] for clash in found.clashes] == ["ended"]


def test_who_signed_on_two_days_is_asked_and_both_stay_one() -> None:
    signatures = [
        Signature(to="agreed", party="parent", name="Mum", on=date(2026, 11, day)) for day in (3, 5)
    ]
    both = [a_plan().model_copy(update={"signatures": [one]}) for one in signatures]
    found = merging(both[0], both[1], [])
    assert len(found.clashes) == 1
    for side, one in zip((MINE, THEIRS), signatures, strict=True):
        assert merged(found, [side], ON, "")["signatures"] == [one.model_dump(mode="json")]


def test_a_version_is_picked_as_a_whole() -> None:
    versions = [Version(number=1, state="final", on=date(2026, 11, day), mark=f"m{day}") for day in (3, 5)]
    both = [a_plan().model_copy(update={"versions": [one]}) for one in versions]
    found = merging(both[0], both[1], [])
    assert len(found.clashes) == 1
    assert merged(found, [THEIRS], ON, "")["versions"] == [versions[1].model_dump(mode="json")]


def test_words_that_read_like_an_id_stay_words() -> None:
    plan = a_plan()
    first = plan.items[0]
    field = next(name for name, value in first.fields.items() if isinstance(value, str))
    both = [
        plan.model_copy(
            update={
                "items": [
                    *plan.items,
                    Item(id="new1", kind=first.kind, number=9, fields={field: words}),
                ]
            }
        )
        for words in ("Tie her laces", "new1")
    ]
    items = merged(merging(both[0], both[1], []), [], ON, "")["items"]
    assert [item["fields"][field] for item in items[-2:]] == ["Tie her laces", "new1"]
    assert len({item["id"] for item in items}) == len(items)


REFUSED = [("same", "the same file"), ("child", "is another plan"), ("word", "not of the same kind")]


@pytest.mark.parametrize(("case", "told"), REFUSED)
def test_what_is_no_version_of_it_is_refused(case: str, told: str, plan: Path, tmp_path: Path) -> None:
    other = {
        "same": plan,
        "child": tmp_path / "b.plan.json",
        "word": tmp_path / "b.docx",
    }[case]
    if case == "child":
        new_plan(other, open_plan(plan).plan.model_copy(update={"id": "another-one"}))
    if case == "word":
        word_plan(other)
    before = plan.read_bytes()
    done = run("merge", plan, other, "--yes")
    assert (done.code, plan.read_bytes()) == (1, before)
    assert told in " ".join(done.err.split())


async def test_the_plans_page_offers_the_copy_beside_it(plan: Path) -> None:
    other = copy_of(plan)
    edited(plan, "change 1: Words of mine")
    edited(other, "change 1: Words of theirs", "add outcome: Swim ten metres", by="Mr O")
    async with open_app(partial(PlanPage, plan, None)) as room:
        await until(room, f"Bring in what {other.name} has")
        await pick(room, "Bring in what")
        await until(room, "1 of 1: here the two versions differ")
        await room.press("2")
        await until(room, "Write the plan like this?")
        await room.press("1")
        await until(room, "look at the plan, and then delete that file yourself")
        await room.press("escape")
        await until(room, "Words of theirs")
    assert "Swim ten metres" in open_plan(plan).plan.headings()
