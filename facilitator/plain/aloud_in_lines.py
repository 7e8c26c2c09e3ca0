"""Reading aloud by typed words. The voice speaks while the chair goes on; the next typed line ends it.

Nothing here waits for a text to be read to its end but the letter, after which the program closes: a meeting
that is piped in never hangs on a loudspeaker. The voice is loaded when it is first asked for.
"""

from __future__ import annotations

import concurrent.futures
import contextlib
import threading
from typing import TYPE_CHECKING

from facilitator.script.words_by_key import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facilitator.voice.events import VoiceEvent
    from facilitator.voice.settings import VoiceSettings
    from facilitator.voice.voice_in_thread import WaitingVoice
    from facilitator.work.session import Session

FIRST_WORD_SECONDS = 6.0
"""How long the first word is waited for, to say so if there is no voice; then the meeting goes on anyhow."""


class Aloud:
    """The voice of one conversation; made when something is first read."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._voice: WaitingVoice | None = None
        self._begun = threading.Event()
        self._no_sound = False

    @property
    def settings(self) -> VoiceSettings:
        """Rate and voice as the child's set-up has them."""
        from facilitator.voice.settings import VoiceSettings

        kept, usual = self._session.meeting.minutes.child.set_up, VoiceSettings()
        return VoiceSettings(kept.rate or usual.rate, kept.voice or usual.voice)

    @property
    def voice(self) -> WaitingVoice:
        """The voice, started now if this is the first time."""
        if self._voice is None:
            from facilitator.voice import voice_in_thread

            self._voice = voice_in_thread.WaitingVoice(hear=self._hear)
        return self._voice

    def read(self, texts: Sequence[str], *, to_the_end: bool = False) -> str:
        """Begin to read; returns a sentence that says what is missing, or nothing."""
        from facilitator.script.spoken import load_spoken
        from facilitator.voice.speakable import Speaking

        voice, text = self.voice, "\n".join(texts)
        names = [person.name for person in self._session.meeting.minutes.people.values()]
        self._begun.clear()
        voice.settings = self.settings
        ended = voice.say(Speaking(load_spoken(), names).speakable(text))
        self._begun.wait(FIRST_WORD_SECONDS)
        missing = self.why_not or (say("voice.no-sound") if self._no_sound else "")
        if to_the_end and not missing:
            longest = len(text.split()) * 60 / voice.settings.rate * 2 + FIRST_WORD_SECONDS
            with contextlib.suppress(concurrent.futures.TimeoutError):
                ended.result(longest)
        return missing

    @property
    def why_not(self) -> str:
        """Why there is no voice, in words; empty where there is one."""
        gone = self._voice.voice.unavailable if self._voice is not None else None
        return say(f"voice.{gone.reason}", detail=gone.detail) if gone else ""

    @property
    def is_reading(self) -> bool:
        """Whether something is being read."""
        return self._voice is not None and self._voice.voice.is_speaking

    def stop(self) -> None:
        """Be silent at once."""
        if self._voice is not None:
            self._voice.stop()

    def close(self) -> None:
        """Be silent, and end the voice."""
        if self._voice is not None:
            self._voice.close()

    def _hear(self, event: VoiceEvent) -> None:
        """Called in the voice's own thread."""
        from facilitator.voice.events import SoundLost, SpeakingFinished, VoiceUnavailable, WordSpoken

        self._no_sound = self._no_sound or isinstance(event, SoundLost)
        if isinstance(event, WordSpoken | SpeakingFinished | VoiceUnavailable):
            self._begun.set()
