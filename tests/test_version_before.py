"""What the version before left under the hash of a child's name is found, moved, and carried on."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.files import record_owner, system_calls, written_reviews
from facilitator.files.backups import backups_in
from facilitator.files.folders import backups_path, data_folder, short_name
from facilitator.files.journal_lines import header_of, line, name_parts
from facilitator.files.lock_file import LockFile, name_beside
from facilitator.files.meeting_lock import PlanIsOpen
from facilitator.files.plan_ids import former_id
from facilitator.files.plans import open_plan
from facilitator.files.records import recorded
from facilitator.work.session import unfinished
from facilitator.work.unfinished import come_to_the_plan
from tests.cli.running import call as run
from tests.plain import talk
from tests.word_plans import CHILD, words_in

BEFORE = Path(__file__).parent / "version_before"
FORMER = former_id("support-plan", CHILD)
MINA, OTHER = "The quiet table helps me to think.", "I like the swimming bus."
TWO, THREE = "dc5bb1877106c120", "5b3b5f9e024ad816"
"""The meetings of `mina.docx`: the written one, and the one that was cut off."""

OF_OTHER = "31bb2a2ef22522e2"


@pytest.fixture(params=["where they lay", "in another folder"])
def plans(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The folders of the version before, copied; the plans are where its records say, or were moved since."""
    shutil.copytree(BEFORE / "data", data_folder(), dirs_exist_ok=True)
    shutil.copytree(BEFORE / "plans", tmp_path / "plans")
    if request.param == "where they lay":
        for path in files():
            _put_in_place(path, tmp_path / "plans")
    return tmp_path / "plans"


def _put_in_place(path: Path, plans: Path) -> None:
    """Write a record as it would be had its plan been in this folder."""

    def now(was: str) -> str:
        return str(plans / Path(was).name.replace("other mina", "other"))

    if path.suffix == written_reviews.ENDING:
        one = written_reviews.kept_at(path)
        assert one is not None
        written_reviews.keep(path, one._replace(path=now(one.path), began=now(one.began)))
    elif name_parts(path):
        header = header_of(path)
        assert header is not None
        raw = json.dumps(
            header._replace(plan_path=now(header.plan_path))._asdict(), separators=(",", ":")
        ).encode()
        rest = path.read_bytes().partition(b"\n")[2]
        path.write_bytes(line(header.meeting, 0, "journal", raw) + rest)


def files() -> list[Path]:
    """Return all files of meetings on this computer."""
    return sorted(path for path in (data_folder() / "meetings").rglob("*") if path.is_file())


def names_of(meeting: str) -> set[str]:
    """Return by which plans' names the files of a meeting begin."""
    return {path.name[:12] for path in files() if meeting in path.name}


def test_what_is_surely_of_a_plan_is_moved_to_its_id(plans: Path) -> None:
    mina = open_plan(plans / "mina.docx")
    assert names_of(TWO) == names_of(THREE) == {short_name(mina.plan.id)}
    assert names_of(OF_OTHER) == {short_name(FORMER)}, "a namesake's"
    assert len(files()) == 4
    assert len(backups_in(backups_path(mina.plan.id))) == 1
    assert not backups_path(FORMER).exists()
    other = open_plan(plans / "other.docx")
    assert names_of(OF_OTHER) == {short_name(other.plan.id)}
    assert other.plan.id != mina.plan.id


@pytest.mark.parametrize(("name", "said", "not_said"), [("mina", MINA, OTHER), ("other", OTHER, MINA)])
def test_a_meeting_that_was_cut_off_is_carried_on_to_its_end(
    plans: Path, name: str, said: str, not_said: str
) -> None:
    path = plans / f"{name}.docx"
    code, shown = talk.hold(path, "yes\nMina: I can hear better there.\nend early because of tea\nwrite\n")
    assert code == 0, shown
    assert said in words_in(path)
    assert "I can hear better there." in words_in(path)
    assert not_said not in words_in(path)
    opened = open_plan(path)
    assert unfinished(opened) is None
    assert [one.review.period for one in recorded(opened)][-1] == opened.plan.reviews[-1].period


def test_show_and_export_find_the_record_of_the_version_before(plans: Path) -> None:
    """Who was there has no place in the form: only the record has it."""
    path = plans / "mina.docx"
    shown = json.loads(run("show", path, "--json").out)
    assert shown["plan"] == open_plan(path).plan.id
    assert shown["reviews"][-1]["id"] == "r-7a84ef318a", "as its record has it"
    done = run("export", path, "--for", "everyone", "--to", "txt")
    assert done.code == 0
    assert "Mum" in (done.out + "".join(one.read_text() for one in plans.glob("*.txt")))


@pytest.mark.parametrize("stops_at", [0, 1, 3])
def test_after_a_crash_in_the_middle_everything_is_found(
    plans: Path, monkeypatch: pytest.MonkeyPatch, stops_at: int
) -> None:
    for meeting in (TWO, THREE):  # that somebody left a review where it is
        (data_folder() / "meetings" / f"{short_name(FORMER)}-{meeting}-0123456789ab.left").touch()
    renamed = Path.rename
    calls: Iterator[int] = iter(range(100))

    def until_it_crashes(self: Path, target: Path) -> Path:
        if next(calls) == stops_at:
            raise KeyboardInterrupt
        return renamed(self, target)

    with monkeypatch.context() as crashing:
        crashing.setattr(Path, "rename", until_it_crashes)
        with pytest.raises(KeyboardInterrupt):
            open_plan(plans / "mina.docx")
    opened = open_plan(plans / "mina.docx")
    found = unfinished(opened)
    assert found is not None
    assert THREE in found.path.name
    assert [one.review.period for one in recorded(opened)] == [2]
    assert names_of(TWO) == names_of(THREE) == {short_name(opened.plan.id)}


def test_in_a_folder_that_takes_no_change_it_is_found_where_it_is(
    plans: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError

    before = files()
    (data_folder() / "ids").touch()  # no folder can be made there
    monkeypatch.setattr(system_calls, "put", refused)
    monkeypatch.setattr(Path, "rename", refused)
    opened = open_plan(plans / "mina.docx")
    assert files() == before
    assert [one.review.period for one in recorded(opened)] == [2]
    assert open_plan(plans / "mina.docx").plan.id == opened.plan.id
    assert opened.plan.id != open_plan(plans / "other.docx").plan.id


def test_a_meeting_that_goes_on_now_keeps_its_files(plans: Path) -> None:
    (journal,) = [path for path in files() if THREE in path.name]
    with journal.open("r+b") as stream:
        assert system_calls.try_lock(stream.fileno())
        opened = open_plan(plans / "mina.docx")
        assert names_of(THREE) == {short_name(FORMER)}
    record_owner.bring_over(opened)
    assert names_of(THREE) == {short_name(opened.plan.id)}


def test_a_chair_with_the_version_before_is_noticed(plans: Path) -> None:
    path = plans / "mina.docx"
    theirs = LockFile.make(name_beside(path, "open", FORMER), "2027-03-12T14:00:00+00:00")
    assert theirs is not None
    with pytest.raises(PlanIsOpen) as found:
        come_to_the_plan(path)
    at = come_to_the_plan(path, over=found.value.found)
    assert not theirs.ours, "they learn that the review was taken over"
    at.let_go()
    assert not list(plans.glob(".facilitator*.open"))


def test_two_programs_give_a_plan_the_same_id(plans: Path) -> None:
    path = plans / "mina.docx"
    program = (
        "import sys, pathlib, facilitator.files.plans as plans\n"
        "print(plans.open_plan(pathlib.Path(sys.argv[1])).plan.id)"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = {one.communicate()[0].strip() for one in started}
    assert said == {open_plan(path).plan.id}
    assert names_of(THREE) == {short_name(open_plan(path).plan.id)}
