"""Closing a file fails, as on a share that goes away: what was synced is kept, and no command stops."""

from __future__ import annotations

import errno
import io
import os
from pathlib import Path

import pytest

from facilitator.cli import main
from tests import two_chairs
from tests.word_plans import words_in

_close = os.close
HOUSE = Path(__file__).parent.parent / "facilitator"


def test_files_are_closed_in_one_way() -> None:
    """`rights.py` lies under `system_calls.py`, and only reads."""
    closing = {path.name for path in HOUSE.rglob("*.py") if "os.close(" in path.read_text(encoding="utf-8")}
    assert closing == {"system_calls.py", "rights.py"}


@pytest.fixture
def closing_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FACILITATOR_DATA", str(tmp_path / "data"))

    def close(descriptor: int) -> None:
        _close(descriptor)
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "close", close)


@pytest.mark.usefixtures("closing_fails")
@pytest.mark.parametrize("kind", ["native", "word"])
def test_a_meeting_and_what_follows_it_are_kept(
    kind: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = two_chairs.a_plan_file(kind, tmp_path / "share")
    child = "Mina" if kind == "word" else "Ravi"

    def run(*arguments: str, typed: str = "") -> int:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        return main([*arguments])

    meeting = f"go to 4\n{child}: The hall is loud.\nend early because tea\nwrite\n"
    assert run("review", str(path), "--plain", typed=meeting) == 0, capsys.readouterr()
    assert "The hall is loud." in (words_in(path) if kind == "word" else path.read_text(encoding="utf-8"))
    assert run("edit", str(path), "--plain", typed="") == 0, capsys.readouterr()
    other = tmp_path / ("new.plan.json" if kind == "word" else "new.docx")
    assert run("convert", str(path), str(other), "--yes") == 0, capsys.readouterr()
    assert run("undo", str(path), "--yes") == 0, capsys.readouterr()
    assert run("forget", str(path), "--yes") == 0, capsys.readouterr()
    assert "The program has made a mistake" not in "".join(capsys.readouterr())
