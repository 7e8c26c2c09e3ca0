"""Samples on their way to people's ears, without a sound card: a null device, ALSA, and programs."""

from __future__ import annotations

import array
import math
import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.voice.events import SoundLost, SpeakingFinished, SpeakingStarted, WordSpoken
from facilitator.voice.players import PlayerSearch, SilentPlayer
from facilitator.voice.sound import BYTES_A_SECOND, RATE, NoSound, Sound
from tests.voice.heard import heard, in_group, options, pid

pytestmark = pytest.mark.needs("espeak")

TEXT = "Is it loud here?"
ALSA = """
pcm.!default {{ type plug slave.pcm "kept" }}
pcm.kept {{ type file slave.pcm "nothing" file "{file}" format "raw" }}
pcm.nothing {{ type null }}
ctl.!default {{ type hw card 0 }}
"""

needs_miniaudio = pytest.mark.needs("miniaudio")
needs_alsa = pytest.mark.needs("alsa")


def level(samples: array.array[int]) -> float:
    """Return the root of the mean square, 1 = as loud as can be."""
    return math.sqrt(sum(one * one for one in samples) / max(len(samples), 1)) / 32768


def voiced(samples: array.array[int], step: float = 0.02) -> list[float]:
    """Return the seconds at which there is sound, step by step."""
    size = round(step * RATE)
    parts = (samples[place : place + size] for place in range(0, len(samples), size))
    return [number * step for number, part in enumerate(parts) if level(part) > 0.005]


@needs_miniaudio
async def test_the_null_device_takes_as_long_as_speech() -> None:
    async with heard(options(player="null")) as ear:
        await ear.end(ear.voice.say("Yes?"))
        said = ear.voice.say(TEXT)
        assert (await ear.end(said)).completed
        assert ear.voice.ready is not None
        assert ear.voice.ready.player == "miniaudio (Null)"
        assert ear.words(TEXT, said) == TEXT.split()
        assert 1 < ear.times(SpeakingFinished, said)[0] - ear.times(SpeakingStarted, said)[0] < 3
        again = ear.voice.say(TEXT)
        await ear.until(lambda: ear.of(WordSpoken, again))
        ear.voice.stop()
        await ear.voice.settled()
        assert (await ear.end(ear.voice.say("Yes?"))).completed


@needs_miniaudio
@needs_alsa
async def test_real_samples_reach_alsa_and_words_light_up_with_them(tmp_path: Path) -> None:
    """A device that swallows sound is given it no faster than a real one would take it."""
    (tmp_path / "asound.conf").write_text(ALSA.format(file=tmp_path / "samples"), encoding="utf-8")
    device = {"ALSA_CONFIG_PATH": str(tmp_path / "asound.conf"), "PULSE_SERVER": "none"}
    async with heard(options(player="miniaudio", **device)) as ear:
        said = ear.voice.say(TEXT)
        assert (await ear.end(said)).completed
        assert ear.voice.ready is not None
        assert ear.voice.ready.player == "miniaudio (ALSA)"
        assert not ear.of(SoundLost)
        words = ear.times(WordSpoken, said)
    samples = array.array("h", (tmp_path / "samples").read_bytes())
    sound = voiced(samples)
    length = sound[-1] - sound[0]
    speech = samples[round(sound[0] * RATE) : round(sound[-1] * RATE)]
    assert level(speech) > 0.01
    assert 0.7 < length < 2.5
    # The last word begins while there is still sound, and ends with it.
    begins = words[-1] - words[0]
    assert 0.1 < length - begins < 1.0
    # No more than a real device would have taken: what was spoken, and silence before and after it.
    assert len(samples) / RATE < 6


@needs_miniaudio
@needs_alsa
async def test_a_stop_is_silence_in_the_samples(tmp_path: Path) -> None:
    (tmp_path / "asound.conf").write_text(ALSA.format(file=tmp_path / "samples"), encoding="utf-8")
    device = {"ALSA_CONFIG_PATH": str(tmp_path / "asound.conf"), "PULSE_SERVER": "none"}
    async with heard(options(player="miniaudio", **device)) as ear:
        said = ear.voice.say("One two three four five six seven eight nine ten.")
        await ear.until(lambda: len(ear.of(WordSpoken, said)) == 3)
        ear.voice.stop()
        await ear.end(ear.voice.say("..."))
        lit = ear.times(WordSpoken, said)
    sound = voiced(array.array("h", (tmp_path / "samples").read_bytes()))
    # What a device is given beforehand, and a word that had begun.
    assert sound[-1] - sound[0] < lit[-1] - lit[0] + 0.6


PLAYER = """#!{python}
import sys, os
from pathlib import Path
here = Path(sys.argv[0]).parent
if (here / "broken").exists():
    sys.exit(1)
data = sys.stdin.buffer.read()
with (here / f"played-{{os.getpid()}}").open("wb") as file:
    file.write(data)
(here / "arguments").write_text(" ".join(sys.argv[1:]))
"""


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A folder with an `aplay` that keeps what it is given."""
    path = tmp_path / "aplay"
    path.write_text(PLAYER.format(python=sys.executable), encoding="utf-8")
    path.chmod(0o755)
    return path


async def test_a_program_gets_the_samples_through_a_pipe(program: Path) -> None:
    async with heard(options(player="", PATH=str(program.parent), ALSA_CONFIG_PATH=os.devnull)) as ear:
        said = ear.voice.say(TEXT)
        assert (await ear.end(said)).completed
        assert ear.voice.ready is not None
        assert ear.voice.ready.player == "aplay"
        assert ear.words(TEXT, said) == TEXT.split()
    played = sorted(program.parent.glob("played-*"), key=lambda path: path.stat().st_size)
    samples = array.array("h", played[-1].read_bytes())
    assert level(samples) > 0.01
    assert 1 < len(samples) / RATE < 3
    arguments = (program.parent / "arguments").read_text("utf-8")
    assert f"-r {RATE}" in arguments
    assert ".wav" not in arguments


async def test_a_stop_ends_the_program(program: Path) -> None:
    async with heard(options(player="aplay", PATH=str(program.parent))) as ear:
        ear.voice.say(TEXT)
        await ear.until(lambda: ear.of(WordSpoken))
        group = pid(ear.voice)
        assert len(in_group(group)) == 2
        ear.voice.stop()
        await ear.voice.settled()
        assert in_group(group) == [group]


async def test_sound_that_is_lost_half_way_is_told_and_the_words_go_on(program: Path) -> None:
    async with heard(options(player="aplay", PATH=str(program.parent))) as ear:
        said = ear.voice.say("Yes?")
        await ear.end(said)
        (program.parent / "broken").touch()
        broken = ear.voice.say(TEXT)
        assert (await ear.end(broken)).completed
        assert ear.words(TEXT, broken) == TEXT.split()
        assert len(ear.of(SoundLost, broken)) == 1


def test_a_program_that_cannot_play_is_passed_over(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(program.parent))
    search = PlayerSearch("aplay")
    assert search.look(30).name == "aplay"
    (program.parent / "broken").touch()
    with pytest.raises(NoSound, match="ended with 1"):
        search.look(30)
    with pytest.raises(NoSound, match="not installed"):
        PlayerSearch("paplay").look(30)
    with pytest.raises(NoSound, match="no player"):
        PlayerSearch("gramophone").look(30)
    monkeypatch.setenv("FACILITATOR_PLAYER", "silent")
    assert isinstance(PlayerSearch().look(30), SilentPlayer)


@pytest.fixture
def silent_server(tmp_path: Path) -> Iterator[Path]:
    """A sound server that takes calls and never answers."""
    path = tmp_path / "server"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        server.listen()
        yield path


HANGING = """#!/bin/sh
echo >> {folder}/begun
read answer < {folder}/gate
cat > /dev/null
"""


@pytest.fixture
def hanging(tmp_path: Path) -> Path:
    """A folder with an `aplay` that waits for somebody who opens its gate."""
    os.mkfifo(tmp_path / "gate")
    path = tmp_path / "aplay"
    path.write_text(HANGING.format(folder=tmp_path), encoding="utf-8")
    path.chmod(0o755)
    return path


@needs_miniaudio
async def test_a_sound_server_that_hangs_leaves_the_words_and_the_voice(
    silent_server: Path, hanging: Path
) -> None:
    places = {"PULSE_SERVER": f"unix:{silent_server}", "ALSA_CONFIG_PATH": os.devnull}
    path = f"{hanging.parent}:{os.environ['PATH']}"
    async with heard(options(player="", PATH=path, **places)) as ear:
        for text in ("Is it loud?", "Yes?"):
            said = ear.voice.say(text)
            assert (await ear.end(said)).completed
            assert ear.words(text, said) == text.split()
        (lost,) = ear.of(SoundLost)
        assert "miniaudio: does not answer" in lost.detail
        assert "aplay: does not answer" in lost.detail
        assert ear.voice._crashes == 0


def test_a_player_that_hangs_is_passed_over_and_taken_once_it_answers(
    hanging: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{hanging.parent}:{os.environ['PATH']}")
    search = PlayerSearch("aplay")
    for _ in range(3):
        with pytest.raises(NoSound, match="aplay: does not answer"):
            search.look(0)
    (hanging.parent / "gate").write_text("go on\n", encoding="utf-8")
    assert search.look(30).name == "aplay"
    assert (hanging.parent / "begun").read_text("utf-8").count("\n") == 1, "it is not asked twice at a time"


def test_the_silent_player_follows_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("time.perf_counter", lambda: now[0])
    player = SilentPlayer()
    player.begin()
    assert player.position() == 0
    player.feed(b"\0" * BYTES_A_SECOND)
    now[0] += 0.5
    assert player.position() == 0.5
    now[0] += 1
    assert player.position() == 1
    assert not player.is_done(), "more may come"
    player.end()
    assert player.is_done()
    player.silence()
    assert player.position() == 0


def test_sound_is_waited_for_and_ends() -> None:
    sound = Sound()
    sound.add(b"abcd")
    assert sound.wait_for(0, 3) == b"abc"
    assert sound.wait_for(3, 3) == b"d"
    sound.end()
    assert sound.wait_for(4, 3) == b""
