"""The voice for a program that waits for people line by line: a loop of its own in a thread."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import Any, Self, TypeVar

from facilitator.voice.client import Voice
from facilitator.voice.events import SpeakingFinished, VoiceEvent
from facilitator.voice.process import WorkerOptions
from facilitator.voice.protocol import VoiceInfo
from facilitator.voice.settings import VoiceSettings
from facilitator.voice.speakable import Speakable, Speaking

_T = TypeVar("_T")


class WaitingVoice:
    """Reads texts, and waits where it is asked to; every method may be called from any thread.

    `hear` is called in the voice's own thread. Use it in a `with` statement, or call `close`.
    """

    def __init__(
        self,
        settings: VoiceSettings | None = None,
        *,
        hear: Callable[[VoiceEvent], None] | None = None,
        speaking: Speaking | None = None,
        options: WorkerOptions | None = None,
    ) -> None:
        self._told = hear
        self._ends: dict[int, Future[bool]] = {}
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="voice", daemon=True)
        self._thread.start()
        self.voice = self._call(lambda: Voice(self._hear, settings, speaking=speaking, options=options))

    def __enter__(self) -> Self:
        """Give the voice."""
        return self

    def __exit__(self, *_problem: object) -> None:
        """Be silent and end."""
        self.close()

    @property
    def settings(self) -> VoiceSettings:
        """What holds for the next text."""
        return self.voice.settings

    @settings.setter
    def settings(self, settings: VoiceSettings) -> None:
        self._call(lambda: setattr(self.voice, "settings", settings))

    def say(self, text: str | Speakable, from_: int = 0) -> Future[bool]:
        """Begin to read a text; the result is whether everything was said, once it is over."""
        ended: Future[bool] = Future()

        def begin() -> None:
            self._ends[self.voice.say(text, from_)] = ended

        self._call(begin)
        return ended

    def say_and_wait(self, text: str | Speakable, from_: int = 0) -> bool:
        """Read a text and return whether everything was said; Ctrl+C stops it, and is passed on."""
        ended = self.say(text, from_)
        try:
            return ended.result()
        except KeyboardInterrupt:
            self.stop()
            raise

    def stop(self) -> None:
        """Be silent at once."""
        self._call(self.voice.stop)

    def pause(self) -> None:
        """Be silent at once, and remember the word."""
        self._call(self.voice.pause)

    def resume(self) -> None:
        """Go on with the word at which it was paused."""
        self._call(self.voice.resume)

    def voices(self) -> tuple[VoiceInfo, ...]:
        """Return the voices that there are; none where there is no engine."""
        return self._wait(self.voice.voices())

    def close(self) -> None:
        """Be silent and end the worker."""
        if self._loop.is_closed():
            return
        self._wait(self.voice.close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _hear(self, event: VoiceEvent) -> None:
        try:
            if self._told is not None:
                self._told(event)
        finally:
            if isinstance(event, SpeakingFinished) and event.id in self._ends:
                self._ends.pop(event.id).set_result(event.completed)

    def _call(self, action: Callable[[], _T]) -> _T:
        async def act() -> _T:
            return action()

        return self._wait(act())

    def _wait(self, work: Coroutine[Any, Any, _T]) -> _T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()
