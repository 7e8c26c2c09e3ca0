"""With the drive of this computer's own folder full or dead, a sound plan is still written, knowingly."""

from __future__ import annotations

import errno
import io
import os
from typing import TYPE_CHECKING

import pytest

from facilitator.cli import main
from facilitator.files import system_calls
from facilitator.files.backups import FOLDER_BESIDE, backups_in
from facilitator.files.folders import backups_path
from facilitator.files.plans import new_plan, open_plan, plans_in, save_plan
from facilitator.meeting import events as ev
from facilitator.plan.refusal import NeedsDecision
from facilitator.plan.text import clean
from facilitator.script.words_by_key import say
from facilitator.word.writing_choices import BESIDE, WITHOUT, Choices
from facilitator.work.session import Session, unfinished
from tests.failing_drive import FailingDrive
from tests.meeting.plans import a_plan
from tests.plain import talk
from tests.word_plans import word_plan, words_in

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.files.open_plan import OpenPlan


@pytest.fixture(params=["native", "word"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> OpenPlan:
    folder = tmp_path / "share"
    folder.mkdir()
    if request.param == "word":
        return open_plan(word_plan(folder / "one.docx"))
    return new_plan(folder / "one.plan.json", a_plan(reviews=1))


def held(opened: OpenPlan) -> Session:
    """Hold a meeting to its end."""
    session = Session.begin(opened)
    session.record(ev.WentTo(turn="child.going-well"))
    session.record(ev.LineSaid(turn="child.going-well", speaker="child", text="I like lunch"))
    session.record(ev.MeetingEnded(early=True, because="No time"))
    return session


def dead(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let nothing be made in the data folder any more, as on a drive that is gone."""
    real = system_calls.make_private_folder

    def refuse(folder: Path) -> Path:
        if str(folder).startswith(str(tmp_path / "facilitator-data")):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return real(folder)

    monkeypatch.setattr(system_calls, "make_private_folder", refuse)


@pytest.mark.parametrize("fault", ["full", "dead"])
def test_it_is_a_decision_and_each_answer_writes(
    opened: OpenPlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    session = held(opened)
    before = opened.path.read_bytes()
    if fault == "full":
        FailingDrive(tmp_path / "facilitator-data", monkeypatch)
    else:
        dead(monkeypatch, tmp_path)
    with pytest.raises(NeedsDecision) as needs:
        session.write()
    assert needs.value.code == "save.no-backup"
    assert needs.value.options == (BESIDE, WITHOUT)
    assert opened.path.read_bytes() == before
    closed = session.write(Choices().answering(BESIDE))
    (backup,) = backups_in(closed.opened.before or tmp_path)
    assert backup.read_bytes() == before
    assert backup.parent.parent == opened.path.parent / FOLDER_BESIDE
    assert plans_in(opened.path.parent) == [opened.path]  # it is not listed as one more plan
    written = words_in(opened.path) if opened.word else opened.path.read_text(encoding="utf-8")
    assert "I like lunch" in written


def test_written_without_a_backup_it_says_so(
    opened: OpenPlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = held(opened)
    FailingDrive(tmp_path / "facilitator-data", monkeypatch)
    closed = session.write(Choices().answering(WITHOUT))
    assert closed.opened.before is None
    assert sorted(path.name for path in opened.path.parent.iterdir()) == [opened.path.name]


def test_where_beside_fails_too_only_without_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = new_plan(tmp_path / "one.plan.json", a_plan(reviews=1))
    monkeypatch.setattr("facilitator.files.backups.system_calls.put", _full)
    with pytest.raises(NeedsDecision) as needs:
        save_plan(opened, opened.plan.model_copy(update={"number": 2}), choices=Choices(backup=BESIDE))
    assert needs.value.options == (WITHOUT,)


def _full(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_the_next_start_on_a_full_drive_knows_that_it_was_written(
    opened: OpenPlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = held(opened)
    FailingDrive(tmp_path / "facilitator-data", monkeypatch)
    session.write(Choices(backup=WITHOUT))
    session.leave()
    assert unfinished(open_plan(opened.path)) is None


@pytest.mark.parametrize(("typed", "kept"), [("1", True), ("beside", True), ("2", False), ("without", False)])
def test_a_chair_in_plain_is_asked_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, kept: bool
) -> None:
    path = talk.demo(tmp_path)
    real = Session.write

    def write(session: Session, choices: Choices | None = None) -> object:
        FailingDrive(backups_path(session.opened.plan.id), monkeypatch)
        return real(session, choices)

    monkeypatch.setattr(Session, "write", write)
    code, said = talk.hold(path, f"today\nend early because no time\nwrite\n{typed}\nno\n")
    assert code == 0
    assert say("session.option-backup-beside") in said
    told = say("review.backup", folder=f"<folder>/{FOLDER_BESIDE}/plan-of-the-demo")
    assert (told in said) is kept
    assert (say("review.no-backup") in said) is not kept
    assert len(open_plan(path).plan.reviews) == 2


def test_the_command_that_records_lists_the_options(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = talk.demo(tmp_path)
    review = tmp_path / "review.json"
    review.write_text('{"date": "2026-03-12", "people": []}', encoding="utf-8")
    FailingDrive(tmp_path / "facilitator-data", monkeypatch)
    asked = ["record", str(path), str(review), "--period", "2"]
    assert main(asked) == 3
    assert capsys.readouterr().err.splitlines()[1:] == [f"  {BESIDE}", f"  {WITHOUT}"]
    assert main([*asked, BESIDE]) == 0
    assert FOLDER_BESIDE in capsys.readouterr().out
    assert len(open_plan(path).plan.reviews) == 2


def test_a_plan_that_cannot_be_written_is_told_at_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = talk.demo(tmp_path)
    monkeypatch.setattr("facilitator.files.writable._of_file", lambda *_: "writable.file")
    code, said = talk.hold(path, "today\nleave\n")
    told = said.index(say("writable.file"))
    assert told < said.index(say("writable.all-the-same")) < said.index("> today")
    assert code == 0
    assert clean(said) == said


@pytest.mark.parametrize(("answer", "begun"), [("not now", False), ("carry on", True)])
def test_a_chair_at_the_keyboard_decides_to_hold_it_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, begun: bool
) -> None:
    from facilitator.plain.line_by_line import run_review

    path = talk.demo(tmp_path)
    monkeypatch.setattr("facilitator.files.writable._of_file", lambda *_: "writable.file")
    lines = iter([answer, "leave"])
    monkeypatch.setattr("builtins.input", lambda _prompt: next(lines))
    source, target = talk.Typed(""), io.StringIO()
    monkeypatch.setattr(source, "isatty", lambda: True)
    assert run_review(path, now=source.now, source=source, target=target) == 0
    assert (next(lines, None) is None) is begun
