"""How much work something is, in a measure that a slow or busy machine does not change."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

ROUNDS = 5


def effort(work: Callable[[], object]) -> float:
    """Return the processor time of some work as a multiple of 100,000 plain additions.

    Both are done by turns, and the least of each counts: whatever else the machine does only adds to them.
    """
    floors, times = [], []
    for _ in range(ROUNDS):
        floors.append(_seconds(_additions))
        times.append(_seconds(work))
    return min(times) / min(floors)


@contextmanager
def effort_below(most: float) -> Iterator[None]:
    """Hold what is done once to less than so much effort; a second on a quick machine is about 400.

    For what cannot be done again. A busy machine can double what it measures, so the limit is no close one.
    """
    start = time.process_time()
    yield
    taken = time.process_time() - start
    assert taken / min(_seconds(_additions) for _ in range(ROUNDS)) < most


def _additions() -> int:
    total = 0
    for number in range(100_000):
        total += number
    return total


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
