"""A mistake of the program is one sentence, with no words of the meeting in it."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.cli import main
from tests.cli.running import COMMAND, surroundings

if TYPE_CHECKING:
    import pytest


def test_a_fault_shows_no_words_and_says_where_the_record_is(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def fail(*_: object) -> None:
        raise ValueError("Orla said that she hates the bus")

    monkeypatch.setattr("facilitator.files.plans.open_plan", fail)
    assert main(["show", str(plan)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "ValueError" in said.err
    assert str(tmp_path / "facilitator-data") in said.err
    assert said.err.count("\n") == 1
    for secret in ("Orla", "Traceback"):
        assert secret not in said.err


def test_a_fault_is_a_sentence_even_when_the_words_cannot_be_read(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise LookupError("no words")

    monkeypatch.setattr("facilitator.files.plans.open_plan", fail)
    monkeypatch.setattr("facilitator.script.words_by_key.say", fail)
    assert main(["show", str(plan)]) == 1
    assert "LookupError" in capsys.readouterr().err


def test_a_reader_that_goes_away_is_no_fault(plan: Path) -> None:
    """As in `facilitator show PLAN | head -1`."""
    with subprocess.Popen(
        [*COMMAND, "schema", "plan"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=surroundings(),
        cwd=plan.parent,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
    assert said == b""


def test_ctrl_c_is_no_fault(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("facilitator.files.plans.open_plan", stop)
    assert main(["show", str(plan)]) == 130
    assert capsys.readouterr().err.strip() == ""
