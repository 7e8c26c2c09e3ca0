"""Two chairs on one folder with a data folder each, and two windows on one data folder."""

from __future__ import annotations

import itertools

from _faults.computer import KINDS
from _faults.row import Row, Tally, Tries, Work
from tests import two_chairs

SLOW = (0.0, 0.0, 0.0, 0.001, 0.01, 0.05, 0.2, 0.4)
"""How long a rename of a plan takes: mostly as on this disk, sometimes as on a slow share."""


def chairs(work: Work) -> Tries:
    """Let two chairs write at once; whoever is told "written" stands in the plan."""
    for number in itertools.count(work.done):
        folder = work.fresh()
        kind, way = work.dice.choice(KINDS), work.dice.choice(("record", "review"))
        two_chairs.SLOW = work.dice.choice(SLOW)
        one = two_chairs.race(kind, way, folder, number)
        found = [f"{kind} {way}, rename {two_chairs.SLOW} s: {trouble}" for trouble in one.trouble]
        if len(one.written) != 1:
            found.append(f"{kind} {way}: {len(one.written)} were told written")
        lost = sum("told written, and gone" in trouble for trouble in one.trouble)
        tally = Tally(tried=1, hits=len(one.refused), told=len(one.written), lost=lost, found=found)
        yield work.keep(folder, tally)


def windows(work: Work) -> Tries:
    """Let two windows of one computer begin at once: one is let in, and the other is told."""
    while True:
        folder = work.fresh()
        plan = two_chairs.a_plan_file(work.dice.choice(KINDS), folder / "share")
        said = two_chairs.two_windows(plan, folder / "data")
        right = said == ["in", "session.open-here"]
        yield work.keep(
            folder, Tally(tried=1, hits=1, told=1, found=[] if right else [f"they were told {said}"])
        )


ROWS = [
    Row("two chairs, one folder", 6000, chairs, share=2, short=1),
    Row("two windows, one data folder", 4000, windows, short=2),
]
