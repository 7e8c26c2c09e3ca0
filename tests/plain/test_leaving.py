"""Leaving line by line while a drive fails: told first, held until told twice, and an honest farewell."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from facilitator.cli import main
from facilitator.files.folders import meetings_path
from facilitator.files.plans import open_plan
from facilitator.plain.line_by_line import run_review
from facilitator.plan.refusal import NeedsDecision
from facilitator.script.words_by_key import say
from facilitator.work.session import Session
from tests.failing_drive import FailingDrive
from tests.looking import views
from tests.next_start import lines_kept
from tests.plain import talk

if TYPE_CHECKING:
    from collections.abc import Callable

GO = "go to Good things\n"
SAID = ["He sleeps well.", "He likes the bus.", "Mornings are hard."]
TYPED = "".join(f"Mum: {words}\n" for words in SAID)
LISTED = [say("unsaved.said", name="Mum", text=words) for words in SAID]
LEFT, CUT_OFF = (say(f"plain.{key}", command="")[:40] for key in ("left", "cut-off"))


class Hand(talk.Typed):
    """Lines typed by hand; at FAIL and WELL something is done and nothing typed; ^C and ^D are keys."""

    def __init__(self, text: str, **doing: Callable[[], None]) -> None:
        super().__init__(text)
        self._doing = doing

    def next_line(self) -> str:
        """Return the next line, as `input` does."""
        self.time += talk.A_LINE
        line = self.readline()
        if (done := line.strip()) in self._doing:
            self._doing[done]()
            return self.next_line()
        if line == "^C\n":
            raise KeyboardInterrupt
        if line in ("", "^D\n"):
            raise EOFError
        return line.rstrip("\n")

    def isatty(self) -> bool:
        return True


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return talk.demo(tmp_path / "plans")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()


def by_hand(plan: Path, typed: str, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    """Hold a meeting at a keyboard; from FAIL on the drive of the records takes nothing, until WELL."""
    drive = FailingDrive(meetings_path(), monkeypatch)
    drive.failing = False
    hand = Hand(
        typed, FAIL=partial(setattr, drive, "failing", True), WELL=partial(setattr, drive, "failing", False)
    )
    target = io.StringIO()

    def ask(prompt: str) -> str:
        line = hand.next_line()
        target.write(f"{prompt}{line}\n")
        return line

    monkeypatch.setattr("builtins.input", ask)
    code = run_review(plan, now=hand.now, source=hand, target=target)
    return code, target.getvalue()


@pytest.mark.parametrize("way", ["leave", "^C", "^D"])
def test_each_way_to_leave_lists_what_is_on_no_disk_and_holds_until_told_twice(
    plan: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    code, said = by_hand(plan, f"{GO}FAIL\n{TYPED}{way}\nsaid\n{way}\n{way}\n", monkeypatch)
    told = said.split("3 lines are on no disk, since 10:00")
    assert len(told) >= 3
    for part in told[1:]:
        assert [part.index(line) for line in LISTED] == sorted(part.index(line) for line in LISTED)
    assert say("dialogue.unsaved-leave") in told[1]
    assert "> said" in told[1]  # it went on after the first
    assert code == 1
    assert LEFT not in said
    assert CUT_OFF not in said


def test_a_new_line_after_the_first_telling_is_told_too(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, said = by_hand(plan, f"{GO}FAIL\n{TYPED}leave\nMum: One more.\nleave\nleave\n", monkeypatch)
    assert said.count(say("dialogue.unsaved-leave")) == 2
    assert "4 lines are on no disk" in said


def test_a_drive_that_is_well_again_is_tried_first(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, said = by_hand(plan, f"{GO}FAIL\n{TYPED}WELL\nleave\n", monkeypatch)
    assert (code, LEFT in said) == (0, True)
    assert lines_kept(plan) == SAID


def test_the_record_goes_on_in_another_folder_and_the_farewell_is_true(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    typed = f"{GO}FAIL\n{TYPED}leave\nsave in {stick}\nMum: After.\nleave\n"
    code, said = by_hand(plan, typed, monkeypatch)
    assert say("session.saved-in", folder=stick) in said
    assert (code, LEFT in said) == (0, True)
    assert said.rstrip().endswith(say("plain.kept-in", folder=stick))
    assert lines_kept(plan) == [*SAID, "After."]


@pytest.mark.parametrize("name", ["a file", "a file/deeper", "a\ufffdfile", "x" * 300, "data/meetings"])
def test_a_folder_that_takes_no_record_either_is_named(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    for file in ("a file", "a\ufffdfile"):
        (tmp_path / file).write_text("")
    folder = meetings_path() / "other" if name == "data/meetings" else tmp_path / name
    code, said = by_hand(plan, f"{GO}FAIL\n{TYPED}save in {folder}\nleave\nleave\n", monkeypatch)
    answer = said.partition(f"save in {folder}\n")[2].split("\n")[0]
    assert answer.strip().startswith(f"NOT SAVED since 10:00. The record cannot be kept in {folder} either (")
    assert "choose another folder" in answer
    assert ("its folder is" in answer) is (folder.is_file() if len(name) < 300 else False)
    assert code == 1


def test_the_lines_are_copied_to_a_text_file(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    typed = f"{GO}Mum: Before.\nFAIL\n{TYPED}leave\ncopy to {out}\ncopy to {out}\nleave\nleave\n"
    code, said = by_hand(plan, typed, monkeypatch)
    first, second = sorted(out.iterdir())
    assert say("unsaved.copied", path=first) in said or say("unsaved.copied", path=second) in said
    assert say("unsaved.in-copy", path=second) in said or say("unsaved.in-copy", path=first) in said
    lost, _, before = first.read_text(encoding="utf-8").partition(say("unsaved.text-before"))
    assert all(line in lost for line in LISTED)
    assert "Before." in before
    assert code == 1


def test_under_the_cover_only_how_much_is_said(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hidden = [b"leave", b"leave"]
    monkeypatch.setattr("facilitator.plain.lines_in_and_out.Lines._unseen", lambda _lines: hidden.pop(0))
    _, said = by_hand(plan, f"{GO}FAIL\n{TYPED}cover\n", monkeypatch)
    covered = said[said.index(say("plain.cover")) :]
    assert "3 lines are on no disk" in covered
    assert not [line for line in LISTED if line in covered]


def test_where_nobody_can_be_asked_the_users_own_folder_takes_it(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drive = FailingDrive(meetings_path(), monkeypatch)
    drive.failing = False
    real = Session.record

    def record(session: Session, event: object) -> object:
        drive.failing = len(session.meeting.minutes.said) >= 1
        return real(session, event)  # type: ignore[arg-type]

    monkeypatch.setattr(Session, "record", record)
    code, said = talk.hold(plan, f"{GO}{TYPED}")
    assert "NOT SAVED" in said
    assert "Saved in" in said
    assert (code, CUT_OFF in said) == (3, True)
    assert lines_kept(plan) == SAID


def test_where_nothing_takes_it_the_end_of_the_input_says_so_in_full(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drive = FailingDrive(tmp_path, monkeypatch)
    drive.failing = False
    real = Session.record

    def record(session: Session, event: object) -> object:
        drive.failing = len(session.meeting.minutes.said) >= 1
        return real(session, event)  # type: ignore[arg-type]

    monkeypatch.setattr(Session, "record", record)
    code, said = talk.hold(plan, f"{GO}{TYPED}")
    farewell = said[said.rindex("2 lines are on no disk") :]
    assert all(line in farewell for line in LISTED[1:])
    assert LISTED[0] not in farewell
    assert (code, CUT_OFF in said) == (1, False)


def test_a_transcript_that_cannot_be_written_ends_no_meeting(plan: Path) -> None:
    typed = f"{GO}{TYPED}end early because we ran out of time\nwrite\nno\n"
    with open("/dev/full", "w") as full:  # noqa: PTH123 - a device
        done = subprocess.run(
            [sys.executable, "-m", "facilitator.cli", "review", str(plan), "--plain"],
            input=typed,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env=dict(os.environ),
        )
    assert done.returncode == 0, done.stderr
    assert done.stderr.strip() == say("plain.unheard", reason="the drive is full")
    review = open_plan(plan).plan.last_review
    assert review is not None
    assert [said.text for said in views(review)] == SAID


# The next start


def moved_away(plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Hold a meeting that went on in a folder which is away now; the folder, and where it is meanwhile."""
    stick, away = tmp_path / "stick", tmp_path / "away"
    with monkeypatch.context() as fault:
        by_hand(plan, f"{GO}Mum: Before.\nFAIL\n{TYPED}save in {stick}\nleave\n", fault)
    return stick, stick.rename(away)


def test_a_part_that_cannot_be_reached_is_told_and_nothing_older_taken_up_unasked(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick, away = moved_away(plan, tmp_path, monkeypatch)
    with pytest.raises(NeedsDecision) as asked:
        talk.hold(plan, "next\n")
    assert asked.value.values["folder"] == str(stick)
    assert asked.value.options[0].startswith("--record")
    away.rename(stick)
    assert lines_kept(plan) == ["Before.", *SAID]


@pytest.mark.parametrize(("answer", "goes_on"), [("not now", False), ("carry on", True)])
def test_a_chair_is_asked_whether_to_go_on_without_it(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, goes_on: bool
) -> None:
    stick, _ = moved_away(plan, tmp_path, monkeypatch)
    typed = f"{answer}\ncarry on\nleave\nleave\n"
    hand, target = Hand(typed), io.StringIO()
    monkeypatch.setattr("builtins.input", lambda _prompt: hand.next_line())
    assert run_review(plan, now=hand.now, source=hand, target=target) == 0
    said = target.getvalue()
    assert str(stick) in said
    assert (say("plain.carried-on", name="Orla", format="Support Plan", period="Term 2") in said) is goes_on


def test_a_record_is_opened_by_its_file_or_its_folder(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, away = moved_away(plan, tmp_path, monkeypatch)
    (file,) = away.glob("*.journal")
    for record in (file, away):
        source, target = talk.Typed("said\n"), io.StringIO()
        run_review(plan, record=record, now=source.now, source=source, target=target)
        assert all(words in target.getvalue() for words in ["Before.", *SAID])
    # From now on it is found there without being named.
    assert lines_kept(plan) == ["Before.", *SAID]


def test_a_record_that_is_not_of_this_plan_is_refused(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _, away = moved_away(plan, tmp_path, monkeypatch)
    (file,) = away.glob("*.journal")
    (tmp_path / "others").mkdir()
    other = talk.write(tmp_path / "others", open_plan(plan).plan.model_copy(update={"id": "another"}))
    (tmp_path / "empty").mkdir()
    (tmp_path / "text.journal").write_text("no record")
    for record, code in (
        (file, "session.record-of-another-plan"),
        (tmp_path / "empty", "session.no-record-there"),
        (tmp_path / "text.journal", "session.not-a-record"),
        (tmp_path / "none.journal", "file.not-found"),
        (Path("/dev/zero"), "session.not-a-record"),  # it has no end
    ):
        assert main(["review", str(other), "--plain", "--record", str(record)]) == 1
        values = {"path": record, "folder": record}
        assert capsys.readouterr().err.strip() == say(code, **values)


def test_who_takes_an_action_on_is_listed_with_the_action(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = "go to 9\nBuy a timer\nFAIL\nMr Lindqvist\nleave\nleave\n"
    _, said = by_hand(plan, typed, monkeypatch)
    assert say("unsaved.action", words="“Buy a timer” Who: Mr Lindqvist. By: no date yet.") in said
