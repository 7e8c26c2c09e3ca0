"""The process that speaks: `python -m facilitator.voice.worker [--driver NAME] [--log FILE]`.

Requests come as lines on standard input, reports go out on what was standard output; see `protocol`. The main
thread owns the engine, since macOS and Windows want it there; a second one reads. The end of the input is the
end of the screen's process: then nothing of ours may go on talking. Nothing that is spoken is written
anywhere: both outputs of whatever else runs here go to no file, or to the file of a check that speaks our own
sentences.
"""

from __future__ import annotations

import argparse
import faulthandler
import os
import queue
import signal
import sys
import threading
import time
from collections.abc import Sequence
from typing import BinaryIO, NoReturn

from facilitator.voice.engine import Engine, default_driver
from facilitator.voice.protocol import (
    BadMessage,
    ListVoices,
    Message,
    Ping,
    Pong,
    Quit,
    Say,
    Stop,
    Trouble,
    from_line,
    to_line,
)

GRACE = 1.0
"""Seconds that the main thread has to end after the end of the input; it may be stuck in an engine."""


class Worker:
    """One engine, and the two pipes."""

    def __init__(self, requests: BinaryIO, reports: BinaryIO) -> None:
        self._requests = requests
        self._reports = reports
        self._waiting: queue.SimpleQueue[Message] = queue.SimpleQueue()

    def run(self, driver: str) -> NoReturn:
        """Speak until the input ends, or end at once where there is no engine."""
        threading.Thread(target=self._read, daemon=True).start()
        try:
            engine = Engine(driver, self._report)
        except Exception as error:  # noqa: BLE001 - each system lacks something else: a library, COM, a package
            self._report(Trouble("no-engine", f"{type(error).__name__}: {error}", fatal=True))
            leave()
        while True:
            try:
                request = self._waiting.get(timeout=engine.wait)
            except queue.Empty:
                engine.turn()
                continue
            self._answer(engine, request)
            engine.turn()

    def _answer(self, engine: Engine, request: Message) -> None:
        if isinstance(request, Say):
            engine.say(request)
        elif isinstance(request, Stop):
            engine.stop()
        elif isinstance(request, ListVoices):
            engine.report_voices()
        elif isinstance(request, Ping):
            self._report(Pong(request.number))
        elif isinstance(request, Quit):
            engine.stop()
            leave()

    def _read(self) -> None:
        for line in self._requests:
            try:
                self._waiting.put(from_line(line))
            except BadMessage:
                self._report(Trouble("speak-failed", "not a message"))
        self._waiting.put(Quit())
        time.sleep(GRACE)
        leave()

    def _report(self, report: Message) -> None:
        try:
            self._reports.write(to_line(report))
            self._reports.flush()
        except OSError:  # nobody listens any more
            leave()


def leave() -> NoReturn:
    """End this process and what it started, at once.

    Python's own way out closes sound devices, which was seen to hang for ever.
    """
    if os.name == "posix" and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(0)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the worker."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--driver", default=default_driver())
    parser.add_argument("--log", default=os.devnull)
    options = parser.parse_args(arguments)
    reports = os.fdopen(os.dup(1), "wb")
    log = os.open(options.log, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
    for output in (1, 2):  # ALSA, eSpeak and pyttsx3 write there, and would write onto the screen
        os.dup2(log, output)
    faulthandler.enable()
    Worker(sys.stdin.buffer, reports).run(options.driver)


if __name__ == "__main__":
    main()
