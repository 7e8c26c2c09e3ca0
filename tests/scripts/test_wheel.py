"""What is built for others to install is whole: the package, its style sheets and the wording."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

PROJECT = Path(__file__).parent.parent.parent


def test_the_wheel_carries_the_wording_inside_the_package(tmp_path: Path) -> None:
    copy = tmp_path / "project"
    copy.mkdir()
    for entry in ("facilitator", "prompts"):
        shutil.copytree(PROJECT / entry, copy / entry, ignore=shutil.ignore_patterns("__pycache__"))
    for entry in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(PROJECT / entry, copy / entry)

    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=copy, check=True, capture_output=True)

    [wheel] = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    code = {path.relative_to(copy).as_posix() for path in _files(copy / "facilitator")}
    wording = {f"facilitator/{path.relative_to(copy).as_posix()}" for path in _files(copy / "prompts")}
    assert code
    assert wording
    assert packed == code | wording


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
