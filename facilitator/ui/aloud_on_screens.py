"""Reading aloud on the screens: one text after the other, each word lit as it is said.

It is imported, and the voice started, when somebody first asks for it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from textual import events

from facilitator.script.spoken import load_spoken
from facilitator.script.words_by_key import say
from facilitator.ui.key_table import ALOUD, ALOUD_ACTIONS
from facilitator.voice.client import Voice
from facilitator.voice.events import SoundLost, SpeakingFinished, VoiceEvent, VoiceUnavailable, WordSpoken
from facilitator.voice.settings import VoiceSettings
from facilitator.voice.spans import Span
from facilitator.voice.speakable import Speaking

if TYPE_CHECKING:
    from textual.screen import Screen

    from facilitator.ui.background_session import Desk
    from facilitator.voice.protocol import VoiceInfo

Light = Callable[[Span | None], None]
"""Marks the word that is being said, or with None no word any more."""


def no_light(word: Span | None) -> None:
    """Mark nothing, where the text stands nowhere."""
    del word


@dataclass(frozen=True)
class Piece:
    """A text to be read, and who marks its words."""

    text: str
    light: Light = no_light


class Around(Protocol):
    """What the voice needs of the app."""

    desk: Desk | None

    @property
    def screen(self) -> Screen[Any]:
        """The screen in front."""

    def at_once(self, action: Callable[[], None]) -> None:
        """Do something before any further key is looked at."""

    def say(self, words: str) -> None:
        """Say something on the screen in front."""


class Aloud:
    """Reads pieces one after the other; `settings` come from the child's set-up, as far as it has any."""

    make_voice: ClassVar[Callable[[Callable[[VoiceEvent], None]], Voice]] = Voice
    """Makes the voice; tests have one that says nothing."""

    def __init__(self, app: Around) -> None:
        self._app = app
        self._voice = type(self).make_voice(self._hear)
        self._spoken = load_spoken()
        self._pieces: deque[Piece] = deque()
        self._now: Piece | None = None
        self._id = 0
        self._no_sound = False

    # What people do

    def read(self, pieces: Sequence[Piece]) -> None:
        """Read these; what was being read is cut off."""
        self.stop()
        self._voice.settings = self.settings
        self._pieces.extend(piece for piece in pieces if piece.text.strip())
        self._next()

    def stop(self) -> None:
        """Be silent at once, and mark nothing."""
        self._pieces.clear()
        self._voice.stop()

    def pause(self) -> None:
        """Be silent at once, to go on later with the same word."""
        self._voice.pause()

    def go_on(self) -> None:
        """Go on after a pause."""
        self._voice.resume()

    def stop_or_go_on(self) -> None:
        """Go on where the reading is paused, else be silent."""
        if self.is_paused:
            self.go_on()
        else:
            self.stop()

    def make_way(self, pressed: events.Event) -> None:
        """Be silent because a key or the mouse was pressed, unless it is on one of the voice's own keys."""
        of_the_voice = isinstance(pressed, events.Key) and pressed.key in ALOUD
        if self.is_reading and not self.is_paused and not of_the_voice:
            self._app.at_once(partial(self._stop_if, self._id, pressed))

    async def close(self) -> None:
        """Be silent and end the worker."""
        self._pieces.clear()
        await self._voice.close()

    async def voices(self) -> tuple[VoiceInfo, ...]:
        """Return the voices that there are; none without an engine."""
        return await self._voice.voices()

    @property
    def is_reading(self) -> bool:
        """Whether something is being read, or paused."""
        return self._now is not None

    @property
    def is_paused(self) -> bool:
        """Whether the reading is paused."""
        return self._voice.is_paused

    # How it sounds

    @property
    def settings(self) -> VoiceSettings:
        """Rate and voice as the child's set-up has them; without a meeting, as they were changed last."""
        desk, now = self._app.desk, self._voice.settings
        if desk is None:
            return now
        kept = desk.session.meeting.minutes.child.set_up
        return replace(now, rate=kept.rate or VoiceSettings().rate, voice=kept.voice)

    def change(self, settings: VoiceSettings) -> None:
        """Read like this from now on; kept with the child's set-up, in the plan."""
        from facilitator.meeting.events import VoiceChosen
        from facilitator.plan.refusal import Refusal
        from facilitator.script.words_by_key import explain

        before = self.settings
        self._voice.settings = settings
        if self._app.desk is None or settings == before:
            return
        rate = settings.rate if settings.rate != before.rate else None
        voice = settings.voice if settings.voice != before.voice else None
        try:
            self._app.desk.record(VoiceChosen(rate=rate, voice=voice))
        except Refusal as refusal:  # the meeting has ended: it holds for this run
            self._say(explain(refusal))

    # What the voice tells

    def _next(self) -> None:
        if self._pieces:
            self._now = self._pieces.popleft()
            self._id = self._voice.say(self._speaking.speakable(self._now.text))

    @property
    def _speaking(self) -> Speaking:
        """What makes texts speakable; people's names are said as they are."""
        desk = self._app.desk
        people = desk.session.meeting.minutes.people.values() if desk is not None else ()
        return Speaking(self._spoken, [person.name for person in people])

    def _stop_if(self, said: int, pressed: events.Event) -> None:
        if self._id == said and not self.is_paused and not self._is_on_a_key(pressed):
            self.stop()

    def _is_on_a_key(self, pressed: events.Event) -> bool:
        """Whether the mouse went down on a key of the voice: what becomes of it is for the click to do.

        Asked of what stands there, not of the time: a button may be held down for as long as one likes.
        """
        if not isinstance(pressed, events.MouseDown):
            return False
        here = self._app.screen.get_style_at(int(pressed.x), int(pressed.y))
        return here.meta.get("@click") in ALOUD_ACTIONS

    def _hear(self, event: VoiceEvent) -> None:
        if isinstance(event, VoiceUnavailable):
            self._pieces.clear()
            self._say(say(f"voice.{event.reason}", detail=event.detail))
        elif isinstance(event, SoundLost):
            if not self._no_sound:
                self._no_sound = True
                self._say(say("voice.no-sound"))
        elif event.id != self._id or self._now is None:
            return
        elif isinstance(event, WordSpoken):
            self._now.light(Span(event.start, event.end))
        elif isinstance(event, SpeakingFinished):
            done, self._now = self._now, None
            try:
                done.light(None)
            finally:
                if event.completed:
                    self._next()
                else:
                    self._pieces.clear()

    def _say(self, words: str) -> None:
        self._app.say(words)

    @property
    def why_not(self) -> str:
        """Why there will be no voice, in words; empty where there may be one, as far as anybody knows."""
        gone = self._voice.unavailable
        return say(f"voice.{gone.reason}", detail=gone.detail) if gone and gone.for_good else ""
