"""Two thousand damages: a correct write, a question or a refusal; never a wrong cell or a lost word."""

from __future__ import annotations

import resource
from random import Random

import pytest

from facilitator.plan.refusal import NeedsDecision, Refusal
from tests.effort import effort_below
from tests.word.damages import DAMAGES, STARTS, WHOLE, Damage, lean
from tests.word.holding import begin, judged, results

pytestmark = pytest.mark.sampled(2)

MEGABYTES = 200


def outcome_of(damage: Damage, seed: int) -> tuple[str, list[str]]:
    """Return what came of one damage, in a word, and every harm that was done."""
    document = lean(STARTS[seed % len(STARTS)])
    data = damage(document, Random(f"{damage.__name__} {seed}"))  # noqa: S311
    try:
        meeting = begin(data)
        way = next(results(meeting))
    except NeedsDecision as decision:
        return "asked", [f"not answered: {decision!r}"]
    except Refusal:
        return "refused", ["refused"] if damage in WHOLE else []
    if way.filled is None:
        return "refused", [f"refused: {way.refused}"] if damage in WHOLE else []
    found = judged(data, meeting, way, anew=False)
    if damage in WHOLE and found.nowhere:
        found.faults.append(f"not written: {sorted(found.nowhere)}")
    return "asked" if way.asked else "written", found.faults


_CHUNK = 25
_USUALLY = 25
"""So many damages of each kind are tried each time; all of them with --thorough."""


@pytest.mark.parametrize(
    ("damage", "first"),
    [
        pytest.param(damage, first, marks=pytest.mark.thorough if first >= _USUALLY else ())
        for damage, count in DAMAGES.items()
        for first in range(0, count, _CHUNK)
    ],
    ids=lambda one: getattr(one, "__name__", str(one)),
)
def test_damage_does_no_harm(damage: Damage, first: int) -> None:
    lean(STARTS[0])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    harm: dict[int, list[str]] = {}
    for seed in range(first, min(first + _CHUNK, DAMAGES[damage])):
        with effort_below(3_000):
            _, faults = outcome_of(damage, seed)
        if faults:
            harm[seed] = faults
    assert not harm, harm
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert grown < MEGABYTES


def test_there_are_two_thousand_of_them() -> None:
    assert sum(DAMAGES.values()) == 2_000
