"""The turns of a script, to be looked up by their ids: what each records, and in which segment it stands."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.meeting.minutes_parts import Key
from facilitator.plan.people import CHILD
from facilitator.script.declared_fields import FieldRole
from facilitator.script.format_declaration import Path
from facilitator.script.formats_and_turns import Script, Turn
from facilitator.script.scales import Scale


class Turns(dict[str, Turn]):
    """Every turn under its id. What a turn records is asked for here alone."""

    def __init__(self, script: Script) -> None:
        super().__init__(script.turns_by_id())
        self._segments = {segment.id: segment for segment in script.segments}
        self._script, self._form = script, script.format
        self._now = {before: turn.id for turn in self.values() for before in turn.formerly}
        self._asked_once = {
            turn.id: 1 if segment.for_each else 0
            for segment in script.segments
            for turn in segment.turns
            if turn.for_each is None
        }

    def as_asked_now(self, key: Key) -> Key:
        """Return an asking of a record that may be of an earlier version as the script has it now.

        A turn that had another name, or was asked of each person and is now put to all of them at once.
        """
        turn = key.turn if key.turn in self else self._now.get(key.turn, key.turn)
        parts = key.parts[: self._asked_once.get(turn, len(key.parts))]
        return Key(turn, "/".join(parts))

    def path(self, key: Key) -> Path:
        """Return what the turn of an asking records, and where."""
        return self[key.turn].path

    def records(self, key: Key) -> str:
        """Return what the turn of an asking records as prompts write it; empty where it records nothing."""
        return self[key.turn].records or ""

    def role(self, key: Key) -> FieldRole:
        """Return what the field that an asking records is to the rules."""
        declared = self._form.field(self.path(key))
        return declared.role if declared else ""

    def of_role(self, role: FieldRole, kind: str | None = None) -> Iterator[Turn]:
        """Yield the turns that record a field of that role, of one kind of item or of all."""
        paths = [path for path in self._form.paths(role) if kind in (None, path.of)]
        return (turn for turn in self.values() if turn.path in paths)

    def shown_again(self, key: Key) -> Key | None:
        """Return the asking of the second show after a first one; None in a script that has none."""
        second = self.path(key)._replace(part="second")
        return next((Key(turn.id, key.item) for turn in self.values() if turn.path == second), None)

    def is_score(self, key: Key) -> bool:
        """Whether an asking records a score or a part of one."""
        return self[key.turn].agrees or self._form.is_score(self.path(key))

    def scale(self, key: Key) -> Scale:
        """Return the scale on which an asking agrees a score: its own options, or the format's."""
        return self._form.scale_of(self.path(key)) or self._script.scale

    def to_child(self, key: Key) -> bool:
        """Whether an asking is put to the child: to nobody else, or as the child's turn comes."""
        to = self[key.turn].to
        return to == "child" or (to == "item" and key.parts[-1:] == (CHILD,))

    def begun(self, segment_id: str | None) -> str | None:
        """Return a segment's id; None in the set-up, since that is before the start."""
        segment = self._segments.get(segment_id or "")
        return segment.id if segment and not segment.setup else None
