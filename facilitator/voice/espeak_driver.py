"""Our own driver of pyttsx3 for eSpeak NG: the sound is made ahead, and words are told as it is played.

The driver that comes with pyttsx3 tells every word before any sound, blocks while it stops, writes what it
speaks to a file, and is silent without saying so where there is no device. This one makes the samples in a
thread (some sixty times faster than they are spoken), hands them to a player as they come, and tells each
word when the player has got there.
"""

from __future__ import annotations

import ctypes
import sys
import threading
import time
import types
from collections.abc import Iterator
from typing import Any

from pyttsx3.drivers import _espeak
from pyttsx3.voice import Voice

from facilitator.voice.players import PlayerSearch, SilentPlayer
from facilitator.voice.sound import RATE, NoSound, Player
from facilitator.voice.spans import Pacing

_CHUNK_MS = 100
_DO_NOT_EXIT = 0x8000
"""eSpeak's option for an error instead of the end of the process where its data cannot be read."""

_LOOK_AGAIN = 10.0
"""Seconds before a player is looked for again where none worked."""

_FIRST_LOOK, _NEXT_LOOK = 4.0, 0.25
"""Seconds for each player to answer: at the start, and later, when words wait to be said."""

_UNREADABLE = {b"gmw/en-Shaw"}
"""Voices that read another alphabet."""

_HIGHER = ("f2", "f3", "f4")
"""eSpeak's variants that sound like a woman or a child; without them all its English voices are men."""


class PacedDriver:
    """What pyttsx3 asks of a driver; its names are pyttsx3's."""

    def __init__(self, proxy: Any) -> None:
        self._proxy = proxy
        if _espeak.Initialize(_espeak.AUDIO_OUTPUT_SYNCHRONOUS, _CHUNK_MS, None, _DO_NOT_EXIT) != RATE:
            raise RuntimeError("eSpeak NG could not read its data")
        self._values = {"voice": "", "rate": 175, "volume": 1.0}
        self.player: Player = SilentPlayer()
        self.no_sound = ""
        self._looked = 0.0
        self._players = PlayerSearch()
        self.find_player(_FIRST_LOOK)
        self._synthesis: _Synthesis | None = None

    def find_player(self, seconds: float) -> None:
        """Take the first player that works, with so many seconds for each that is tried.

        Without one words light up silently, and `no_sound` says why.
        """
        self._looked = time.monotonic()
        try:
            self.player, self.no_sound = self._players.look(seconds), ""
        except NoSound as error:
            self.player, self.no_sound = SilentPlayer(), str(error)

    # What pyttsx3 calls

    def say(self, text: str) -> None:
        """Begin to speak a text."""
        self._cut()
        self._proxy.setBusy(True)
        if self.no_sound and time.monotonic() - self._looked > _LOOK_AGAIN:
            self.find_player(_NEXT_LOOK)  # headphones may have been plugged in since
        try:
            self.player.begin()
        except NoSound as error:
            self._lost(error)
        self._synthesis = _Synthesis(text, self.player)
        self._proxy.notify("started-utterance")

    def stop(self) -> None:
        """Be silent at once, and say that the utterance was not finished."""
        if self._synthesis is not None:
            self._over(completed=False)

    def iterate(self) -> Iterator[None]:
        """Yield after each look at where the player is."""
        self._proxy.setBusy(False)
        while True:
            self._look()
            yield

    def getProperty(self, name: str) -> object:  # noqa: N802 - pyttsx3's name
        """Return the voices, or a value that was set."""
        return _voices() if name == "voices" else self._values[name]

    def setProperty(self, name: str, value: Any) -> None:  # noqa: N802 - pyttsx3's name
        """Set the voice, the rate (eSpeak's own words a minute) or the volume (0 to 1)."""
        if name == "voice" and _espeak.SetVoiceByName(str(value).encode()) != _espeak.EE_OK:
            raise ValueError("no such voice")
        if name == "rate":
            _espeak.SetParameter(_espeak.RATE, int(value), 0)
        if name == "volume":
            _espeak.SetParameter(_espeak.VOLUME, round(value * 100), 0)
        self._values[name] = value

    def destroy(self) -> None:
        """Be silent; eSpeak NG itself is ended with the process, since ending it earlier fails."""
        self._cut()

    # The utterance

    def _look(self) -> None:
        synthesis = self._synthesis
        if synthesis is None:
            return
        try:
            position, done = self.player.position(), self.player.is_done()
        except NoSound as error:
            self._lost(error, synthesis)
            return
        done = done and synthesis.over
        for word in synthesis.pacing.due(float("inf") if done and not synthesis.failed else position):
            self._proxy.notify("started-word", location=word.start, length=word.end - word.start)
        if synthesis.failed:
            self._proxy.notify("error", exception=RuntimeError("eSpeak NG did not take the text"))
        if synthesis.failed or done:
            self._over(completed=not synthesis.failed)

    def _lost(self, error: NoSound, synthesis: _Synthesis | None = None) -> None:
        """Go on without sound from where the player was: the words still light up."""
        self.no_sound = str(error)
        broken, silent = self.player, SilentPlayer()
        self.player = silent
        if synthesis is not None:
            silent.go_on(broken.sound, synthesis.pacing.told)
            synthesis.go_on_with(silent)
        broken.silence()
        self._proxy.notify("error", exception=error)

    def _over(self, *, completed: bool) -> None:
        self._cut()
        self._proxy.notify("finished-utterance", completed=completed)
        self._proxy.setBusy(False)

    def _cut(self) -> None:
        self.player.silence()
        if self._synthesis is not None:
            self._synthesis.cut()
            self._synthesis = None


class _Synthesis:
    """The making of one utterance's sound, in a thread of its own."""

    def __init__(self, text: str, player: Player) -> None:
        self.pacing = Pacing(text)
        self.over = False
        self.failed = False
        self._player = player
        self._lock = threading.Lock()
        self._cut = False
        self._data = text.replace("\0", " ").encode("utf-8", "replace")
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def cut(self) -> None:
        """Make no more, and wait until the thread has seen it: eSpeak NG does one thing at a time."""
        self._cut = True
        self._thread.join()

    def go_on_with(self, player: Player) -> None:
        """Hand everything from now on to another player, which has what was made until now."""
        with self._lock:
            self._player = player

    def _run(self) -> None:
        _espeak.SetSynthCallback(self._take)
        done = _espeak.Synth(self._data, flags=_espeak.ENDPAUSE | _espeak.CHARS_UTF8)
        with self._lock:
            self.failed = done != _espeak.EE_OK and not self._cut
            self.pacing.over(self._player.sound.seconds)
            self._player.end()
            self.over = True

    def _take(self, samples: Any, count: int, events: Any) -> int:
        """Take a piece of sound and its marks in; 1 asks eSpeak NG to make no more."""
        index = 0
        while (kind := events[index].type) != _espeak.EVENT_LIST_TERMINATED:
            if kind == _espeak.EVENT_WORD:  # counted from 1
                self.pacing.mark(events[index].audio_position / 1000, events[index].text_position - 1)
            index += 1
        if count > 0 and not self._cut:
            with self._lock:
                self._player.feed(ctypes.string_at(samples, count * 2))
        return int(self._cut)


def _voices() -> list[Voice]:
    """Return eSpeak's voices, British English first, that one also in higher pitch."""
    found = []
    for each in _espeak.ListVoices(None):
        if each.identifier in _UNREADABLE:
            continue
        language = each.languages[1:].decode("utf-8", "replace")
        voice = _voice(each.identifier.decode(), each.name.decode("utf-8", "replace"), language, each.gender)
        found.append(voice)
        if voice.id == "gmw/en":
            found += [_voice(f"{voice.id}+{one}", f"{voice.name} {one}", language, 2) for one in _HIGHER]
    return sorted(found, key=lambda voice: (not voice.languages[0].startswith("en-gb"), voice.languages[0]))


def _voice(identifier: str, name: str, language: str, gender: int) -> Voice:
    genders = ("", "male", "female")
    return Voice(identifier, name, [language], genders[gender] if gender < len(genders) else "")


def register(name: str) -> None:
    """Let pyttsx3 find the driver by a name."""
    module = types.ModuleType(f"pyttsx3.drivers.{name}")
    module.__dict__["buildDriver"] = PacedDriver
    sys.modules[module.__name__] = module
