"""Plan files of versions 1 and 2, made into version 3 one at a time; from there see `from_schema_3`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Json = dict[str, Any]


def _from_1(plan: Json) -> Json:
    """Version 1 kept whether a person was there as yes or no, and only the number of an agreed score."""
    for review in plan.get("reviews", []):
        for person in review.get("people", []):
            if isinstance(person.get("present"), bool):
                person["present"] = [{"arrived": None, "left": None}] if person["present"] else []
        for outcome in review.get("outcomes", []):
            if isinstance(outcome.get("score"), int):
                outcome["score"] = {"result": "agreed", "number": outcome["score"]}
    return plan


def _from_2(plan: Json) -> Json:
    """Version 2 knew neither the child's set-up nor how an answer was given: nobody has said so yet."""
    return plan


_STEPS: dict[int, Callable[[Json], Json]] = {1: _from_1, 2: _from_2}
OLDEST_VERSION, LAST_VERSION = min(_STEPS), max(_STEPS) + 1
"""The versions of which a plan was one council's form."""


def migrate(plan: Json) -> Json:
    """Return a plan of version 1 to 3 at version 3.

    A version 1 file whose fields have wrong types is passed on as it is, for the models to refuse.
    """
    version = plan["schema_version"]
    while version < LAST_VERSION:
        plan = _STEPS[version](plan)
        version += 1
    return {**plan, "schema_version": LAST_VERSION}
