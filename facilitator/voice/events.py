"""What the voice tells the screen; places are those of the written text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class VoiceEvent:
    """Something that happened to a text that is being read aloud; `id` is what `say` returned."""

    id: int


@dataclass(frozen=True)
class SpeakingStarted(VoiceEvent):
    """The engine has begun."""


@dataclass(frozen=True)
class WordSpoken(VoiceEvent):
    """The written word from `start` to `end` (code points, `end` not included) is being said now."""

    start: int
    end: int


@dataclass(frozen=True)
class SpeakingPaused(VoiceEvent):
    """It is silent; `at` is where it will go on: the start of the word that was being said."""

    at: int


@dataclass(frozen=True)
class SpeakingResumed(VoiceEvent):
    """It goes on after a pause."""


@dataclass(frozen=True)
class SpeakingFinished(VoiceEvent):
    """Nothing more comes; `completed` where everything was said. Take the light off the last word."""

    completed: bool


@dataclass(frozen=True)
class SoundLost(VoiceEvent):
    """There is no sound, or no longer: words light up silently. `detail` is for `facilitator doctor`."""

    detail: str


@dataclass(frozen=True)
class VoiceUnavailable(VoiceEvent):
    """There is no voice. `voice.REASON` are the words for people.

    `reason` is `no-engine`, or `crashed` where the engine broke again and again; it is tried again with the
    next text.
    """

    reason: str
    detail: str

    @property
    def for_good(self) -> bool:
        """Whether there will be no voice any more either."""
        return self.reason != "crashed"
