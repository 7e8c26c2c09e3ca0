"""The samples of an utterance on their way to people, what plays them, and that there may be no way."""

from __future__ import annotations

import threading
import time

RATE = 22050
"""Samples a second that eSpeak NG makes; each is a signed 16-bit number, one channel."""

BYTES_A_SECOND = 2 * RATE


class NoSound(Exception):
    """There is no way to make a sound, or no longer; its words are for whoever looks after the computers."""


class Sound:
    """The samples of one utterance: put in by the synthesiser, taken out by whatever plays them."""

    def __init__(self) -> None:
        self._samples = bytearray()
        self._changed = threading.Condition()
        self.ended = False
        """Whether all samples are there."""
        self.began: float | None = None
        """When the first of them came, or was given to a device; by `time.perf_counter`."""

    def add(self, samples: bytes) -> None:
        """Put samples in."""
        with self._changed:
            self.began = self.began or time.perf_counter()
            self._samples += samples
            self._changed.notify_all()

    def end(self) -> None:
        """No more samples come."""
        with self._changed:
            self.ended = True
            self._changed.notify_all()

    @property
    def size(self) -> int:
        """How many bytes there are so far."""
        return len(self._samples)

    @property
    def seconds(self) -> float:
        """How long it is so far."""
        return self.size / BYTES_A_SECOND

    @property
    def past(self) -> float:
        """How long ago it began; nothing before it does."""
        return 0.0 if self.began is None else time.perf_counter() - self.began

    def part(self, start: int, size: int) -> bytes:
        """Return up to `size` bytes from `start`, as many as there are."""
        return bytes(self._samples[start : start + size])

    def wait_for(self, start: int, size: int) -> bytes:
        """Return up to `size` bytes from `start`, waiting for the first; empty at the end."""
        with self._changed:
            self._changed.wait_for(lambda: self.ended or len(self._samples) > start)
            return self.part(start, size)


class Player:
    """Plays one utterance at a time, by the clock; `feed` and `end` may come from another thread."""

    name = ""

    def __init__(self) -> None:
        self.sound = Sound()

    def begin(self) -> None:
        """Get ready for a new utterance. Raises NoSound."""
        self.sound = Sound()

    def feed(self, samples: bytes) -> None:
        """Take samples in; returns at once."""
        self.sound.add(samples)

    def end(self) -> None:
        """No more samples come."""
        self.sound.end()

    def position(self) -> float:
        """Return how many seconds of the utterance were heard. Raises NoSound."""
        return min(self.sound.past, self.sound.seconds)

    def is_done(self) -> bool:
        """Whether all of it was heard. Raises NoSound."""
        return self.sound.ended and self.position() >= self.sound.seconds

    def silence(self) -> None:
        """Be silent at once, and forget what was not played."""
        self.sound = Sound()
