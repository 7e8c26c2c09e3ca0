"""Where a summary is written: whole or not at all, under a name without a child, over nobody's work."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from facilitator.files.open_plan import OpenPlan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import Review
from facilitator.work.papers_of_plan import PapersOfPlan
from tests.summary.rendering import render
from tests.summary.reviews import EMPTY, PLAN, SECOND, second
from tests.summary.scripts import SCRIPT

CHANGED = second(put_aside=[])


def write(folder: Path, review: Review = SECOND, **options: Any) -> Path:
    return export(folder / "7b-03.plan.json", review, **options)


def export(
    plan_file: Path, review: Review = SECOND, *, prompts: Path | None = None, kind: str = "html", **to: Path
) -> Path:
    papers = PapersOfPlan(OpenPlan(plan_file, PLAN, base=""), PLAN, review, SCRIPT, prompts)
    return papers.write("everyone", kind, **to)


def refusal(target: Path) -> str:
    with pytest.raises(Refusal) as refused:
        export(Path("7b-03.plan.json"), target=target)
    return refused.value.code


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != "facilitator-data")


@pytest.mark.parametrize("kind", ["html", "txt"])
def test_a_summary_stands_beside_its_plan(kind: Any, tmp_path: Path) -> None:
    written = write(tmp_path, kind=kind)
    assert written == tmp_path / f"7b-03-term-2-summary.{kind}"
    assert written.read_bytes() == render(PLAN, SECOND, SCRIPT, kind=kind).encode()
    assert names(tmp_path) == [written.name]


SCHOOL = """
contacts:
  - name: Advice <for> families
    telephone: 01632 960000
    address: 1 Example Street
    for_disagreements: yes
  - name: Early help
    telephone: 01632 960001
"""


@pytest.mark.parametrize("kind", ["html", "txt"])
def test_the_schools_own_contact_is_named_where_people_did_not_agree(kind: Any, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "school.yaml").write_text(SCHOOL, encoding="utf-8")
    told = write(tmp_path, kind=kind, prompts=own).read_text("utf-8")
    name = "Advice &lt;for&gt; families" if kind == "html" else "Advice <for> families"
    assert f"{name}, 01632 960000, 1 Example Street" in told
    assert "Early help" not in told
    assert "960000" not in write(tmp_path, EMPTY, kind=kind, prompts=own).read_text("utf-8")
    assert "960000" not in write(tmp_path, kind=kind).read_text("utf-8")


@pytest.mark.parametrize("plan", ["7b-03.plan.json", "7b-03.docx", "7b-03.plan.age", "7b-03"])
def test_the_name_is_the_plans_without_its_ending(plan: str, tmp_path: Path) -> None:
    assert export(tmp_path / plan).name == "7b-03-term-2-summary.html"


def test_a_term_that_the_format_does_not_have_still_has_a_name(tmp_path: Path) -> None:
    review = SECOND.model_copy(update={"period": 7})
    assert write(tmp_path, review).name == "7b-03-term-7-summary.html"


@pytest.mark.needs("posix")
def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    assert write(tmp_path).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("kind", ["html", "txt"])
def test_the_same_summary_again_takes_the_place_of_our_own(kind: Any, tmp_path: Path) -> None:
    first = write(tmp_path, kind=kind)
    assert write(tmp_path, kind=kind) == first
    assert write(tmp_path, CHANGED, kind=kind) == first
    assert first.read_bytes() == render(PLAN, CHANGED, SCRIPT, kind=kind).encode()
    assert names(tmp_path) == [first.name]


@pytest.mark.parametrize("theirs", [b"", b"My notes\n", b"\xff\xfe\x00", b"0123456789abcdef\n"])
def test_somebody_elses_file_is_left_and_the_next_free_name_taken(theirs: bytes, tmp_path: Path) -> None:
    (tmp_path / "7b-03-term-2-summary.html").write_bytes(theirs)
    (tmp_path / "7b-03-term-2-summary-2.html").mkdir()
    beside = write(tmp_path)
    assert beside.name == "7b-03-term-2-summary-3.html"
    beside.unlink()
    (tmp_path / "7b-03-term-2-summary-2.html").rmdir()
    assert write(tmp_path).name == "7b-03-term-2-summary-2.html"
    assert write(tmp_path, CHANGED).name == "7b-03-term-2-summary-2.html"
    assert (tmp_path / "7b-03-term-2-summary.html").read_bytes() == theirs


@pytest.mark.parametrize("kind", ["html", "txt"])
def test_a_summary_that_somebody_has_added_to_is_theirs(kind: Any, tmp_path: Path) -> None:
    first = write(tmp_path, kind=kind)
    theirs = first.read_bytes().replace(b"Lunch club.", b"Lunch club, every day.")
    first.write_bytes(theirs)
    assert write(tmp_path, kind=kind).name == f"7b-03-term-2-summary-2.{kind}"
    assert first.read_bytes() == theirs


def test_the_summary_of_another_review_is_left(tmp_path: Path) -> None:
    first = write(tmp_path)
    other = SECOND.model_copy(update={"id": "r-other"})
    assert write(tmp_path, other) != first


def test_a_target_is_taken_to_the_letter(tmp_path: Path) -> None:
    target = tmp_path / "letter home.htm"
    assert export(target, target=target) == target
    assert export(target, CHANGED, target=target) == target
    target.write_text("mine")
    assert refusal(target=target) == "summary.already-there"
    assert target.read_text() == "mine"


def test_a_link_is_written_through(tmp_path: Path) -> None:
    link = tmp_path / "link.html"
    link.symlink_to(tmp_path / "real.html")
    export(link, target=link)
    assert link.is_symlink()
    assert (tmp_path / "real.html").is_file()


def test_a_link_beside_the_plan_is_somebody_elses(tmp_path: Path) -> None:
    (tmp_path / "7b-03-term-2-summary.html").symlink_to(tmp_path / "nowhere")
    assert write(tmp_path).name == "7b-03-term-2-summary-2.html"
    assert not (tmp_path / "nowhere").exists()


def test_what_cannot_be_a_file_is_refused(tmp_path: Path) -> None:
    assert refusal(target=tmp_path) == "summary.not-a-file"
    assert refusal(target=tmp_path / "missing" / "a.html") == "summary.folder-not-found"
    assert refusal(target=tmp_path / ("a" * 300)) == "file.bad-name"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "summary.disk-full"),
        (errno.EROFS, "summary.read-only"),
        (errno.EACCES, "summary.not-allowed"),
        (errno.EIO, "summary.cannot-write"),
    ],
)
@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace"])
def test_a_failed_write_leaves_the_old_summary_whole(
    call: str, number: int, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = write(tmp_path)
    old = target.read_bytes()

    def fails(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as broken:
        if call == "replace":
            broken.setattr(Path, "replace", fails)
        else:
            broken.setattr(f"facilitator.files.system_calls.os.{call}", fails)
        with pytest.raises(Refusal) as refused:
            write(tmp_path, CHANGED)
    assert refused.value.code == code
    assert target.read_bytes() == old
    assert names(tmp_path) == [target.name]


def test_a_disk_without_hard_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(Path, "hardlink_to", fails)
    assert write(tmp_path).read_bytes() == render(PLAN, SECOND, SCRIPT, kind="html").encode()
    assert len(names(tmp_path)) == 1


def test_a_name_that_is_taken_meanwhile_is_not_taken_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.hardlink_to

    def late(path: Path, target: Path) -> None:
        if path.stem.endswith("summary"):
            path.write_text("somebody was quicker")
        real(path, target)

    monkeypatch.setattr(Path, "hardlink_to", late)
    assert write(tmp_path).name == "7b-03-term-2-summary-2.html"
    assert (tmp_path / "7b-03-term-2-summary.html").read_text() == "somebody was quicker"


def test_short_writes_go_on_to_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(
        "facilitator.files.system_calls.os.write", lambda descriptor, data: real(descriptor, data[:100])
    )
    assert write(tmp_path).read_bytes() == render(PLAN, SECOND, SCRIPT, kind="html").encode()
