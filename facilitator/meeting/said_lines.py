"""What was said in a meeting: every line, card and note, in the order in which it came."""

from __future__ import annotations

from facilitator.meeting.given import Given
from facilitator.meeting.kept import Key, Said
from facilitator.plan.entries import Entry
from facilitator.plan.reviews import PARKED
from facilitator.script.fields import new_kind

__all__ = ["PARKED", "SaidLines"]


class SaidLines(dict[str, Said]):
    """What was said, by its id; `watched` are the turns of which a condition looks at what was answered."""

    def __init__(self, given: Given, watched: frozenset[str]) -> None:
        super().__init__()
        self._given, self.watched = given, watched

    def put(self, said: Said) -> None:
        """Take in a line, or how one stands that was changed."""
        line = said.entry.id
        before = self.get(line)
        self[line] = said
        matters = said.key is not None and said.key.turn in self.watched
        self._given.put_line(said, before, matters=matters)

    def drop(self, line: str) -> None:
        """Take a line out."""
        self._given.drop_line(self.pop(line))

    def at(self, key: Key) -> list[Entry]:
        """Return what was said in answer to one asking."""
        return [self[line].entry for line in self._given.lines_at(key)]

    def are_at(self, key: Key) -> bool:
        """Whether anything was said in answer to one asking."""
        return bool(self._given.lines_at(key))

    def concerns(self) -> list[Entry]:
        """Return every *not working* so far, in the order in which they were said."""
        return [said.entry for said in self.values() if said.entry.field in self._given.concerns]

    def new_items(self, kind: str | None = None) -> list[Entry]:
        """Return the lines that make new items of a kind, or of any, in the order in which they came."""
        made = ((said.entry, new_kind(said.entry.field)) for said in self.values())
        return [entry for entry, of in made if of is not None and kind in (None, of)]

    def parked(self) -> list[Entry]:
        """Return the notes that were put aside."""
        return [said.entry for said in self.values() if said.key is None]

    def mention(self, person_id: str) -> bool:
        """Whether anything was said by a person, or with their help."""
        return any(person_id in (said.entry.by, said.entry.manner.helper) for said in self.values())
