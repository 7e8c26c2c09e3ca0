"""Reading aloud by typed words. The voice speaks while the chair goes on; the next typed line ends it.

Nothing here waits for a text to be read to its end but the letter, after which the program closes: a meeting
that is piped in never hangs on a loudspeaker. The voice is loaded when it is first asked for.
"""

from __future__ import annotations

import concurrent.futures
import contextlib
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

from facilitator.meeting import events as ev
from facilitator.plain.misses import Misused, Unsure
from facilitator.plan.people import CHILD
from facilitator.script.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facilitator.plain.conversation import Conversation
    from facilitator.plain.typed_words import Found
    from facilitator.voice.events import VoiceEvent
    from facilitator.voice.settings import VoiceSettings
    from facilitator.voice.waiting import WaitingVoice
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
            from facilitator.voice import waiting

            self._voice = waiting.WaitingVoice(hear=self._hear)
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


# What can be typed


def read(conversation: Conversation, _found: Found) -> None:
    """Read the question as it is put now: to the child in the child's words, or in easier ones."""
    question = conversation.session.view.question()
    if question is None:
        raise Misused("typed.no-question")
    for_child = question.child and (question.child_first or question.key.parts[-1:] == (CHILD,))
    words = question.easier or (question.child if for_child else question.adult) or question.child
    _read(conversation, [words])


def read_answers(conversation: Conversation, _found: Found) -> None:
    """Read what was said at this question."""
    place, view = conversation.session.meeting.place, conversation.session.view
    spoken = view.said_here(place) if place is not None else []
    _read(conversation, [say("plain.aloud-line", speaker=one.speaker, text=one.text) for one in spoken])


def read_said(conversation: Conversation, _found: Found) -> None:
    """Read everything that was said, and what will be done."""
    from facilitator.plain.readouts import action_words

    view, minutes = conversation.session.view, conversation.minutes
    lines = [say("plain.aloud-line", speaker=one.speaker, text=one.text) for one in view.everything_said()]
    _read(conversation, [*lines, *(action_words(held) for held in minutes.actions.values())])


def _read(conversation: Conversation, texts: list[str]) -> None:
    if not any(text.strip() for text in texts):
        raise Misused("plain.nothing-aloud")
    missing = conversation.aloud.read(texts)
    conversation.lines.put(missing or say("plain.reading-aloud"), 1)


def stop_reading(conversation: Conversation, _found: Found) -> None:
    """Be silent. Any other line does it too."""
    conversation.lines.put(say("plain.silent"), 1)


def slower(conversation: Conversation, _found: Found) -> None:
    """Read slower from now on."""
    _change(conversation, conversation.aloud.settings.slower())


def faster(conversation: Conversation, _found: Found) -> None:
    """Read faster from now on."""
    _change(conversation, conversation.aloud.settings.faster())


def voice(conversation: Conversation, found: Found) -> None:
    """Read in another voice, by its name or its id; “usual” is the computer's own."""
    aloud, wanted = conversation.aloud, found["name"].casefold()
    if wanted == say("plain.usual-voice"):
        _change(conversation, replace(aloud.settings, voice=""))
        return
    known = {one.id: one.name for one in aloud.voice.voices()}
    exact = [one for one, name in known.items() if wanted in (one.casefold(), name.casefold())]
    begins = [one for one, name in known.items() if name.casefold().startswith(wanted)]
    if not exact and len(begins) != 1:
        if aloud.why_not:
            conversation.lines.put(aloud.why_not, 1)
        raise Unsure("plain.no-such-voice", name=found["name"])
    _change(conversation, replace(aloud.settings, voice=(exact or begins)[0]))


def voices(conversation: Conversation, _found: Found) -> None:
    """List the voices."""
    from facilitator.voice.protocol import is_english

    known = conversation.aloud.voice.voices()
    named = [one for one in known if is_english(one)] or list(known)
    for one in named:
        conversation.lines.put(say("plain.one-voice", id=one.id, name=one.name), 1)
    if not named:
        conversation.lines.put(conversation.aloud.why_not or say("voice.none"), 1)


def _change(conversation: Conversation, settings: VoiceSettings) -> None:
    before = conversation.aloud.settings
    rate = settings.rate if settings.rate != before.rate else None
    chosen = settings.voice if settings.voice != before.voice else None
    sentence = say("voice.rate", rate=settings.rate)
    if chosen is not None:
        sentence = say("plain.voice-is", voice=settings.voice or say("plain.usual-voice"))
    if rate is None and chosen is None:
        conversation.lines.put(sentence, 1)
    else:
        conversation.record(ev.VoiceChosen(rate=rate, voice=chosen), sentence)
