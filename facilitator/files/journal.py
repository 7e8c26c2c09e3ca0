"""The meeting in progress on disk: every event is durable before the chair sees its tick.

See RELIABILITY, "Journal". This file writes; `journal_lines` knows the format and reads it back,
`journal_shelf` finds journals and puts them away.
"""

from __future__ import annotations

import errno
import json
import os
import secrets
import threading
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from facilitator.files import moved_records, os_errors, system_calls
from facilitator.files.folders import short_name
from facilitator.files.journal_lines import (
    Event,
    Header,
    encode,
    file_name,
    header_line,
    line,
    name_parts,
    recover,
)
from facilitator.files.journal_part import Part
from facilitator.phrases import os_reason
from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import explain, say

Clock = Callable[[], datetime]

_FULL = (errno.ENOSPC, errno.EDQUOT)


class JournalBroken(Refusal):
    """Nothing was written since `since`; the events are all in memory, and each append tries again."""

    def __init__(self, since: datetime, folder: Path, reason: str, *, code: str = "journal.broken") -> None:
        super().__init__(code, since=f"{since:%H:%M}", folder=str(folder), reason=reason)
        self.since = since


def _now() -> datetime:
    return datetime.now().astimezone()


class Journal:
    """One meeting's events, on disk and in memory; make one with `create` or `resume`.

    The file is locked against a second meeting until `close` or `release`. Methods may be called
    from any thread; events keep the order of the calls.
    """

    def __init__(self, folder: Path, header: Header, raws: list[bytes], clock: Clock) -> None:
        self.header = header
        self.path = folder
        self.last_durable = clock()
        self._folder = folder
        self._device = system_calls.device_of(folder)
        self._clock = clock
        self._raws = raws  # the events as the exact bytes on disk: nobody can change them afterwards
        self._end: bytes | None = None
        self._part: Part | None = None
        self._written = 0  # of `_raws`, how many are in the part
        self._next_line = 1
        self._begun = False
        self._mutex = threading.Lock()

    @classmethod
    def create(
        cls, folder: Path, header: Header, *, events: Iterable[Event] = (), clock: Clock = _now
    ) -> Self:
        """Begin a journal in the folder; raises Refusal, before the meeting began, if it cannot.

        `events` are ones to start from, such as those saved from a journal whose header is gone.
        """
        header = header._replace(meeting=header.meeting or secrets.token_hex(8))
        journal = cls(folder, header, [encode(event) for event in events], clock)
        try:
            journal._start_part(folder)
        except OSError as error:
            raise os_errors.refusal("journal.cannot-start", error, folder, folder) from error
        return journal

    @classmethod
    def resume(cls, path: Path, *, clock: Clock = _now) -> Self:
        """Go on with the file of a meeting that was cut off; what cannot be read is copied beside first.

        Raises Refusal if it is in use, unreadable, or has lost its header.
        """
        try:
            part = Part.take(path)
            try:
                return cls._taken_up(part, clock)
            except BaseException:
                part.close()
                raise
        except OSError as error:
            raise os_errors.refusal("journal.cannot-open", error, path, path.parent) from error

    @classmethod
    def _taken_up(cls, part: Part, clock: Clock) -> Self:
        path = part.path
        found = recover(path)
        if found.header is None:
            raise Refusal("journal.no-header", folder=str(path.parent), events=len(found.events))
        journal = cls(path.parent, found.header, [encode(event) for event in found.events], clock)
        journal._use(part, found.next_line)
        try:
            if found.dropped:
                _keep_tail(path, found.end)
            part.go_on_at(found.end, cut=found.dropped is not None)
        except OSError as error:
            if error.errno not in _FULL:
                raise
            journal._let_go()  # it is left as it is; what is said from now on goes into another part
        return journal

    @property
    def events(self) -> list[Event]:
        """All events so far, durable or not."""
        return [json.loads(raw) for raw in self._raws]

    @property
    def durable(self) -> int:
        """How many events are on disk, from the first on."""
        return self._written

    @property
    def unsaved(self) -> int:
        """How many events are in memory alone."""
        return len(self._raws) - self._written

    def append(self, event: Event) -> None:
        """Add an event; returns once it is durable.

        Raises JournalBroken when no file takes it: the event is kept in memory and must not be
        appended again; the next append, `retry` or `move_to` writes it. Raises ValueError, keeping
        nothing, for what JSON cannot hold.
        """
        raw = encode(event)
        with self._mutex:
            self._raws.append(raw)
            self._end = None  # the meeting goes on after a close that failed
            self._make_durable()

    def retry(self) -> None:
        """Try again to write what is in memory alone; raises JournalBroken."""
        with self._mutex:
            self._make_durable()

    def move_to(self, folder: Path, places: Sequence[Path] = ()) -> bool:
        """Go on in another folder, with all events so far; raises JournalBroken, changing nothing.

        A note of that is left in each of the `places`, of which the first may be on the drive that has just
        failed. Returns whether one of the others, or the very folder, lets the next start find the record.
        """
        with self._mutex:
            before, held = self._folder, self._part
            try:
                self._start_part(folder)
            except (OSError, Refusal) as error:
                is_file = say("disk.why-is-file", folder=folder.parent) if os.path.isfile(folder) else ""  # noqa: PTH113 - any name may be typed
                reason = is_file or _why(error)
                raise JournalBroken(self.last_durable, folder, reason, code="journal.cannot-go-on") from error
            self._folder, self._device = folder, system_calls.device_of(folder)
            if held:
                held.close()
            places = places or [before]
            if folder == places[0]:
                return True
            note = moved_records.moved(self.header, folder, len(self._raws), places)
            return any(place != places[0] for place in moved_records.leave(note, places))

    def close(self, outcome: str) -> None:
        """Write how the meeting ended, such as `saved`, and let go of the file; raises JournalBroken."""
        with self._mutex:
            self._end = encode({"outcome": outcome, "at": self._clock().isoformat()})
            self._make_durable()
            if self._part:
                self._part.trim()
            self._let_go()

    def release(self) -> None:
        """Let go of the file without an end, so that the meeting can be taken up again."""
        with self._mutex:
            self._let_go()

    def __enter__(self) -> Self:
        """Return the journal itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the file."""
        self.release()

    def _make_durable(self) -> None:
        if self._part is not None:
            try:
                self._write_pending(self._part)
            except (OSError, Refusal):  # Refusal: the keys cannot be read
                self._let_go()  # after a failed fsync the kernel may forget what it could not write
            except BaseException:  # Ctrl+C half way through a line: nothing may follow it
                self._let_go()
                raise
            else:
                return
        self._begin_again()

    def _write_pending(self, part: Part) -> None:
        data = self._lines(self._written, self._next_line)
        part.write(data)
        self._mark_durable(self._next_line + data.count(b"\n"))

    def _lines(self, first: int, number: int) -> bytes:
        """Return the lines from the event with index `first` on; the first gets that number."""
        meeting = self.header.meeting
        lines = [line(meeting, number + i, "event", raw) for i, raw in enumerate(self._raws[first:])]
        if self._end is not None:
            lines.append(line(meeting, number + len(lines), "end", self._end))
        return b"".join(lines)

    def _mark_durable(self, next_line: int) -> None:
        self._written = len(self._raws)
        self._next_line = next_line
        self.last_durable = self._clock()

    def _begin_again(self) -> None:
        try:
            self._refuse_other_drive()
            self._start_part(self._folder)
        except (OSError, Refusal) as error:
            raise JournalBroken(self.last_durable, self._folder, _why(error)) from error

    def _refuse_other_drive(self) -> None:
        """Raise OSError where the folder's drive is gone: another one there would be hidden by it later."""
        if system_calls.device_of(self._folder) != self._device and not self.path.is_file():
            raise OSError(errno.ENODEV, os.strerror(errno.ENODEV))

    def _start_part(self, folder: Path) -> None:
        """Write the next part with everything so far and go on in it; raises OSError."""
        system_calls.make_private_folder(folder)
        header, path = _next_part(folder, self.header, self.path if self._begun else None)
        data = header_line(header) + self._lines(0, 1)
        part = Part.make(path, data)
        self.header = header
        self._use(part, data.count(b"\n"))
        self._mark_durable(data.count(b"\n"))

    def _use(self, part: Part, next_line: int) -> None:
        self.path = part.path
        self._part = part
        self._begun = True
        self._written = len(self._raws)
        self._next_line = next_line

    def _let_go(self) -> None:
        if self._part:
            self._part.close()
        self._part = None


def _why(error: OSError | Refusal) -> str:
    return explain(error) if isinstance(error, Refusal) else os_reason.reason(error)


def _next_part(folder: Path, header: Header, last: Path | None) -> tuple[Header, Path]:
    """Return the header and path of the part after the `last`; of two as long the later counts."""
    part = header.part + (last is not None)
    names = name_parts(last) if last else None
    plan = names[0] if names else short_name(header.plan_id)
    while (path := folder / file_name(plan, header.meeting, part)).exists():
        part += 1
    return header._replace(part=part), path


def _keep_tail(path: Path, start: int) -> None:
    """Copy the bytes from `start` on beside the journal, durably; raises OSError."""
    tail = system_calls.read_all(path)[start:].rstrip(b"\0")
    system_calls.put(path.with_name(f"{path.stem}-{secrets.token_hex(4)}.tail"), tail)
