"""A small file beside a plan that says "in use", to other windows and to other computers.

It is made exclusively, holds a token and a counter, and no name of anybody. Whoever holds it also holds the
system's own lock on it, which goes when a program dies: so a file that a crash of this computer left behind
is known at once. Of another computer only the counter tells: a reader who saw it stand still for long enough,
on a clock of its own that nobody can set, may take the file over, and its holder finds that out.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import platform
import secrets
import stat
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

from facilitator.files import system_calls
from facilitator.files.folders import data_folder, short_name
from facilitator.plan.refusal import Refusal

READABLE = 0o644
"""Others in the school must be able to see the counter move."""

_MOST_BYTES = 1024
_TRIES, _PAUSE = 50, 0.01
_CLAIM_SECONDS = 60.0
"""A claim lives for milliseconds; one that is older was left by a crash."""


@dataclass(frozen=True)
class Note:
    """What such a file says: `raw` is its bytes, and all that there is where they are not ours.

    `computer` stands for the computer and the data folder of whoever holds it, "" where the system's lock
    cannot tell. `since` is ISO 8601, by the holder's clock: only for people to read.
    """

    raw: bytes
    token: str = ""
    computer: str = ""
    since: str = ""
    count: int = 0

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it: it is being made at this moment, or a crash was quicker."""
        return not self.raw.strip(b"\0")

    @classmethod
    def written(cls, token: str, computer: str, since: str, count: int) -> Self:
        """Return a note with its bytes, which are of the same length whatever the count."""
        said = {"facilitator": "in use", "token": token, "computer": computer, "since": since}
        raw = json.dumps({**said, "count": f"{count:09}"}).encode() + b"\n"
        return cls(raw, token, computer, since, count)

    @classmethod
    def read(cls, raw: bytes) -> Self:
        """Return what bytes say; a sync client may have put anything there."""
        try:
            said = json.loads(raw)
            token, computer, since = (str(said[name]) for name in ("token", "computer", "since"))
            return cls(raw, token, computer, since, int(said["count"]))
        except (ValueError, KeyError, TypeError, RecursionError):
            return cls(raw)


class Watch:
    """How long a note has stood still, by this computer's own clock that only goes forward."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last: Note | None = None
        self._at = clock()
        self.moved = False
        """Whether the note was seen to change, so that whoever holds it is there."""

    def still(self, note: Note) -> float:
        """Return for how many seconds the note was seen without a change."""
        if note != self._last:
            self.moved = self._last is not None and self._last.token == note.token
            self._last, self._at = note, self._clock()
        return self._clock() - self._at


class LockFile:
    """A lock file that is held here; make one with `make`, `inherit` or `take_over`."""

    def __init__(self, path: Path, note: Note, descriptor: int) -> None:
        self.path = path
        self.note = note
        self._descriptor = descriptor

    @classmethod
    def make(cls, path: Path, since: str = "") -> Self | None:
        """Make the file; None where there is one. Raises OSError where none can be made."""
        try:
            descriptor = system_calls.open_new(path, READABLE)
        except FileExistsError:
            return None
        try:
            # Only what the system's lock vouches for may be known as a dead program's.
            where = this_computer() if _locked(descriptor) else ""
            note = Note.written(secrets.token_hex(16), where, since, 0)
            _rewrite(descriptor, note.raw)
        except BaseException:
            system_calls.close(descriptor)
            _remove(path)
            raise
        return cls(path, note, descriptor)

    @classmethod
    def inherit(cls, path: Path, since: str = "", *, blank: bool = False) -> Self | None:
        """Take the file of a program of this computer that is no more; None where it may be alive.

        Or a `blank` one, for a caller who saw it stay so.
        """
        here = this_computer()
        found = look(path)
        if found is None or not here or (found.computer != here and not (blank and found.blank)):
            return None
        try:
            descriptor = system_calls.open_existing(path)
        except OSError:
            return None
        inherited = None
        try:
            if system_calls.try_lock(descriptor) and _is_at(descriptor, path) and look(path) == found:
                note = Note.written(secrets.token_hex(16), here, since, 0)
                _rewrite(descriptor, note.raw)
                inherited = cls(path, note, descriptor)
        except OSError:  # a share that does not answer: nobody knows, so that it may be alive
            return None
        finally:
            if inherited is None:
                system_calls.close(descriptor)
        return inherited

    @classmethod
    def take_over(cls, path: Path, found: Note, since: str = "") -> Self | None:
        """Put a file of our own in the place of the one that was found; None where it is another by now.

        Of several who would, one does: a note is replaced once. Raises OSError.
        """
        claim = path.with_name(f"{path.name}-{hashlib.sha256(found.raw).hexdigest()[:12]}")
        try:
            system_calls.close(system_calls.open_new(claim))
        except FileExistsError:
            with contextlib.suppress(OSError):
                if time.time() - claim.stat().st_mtime > _CLAIM_SECONDS:
                    _remove(claim)
            return None
        try:
            return cls._put_in_place(path, since) if look(path) == found else None
        finally:
            _remove(claim)

    @classmethod
    def _put_in_place(cls, path: Path, since: str) -> Self | None:
        made = cls.make(path.with_name(f"{path.name}-{secrets.token_hex(8)}"), since)
        if made is None:
            return None
        try:
            made.path.replace(path)
        except OSError:
            made.let_go()
            raise
        made.path = path
        return made

    @property
    def ours(self) -> bool:
        """Whether the file is there and still ours."""
        found = look(self.path)
        return found is not None and found.token == self.note.token

    def bump(self) -> bool:
        """Let the counter go on, for others to see; False where the file is another's by now.

        One that was removed is made again. Raises OSError.
        """
        found = look(self.path)
        if found is None:
            return self._make_again()
        if found.token != self.note.token:
            return False
        note = Note.written(found.token, self.note.computer, self.note.since, self.note.count + 1)
        descriptor = system_calls.open_existing(self.path)  # opened anew: shares show others what was closed
        try:
            _rewrite(descriptor, note.raw)
            self.note = note
            if not _is_at(self._descriptor, self.path) and _locked(descriptor):
                # A sync client put a copy in its place: the system's lock must be on that.
                self._descriptor, descriptor = descriptor, self._descriptor
        finally:
            system_calls.close(descriptor)
        return True

    def _make_again(self) -> bool:
        made = type(self).make(self.path, self.note.since)
        if made is None:
            return False
        self._close()
        self.__dict__.update(made.__dict__)
        return True

    def let_go(self) -> None:
        """Remove the file, unless it is another's by now; may be called twice."""
        if self._descriptor < 0:
            return
        ours = self.ours
        if os.name == "nt":  # Windows removes no file that is open
            self._close()
        if ours:
            _remove(self.path)
        self._close()

    def _close(self) -> None:
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            system_calls.close(descriptor)


def look(path: Path) -> Note | None:
    """Return what a lock file says, None where there is none; one that cannot be read says nothing."""
    try:
        found = path.lstat()
    except OSError:
        return None
    with contextlib.suppress(OSError):
        if stat.S_ISREG(found.st_mode):  # opening a pipe would wait for ever
            with path.open("rb", buffering=0) as stream:
                return Note.read(stream.read(_MOST_BYTES))
    return Note(f"{found.st_mtime_ns}".encode())


def name_beside(plan: Path, kind: str, plan_id: str = "") -> Path:
    """Return the path of a lock file of a plan file: hidden, known as ours, without a name in it."""
    same_name = unicodedata.normalize("NFC", plan.name).casefold()  # some systems know them as one file
    return plan.with_name(f".facilitator-{short_name(f'{plan_id}/{same_name}')}.{kind}")


def in_use_here(note: Note) -> bool:
    """Whether whoever holds a note is a program of this computer."""
    return bool(note.computer) and note.computer == this_computer()


def this_computer() -> str:
    """Return 16 hex digits that stand for this computer and data folder; "" where none can be kept."""
    try:
        return _computer(data_folder())
    except (OSError, Refusal):
        return ""


@cache
def _computer(folder: Path) -> str:
    """Return the number of a data folder with the computer's name in it, since folders may be copied."""
    path = folder / "computer"
    number = _number_in(path)
    if not number:
        temporary = system_calls.write_beside(path, secrets.token_hex(16).encode())
        try:
            if number is not None:  # a power cut left it empty
                system_calls.replace(temporary, path)
            else:
                with contextlib.suppress(FileExistsError):  # another window was first
                    system_calls.move_to_free_name(temporary, path)
        finally:
            system_calls.forget(temporary)
        system_calls.sync_folder(folder)
        number = _number_in(path) or b""
    return hashlib.sha256(number + b"/" + platform.node().encode("utf-8", "replace")).hexdigest()[:16]


def _number_in(path: Path) -> bytes | None:
    try:
        return path.read_bytes()[:64].strip(b"\0")
    except FileNotFoundError:
        return None


def _locked(descriptor: int) -> bool:
    """Take the system's lock of a file just made; another may try it for an instant."""
    for _ in range(_TRIES):
        try:
            if system_calls.try_lock(descriptor):
                return True
        except OSError:  # a share that knows no such locks
            return False
        time.sleep(_PAUSE)
    return False


def _is_at(descriptor: int, path: Path) -> bool:
    return os.path.samestat(os.fstat(descriptor), path.stat())


def _rewrite(descriptor: int, raw: bytes) -> None:
    """Put bytes in the place of what stands in a file; after a power cut it may be blank."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    with open(descriptor, "wb", buffering=0, closefd=False) as stream:
        stream.write(raw)
    os.ftruncate(descriptor, len(raw))


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()
