"""The campaign of faults in its short form, and that it counts what goes wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from _faults import campaign, damage
from _faults.calls import acts
from _faults.computer import Computer, mistakes_in, told_in
from _faults.row import Row, Tally, Tries, Work
from _faults.traced import calls_under
from facilitator.script.words_by_key import say

PROJECT = Path(__file__).parents[2]
FAULTS = PROJECT / "scripts" / "faults.py"

GROUPS = {
    "posix": ("pty", "pipe", "short writes", "each byte", "two ", "fuzz", "markup"),
    "loop": ("power",),
    "mount": ("disk full", "inodes", "read-only", "no network"),
    "strace": ("fsync", "call", "rename", "sockets"),
    "faketime": ("clock",),
}
"""What rows need, and parts of their names."""


def run(state: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the campaign as a developer does."""
    command = [sys.executable, str(FAULTS), "--state", str(state), *arguments]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def counts(state: Path) -> dict[str, dict[str, int]]:
    """Return what was counted, by row."""
    found: dict[str, dict[str, int]] = json.loads((state / "counted.json").read_text())
    return found


@pytest.mark.slow
@pytest.mark.parametrize(
    "needs",
    [
        pytest.param("posix", marks=pytest.mark.needs("posix")),
        pytest.param("loop", marks=pytest.mark.needs("loop")),
        pytest.param("mount", marks=pytest.mark.needs("mount")),
        pytest.param("strace", marks=pytest.mark.needs("strace")),
        pytest.param("faketime", marks=pytest.mark.needs("faketime")),
    ],
)
def test_nothing_is_lost_torn_or_mistaken(tmp_path: Path, needs: str) -> None:
    rows = GROUPS[needs]
    done = run(tmp_path, "--short", *rows)
    assert done.returncode == 0, done.stdout + done.stderr
    wanted = [row for row in campaign.named(rows) if row.short]
    counted = counts(tmp_path)
    assert wanted
    assert all(counted[row.name]["tried"] >= row.short for row in wanted)
    assert sum(counted[row.name]["hits"] for row in wanted)


def test_each_row_is_in_the_short_form_or_tried_by_tests_of_its_own() -> None:
    grouped = {row.name for parts in GROUPS.values() for row in campaign.named(parts)}
    assert grouped >= {row.name for row in campaign.ROWS if row.short}
    assert {row.name for row in campaign.ROWS if not row.short} == {
        "kill -9, full screen, pty, started anew",  # tests/test_kill_meeting.py
        "hostile files, started anew",  # tests/test_hostile_files.py
        "hostile text, pty",  # tests/test_gate.py
    }


# It counts


@pytest.fixture
def work(tmp_path: Path) -> Work:
    kept = tmp_path / "kept"
    kept.mkdir()
    return Work(tmp_path / "work", Random(1), 0, kept)  # noqa: S311 - no secret


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    made = Computer(tmp_path / "computer")
    assert made.review("go to 4", "Ravi: w1x0", "leave")[0] == 0
    return made


@pytest.mark.needs("posix")
def test_what_was_told_and_is_gone_is_lost(computer: Computer) -> None:
    assert computer.judged(["w1x0"]).wrong == 0
    assert computer.judged(["w1x0", "w1x1"]).lost == 1
    assert computer.judged([], say("plain.saved")).wrong == 0


@pytest.mark.needs("posix")
def test_a_plan_that_cannot_be_opened_is_torn(computer: Computer) -> None:
    computer.plan.write_bytes(computer.plan.read_bytes()[:-20])
    assert computer.judged(["w1x0"]).torn == 1


@pytest.mark.needs("posix")
def test_a_lock_that_nobody_holds_is_found(computer: Computer) -> None:
    (computer.plan.parent / ".facilitator-7a0591b5043b.open").write_text("somebody's")
    assert computer.judged(["w1x0"]).found == ["the plan is said to be open elsewhere, and is not"]


def test_mistakes_of_the_program_are_known() -> None:
    assert mistakes_in("The program has made a mistake and stopped (KeyError, a.py:1). What was")
    assert mistakes_in("Traceback (most recent call last):\n  File\nKeyError: 'x'")
    assert not mistakes_in("It is saved.")


def test_only_what_had_its_tick_is_told() -> None:
    saved = say("plain.saved")
    said = f"Hello\n> Ravi: a b\n  1. Ravi: a b. {saved}\n\n[Ravi's turn] x\n> Ravi: a c\n  NOT SAVED\n"
    assert told_in(said, ["Ravi: a b", "Ravi: a c", "Ravi: a d"]) == ["b"]


def test_damage_is_in_one_place() -> None:
    whole = b"abcdef"
    assert damage.damaged(whole, 2, "flip", 0) == b"abbdef"
    assert damage.damaged(whole, 2, "zero", 0) == b"ab\0def"
    assert damage.damaged(whole, 2, "cut", 0) == b"ab"


@pytest.mark.needs("posix")
@pytest.mark.parametrize("whole", [True, False])
def test_a_damaged_file_that_is_another_plan_is_found(work: Work, whole: bool) -> None:
    judge = damage.record if whole else _careless
    (first, *_) = [next(judge(work))]
    assert bool(first.wrong) is not whole


def _careless(work: Work) -> Iterator[Tally]:
    put = damage._put("a.plan.json")
    return damage.every_byte(work, b"{}" * 9, "x", put, lambda _path, _way: ["another"])


def test_calls_are_counted_by_thread_and_only_those_on_the_folder() -> None:
    lines = [
        '10 openat(AT_FDCWD, "/etc/x", O_RDONLY) = 3',
        '10 openat(AT_FDCWD, "/w/1/x", O_RDONLY) = 3',
        "11 fsync(4</w/1/x>) = 0",
        "10 <... fsync resumed>) = 0",
    ]
    assert calls_under(Path("/w/1"), lines) == [("openat", 2), ("fsync", 1)]


def test_every_act_has_a_name_of_its_own() -> None:
    names = [(act.name, act.kind) for act in acts()]
    assert len(names) == len(set(names))


def _row(name: str, found: str = "", needs: tuple[str, ...] = ()) -> Row:
    def tries(work: Work) -> Tries:
        for _ in range(3):
            work.fresh()
            yield work.keep(work.folder, Tally(tried=1, slowest=0.5, found=[found] if found else []))

    return Row(name, 5, tries, needs)


@pytest.fixture
def no_warming(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(campaign, "warm_up", lambda: None)


@pytest.mark.usefixtures("no_warming")
def test_counts_add_up_over_runs_until_there_are_enough(tmp_path: Path) -> None:
    row = _row("good")
    for tried in (3, 5, 5):
        campaign.run([row], 60, tmp_path)
        assert campaign.Counted(tmp_path).of(row).tried == tried


@pytest.mark.usefixtures("no_warming")
def test_what_goes_wrong_is_told_and_kept(tmp_path: Path) -> None:
    bad, away = _row("bad", "it is gone"), _row("away", needs=("posix",))
    campaign.run([bad], 60, tmp_path)
    counted = campaign.Counted(tmp_path)
    assert counted.of(bad).wrong == 3
    table = campaign.table([bad, away], counted)
    assert "bad: it is gone" in table
    assert "0.500 s" in table
    assert next((tmp_path / "found" / "bad").rglob("what-was-found.txt")).read_text().startswith("it is gone")


def test_a_row_that_cannot_be_run_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    away = _row("away", "never", ("strace",))
    monkeypatch.setattr("_faults.row.lacks", lambda _name: True)
    campaign.run([away], 60, tmp_path)
    counted = campaign.Counted(tmp_path)
    assert counted.of(away).tried == 0
    assert "away cannot be run here: there is no strace here" in campaign.table([away], counted)
