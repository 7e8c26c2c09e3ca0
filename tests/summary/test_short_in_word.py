"""The family's page is two printed pages at most in Word too, and the child's letter one."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.summary.printing import with_fonts
from tests.summary.rendering import make_paper
from tests.summary.scripts import SCRIPT
from tests.summary.test_short_papers import FULL
from tests.word.programs import by_soffice

AT_MOST = {"family": 2, "child": 1}


@pytest.mark.slow
@pytest.mark.needs("soffice", "pdftotext", "fonts")
@pytest.mark.parametrize("fonts", ["this computer's own", "few"])
def test_libreoffice_prints_a_short_paper_on_as_few_pages(
    fonts: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One start for all of them: it takes seconds. In “few” there are the widths of Arial."""
    for name, value in with_fonts(fonts, tmp_path).items():
        monkeypatch.setitem(os.environ, name, value)
    paths = {}
    for name, plan in FULL.items():
        for audience, most in AT_MOST.items():
            data = make_paper(plan, plan.reviews[-1], SCRIPT, kind="docx", audience=audience)
            path = tmp_path / f"{audience}-{name.replace(' ', '-')}.docx"
            path.write_bytes(data)
            paths[path] = most
    printed = by_soffice("pdf", list(paths), tmp_path / "pdf")
    pages = {path.stem: (pages_of(printed[path.stem]), most) for path, most in paths.items()}
    assert {name: found for name, (found, most) in pages.items() if not 1 <= found <= most} == {}


def pages_of(path: Path) -> int:
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    return done.stdout.count("\f")
