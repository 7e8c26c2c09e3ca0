"""Tries the voice out and says what happened, for a person who sends it in from a computer we do not have."""

from __future__ import annotations

import asyncio
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from facilitator.voice.client import Voice
from facilitator.voice.events import SoundLost, SpeakingFinished, VoiceEvent, VoiceUnavailable, WordSpoken
from facilitator.voice.process import WorkerOptions
from facilitator.voice.protocol import is_english
from facilitator.voice.settings import FASTEST, VoiceSettings
from facilitator.voice.spans import word_spans

_LONGEST = 60.0
_STOP_AFTER = 2
_LOG_LINES = 12


@dataclass
class Reading:
    """How one sentence was read: seconds from `say` to each word, and to the end."""

    words: int
    lit: list[float] = field(default_factory=list)
    seconds: float = 0.0
    completed: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether it was read to its end and every word lit up."""
        return self.completed and len(self.lit) == self.words

    @property
    def rate(self) -> int:
        """Words a minute, as heard."""
        return round(self.words / self.seconds * 60) if self.seconds else 0


@dataclass
class Check:
    """What the check found; `unavailable` is a reason of `VoiceUnavailable`, empty where there is a voice."""

    driver: str = ""
    library: str = ""
    player: str = ""
    ready_after: float = 0.0
    unavailable: str = ""
    detail: str = ""
    no_sound: str = ""
    voices: int = 0
    english: int = 0
    first: Reading | None = None
    stopped_after: float = 0.0
    after_stop: Reading | None = None
    log: list[str] = field(default_factory=list)

    @property
    def is_well(self) -> bool:
        """Whether everything that was tried did what it should."""
        readings = (self.first, self.after_stop)
        return not self.unavailable and all(one is not None and one.is_whole for one in readings)


def check_voice(sentence: str) -> Check:
    """Start the voice, read a sentence of our own, stop in the middle of it, and read it once more."""
    with tempfile.TemporaryDirectory(prefix="facilitator-voice-") as folder:
        log = Path(folder, "log")
        check = asyncio.run(_Trial(sentence).run(WorkerOptions(log=str(log))))
        if log.is_file() and not check.is_well:
            check.log = log.read_text(encoding="utf-8", errors="replace").splitlines()[-_LOG_LINES:]
    return check


class _Trial:
    """One check under way."""

    def __init__(self, sentence: str) -> None:
        self._sentence = sentence
        self._check = Check()
        self._events: asyncio.Queue[tuple[float, VoiceEvent]] = asyncio.Queue()

    async def run(self, options: WorkerOptions) -> Check:
        check = self._check
        voice = Voice(self._hear, VoiceSettings(rate=FASTEST), options=options)
        try:
            began = time.perf_counter()
            async with asyncio.timeout(_LONGEST):
                voices = await voice.voices()
                check.ready_after = time.perf_counter() - began
                check.voices = len(voices)
                check.english = sum(map(is_english, voices))
                if voice.ready is not None:
                    check.driver, check.library = voice.ready.driver, voice.ready.library
                    check.player = voice.ready.player
                if voice.unavailable is None:
                    check.first = await self._read(voice)
                    await self._stop(voice)
                    check.after_stop = await self._read(voice)
        except TimeoutError:
            check.unavailable = check.unavailable or "crashed"
        finally:
            await voice.close()
        return check

    def _hear(self, event: VoiceEvent) -> None:
        self._events.put_nowait((time.perf_counter(), event))
        if isinstance(event, SoundLost):
            self._check.no_sound = event.detail
        if isinstance(event, VoiceUnavailable):
            self._check.unavailable, self._check.detail = event.reason, event.detail

    async def _read(self, voice: Voice, most: int | None = None) -> Reading:
        """Read the sentence to its end, or to so many words."""
        reading = Reading(len(word_spans(self._sentence)))
        began = time.perf_counter()
        said = voice.say(self._sentence)
        while not reading.seconds and len(reading.lit) != most:
            at, event = await self._events.get()
            if event.id == said and isinstance(event, WordSpoken):
                reading.lit.append(at - began)
            elif event.id == said and isinstance(event, SpeakingFinished):
                reading.seconds, reading.completed = at - began, event.completed
        return reading

    async def _stop(self, voice: Voice) -> None:
        """Stop after the second word."""
        reading = await self._read(voice, _STOP_AFTER)
        if not reading.seconds:
            began = time.perf_counter()
            voice.stop()
            await voice.settled()
            self._check.stopped_after = time.perf_counter() - began
