"""The CPU time of starts of this project's own parts, for the figures that must not grow with an extra."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


def start(imports: str, without: str) -> float:
    """Return the CPU time, in seconds, of a start that imports so much, and must not import a module."""
    began = _used_by_children()
    subprocess.run(
        [sys.executable, "-c", f"import sys; {imports}; assert not sys.modules.get({without!r})"],
        cwd=PROJECT,
        check=True,
    )
    return _used_by_children() - began


def _used_by_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
