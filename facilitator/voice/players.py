"""What brings sound to people's ears: programs of the system, nothing at all, and the choice of a player."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from functools import partial

from facilitator.voice.sound import BYTES_A_SECOND, RATE, NoSound, Player, Sound

CHOSEN = "FACILITATOR_PLAYER"
"""The environment variable that names one player, for a computer on which the first to work is not wanted."""

_NEVER_BY_ITSELF = ("silent", "null")
_ARGUMENTS = {
    "pw-play": ("--raw", "--format=s16", f"--rate={RATE}", "--channels=1", "-"),
    "paplay": ("--raw", "--format=s16le", f"--rate={RATE}", "--channels=1"),
    "aplay": ("-q", "-t", "raw", "-f", "S16_LE", "-r", str(RATE), "-c", "1", "-"),
}
_TRIAL = b"\0" * (BYTES_A_SECOND // 50)
_PATIENCE = 5.0
"""Seconds that a program has for the trial, and to end after the last sample."""

_CHUNK = BYTES_A_SECOND // 10


class SilentPlayer(Player):
    """Makes no sound and takes as long as speech would, so that words light up all the same."""

    name = "silent"

    def go_on(self, sound: Sound, already: float) -> None:
        """Take over what another player had begun, with so many seconds behind it."""
        self.sound = sound
        sound.began = time.perf_counter() - already


class ProgramPlayer(Player):
    """A program of the system's sound that plays what comes on its standard input, one for each utterance.

    The samples go through a pipe, so that what is spoken is on no disk.
    """

    def __init__(self, name: str) -> None:
        """Find the program and try it, since an installed one may have nothing to play on. Raises NoSound."""
        super().__init__()
        path = shutil.which(name)
        if path is None:
            raise NoSound("not installed")
        self.name = name
        self._command = [path, *_ARGUMENTS[name]]
        self._process: subprocess.Popen[bytes] | None = None
        try:
            done = subprocess.run(
                self._command,
                input=_TRIAL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=_PATIENCE,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise NoSound("does not answer") from error
        if done.returncode:
            raise NoSound(f"ended with {done.returncode}")

    def begin(self) -> None:
        """Start the program. Raises NoSound."""
        self.silence()
        try:
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise NoSound(f"{self.name}: {error.strerror}") from error
        threading.Thread(target=self._pour, args=(self._process, self.sound), daemon=True).start()

    @staticmethod
    def _pour(process: subprocess.Popen[bytes], sound: Sound) -> None:
        """Give the program its samples as fast as it takes them."""
        given = 0
        with contextlib.suppress(OSError, ValueError):  # it was killed meanwhile
            if process.stdin is not None:
                with process.stdin as pipe:
                    while chunk := sound.wait_for(given, _CHUNK):
                        pipe.write(chunk)
                        pipe.flush()
                        given += len(chunk)

    def position(self) -> float:
        """Return the seconds since the first samples, up to what there is. Raises NoSound."""
        if self._process is not None and (self._process.poll() or 0) > 0:
            raise NoSound(f"{self.name} ended with {self._process.returncode}")
        return super().position()

    def is_done(self) -> bool:
        """Whether the program has ended; a device that swallows sound is waited for by the clock."""
        if not super().is_done():
            return False
        ended = self._process is None or self._process.poll() is not None
        return ended or self.sound.past > self.sound.seconds + _PATIENCE or not self.sound.size

    def silence(self) -> None:
        """End the program at once."""
        self.sound.end()
        super().silence()
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self._process = None


class PlayerSearch:
    """Looks for the first player that works: `miniaudio`, then the programs of the sound systems.

    Each is tried in a thread of its own, since a sound server may hang; one that does goes on being tried,
    and is asked for its answer the next time.
    """

    def __init__(self, name: str = "") -> None:
        """Look for all, or for the one that `name` or else the environment asks for.

        That may be `miniaudio`, `pw-play`, `paplay`, `aplay`, `silent`, or `null` (miniaudio's without a
        device).
        """
        wanted = name or os.environ.get(CHOSEN, "")
        players: dict[str, Callable[[], Player]] = {
            "silent": SilentPlayer,
            "miniaudio": partial(_miniaudio, null=False),
            "null": partial(_miniaudio, null=True),
            **{program: partial(ProgramPlayer, program) for program in _ARGUMENTS},
        }
        usual = {known: make for known, make in players.items() if known not in _NEVER_BY_ITSELF}
        self._players = (
            {known: make for known, make in players.items() if known == wanted} if wanted else usual
        )
        self._wanted = wanted
        self._tried: dict[str, Future[Player]] = {}

    def look(self, seconds: float) -> Player:
        """Return the first player that works, with so many seconds for each to answer.

        Raises NoSound with what each of them lacks.
        """
        lacks = []
        for known, make in self._players.items():
            if known not in self._tried:
                self._tried[known] = _begin(make)
            if not wait([self._tried[known]], seconds).done:
                lacks.append(f"{known}: does not answer")
                continue
            try:
                return self._tried.pop(known).result()
            except Exception as error:  # noqa: BLE001 - each player fails in its own way
                lacks.append(f"{known}: {error}")
        raise NoSound("; ".join(lacks) or f"{self._wanted} is no player")


def _begin(make: Callable[[], Player]) -> Future[Player]:
    """Try a player in a thread, which an executor of Python's would wait for at the end."""
    tried: Future[Player] = Future()

    def work() -> None:
        try:
            tried.set_result(make())
        except BaseException as error:  # noqa: BLE001 - it is for whoever asks for the result
            tried.set_exception(error)

    threading.Thread(target=work, daemon=True).start()
    return tried


def _miniaudio(*, null: bool) -> Player:
    from facilitator.voice.miniaudio_player import MiniaudioPlayer

    return MiniaudioPlayer(null=null)
