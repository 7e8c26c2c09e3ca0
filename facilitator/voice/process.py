"""The worker as a process of its own: started, written to, read from, ended; for an asyncio loop."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from facilitator.voice.protocol import BadMessage, Message, from_line, to_line

_LONGEST_LINE = 1 << 22
_PACKAGES = Path(__file__).resolve().parent.parent.parent
_GOODBYE = 0.5


@dataclass(frozen=True)
class WorkerOptions:
    """How to start a worker: the pyttsx3 driver, empty for the system's; a file for a check's own log.

    `environment` is added to this process's own.
    """

    driver: str = ""
    log: str = ""
    environment: tuple[tuple[str, str], ...] = ()


class WorkerProcess:
    """One worker; `hear` gets its messages and `gone` is called once when it has ended."""

    def __init__(
        self, options: WorkerOptions, hear: Callable[[Message], None], gone: Callable[[int | None], None]
    ) -> None:
        self._options = options
        self._hear = hear
        self._gone = gone
        self._process: Process | None = None
        self._unsent: list[bytes] = []
        self._leaving = False
        self._task = asyncio.get_running_loop().create_task(self._run())

    @property
    def pid(self) -> int | None:
        """The process's number, once it is started."""
        return self._process.pid if self._process else None

    def send(self, message: Message) -> None:
        """Send a message; never waits, and nothing is sent to a process that has ended."""
        line = to_line(message)
        if self._process is None:
            self._unsent.append(line)
        elif self._process.stdin is not None and not self._process.stdin.is_closing():
            self._process.stdin.write(line)

    def kill(self) -> None:
        """End the process and what it started, at once."""
        self._leaving = True
        if self._process is None or self._process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if os.name == "posix":
                os.killpg(self._process.pid, signal.SIGKILL)  # it leads a group of its own
            else:
                self._process.kill()

    async def close(self) -> None:
        """Let the process end by itself for half a second, and wait until it is gone."""
        if self._process is None:
            self.kill()
        elif self._process.stdin is not None:
            self._process.stdin.close()
        done, _ = await asyncio.wait([self._task], timeout=_GOODBYE)
        if not done:
            self.kill()
            await self._task

    async def wait(self) -> None:
        """Wait until the process is gone."""
        await self._task

    async def _run(self) -> None:
        status: int | None = None
        try:
            self._process = process = await self._start()
        except OSError:
            self._gone(status)
            return
        if process.stdin is not None:
            process.stdin.writelines(self._unsent)
        if self._leaving:
            self.kill()
        if process.stdout is not None:
            await self._read(process.stdout)
        status = await process.wait()
        if process.stdin is not None:
            process.stdin.close()
            with contextlib.suppress(OSError):
                await process.stdin.wait_closed()
        self._gone(status)

    async def _start(self) -> Process:
        options = self._options
        driver = ["--driver", options.driver] if options.driver else []
        log = ["--log", options.log] if options.log else []
        # -P: a file in the folder of somebody's plans must not be taken for a part of the program.
        command = [sys.executable, "-P", "-m", "facilitator.voice.worker", *driver, *log]
        environment = {**os.environ, **dict(options.environment)}
        paths = [environment.get("PYTHONPATH", ""), str(_PACKAGES)]
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
        return await asyncio.create_subprocess_exec(
            *command,
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            limit=_LONGEST_LINE,
            env=environment,
            start_new_session=os.name == "posix",
            creationflags=0 if os.name == "posix" else _NO_WINDOW,
        )

    async def _read(self, lines: asyncio.StreamReader) -> None:
        with contextlib.suppress(ConnectionError):
            while line := await lines.readline():
                with contextlib.suppress(BadMessage):
                    self._hear(from_line(line))


_NO_WINDOW = 0x08000000
"""Windows: no black window flashes up for the worker."""
