"""How fast reading aloud is, against eSpeak NG itself in this process.

eSpeak NG answers in two ways, and both are told. Its *first samples* are what it could play first: the
strictest floor there is, since nobody pays for a process, a pipe or a player there. Its *whole sentence* is
what a program waits for that makes the sound before it plays it, as pyttsx3 does. Nothing under a twentieth
of a second is noticed as a delay.
"""

from __future__ import annotations

import asyncio
import ctypes
import os
import time
from collections.abc import Iterator
from pathlib import Path

from _bench_start import start

PROJECT = Path(__file__).resolve().parent.parent
SENTENCE = "Before we start, is there anything you do not want to talk about today?"
RATE = 120
RUNS = 40

Pairs = Iterator[tuple[float, float]]


class _Floor:
    """eSpeak NG's library alone, with the worker's own settings."""

    def __init__(self) -> None:
        from facilitator.voice.engine import ESPEAK, KINDS, load_espeak

        load_espeak()
        from pyttsx3.drivers import _espeak

        from facilitator.voice.espeak_driver import _CHUNK_MS

        self._espeak = _espeak
        self._first = 0.0
        _espeak.Initialize(_espeak.AUDIO_OUTPUT_SYNCHRONOUS, _CHUNK_MS)
        _espeak.SetSynthCallback(self._take)
        _espeak.SetVoiceByName(b"gmw/en")
        _espeak.SetParameter(_espeak.RATE, round(RATE / KINDS[ESPEAK].pace), 0)

    def _take(self, samples: ctypes.c_void_p, count: int, _events: object) -> int:
        if count and not self._first:
            ctypes.string_at(samples, count * 2)
            self._first = time.perf_counter()
        return 0

    def speak(self) -> tuple[float, float]:
        """Return the seconds to the first samples and to the end of the sentence."""
        self._first, began = 0.0, time.perf_counter()
        flags = self._espeak.ENDPAUSE | self._espeak.CHARS_UTF8
        self._espeak.Synth(SENTENCE.encode(), flags=flags)
        return self._first - began, time.perf_counter() - began


def first_word_and_samples(_folder: Path) -> Pairs:
    """From `say` to the first word event, against eSpeak's first samples."""
    floor = _Floor()
    for ours, _ in _spoken("silent"):
        yield ours, floor.speak()[0]


def first_word_and_sentence(_folder: Path) -> Pairs:
    """From `say` to the first word event, against eSpeak's whole sentence."""
    floor = _Floor()
    for ours, _ in _spoken("silent"):
        yield ours, floor.speak()[1]


def first_word_with_a_device(_folder: Path) -> Pairs:
    """The same through miniaudio's stream, which asks for samples every 20 ms."""
    floor = _Floor()
    for ours, _ in _spoken("null"):
        yield ours, floor.speak()[1]


def stop_to_silence(_folder: Path) -> Pairs:
    """From `stop` to the worker's word that it is silent, against its answer to nothing (a pipe and back)."""
    for _, (stopped, answered) in _spoken("silent"):
        yield stopped, answered


def _spoken(player: str) -> Iterator[tuple[float, tuple[float, float]]]:
    """Yield, for each run, the seconds to the first word, to silence after a stop, and to a bare answer."""
    os.environ["FACILITATOR_PLAYER"] = player
    loop = asyncio.new_event_loop()
    try:
        speaker = loop.run_until_complete(_begun())
        for _ in range(RUNS):
            yield loop.run_until_complete(speaker.run())
        loop.run_until_complete(speaker.voice.close())
    finally:
        loop.close()


async def _begun() -> _Speaker:
    speaker = _Speaker()
    await speaker.run()  # the first warms the caches
    return speaker


class _Speaker:
    """A voice, and the time of the first word."""

    def __init__(self) -> None:
        from facilitator.voice.client import Voice
        from facilitator.voice.events import VoiceEvent
        from facilitator.voice.settings import VoiceSettings

        self._word: asyncio.Future[float] = asyncio.get_running_loop().create_future()

        def hear(event: VoiceEvent) -> None:
            if type(event).__name__ == "WordSpoken" and not self._word.done():
                self._word.set_result(time.perf_counter())

        self.voice = Voice(hear, VoiceSettings(rate=RATE))

    async def run(self) -> tuple[float, tuple[float, float]]:
        """Say the sentence and stop at its first word; then stop nothing."""
        await self.voice.voices()  # it is ready
        self._word = asyncio.get_running_loop().create_future()
        began = time.perf_counter()
        self.voice.say(SENTENCE)
        first = await self._word - began
        began = time.perf_counter()
        self.voice.stop()
        await self.voice.settled()
        stopped = time.perf_counter() - began
        began = time.perf_counter()
        self.voice._silence()  # noqa: SLF001 - a question that costs the worker nothing
        await self.voice.settled()
        return first, (stopped, time.perf_counter() - began)


def start_with_the_voice_off(_folder: Path) -> Pairs:
    """Start both front ends with this project as it is, and with its voice's folder hidden: no difference."""
    plain = "import facilitator.plain.line_by_line, facilitator.ui.first_screens, facilitator.ui.app"
    hidden = f"sys.modules['facilitator.voice'] = None; {plain}"
    for run in range(12):
        pair = start(plain, "pyttsx3"), start(hidden, "pyttsx3")
        if run:
            yield pair
