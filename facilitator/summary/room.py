"""What there is room for on a paper of a few pages: whole things go, the least needed first, and are counted.

A template asks for its lists by `room.some`; where not everything has room, they come back shorter.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

_Thing = TypeVar("_Thing")


class _Asked(NamedTuple):
    """A list that a template asked for: its rank (the lowest is needed most), and how long it is."""

    rank: int
    name: str
    length: int


class Room:
    """How many things there is room for, of all lists together; None = for everything.

    `whole` is the room of a first try, which knows what lists there are.
    """

    def __init__(self, whole: Room | None = None, kept: int | None = None) -> None:
        self._asked: list[_Asked] = []
        self._kept = kept
        self._allowed = whole.allowances(kept) if whole is not None and kept is not None else {}

    @property
    def length(self) -> int:
        """How many things may be left out."""
        return sum(asked.length for asked in self._asked)

    def some(self, name: str, things: Sequence[_Thing], rank: int = 1) -> list[_Thing]:
        """Return as many things of a list as there is room for; of lists of one rank the first of each."""
        self._asked.append(_Asked(rank, name, len(things)))
        return list(things if self._kept is None else things[: self._allowed.get(name, 0)])

    def left(self, name: str) -> int:
        """Return how many things of a list had no room, or of all lists whose names begin with `name/`."""
        if self._kept is None:
            return 0
        meant = [one for one in self._asked if one.name == name or one.name.startswith(f"{name}/")]
        return sum(one.length - self._allowed.get(one.name, 0) for one in meant)

    def allowances(self, kept: int) -> dict[str, int]:
        """Return how many things of each list are among the `kept` that are needed most."""
        ranked = sorted(
            (asked.rank, nth, order, asked.name)
            for order, asked in enumerate(self._asked)
            for nth in range(asked.length)
        )
        allowed: dict[str, int] = {}
        for _, _, _, name in ranked[:kept]:
            allowed[name] = allowed.get(name, 0) + 1
        return allowed
