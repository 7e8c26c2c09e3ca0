"""What the files of one meeting still hold, damaged or not: each line of a record vouches for itself.

A record is read up to its first bad line. What comes after it is whole in most cases, and stands in the same
file, in another part, or in what was kept beside the record when the meeting went on without it.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from facilitator.files import system_calls
from facilitator.files.journal_lines import Event, Header, check, holding, read_header
from facilitator.plan.refusal import Refusal

TAIL = ".tail"

MOST_EVENTS = 100_000
"""A day of typing has a few thousand; a number above it counts nothing."""

_NAME = re.compile(r"[0-9a-f]{12}-([0-9a-f]{16})-\d{2,6}(?:\.journal|-[0-9a-f]{8}\.tail)")


class Salvaged(NamedTuple):
    """All that can be read of a meeting.

    `events` are by their numbers, from 1; `lost` are the numbers between them that nothing holds, and
    `end_lost` says that bytes after the last one hold nothing; `is_whole` that no line is damaged. `beside`
    are events that the meeting went on without: what was damaged then, and others than those of the record
    under the same numbers. `outcome` is how it was closed, None = it was cut off. `size` is in bytes, without
    the room that is kept for more.
    """

    header: Header | None
    events: dict[int, Event]
    beside: tuple[Event, ...] = ()
    outcome: str | None = None
    end_lost: bool = False
    is_whole: bool = True
    size: int = 0

    @property
    def lost(self) -> list[int]:
        """The numbers up to the last one that nothing holds."""
        return [number for number in range(1, max(self.events, default=0)) if number not in self.events]

    @property
    def damaged(self) -> bool:
        """Whether something is lost, stands beside the record, or is only found by looking for it."""
        return bool(self.lost or self.beside or self.end_lost or self.header is None or not self.is_whole)

    @property
    def began(self) -> datetime | None:
        """When the meeting began; None where that is lost."""
        for told in (self.header and self.header.started_at, self.events.get(1, {}).get("at")):
            with contextlib.suppress(ValueError, OverflowError, OSError):  # a year that no clock has
                return datetime.fromisoformat(str(told)).astimezone()
        return None


class _Part(NamedTuple):
    header: Header | None
    events: dict[int, Event]
    beside: list[Event]
    outcome: str | None
    end_lost: bool
    is_whole: bool = False
    size: int = 0


def salvaged(paths: Iterable[Path]) -> Salvaged:
    """Return what the files of a meeting hold; one that cannot be read holds nothing."""
    files = [path for path in paths if _NAME.fullmatch(path.name)]
    parts = [_read(path) for path in files if path.suffix != TAIL]
    tails = [_read(path) for path in files if path.suffix == TAIL]
    # Of two as long the later counts, as in a journal that goes on.
    best = max(parts, key=lambda part: len(part.events), default=_Part(None, {}, [], None, False))
    events, beside = dict(best.events), list(best.beside)
    for part in (*parts, *tails):
        if part is best:
            continue
        is_tail, last = part in tails, max(events, default=0)
        goes_with = _agree(part.events, events) and not (is_tail and min(part.events, default=last) <= last)
        if goes_with:
            events.update(part.events)
        else:
            beside += [one for number, one in part.events.items() if events.get(number) != one]
        beside += part.beside
    size = sum(part.size for part in (*parts, *tails))
    header = next((part.header for part in (best, *parts) if part.header), None)
    return Salvaged(
        header, events, tuple(_each_once(beside)), best.outcome, best.end_lost, best.is_whole, size
    )


def _read(path: Path) -> _Part:
    """Return what one file holds."""
    match = _NAME.fullmatch(path.name)
    assert match is not None  # noqa: S101 - for mypy: only such files are read
    try:
        data = system_calls.read_all(path).rstrip(b"\0")
        lines_held = list(holding(data, match[1]))
    except (OSError, Refusal):  # Refusal: it is encrypted for other keys
        return _Part(None, {}, [], None, end_lost=True)
    header: Header | None = None
    outcome: str | None = None
    events, beside = dict[int, Event](), list[Event]()
    end = 0
    for line in lines_held:
        end = line.end
        if line.kind == "journal":
            header = read_header(line.value)
        elif line.kind == "end":
            outcome = str(line.value.get("outcome", ""))
        else:
            outcome = None
            number = _number(line.value)
            if number is None or events.setdefault(number, line.value) != line.value:
                beside.append(line.value)
    rest = data[end:].strip(b"\n\0")
    end_lost = len(rest) > 1 or rest == b"{"  # another byte alone was the end of the line
    *lines, last = data.split(b"\n")
    is_whole = not last and all(check(one, match[1]) for one in lines)
    return _Part(header, events, beside, outcome, end_lost=end_lost, is_whole=is_whole, size=len(data))


def _number(event: Event) -> int | None:
    number = event.get("n")
    return number if type(number) is int and 0 < number <= MOST_EVENTS else None


def _agree(some: dict[int, Event], others: dict[int, Event]) -> bool:
    return all(others.get(number, event) == event for number, event in some.items())


def _each_once(events: Sequence[Event]) -> list[Event]:
    return [event for at, event in enumerate(events) if event not in events[:at]]
