"""A voice for tests, with everything that it said and when; and the timer of the loop that it runs in."""

from __future__ import annotations

import asyncio
import os
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from facilitator.script.spoken import load_spoken
from facilitator.voice.client import Patience, Voice
from facilitator.voice.events import SpeakingFinished, VoiceEvent, WordSpoken
from facilitator.voice.process import WorkerOptions
from facilitator.voice.settings import FASTEST, VoiceSettings
from facilitator.voice.speakable import Speaking

SPEAKING = Speaking(load_spoken())
SENTENCE = "Before we start, is there one of the things that you do not want to talk about?"
LAG = 0.1
"""Seconds that the loop's timer may be later than that of a thread with nothing to do."""

STEP = 0.01

_E = TypeVar("_E", bound=VoiceEvent)


def options(driver: str = "", player: str = "silent", **environment: str) -> WorkerOptions:
    """Return how to start a worker that plays as the test wants it."""
    given = {"FACILITATOR_PLAYER": player, **environment}
    return WorkerOptions(driver, environment=tuple(given.items()))


@dataclass
class Heard:
    """A voice, and its events with the time of each (`time.perf_counter`)."""

    voice: Voice = field(init=False)
    events: list[tuple[float, VoiceEvent]] = field(default_factory=list)
    lag: float = 0.0
    fails: bool = False
    """Whether this listener raises, once it has taken an event in."""
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    def hear(self, event: VoiceEvent) -> None:
        self.events.append((time.perf_counter(), event))
        self._changed.set()
        if self.fails:
            raise LookupError("a listener's own trouble")

    async def until(self, wanted: Callable[[], object], seconds: float = 30.0) -> None:
        """Wait until something is so; checked after each event."""
        async with asyncio.timeout(seconds):
            while not wanted():
                self._changed.clear()
                await self._changed.wait()

    async def end(self, said: int, seconds: float = 30.0) -> SpeakingFinished:
        """Wait until a text is over."""
        await self.until(lambda: self.of(SpeakingFinished, said), seconds)
        return self.of(SpeakingFinished, said)[0]

    def of(self, kind: type[_E], said: int | None = None) -> list[_E]:
        """Return the events of a kind, and of a text."""
        found = [event for _, event in self.events if isinstance(event, kind)]
        return [event for event in found if said in (None, event.id)]

    def words(self, text: str, said: int) -> list[str]:
        """Return the words of a text that lit up, in order."""
        return [text[event.start : event.end] for event in self.of(WordSpoken, said)]

    def times(self, kind: type[VoiceEvent], said: int) -> list[float]:
        """Return when the events of a kind came."""
        return [at for at, event in self.events if isinstance(event, kind) and event.id == said]


@asynccontextmanager
async def heard(
    worker: WorkerOptions | None = None,
    settings: VoiceSettings | None = None,
    patience: Patience | None = None,
) -> AsyncIterator[Heard]:
    """Give a voice, and hold the loop's timer to what a screen needs while it is used."""
    ear = Heard()
    ear.voice = Voice(
        ear.hear,
        settings or VoiceSettings(rate=FASTEST),
        speaking=SPEAKING,
        options=worker or options(),
        patience=patience,
    )
    idle = _Idle()
    timer = asyncio.create_task(_measure(ear))
    try:
        yield ear
    finally:
        timer.cancel()
        await ear.voice.close()
        idle.end()
    assert ear.lag < LAG + idle.lag, f"the screen's timer was {ear.lag * 1000:.0f} ms late"


async def _measure(ear: Heard) -> None:
    while True:
        due = time.perf_counter() + STEP
        await asyncio.sleep(STEP)
        ear.lag = max(ear.lag, time.perf_counter() - due)


class _Idle:
    """How late a thread is that only waits: that much is the machine's own, with other work on it."""

    def __init__(self) -> None:
        self.lag = 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._measure, daemon=True)
        self._thread.start()

    def _measure(self) -> None:
        due = time.perf_counter() + STEP
        while not self._ended.wait(STEP):
            self.lag = max(self.lag, time.perf_counter() - due)
            due = time.perf_counter() + STEP

    def end(self) -> None:
        """Stop measuring."""
        self._ended.set()
        self._thread.join()


def pid(voice: Voice) -> int:
    """Return the worker's process number."""
    assert voice._worker is not None
    assert voice._worker.pid is not None
    return voice._worker.pid


def is_alive(process: int) -> bool:
    """Whether a process runs; one that only waits to be counted does not."""
    try:
        state = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def in_group(group: int) -> list[int]:
    """Return the processes of a group that run."""
    found = []
    for process in (int(folder.name) for folder in Path("/proc").iterdir() if folder.name.isdigit()):
        try:
            if os.getpgid(process) == group and is_alive(process):
                found.append(process)
        except ProcessLookupError:
            continue
    return found
