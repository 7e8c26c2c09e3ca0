"""The line-by-line front end: the same meeting for screen readers, braille displays, pipes and tests."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TextIO

from facilitator.work.session import local_now

__all__ = ["run_review"]


def run_review(
    path: Path,
    *,
    prompts: Path | None = None,
    record: Path | None = None,
    now: Callable[[], datetime] = local_now,
    source: TextIO | None = None,
    target: TextIO | None = None,
) -> int:
    """Hold or carry on the meeting of a plan, line by line; the exit code as DESIGN has it.

    0 = the review was written, or the chair left on purpose; 3 = the input ended first: everything is
    kept, nothing was written into the plan, and how to go on has been said; 1 = something that was said is on
    no disk. `record` is the file of an unfinished meeting that somebody named. Raises Refusal.
    """
    from facilitator.plain.lines import Lines
    from facilitator.plain.meeting import hold

    with Lines.between(source or sys.stdin, target or sys.stdout) as lines:
        return hold(path, lines, prompts=prompts, now=now, record=record)
