"""The full screen on a pseudo-terminal: `kill -9` at its tenderest moments, and a disk that is slow."""

from __future__ import annotations

import re
import subprocess
import time
from functools import partial
from random import Random

from _faults.computer import KINDS, Computer
from _faults.row import Row, Tally, Tries, Work
from tests.forked import FRESH, Forked
from tests.terminal import Terminal, TerminalTimeoutError

AIMS = ("start", "typing", "enter", "write")
QUESTION = "What is going well at school?"
MOST_KILLS = 6
START_SECONDS, ENTER_SECONDS = 0.25, 0.03
WRITING_SECONDS = {"native": 0.15, "word": 0.4}
FRESH_TAKES = 5.0
SYNC_SECONDS = 3
KEYS = 60
STALL_SECONDS = 0.1
SAID = "the hall is so loud"


def screen_of(computer: Computer, *, fresh: bool = False) -> Terminal:
    """Start the meeting on a screen."""
    return Terminal(
        [*(FRESH if fresh else ()), "review", computer.plan],
        columns=100,
        rows=30,
        environment=computer.environment,
        start=subprocess.Popen if fresh else Forked,
    )


def has_tick(text: str, lines: list[str]) -> bool:
    """Whether the line stands on the screen as said, and the screen says that it is saved."""
    return any(f"▏ {text} " in line for line in lines) and " saved " in lines[0]


def kills(work: Work, *, fresh: bool) -> Tries:
    """Kill the program again and again; go on each time as a chair would."""
    while True:
        computer = Computer(work.fresh(), work.dice.choice(KINDS))
        computer.review("go to 4", "leave")
        told: list[str] = []
        for number in range(MOST_KILLS):
            aim = work.dice.choice(AIMS)
            with screen_of(computer, fresh=fresh) as terminal:
                try:
                    told += _until_killed(terminal, computer, number, aim, work.dice, fresh=fresh)
                except TerminalTimeoutError as late:
                    yield work.keep(computer.folder, Tally(tried=1, faults=1, found=[str(late)]))
                    break
                said = terminal.output.decode("utf-8", "replace")
            tally = computer.judged(told, said)
            tally.hits = 1
            written = not tally.torn and f"w{number}x0" in computer.in_plan()
            if f"now in {computer.plan.name}" in terminal.text and not written:
                tally.lost += 1
                tally.found.append("it was told to be written, and is not in the plan")
            yield work.keep(computer.folder, tally, terminal.text)
            if written or aim == "write" or tally.wrong:
                break


def _until_killed(
    terminal: Terminal, computer: Computer, number: int, aim: str, dice: Random, *, fresh: bool
) -> list[str]:
    """Kill it at a moment of some kind; return the words whose tick was seen."""
    if aim == "start":
        return _killed(terminal, dice.random() * START_SECONDS * (FRESH_TAKES if fresh else 1), [])
    terminal.wait_for("Carry on")
    terminal.press("enter")
    terminal.wait_for(QUESTION)
    ticked = []
    for one in range(dice.randrange(1, 4)):
        word = f"w{number}x{one}"
        terminal.type(word)
        terminal.press("enter")
        terminal.wait_until(partial(has_tick, word), f"the tick of {word}")
        ticked.append(word)
    if aim == "write":
        terminal.press("f10")
        terminal.wait_for("End now")
        choice = re.search(r"(\d+)  End now", terminal.text)
        assert choice  # noqa: S101 - it was waited for
        terminal.type(choice[1])
        terminal.wait_for("What is the reason?")
        terminal.type("tea")
        terminal.press("enter")
        return _killed(terminal, dice.random() * WRITING_SECONDS[computer.kind], ticked)
    terminal.type(f"w{number}x9"[: None if aim == "enter" else dice.randrange(1, 5)])
    if aim == "enter":
        terminal.press("enter")
    ticked = _killed(terminal, dice.random() * ENTER_SECONDS, ticked)
    return ticked + [f"w{number}x9"] * (aim == "enter" and has_tick(f"w{number}x9", terminal.lines))


def _killed(terminal: Terminal, seconds: float, ticked: list[str]) -> list[str]:
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        terminal.take_in(seconds=min(left, 0.002))
    terminal.kill()
    return ticked


# A slow disk


def slow_syncs(work: Work) -> Tries:
    """Let each sync take seconds, and measure how long the screen takes to show a key meanwhile."""
    while True:
        computer = Computer(work.fresh())
        computer.review("go to 4", "leave")
        with screen_of(computer) as terminal:
            terminal.wait_for("Carry on")
            terminal.press("enter")
            terminal.wait_for(QUESTION)
            terminal.wait_for("Type what they say")
            before = [_echo(terminal, letter) for letter in SAID]
            tracer = subprocess.Popen(
                ["strace", "-f", "-o", "/dev/null", "-p", str(terminal.pid), "-e", "trace=fsync,fdatasync",
                 "-e", f"inject=fsync,fdatasync:delay_enter={SYNC_SECONDS * 1_000_000}"],
                stderr=subprocess.PIPE,
            )  # fmt: skip
            assert tracer.stderr  # noqa: S101 - it is a pipe
            tracer.stderr.readline()  # "Process N attached"
            terminal.press("enter")
            terminal.wait_for("saving")
            terminal.wait_for("Type what they say")  # the box is empty again
            echoes = [_echo(terminal, "abcdefghijklmnopqrstuvwxyz"[one % 26]) for one in range(KEYS)]
            waiting = " saved " not in terminal.lines[0]
            tracer.terminate()
            tracer.wait()
            terminal.wait_until(partial(has_tick, SAID), "the tick after the slow sync")
        tally = Tally(tried=len(echoes), hits=len(echoes) if waiting else 0, slowest=max(echoes))
        # What a busy machine does without a slow disk is not the disk's.
        late = [echo for echo in echoes if echo > max(STALL_SECONDS, 2 * max(before))]
        if late:
            tally.found.append(f"{len(late)} of {len(echoes)} keys took over 100 ms: {max(late):.3f} s")
        yield tally


def _echo(terminal: Terminal, letter: str) -> float:
    terminal.take_in(seconds=0)
    before = terminal.cursor
    start = time.perf_counter()
    terminal.type(letter)
    terminal.wait_until(lambda _: terminal.cursor != before, "the letter")
    return time.perf_counter() - start


ROWS = [
    Row("kill -9, full screen, pty", 2000, lambda work: kills(work, fresh=False), share=3, short=3),
    Row("kill -9, full screen, pty, started anew", 200, lambda work: kills(work, fresh=True)),
    Row("fsync takes 3 s: echo of a key", 600, slow_syncs, ("strace",), share=0.5, short=1),
]
