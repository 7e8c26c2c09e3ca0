"""Plan files of versions 1 and 2, made into version 3; from there see `from_schema_3`."""

from __future__ import annotations

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


OLDEST_VERSION, LAST_VERSION = 1, 3
"""The versions of which a plan was one council's form."""


def migrate(plan: Json) -> Json:
    """Return a plan of version 1 to 3 at version 3.

    Version 2 knew neither the child's set-up nor how an answer was given: nobody has said so yet. A version 1
    file whose fields have wrong types is passed on as it is, for the models to refuse.
    """
    if plan["schema_version"] == OLDEST_VERSION:
        plan = _from_1(plan)
    return {**plan, "schema_version": LAST_VERSION}
