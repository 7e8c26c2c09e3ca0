"""The one engine of a worker: pyttsx3 with the driver of this system, asked and heard in our own words."""

from __future__ import annotations

import ctypes
import os
import sys
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from facilitator.voice.protocol import (
    Finished,
    Message,
    Ready,
    Say,
    Started,
    Trouble,
    VoiceInfo,
    Voices,
    Word,
)
from facilitator.voice.sound import NoSound
from facilitator.voice.spans import from_code_units, is_speakable

ESPEAK = "facilitator_espeak"
"""The name of our own driver; see `paced`."""

SYSTEM = "the system's own"
FIRST, BUSY, LIVE = 0.001, 0.005, 0.05
"""Seconds between two looks at the engine: until the first word, then, and at a live one that is silent."""


@dataclass(frozen=True)
class DriverKind:
    """What is particular about a driver of pyttsx3."""

    pace: float = 1.0
    """What it makes of a rate: words a minute as heard by words a minute as asked."""
    code_units: bool = True
    """Whether its offsets count UTF-16 units; else code points."""
    recycle: bool = False
    """Whether it cannot be trusted after a stop."""
    live: bool = True
    """Whether the system sends it events that must be fetched all the time."""


KINDS = {
    # Measured: eSpeak NG speaks 18 in a hundred faster than it is asked to, in sentences such as ours.
    ESPEAK: DriverKind(pace=1.18, code_units=False, live=False),
    "sapi5": DriverKind(recycle=True),
    "nsss": DriverKind(),
    "dummy": DriverKind(code_units=False, live=False),
}

BY_SYSTEM = {"win32": "sapi5", "darwin": "nsss"}


class Engine:
    """Speaks one text at a time; everything that it has to say goes to `report`."""

    def __init__(self, driver: str, report: Callable[[Message], None]) -> None:
        """Start the engine. Raises whatever the driver raises where its system lacks something."""
        library = ""
        if driver == ESPEAK:
            library = load_espeak()
            from facilitator.voice import espeak_driver

            espeak_driver.register(ESPEAK)
        import pyttsx3

        self._report = report
        self._driver = driver
        self._kind = KINDS.get(driver, DriverKind())
        self._heard: deque[tuple[Callable[..., None], dict[str, Any]]] = deque()
        self._now: Say | None = None
        self._words = 0
        self._set: dict[str, object] = {}
        self._engine: Any = pyttsx3.init(driver)
        for topic, listener in (
            ("started-utterance", self._on_started),
            ("started-word", self._on_word),
            ("finished-utterance", self._on_finished),
            ("error", self._on_error),
        ):
            self._engine.connect(topic, self._keeper(listener))
        self._pump = _run_loop() if driver == "nsss" else None
        self._engine.startLoop(False)
        self._engine.iterate()
        paced_driver = self._engine.proxy._driver if driver == ESPEAK else None  # noqa: SLF001
        player = paced_driver.player.name if paced_driver else SYSTEM
        report(Ready(driver, library, player, self._kind.recycle))
        if paced_driver and paced_driver.no_sound:
            report(Trouble("no-sound", paced_driver.no_sound))

    def _keeper(self, listener: Callable[..., None]) -> Callable[..., None]:
        # pyttsx3 swallows whatever a listener raises, so that what it tells is only kept at first.
        return lambda **values: self._heard.append((listener, values))

    @property
    def wait(self) -> float | None:
        """Seconds after which the engine must be looked at again; None: not before the next request."""
        if self._now is None:
            return LIVE if self._kind.live else None
        return BUSY if self._words else FIRST

    def say(self, request: Say) -> None:
        """Speak a text from its start; whatever is being spoken is cut off."""
        self.stop()
        rest = request.text[request.start :]
        if not is_speakable(rest):
            self._report(Finished(request.id, completed=True))
            return
        self._now, self._words = request, 0
        if request.voice:
            self._put("voice", request.voice)
        self._put("rate", round(request.rate / self._kind.pace))
        self._put("volume", request.volume)
        self._engine.say(rest, _name(request))
        self.turn()

    def _put(self, name: str, value: object) -> None:
        """Set a property where it changes."""
        if self._set.get(name) != value:
            self._set[name] = value
            self._engine.setProperty(name, value)

    def stop(self) -> None:
        """Be silent at once."""
        if self._now is not None:
            self._engine.stop()
            self._hear()
            self._finish(completed=False)

    def turn(self) -> None:
        """Let the engine work, and report what it said."""
        if self._pump is not None:
            self._pump()
        self._engine.iterate()
        self._hear()

    def _hear(self) -> None:
        while self._heard:
            listener, values = self._heard.popleft()
            listener(**values)

    # What pyttsx3 tells

    def _on_started(self, **_values: object) -> None:
        if self._now is not None:
            self._report(Started(self._now.id))

    def _on_word(self, name: str | None = None, location: int = 0, **_values: object) -> None:
        if self._now is None:
            return
        self._words += 1
        # SAPI's driver tells the start of the stream as a word; real words bring their own name.
        if self._driver == "sapi5" and self._words == 1 and name == _name(self._now):
            return
        text = self._now.text[self._now.start :]
        place = from_code_units(text, location) if self._kind.code_units else location
        self._report(Word(self._now.id, self._now.start + place))

    def _on_finished(self, name: str | None = None, completed: bool = True, **_values: object) -> None:
        if self._now is not None and name in (None, _name(self._now)):
            self._finish(completed=completed)

    def _finish(self, *, completed: bool) -> None:
        if self._now is not None:
            done, self._now = self._now, None
            self._report(Finished(done.id, completed))

    def _on_error(self, exception: BaseException | None = None, **_values: object) -> None:
        if isinstance(exception, NoSound):
            self._report(Trouble("no-sound", str(exception)))
            return
        # Neither pyttsx3's words nor a system's may be passed on here: they could quote the text.
        self._report(Trouble("speak-failed", type(exception).__name__))
        if isinstance(exception, ValueError | KeyError):  # a property that this engine does not know
            self._set.clear()
            return
        self.stop()

    # What there is

    def report_voices(self) -> None:
        """Report the voices."""
        try:
            found = list(self._engine.getProperty("voices"))
        except Exception as error:  # noqa: BLE001 - each system raises its own
            found = list(self._readable_voices())
            if not found:
                self._report(Trouble("no-voices", f"{type(error).__name__}: {error}"))
        self._report(Voices(tuple(_info(voice) for voice in found)))

    def _readable_voices(self) -> Iterator[Any]:
        """Yield SAPI's voices one by one: one with two languages ("409;9") fails pyttsx3 for all."""
        driver = self._engine.proxy._driver  # noqa: SLF001 - there is no other way
        if self._driver == "sapi5":
            for token in driver._tts.GetVoices():  # noqa: SLF001
                try:
                    yield driver._toVoice(token)  # noqa: SLF001
                except (ValueError, KeyError, OSError):
                    from pyttsx3.voice import Voice

                    yield Voice(token.Id, token.GetDescription())


def load_espeak() -> str:
    """Load eSpeak NG from the `espeakng-loader` wheel, so that pyttsx3 finds it; else say the system's own.

    Returns where it is. pyttsx3 opens `libespeak-ng.so.1`, and the C library answers with the one of that
    name that is loaded already. Its data goes by an environment variable, which it reads as it starts.
    """
    try:
        import espeakng_loader

        path, data = espeakng_loader.get_library_path(), espeakng_loader.get_data_path()
        ctypes.CDLL(path, mode=ctypes.RTLD_GLOBAL)
    except (ImportError, OSError, RuntimeError):  # not installed, of another kind of computer, incomplete
        return SYSTEM
    os.environ["ESPEAK_DATA_PATH"] = data
    return str(path)


def _name(request: Say) -> str:
    """Return the name under which pyttsx3 knows an utterance."""
    return f"utterance {request.id}"


def _info(voice: Any) -> VoiceInfo:
    languages = []
    for language in voice.languages or []:
        text = language.decode("utf-8", "replace") if isinstance(language, bytes) else str(language)
        languages.append(text.strip("\x05\x02").replace("_", "-").lower())
    gender = str(voice.gender or "").removeprefix("VoiceGender").lower()
    return VoiceInfo(str(voice.id), str(voice.name or voice.id), tuple(languages), gender)


def _run_loop() -> Callable[[], None]:
    """Return what fetches macOS's events; pyttsx3's own driver does not, in a loop that is not its own."""
    from Foundation import NSDate, NSDefaultRunLoopMode, NSRunLoop

    def pump() -> None:
        until = NSDate.dateWithTimeIntervalSinceNow_(BUSY)
        NSRunLoop.currentRunLoop().runMode_beforeDate_(NSDefaultRunLoopMode, until)

    return pump


def default_driver() -> str:
    """Return the driver of this system."""
    return BY_SYSTEM.get(sys.platform, ESPEAK)
