"""eSpeak NG for real, paced by the clock: words, stops, pauses, and all that can happen to a worker."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from functools import partial
from pathlib import Path

import pytest

from facilitator.voice.client import Patience
from facilitator.voice.events import (
    SoundLost,
    SpeakingFinished,
    SpeakingPaused,
    SpeakingResumed,
    SpeakingStarted,
    VoiceUnavailable,
    WordSpoken,
)
from facilitator.voice.settings import FASTEST, SLOWEST, USUAL, VoiceSettings
from tests.voice.heard import SENTENCE, heard, in_group, is_alive, options, pid

pytestmark = pytest.mark.needs("espeak")

SHORT = "Is it loud here?"
QUICK = Patience(first_word=0.4, stop=0.3)
POSIX = pytest.mark.needs("posix")


async def test_every_word_lights_up_in_time_and_in_order() -> None:
    text = "Zoë & 1-2 of the – “cats” 😀 !"
    async with heard() as ear:
        said = ear.voice.say(text)
        assert (await ear.end(said)).completed
        assert ear.words(text, said) == ["Zoë", "&", "1-2", "of", "the", "“cats”"]
        kinds = [type(event) for _, event in ear.events]
        assert kinds[0] is SpeakingStarted
        assert kinds[-1] is SpeakingFinished
        assert set(kinds[1:-1]) == {WordSpoken}
        times = ear.times(WordSpoken, said)
        assert times == sorted(times)
        assert times[-1] - times[0] > 1


async def test_what_is_written_in_short_lights_up_word_by_word_too() -> None:
    text = "Nguyễn's TA (Yr 3/4) gave 2½hrs w/b 27/11, 50 % of it: SALT/OT."
    async with heard() as ear:
        said = ear.voice.say(text)
        assert (await ear.end(said)).completed
        assert ear.words(text, said) == text.split()


async def test_the_rate_is_as_heard() -> None:
    text = "What is it like at school?"
    async with heard(settings=VoiceSettings(rate=USUAL)) as ear:
        said = ear.voice.say(text)
        await ear.end(said)
        seconds = ear.times(SpeakingFinished, said)[0] - ear.times(SpeakingStarted, said)[0]
        assert len(text.split()) / seconds * 60 == pytest.approx(USUAL, rel=0.2)


async def test_slower_takes_longer() -> None:
    async with heard() as ear:
        lengths = []
        for rate in (FASTEST, SLOWEST):
            ear.voice.settings = VoiceSettings(rate=rate)
            said = ear.voice.say("Yes?")
            await ear.end(said)
            lengths.append(ear.times(SpeakingFinished, said)[0] - ear.times(SpeakingStarted, said)[0])
        assert lengths[1] / lengths[0] == pytest.approx(2, rel=0.2)


async def test_a_stop_is_silent_at_once_and_says_so_in_the_same_call() -> None:
    async with heard() as ear:
        said = ear.voice.say(SENTENCE)
        await ear.until(lambda: len(ear.of(WordSpoken)) == 2)
        before = len(ear.events)
        ear.voice.stop()
        assert [event for _, event in ear.events[before:]] == [SpeakingFinished(said, completed=False)]
        assert not ear.voice.is_speaking
        await asyncio.wait_for(ear.voice.settled(), 1)
        again = ear.voice.say(SHORT)
        assert (await ear.end(again)).completed
        assert ear.words(SHORT, again) == SHORT.split()
        assert len(ear.of(WordSpoken, said)) == 2


async def test_a_pause_remembers_the_word_and_goes_on_with_it() -> None:
    async with heard() as ear:
        said = ear.voice.say(SHORT)
        await ear.until(lambda: len(ear.of(WordSpoken)) == 3)
        ear.voice.pause()
        ear.voice.pause()
        (paused,) = ear.of(SpeakingPaused)
        assert SHORT[paused.at :] == "loud here?"
        assert ear.voice.is_paused
        ear.voice.resume()
        ear.voice.resume()
        assert (await ear.end(said)).completed
        assert len(ear.of(SpeakingResumed)) == len(ear.of(SpeakingStarted)) == 1
        assert ear.words(SHORT, said) == ["Is", "it", "loud", "loud", "here?"]


async def test_a_paused_text_can_be_stopped_and_read_again_from_any_word() -> None:
    async with heard() as ear:
        first = ear.voice.say(SENTENCE)
        await ear.until(lambda: ear.of(WordSpoken))
        ear.voice.pause()
        ear.voice.stop()
        assert not (await ear.end(first)).completed
        ear.voice.resume()
        assert not ear.voice.is_speaking
        said = ear.voice.say(SENTENCE, SENTENCE.index("talk") + 2)
        assert (await ear.end(said)).completed
        assert ear.words(SENTENCE, said) == ["talk", "about?"]


async def test_a_new_text_cuts_the_old_one_off() -> None:
    async with heard() as ear:
        old = ear.voice.say(SENTENCE)
        await ear.until(lambda: ear.of(WordSpoken))
        new = ear.voice.say("Yes?")
        assert ear.of(SpeakingFinished, old) == [SpeakingFinished(old, completed=False)]
        assert (await ear.end(new)).completed
        assert ear.words("Yes?", new) == ["Yes?"]
        assert [event.id for event in ear.of(WordSpoken)].count(old) == 1


async def test_keys_pressed_before_the_engine_is_there_leave_the_last_one() -> None:
    async with heard() as ear:
        ear.voice.say("One")
        ear.voice.say("Two")
        said = ear.voice.say("Three")
        ear.voice.pause()
        ear.voice.resume()
        assert (await ear.end(said)).completed
        assert [event.id for event in ear.of(WordSpoken)] == [said]


async def test_nothing_to_say_is_over_at_once_and_starts_no_engine() -> None:
    """Text without a letter crashes engines (pyttsx3, issue 140)."""
    async with heard() as ear:
        for text in ("", " \n", "... – !", "😀", "☐ ____"):
            said = ear.voice.say(text)
            assert not ear.of(SpeakingFinished, said), "the caller has no id yet"
            assert (await ear.end(said)).completed
        assert ear.voice._worker is None


ODD = [
    "\0\0a\0",
    "<speak>a & b</speak>",
    "[[a]] {b} %s %d",
    "e" * 2000,
    "1" * 60,
    "a\u0301\u200d\u202e b",
    "漢字 and عربي",
    "\ud800 a",
    "a. " * 300,
]


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
async def test_no_text_breaks_the_engine(text: str) -> None:
    async with heard() as ear:
        said = ear.voice.say(text)
        await ear.until(lambda: ear.of(WordSpoken, said) or ear.of(SpeakingFinished, said))
        ear.voice.stop()
        after = ear.voice.say("Yes?")
        await ear.until(lambda: ear.of(WordSpoken, after))
        assert ear.voice._crashes == 0


@pytest.mark.slow
async def test_two_hundred_prompts_in_a_row() -> None:
    async with heard() as ear:
        for number in range(200):
            said = ear.voice.say(f"Hi {number}")
            await ear.until(partial(ear.of, WordSpoken, said))
            if number % 40:
                ear.voice.stop()
            assert (await ear.end(said)).completed is (number % 40 == 0)
        assert ear.voice._crashes == 0
        assert len(ear.of(SpeakingStarted)) == 200


@POSIX
async def test_a_crash_is_told_and_the_next_text_is_read() -> None:
    async with heard() as ear:
        said = ear.voice.say(SENTENCE)
        await ear.until(lambda: ear.of(WordSpoken))
        crashed = pid(ear.voice)
        os.kill(crashed, signal.SIGSEGV)
        assert not (await ear.end(said)).completed
        after = ear.voice.say("Yes?")
        assert (await ear.end(after)).completed
        assert pid(ear.voice) != crashed
        assert not ear.of(VoiceUnavailable)


@POSIX
async def test_a_crash_during_a_pause_is_not_noticed() -> None:
    async with heard() as ear:
        said = ear.voice.say(SHORT)
        await ear.until(lambda: len(ear.of(WordSpoken)) == 2)
        ear.voice.pause()
        await ear.voice.settled()
        worker = pid(ear.voice)
        os.kill(worker, signal.SIGKILL)
        ear.voice.resume()
        await ear.until(lambda: ear.of(WordSpoken)[2:] or ear.of(SpeakingFinished, said))
        if ear.of(SpeakingFinished, said):  # it went on before the end of the worker was seen
            assert not ear.of(SpeakingFinished, said)[0].completed
        else:
            assert (await ear.end(said)).completed


@POSIX
async def test_a_worker_that_hangs_is_replaced() -> None:
    async with heard(patience=QUICK) as ear:
        first = ear.voice.say("Yes?")
        await ear.end(first)
        hung = pid(ear.voice)
        os.kill(hung, signal.SIGSTOP)
        said = ear.voice.say(SENTENCE)
        assert not (await ear.end(said)).completed
        assert not is_alive(hung)
        after = ear.voice.say("Yes?")
        assert (await ear.end(after)).completed


@POSIX
async def test_a_worker_that_hangs_has_no_voices() -> None:
    async with heard(patience=Patience(start=1.0)) as ear:
        assert await ear.voice.voices()
        os.kill(pid(ear.voice), signal.SIGSTOP)
        assert await ear.voice.voices() == ()


@POSIX
async def test_a_worker_that_does_not_stop_is_ended() -> None:
    async with heard(patience=QUICK) as ear:
        ear.voice.say(SENTENCE)
        await ear.until(lambda: ear.of(WordSpoken))
        hung = pid(ear.voice)
        os.kill(hung, signal.SIGSTOP)
        ear.voice.stop()
        await asyncio.wait_for(ear.voice.settled(), 5)
        assert not is_alive(hung)
        assert (await ear.end(ear.voice.say("Yes?"))).completed


@POSIX
async def test_who_waits_no_longer_for_a_stop_takes_it_from_nobody_else() -> None:
    async with heard(patience=QUICK) as ear:
        ear.voice.say(SENTENCE)
        await ear.until(lambda: ear.of(WordSpoken))
        hung = pid(ear.voice)
        os.kill(hung, signal.SIGSTOP)
        ear.voice.stop()
        waiting = asyncio.ensure_future(ear.voice.settled())
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.wait_for(ear.voice.settled(), 5)
        assert not is_alive(hung)
        assert (await ear.end(ear.voice.say("Yes?"))).completed


@POSIX
async def test_any_number_of_crashes_in_a_meeting_does_not_end_the_voice() -> None:
    async with heard() as ear:
        for _ in range(6):
            said = ear.voice.say(SENTENCE)
            await ear.until(partial(ear.of, WordSpoken, said))
            os.kill(pid(ear.voice), signal.SIGKILL)
            assert not (await ear.end(said)).completed
        assert (await ear.end(ear.voice.say("Yes?"))).completed
        assert not ear.of(VoiceUnavailable)
        assert await ear.voice.voices()


BROKEN = """
import os
if os.path.exists({mark!r}):
    os.abort()
"""


@POSIX
async def test_an_engine_that_cannot_start_is_told_of_each_time_and_tried_again_when_asked(
    tmp_path: Path,
) -> None:
    mark = tmp_path / "broken"
    (tmp_path / "sitecustomize.py").write_text(BROKEN.format(mark=str(mark)), encoding="utf-8")
    mark.touch()
    async with heard(options(PYTHONPATH=str(tmp_path))) as ear:
        for times in (1, 2, 3):
            said = ear.voice.say(SENTENCE)
            assert not (await ear.end(said)).completed
            await ear.until(lambda: ear.voice.unavailable)
            assert len(ear.of(VoiceUnavailable)) == times
            assert ear.voice.unavailable is not None
            assert ear.voice.unavailable.reason == "crashed"
            assert ear.voice._worker is None, "it is not started over and over while nobody asks"
        assert await ear.voice.voices() == ()
        ear.voice.stop()
        ear.voice.resume()
        mark.unlink()
        assert (await ear.end(ear.voice.say("Yes?"))).completed
        assert ear.voice.unavailable is None
        assert await ear.voice.voices()


@POSIX
async def test_a_worker_that_cannot_be_started_in_a_meeting_is_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A computer may have no memory left for a moment."""
    async with heard() as ear:
        ear.voice.say(SENTENCE)
        await ear.until(lambda: ear.of(WordSpoken))
        with monkeypatch.context() as patch:
            patch.setattr(sys, "executable", os.devnull)
            os.kill(pid(ear.voice), signal.SIGKILL)
            await ear.until(lambda: ear.voice.unavailable)
            assert not (await ear.end(ear.voice.say(SENTENCE))).completed
            await ear.until(lambda: len(ear.of(VoiceUnavailable)) == 2)
        assert {gone.reason for gone in ear.of(VoiceUnavailable)} == {"crashed"}
        assert (await ear.end(ear.voice.say("Yes?"))).completed


async def test_a_listener_that_raises_does_not_end_the_voice() -> None:
    async with heard() as ear:
        ear.fails = True
        said = ear.voice.say("Is it loud?")
        assert (await ear.end(said)).completed
        assert ear.words("Is it loud?", said) == ["Is", "it", "loud?"]
        cut = ear.voice.say(SENTENCE)
        await ear.until(lambda: ear.of(WordSpoken, cut))
        ear.voice.pause()
        ear.voice.resume()
        ear.voice.stop()
        assert (await ear.end(ear.voice.say("Yes?"))).completed
        assert ear.voice._crashes == 0


async def test_without_an_engine_the_reason_is_told_once() -> None:
    driver = "sapi5" if sys.platform != "win32" else "nsss"
    async with heard(options(driver)) as ear:
        said = ear.voice.say(SENTENCE)
        assert not (await ear.end(said)).completed
        (gone,) = ear.of(VoiceUnavailable)
        assert gone.reason == "no-engine"
        assert "comtypes" in gone.detail or "objc" in gone.detail
        assert not (await ear.end(ear.voice.say("Yes?"))).completed
        assert len(ear.of(VoiceUnavailable)) == 1


async def test_without_a_sound_device_words_light_up_all_the_same() -> None:
    nowhere = {"ALSA_CONFIG_PATH": os.devnull, "PULSE_SERVER": "none", "PATH": os.devnull}
    async with heard(options(player="", **nowhere)) as ear:
        said = ear.voice.say("Is it loud?")
        assert (await ear.end(said)).completed
        assert ear.words("Is it loud?", said) == ["Is", "it", "loud?"]
        assert len(ear.of(SoundLost)) == 1


async def test_a_late_speaker_gets_its_words_later() -> None:
    async with heard() as ear:
        await ear.end(ear.voice.say("Yes?"))
        ear.voice.settings = VoiceSettings(late=400)
        said = ear.voice.say("Yes?")
        begun = ear.events[-1][0]
        assert (await ear.end(said)).completed
        assert ear.times(WordSpoken, said)[0] - begun > 0.35
        late = ear.voice.say(SENTENCE)
        await ear.until(lambda: ear.of(SpeakingStarted, late))
        ear.voice.stop()
        lit = len(ear.of(WordSpoken, late))
        ear.voice.settings = VoiceSettings()
        again = ear.voice.say("Yes?")
        await ear.until(lambda: ear.of(WordSpoken, again))
        assert len(ear.of(WordSpoken, late)) == lit <= 1


async def test_voices_are_listed_english_ones_first_and_can_be_taken() -> None:
    async with heard() as ear:
        voices = await ear.voice.voices()
        assert voices[0].languages == ("en-gb",)
        assert len({voice.id for voice in voices}) == len(voices) > 50
        other = next(voice for voice in voices if voice.gender == "female")
        ear.voice.settings = VoiceSettings(rate=FASTEST, voice=other.id)
        assert (await ear.end(ear.voice.say("Yes?"))).completed
        ear.voice.settings = VoiceSettings(rate=FASTEST, voice="no such voice")
        said = ear.voice.say("Yes?")
        assert (await ear.end(said)).completed, "it speaks with the voice before"


async def test_a_file_beside_the_plans_is_never_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pyttsx3", "queue", "facilitator"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('taken over')\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    async with heard() as ear:
        assert (await ear.end(ear.voice.say("Yes?"))).completed


async def test_closing_leaves_no_process() -> None:
    async with heard() as ear:
        ear.voice.say(SENTENCE)
        await ear.until(lambda: ear.of(WordSpoken))
        group = pid(ear.voice)
        assert in_group(group) == [group]
    assert in_group(group) == []
