"""Reading aloud by typed words; a meeting that is piped in never waits for a voice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from types import SimpleNamespace

import pytest

from facilitator.files.plans import open_plan
from facilitator.script.words_by_key import say
from facilitator.voice import voice_in_thread
from facilitator.voice.events import SoundLost, SpeakingFinished, VoiceEvent, VoiceUnavailable, WordSpoken
from facilitator.voice.protocol import VoiceInfo
from facilitator.voice.settings import VoiceSettings
from facilitator.voice.speakable import Speakable
from tests.looking import views
from tests.plain import talk

SET_UP = "today\nnext\nall\nno\n60\nno\n"


class SilentVoice:
    """Says nothing, and never ends by itself; `first` is what it tells when it is asked to speak."""

    made: list[SilentVoice] = []

    @staticmethod
    def first(said: int) -> list[VoiceEvent]:
        return [WordSpoken(said, 0, 1)]

    def __init__(self, *, hear: Callable[[VoiceEvent], None]) -> None:
        self.hear, self.settings = hear, VoiceSettings()
        self.voice = SimpleNamespace(unavailable=None, is_speaking=False)
        self.said: list[str] = []
        self.rates: list[tuple[int, str]] = []
        self.stopped = 0
        self.closed = False
        self.made.append(self)

    def say(self, text: Speakable) -> Future[bool]:
        ended: Future[bool] = Future()
        self.said.append(text.written)
        self.rates.append((self.settings.rate, self.settings.voice))
        for event in type(self).first(len(self.said)):
            if isinstance(event, VoiceUnavailable):
                self.voice.unavailable = event
            self.hear(event)
            if isinstance(event, SpeakingFinished):
                ended.set_result(event.completed)
        return ended

    def stop(self) -> None:
        self.stopped += 1

    def voices(self) -> tuple[VoiceInfo, ...]:
        return (
            VoiceInfo("gmw/en", "English (Great Britain)", ("en-gb",)),
            VoiceInfo("fr", "French", ("fr",)),
        )

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[SilentVoice]]:
    """The voices that were made."""
    monkeypatch.setattr(voice_in_thread, "WaitingVoice", SilentVoice)
    monkeypatch.setattr(SilentVoice, "made", [])
    yield SilentVoice.made
    assert all(voice.closed for voice in SilentVoice.made)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """The demo's plan."""
    return talk.demo(tmp_path)


def test_nothing_of_the_voice_is_made_unless_it_is_asked_for(plan: Path, made: list[SilentVoice]) -> None:
    talk.hold(plan, SET_UP + "stop reading\nslower\nI like my cards.\n")
    assert made == []


def test_the_question_is_read_and_the_next_line_ends_it(plan: Path, made: list[SilentVoice]) -> None:
    _, said = talk.hold(plan, SET_UP + "read\nnext\nread\n")
    (voice,) = made
    assert len(voice.said) == 2
    assert voice.said[0] != voice.said[1]
    assert all(text in said for text in voice.said)
    assert said.count(say("plain.reading-aloud")) == 2
    assert voice.stopped >= 2


def test_what_was_said_is_read(plan: Path, made: list[SilentVoice]) -> None:
    _, said = talk.hold(plan, SET_UP + "read answers\nMum: He sleeps well.\nread answers\nread everything\n")
    assert say("plain.nothing-aloud") in said
    assert made[0].said == ["Mum: He sleeps well.", "Mum: He sleeps well."]


def test_rate_and_voice_are_kept_with_the_childs_set_up(plan: Path, made: list[SilentVoice]) -> None:
    typed = "slower\nslower\nfaster\nvoice english\nread\nvoice usual\nvoice gmw/en\n"
    _, said = talk.hold(plan, SET_UP + typed + "end early because of tea\nwrite\n")
    assert "110 words a minute. Saved." in said
    assert say("plain.voice-is", voice="gmw/en") in said
    assert made[0].rates == [(110, "gmw/en")]
    child = open_plan(plan).plan.child
    assert (child.set_up.rate, child.set_up.voice) == (110, "gmw/en")


def test_words_about_a_voice_are_not_lost(plan: Path, made: list[SilentVoice]) -> None:
    typed = "voice recorders help me\nvoice recorders help me\nend early because of tea\nwrite\n"
    _, said = talk.hold(plan, SET_UP + typed)
    assert "There is no voice called recorders help me" in said
    assert "voice recorders help me" in [one.text for one in views(talk.last_review(plan))]
    assert made[0].said == []


def test_without_a_voice_a_sentence_and_the_meeting_goes_on(
    plan: Path, made: list[SilentVoice], monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = VoiceUnavailable(1, "no-engine", "no espeak")
    monkeypatch.setattr(
        SilentVoice, "first", staticmethod(lambda said: [SpeakingFinished(said, False), gone])
    )
    _, said = talk.hold(plan, SET_UP + "read\nI like my cards.\nend early because of tea\nwrite\n")
    assert "cannot read aloud" in said
    assert "I like my cards." in [one.text for one in views(talk.last_review(plan))]
    assert made[0].said != []


def test_without_a_loudspeaker_a_sentence(
    plan: Path, made: list[SilentVoice], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        SilentVoice, "first", staticmethod(lambda said: [SoundLost(said, "none"), WordSpoken(said, 0, 1)])
    )
    _, said = talk.hold(plan, SET_UP + "read\n")
    assert "There is no sound" in said
    assert len(made) == 1


def test_the_letter_is_read_before_the_program_ends(
    plan: Path, made: list[SilentVoice], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        SilentVoice,
        "first",
        staticmethod(lambda said: [WordSpoken(said, 0, 1), SpeakingFinished(said, completed=True)]),
    )
    typed = "I like my cards.\nend early because of tea\nwrite\nread the letter\npapers\nfor everyone\nhtml\n"
    code, said = talk.hold(plan, SET_UP + typed)
    assert code == 0
    assert "I like my cards" in made[0].said[0]
    assert say("plain.was-read") in said
    assert list(plan.parent.glob("*.html"))


def test_the_cover_shows_a_pause_in_the_record_and_no_reason(plan: Path) -> None:
    from facilitator.files.folders import meetings_folder
    from facilitator.files.journal_lines import recover

    talk.hold(plan, SET_UP + "cover\nsecret one\nread\ngo on\nBefore.\n")
    (journal,) = (path for path in meetings_folder().iterdir() if path.is_file())
    kinds = [event["type"] for event in recover(journal).events]
    assert kinds[-3:] == ["paused", "resumed", "said"]
    assert b"secret" not in journal.read_bytes()


@pytest.mark.needs("espeak")
def test_a_real_voice_begins_and_is_gone_afterwards(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACILITATOR_PLAYER", "silent")
    _, said = talk.hold(plan, SET_UP + "read\nread\nvoices\nI like my cards.\n")
    assert said.count(say("plain.reading-aloud")) == 2
    assert "English" in said
