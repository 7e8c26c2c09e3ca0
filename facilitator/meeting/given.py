"""What was given where: kept up with each event, so that nobody looks through the whole meeting for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from facilitator.meeting.kept import Held, Key, Said
from facilitator.script.fields import new_kind
from facilitator.script.models import Script

ANYTHING, NOTHING = "anything", "nothing"
"""What a condition calls any answer, and none."""


def conditions_on(script: Script) -> frozenset[str]:
    """Return the turns of which a condition looks at what was answered, not only whether."""
    turns = [turn for segment in script.segments for turn in segment.every_turn()]
    conditions = [turn.when for turn in turns] + [after.when for turn in turns for after in turn.follow_ups]
    return frozenset(
        turn
        for when in conditions
        for turn, values in when.answers.items()
        if {*values} - {ANYTHING, NOTHING}
    )


@dataclass
class Given:
    """The lines and actions of each asking, who sent words in, and each asking of a turn, by its item.

    `version` grows with whatever can change which questions are asked, or how they stand. `concerns` are the
    fields of what is not working.
    """

    concerns: frozenset[str] = frozenset()
    version: int = 0
    sent_in: Counter[str] = field(default_factory=Counter)
    _lines: dict[Key, dict[str, None]] = field(default_factory=dict)
    _actions: dict[Key, dict[str, None]] = field(default_factory=dict)
    _askings: dict[str, dict[str, dict[Key, None]]] = field(default_factory=dict)

    def lines_at(self, key: Key) -> dict[str, None]:
        """Return the ids of what was said at an asking, in order."""
        return self._lines.get(key, {})

    def actions_at(self, key: Key) -> dict[str, None]:
        """Return the ids of the actions that came up at an asking, in order."""
        return self._actions.get(key, {})

    def asked(self, key: Key) -> None:
        """Note that something was given at an asking."""
        self._askings.setdefault(key.turn, {}).setdefault(_first(key), {})[key] = None

    def askings(self, turn: str, parts: tuple[str, ...]) -> list[Key]:
        """Return the askings of a turn for an item, for one that holds it, or for one that it holds."""
        by_first = self._askings.get(turn, {})
        found = [by_first.get("", {}), by_first.get(parts[0], {})] if parts else by_first.values()
        return [
            key
            for keys in found
            for key in keys
            if all(a == b for a, b in zip(key.parts, parts, strict=False))
        ]

    def every_asking(self) -> Iterator[Key]:
        """Yield every asking at which something was given, whether or not it still stands."""
        for by_first in self._askings.values():
            for keys in by_first.values():
                yield from keys

    def put_line(self, said: Said, before: Said | None, *, matters: bool) -> None:
        """Note a line that was said, or how one stands that was changed.

        `matters` = what is asked may depend on the answers at its turn.
        """
        line = said.entry.id
        first = said.key is not None and not self._lines.get(said.key)
        if before is not None:
            self._count_sent_in(before, -1)
        self._count_sent_in(said, 1)
        if said.key is not None:
            self._lines.setdefault(said.key, {})[line] = None
            self.asked(said.key)
        if (
            first
            or matters
            or self._is_structural(said)
            or (before is not None and self._is_structural(before))
        ):
            self.version += 1

    def drop_line(self, said: Said) -> None:
        """Note that a line was taken away."""
        self._count_sent_in(said, -1)
        if said.key is not None:
            self._lines[said.key].pop(said.entry.id, None)
        self.version += 1

    def put_action(self, held: Held) -> None:
        """Note an action, new or changed."""
        self._actions.setdefault(held.key, {})[held.id] = None
        self.asked(held.key)

    def drop_action(self, held: Held) -> None:
        """Note that an action was taken away."""
        self._actions[held.key].pop(held.id, None)

    def _is_structural(self, said: Said) -> bool:
        """Whether questions are asked about a line: a concern, a new item, or words that were sent in."""
        field, when = said.entry.field, said.entry.manner.when
        return field in self.concerns or new_kind(field) is not None or when == "sent_in"

    def _count_sent_in(self, said: Said, by: int) -> None:
        if said.entry.manner.when == "sent_in":
            self.sent_in[said.entry.by] += by


def _first(key: Key) -> str:
    return key.item.partition("/")[0]
