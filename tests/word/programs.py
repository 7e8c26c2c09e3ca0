"""LibreOffice and pandoc, for the tests that hold our documents to what other programs make of them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

SOFFICE, PANDOC = shutil.which("soffice"), shutil.which("pandoc")

needs_soffice = pytest.mark.needs("soffice")
needs_pandoc = pytest.mark.needs("pandoc")


def by_soffice(to: str, paths: list[Path], folder: Path, *, reading: str = "") -> dict[str, Path]:
    """Convert files by one start of LibreOffice; return the results by the names of the files, less endings.

    It says what it cannot open on standard error, and ends with 0 all the same. `reading` is the filter to
    open them with, where the ending does not say enough.
    """
    profile = folder.parent / "soffice-profile"
    command = [str(SOFFICE), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    command += [f"--infilter={reading}"] if reading else []
    command += ["--convert-to", to, "--outdir", str(folder), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    assert "Error" not in done.stderr, done.stderr
    found = {path.stem: folder / f"{path.stem}.{to.partition(':')[0]}" for path in paths}
    assert all(path.stat().st_size for path in found.values())
    return found


def by_pandoc(source: Path, target: Path) -> bytes:
    """Convert one file by pandoc and return what it wrote, without a word of complaint."""
    done = subprocess.run(
        [str(PANDOC), "--fail-if-warnings", str(source), "-o", str(target)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return target.read_bytes()
