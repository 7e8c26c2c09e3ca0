"""The gate before the terminal and the pipe: nothing is printed past it, by us, by click or by Python."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from typing import TextIO, cast

from facilitator.plan.letters import clean

CLEAR = "\x1b[H\x1b[2J\x1b[3J"
"""Up to the corner, the screen empty, and what was scrolled off it too."""


class CannotPrint(OSError):
    """What is printed arrives nowhere: the drive of the file is full, or gone. No reader went on purpose."""


@contextlib.contextmanager
def _arriving() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:  # the reader has gone on purpose, as `head` does
        raise
    except OSError as error:
        raise CannotPrint(error.errno, error.strerror) from error


class Printed:
    """A stream on which all text passes the gate. It shows no `buffer`: there is no other way through it."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write a text, cleaned; the number of letters that were given."""
        with _arriving():
            self._stream.write(clean(text))
        return len(text)

    def flush(self) -> None:
        """Let everything arrive."""
        with _arriving():
            self._stream.flush()

    def isatty(self) -> bool:
        """Whether somebody reads it on a terminal."""
        return self._stream.isatty()

    def fileno(self) -> int:
        """Return the number of its file."""
        return self._stream.fileno()

    @property
    def encoding(self) -> str:
        """How its letters become bytes."""
        return self._stream.encoding

    @property
    def errors(self) -> str | None:
        """What becomes of a letter that its encoding does not have."""
        return self._stream.errors

    def clear(self) -> None:
        """Empty the terminal, with what was scrolled off it where it can; nothing where there is none."""
        if not self.isatty() or os.environ.get("TERM", "") == "dumb":
            return
        if os.name == "nt":
            import subprocess

            # Not every console there acts on signs.
            subprocess.run(["cmd", "/c", "cls"], check=False)  # noqa: S607 - where Windows has it
            return
        self._stream.write(CLEAR)
        self._stream.flush()


@contextlib.contextmanager
def gated() -> Iterator[None]:
    """Let all that is printed inside pass the gate, whoever prints it.

    A pipe or a file gets UTF-8; a letter that a terminal cannot show stops nothing.
    """
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (each and through_the_gate(each) for each in before)  # None without a console
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def through_the_gate(stream: TextIO | Printed) -> TextIO:
    """Return a stream behind the gate, once."""
    if isinstance(stream, Printed):
        return cast("TextIO", stream)
    if isinstance(stream, io.TextIOWrapper):
        strict = stream.errors in ("strict", "surrogateescape")
        stream.reconfigure(
            encoding=None if stream.isatty() else "utf-8", errors="replace" if strict else stream.errors
        )
    return cast("TextIO", Printed(stream))


def put(text: str = "", *, indent: int = 0, err: bool = False, end: str = "\n") -> None:
    """Print a text, set in by so many steps: on standard output, or where errors are told."""
    stream = through_the_gate(sys.stderr if err else sys.stdout)
    print(f"{'  ' * indent}{text}", file=stream, end=end, flush=True)
