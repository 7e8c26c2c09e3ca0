"""Plays through the `miniaudio` wheel, which opens PulseAudio, ALSA or JACK itself."""

from __future__ import annotations

import time
from collections.abc import Generator

import miniaudio

from facilitator.voice.sound import BYTES_A_SECOND, RATE, NoSound, Player, Sound

PERIOD = 0.02
PERIODS = 3
"""Seconds and number of the device's buffers; what is heard is so far behind what was given."""

STALLED = 2.0
"""Seconds without being asked for samples after which the device is gone: unplugged, or its server died."""

AHEAD = 0.3
"""Seconds of sound that a real device never takes beforehand; one that only swallows is slowed down here."""


class _Heard(Sound):
    """One utterance on its way to the device: the bytes that it was given, and when it last asked."""

    def __init__(self) -> None:
        super().__init__()
        self.given = 0
        self.asked = time.perf_counter()


class MiniaudioPlayer(Player):
    """One stream, kept open and fed silence between utterances.

    A stream that is opened for each utterance begins 0.2 to 0.9 seconds late with PulseAudio.
    """

    def __init__(self, *, null: bool = False) -> None:
        """Open the device now, so that "no device" is known before the first word. Raises NoSound."""
        super().__init__()
        self._now: _Heard | None = None
        try:
            self._device = miniaudio.PlaybackDevice(
                output_format=miniaudio.SampleFormat.SIGNED16,
                nchannels=1,
                sample_rate=RATE,
                buffersize_msec=round(PERIOD * 1000),
                app_name="facilitator",
                backends=[miniaudio.Backend.NULL] if null else None,
            )
        except miniaudio.MiniaudioError as error:
            raise NoSound(str(error)) from error
        if self._device.backend == "Null" and not null:
            self._device.close()
            raise NoSound("only a device that plays nothing")
        self.name = f"miniaudio ({self._device.backend})"
        samples = self._samples()
        next(samples)
        self._device.start(samples)

    def _samples(self) -> Generator[bytes, int, None]:
        """Give the device what it asks for, in its own thread: must neither raise nor keep it waiting."""
        since, given = time.perf_counter(), 0
        need = yield b""
        while True:
            chunk = b""
            heard = self._now
            if heard is not None:
                chunk = heard.part(heard.given, need * 2)
                if chunk and not heard.given:
                    heard.began = time.perf_counter()
                heard.given += len(chunk)
                heard.asked = time.perf_counter()
            given += need * 2
            ahead = given / BYTES_A_SECOND - (time.perf_counter() - since)
            if ahead > AHEAD:
                time.sleep(ahead - AHEAD)
            elif ahead < 0:
                since, given = time.perf_counter(), 0
            need = yield chunk + b"\0" * (need * 2 - len(chunk))

    def begin(self) -> None:
        """Get ready for a new utterance."""
        self.sound = self._now = _Heard()

    def position(self) -> float:
        """Return how much of the utterance was given to the device, by the clock. Raises NoSound."""
        heard = self._now
        if heard is None:
            return 0.0
        if time.perf_counter() - heard.asked > STALLED:
            raise NoSound("the sound device takes no more sound")
        return min(heard.past, heard.given / BYTES_A_SECOND)

    def is_done(self) -> bool:
        """Whether the last sample has left the device's buffers. Raises NoSound."""
        heard = self._now
        if heard is None:
            return True
        self.position()
        if not heard.ended or heard.given < heard.size:
            return False
        return not heard.size or heard.past >= heard.seconds + PERIOD * PERIODS

    def silence(self) -> None:
        """Feed silence from the next period on."""
        super().silence()
        self._now = None
