"""A set of papers that is stopped half way: each paper is whole or not there, and how many are is told."""

from __future__ import annotations

import shutil
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest

from facilitator.cli import main
from facilitator.dialogue.papers import PaperDesk
from facilitator.files.plans import open_plan
from facilitator.script.loading import find_prompts, load_script
from facilitator.work.paper_set import export_set, made_in_part, papers_in_set
from facilitator.work.papers_of_plan import PapersOfPlan
from tests.cli.running import COMMAND, ENDS_WITHIN_SECONDS

DEMO = find_prompts() / "demo" / "demo.plan.json"
SET = len(papers_in_set(load_script("support-plan").format))


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return Path(shutil.copy(DEMO, tmp_path / "k7.plan.json"))


def papers_of(plan: Path) -> PapersOfPlan:
    opened = open_plan(plan)
    return PapersOfPlan(opened, opened.plan, opened.plan.reviews[-1], load_script(opened.plan.format))


def whole(plan: Path, folder: Path) -> dict[str, bytes]:
    """Make the whole set elsewhere, and return it."""
    list(export_set(papers_of(plan), folder))
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_told_to_stop_it_leaves_whole_papers_only_and_says_how_many(
    plan: Path, tmp_path: Path, number: signal.Signals
) -> None:
    folder = tmp_path / "papers"
    process = subprocess.Popen(
        [*COMMAND, "export", str(plan), "--all", str(folder)], stderr=subprocess.PIPE, text=True
    )
    while not (folder.is_dir() and any(folder.glob("k7-*"))):
        assert process.poll() is None
    process.send_signal(number)
    _, told = process.communicate(timeout=ENDS_WITHIN_SECONDS)
    there = {path.name: path.read_bytes() for path in folder.iterdir()}
    every = whole(plan, tmp_path / "elsewhere")
    assert {name: every[name] for name in there} == there
    if len(there) < SET:  # else it was faster
        assert process.returncode == 130
        assert f"of {SET} papers are in {folder}" in " ".join(told.split())


def test_it_says_how_many_there_are(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stop_at(5, monkeypatch)
    assert main(["export", str(plan), "--all", str(tmp_path / "papers")]) == 130
    assert f"Stopped. 4 of {SET} papers are in {tmp_path / 'papers'}" in capsys.readouterr().err
    assert len(list((tmp_path / "papers").iterdir())) == 4


def stop_at(which: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop the program while a paper is written."""
    write, count = PapersOfPlan.write, iter(range(1, 100))

    def stopped(self: PapersOfPlan, *given: Any, **more: Any) -> Path:
        if next(count) == which:
            raise KeyboardInterrupt
        return write(self, *given, **more)

    monkeypatch.setattr(PapersOfPlan, "write", stopped)


def test_the_next_opening_says_how_many_of_the_set_are_there(plan: Path) -> None:
    papers = papers_of(plan)
    assert made_in_part(papers) is None
    assert PaperDesk(papers).in_part() == ""
    making = export_set(papers, papers.folder_of_set())
    for count in range(1, SET):
        next(making)
        assert made_in_part(papers) == (count, SET)
    assert (
        f"{SET - 1} of {SET} papers of the set are in {papers.folder_of_set()}" in PaperDesk(papers).in_part()
    )
    next(making)
    assert made_in_part(papers) is None


def test_before_any_review_only_what_is_of_the_whole_plan_can_lack(plan: Path) -> None:
    papers = papers_of(plan)
    papers.review = None
    list(export_set(papers, papers.folder_of_set()))
    assert len(list(papers.folder_of_set().iterdir())) == 1
    assert made_in_part(papers) is None


def test_a_review_without_a_date_lacks_no_calendar(plan: Path) -> None:
    papers = papers_of(plan)
    assert papers.review is not None
    papers.review = papers.review.model_copy(update={"actions": [], "next_date": None})
    assert not papers.has_dates
    list(export_set(papers, papers.folder_of_set()))
    assert made_in_part(papers) is None
