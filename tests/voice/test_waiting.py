"""The voice for a program that waits for people line by line."""

from __future__ import annotations

import threading

import pytest

from facilitator.voice.events import SpeakingPaused, SpeakingResumed, VoiceEvent, WordSpoken
from facilitator.voice.settings import FASTEST, SLOWEST, STEP, VoiceSettings
from facilitator.voice.voice_in_thread import WaitingVoice
from tests.voice.heard import SENTENCE, SPEAKING, options

FAST = VoiceSettings(rate=FASTEST)


@pytest.mark.needs("espeak")
def test_it_waits_for_the_end_and_can_be_stopped_meanwhile() -> None:
    events: list[VoiceEvent] = []
    word = threading.Event()

    def hear(event: VoiceEvent) -> None:
        events.append(event)
        if isinstance(event, WordSpoken):
            word.set()

    with WaitingVoice(FAST, hear=hear, speaking=SPEAKING, options=options()) as voice:
        assert voice.voices()[0].id
        assert voice.say_and_wait("Yes?")
        assert voice.say_and_wait("...")
        word.clear()
        ended = voice.say(SENTENCE)
        assert word.wait(10)
        voice.pause()
        voice.resume()
        voice.stop()
        assert not ended.result(10)
        assert voice.say_and_wait(SENTENCE, SENTENCE.index("about"))
    assert [type(event) for event in events].count(SpeakingPaused) == 1
    assert [type(event) for event in events].count(SpeakingResumed) == 1
    voice.close()


@pytest.mark.needs("espeak")
def test_a_listener_that_raises_keeps_nobody_waiting() -> None:
    def hear(event: VoiceEvent) -> None:
        raise BrokenPipeError(event.id)

    with WaitingVoice(FAST, hear=hear, speaking=SPEAKING, options=options()) as voice:
        assert voice.say("Yes?").result(30)
        assert voice.say("And now?").result(30)


def test_without_an_engine_it_does_not_wait() -> None:
    with WaitingVoice(FAST, speaking=SPEAKING, options=options("no_such_driver")) as voice:
        assert not voice.say_and_wait(SENTENCE)
        assert voice.voices() == ()
        assert voice.voice.unavailable is not None


def test_a_text_that_is_under_way_ends_with_the_voice() -> None:
    voice = WaitingVoice(FAST, speaking=SPEAKING, options=options("no_such_driver"))
    ended = voice.say(SENTENCE)
    voice.close()
    assert not ended.result(1)


def test_settings_stay_within_their_range() -> None:
    wild = VoiceSettings(rate=1000, volume=-3, late=-1)
    assert (wild.rate, wild.volume, wild.late) == (FASTEST, 0, 0)
    assert wild.faster() == wild
    assert wild.slower().rate == FASTEST - STEP
    assert VoiceSettings(rate=1).slower().rate == SLOWEST
    with WaitingVoice(FAST, speaking=SPEAKING) as voice:
        voice.settings = voice.settings.slower()
        assert voice.settings.rate == FASTEST - STEP
