"""pyttsx3's own drivers for Windows and macOS, run here against stand-ins for what they call.

This shows that our worker and they understand each other. What Windows and macOS themselves do is shown by
`facilitator doctor`, on a computer that has them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.voice.events import SpeakingStarted, VoiceUnavailable, WordSpoken
from facilitator.voice.process import WorkerOptions
from facilitator.voice.settings import VoiceSettings
from tests.voice.heard import heard, options, pid

HERE = Path(__file__).parent
TEXT = "𝒵𝑜𝑒𝓎 😀 and the TA are one of a kind."
WORDS = ["𝒵𝑜𝑒𝓎", "and", "the", "TA", "are", "one", "of", "a", "kind."]
"""Its first letters are two UTF-16 units each."""


def worker(driver: str) -> WorkerOptions:
    """Return how to start a worker that finds the stand-ins."""
    return options(driver, PYTHONPATH=str(HERE / ("windows" if driver == "sapi5" else "macos")))


@pytest.mark.parametrize("driver", ["sapi5", "nsss"])
async def test_every_word_lights_up_and_nothing_else(driver: str) -> None:
    async with heard(worker(driver)) as ear:
        said = ear.voice.say(TEXT)
        assert (await ear.end(said)).completed
        assert ear.words(TEXT, said) == WORDS
        assert ear.voice.ready is not None
        assert ear.voice.ready.driver == driver


@pytest.mark.parametrize("driver", ["sapi5", "nsss"])
async def test_the_second_text_is_read_too(driver: str) -> None:
    """On Windows pyttsx3 2.99 can leave it silent (issues 402, 419, 440)."""
    async with heard(worker(driver)) as ear:
        for text in ("One two.", "Three four.", "Five six."):
            said = ear.voice.say(text)
            assert (await ear.end(said)).completed
            assert ear.words(text, said) == text.split()


@pytest.mark.parametrize(("driver", "recycled"), [("sapi5", True), ("nsss", False)])
async def test_after_a_stop_the_next_text_is_read(driver: str, recycled: bool) -> None:
    """SAPI's driver cannot be trusted after a stop, so that its worker is replaced."""
    async with heard(worker(driver)) as ear:
        said = ear.voice.say(TEXT)
        await ear.until(lambda: len(ear.of(WordSpoken)) == 2)
        before = pid(ear.voice)
        ear.voice.stop()
        await ear.voice.settled()
        again = ear.voice.say(TEXT)
        assert (await ear.end(again)).completed
        assert ear.words(TEXT, again) == WORDS
        assert len(ear.of(WordSpoken, said)) == 2
        assert (pid(ear.voice) != before) is recycled
        assert ear.voice._crashes == 0


@pytest.mark.parametrize("driver", ["sapi5", "nsss"])
async def test_a_pause_goes_on_with_its_word(driver: str) -> None:
    async with heard(worker(driver)) as ear:
        said = ear.voice.say(TEXT)
        await ear.until(lambda: len(ear.of(WordSpoken)) == 4)
        ear.voice.pause()
        await ear.voice.settled()
        ear.voice.resume()
        assert (await ear.end(said)).completed
        assert ear.words(TEXT, said) == WORDS[:4] + WORDS[3:]
        assert len(ear.of(SpeakingStarted)) == 1


@pytest.mark.parametrize("driver", ["sapi5", "nsss"])
async def test_voices_are_listed_one_bad_voice_or_not(driver: str) -> None:
    async with heard(worker(driver)) as ear:
        voices = await ear.voice.voices()
        assert len(voices) == 2
        assert voices[0].languages == ("en-gb",)
        assert voices[0].gender in ("female", "male")
        ear.voice.settings = VoiceSettings(voice=voices[0].id, rate=100, volume=0.5)
        assert (await ear.end(ear.voice.say("Yes?"))).completed
        assert not ear.of(VoiceUnavailable)
