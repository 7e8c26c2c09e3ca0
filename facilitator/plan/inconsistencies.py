"""Two parts of a plan that do not go together, as a code whose words stand in `prompts/words/odds.yaml`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import LiteralString

from pydantic_core import PydanticCustomError

from facilitator.plan.people import EVERYONE


def at_odds(code: LiteralString, **values: object) -> PydanticCustomError:
    """Return the error for a model's validator to raise; `code` such as `odds.two-people`."""
    return PydanticCustomError(code, code, values)


def no_two(ids: Sequence[object], code: LiteralString) -> None:
    """Raise where an id stands twice; of one made of several parts the last is named."""
    seen: set[object] = set()
    for one in ids:
        if one in seen:
            shown = one[-1] if isinstance(one, tuple) else one
            raise at_odds(code, id=str(shown))
        seen.add(one)


def not_everyone(ids: Sequence[str]) -> None:
    """Raise where one person or thing has the id that stands for the room together."""
    if EVERYONE in ids:
        raise at_odds("odds.called-everyone", id=EVERYONE)
