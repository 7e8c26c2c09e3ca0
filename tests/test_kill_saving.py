"""kill -9 while the record goes to another folder and the chair leaves: nothing acknowledged is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.needs import require

ROOT = Path(__file__).parents[1]
SCRIPT = Path(__file__).with_name("killed_leaver.py")
KILLS, USUALLY = 500, 25
OWN_MOUNTS = ["unshare", "-m"] if os.name == "posix" and os.geteuid() == 0 else ["unshare", "-rm"]


@pytest.mark.slow
def test_no_acknowledged_line_is_lost_over_save_in_and_leaving(
    tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    require("mount")
    kills = KILLS if pytestconfig.getoption("--thorough") else USUALLY
    asked = [*OWN_MOUNTS, sys.executable, str(SCRIPT), str(tmp_path), str(kills), "20260302"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(asked, check=False, capture_output=True, text=True, cwd=ROOT, env=environment)
    assert done.returncode == 0, done.stderr
    counts: dict[str, int] = json.loads(done.stdout)
    assert (counts["lost"], counts["untold"], counts["twice"]) == (0, 0, 0), counts
    assert counts["acknowledged"] > kills, counts
    assert counts["moved"] > kills // 5, counts
    assert counts["drives lost"], counts
