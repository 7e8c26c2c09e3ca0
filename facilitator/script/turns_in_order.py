"""A plan format as the check walks it: each turn with its file and line, in the order of a meeting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from facilitator.script.formats_and_turns import Agenda, FormatFile, Segment, Turn
from facilitator.script.prompt_data import Loc
from facilitator.script.yaml_source import Finding, Source


@dataclass(frozen=True)
class Part:
    """One segment and the file that it came from."""

    source: Source
    segment: Segment

    def located(self) -> Iterator[tuple[Turn, Loc]]:
        """Yield each turn, those of the pool last, with where it stands in the file."""
        for name, turns in (("turns", self.segment.turns), ("pool", self.segment.pool)):
            yield from ((turn, (name, index)) for index, turn in enumerate(turns))


def unknown_follow_ups(part: Part) -> Iterator[Finding]:
    """Yield each follow-up that is not in the pool of its segment."""
    pool = {turn.id for turn in part.segment.pool}
    for turn, loc in part.located():
        for index, follow_up in enumerate(turn.follow_ups):
            if follow_up.turn not in pool:
                at = (*loc, "follow_ups", index, "turn")
                values = {"turn": turn.id, "follow_up": follow_up.turn}
                yield part.source.finding(at, "script.unknown-follow-up", **values)


def repeated(names: Iterable[str | int]) -> Iterator[tuple[int, str | int]]:
    """Yield each name that has been there before, with its place."""
    seen = set()
    for index, name in enumerate(names):
        if name in seen:
            yield index, name
        seen.add(name)


@dataclass(frozen=True)
class Place:
    """One turn on a way through the meeting; `loops` are what it is asked for each of, outermost first."""

    part: Part
    turn: Turn
    loc: Loc
    loops: tuple[str, ...]

    def finding(self, code: str, *loc: str | int, **values: object) -> Finding:
        """Return a finding on the line of a part of this turn, naming the turn."""
        return self.part.source.finding((*self.loc, *loc), code, turn=self.turn.id, **values)


@dataclass(frozen=True)
class Form:
    """A plan format whose files all have the right shape; `planning` = as its planning meeting goes."""

    folder: Path
    source: Source
    file: FormatFile
    parts: list[Part]
    planning: bool = False

    def finding(self, code: str, *loc: str | int, **values: object) -> Finding:
        """Return a finding on a line of `format.yaml`."""
        of_planning = self.planning and loc[:1] in (("agendas",), ("segments",))
        return self.source.finding(("planning", *loc) if of_planning else loc, code, **values)

    def has(self, part: Part) -> bool:
        """Whether a part is the format's own, and none that formats share."""
        return part.source.path.is_relative_to(self.folder)

    @cached_property
    def located(self) -> list[tuple[Part, Turn, Loc]]:
        """Every turn with its file and where it stands there."""
        return [(part, turn, loc) for part in self.parts for turn, loc in part.located()]

    @cached_property
    def turns(self) -> dict[str, Turn]:
        """Every turn under its id."""
        return {turn.id: turn for _, turn, _ in self.located}

    @cached_property
    def everywhere(self) -> list[Place]:
        """The places of a meeting that held every segment, in the order of `format.yaml`."""
        return [place for part in self.parts for place in _places(part)]

    @cached_property
    def ways(self) -> list[tuple[Agenda, list[Place]]]:
        """The places of each agenda in the order in which they are asked, the set-up first."""
        return [(agenda, self._way(agenda)) for agenda in self.file.agendas]

    def _way(self, agenda: Agenda) -> list[Place]:
        by_id = {part.segment.id: part for part in self.parts}
        setup = [part for part in self.parts if part.segment.setup]
        held = [by_id[name] for name in agenda.segments if name in by_id and not by_id[name].segment.setup]
        return [place for part in (*setup, *held) for place in _places(part)]


def _places(part: Part) -> Iterator[Place]:
    outer = (part.segment.for_each,) if part.segment.for_each else ()
    pool: dict[str, tuple[Turn, Loc]] = {
        turn.id: (turn, ("pool", index)) for index, turn in enumerate(part.segment.pool)
    }
    for index, turn in enumerate(part.segment.turns):
        yield from _expand(Place(part, turn, ("turns", index), outer), pool, frozenset())


def _expand(place: Place, pool: dict[str, tuple[Turn, Loc]], above: frozenset[str]) -> Iterator[Place]:
    """Yield a place and, straight after it, those of its follow-ups; a loop ends where it began."""
    turn = place.turn
    loops = (*place.loops, turn.for_each) if turn.for_each else place.loops
    yield Place(place.part, turn, place.loc, loops)
    above = above | {turn.id}
    for follow_up in turn.follow_ups:
        if follow_up.turn in pool and follow_up.turn not in above:
            next_turn, loc = pool[follow_up.turn]
            yield from _expand(Place(place.part, next_turn, loc, loops), pool, above)
