"""Lines in and lines out: every text passes the gate, whichever way it goes.

What is piped in is UTF-8 as a rule, and what Windows programs write besides; nothing is replaced in silence.
A line that is no UTF-8 is read as Windows-1252, and marked as guessed; a file in UTF-16 says so in its first
two bytes, and is wholly that or refused.
"""

from __future__ import annotations

import codecs
import contextlib
import io
import os
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple, Self, TextIO

from facilitator.phrases.os_reason import reason
from facilitator.plan.letters import clean, typed
from facilitator.plan.refusal import Refusal
from facilitator.printing import Printed, put, through_the_gate
from facilitator.script.words_by_key import say

_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class TypedLine(NamedTuple):
    """A line, its number from 1, and whether it was no UTF-8 and so read as Windows-1252."""

    text: str
    number: int
    guessed: bool = False


def typed_in(source: TextIO) -> Iterator[TypedLine]:
    """Yield the lines of a stream as they come; raises Refusal where it is in UTF-16 and broken."""
    if not isinstance(source, io.TextIOWrapper):
        yield from (TypedLine(text, number) for number, text in enumerate(source, 1))
        return
    number = 0
    for piece in source.buffer:
        data = piece
        if not number and (encoding := _wide(data)):
            yield from _wide_lines(data + source.buffer.read(), encoding)
            return
        if not number:
            data = data.removeprefix(codecs.BOM_UTF8)
        for line in data.splitlines() or [b""]:  # at every kind of line end, and at no other letter
            number += 1
            yield of_bytes(line, number)


def of_bytes(data: bytes, number: int) -> TypedLine:
    """Return the bytes of one line as text."""
    try:
        return TypedLine(data.decode("utf-8"), number)
    except UnicodeDecodeError:
        return TypedLine(data.decode("cp1252", "replace"), number, guessed=True)


def in_ranges(numbers: list[int]) -> str:
    """Return rising numbers as people write them: `3, 7, 12-40`."""
    found = []
    for _, each in groupby(enumerate(numbers), lambda one: one[1] - one[0]):
        run = [number for _, number in each]
        found.append(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}")
    return ", ".join(found)


def _wide(start: bytes) -> str:
    """Return the name of the encoding with two or more bytes a letter that a first line is in, or nothing."""
    marked = next((name for mark, name in _WIDE if start.startswith(mark)), "")
    if marked or len(start) < 4:
        return marked
    if not any(start[1:-1:2]) and all(start[:-1:2]):
        return "utf-16-le"
    return "utf-16-be" if not any(start[::2]) and all(start[1:-1:2]) else ""


def _wide_lines(data: bytes, encoding: str) -> Iterator[TypedLine]:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refusal("plain.not-text") from error
    for number, line in enumerate(io.StringIO(text, newline=None), 1):
        yield TypedLine(line, number)


COMMENT = "#"


class Lines:
    """What is typed, a line at a time, and what is said back.

    Where nobody types by hand, each line is repeated after the prompt, so that the output can be read as a
    transcript; blank lines and comments are passed over. A transcript that cannot be written any more does
    not end a meeting, which `goes_on`; with the terminal gone, nobody types by hand any more.
    """

    def __init__(self, source: TextIO, target: TextIO, *, goes_on: bool = True) -> None:
        self._goes_on = goes_on
        self._source = source
        self._target = target
        self.by_hand = source.isatty()
        self._prompt = clean(say("plain.prompt"))
        self._piped = iter(()) if self.by_hand else typed_in(source)
        self._guessed: list[int] = []

    @classmethod
    @contextlib.contextmanager
    def between(cls, source: TextIO, target: TextIO, *, goes_on: bool = False) -> Iterator[Self]:
        """Talk over two streams; a letter that one of them cannot take or give never stops a meeting.

        Where nothing has to go on, an output that takes nothing any more is raised: CannotPrint.
        """
        if isinstance(source, io.TextIOWrapper) and source.isatty():
            source.reconfigure(errors="surrogateescape")  # `_typed` reads such bytes
        lines = cls(source, through_the_gate(target), goes_on=goes_on)
        if lines.by_hand:
            with contextlib.suppress(ImportError):  # lets a chair move about in the line; Windows has its own
                import readline  # noqa: F401
        yield lines

    def say(self, key: str, /, **values: object) -> None:
        """Say the words of a key."""
        self.put(say(key, **values))

    def put(self, text: str = "", indent: int = 0) -> None:
        """Say a text, each of its lines set in by so many steps."""
        lines = [f"{'  ' * indent}{line}".rstrip() for line in clean(text).split("\n")]
        try:
            self._target.write("".join(f"{line}\n" for line in lines))
            self._target.flush()
        except BrokenPipeError:  # the reader has gone on purpose, as `head` does
            raise
        except OSError as error:
            if not self._goes_on:
                raise
            self._go_on_unheard(error)

    def clear(self) -> None:
        """Empty the screen of somebody who types by hand; what is piped is a record, and stays."""
        if self.by_hand and isinstance(self._target, Printed):
            self._target.clear()

    def ask(self, *, hidden: bool = False) -> str | None:
        """Return the next line that is typed, cleaned, or None at the end of the input.

        A hidden line is shown nowhere: not in the terminal, and not in the transcript. What was no UTF-8 is
        told at the first such line, and by `put_guessed` at the end. Raises Refusal for what is no text.
        """
        if self.by_hand:
            return self._typed(hidden=hidden)
        for line in self._lines():
            text = typed(line.text).strip()
            if text and not text.startswith(COMMENT):
                if not hidden:
                    self.put(f"{self._prompt}{text}")
                    self._note(line)
                return text
        return None

    def put_guessed(self) -> None:
        """Say once more which lines were no UTF-8, where there are several."""
        if not self.by_hand and len(self._guessed) > 1:
            self.say("plain.not-utf-8-all", lines=in_ranges(self._guessed))

    def _note(self, line: TypedLine) -> None:
        if line.guessed:
            if not self._guessed:
                self.put(say("typed.not-utf-8" if self.by_hand else "plain.not-utf-8", line=line.number), 1)
            self._guessed.append(line.number)

    def _lines(self) -> Iterator[TypedLine]:
        """Yield the lines that are left; a source that cannot be read any more is at its end."""
        with contextlib.suppress(OSError):
            for line in self._piped:  # noqa: UP028 - a generator that is left would close the source
                yield line

    def _go_on_unheard(self, error: OSError) -> None:
        """Say once, where it may still be seen, that the transcript ends here; no more is written to it."""
        if self._target.isatty():
            self.by_hand = False
        with contextlib.suppress(OSError, ValueError):
            transcript = self._target.fileno()
            with Path(os.devnull).open("wb") as nowhere:
                os.dup2(nowhere.fileno(), transcript)  # what the stream still holds must not fail at the end
        with contextlib.suppress(OSError):
            put(say("plain.unheard", reason=reason(error)), err=True)

    def _typed(self, *, hidden: bool) -> str | None:
        try:
            given = self._unseen() if hidden else self._seen()
        except EOFError:
            self.put()
            return None
        except OSError:  # the terminal is gone
            self.by_hand = False
            return None
        line = of_bytes(given, number=0)
        if not hidden:
            self._note(line)
        return typed(line.text).strip()

    def _seen(self) -> bytes:
        return input(self._prompt).encode(self._source.encoding or "utf-8", "surrogateescape")

    def _unseen(self) -> bytes:
        """Return a line that is shown nowhere; `getpass` would throw away what is typed ahead."""
        try:
            import termios
        except ImportError:
            from getpass import getpass

            return getpass(self._prompt).encode(errors="surrogateescape")
        try:
            shown = termios.tcgetattr(self._source)
            termios.tcsetattr(self._source, termios.TCSADRAIN, _without_echo(shown, termios.ECHO))
            try:
                self._target.write(self._prompt)
                self._target.flush()
                typed = _line_of(self._source.fileno())
            finally:
                termios.tcsetattr(self._source, termios.TCSADRAIN, shown)
        except termios.error as gone:
            raise OSError(*gone.args) from gone
        self.put()
        return typed


def _without_echo(mode: list[Any], echo: int) -> list[Any]:
    return [*mode[:3], mode[3] & ~echo, *mode[4:]]


def _line_of(terminal: int) -> bytes:
    """Read one line and nothing behind it, which is for whoever reads next; raises EOFError."""
    typed = bytearray()
    while (letter := os.read(terminal, 1)) not in (b"\n", b"\r"):
        if not letter:
            raise EOFError
        typed += letter
    return bytes(typed)
