"""`facilitator say`, `voices` and the voice's part of `doctor`, as a person runs them."""

from __future__ import annotations

import os
import re

import pytest

from tests.cli.running import Done, run


def silent(*arguments: str) -> Done:
    """Run a command on a computer whose sound goes nowhere."""
    return run(*arguments, FACILITATOR_PLAYER="silent")


def without_sound(*arguments: str) -> Done:
    """Run a command on a computer without a sound device."""
    return run(*arguments, ALSA_CONFIG_PATH=os.devnull, PULSE_SERVER="none", PATH=os.devnull)


@pytest.mark.needs("espeak")
def test_say_writes_each_word_as_it_is_said() -> None:
    done = silent("say", "Yes", "–", "80%!", "--rate", "180")
    assert (done.code, done.out, done.err) == (0, "Yes – 80%!\n", "")


@pytest.mark.needs("espeak")
def test_say_says_what_is_missing() -> None:
    assert run("say", "...").code == 1
    assert "nothing to say" in run("say").err
    done = silent("say", "Yes", "--voice", "gramophone")
    assert done.code == 1
    assert "gramophone" in done.err
    done = without_sound("say", "Yes")
    assert done.code == 1
    assert "no sound" in done.err


@pytest.mark.needs("espeak")
def test_voices_are_listed_english_ones_unless_all_are_asked_for() -> None:
    english, everyone = run("voices").out.splitlines(), run("voices", "--all").out.splitlines()
    assert all("(en" in line for line in english[:-1])
    assert english[-1].endswith("--all shows them.")
    assert len(everyone) > len(english) > 5
    assert english[:-1] == everyone[: len(english) - 1]


@pytest.mark.needs("espeak")
def test_doctor_reads_a_sentence_and_says_how_it_went() -> None:
    done = silent("doctor")
    assert done.code == 0, done.out
    assert re.search(r"Reading aloud: facilitator_espeak, ready after \d+ ms", done.out)
    assert done.out.count("8 of 8 words lit up") == 2
    assert re.search(r"silent \d+ ms after a stop", done.out)
    assert "AMISS" not in done.out


def test_doctor_finds_nothing_amiss_where_there_is_no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    from facilitator.cli.doctor import voice_findings
    from facilitator.voice import selfcheck
    from facilitator.voice.process import WorkerOptions

    monkeypatch.setattr(selfcheck, "WorkerOptions", lambda **_given: WorkerOptions("no_such_driver"))
    ((fine, sentence),) = voice_findings()
    assert fine
    assert "cannot read aloud" in sentence
    assert "no_such_driver" in sentence
