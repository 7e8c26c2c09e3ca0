"""Reading aloud on the screens: what is read, which word is lit, and that any key silences the voice."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual import events

from facilitator.files.plans import open_plan
from facilitator.meeting.events import VoiceChosen
from facilitator.plan.people import ChildSetUp
from facilitator.plan.plan import Plan
from facilitator.script.words_by_key import say
from facilitator.ui.aloud_on_screens import Aloud, Piece
from facilitator.ui.drawing.drawn_text import lit_rows
from facilitator.ui.screens.aloud_pages import ReadingPage, VoicePage
from facilitator.voice.client import Patience, Voice
from facilitator.voice.events import (
    SoundLost,
    SpeakingFinished,
    SpeakingPaused,
    SpeakingResumed,
    VoiceEvent,
    VoiceUnavailable,
    WordSpoken,
)
from facilitator.voice.protocol import VoiceInfo
from facilitator.voice.settings import VoiceSettings
from facilitator.voice.spans import Span, word_spans
from facilitator.voice.speakable import Speakable
from tests.ui.plans import a_plan
from tests.ui.room import SIZES, Room, open_room
from tests.ui.test_asking import said
from tests.ui.test_typing_ahead import strike
from tests.voice.heard import LAG, is_alive, options, pid

pytestmark = pytest.mark.sampled(2)


class SilentVoice:
    """Says nothing, word by word, when the test tells it to."""

    def __init__(self, hear: Callable[[VoiceEvent], None]) -> None:
        self.hear, self.settings = hear, VoiceSettings()
        self.unavailable: VoiceUnavailable | None = None
        self.said: list[str] = []
        self.is_paused = False
        self.closed = False
        self._ids = 0
        self.now: str | None = None

    def say(self, text: Speakable) -> int:
        self.stop()
        self._ids += 1
        self.now = text.written
        self.said.append(text.written)
        return self._ids

    def stop(self) -> None:
        if self.now is not None:
            self.now, self.is_paused = None, False
            self.hear(SpeakingFinished(self._ids, completed=False))

    def pause(self) -> None:
        if self.now is not None and not self.is_paused:
            self.is_paused = True
            self.hear(SpeakingPaused(self._ids, 0))

    def resume(self) -> None:
        if self.is_paused:
            self.is_paused = False
            self.hear(SpeakingResumed(self._ids))

    def word(self, number: int) -> str:
        """Say a word of the text."""
        assert self.now is not None
        span = word_spans(self.now)[number]
        self.hear(WordSpoken(self._ids, *span))
        return self.now[slice(*span)]

    def end(self) -> None:
        """Have said everything."""
        self.now = None
        self.hear(SpeakingFinished(self._ids, completed=True))

    async def voices(self) -> tuple[VoiceInfo, ...]:
        return (VoiceInfo("en-gb", "English", ("en-gb",)), VoiceInfo("fr", "French", ("fr",)))

    async def close(self) -> None:
        self.closed = True


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[SilentVoice]]:
    """The voices that were made, each of them silent."""
    voices: list[SilentVoice] = []

    def make(hear: Callable[[VoiceEvent], None]) -> SilentVoice:
        voices.append(SilentVoice(hear))
        return voices[-1]

    monkeypatch.setattr(Aloud, "make_voice", make)
    yield voices
    assert all(voice.closed for voice in voices)


def lit_words(room: Room, part: str = "question") -> str:
    """Return what is lit, row by row."""
    drawn = room.app.screen.query_one(f"#{part}")
    lines = drawn.lines(drawn.scrollable_content_region.width)  # type: ignore[attr-defined]
    rows = lit_rows(lines)
    return " ".join(
        line.plain[span.start : span.end]
        for line in (lines[rows.start : rows.stop] if rows else [])
        for span in line.spans
        if str(span.style).startswith("bold") and "on-accent" in str(span.style)
    )


async def test_nothing_of_the_voice_is_made_before_it_is_asked_for(
    tmp_path: Path, made: list[SilentVoice]
) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        assert made == []
        assert room.app.aloud is None


@pytest.mark.parametrize("size", SIZES)
async def test_words_light_up_one_after_the_other_and_nothing_moves(
    tmp_path: Path, made: list[SilentVoice], size: tuple[int, int]
) -> None:
    async with open_room(tmp_path, size) as room:
        await room.go_to("child.going-well")
        before = room.text
        await room.press("f5")
        (voice,) = made
        assert room.screen.showing is not None
        question = room.screen.showing.question
        assert question is not None
        assert voice.said == [question.child]
        for number in range(len(question.child.split())):
            word = voice.word(number)
            await room.pilot.pause()
            assert lit_words(room) == word
            assert room.text == before
        voice.end()
        await room.pilot.pause()
        assert lit_words(room) == ""


async def test_what_is_read_is_what_stands_there(tmp_path: Path, made: list[SilentVoice]) -> None:
    async with open_room(tmp_path) as room:
        assert room.screen.showing is not None
        await room.press("f5")  # the set-up, for adults
        await room.go_to("child.going-well")
        await room.press("f5")
        await room.press("ctrl+e", "ctrl+e")
        await room.press("f5")
        question = room.screen.showing.question
        assert question is not None
        assert question.easier
        assert made[0].said[-1] == question.easier
        assert len(set(made[0].said)) == 3
        assert made[0].said[0] in room.meeting.script.segments[0].turns[0].adult


@pytest.mark.parametrize("key", ["f5", "escape", "x", "enter", "tab", "f2", "f1", "ctrl+t", "f9", "left"])
async def test_any_key_stops_the_voice(tmp_path: Path, made: list[SilentVoice], key: str) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await room.press("f5")
        made[0].word(1)
        await room.press(key)
        assert made[0].now is None
        assert room.screen.showing is not None
        assert room.screen.showing._word is None


async def test_a_key_that_stops_the_voice_is_not_lost(tmp_path: Path, made: list[SilentVoice]) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await room.press("f5")
        strike(room, "I like my cards", "enter", "f5", "f5", "f5", "My friends", "enter")
        await room.settle()
        assert [words for words, _, _ in said(room)] == ["I like my cards", "My friends"]
        assert made[0].now is None
        assert len(made[0].said) == 3


class Mouse:
    """A mouse as a terminal tells of it; the pilot passes the app by."""

    def __init__(self, room: Room) -> None:
        self.room = room

    async def down(self, x: int, y: int) -> None:
        """Press the button, and hold it until everything that waits has been done."""
        await self._tell(events.MouseDown, x, y)

    async def up(self, x: int, y: int) -> None:
        """Let it go."""
        await self._tell(events.MouseUp, x, y)

    async def _tell(self, event: type[events.MouseEvent], x: int, y: int) -> None:
        self.room.app.post_message(event(None, x, y, 0, 0, 1, False, False, False))
        await self.room.settle()

    def on(self, words: str) -> tuple[int, int]:
        """Return where these words stand."""
        return next((x, y) for y, line in enumerate(self.room.lines) if (x := line.find(words)) >= 0)


async def test_a_click_on_the_voices_key_reads_and_stops(tmp_path: Path, made: list[SilentVoice]) -> None:
    async with open_room(tmp_path, (120, 40)) as room:
        mouse = Mouse(room)
        await room.go_to("child.going-well")
        for reads in (True, False, True):
            place = mouse.on("F5 read")
            reading = bool(made and made[0].now)
            await mouse.down(*place)
            assert bool(made and made[0].now) is reading  # however long it is held
            await mouse.up(*place)
            assert bool(made[0].now) is reads
        assert len(made[0].said) == 2


@pytest.mark.parametrize("words", ["F5 read", "Ctrl+R"])
async def test_a_button_held_on_a_key_of_the_voice_silences_nothing(
    tmp_path: Path, made: list[SilentVoice], words: str
) -> None:
    async with open_room(tmp_path, (120, 40)) as room:
        mouse = Mouse(room)
        await room.go_to("child.going-well")
        await room.press("f5")
        await mouse.down(*mouse.on(words))
        assert made[0].now is not None


@pytest.mark.parametrize("words", ["F1", "What is going well", ""])
async def test_a_press_of_the_mouse_anywhere_else_silences_the_voice_at_once(
    tmp_path: Path, made: list[SilentVoice], words: str
) -> None:
    async with open_room(tmp_path, (120, 40)) as room:
        mouse = Mouse(room)
        await room.go_to("child.going-well")
        await room.press("f5")
        await mouse.down(*(mouse.on(words) if words else (60, 10)))
        assert made[0].now is None
        assert len(made[0].said) == 1


async def test_the_cover_silences_the_voice(tmp_path: Path, made: list[SilentVoice]) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await room.press("f5", "f9", "f5", "ctrl+r")
        assert made[0].now is None
        assert len(made[0].said) == 1
        await room.press("escape")
        assert made[0].now is None


async def test_pausing_and_going_on(tmp_path: Path, made: list[SilentVoice]) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await room.press("f5", "ctrl+r")
        assert isinstance(room.app.screen, VoicePage)
        assert made[0].is_paused
        await room.press("down", "up", "enter")
        assert not made[0].is_paused
        assert made[0].now is not None
        assert room.app.screen is room.screen
        await room.press("f17")  # Shift+F5, as terminals send it
        assert made[0].is_paused
        await room.press("escape")
        assert made[0].now is None
        await room.press("f5")
        assert made[0].now is not None


async def test_slower_faster_and_another_voice_are_kept_with_the_childs_set_up(
    tmp_path: Path, made: list[SilentVoice]
) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await room.press("ctrl+r", "2", "2")
        assert made[0].settings.rate == 100
        assert made[0].now == say("screen.voice-now")
        assert "100 words a minute" in room.words
        await room.press("3")
        assert made[0].settings.rate == 110
        await room.press("4")
        assert "English" in room.text
        assert "French" not in room.text
        await room.press("2")
        assert made[0].settings.voice == "en-gb"
        assert isinstance(room.app.screen, VoicePage)
        changes = [event for event in room.meeting.events if isinstance(event, VoiceChosen)]
        assert [(one.rate, one.voice) for one in changes] == [
            (110, None),
            (100, None),
            (110, None),
            (None, "en-gb"),
        ]
        await room.press("escape", "f10")
        await room.press("end", "up", "up", "up", "enter")
        await room.type("No more time")
    child = open_plan(tmp_path / "ravi.plan.json").plan.child
    assert (child.set_up.rate, child.set_up.voice) == (110, "en-gb")


def plan_with(set_up: ChildSetUp) -> Plan:
    plan = a_plan()
    return plan.with_child(plan.child.model_copy(update={"set_up": set_up}))


async def test_a_child_is_read_to_as_last_time(tmp_path: Path, made: list[SilentVoice]) -> None:
    plan = plan_with(ChildSetUp(rate=150, voice="en-us"))
    async with open_room(tmp_path, plan=plan) as room:
        await room.press("f5")
        assert (made[0].settings.rate, made[0].settings.voice) == (150, "en-us")


async def test_questions_to_the_child_read_by_themselves_if_wanted(
    tmp_path: Path, made: list[SilentVoice]
) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await room.press("tab")
        assert made == []
        await room.press("ctrl+r", "end", "enter", "escape")
        (voice,) = made
        assert voice.said == []
        await room.press("tab")
        assert room.screen.showing is not None
        question = room.screen.showing.question
        assert question is not None
        assert voice.said == [question.child]
        await room.press("ctrl+e")
        assert len(voice.said) == 2
        await room.type("I like my cards")
        assert len(voice.said) == 2
        await room.go_to("home.working")
        assert len(voice.said) == 2


async def test_what_was_said_is_read_and_lit_on_a_page_of_its_own(
    tmp_path: Path, made: list[SilentVoice]
) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await room.type("I like my cards")
        await room.type("Mum: he sleeps well")
        await room.press("ctrl+r")
        at = next(line for line in room.lines if say("screen.voice-said-here") in line)
        await room.press(at.split()[0])
        assert isinstance(room.app.screen, ReadingPage)
        assert made[0].said == ["Ravi: I like my cards"]
        made[0].word(2)
        await room.pilot.pause()
        assert lit_words(room, "lead") == "like"
        made[0].end()
        assert made[0].said[1:] == ["Mum: he sleeps well"]
        await room.press("x")
        assert made[0].now is None
        await room.press("f5")
        assert made[0].now == "Ravi: I like my cards"
        await room.press("escape")
        assert made[0].now is None
        assert isinstance(room.app.screen, VoicePage)


async def test_the_letter_is_read_at_the_end(tmp_path: Path, made: list[SilentVoice]) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await room.type("I like my cards")
        await room.press("f10", "end", "up", "up", "up", "enter")
        await room.type("No more time")
        await room.settle()
        await room.press("f5")
        await room.settle()
        assert isinstance(room.app.screen, ReadingPage)
        for _ in range(200):
            if made[0].now is not None:
                made[0].end()
        assert any("I like my cards" in text for text in made[0].said)
        assert made[0].now is None


async def test_without_an_engine_one_calm_sentence_and_the_meeting_goes_on(
    tmp_path: Path, made: list[SilentVoice]
) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await room.press("f5")
        gone = VoiceUnavailable(1, "no-engine", "no espeak")
        made[0].unavailable = gone
        made[0].stop()
        made[0].hear(gone)
        await room.pilot.pause()
        assert "cannot read aloud" in room.words
        await room.type("I like my cards")
        assert [words for words, _, _ in said(room)] == ["I like my cards"]
        assert "cannot read aloud" not in room.words
        await room.press("f5")
        assert "cannot read aloud" in room.words
        assert len(made[0].said) == 1


async def test_without_a_loudspeaker_it_is_said_once_and_words_light_up(
    tmp_path: Path, made: list[SilentVoice]
) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        await room.press("f5")
        made[0].hear(SoundLost(1, "no device"))
        await room.pilot.pause()
        assert "There is no sound" in room.words
        word = made[0].word(0)
        await room.pilot.pause()
        assert lit_words(room) == word
        await room.press("x", "f5")
        made[0].hear(SoundLost(2, "no device"))
        await room.pilot.pause()
        assert "There is no sound" not in room.words


@pytest.mark.needs("espeak")
async def test_a_real_voice_lights_the_words_and_the_screen_is_not_held_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Aloud, "make_voice", lambda hear: Voice(hear, options=options()))
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        assert room.screen.showing is not None
        showing, question = room.screen.showing, room.screen.showing.question
        assert question is not None
        words: list[str] = []
        lag = 0.0
        await room.pilot.press("f5")
        voice = room.app.aloud
        assert voice is not None
        async with asyncio.timeout(30):
            while voice.is_reading:
                due = time.perf_counter() + 0.005
                await asyncio.sleep(0.005)
                lag = max(lag, time.perf_counter() - due)
                shown = lit_words(room)
                if shown and words[-1:] != [shown]:
                    words.append(shown)
        assert words == question.child.split()
        assert showing._word is None
        assert lag < LAG, f"the screen's timer was {lag * 1000:.0f} ms late"


@pytest.mark.needs("espeak")
@pytest.mark.parametrize(
    ("trouble", "words"),
    [("no engine", "cannot read aloud"), ("no device", "There is no sound"), ("kills", "stopped working")],
)
@pytest.mark.needs("posix")
async def test_whatever_befalls_a_real_voice_the_screen_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: str, words: str
) -> None:
    how = {
        "no engine": options("sapi5" if sys.platform != "win32" else "nsss"),
        "no device": options(player="no-such-player"),
        "kills": options(),
    }[trouble]
    monkeypatch.setattr(Aloud, "make_voice", lambda hear: Voice(hear, options=how))
    killed: set[int] = set()
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        showing, lag = room.screen.showing, 0.0
        assert showing is not None
        async with asyncio.timeout(30):
            while words not in room.words:
                voice = room.app.aloud
                if voice is None or not voice.is_reading:
                    await room.pilot.press("f5")
                elif trouble == "kills" and voice._voice._worker is not None:
                    worker = voice._voice._worker.pid
                    if worker is not None and worker not in killed:
                        killed.add(worker)
                        os.kill(worker, signal.SIGKILL)
                due = time.perf_counter() + 0.005
                await asyncio.sleep(0.005)
                lag = max(lag, time.perf_counter() - due)
        assert lag < LAG, f"the screen's timer was {lag * 1000:.0f} ms late"
        await room.type("I like my cards")
        assert [words for words, _, _ in said(room)] == ["I like my cards"]
        if trouble == "kills":
            async with asyncio.timeout(30):
                await room.pilot.press("f5")
                while not lit_words(room):
                    await room.pilot.pause()


@pytest.mark.needs("espeak")
async def test_a_light_that_fails_does_not_end_the_reading_of_what_follows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Aloud, "make_voice", lambda hear: Voice(hear, options=options()))
    followed: asyncio.Queue[Span | None] = asyncio.Queue()

    def fail(word: Span | None) -> None:
        raise LookupError(f"no place for {word}")

    async with open_room(tmp_path) as room, asyncio.timeout(30):
        room.app.voice.read([Piece("Yes?", fail), Piece("And now?", followed.put_nowait)])
        assert [await followed.get() for _ in range(3)] == [Span(0, 3), Span(4, 8), None]


@pytest.mark.needs("espeak")
@pytest.mark.needs("posix")
async def test_a_voice_that_hangs_holds_no_key_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = Patience(first_word=0.3, stop=0.3)
    monkeypatch.setattr(Aloud, "make_voice", lambda hear: Voice(hear, options=options(), patience=quick))
    async with open_room(tmp_path) as room:
        await room.go_to("child.going-well")
        showing = room.screen.showing
        assert showing is not None
        lit, light = asyncio.Event(), showing._light

        def light_and_tell(word: Span | None) -> None:
            light(word)
            if word is not None:
                lit.set()

        monkeypatch.setattr(showing, "_light", light_and_tell)
        await room.pilot.press("f5")
        await asyncio.wait_for(lit.wait(), 30)
        assert room.app.aloud is not None
        hung = pid(room.app.aloud._voice)
        os.kill(hung, signal.SIGSTOP)
        begun = time.perf_counter()
        await room.pilot.press("I")
        assert showing._word is None
        assert room.screen.sentence.text == "I"
        assert time.perf_counter() - begun < 1
        await asyncio.wait_for(room.app.aloud._voice.settled(), 30)
        lit.clear()
        await room.pilot.press("f5")
        await asyncio.wait_for(lit.wait(), 30)
        assert not is_alive(hung)
