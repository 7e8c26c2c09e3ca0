"""Plan files of older versions, made into today's shape one version at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from facilitator.plan.models import SCHEMA_VERSION

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
OLDEST_VERSION = min(_STEPS)


def migrate(plan: Json) -> Json:
    """Return the plan at today's schema version; the caller has checked that it is not newer.

    A version 1 file whose fields have wrong types is passed on as it is, for the models to refuse.
    """
    version = plan["schema_version"]
    while version < SCHEMA_VERSION:
        plan = _STEPS[version](plan)
        version += 1
    return {**plan, "schema_version": SCHEMA_VERSION}
