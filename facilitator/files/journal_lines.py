"""The lines of a journal, and reading them back after anything may have happened to the file.

A line is `{"n":7,"sum":"<16 hex>","event":{...}}`: its number, a checksum, and what it holds. The
first holds the header (`"journal"`), the last of a closed meeting how it ended (`"end"`). The sum is
the start of the SHA-256 over the meeting's id, the number, the kind and the exact bytes, so that each
line vouches for itself and for its place. The zeros after the last line are room for more. Where this
computer has keys, what a line holds is encrypted, and the sum is over what stands there.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from facilitator.files import os_errors, system_calls
from facilitator.files.kept_file import naming, sealed_line, unsealed_line

Event = dict[str, Any]

_LINE = re.compile(rb'\{"n":(0|[1-9]\d{0,8}),"sum":"([0-9a-f]{16})","(journal|event|end)":(\{.*\})\}')
_BEGINNING = re.compile(rb'\{"n":(?:0|[1-9]\d{0,8}),"sum":"[0-9a-f]{16}","(?:journal|event|end)":\{')
"""How a line begins, and nothing else: within what was typed the quotation marks are escaped."""
_ENDS_TRIED = 40
"""Where the end of a line is not sure, how many places are tried for it."""
_LONGEST_HEADER = 256 * 1024
_FILE_NAME = re.compile(r"([0-9a-f]{12})-([0-9a-f]{16})-(\d{2,6})\.journal")


class Header(NamedTuple):
    """What a journal is of: enough to find the plan again and to know whether it changed since.

    `base` is the plan file's digest when the meeting began, None = it was not on disk yet. `writer`
    is the program's version and the plan format. `started_at` is ISO 8601 with an offset. `meeting`
    and `part` are the journal's own: one meeting may leave several parts when disks fail.
    """

    plan_id: str
    base: str | None
    plan_path: str
    writer: str
    review_id: str
    started_at: str
    meeting: str = ""
    part: int = 1


class Dropped(NamedTuple):
    """What recovery could not read: from which line and byte on, how many bytes, and why.

    `why` is `torn` (the last line was being written, which is normal), `damaged` or `header`.
    `later` are events after the damage whose own checksums hold: a person may still want them.
    """

    line: int
    offset: int
    length: int
    why: str
    later: tuple[Event, ...] = ()


class Recovered(NamedTuple):
    """A journal read back: the events up to the first bad line, in order, and what was dropped.

    `header` is None when it is damaged. `outcome` is what `close` wrote, None = an unfinished
    meeting. `end` is the offset of the first byte that is not good, `next_line` the number of the
    line that belongs there.
    """

    path: Path
    header: Header | None
    events: list[Event]
    outcome: str | None
    dropped: Dropped | None
    end: int
    next_line: int

    @property
    def closed(self) -> bool:
        """Whether the meeting was closed, rather than cut off."""
        return self.outcome is not None


def encode(value: Event) -> bytes:
    """Return the JSON of a dict as one line; raises ValueError for what would not come back the same."""
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except TypeError as error:
        raise ValueError("a journal takes only what JSON can hold") from error
    raw = text.encode("utf-8", "surrogatepass")  # even half a character is kept as it came
    if json.loads(raw) != value:  # tuples, number keys: they would come back as something else
        raise ValueError("a journal takes only what comes back from JSON the same")
    return raw


def line(meeting: str, number: int, kind: str, raw: bytes) -> bytes:
    """Return one line of the file, with its newline; raises Refusal where it cannot be encrypted."""
    raw = sealed_line(raw)
    total = _sum(meeting, number, kind.encode(), raw).decode()
    return f'{{"n":{number},"sum":"{total}","{kind}":'.encode() + raw + b"}\n"


def header_line(header: Header) -> bytes:
    """Return the first line of the file."""
    return line(header.meeting, 0, "journal", encode(header._asdict()))


def file_name(plan: str, meeting: str, part: int) -> str:
    """Return the name of a journal: the plan as 12 hex digits, the meeting as 16, and the part."""
    return f"{plan}-{meeting}-{part:02}.journal"


def name_parts(path: Path) -> tuple[str, str, int] | None:
    """Return plan, meeting and part from a journal's name, or None for any other file."""
    match = _FILE_NAME.fullmatch(path.name)
    return (match[1], match[2], int(match[3])) if match else None


def header_of(path: Path) -> Header | None:
    """Return the header of a journal without the rest; None where it is damaged. Raises OSError."""
    with path.open("rb") as stream:
        return _read_header(stream.readline(_LONGEST_HEADER))[0]


def recover(path: Path) -> Recovered:
    """Read a journal up to its first bad line, changing nothing; raises Refusal if it cannot be read."""
    try:
        data = system_calls.read_all(path)
    except OSError as error:
        raise os_errors.read_refusal(error, path) from error
    with naming(path, kept=True):
        return _read_back(path, data)


def _read_back(path: Path, data: bytes) -> Recovered:
    header, place = _read_header(data)
    names = name_parts(path)
    meeting = header.meeting if header else names[1] if names else ""
    reading = _Reading(data, meeting, place)
    reading.run()
    return Recovered(
        path=path,
        header=header,
        events=reading.events,
        outcome=reading.outcome,
        dropped=_dropped(reading, header_lost=header is None),
        end=reading.place if header else 0,
        next_line=reading.number,
    )


class _Reading:
    """A walk over the lines that stops at the first bad one."""

    def __init__(self, data: bytes, meeting: str, place: int) -> None:
        self.data = data
        self.meeting = meeting
        self.place = place
        self.number = 1
        self.events: list[Event] = []
        self.outcome: str | None = None

    def run(self) -> None:
        """Read on from `place`, where line 1 should be."""
        while (stop := self.data.find(b"\n", self.place)) >= 0:
            found = check(self.data[self.place : stop], self.meeting)
            if found is None or found[0] != self.number:
                break
            self._take(found[1], found[2])
            self.number += 1
            self.place = stop + 1

    def _take(self, kind: str, value: Event) -> None:
        if kind == "event":
            self.events.append(value)
            self.outcome = None  # a closed meeting that was taken up again
        elif kind == "end":
            self.outcome = str(value.get("outcome", ""))


def check(text: bytes, meeting: str) -> tuple[int, str, Event] | None:
    """Return number, kind and contents of one line without its newline, or None if it does not hold.

    Raises Refusal where it is encrypted and no key here opens it.
    """
    match = _LINE.fullmatch(text)
    if match is None or _sum(meeting, int(match[1]), match[3], match[4]) != match[2]:
        return None
    try:
        value = json.loads(unsealed_line(match[4]))
    except (ValueError, RecursionError):
        return None
    return int(match[1]), match[3].decode(), value


def _read_header(data: bytes) -> tuple[Header | None, int]:
    """Return the header and where the next line starts; a bad one is None and ends at its newline."""
    stop = data.find(b"\n")
    if stop < 0:
        return None, len(data)
    match = _LINE.fullmatch(data, 0, stop)
    try:
        value = json.loads(unsealed_line(match[4])) if match else {}
        found = check(data[:stop], str(value.get("meeting"))) if match else None
        if found and found[:2] == (0, "journal") and (header := read_header(value)):
            return header, stop + 1
    except (ValueError, RecursionError):
        return None, stop + 1  # a header that cannot be read is damaged, which recovery reports
    return None, stop + 1


class HoldingLine(NamedTuple):
    """A line whose own checksum holds: its number, kind and contents, and the offset behind it."""

    number: int
    kind: str
    value: Event
    end: int


def holding(data: bytes, meeting: str) -> Iterator[HoldingLine]:
    """Yield each line that holds, in the order of the bytes.

    Also after one that is damaged, and where the very ends of lines are.
    """
    places = [match.start() for match in _BEGINNING.finditer(data)]
    for place, following in zip(places, [*places, len(data)][1:], strict=True):
        text = data[place:following]
        for end in _possible_ends(text):
            if found := check(text[:end], meeting):
                yield HoldingLine(*found, place + end)
                break


def _possible_ends(text: bytes) -> Iterator[int]:
    """Yield where a line at the start of some bytes may end: at a newline, before zeros, or at a brace."""
    yield from (end for sign in (b"\n", b"\0") if (end := text.find(sign)) >= 0)
    braces = (match.end() for match in re.finditer(rb"\}", text[::-1]))
    yield from islice((len(text) - end + 1 for end in braces), _ENDS_TRIED)


def read_header(value: Event) -> Header | None:
    """Return the header that a line holds; None where something in it is missing or of another kind."""
    words = {name for name in Header._fields if name not in ("base", "part")}
    if not all(isinstance(value.get(name), str) for name in words):
        return None
    if not isinstance(value.get("part"), int) or not isinstance(value.get("base", 0), str | None):
        return None
    return Header(**{name: value[name] for name in Header._fields})


def _dropped(reading: _Reading, *, header_lost: bool) -> Dropped | None:
    rest = reading.data[reading.place :].rstrip(b"\0")
    later = holding(rest, reading.meeting)
    events = tuple(line.value for line in later if line.kind == "event")
    if header_lost:
        return Dropped(0, 0, len(reading.data.rstrip(b"\0")), "header", events)
    if not rest:
        return None
    return Dropped(reading.number, reading.place, len(rest), "damaged" if b"\n" in rest else "torn", events)


def _sum(meeting: str, number: int, kind: bytes, raw: bytes) -> bytes:
    salt = f"{meeting}\n{number}\n".encode("utf-8", "surrogatepass") + kind + b"\n"
    return hashlib.sha256(salt + raw).hexdigest()[:16].encode()
