"""What a plan tells, apart from ids, clocks and the questions themselves: for holding versions together."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from facilitator.plan.items import Item
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import HeldMeeting, Review

NOT_TOLD = {"id", "turn", "asked", "n", "continues", "closed_at", "mark"}
AS_USUAL = {"how": "own_words", "when": "in_meeting"}
"""The manner in which most is said, which a line need not tell."""


def told(plan: Plan) -> Counter[str]:
    """Return everything that a plan and its last review tell, a line each, with how often."""
    return Counter(json.dumps(fact, ensure_ascii=False) for fact in _facts(plan))


def _facts(plan: Plan) -> Iterator[list[Any]]:
    review, names = plan.reviews[-1], _names(plan, plan.reviews[-1])
    yield ["review", str(review.date), review.period, review.minutes, review.ended, review.ended_because]
    yield ["next", str(review.next_date)]
    for person in review.people:
        yield ["person", _plain(person.model_dump(mode="json"), names)]
    for item in plan.items:
        yield ["item", _plain(item.model_dump(mode="json"), names)]
    for of in ("entries", "scores", "actions"):
        for one in getattr(review, of):
            yield [of, _plain(one.model_dump(mode="json"), names)]
    yield from ([kind, because] for kind, because in {(one.kind, one.because) for one in review.left_open})


def whole(plan: Plan) -> list[str]:
    """Return everything that stands in a plan, a line each: the plan's own parts, then meeting by meeting."""
    meetings = plan.meetings()
    names = {key: name for one in meetings for key, name in _names(plan, one).items()}
    names |= {one.id: one.full_name for one in plan.children} | {one.id: one.name for one in plan.people}
    names |= {item.id: _called(item) for item in plan.items}
    names |= {said.id: said.text for one in (plan, *meetings) for said in one.entries}
    names |= {action.id: action.what for one in meetings for action in one.actions}
    apart = {"planning", "reviews", "schema_name", "schema_version", *NOT_TOLD}
    lines = list(_lines("", plan.model_dump(mode="json", exclude=apart), names))
    for one in meetings:
        of = f"review {one.period}: " if isinstance(one, Review) else "planning: "
        lines += _lines(of, one.model_dump(mode="json", exclude=NOT_TOLD), names)
    return lines


def _lines(of: str, parts: dict[str, Any], names: dict[str, str]) -> Iterator[str]:
    for key, value in parts.items():
        for one in value if isinstance(value, list) else [value]:
            if told := _plain(one, names):
                if isinstance(told, dict) and told.get("manner") == AS_USUAL:
                    del told["manner"]
                words = told if isinstance(told, str) else json.dumps(told, ensure_ascii=False)
                yield f"{of}{key} {words}"


def _names(plan: Plan, review: HeldMeeting) -> dict[str, str]:
    """Return what each thing with an id is called."""
    names = {person.id: person.name for person in review.people}
    names |= {action.id: action.what for one in plan.reviews for action in one.actions}
    return names | {item.id: _called(item) for item in plan.items}


def _called(item: Item) -> str:
    return f"{item.kind} {item.number or json.dumps(list(item.fields.values()))}"


def _plain(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        kept = {key: _plain(one, names) for key, one in value.items() if key not in NOT_TOLD}
        return {key: one for key, one in kept.items() if one not in (None, "", [], {}, False)}
    if isinstance(value, list):
        return [_plain(one, names) for one in value]
    return names.get(value, value) if isinstance(value, str) else value
