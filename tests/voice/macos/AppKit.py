"""A speech synthesiser that tells its delegate what macOS tells: words by UTF-16 units, and an end."""

from __future__ import annotations

import re
import time
from types import SimpleNamespace
from typing import Any

from Foundation import DUE

_EVERY = 0.05


class NSSpeechSynthesizer:
    """macOS's own voice."""

    @classmethod
    def alloc(cls) -> NSSpeechSynthesizer:
        """Make one."""
        return cls()

    def initWithVoice_(self, _voice: object) -> NSSpeechSynthesizer:
        """Return it."""
        self._rate, self._volume, self._voice = 200.0, 1.0, "com.apple.voice.Daniel"
        return self

    def setDelegate_(self, delegate: Any) -> None:
        """Tell it everything from now on."""
        self._delegate = delegate

    def setRate_(self, rate: float) -> None:
        """Set the words a minute."""
        self._rate = rate

    def rate(self) -> float:
        """Return the words a minute."""
        return self._rate

    def setVolume_(self, volume: float) -> None:
        """Set the volume."""
        self._volume = volume

    def volume(self) -> float:
        """Return the volume."""
        return self._volume

    def setVoice_(self, voice: str) -> None:
        """Set the voice."""
        self._voice = voice

    @staticmethod
    def availableVoices() -> list[str]:
        """Return the ids of the voices."""
        return ["com.apple.voice.Daniel", "com.apple.voice.Thomas"]

    @staticmethod
    def attributesForVoice_(voice: str) -> dict[str, str]:
        """Return what is known of a voice."""
        british = voice.endswith("Daniel")
        return {
            "VoiceIdentifier": voice,
            "VoiceName": voice.rpartition(".")[2],
            "VoiceLocaleIdentifier": "en_GB" if british else "fr_FR",
            "VoiceGender": "VoiceGenderMale",
        }

    def startSpeakingString_(self, text: str) -> None:
        """Begin to speak."""
        now, number = time.perf_counter(), 0
        for number, found in enumerate(re.finditer(r"\w+", text), 1):
            place = SimpleNamespace(
                location=len(text[: found.start()].encode("utf-16-le")) // 2, length=len(found[0])
            )
            DUE.append((now + number * _EVERY, lambda place=place: self._word(place, text)))
        DUE.append((now + (number + 1) * _EVERY, lambda: self._end(True)))

    def stopSpeaking(self) -> None:
        """Be silent; the delegate is told a little later."""
        DUE[:] = [(time.perf_counter() + _EVERY, lambda: self._end(False))] if DUE else []

    def _word(self, place: SimpleNamespace, text: str) -> None:
        self._delegate.speechSynthesizer_willSpeakWord_ofString_(self, place, text)

    def _end(self, success: bool) -> None:
        self._delegate.speechSynthesizer_didFinishSpeaking_(self, success)
