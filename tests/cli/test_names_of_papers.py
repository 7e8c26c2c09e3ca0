"""Names that a paper cannot have, or that others have: one plain sentence, and nothing half written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from facilitator.files.plans import open_plan
from facilitator.script.loading import find_prompts, load_script
from facilitator.script.words_by_key import say
from facilitator.work.paper_files import papers_beside, stem_of
from tests.cli.running import run

DEMO = find_prompts() / "demo" / "demo.plan.json"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return Path(shutil.copy(DEMO, tmp_path / "k7.plan.json"))


def in_folder(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    "given",
    [
        ["export", "PLAN", "--all", ""],
        ["export", "PLAN", "-o", ""],
        ["export", ""],
        ["actions", ""],
        ["formats", "check", ""],
        ["show", "PLAN", "--prompts", ""],
        ["demo", "--here", ""],
        ["convert", "PLAN", ""],
    ],
)
def test_an_empty_name_is_not_the_folder_where_one_is(
    plan: Path, tmp_path: Path, given: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(*[str(plan) if one == "PLAN" else one for one in given])
    assert done.code != 0
    assert done.err.strip() == say("commands.no-name")
    assert in_folder(tmp_path) == ["k7.plan.json"]


@pytest.mark.parametrize("below", ["", "x", "x/y"])
def test_a_file_where_the_set_needs_a_folder(plan: Path, tmp_path: Path, below: str) -> None:
    (tmp_path / "there").write_text("mine", encoding="utf-8")
    done = run("export", plan, "--all", tmp_path / "there" / below)
    assert (done.code, done.err.strip()) == (1, say("summary.not-a-folder"))
    assert (tmp_path / "there").read_text("utf-8") == "mine"
    assert in_folder(tmp_path) == ["k7.plan.json", "there"]


def test_a_folder_that_is_called_like_a_paper_stays_and_the_paper_takes_the_next_name(
    plan: Path, tmp_path: Path
) -> None:
    (tmp_path / "k7-term-1-summary.html").mkdir()
    done = run("export", plan)
    assert (done.code, done.err) == (0, "")
    assert in_folder(tmp_path) == ["k7-term-1-summary-2.html", "k7-term-1-summary.html", "k7.plan.json"]
    named = run("export", plan, "-o", tmp_path / "k7-term-1-summary.html")
    assert (named.code, named.err.strip()) == (1, say("summary.not-a-file"))


@pytest.mark.parametrize("kind", ["folder", "empty", "text"])
def test_a_letterhead_that_is_no_document(plan: Path, tmp_path: Path, kind: str) -> None:
    prompts = tmp_path / "prompts"
    shutil.copytree(find_prompts(), prompts)
    head = prompts / "head.docx"
    if kind == "folder":
        head.mkdir()
    else:
        head.write_text("" if kind == "empty" else "Hill Primary", encoding="utf-8")
    (prompts / "school.yaml").write_text("letterhead: head.docx\n", encoding="utf-8")
    done = run("export", plan, "--to", "docx", "--prompts", prompts)
    assert done.code == 1
    assert len(done.err.strip().splitlines()) == 1
    assert "head.docx" in done.err
    assert in_folder(tmp_path) == ["k7.plan.json", "prompts"]


@pytest.mark.parametrize("letter", ["a", "ż"])
def test_a_plan_with_a_very_long_name_has_papers_that_are_told_apart(tmp_path: Path, letter: str) -> None:
    long = letter * ((240 - 1) // len(letter.encode()))
    plans = [Path(shutil.copy(DEMO, tmp_path / f"{long}{end}.plan.json")) for end in "xy"]
    for plan in plans:
        done = run("export", plan, "--all", tmp_path / "papers")
        assert (done.code, done.err) == (0, "")
    names = in_folder(tmp_path / "papers")
    assert len(names) == 2 * 12
    assert all(len(name.encode()) < 200 for name in names)
    opened, script = open_plan(plans[0]), load_script("support-plan")
    review = opened.plan.reviews[-1]
    assert run("export", plans[0]).code == 0
    assert [path.suffix for path in papers_beside(plans[0], review, script)] == [".html"]
    assert stem_of(plans[0], "family", script, review) != stem_of(plans[1], "family", script, review)


def test_taking_back_what_was_noted_does_not_speak_of_the_review(plan: Path) -> None:
    assert run("actions", plan, "--done", "1", "--noted-by", "Ms Khan").code == 0
    done = run("undo", plan)
    assert done.code == 3
    assert say("undo.not-sure-noted") in done.err
    assert "review" not in done.err
