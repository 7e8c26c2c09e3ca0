"""`facilitator` alone, line by line: whose plan it is, and the ways to begin where there is none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from facilitator.files.plans import new_plan, open_plan
from facilitator.script.words_by_key import say
from facilitator.work.demo import write_demo
from tests.cli.running import COMMAND, run, surroundings
from tests.meeting.plans import a_plan
from tests.terminal import Terminal

DEMO, NEW, FOLDER = (say(f"home.{way}") for way in ("demo", "new", "folder"))


def test_an_empty_folder_offers_three_ways_to_begin(folder: Path) -> None:
    done = run("--plain", typed="leave\n", folder=folder)
    assert done.code == 0, done.err
    assert say("screen.home-empty", folder=folder) in done.out
    assert done.out.index(DEMO) < done.out.index(NEW) < done.out.index(FOLDER)


def test_the_demo_is_tried_at_once(folder: Path) -> None:
    done = run("--plain", typed="demo\nleave\n", folder=folder)
    assert done.code == 0, done.err
    assert "Orla" in done.out
    assert not list(folder.iterdir()), "it is in a folder of its own"


def test_a_plan_is_started_and_held(folder: Path) -> None:
    done = run("--plain", typed="new\nsupport-plan\nada.plan.json\nAda Pell\nleave\n", folder=folder)
    assert done.code == 0, done.err
    assert open_plan(folder / "ada.plan.json").plan.child.full_name == "Ada Pell"
    assert "Ada's review" in done.out


def test_another_folder_is_asked_for_until_it_is_one(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other plans"
    other.mkdir()
    new_plan(other / "ravi.plan.json", a_plan(reviews=1))
    (tmp_path / "letter.txt").write_text("Dear", encoding="utf-8")
    typed = f'folder\n{tmp_path / "nowhere"}\n{tmp_path / "letter.txt"}\n"{other}"\n1\nleave\n'
    done = run("--plain", typed=typed, folder=folder)
    assert done.code == 0, done.err
    assert say("screen.home-lead", folder=other) in done.out
    assert "Ravi" in done.out
    assert say("home.no-folder", path=tmp_path / "letter.txt") in done.out


def test_one_goes_back_from_each_way(folder: Path) -> None:
    done = run("--plain", typed="folder\nback\nnew\nback\nleave\n", folder=folder)
    assert done.code == 0, done.err
    assert done.out.count(say("screen.home-title")) == 3
    assert not list(folder.iterdir())


def test_with_plans_the_demo_is_not_offered(folder: Path) -> None:
    write_demo(folder, date(2026, 3, 12))
    done = run("--plain", typed="leave\n", folder=folder)
    assert DEMO not in done.out
    assert NEW in done.out


def test_the_next_plan_is_made_from_one_that_is_over(folder: Path) -> None:
    new_plan(folder / "ravi.plan.json", a_plan(reviews=3))
    done = run("--plain", typed="next plan\nnone\ndone\nravi 2.plan.json\nleave\n", folder=folder)
    assert done.code == 0, done.err
    new = open_plan(folder / "ravi 2.plan.json").plan
    assert (new.number, new.items) == (2, [])


@pytest.mark.parametrize("typed", ["", "folder\n", "new\n"])
def test_an_input_that_ends_leaves_everything_as_it_is(typed: str, folder: Path) -> None:
    assert run("--plain", typed=typed, folder=folder).code == 0
    assert not list(folder.iterdir())


def test_a_terminal_that_can_draw_nothing_is_asked_line_by_line(folder: Path) -> None:
    with Terminal(list(COMMAND), environment=surroundings(TERM="dumb"), folder=folder) as terminal:
        terminal.wait_until(lambda lines: ">" in [line.strip() for line in lines], "a question")
        assert DEMO in terminal.text
        terminal.type("leave")
        terminal.press("enter")
        assert terminal.wait_for_exit() == 0
