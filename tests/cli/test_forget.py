"""Forgetting a child: whatever kind of plan it is and whatever was done with it, nothing of it stays here."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from facilitator.files.folders import data_folder, settings_path, short_name
from facilitator.files.kept_here import kept_plans
from facilitator.files.plans import new_plan, open_plan
from facilitator.script.words_by_key import say
from facilitator.work.forget import all_of, forget
from facilitator.work.session import Session, unfinished
from tests.cli.running import run
from tests.held_meetings import held
from tests.meeting.plans import a_plan
from tests.plain import talk
from tests.test_session_word import begun
from tests.word_plans import CHILD, word_plan

NATIVE = "Ravi Example"
OLD = datetime(2020, 1, 2, tzinfo=UTC).timestamp()


def native(folder: Path, name: str = "a.plan.json") -> Path:
    plan = a_plan(reviews=1).model_copy(update={"id": f"of-a-child-{name[0]}"})
    return new_plan(folder / name, plan).path


def in_word(folder: Path, name: str = "a.docx") -> Path:
    return word_plan(folder / name)


MAKERS = {"native": (native, NATIVE), "word": (in_word, CHILD)}


def review(path: Path) -> Path:
    held(path, "The hall is loud.").write()
    return path


def stays_open(path: Path) -> Path:
    begun(path).leave()
    return path


def changed_by_hand(path: Path) -> Path:
    assert run("edit", path, "--plain", "--by", "Ms Grey", typed="change 1: The new words.\n").code == 0
    return path


def taken_back(path: Path) -> Path:
    review(path)
    assert run("undo", path, "--yes").code == 0
    return path


def moved_elsewhere(path: Path) -> Path:
    session = begun(path)
    session.save_elsewhere(path.parent / "other drive")
    session.leave()
    return path


def renamed_since(path: Path) -> Path:
    return review(path).rename(path.with_name(f"moved-{path.name}"))


def gone_since(path: Path) -> Path:
    review(path).unlink()
    return path


DEEDS = [review, stays_open, changed_by_hand, taken_back, moved_elsewhere, renamed_since, gone_since]


def traces(folder: Path, *marks: str) -> list[str]:
    """Return where one of the marks is in a name or in bytes of a file that is neither plan nor paper."""
    places = [folder, data_folder(), settings_path()]
    files = [path for place in places if place.exists() for path in place.rglob("*") if path.is_file()]
    kept = [path for path in files if path.parent != folder or path.name.startswith(".")]
    return [
        f"{mark} in {path}"
        for path in kept
        for mark in marks
        if mark in path.name or mark.encode() in path.read_bytes()
    ]


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: str(deed.__name__))
@pytest.mark.parametrize("kind", MAKERS)
def test_nothing_of_the_child_stays_and_the_plan_is_as_it_was(
    kind: str, deed: Callable[[Path], Path], tmp_path: Path
) -> None:
    make, name = MAKERS[kind]
    folder = tmp_path / "plans"
    folder.mkdir()
    path = deed(make(folder))
    there = path.read_bytes() if path.exists() else None
    ids = {plan_id for one in kept_plans() for plan_id in one.ids}
    assert ids
    marks = (name, name.split()[0], "hall is loud", *ids, *map(short_name, ids))
    assert traces(folder, *marks)
    done = run("forget", name, "--yes")
    assert (done.code, done.err) == (0, "")
    assert traces(folder, *marks) == []
    assert kept_plans() == []
    assert (path.read_bytes() if path.exists() else None) == there
    if there is not None:
        assert unfinished(open_plan(path)) is None


def test_a_group_is_listed_with_all_its_children(tmp_path: Path) -> None:
    path = tmp_path / "g.plan.json"
    names = [part for one in ("Asha Rai", "Ben Orr") for part in ("--name", one)]
    assert run("new", path, "--format", "group-intervention", *names).code == 0
    talk.hold(path, "leave\n", planning=True)
    told = run("forget").out
    assert "Asha Rai and Ben Orr: one file" in " ".join(told.split())
    assert run("forget", "Ben Orr", "--yes").code == 0
    assert kept_plans() == []


def test_of_two_children_of_one_name_the_number_says_which(tmp_path: Path) -> None:
    first, second = review(native(tmp_path, "a.plan.json")), review(native(tmp_path, "b.plan.json"))
    told = run("forget").out
    assert told.count(NATIVE) == 2
    assert str(first) in told
    number = short_name(open_plan(first).plan.id)
    assert run("forget", number, "--yes").code == 0
    assert [one.short for one in kept_plans()] == [short_name(open_plan(second).plan.id)]
    assert run("forget", second, "--yes").code == 0
    assert run("forget").out.strip() == say("forget.nothing")


@pytest.mark.parametrize("typed", ["ravi example", "RAVI  EXAMPLE", "Ravi"])
def test_a_name_is_found_as_people_type_it(typed: str, tmp_path: Path) -> None:
    review(native(tmp_path))
    assert run("forget", typed, "--yes").code == 0
    assert kept_plans() == []


@pytest.mark.parametrize("wanted", ["Mina", "nobody.plan.json", "", "0123456789ab", "a" * 5000, "*", "../.."])
def test_nobody_called_so_is_a_sentence_and_nothing_goes(wanted: str, tmp_path: Path) -> None:
    review(native(tmp_path))
    before = kept_plans()
    done = run("forget", wanted, "--yes")
    assert done.code == 1
    assert "Nothing is kept here of" in done.err
    assert kept_plans() == before


def test_nothing_goes_before_somebody_says_yes(tmp_path: Path) -> None:
    review(native(tmp_path))
    before = kept_plans()
    done = run("forget", NATIVE)
    assert (done.code, "--yes" in done.err) == (3, True)
    assert kept_plans() == before


def test_a_meeting_that_is_not_finished_is_told_before_it_goes(tmp_path: Path) -> None:
    stays_open(native(tmp_path))
    assert say("forget.unfinished") in " ".join(run("forget").out.split())
    done = run("forget", NATIVE, "--yes")
    assert "is not finished, and its words are in no plan. They go as well." in " ".join(done.out.split())


def test_a_meeting_that_is_going_on_stops_it(tmp_path: Path) -> None:
    path = native(tmp_path)
    session = Session.begin(open_plan(path))
    before = kept_plans()
    done = run("forget", path, "--yes")
    assert done.code == 1
    assert "is going on. Nothing was removed." in done.err
    assert [len(one.files) for one in kept_plans()] == [len(one.files) for one in before]
    session.leave()


def test_what_cannot_be_removed_is_told_and_the_rest_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    review(native(tmp_path))
    journal = next(file.path for one in kept_plans() for file in one.files if file.path.suffix == ".journal")
    unlink = Path.unlink

    def held_open(path: Path, *, missing_ok: bool = False) -> None:
        if path == journal:
            raise PermissionError(13, "Permission denied")
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", held_open)
    left = forget(all_of(kept_plans()))
    assert [path for path, _ in left] == [journal]
    assert [file.path for one in kept_plans() for file in one.files] == [journal]


def age(path: Path) -> None:
    os.utime(path, (OLD, OLD))


def test_what_is_older_than_the_school_keeps_it_goes_and_an_open_meeting_stays(tmp_path: Path) -> None:
    old, young, still_open = (native(tmp_path, f"{name}.plan.json") for name in "abc")
    for path in (old, young):
        review(path)
    stays_open(still_open)
    shorts = [short_name(open_plan(path).plan.id) for path in (old, young, still_open)]
    for one in kept_plans():
        for file in one.files if one.short != shorts[1] else []:
            age(file.path)
    done = run("forget", "--old")
    assert done.code == 1
    assert say("forget.no-age") in " ".join(done.err.split())
    (data_folder() / "school.yaml").write_text("records_kept_months: 36\n")
    assert run("forget", "--old").code == 3
    assert run("forget", "--old", "--yes").code == 0
    assert {one.short for one in kept_plans()} == set(shorts[1:])
    assert run("forget", "--old", "--yes").out.strip() == say("forget.nothing-old", count=36)


def test_of_a_plan_in_use_only_old_meetings_and_versions_go(tmp_path: Path) -> None:
    path = review(in_word(tmp_path))
    before = {file.path for one in kept_plans() for file in one.files}
    for one in before:
        age(one)
    changed_by_hand(path)
    assert run("forget", "--months", "12", "--yes").code == 0
    left = {file.path for one in kept_plans() for file in one.files}
    assert left
    assert not left & {one for one in before if one.suffix in (".journal", ".written")}
    assert open_plan(path).plan.reviews


def test_files_of_others_in_the_folders_are_left(tmp_path: Path) -> None:
    review(native(tmp_path))
    meetings = data_folder() / "meetings"
    (meetings / "done").mkdir(exist_ok=True)
    theirs = [meetings / "notes.txt", meetings / "done" / "0123456789ab.txt", data_folder() / "mine.docx"]
    for path in theirs:
        path.write_text("mine")
    assert run("forget", NATIVE, "--yes").code == 0
    assert [path.read_text() for path in theirs] == ["mine"] * 3


def test_a_damaged_record_is_listed_by_its_number_and_can_go(tmp_path: Path) -> None:
    stays_open(native(tmp_path))
    (file,) = (file for one in kept_plans() for file in one.files)
    file.path.write_bytes(b"\x00\xff{" * 100)
    assert say("forget.no-name") in " ".join(run("forget").out.split())
    assert run("forget", file.path.name.partition("-")[0], "--yes").code == 0
    assert kept_plans() == []


def test_what_a_link_leads_to_and_what_is_somebodys_own_is_left(tmp_path: Path) -> None:
    path = review(native(tmp_path))
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "000001-20261130T142704Z.plan.json").write_text("mine")
    backups = data_folder() / "backups"
    (backups / "abcdefabcdef").symlink_to(theirs)
    beside = tmp_path / "earlier versions"
    beside.mkdir()
    (beside / open_plan(path).plan.id).symlink_to(theirs)
    own = next(one for one in backups.iterdir() if not one.is_symlink()) / "my notes.txt"
    own.write_text("mine")
    link = data_folder() / "meetings" / "0123456789ab-0123456789abcdef-01.journal"
    link.symlink_to(own)
    for wanted in (NATIVE, "abcdefabcdef", "0123456789ab"):
        run("forget", wanted, "--yes")
    run("forget", "--months", "1", "--yes")
    assert (theirs / "000001-20261130T142704Z.plan.json").read_text() == "mine"
    assert own.read_text() == "mine"


@pytest.mark.parametrize("months", ["1201", "10000"])
def test_an_age_of_centuries_is_none(months: str, tmp_path: Path) -> None:
    review(native(tmp_path))
    assert run("forget", "--months", months, "--yes").code == 0
    assert kept_plans()
    assert run("forget", "--months", "99999999999999999999").code == 2


def test_a_first_name_that_two_children_have_is_not_enough(tmp_path: Path) -> None:
    for name in ("Orla Fenwick", "Orla Ochieng"):
        path = tmp_path / f"{name[5]}.plan.json"
        assert run("new", path, "--format", "support-plan", "--name", name).code == 0
        talk.hold(path, "today\nend early because tea\nwrite\n")
    before = kept_plans()
    done = run("forget", "orla", "--yes")
    assert done.code == 1
    assert "Several children here are called “orla”" in done.err
    assert kept_plans() == before
    assert run("forget", "orla fenwick", "--yes").code == 0
    assert [one.called for one in kept_plans()] == [("Orla Ochieng",)]
