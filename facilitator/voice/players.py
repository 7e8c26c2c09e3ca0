"""What brings sound to people's ears: the choice of a player, and the silent one."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from typing import Protocol

from facilitator.voice.sound import BYTES_A_SECOND, NoSound

CHOSEN = "FACILITATOR_PLAYER"
"""The environment variable that names one player, for a computer on which the first to work is not wanted."""


class Player(Protocol):
    """Plays one utterance at a time; `feed` and `end` may come from another thread."""

    name: str

    def begin(self) -> None:
        """Get ready for a new utterance. Raises NoSound."""

    def feed(self, samples: bytes) -> None:
        """Take samples in; returns at once."""

    def end(self) -> None:
        """No more samples come."""

    def position(self) -> float:
        """Return how many seconds of the utterance were heard. Raises NoSound."""

    def is_done(self) -> bool:
        """Whether all of it was heard. Raises NoSound."""

    def silence(self) -> None:
        """Be silent at once, and forget what was not played."""


class SilentPlayer:
    """Makes no sound and takes as long as speech would, so that words light up all the same."""

    name = "silent"

    def __init__(self, already: float = 0.0) -> None:
        """Begin; with `already` seconds behind it, where it takes over from a player that broke."""
        self._already = already
        self._clear()

    def _clear(self) -> None:
        self._since: float | None = None
        self._fed = 0
        self._ended = False

    def begin(self) -> None:
        """Get ready for a new utterance."""
        self._clear()

    def feed(self, samples: bytes) -> None:
        """Count samples."""
        self._fed += len(samples)
        if self._since is None:
            self._since = time.perf_counter() - self._already
            self._already = 0.0

    def end(self) -> None:
        """No more samples come."""
        self._ended = True

    def position(self) -> float:
        """Return the seconds since the first samples, up to what there is."""
        if self._since is None:
            return 0.0
        return min(time.perf_counter() - self._since, self._fed / BYTES_A_SECOND)

    def is_done(self) -> bool:
        """Whether the time is up."""
        return self._ended and self.position() >= self._fed / BYTES_A_SECOND

    def silence(self) -> None:
        """Forget the utterance."""
        self._clear()


def choose_player(name: str = "") -> Player:
    """Return the first player that works: `miniaudio`, then the programs of the sound systems.

    `name`, or else the environment's choice, asks for one of them alone: `miniaudio`, `pw-play`, `paplay`,
    `aplay`, `silent`, or `null` (miniaudio without a device). Raises NoSound with what each of them lacks.
    """
    wanted = name or os.environ.get(CHOSEN, "")
    lacks = []
    for known, make in _players():
        if wanted in (known, "") and (wanted or known not in _NEVER_BY_ITSELF):
            try:
                return make()
            except (NoSound, ImportError, OSError) as error:
                lacks.append(f"{known}: {error}")
    raise NoSound("; ".join(lacks) or f"{wanted} is no player")


_NEVER_BY_ITSELF = ("silent", "null")


def _players() -> Iterator[tuple[str, Callable[[], Player]]]:
    yield "silent", SilentPlayer
    yield from ((name, _of_miniaudio(name)) for name in ("miniaudio", "null"))
    yield from ((name, _of_a_program(name)) for name in ("pw-play", "paplay", "aplay"))


def _of_miniaudio(name: str) -> Callable[[], Player]:
    def make() -> Player:
        from facilitator.voice.miniaudio_player import MiniaudioPlayer

        return MiniaudioPlayer(null=name == "null")

    return make


def _of_a_program(name: str) -> Callable[[], Player]:
    def make() -> Player:
        from facilitator.voice.program_player import ProgramPlayer

        return ProgramPlayer(name)

    return make
