"""What was noted of actions for which a document has no place: this computer keeps it with the other changes.

A document has no ids: an action is known by its meeting and its words, and of several alike by its place.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from pydantic import ValidationError

from facilitator.files.change_record import KeptChange, not_taken_back
from facilitator.plan.actions import Action, ActionChange
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import PLANNING_PERIOD, HeldMeeting

KnownBy = tuple[str, ...]


def known_by(plan: Plan) -> dict[str, KnownBy]:
    """Return what each action of a plan's meetings is known by, by their ids."""
    alike: Counter[KnownBy] = Counter()
    known: dict[str, KnownBy] = {}
    for held in plan.meetings():
        for action in held.actions:
            own = (_meeting(held), _folded(action.what))
            alike[own] += 1
            known[action.id] = (*own, str(alike[own]))
    return known


def _meeting(held: HeldMeeting) -> str:
    return str(held.period) if held.period != PLANNING_PERIOD else held.date.isoformat()


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


def to_keep(change: ActionChange) -> dict[str, str]:
    """Return what was noted as it is kept."""
    kept: dict[str, str] = json.loads(change.model_dump_json(exclude_defaults=True))
    return kept


def kept_of(changes: Iterable[KeptChange]) -> dict[KnownBy, list[ActionChange]]:
    """Return what is kept of each action, by what it is known by; what is damaged says nothing."""
    found: dict[KnownBy, list[ActionChange]] = {}
    for one in not_taken_back(changes):
        if one.follow_up is None or one.of is None:
            continue
        try:
            noted = ActionChange.model_validate_json(json.dumps(one.follow_up))
        except ValidationError:
            continue
        found.setdefault(tuple(one.of), []).append(noted)
    return found


def with_kept_follow_up(plan: Plan, changes: Iterable[KeptChange]) -> Plan:
    """Return the plan of a document with what was noted of its actions and stands here alone."""
    kept = kept_of(changes)
    known = known_by(plan) if kept else {}
    for action in [one for held in plan.meetings() for one in held.actions]:
        if more := kept.get(known.get(action.id, ())):
            plan = plan.with_action(action.model_copy(update={"changes": [*action.changes, *more]}))
    return plan


def followed_up_as(actions: Sequence[Action], there: Iterable[Action]) -> list[Action]:
    """Return actions with what stands in a document of those of the same words."""
    left, found = list(there), []
    for action in actions:
        same = next((one for one in left if _folded(one.what) == _folded(action.what)), None)
        if same is not None:
            left.remove(same)
        changes = same.changes if same and same.changes else action.changes
        found.append(action.model_copy(update={"changes": changes}))
    return found
