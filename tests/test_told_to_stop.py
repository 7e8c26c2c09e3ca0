"""The system ends the program, or its terminal goes away: it lets go in order, and the farewell is true."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import termios
from typing import TYPE_CHECKING

import pytest

from facilitator.script.words_by_key import say
from tests.next_start import leave_at_a_question, lines_kept
from tests.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

COMMAND = [sys.executable, "-m", "facilitator.cli", "review"]
FRONT_ENDS = [[], ["--plain"]]
ENDS_WITHIN_SECONDS = 20


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan with a meeting that was left at the child's first question."""
    path = tmp_path / "one.plan.json"
    leave_at_a_question(path)
    return path


def into_the_meeting(terminal: Terminal, option: list[str]) -> None:
    """Carry on, and say a line that is saved."""
    terminal.wait_for("Carry on")
    terminal.press("enter")
    terminal.wait_for("What is going well at school?")
    terminal.type("I like lunch")
    terminal.press("enter")
    saved = say("plain.saved") if option else " saved "
    terminal.wait_until(
        lambda lines: any("I like lunch" in line for line in lines) and any(saved in line for line in lines),
        "the line saved",
    )


@pytest.mark.slow
@pytest.mark.parametrize("option", FRONT_ENDS)
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_told_to_stop_it_says_that_all_is_kept(plan: Path, option: list[str], number: signal.Signals) -> None:
    with Terminal([*COMMAND, str(plan), *option], columns=100, rows=30) as terminal:
        into_the_meeting(terminal, option)
        terminal.signal(number)
        code = terminal.wait_for_exit()
        farewell = say("plain.cut-off", command="")[:60] if option else say("screen.kept")
        assert farewell in terminal.text
    assert code == (3 if option else 128 + number)
    assert lines_kept(plan) == ["I like lunch"]


@pytest.mark.slow
def test_what_another_thread_was_told_breaks_the_wait_for_a_line_off(plan: Path) -> None:
    """Also what comes just before the wait begins: the wait itself is not interrupted by it."""
    program = (
        "import signal, sys, threading; threading.Thread(target=signal.pause, daemon=True).start()\n"
        "signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})\n"
        "from facilitator.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", program, "review", str(plan), "--plain"]
    with Terminal(command, columns=100, rows=30) as terminal:
        into_the_meeting(terminal, ["--plain"])
        terminal.signal(signal.SIGTERM)
        assert terminal.wait_for_exit() == 3
    assert lines_kept(plan) == ["I like lunch"]


@pytest.mark.slow
@pytest.mark.parametrize("option", FRONT_ENDS)
def test_without_its_terminal_it_ends_though_it_was_told_to_ignore_that(
    plan: Path, option: list[str]
) -> None:
    """As with nohup: it ran on unseen, at full speed, and held the lock of the meeting."""
    end, command_end = os.openpty()
    termios.tcsetwinsize(command_end, (30, 100))
    program = (
        "import fcntl, signal, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
        "signal.signal(signal.SIGHUP, signal.SIG_IGN);"
        "from facilitator.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program, "review", str(plan), *option],
        stdin=command_end,
        stdout=command_end,
        stderr=command_end,
        start_new_session=True,
        env={**os.environ, "TERM": "xterm-256color"},
    )
    os.close(command_end)
    try:
        told = b""
        while b"Carry on" not in told:
            told += os.read(end, 65536)
        os.close(end)
        process.wait(ENDS_WITHIN_SECONDS)
    finally:
        process.kill()
        process.wait()
    assert process.returncode != -signal.SIGKILL
    assert lines_kept(plan) == []
