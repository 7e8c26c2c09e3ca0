"""Copies of a plan that a sync client made beside it are found by the id inside, and said everywhere."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest

from facilitator.dialogue.shelf import Shelf
from facilitator.files.plans import new_plan, open_plan, save_plan
from facilitator.plain.line_by_line import run_review
from facilitator.script.words_by_key import say
from facilitator.work.copies_beside import copies_beside
from tests.cli.running import call
from tests.meeting.plans import a_plan

NAMES = (
    *("ravi (1).plan.json", "ravi (Anna's conflicted copy 2026-11-30).plan.json", "ravi-LAPTOP.plan.json"),
    *("ravi.sync-conflict-20261130-101112-ABCDEFG.plan.json", "Kopie von ravi.plan.json", "zz.plan.json"),
)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan between another child's plan, one that goes on from it, and what is none."""
    (tmp_path / "plans").mkdir()
    path = new_plan(tmp_path / "plans" / "ravi.plan.json", a_plan(reviews=1)).path
    other = a_plan().model_copy(update={"id": "p-other", "continues": "p-ravi"})
    new_plan(path.with_name("next.plan.json"), other)
    path.with_name("broken.plan.json").write_text('{"id": "p-ravi"')
    path.with_name("letter.docx").write_bytes(b"p-ravi")
    return path


def said_at_the_start(plan: Path) -> str:
    out = io.StringIO()
    run_review(plan, source=io.StringIO("leave\n"), target=out)
    return out.getvalue()


def test_where_there_is_no_copy_nothing_is_said(plan: Path) -> None:
    assert copies_beside(open_plan(plan)) == []
    told = [call("check", plan).out, said_at_the_start(plan), *_notes(plan)]
    assert not [one for one in told if "same plan" in one]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("is_changed", [False, True])
def test_a_copy_is_said_by_review_check_and_the_list(plan: Path, name: str, is_changed: bool) -> None:
    copy = Path(shutil.copy(plan, plan.with_name(name)))
    if is_changed:
        opened = open_plan(copy)
        save_plan(opened, opened.plan.model_copy(update={"reviews": []}))
    assert copies_beside(open_plan(plan)) == [copy]
    assert copies_beside(open_plan(copy)) == [plan]
    told = say("session.copies", count=1, files=f"“{name}”")
    assert told in " ".join(call("check", plan).out.split())
    first, again = said_at_the_start(plan), said_at_the_start(plan)
    assert told in " ".join(first.split())
    assert told in " ".join(again.split()), "also when it is carried on"
    notes = _notes(plan)
    assert [note for note in notes if plan.name in note and "same plan" in note]
    assert [note for note in notes if name in note and "same plan" in note]


def test_several_are_named_and_the_rest_is_counted(plan: Path) -> None:
    for number in range(9):
        shutil.copy(plan, plan.with_name(f"ravi ({number}).plan.json"))
    assert sum("same plan as 9 other files" in note for note in _notes(plan)) == 10
    told = call("check", plan).out
    assert "ravi (0).plan.json" in told
    assert "ravi (8).plan.json" not in told
    assert say("session.copies-some", files="", count=5).strip() in told


def test_a_link_to_the_plan_is_no_copy(plan: Path) -> None:
    plan.with_name("link.plan.json").symlink_to(plan)
    assert copies_beside(open_plan(plan)) == []


def _notes(plan: Path) -> list[str]:
    return [one.note for one in Shelf(None).plans(plan.parent)]
