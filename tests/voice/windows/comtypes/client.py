"""A speech voice that sends what SAPI sends: a start of stream, words by UTF-16 units, an end of stream.

It keeps SAPI's faults that our worker must live with: a voice with two languages, no sound after a stop, and
a text that blocks it: one that begins with "Hang".
"""

from __future__ import annotations

import re
import time
from types import SimpleNamespace
from typing import Any

_PURGE = 2
_EVERY = 0.05


class Token:
    """A voice as SAPI lists it."""

    def __init__(self, name: str, language: str) -> None:
        self.Id = f"HKEY_LOCAL_MACHINE\\Voices\\{name}"
        self._name = name
        self._values = {"Language": language, "Gender": "Female", "Age": "Adult"}

    def GetDescription(self) -> str:
        """Return the name."""
        return self._name

    def GetAttribute(self, name: str) -> str:
        """Return what the token says of itself."""
        return self._values[name]


class SpVoice:
    """SAPI.SpVoice."""

    def __init__(self) -> None:
        self._tokens = [Token("Hazel", "809"), Token("Two", "409;9")]
        self.Voice = self._tokens[0]
        self.Rate = 0
        self.Volume = 100
        self.EventInterests = 0
        self.sink: Any = None
        self._events: list[tuple[float, str, tuple[int, ...]]] = []
        self._stream = 20  # a voice that has spoken before
        self._broken = False

    def GetVoices(self) -> list[Token]:
        """Return the voices."""
        return self._tokens

    def Speak(self, text: str, flags: int) -> int:
        """Begin to speak; a purge leaves it without a word for ever."""
        if text.startswith("Hang"):
            time.sleep(1000)
        now = time.perf_counter()
        self._stream += 1
        if flags & _PURGE:
            self._events = [(now, "EndStream", (self._stream, 0))]
            self._broken = True
            return self._stream
        self._events.append((now, "StartStream", (self._stream, 0)))
        if self._broken:
            return self._stream
        for number, found in enumerate(re.finditer(r"\w+", text)):
            units = len(text[: found.start()].encode("utf-16-le")) // 2
            self._events.append((now + number * _EVERY, "Word", (self._stream, 0, units, len(found[0]))))
        self._events.append((now + (number + 1) * _EVERY, "EndStream", (self._stream, 0)))
        return self._stream

    def pump(self) -> None:
        """Send what is due."""
        while self._events and self._events[0][0] <= time.perf_counter():
            _, name, values = self._events.pop(0)
            getattr(self.sink, f"_ISpeechVoiceEvents_{name}")(*values)


VOICES: list[SpVoice] = []


def CreateObject(_name: str) -> SpVoice:
    """Make the voice."""
    VOICES.append(SpVoice())
    return VOICES[-1]


def GetEvents(voice: SpVoice, sink: Any) -> SimpleNamespace:
    """Send a voice's events to a sink."""
    voice.sink = sink
    return SimpleNamespace()
