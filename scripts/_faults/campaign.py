"""Running rows for their part of the time, adding up what they count, and the table of it."""

from __future__ import annotations

import itertools
import json
import math
import os
import shutil
import tempfile
import time
import traceback
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from random import Random

from _faults import calls, chairs, clock, damage, disks, fuzz, hostile, kills, network, power, screens
from _faults.row import Row, Tally, Work
from tests.forked import warm_up

FAMILIES = (kills, screens, power, calls, disks, clock, damage, chairs, fuzz, hostile, network)
ROWS: list[Row] = [row for family in FAMILIES for row in family.ROWS]
SAVED_EVERY_SECONDS = 5.0
MOST_SHOWN = 300
"""Letters of a sentence in the table; the whole of it is in the state folder."""


def usual_state() -> Path:
    """Return where counts are kept if nobody says otherwise."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "facilitator-faults"


def named(parts: Sequence[str]) -> list[Row]:
    """Return the rows whose names hold one of these; all, where there are none."""
    return [row for row in ROWS if not parts or any(part in row.name for part in parts)]


class Counted:
    """What was counted over all runs, in a file."""

    def __init__(self, state: Path) -> None:
        self.state = state
        self._path = state / "counted.json"
        self._rows: dict[str, Tally] = {}
        if self._path.exists():
            kept = json.loads(self._path.read_text(encoding="utf-8"))
            self._rows = {name: Tally(**values) for name, values in kept.items()}

    def of(self, row: Row) -> Tally:
        """Return what was counted of a row."""
        return self._rows.setdefault(row.name, Tally())

    def save(self) -> None:
        """Keep it."""
        self.state.mkdir(parents=True, exist_ok=True)
        new = self._path.with_suffix(".new")
        kept = {name: asdict(tally) for name, tally in self._rows.items()}
        new.write_text(json.dumps(kept, indent=1), encoding="utf-8")
        new.replace(self._path)


def run(rows: Sequence[Row], seconds: float, state: Path) -> None:
    """Run rows for so many seconds in all; what one leaves of its part goes to those after it."""
    counted = Counted(state)
    able = [row for row in rows if not row.why_not()]
    warm_up()
    give_up = time.monotonic() + seconds
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        for index, row in enumerate(able):
            part = row.share / sum(one.share for one in able[index:])
            until = time.monotonic() + (give_up - time.monotonic()) * part
            _run_row(row, counted, Path(folder) / str(index), until)


def run_short(rows: Sequence[Row], state: Path) -> None:
    """Go on with each row as often as its short form wants, the same every time."""
    counted = Counted(state)
    warm_up()
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        for index, row in enumerate(row for row in rows if not row.why_not()):
            _run_row(row, counted, Path(folder) / str(index), math.inf, row.short)


def _run_row(row: Row, counted: Counted, folder: Path, until: float, most: float = math.inf) -> None:
    tally = counted.of(row)
    if row.goal and tally.tried >= row.goal:
        return
    kept = counted.state / "found" / row.name.replace(" ", "-").replace("/", "-")
    kept.mkdir(parents=True, exist_ok=True)
    work = Work(folder, Random(f"{row.name} {tally.tried}"), tally.tried, kept)  # noqa: S311 - no secrets
    saved = time.monotonic()
    try:
        with closing(row.run(work)) as tries:
            runs = itertools.count()
            while next(runs) < most and time.monotonic() < until:
                try:
                    one = next(tries, None)
                except Exception:  # noqa: BLE001 - the other rows go on
                    tally.found.append(f"the row broke off: {traceback.format_exc()}")
                    break
                if one is None:
                    break
                tally.add(one)
                if row.goal and tally.tried >= row.goal:
                    break
                if time.monotonic() > saved + SAVED_EVERY_SECONDS:
                    counted.save()
                    saved = time.monotonic()
    finally:
        counted.save()
        shutil.rmtree(folder, ignore_errors=True)


def table(rows: Sequence[Row], counted: Counted) -> str:
    """Return the table: a line a row, and under it what was found."""
    heads = ("row", "tried", "of", "hits", "told", "lost", "torn", "faults", "slowest")
    lines: list[tuple[str, ...]] = [heads]
    below: list[str] = []
    for row in rows:
        one = counted.of(row)
        goal = str(row.goal or "")
        slowest = f"{one.slowest:.3f} s" if one.slowest else ""
        numbers = (one.tried, goal, one.hits, one.told, one.lost, one.torn, one.faults, slowest)
        lines.append((row.name, *map(str, numbers)))
        if why := row.why_not():
            below.append(f"{row.name} cannot be run here: {why}.")
        below += [f"{row.name}: {sentence.strip().splitlines()[-1][:MOST_SHOWN]}" for sentence in one.found]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        [
            "  ".join(
                cell.ljust(width) if column == 0 else cell.rjust(width)
                for column, (cell, width) in enumerate(zip(line, widths, strict=True))
            )
            for line in lines
        ]
        + ["", *below]
    )
