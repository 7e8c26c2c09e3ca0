"""Plays through a program of the system's sound: `pw-play`, `paplay` or `aplay`.

The samples go through a pipe, so that what is spoken is on no disk.
"""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import threading
import time

from facilitator.voice.sound import BYTES_A_SECOND, RATE, NoSound, Sound

_ARGUMENTS = {
    "pw-play": ("--raw", "--format=s16", f"--rate={RATE}", "--channels=1", "-"),
    "paplay": ("--raw", "--format=s16le", f"--rate={RATE}", "--channels=1"),
    "aplay": ("-q", "-t", "raw", "-f", "S16_LE", "-r", str(RATE), "-c", "1", "-"),
}
_TRIAL = b"\0" * (BYTES_A_SECOND // 50)
_PATIENCE = 5.0
"""Seconds that a program has for the trial, and to end after the last sample."""

_CHUNK = BYTES_A_SECOND // 10


class ProgramPlayer:
    """A program that plays what comes on its standard input, one for each utterance."""

    def __init__(self, name: str) -> None:
        """Find the program and try it, since an installed one may have nothing to play on. Raises NoSound."""
        path = shutil.which(name)
        if path is None:
            raise NoSound("not installed")
        self.name = name
        self._command = [path, *_ARGUMENTS[name]]
        self._process: subprocess.Popen[bytes] | None = None
        self._sound = Sound()
        self._since = 0.0
        self._try()

    def _try(self) -> None:
        """Play a fiftieth of a second of silence."""
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
        self._sound = Sound()
        self._since = 0.0
        threading.Thread(target=self._pour, args=(self._process, self._sound), daemon=True).start()

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

    def feed(self, samples: bytes) -> None:
        """Take samples in."""
        self._since = self._since or time.perf_counter()
        self._sound.add(samples)

    def end(self) -> None:
        """No more samples come."""
        self._sound.end()

    def position(self) -> float:
        """Return the seconds since the first samples, up to what there is. Raises NoSound."""
        if self._process is not None and (self._process.poll() or 0) > 0:
            raise NoSound(f"{self.name} ended with {self._process.returncode}")
        if not self._since:
            return 0.0
        return min(time.perf_counter() - self._since, self._sound.size / BYTES_A_SECOND)

    def is_done(self) -> bool:
        """Whether the program has ended; a device that swallows sound is waited for by the clock."""
        length = self._sound.size / BYTES_A_SECOND
        if not self._sound.ended or self.position() < length:
            return False
        ended = self._process is None or self._process.poll() is not None
        return ended or time.perf_counter() - self._since > length + _PATIENCE

    def silence(self) -> None:
        """End the program at once."""
        self._sound.end()
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self._process = None
