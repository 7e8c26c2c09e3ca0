"""The worker's process alone: its lines, its end, and what it leaves behind."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from facilitator.voice import protocol
from facilitator.voice.protocol import from_line, to_line
from tests.voice.heard import SENTENCE, in_group, is_alive

PROJECT = Path(__file__).parent.parent.parent
WORD = "Wolfgangsee"
"""What a child might say."""


class Talk:
    """A worker, asked and heard line by line."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self.process = process
        self._in: IO[bytes] = process.stdin
        self._out: IO[bytes] = process.stdout
        self.heard: list[protocol.Message] = []

    def send(self, *messages: protocol.Message) -> None:
        self._in.write(b"".join(map(to_line, messages)))
        self._in.flush()

    def write(self, line: bytes) -> None:
        self._in.write(line)
        self._in.flush()

    def until(self, kind: type[protocol.Message]) -> protocol.Message:
        """Return the next message of a kind; all that come are kept."""
        while True:
            ready, _, _ = select.select([self._out], [], [], 30)
            assert ready, "the worker says nothing"
            line = self._out.readline()
            assert line, f"the worker ended; it had said {self.heard}"
            self.heard.append(from_line(line))
            if isinstance(self.heard[-1], kind):
                return self.heard[-1]

    def hang_up(self) -> None:
        self._in.close()


@contextmanager
def worker(*arguments: str, folder: Path = PROJECT, player: str = "silent", **more: str) -> Iterator[Talk]:
    """Give a worker in a group of its own."""
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "FACILITATOR_PLAYER": player, **more}
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "facilitator.voice.worker", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=folder,
        env=environment,
        start_new_session=True,
        bufsize=0,
    ) as process:
        try:
            yield Talk(process)
        finally:
            if process.poll() is None:
                process.kill()


def test_the_dummy_engine_tells_its_words() -> None:
    with worker("--driver", "dummy") as talk:
        ready = talk.until(protocol.Ready)
        assert ready == protocol.Ready("dummy", "", "the system's own")
        talk.send(protocol.Say(7, "one two three"), protocol.Ping(1))
        talk.until(protocol.Pong)
        assert talk.heard[1:] == [
            protocol.Started(7),
            protocol.Word(7, 0),
            protocol.Word(7, 4),
            protocol.Word(7, 8),
            protocol.Finished(7, completed=True),
            protocol.Pong(1),
        ]
        talk.send(protocol.Say(8, "one two three", 4), protocol.ListVoices())
        voices = talk.until(protocol.Voices)
        assert isinstance(voices, protocol.Voices)
        assert [voice.name for voice in voices.voices] == ["John Doe", "Jane Doe", "Jimmy Doe"]
        assert [message.start for message in talk.heard if isinstance(message, protocol.Word)][3:] == [4, 8]


def test_lines_that_are_no_messages_are_passed_over() -> None:
    with worker("--driver", "dummy") as talk:
        talk.until(protocol.Ready)
        talk.write(b"\xff\n{}\n\n")
        talk.send(protocol.Say(1, "..."), protocol.Ping(1))
        talk.until(protocol.Pong)
        assert protocol.Finished(1, completed=True) in talk.heard
        assert talk.heard.count(protocol.Trouble("speak-failed", "not a message")) == 3


def test_without_an_engine_it_says_why_and_ends() -> None:
    with worker("--driver", "no_such_driver") as talk:
        trouble = talk.until(protocol.Trouble)
        assert isinstance(trouble, protocol.Trouble)
        assert trouble.fatal
        assert "no_such_driver" in trouble.detail
        assert talk.process.wait(10) is not None


@pytest.mark.needs("espeak")
@pytest.mark.parametrize("how", ["end of input", "quit", "nobody reads"])
def test_it_ends_when_the_screen_is_gone(how: str) -> None:
    with worker() as talk:
        talk.until(protocol.Ready)
        talk.send(protocol.Say(1, SENTENCE))
        talk.until(protocol.Word)
        if how == "end of input":
            talk.hang_up()
        elif how == "quit":
            talk.send(protocol.Quit())
        else:
            talk._out.close()
        talk.process.wait(10)
        assert in_group(talk.process.pid) == []


def test_an_engine_that_hangs_does_not_outlive_the_screen() -> None:
    stand_ins = Path(__file__).parent / "windows"
    with worker("--driver", "sapi5", PYTHONPATH=f"{stand_ins}:{PROJECT}") as talk:
        talk.until(protocol.Ready)
        talk.send(protocol.Say(1, "Hang on."))
        talk.hang_up()
        talk.process.wait(10)


SCREEN = """
import asyncio, sys
from facilitator.voice.client import Voice
from facilitator.voice.events import SoundLost, WordSpoken
def hear(event):
    if isinstance(event, SoundLost):
        sys.exit(event.detail)
    if isinstance(event, WordSpoken):
        print(voice._worker.pid, flush=True)
async def main():
    global voice
    voice = Voice(hear)
    voice.say("Before we start, is there anything that you do not want to talk about today?")
    await asyncio.sleep(60)
asyncio.run(main())
"""


@pytest.mark.needs("espeak")
def test_a_killed_screen_leaves_nothing_that_talks(tmp_path: Path) -> None:
    """Also the program that plays: it is the worker's child."""
    player, began, tried = (tmp_path / name for name in ("aplay", "began", "tried"))
    os.mkfifo(began)
    # It is tried first; then it stays, though all samples were written long before they are heard.
    trial = f"[ -e {tried} ] || {{ touch {tried}; exec cat > /dev/null; }}"
    play = f"echo > {began}\ncat > /dev/null\nexec sleep 60"
    player.write_text(f"#!/bin/sh\n{trial}\n{play}\n", encoding="utf-8")
    player.chmod(0o755)
    told = os.open(began, os.O_RDONLY | os.O_NONBLOCK)
    environment = {
        **os.environ,
        "PYTHONPATH": str(PROJECT),
        "FACILITATOR_PLAYER": "aplay",
        "PATH": f"{tmp_path}:{os.environ['PATH']}",
    }
    with subprocess.Popen([sys.executable, "-c", SCREEN], stdout=subprocess.PIPE, env=environment) as screen:
        try:
            assert screen.stdout is not None
            group = int(screen.stdout.readline())
            assert select.select([told], [], [], 30)[0], "the player has begun"
            talking = in_group(group)
            poll = [os.pidfd_open(process) for process in talking]
        finally:
            screen.kill()
            os.close(told)
        assert len(talking) >= 2

        for descriptor in poll:
            assert select.select([descriptor], [], [], 10)[0], "it went on talking"
            os.close(descriptor)
        assert not is_alive(group)


@pytest.mark.needs("espeak")
def test_nothing_that_is_spoken_is_written_anywhere(tmp_path: Path) -> None:
    """Neither in its log, nor in a temporary file, nor in what it says of its os_errors."""
    log = tmp_path / "log"
    places = {"TMPDIR": str(tmp_path), "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)}
    with worker("--log", str(log), folder=tmp_path, player="aplay", **places) as talk:
        talk.until(protocol.Ready)
        for text in (WORD, f"{WORD}\ud800 [[x", f"{WORD} 1/0 <{WORD}>"):
            talk.send(protocol.Say(1, text, voice=f"no {WORD}"))
            talk.until(protocol.Word)
            talk.send(protocol.Stop())
            talk.until(protocol.Finished)
        talk.write(f'{{"is": "say", "text": "{WORD}", "id": "{WORD}"}}\n'.encode())
        talk.send(protocol.Ping(1))
        talk.until(protocol.Pong)
        os.kill(talk.process.pid, signal.SIGSEGV)
        talk.process.wait(10)
    assert "Segmentation fault" in log.read_text("utf-8")
    troubles = [message for message in talk.heard if isinstance(message, protocol.Trouble)]
    assert troubles
    assert WORD not in repr(troubles)
    for path in tmp_path.rglob("*"):
        assert WORD not in path.name
        assert path.is_dir() or WORD.encode() not in path.read_bytes()
