"""Where this computer keeps meetings and backups."""

from __future__ import annotations

import errno
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from facilitator.files.folders import backups_path, data_folder, meetings_folder, safe_name, short_name
from facilitator.plan.refusal import Refusal

ROOT = Path(__file__).parents[2]


def test_the_folder_can_be_chosen_and_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACILITATOR_DATA", str(tmp_path / "deep" / "data"))
    assert data_folder() == tmp_path / "deep" / "data"
    assert meetings_folder() == data_folder() / "meetings"
    assert backups_path("plan-one") == data_folder() / "backups" / "plan-one"


@pytest.mark.needs("posix")
def test_only_its_owner_can_look_in() -> None:
    for folder in (data_folder(), meetings_folder()):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_without_a_choice_it_is_the_systems_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FACILITATOR_DATA")
    monkeypatch.setattr("platformdirs.user_data_dir", lambda name, **_: str(tmp_path / name))
    assert data_folder() == tmp_path / "facilitator"


@pytest.mark.parametrize(
    "plan_id", ["../../etc", "A-Plan", "a:b", "con", "a" * 41, "plan.one", "ägypten", ""]
)
def test_an_id_that_is_no_folder_name_is_hashed(plan_id: str) -> None:
    assert safe_name(plan_id) == short_name(plan_id)
    assert len(short_name(plan_id)) == 12


def test_a_folder_that_cannot_be_made_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "mkdir", full)
    with pytest.raises(Refusal) as refused:
        data_folder()
    assert refused.value.code == "disk.full"


@pytest.mark.parametrize("late", ["platformdirs", "textual", "jinja2", "yaml", "facilitator.meeting"])
def test_files_load_nothing_before_it_is_needed(late: str) -> None:
    program = (
        "import facilitator.files.plans, facilitator.files.journal, sys;"
        f"sys.exit(any(name == {late!r} or name.startswith({late + '.'!r}) for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False, cwd=ROOT).returncode == 0
