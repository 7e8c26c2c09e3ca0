"""Values that no field expects, in any place of what JSON holds."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from typing import Any

ODD: tuple[Any, ...] = (
    *({}, [], "", None, True, False, 0, -1, 10**30, 1.5, "child", "everyone", "no", "p-nobody"),
    *([{}], [[]], {"id": {}}, {"": ""}, "\ufffe", "x" * 400, "2026-02-30", "2026-01-10T10:00:00"),
)

REVIEW: dict[str, Any] = {
    "id": "r-mine",
    "date": "2026-03-03",
    "period": 2,
    "people": [
        {"name": "Mum", "perspective": "parent", "present": True},
        {"id": "p9", "name": "Mr Lacey", "perspective": "school", "present": True},
    ],
    "statements": [{"text": "It is loud", "speaker": "Mum", "topic": "working", "how": "own_words"}],
    "actions": [{"what": "Find a quiet place", "who": "Mr Lacey", "by": "2026-04-01"}],
    "outcomes": [{"outcome": 1, "delivered": "yes", "score": {"result": "agreed", "number": 3}}],
}


def places(value: object, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield (*place, key)
        yield from places(item, (*place, key))


def changed(value: Any, chance: random.Random) -> Any:
    """Return a value in which one to three places hold something odd, or are gone."""
    made = copy.deepcopy(value)
    for _ in range(chance.randrange(1, 4)):
        *above, last = chance.choice(list(places(made)) or [("id",)])
        holder = made
        for key in above:
            holder = holder[key]
        if chance.random() < 0.2 and isinstance(holder, dict):
            del holder[last]
        else:
            holder[last] = copy.deepcopy(chance.choice(ODD))
        if not list(places(made)):
            break
    return made
