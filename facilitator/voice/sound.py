"""The samples of an utterance on their way to people's ears, and that there may be no way."""

from __future__ import annotations

import threading

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
        self._ended = False

    def add(self, samples: bytes) -> None:
        """Put samples in."""
        with self._changed:
            self._samples += samples
            self._changed.notify_all()

    def end(self) -> None:
        """No more samples come."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    @property
    def ended(self) -> bool:
        """Whether all samples are there."""
        return self._ended

    @property
    def size(self) -> int:
        """How many bytes there are so far."""
        return len(self._samples)

    def part(self, start: int, size: int) -> bytes:
        """Return up to `size` bytes from `start`, as many as there are."""
        return bytes(self._samples[start : start + size])

    def wait_for(self, start: int, size: int) -> bytes:
        """Return up to `size` bytes from `start`, waiting for the first; empty at the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._ended or len(self._samples) > start)
            return self.part(start, size)
