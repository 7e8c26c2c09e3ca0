"""A long meeting against a short one: taking it up, and one more line with its question put again."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from facilitator.meeting import events as ev
from facilitator.meeting.meeting import Meeting
from facilitator.meeting.question import View
from facilitator.script.filled_sentences import Wording
from facilitator.script.loading import load_script
from facilitator.script.words_by_key import say
from tests.meeting.plans import a_plan, a_start

AT = datetime(2027, 3, 12, 14, 0, tzinfo=UTC)
SHORT, LONG = 500, 5_000


def taken_up(_folder: Path, runs: int = 5) -> Iterator[tuple[float, float]]:
    """Yield the seconds for `LONG` events, and for `SHORT` ones as many times over."""
    script, plan = load_script("support-plan"), a_plan(reviews=1)
    short, long = _of(SHORT).events, _of(LONG).events
    for _ in range(runs):
        started = time.perf_counter()
        Meeting.replay(script, plan, long)
        middle = time.perf_counter()
        for _ in range(LONG // SHORT):
            Meeting.replay(script, plan, short)
        yield middle - started, time.perf_counter() - middle


def one_more_line(_folder: Path, runs: int = 40) -> Iterator[tuple[float, float]]:
    """Yield the seconds for a line and its question after 2,000 lines, and after 20."""
    long, short = _of(2_000), _of(20)
    for _ in range(runs):
        yield _line(long), _line(short)


def _line(meeting: Meeting) -> float:
    view = View(meeting, Wording(), say)
    started = time.perf_counter()
    meeting.add(ev.LineSaid(turn="child.going-well", speaker="child", text="one more"), AT)
    view.question()
    return time.perf_counter() - started


def _of(lines: int) -> Meeting:
    plan = a_plan(reviews=1)
    meeting = Meeting(load_script("support-plan"), plan, a_start(plan, AT))
    meeting.add(ev.WentTo(turn="child.going-well"), AT)
    for number in range(lines):
        meeting.add(ev.LineSaid(turn="child.going-well", speaker="child", text=f"line {number}"), AT)
    return meeting
