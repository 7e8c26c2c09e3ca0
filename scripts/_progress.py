"""One calm line a step on stderr, with a moving count where someone is watching."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO


class Progress:
    """Shows steps one after another: `Fetching the parts: 12 (4 s)`.

    On a terminal the count and the seconds move in place; in a file or a pipe each step is one line. It
    writes to stderr, so that `start.py show PLAN --json` still pipes clean JSON.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._moves = self._stream.isatty()
        self._title = ""
        self._note = ""
        self._began = 0.0

    def begin(self, title: str) -> None:
        """Start a step; the one before it must be done."""
        self._title = title
        self._note = ""
        self._began = time.monotonic()
        self._write(title)

    def tick(self, note: str = "") -> None:
        """Show that the step is alive; without a new note (a count, say) only the seconds move."""
        self._note = note or self._note
        if self._moves and self._title:
            self._write(f"\r{self._line(self._note or '...')}")

    def done(self, note: str = "done") -> None:
        """End the step's line."""
        if self._title:
            line = f"\r{self._line(note)}" if self._moves else f": {note}"
            self._write(f"{line}\n")
            self._title = ""

    def broken_off(self) -> None:
        """End the line of a step that failed, so that the sentence after it has a line of its own."""
        if self._title:
            self._write("\n")
            self._title = ""

    def say(self, sentence: str) -> None:
        """A line of its own, between steps."""
        self._write(f"{sentence}\n")

    def _line(self, note: str) -> str:
        seconds = int(time.monotonic() - self._began)
        return f"{self._title}: {note} ({seconds} s)  "

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()
