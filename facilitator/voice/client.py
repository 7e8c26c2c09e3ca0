"""The screen's side of reading aloud; nothing here waits for an engine.

Everything is told to one listener as events, in the order in which people hear it. Places are those of the
*written* text, whatever is said for it.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections.abc import Callable
from dataclasses import dataclass

from facilitator.script.spoken import load_spoken
from facilitator.voice import protocol
from facilitator.voice.events import (
    SoundLost,
    SpeakingFinished,
    SpeakingPaused,
    SpeakingResumed,
    SpeakingStarted,
    VoiceEvent,
    VoiceUnavailable,
    WordSpoken,
)
from facilitator.voice.process import WorkerOptions, WorkerProcess
from facilitator.voice.protocol import Message, VoiceInfo, is_english
from facilitator.voice.settings import VoiceSettings
from facilitator.voice.spans import WordTracker
from facilitator.voice.speakable import Speakable, Speaking

CRASHES = 4
"""The crash in a row, without a word between, after which a worker is started only when somebody asks."""


@dataclass(frozen=True)
class Patience:
    """Seconds to wait for a worker before it is taken to hang; the first start on Windows is slow."""

    start: float = 20.0
    first_word: float = 3.0
    stop: float = 1.0


@dataclass
class _Utterance:
    """A text that is being read.

    The worker knows it by `number`, which changes with each resume: what an older one still brings is stale.
    """

    id: int
    number: int
    text: Speakable
    words: WordTracker
    at: int = 0
    started: bool = False
    paused: bool = False
    heard: bool = False


class Voice:
    """Reads one text at a time; for an asyncio loop, in whose thread everything happens.

    `hear` gets every event, never before the call that caused it has returned, but for those of `stop`,
    `pause` and `resume`, which come at once: the light goes in the same frame as the key. What it raises is
    dropped, since a word that could not be lit must not end the reading.
    """

    def __init__(
        self,
        hear: Callable[[VoiceEvent], None],
        settings: VoiceSettings | None = None,
        *,
        speaking: Speaking | None = None,
        options: WorkerOptions | None = None,
        patience: Patience | None = None,
    ) -> None:
        self.settings = settings or VoiceSettings()
        self.ready: protocol.Ready | None = None
        self.unavailable: VoiceUnavailable | None = None
        self._hear = hear
        self._speaking = speaking or Speaking(load_spoken())
        self._options = options or WorkerOptions()
        self._patience = patience or Patience()
        self._worker: WorkerProcess | None = None
        self._ended: list[WorkerProcess] = []
        self._now: _Utterance | None = None
        self._ids = itertools.count(1)
        self._numbers = itertools.count(1)
        self._crashes = 0
        self._was_ready = False
        self._pings = 0
        self._listing: list[asyncio.Future[tuple[VoiceInfo, ...]]] = []
        self._watch: asyncio.TimerHandle | None = None
        self._stop_watch: asyncio.TimerHandle | None = None
        self._settled: asyncio.Future[None] | None = None

    # What people do

    def start(self) -> None:
        """Start the engine, so that the first text does not wait for it; `say` does it too.

        One that crashed again and again is tried once more.
        """
        if self.unavailable is not None and not self.unavailable.for_good:
            self.unavailable, self._crashes = None, CRASHES - 1
        if self._worker is None and self.unavailable is None:
            self._start_worker()

    def say(self, text: str | Speakable, from_: int = 0) -> int:
        """Read a text from the word at the written place `from_`; what is being read is cut off.

        Returns the id that its events have. Does nothing but end at once where there is nothing to say, or
        no voice.
        """
        self.stop()
        what = text if isinstance(text, Speakable) else self.speakable(text)
        words = WordTracker(what.written, from_)
        now = self._now = _Utterance(next(self._ids), next(self._numbers), what, words, at=from_)
        if what.is_silent or (self.unavailable is not None and self.unavailable.for_good):
            asyncio.get_running_loop().call_soon(self._nothing_to_say, now)
        else:
            self._send_say()
        return now.id

    def stop(self) -> None:
        """Be silent at once."""
        if self._now is not None:
            was_paused = self._now.paused
            self._finish(completed=False)
            if not was_paused:
                self._silence()

    def pause(self) -> None:
        """Be silent at once, and remember the word."""
        now = self._now
        if now is not None and not now.paused:
            now.paused = True
            self._unwatch()
            self._silence()
            self._tell(SpeakingPaused(now.id, now.at))

    def resume(self) -> None:
        """Go on with the word at which it was paused."""
        now = self._now
        if now is not None and now.paused:
            now.paused = now.heard = False
            now.number = next(self._numbers)
            now.words = WordTracker(now.text.written, now.at)
            self._tell(SpeakingResumed(now.id))
            self._send_say()

    def speakable(self, text: str) -> Speakable:
        """Return what is said for a written text."""
        return self._speaking.speakable(text)

    @property
    def is_speaking(self) -> bool:
        """Whether a text is being read, or paused."""
        return self._now is not None

    @property
    def is_paused(self) -> bool:
        """Whether a text is paused."""
        return self._now is not None and self._now.paused

    async def voices(self) -> tuple[VoiceInfo, ...]:
        """Return the voices that there are, English ones first; none where there is no engine."""
        self.start()
        if self._worker is None or self.unavailable is not None:
            return ()
        listed: asyncio.Future[tuple[VoiceInfo, ...]] = asyncio.get_running_loop().create_future()
        self._listing.append(listed)
        if self.ready is not None:
            self._worker.send(protocol.ListVoices())
        try:
            return await asyncio.wait_for(listed, self._patience.start)
        except TimeoutError:  # an engine that hangs
            return ()

    async def settled(self) -> None:
        """Wait until the worker has answered a stop, or was replaced: it makes no sound any more."""
        if self._settled is not None:
            await asyncio.shield(self._settled)
        for old in list(self._ended):
            await old.wait()

    async def close(self) -> None:
        """Be silent and end the worker; waits until it is gone, half a second at most."""
        self._finish(completed=False)
        worker, self._worker = self._worker, None
        self._forget_worker()
        if worker is not None:
            await worker.close()
        for old in list(self._ended):
            await old.wait()

    # What the worker does

    def _start_worker(self) -> None:
        self.ready = None
        worker = WorkerProcess(
            self._options,
            lambda message: self._take(worker, message),
            lambda status: self._gone(worker, status),
        )
        self._worker = worker

    def _send_say(self) -> None:
        """Have the present text spoken once the worker is ready, which is never sent what nobody wants."""
        self.start()
        now, settings = self._now, self.settings
        if now is None or self._worker is None:
            return
        if self.ready is None:
            self._watch_for(self._patience.start)
            return
        start = now.text.spoken_at(now.at)
        self._worker.send(
            protocol.Say(now.number, now.text.spoken, start, settings.rate, settings.voice, settings.volume)
        )
        self._watch_for(self._patience.first_word)

    def _silence(self) -> None:
        """Have the worker stop, and replace it where it does not answer, or cannot be trusted afterwards."""
        worker = self._worker
        if worker is None or self.ready is None:
            return
        if self.ready.recycle:
            self._worker = None
            self._forget_worker()
            self._ended.append(worker)
            worker.kill()
            self._start_worker()
            return
        worker.send(protocol.Stop())
        if self._stop_watch is None:
            loop = asyncio.get_running_loop()
            self._stop_watch = loop.call_later(self._patience.stop, self._kill, worker)
            self._settled = loop.create_future()
        self._pings += 1
        worker.send(protocol.Ping(self._pings))

    def _take(self, worker: WorkerProcess, message: Message) -> None:
        """Take a message in; those of a worker or a text that is no longer wanted are dropped."""
        if worker is not self._worker:
            return
        if isinstance(message, protocol.Pong):
            if message.number == self._pings:
                self._forget_stop()
        elif isinstance(message, protocol.Voices):
            self._list(tuple(sorted(message.voices, key=lambda voice: not is_english(voice))))
        elif isinstance(message, protocol.Ready):
            self._begin(worker, message)
        elif isinstance(message, protocol.Trouble):
            self._take_trouble(message)
        elif isinstance(message, protocol.Started | protocol.Word | protocol.Finished):
            self._take_in_time(message)

    def _begin(self, worker: WorkerProcess, ready: protocol.Ready) -> None:
        """Send a worker that is ready what has waited for it."""
        self.ready, self._was_ready = ready, True
        if self._listing:
            worker.send(protocol.ListVoices())
        if self._now is not None and not self._now.paused:
            self._send_say()

    def _take_in_time(self, message: protocol.Started | protocol.Word | protocol.Finished) -> None:
        """Take what is heard in when it is heard: later, where the speaker is late."""
        if self.settings.late and not (isinstance(message, protocol.Finished) and not message.completed):
            loop = asyncio.get_running_loop()
            loop.call_later(self.settings.late / 1000, self._take_spoken, message)
        else:
            self._take_spoken(message)

    def _take_spoken(self, message: protocol.Started | protocol.Word | protocol.Finished) -> None:
        now = self._now
        if now is None or now.paused or message.id != now.number:
            return
        if isinstance(message, protocol.Started):
            if not now.started:
                now.started = True
                self._tell(SpeakingStarted(now.id))
        elif isinstance(message, protocol.Finished):
            self._finish(completed=message.completed)
        else:
            if not now.heard:
                now.heard, self._crashes = True, 0
                self._unwatch()
            word = now.words.heard(now.text.written_at(message.start))
            if word is not None:
                now.at = word.start
                self._tell(WordSpoken(now.id, word.start, word.end))

    def _take_trouble(self, trouble: protocol.Trouble) -> None:
        if trouble.fatal:
            self._give_up("crashed" if self._was_ready else trouble.code, trouble.detail)
        elif trouble.code == "no-sound":
            self._tell(SoundLost(self._now.id if self._now else 0, trouble.detail))

    def _gone(self, worker: WorkerProcess, status: int | None) -> None:
        """Take the end of a worker in: one that was not sent away has crashed, and gets a successor."""
        if worker in self._ended:
            self._ended.remove(worker)
        if worker is not self._worker:
            return
        self._worker = None
        self._forget_worker()
        if self.unavailable is not None:
            return
        self._crashes += 1
        paused = self._now is not None and self._now.paused
        self.ready = None
        if self._crashes >= CRASHES or status is None:
            crashed = status is not None or self._was_ready
            self._give_up("crashed" if crashed else "no-engine", f"exit status {status}")
            return
        self._start_worker()
        if not paused:
            self._finish(completed=False)

    def _kill(self, worker: WorkerProcess) -> None:
        """End a worker that hangs; its end is then a crash."""
        if worker is self._worker:
            worker.kill()

    def _give_up(self, reason: str, detail: str) -> None:
        gone = self.unavailable = VoiceUnavailable(self._now.id if self._now else 0, reason, detail)
        self._forget_worker()
        self._finish(completed=False)
        self._tell(gone)

    # Small parts

    def _tell(self, event: VoiceEvent) -> None:
        with contextlib.suppress(Exception):
            self._hear(event)

    def _nothing_to_say(self, said: _Utterance) -> None:
        if self._now is said:
            self._finish(completed=self.unavailable is None)

    def _finish(self, *, completed: bool) -> None:
        self._unwatch()
        if self._now is not None:
            done, self._now = self._now, None
            self._tell(SpeakingFinished(done.id, completed))

    def _list(self, voices: tuple[VoiceInfo, ...]) -> None:
        waiting, self._listing = self._listing, []
        for one in waiting:
            if not one.done():
                one.set_result(voices)

    def _watch_for(self, seconds: float) -> None:
        self._unwatch()
        if self._worker is not None:
            loop = asyncio.get_running_loop()
            self._watch = loop.call_later(seconds, self._kill, self._worker)

    def _unwatch(self) -> None:
        if self._watch is not None:
            self._watch.cancel()
            self._watch = None

    def _forget_worker(self) -> None:
        """Wait for nothing any more that a worker was asked for."""
        self._unwatch()
        self._forget_stop()
        self._list(())

    def _forget_stop(self) -> None:
        if self._stop_watch is not None:
            self._stop_watch.cancel()
            self._stop_watch = None
        if self._settled is not None:
            self._settled.set_result(None)
            self._settled = None
