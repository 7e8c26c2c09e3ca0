"""The turns of a script, to be looked up by their ids: what each records, and in which segment it stands."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.meeting.kept import Key
from facilitator.script.models import Records, Script, Turn


class Turns(dict[str, Turn]):
    """Every turn under its id. What a turn records is asked for here alone."""

    def __init__(self, script: Script) -> None:
        super().__init__(script.turns_by_id())
        self._segments = {segment.id: segment for segment in script.segments}

    def records(self, key: Key) -> Records | None:
        """Return what the turn of an asking records."""
        return self[key.turn].records

    def field(self, key: Key) -> str:
        """Return under which name an answer is kept: the turn's field, else the turn itself."""
        return self[key.turn].field or key.turn

    def recording(self, *records: Records) -> Iterator[Turn]:
        """Yield the turns that record one of these."""
        return (turn for turn in self.values() if turn.records in records)

    def begun(self, segment_id: str | None) -> str | None:
        """Return a segment's id; None in the set-up, since that is before the start."""
        segment = self._segments.get(segment_id or "")
        return segment.id if segment and not segment.setup else None
