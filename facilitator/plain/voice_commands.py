"""What can be typed to have something read aloud, and to change how it sounds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from facilitator.dialogue.command_shapes import Found
from facilitator.dialogue.requests import Misused, Unsure
from facilitator.meeting import events as ev
from facilitator.plain.conversation import Conversation
from facilitator.plain.readouts import action_words
from facilitator.script.words_by_key import say

if TYPE_CHECKING:
    from facilitator.voice.settings import VoiceSettings


def read(conversation: Conversation, _found: Found) -> None:
    """Read the question as it is put now: to the child in the child's words, or in easier ones."""
    question = conversation.session.view.question()
    if question is None:
        raise Misused("typed.no-question")
    words = question.easier or (question.child if question.to_child else question.adult) or question.child
    _read(conversation, [words])


def read_answers(conversation: Conversation, _found: Found) -> None:
    """Read what was said at this question."""
    place, view = conversation.session.meeting.place, conversation.session.view
    spoken = view.said_here(place, aloud=True) if place is not None else []
    _read(conversation, [say("plain.aloud-line", speaker=one.speaker, text=one.text) for one in spoken])


def read_said(conversation: Conversation, _found: Found) -> None:
    """Read everything that was said, and what will be done."""
    view = conversation.session.view
    lines = [say("plain.aloud-line", speaker=one.speaker, text=one.text) for one in view.everything_said()]
    _read(conversation, [*lines, *(action_words(held) for held in view.actions())])


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
