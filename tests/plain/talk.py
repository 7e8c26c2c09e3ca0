"""Holds a meeting from a file of typed lines, with a clock that stands still between them."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from facilitator.files.plans import new_plan, open_plan
from facilitator.plain.line_by_line import run_planning, run_review
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review
from facilitator.work.demo import demo_plan

TODAY = date(2026, 3, 12)
BEGINNING = datetime(2026, 3, 12, 10, 0, tzinfo=ZoneInfo("Europe/London"))
A_LINE = timedelta(seconds=15)
_DOCUMENTS_ID = re.compile("plan-[0-9a-f]{20}")


class Typed(io.StringIO):
    """Typed lines; the clock goes on by a quarter of a minute with each."""

    def __init__(self, text: str, started: datetime = BEGINNING) -> None:
        super().__init__(text)
        self.time = started

    def now(self) -> datetime:
        """The time now."""
        return self.time

    def __iter__(self) -> Iterator[str]:  # type: ignore[override]
        """Yield each line, a quarter of a minute after the one before."""
        for line in iter(self.readline, ""):
            self.time += A_LINE
            yield line


def demo(folder: Path) -> Path:
    """Write the demo's plan under an id that is always the same, and return its file."""
    plan = demo_plan(TODAY).model_copy(update={"id": "plan-of-the-demo"})
    return write(folder, plan)


def write(folder: Path, plan: Plan) -> Path:
    """Write a plan and return its file."""
    return new_plan(folder / "demo.plan.json", plan).path


def hold(
    path: Path, typed: str, *, prompts: Path | None = None, later: int = 0, planning: bool = False
) -> tuple[int, str]:
    """Hold the meeting of a plan with typed lines, so many days later; the exit code and the transcript."""
    source, target = Typed(typed, BEGINNING + timedelta(days=later)), io.StringIO()
    run = run_planning if planning else run_review
    code = run(path, prompts=prompts, now=source.now, source=source, target=target)
    said = target.getvalue().replace(os.environ["FACILITATOR_DATA"], "<data>")
    said = said.replace(str(path.parent), "<folder>")
    said = said.replace(str(prompts), "<prompts>") if prompts else said
    return code, _DOCUMENTS_ID.sub("plan-of-the-document", said)


def last_review(path: Path) -> Review:
    """Return the review that was written last."""
    review = open_plan(path).plan.last_review
    assert review is not None
    return review
