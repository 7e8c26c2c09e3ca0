"""Lines in and lines out: every text passes the gate, whichever way it goes."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from getpass import getpass
from typing import Self, TextIO

from facilitator.plan.text import clean
from facilitator.script.words import say

COMMENT = "#"


class Lines:
    """What is typed, a line at a time, and what is said back.

    Where nobody types by hand, each line is repeated after the prompt, so that the output can be read as a
    transcript; blank lines and comments are passed over.
    """

    def __init__(self, source: TextIO, target: TextIO) -> None:
        self._source = source
        self._target = target
        self.by_hand = source.isatty()
        self._prompt = say("plain.prompt")

    @classmethod
    @contextlib.contextmanager
    def between(cls, source: TextIO, target: TextIO) -> Iterator[Self]:
        """Talk over two streams; a character that the terminal cannot show never stops a meeting."""
        for stream in (source, target):
            if isinstance(stream, io.TextIOWrapper):
                encoding = None if stream.isatty() else "utf-8-sig" if stream is source else "utf-8"
                stream.reconfigure(encoding=encoding, errors="replace")
        lines = cls(source, target)
        if lines.by_hand:
            with contextlib.suppress(ImportError):  # lets a chair move about in the line; Windows has its own
                import readline  # noqa: F401
        yield lines

    def say(self, key: str, /, **values: object) -> None:
        """Say the words of a key."""
        self.put(say(key, **values))

    def put(self, text: str = "", indent: int = 0) -> None:
        """Say a text, each of its lines set in by so many steps."""
        for line in clean(text).split("\n"):
            self._target.write(f"{'  ' * indent}{line}".rstrip() + "\n")
        self._target.flush()

    def ask(self, *, hidden: bool = False) -> str | None:
        """Return the next line that is typed, cleaned, or None at the end of the input.

        A hidden line is shown nowhere: not in the terminal, and not in the transcript.
        """
        if self.by_hand:
            return self._typed(hidden=hidden)
        for line in self._source:
            typed = clean(line).strip()
            if typed and not typed.startswith(COMMENT):
                if not hidden:
                    self.put(f"{self._prompt}{typed}")
                return typed
        return None

    def _typed(self, *, hidden: bool) -> str | None:
        try:
            return clean(getpass(self._prompt) if hidden else input(self._prompt)).strip()
        except EOFError:
            self.put()
            return None
