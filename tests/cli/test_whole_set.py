"""`export --all`: every paper for everybody in one folder, whole or told, and over nobody's work."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from facilitator.files.plans import open_plan
from facilitator.script.loading import find_prompts, load_script
from facilitator.work.paper_set import Made, export_set, papers_in_set
from facilitator.work.papers_of_plan import PapersOfPlan
from tests.cli.running import run
from tests.failing_drive import FailingDrive

DEMO = find_prompts() / "demo" / "demo.plan.json"
SET = {
    "k7-term-1-summary.html",
    "k7-term-1-summary.pdf",
    "k7-term-1-summary.docx",
    "k7-term-1-summary.ics",
    "k7-term-1-family.pdf",
    "k7-term-1-family.docx",
    "k7-term-1-family.html",
    "k7-term-1-family.eml",
    "k7-term-1-letter.pdf",
    "k7-term-1-letter.html",
    "k7-term-1-actions.pdf",
    "k7-panel.pdf",
}


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return Path(shutil.copy(DEMO, tmp_path / "k7.plan.json"))


def in_folder(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def made(plan: Path, folder: Path, prompts: Path | None = None) -> list[Made]:
    return list(export_set(papers_of(plan, prompts), folder))


def papers_of(plan: Path, prompts: Path | None = None) -> PapersOfPlan:
    opened = open_plan(plan, prompts)
    return PapersOfPlan(
        opened, opened.plan, opened.plan.reviews[-1], load_script(opened.plan.format, prompts), prompts
    )


def test_the_set_has_a_line_for_each_paper_in_a_folder_that_is_made(plan: Path, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "papers"
    done = run("export", plan, "--all", folder)
    assert (done.code, done.err) == (0, "")
    assert set(in_folder(folder)) == SET
    told = done.out.splitlines()
    assert len(told) == len(SET) + 1
    assert all(any(str(folder / name) in line for line in told) for name in SET)
    children = {part.casefold() for one in open_plan(plan).plan.members for part in one.on_record.split()}
    assert not any(child in name.casefold() for child in children for name in in_folder(folder))


def test_each_is_just_the_paper_that_is_made_alone(plan: Path, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    made(plan, folder)
    for audience, kind, name in (
        ("family", "pdf", "family.pdf"),
        ("family", "eml", "family.eml"),
        ("everyone", "ics", "summary.ics"),
        ("everyone", "pdf", "summary.pdf"),
        ("child", "pdf", "letter.pdf"),
    ):
        alone = tmp_path / name
        assert run("export", plan, "--for", audience, "--to", kind, "-o", alone).code == 0
        assert alone.read_bytes() == (folder / f"k7-term-1-{name}").read_bytes(), name


def test_our_own_are_replaced_and_anothers_keep_their_names(plan: Path, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    made(plan, folder)
    before = in_folder(folder)
    made(plan, folder)
    assert in_folder(folder) == before
    theirs = before["k7-term-1-family.html"] + b"<!-- ours -->"
    (folder / "k7-term-1-family.html").write_bytes(theirs)
    assert any(one.path == folder / "k7-term-1-family-2.html" for one in made(plan, folder))
    assert in_folder(folder) == before | {
        "k7-term-1-family.html": theirs,
        "k7-term-1-family-2.html": before["k7-term-1-family.html"],
    }


def test_where_nothing_has_a_date_the_set_is_whole_without_a_calendar(plan: Path, tmp_path: Path) -> None:
    values = json.loads(plan.read_text("utf-8"))
    for review in values["reviews"]:
        review.pop("next_date", None)
        for action in review["actions"]:
            del action["by"]
    plan.write_text(json.dumps(values), "utf-8")
    folder = tmp_path / "papers"
    done = run("export", plan, "--all", folder)
    assert (done.code, done.err) == (0, "")
    assert set(in_folder(folder)) == SET - {"k7-term-1-summary.ics"}


def test_a_letterhead_that_cannot_be_used_costs_the_word_papers_alone(plan: Path, tmp_path: Path) -> None:
    ours = tmp_path / "ours"
    shutil.copytree(find_prompts(), ours)
    (ours / "school.yaml").write_text("letterhead: head.docx\n", "utf-8")
    (ours / "head.docx").write_bytes(b"no document {{ 7*7 }} </script>")
    found = made(plan, tmp_path / "papers", ours)
    assert {one.wanted.kind for one in found if one.refused} == {"docx"}
    assert set(in_folder(tmp_path / "papers")) == {name for name in SET if not name.endswith(".docx")}


def test_a_full_drive_leaves_no_half_paper_and_the_rest_is_made_once_there_is_room(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "papers"
    drive = FailingDrive(folder, monkeypatch)
    papers = export_set(papers_of(plan), folder)
    first = next(papers)
    assert first.refused is not None
    assert first.refused.code == "summary.disk-full"
    assert in_folder(folder) == {}
    drive.failing = False
    assert all(one.refused is None for one in papers)
    assert set(in_folder(folder)) == SET - {"k7-term-1-summary.html"}


def test_a_folder_that_cannot_be_made_is_told_in_a_sentence(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"mine")
    before = in_folder(tmp_path)
    done = run("export", plan, "--all", tmp_path / "taken")
    assert (done.code, done.out) == (1, "")
    assert "Traceback" not in done.err
    assert in_folder(tmp_path) == before


def test_it_goes_with_no_single_paper(plan: Path, tmp_path: Path) -> None:
    for other in (("--for", "child"), ("--to", "pdf"), ("-o", tmp_path / "one.html")):
        assert run("export", plan, "--all", tmp_path / "papers", *other).code == 2
    assert not (tmp_path / "papers").exists()


def test_a_plan_of_several_children_has_no_paper_for_one() -> None:
    form = load_script("group-intervention").format
    assert {one.audience.id for one in papers_in_set(form)} == {"everyone", "actions"}


def test_an_audience_of_a_schools_own_is_in_the_set(plan: Path, tmp_path: Path) -> None:
    ours = tmp_path / "ours"
    shutil.copytree(find_prompts(), ours)
    with (ours / "words" / "summary.yaml").open("a", encoding="utf-8") as words:
        words.write("summary.for.governors: A page for governors\n")
    (ours / "summaries" / "governors.j2").write_text("{{ page.para(sheet.period) }}{{ 1/0 }}", "utf-8")
    done = run("export", plan, "--all", tmp_path / "papers", "--prompts", ours)
    assert done.code == 1
    assert "A page for governors (html) was not made: " in " ".join(done.err.split())
    (ours / "summaries" / "governors.j2").write_text("{{ page.para(sheet.period) }}", "utf-8")
    assert run("export", plan, "--all", tmp_path / "papers", "--prompts", ours).code == 0
    assert set(in_folder(tmp_path / "papers")) == SET | {"k7-term-1-governors.html"}
