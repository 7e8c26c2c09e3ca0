"""A driver that outlives its terminal, so that the program can still save, let go of its lock, and end.

Textual writes in a thread that dies of the first error; then the program waits for ever on a full queue.
"""

from __future__ import annotations

import contextlib
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.driver import Driver


class SteadyFile:
    """A terminal to write to; once it is gone, what is written goes nowhere."""

    def __init__(self, terminal: IO[str]) -> None:
        self._terminal = terminal

    def write(self, text: str) -> int:
        """Write a text, as far as anybody is there to read it."""
        with contextlib.suppress(OSError):
            self._terminal.write(text)
        return len(text)

    def flush(self) -> None:
        """Send what was written."""
        with contextlib.suppress(OSError):
            self._terminal.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._terminal, name)


def steady(usual: type[Driver]) -> type[Driver]:
    """Return a driver class like the usual one, which a terminal that is gone neither stops nor hangs."""

    class Steady(usual):  # type: ignore[misc, valid-type]
        """The usual driver on a steady file."""

        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, **named)
            terminal: IO[str] | None = getattr(self, "_file", None)
            if terminal is not None:
                self._file = SteadyFile(terminal)

        def run_input_thread(self) -> None:
            """Read keys, until there is nothing to read them from."""
            with contextlib.suppress(OSError):
                super().run_input_thread()

    return Steady
