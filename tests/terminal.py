"""A terminal for tests: starts a command on a pseudo-terminal, presses keys and reads its screen.

POSIX only. Nothing here sleeps: every wait is for a condition, up to a deadline::

    with Terminal([sys.executable, "-m", "facilitator.cli", "demo"], columns=80, rows=24) as terminal:
        terminal.wait_for("Welcome")
        terminal.press("f1", "ctrl+q")
        assert terminal.wait_for_exit() == 0
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import select
import subprocess
import termios
import time
from typing import TYPE_CHECKING, Self

import pyte

if TYPE_CHECKING:
    import signal
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from tests.forked import Process

PATIENCE_SECONDS = 20.0
"""How long a wait lasts by default: long, because it ends as soon as its condition holds."""

_ARROWS_AND_ENDS = {"up": "A", "down": "B", "right": "C", "left": "D", "end": "F", "home": "H"}
_FIRST_FUNCTION_KEYS = {f"f{number}": f"\x1bO{'PQRS'[number - 1]}" for number in range(1, 5)}
_OTHER_FUNCTION_KEYS = {
    f"f{number}": f"\x1b[{code}~"
    for number, code in zip(range(5, 13), (15, 17, 18, 19, 20, 21, 23, 24), strict=True)
}
KEYS: Mapping[str, str] = {
    "enter": "\r",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "escape": "\x1b",
    "space": " ",
    "backspace": "\x7f",
    "insert": "\x1b[2~",
    "delete": "\x1b[3~",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    **{name: f"\x1b[{code}" for name, code in _ARROWS_AND_ENDS.items()},
    **{f"shift+{name}": f"\x1b[1;2{code}" for name, code in _ARROWS_AND_ENDS.items()},
    **{f"ctrl+{name}": f"\x1b[1;5{code}" for name, code in _ARROWS_AND_ENDS.items()},
    **_FIRST_FUNCTION_KEYS,
    **_OTHER_FUNCTION_KEYS,
}
"""What an xterm sends for a key, by Textual's names; `ctrl+LETTER` and `alt+KEY` are worked out."""

# Sequences that pyte would print as text: private CSI (< = >), and device, privacy and program strings.
_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<=>][0-?]*[ -/]*[@-~]|\x1b[P^_X].*?(?:\x1b\\|\x07)", re.DOTALL)
_MAYBE_UNKNOWN = re.compile(rb"\x1b(?:\[(?:[<=>][0-?]*[ -/]*)?|[P^_X][^\x07]*)?\Z", re.DOTALL)


class TerminalTimeoutError(AssertionError):
    """What was waited for did not happen in time; the message shows the screen."""


class Terminal:
    """A command on a pseudo-terminal and the screen that it has drawn so far.

    The screen moves on only inside the waiting methods and `lines`, `text`, `cursor`, which first take in
    what has arrived. Leaving the `with` block kills the command if it still runs.
    """

    def __init__(
        self,
        command: Sequence[str | Path],
        *,
        columns: int = 80,
        rows: int = 24,
        environment: Mapping[str, str] | None = None,
        folder: Path | None = None,
        start: Callable[..., Process] = subprocess.Popen,
    ) -> None:
        """Start the command in the folder, with this process's environment changed by `environment`.

        `start` takes what Popen takes; tests/forked.py has another one.
        """
        self.output = b""
        """Every byte that the command has written, as it came."""
        self._held_back = b""
        self._open = True
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._end, command_end = os.openpty()
        try:
            termios.tcsetwinsize(command_end, (rows, columns))
            self._process = start(
                command,
                stdin=command_end,
                stdout=command_end,
                stderr=command_end,
                cwd=folder,
                env=_environment(environment or {}),
                start_new_session=True,
                # Makes the pseudo-terminal the one that Ctrl+C and a change of size come from.
                preexec_fn=_take_terminal,
            )
        finally:
            os.close(command_end)

    def __enter__(self) -> Self:
        """The terminal, already started."""
        return self

    def __exit__(self, *_: object) -> None:
        """Kill what still runs and give the pseudo-terminal back."""
        self.close()

    @property
    def pid(self) -> int:
        """The command's process id."""
        return self._process.pid

    @property
    def lines(self) -> list[str]:
        """The screen now, one string a row, without trailing spaces."""
        self.take_in(seconds=0)
        return [line.rstrip() for line in self._screen.display]

    @property
    def text(self) -> str:
        """The screen now, its rows joined by newlines."""
        return "\n".join(self.lines)

    @property
    def cursor(self) -> tuple[int, int]:
        """The cursor's row and column, both from 0."""
        self.take_in(seconds=0)
        return self._screen.cursor.y, self._screen.cursor.x

    def press(self, *keys: str) -> None:
        """Press keys by name (`enter`, `f1`, `ctrl+x`, `alt+b`, `shift+tab`) or single characters."""
        for key in keys:
            self.write(key_sequence(key))

    def type(self, text: str) -> None:
        """Type the text as it is; a newline is not Enter, press that by name."""
        self.write(text)

    def paste(self, text: str) -> None:
        """Paste the text in one piece, as a terminal with bracketed paste does."""
        self.write(f"\x1b[200~{text}\x1b[201~")

    def write(self, text: str) -> None:
        """Send the characters to the command, taking in its output while it is busy writing."""
        self.write_bytes(text.encode())

    def write_bytes(self, waiting: bytes) -> None:
        """Send bytes, which need be no text, in the same way."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while waiting:
            _, ready, _ = select.select([], [self._end], [], 0.05)
            if ready:
                waiting = waiting[os.write(self._end, waiting[:512]) :]
            elif time.monotonic() > deadline:
                raise self._late("room to write in")
            self.take_in(seconds=0)

    def wait_for(self, text: str, *, seconds: float = PATIENCE_SECONDS) -> None:
        """Wait until the text is on screen, within one row."""
        self.wait_until(
            lambda lines: any(text in line for line in lines), f"{text!r} on screen", seconds=seconds
        )

    def wait_until(
        self,
        condition: Callable[[list[str]], bool],
        meaning: str = "the condition",
        *,
        seconds: float = PATIENCE_SECONDS,
    ) -> None:
        """Wait until the condition holds for the screen's lines; `meaning` says it in the error."""
        deadline = time.monotonic() + seconds
        while not condition(self.lines):
            remaining = deadline - time.monotonic()
            if remaining <= 0 or not self._open:
                raise self._late(meaning)
            self.take_in(seconds=min(remaining, 0.05))  # it need not be about the screen

    def resize(self, columns: int, rows: int) -> None:
        """Change the size, as dragging the window's corner does; the command gets SIGWINCH."""
        self.take_in(seconds=0)
        self._screen.resize(rows, columns)
        termios.tcsetwinsize(self._end, (rows, columns))

    def signal(self, number: signal.Signals) -> None:
        """Send the command a signal."""
        self._process.send_signal(number)

    def kill(self) -> None:
        """End the command at once, as `kill -9` does, and wait until it is gone."""
        self._process.kill()
        self.wait_for_exit()

    def wait_for_exit(self, *, seconds: float = PATIENCE_SECONDS) -> int:
        """Wait until the command ends; its exit code, or minus the number of the signal that ended it."""
        deadline = time.monotonic() + seconds
        while (code := self._process.poll()) is None:
            if time.monotonic() > deadline:
                raise self._late("the command's end")
            if self._open:
                self.take_in(seconds=0.05)
            else:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self._process.wait(0.05)
        while self._open and self.take_in(seconds=0):
            pass
        return code

    def close(self) -> None:
        """Kill the command if it still runs, and give the pseudo-terminal back."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self._open = False
        with contextlib.suppress(OSError):
            os.close(self._end)

    def take_in(self, *, seconds: float) -> bool:
        """Draw what has arrived, waiting up to `seconds` for it; whether anything had."""
        if not self._open or not select.select([self._end], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._end, 65536)
        except OSError:  # Linux's way to say that nobody holds the other end any more
            data = b""
        if not data:
            self._open = False
            return False
        self.output += data
        self._stream.feed(self._known(data))
        return True

    def _known(self, data: bytes) -> bytes:
        """The data without sequences that pyte would print, holding one back that is not complete yet."""
        data = _UNKNOWN_TO_PYTE.sub(b"", self._held_back + data)
        unfinished = _MAYBE_UNKNOWN.search(data)
        self._held_back = unfinished.group() if unfinished else b""
        return data[: len(data) - len(self._held_back)]

    def _late(self, meaning: str) -> TerminalTimeoutError:
        if not self._open:  # the other end is shut a moment before the command is gone
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(1)
        ended = (
            "" if self._process.poll() is None else f" (the command ended with {self._process.returncode})"
        )
        return TerminalTimeoutError(f"waited in vain for {meaning}{ended}; the screen:\n{self.text}")


def key_sequence(key: str) -> str:
    """What a terminal sends for the key; raises ValueError for a name that it does not know."""
    if key in KEYS:
        return KEYS[key]
    if len(key) == 1:
        return key
    modifier, _, rest = key.partition("+")
    if modifier == "alt":
        return "\x1b" + key_sequence(rest)
    if modifier == "ctrl" and len(rest) == 1 and "@" <= rest.upper() <= "_":
        return chr(ord(rest.upper()) - 64)
    message = f"no such key: {key!r}"
    raise ValueError(message)


def _environment(changes: Mapping[str, str]) -> dict[str, str]:
    """This process's environment for a terminal of 256 colours and more, changed by `changes`."""
    inherited = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}
    return {**inherited, "TERM": "xterm-256color", "COLORTERM": "truecolor", **changes}


def _take_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
