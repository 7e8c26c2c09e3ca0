"""A way on in words: what it is, what it needs, and what of that is there."""

from __future__ import annotations

from collections.abc import Iterable

from facilitator.script.ladder import Say
from facilitator.script.plan_facts import RouteShown

_STATES = {True: "route.there", False: "route.not-there", None: "route.not-known"}


def rows(routes: Iterable[RouteShown], tell: Say) -> list[tuple[str, str]]:
    """Return ways on as lines with a label before each: the way itself, then its needs by their state."""
    found: list[tuple[str, str]] = []
    for one in routes:
        found.append((tell("route.chosen" if one.chosen else "route.offered"), one.words))
        for state, key in _STATES.items():
            needs = [words for words, there in one.needs if there is state]
            found += [(tell(key), "; ".join(needs))] if needs else []
        found += [(tell("route.note"), words) for words in one.notes]
    return found
