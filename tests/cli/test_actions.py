"""`facilitator actions`: what is open in one plan, in many and in folders; what becomes of one; undo."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from facilitator.files.plans import open_plan, save_plan
from facilitator.phrases.day import in_full
from facilitator.plan.refusal import NeedsDecision
from facilitator.script.words_by_key import say
from facilitator.work.session import local_now
from tests.cli.running import call, run
from tests.followed import CARDS, CARDS_BY, CLUB, DEMO, OURS, RING, RING_BY, plan_with_actions, state

LATER = (local_now() + timedelta(days=40)).date()
BY = ("--noted-by", "Ms Khan")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return plan_with_actions("kirklees", tmp_path)


def test_one_plan_is_listed_by_person_and_by_date_with_what_is_overdue(path: Path) -> None:
    done = call("actions", path)
    assert done.code == 0, done.err
    lines = done.out.splitlines()
    assert lines[0] == "What is open for Tamsin Oyelaran"
    headings = [line for line in lines[1:] if line and not line.startswith(" ")]
    assert headings[:3] == ["Dad", "Mr Okafor", "Mrs Lee"]
    assert f"  2. Ring the nurse about glasses (overdue; by {in_full(RING_BY)})" in lines
    assert f"  1. Print the cards (by {in_full(CARDS_BY)}; for outcome 1)" in lines
    dated = call("actions", path, "--by", "date").out
    days = [dated.index(day) for day in (in_full(RING_BY), in_full(CARDS_BY), "No date yet")]
    assert days == sorted(days)
    assert CARDS not in call("actions", path, "--person", "lee").out
    assert RING in call("actions", path, "--person", "lee").out
    assert "Nothing is open for “Quill”." in call("actions", path, "--person", "Quill").out


def test_a_folder_is_looked_through_and_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    for number, name in enumerate(OURS):
        folder = tmp_path / f"class {number}" / "plans"
        folder.mkdir(parents=True)
        plan_with_actions(name, folder, "docx" if number % 2 else "json")
    shutil.copy(DEMO, tmp_path / ".hidden.plan.json")
    (tmp_path / "damaged.plan.json").write_text("{", encoding="utf-8")
    (tmp_path / "letter.docx").write_bytes(b"PK no document")
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    done = call("actions", tmp_path)
    assert done.code == 1
    assert f"What is open in {len(OURS)} plans" in done.out
    assert say("follow.several-children") in done.out
    assert done.out.count(CARDS) == len(OURS)
    assert "damaged.plan.json: " in done.err
    assert len(done.err.splitlines()) == 2, "the letter is damaged, too"
    both = json.loads(call("actions", tmp_path, "--json").out)
    assert len(both["plans"]) == len(OURS)
    assert both["names_several_children"] is True
    assert {Path(one["file"]).name for one in both["unreadable"]} == {"damaged.plan.json", "letter.docx"}


def test_a_document_that_is_no_plan_is_passed_over_in_a_folder_and_told_where_it_is_named(
    tmp_path: Path,
) -> None:
    from docx import Document

    path = plan_with_actions("coventry", tmp_path)
    Document().save(str(tmp_path / "letter.docx"))
    assert call("actions", tmp_path).code == 0
    named = call("actions", path, tmp_path / "letter.docx")
    assert named.code == 1
    assert "letter.docx: " in named.err
    assert CARDS in named.out


@pytest.mark.parametrize("place", ["nowhere", "nowhere.plan.json"])
def test_what_is_not_there_is_one_sentence(tmp_path: Path, place: str) -> None:
    done = call("actions", tmp_path / place)
    assert done.code == 1
    assert len(done.err.splitlines()) == 1


def test_a_folder_without_plans_says_so(tmp_path: Path) -> None:
    done = call("actions", tmp_path)
    assert (done.code, done.out) == (1, "")
    assert done.err.strip() == f"There is no plan in {tmp_path}."


def test_json_tells_all_of_each_and_private_ones_only_when_asked(path: Path) -> None:
    opened = open_plan(path)
    action = state(opened.plan, RING).model_copy(update={"not_shared": True})
    save_plan(opened, opened.plan.with_action(action))
    call("actions", path, "--move", "1", "--to", LATER.isoformat(), "--agreed", "Dad", *BY)
    shown = json.loads(call("actions", path, "--json").out)["plans"][0]["actions"]
    assert [(one["number"], one["what"], one["by"], one["status"]) for one in shown] == [
        (1, CARDS, LATER.isoformat(), "open"),
        (3, CLUB, None, "open"),
    ]
    assert shown[0]["changes"][0] | {"on": ""} == {
        "on": "",
        "by": "Ms Khan",
        "agreed": "Dad",
        "due": LATER.isoformat(),
    }
    told = call("actions", path)
    assert RING not in told.out
    assert "One more is not for sharing: --private lists it, too." in told.out
    assert RING in call("actions", path, "--private").out
    every = json.loads(call("actions", path, "--json", "--private").out)["plans"][0]["actions"]
    assert [one["not_shared"] for one in every] == [False, True, False]


def test_each_way_is_noted_and_undo_takes_it_back(path: Path) -> None:
    before = path.read_bytes()
    ways = (
        ("--done", "2", "--because", "She has them"),
        ("--part", "3"),
        ("--not-done", "2"),
        ("--move", "1", "--to", f"{LATER:%d/%m/%Y}", "--agreed", "Dad"),
        ("--hand-on", "1", "--who", "mrs lee"),
        ("--drop", "3", "--because", "He swims"),
    )
    for way in ways:
        done = call("actions", path, *way, *BY)
        assert (done.code, done.err) == (0, ""), done
        assert done.out.rstrip().endswith("Saved.")
    plan = open_plan(path).plan
    assert (state(plan, CARDS).now.who, state(plan, CARDS).now.by) == ("Mrs Lee", LATER)
    assert state(plan, RING).now.is_open
    assert state(plan, CLUB).now.status == "not_needed"
    assert "2 more" not in call("actions", path).out
    assert "One more is done or dropped" in call("actions", path).out
    assert CLUB in call("actions", path, "--all").out
    for _ in ways:
        assert call("undo", path, "--yes").code == 0
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("way", "code", "why"),
    [
        (("--done", "9"), 1, "There is no action 9 here: they go from 1 to 3."),
        (("--done", "two"), 2, "'two' is not a valid integer"),
        (("--done", "1", "--part", "2"), 2, "one action at a time"),
        (("--move", "1"), 2, "Give the new date with --to."),
        (("--move", "1", "--to", "1/2/2020"), 1, "is over. Give a day that is still to come."),
        (("--move", "1", "--to", "the day after never"), 1, "is no day."),
        (("--hand-on", "1"), 2, "with --who."),
        (("--drop", "1"), 2, "Give the reason with --because."),
        (("--not-done", "1"), 1, "It is not down as done."),
        (("--hand-on", "1", "--who", "Mr Okafor"), 1, "It is down for Mr Okafor already."),
    ],
)
def test_bad_input_is_one_sentence_and_changes_nothing(
    path: Path, way: tuple[str, ...], code: int, why: str
) -> None:
    before = path.read_bytes()
    done = call("actions", path, *way, *BY)
    assert done.code == code
    assert why in done.err
    assert done.out == ""
    assert path.read_bytes() == before


def test_who_notes_it_and_who_is_new_must_be_said_where_nobody_can_be_asked(path: Path) -> None:
    done = call("actions", path, "--done", "1")
    assert done.code == NeedsDecision.exit_code
    assert "--noted-by NAME" in done.err
    done = call("actions", path, "--hand-on", "1", "--who", "Dr Quill", *BY)
    assert done.code == NeedsDecision.exit_code
    assert "--new-person" in done.err
    assert call("actions", path, "--hand-on", "1", "--who", "Dr Quill", "--new-person", *BY).code == 0
    assert state(open_plan(path).plan, CARDS).now.who == "Dr Quill"


def test_of_several_plans_the_one_must_be_named(tmp_path: Path, path: Path) -> None:
    shutil.copy(DEMO, tmp_path / "other.plan.json")
    done = call("actions", tmp_path, "--done", "1", *BY)
    assert done.code == 2
    assert "Name the one plan that has the action." in done.err
    assert path.exists()


def test_two_plans_of_a_child_name_one_child_and_are_told_apart_by_their_files(
    tmp_path: Path, path: Path
) -> None:
    shutil.copy(path, tmp_path / "of before.plan.json")
    done = call("actions", tmp_path)
    assert say("follow.several-children") not in done.out
    assert "Tamsin Oyelaran, of before.plan.json, 1: Print the cards" in done.out


def test_a_group_is_several_children(tmp_path: Path) -> None:
    plan_with_actions("group-intervention", tmp_path)
    assert say("follow.several-children") in call("actions", tmp_path).out


def test_check_and_show_go_by_what_was_noted(path: Path) -> None:
    assert f"there is no date for “{CLUB}”" in call("check", path).out
    call("actions", path, "--move", "3", "--to", LATER.isoformat(), *BY)
    assert CLUB not in call("check", path).out
    told = " ".join(call("show", path).out.split())
    assert f"Not agreed yet. The date is {in_full(LATER)} now. Noted on" in told


def test_undo_asks_first_and_leaves_it_where_it_is_not_meant(path: Path) -> None:
    call("actions", path, "--done", "1", *BY)
    before = path.read_bytes()
    left = call("undo", path)
    assert left.code == NeedsDecision.exit_code
    assert path.read_bytes() == before
    assert run("undo", path, typed="take it back\n").code == 0
    assert state(open_plan(path).plan, CARDS).now.is_open


def test_lines_may_be_piped_in(path: Path) -> None:
    done = run("actions", path, "--plain", *BY, typed="done 2\nleave\n")
    assert (done.code, done.err) == (0, "")
    assert not state(open_plan(path).plan, RING).now.is_open
    assert run("actions", path, "--plain", *BY, typed="done 2\n").code == 1
